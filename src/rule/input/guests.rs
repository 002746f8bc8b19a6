//! Guests as rules see them: numbers by domain; nobody is named.

use super::build::{Builder, number};
use super::whole::Whole;
use crate::engine::Datum;
use crate::export::PartnerList;
use crate::tenant::guests::Guests;

impl Whole<'_> {
    pub(super) fn guests_datum(&self, builder: &Builder, guests: &Guests) -> Datum {
        let domains = guests.domains.iter().map(|(domain, count)| {
            builder.members([("domain", Datum::text(domain)), ("guests", number(*count))])
        });
        builder.members([
            ("domains", Datum::list(domains)),
            ("untold", number(guests.untold)),
            ("partial", Datum::bool(guests.partial)),
            (
                "reason",
                Datum::optional(guests.reason, |reason| builder.word(reason)),
            ),
            (
                "nameless_partners",
                Datum::optional(self.nameless_partners(), number),
            ),
        ])
    }

    /// Partners whose domains nothing tells, since the register has no entry for them; `None` when the list of partners may
    /// not be complete.
    fn nameless_partners(&self) -> Option<usize> {
        if self.tenant.partner_list != PartnerList::Present {
            return None;
        }
        let is_registered = |id: &str| {
            let found = self.register.and_then(|register| register.find(id));
            found.is_some()
        };
        let partners = (0..self.tenant.partners.len()).map(|index| self.facts.id(index));
        Some(partners.filter(|id| !is_registered(id)).count())
    }
}
