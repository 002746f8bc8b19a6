//! What one tenant holds ready for another: the settings in force, the records they stand in, and how sure it is which.

use std::collections::BTreeMap;

use crate::export::PartnerList;
use crate::rule::input::{Ref, Whole};
use crate::tenant::effective::{CONSENT_KEY, Effective, Flag, Partner, SYNC_KEY, TRUST_KEY, place};
use crate::tenant::setting::{SETTINGS, SettingName};

/// Why it is these settings that are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// There is a configuration of the partner's own.
    Entry,
    /// There is none, so the default holds.
    NoEntry,
    /// There is none, and across Microsoft's clouds nobody gets in without.
    OtherCloud,
    /// Whether there is one, the export does not tell.
    Untold,
}

/// A value, and the record in which it is to be looked for.
#[derive(Debug, Clone)]
pub struct On<T> {
    pub on: Ref,
    pub is: T,
}

/// What is in force toward one other tenant, or toward everybody without a configuration.
#[derive(Debug, Clone)]
pub struct Toward {
    /// Lower case; empty for everybody else.
    pub tenant_id: String,
    pub stance: Stance,
    pub settings: Vec<On<Effective>>,
    pub trust: On<[Flag; 3]>,
    pub consent: On<[Flag; 2]>,
    pub sync: On<[Flag; 2]>,
}

/// Partner configurations that are proposed: by the index of each, the index of the one that it changes, if any.
pub type Proposed = BTreeMap<usize, Option<usize>>;

const MAYBE_ENTRY: &str =
    "whether it has a configuration of its own is not known: the list of partners is not whole";

const TWICE: &str = "there are two configurations for it, and which is in force is not known";

impl Toward {
    /// Toward the tenant with that id. `cloud` is Microsoft's cloud that it lives in, where that is known.
    pub fn tenant(whole: &Whole<'_>, proposed: &Proposed, id: &str, cloud: Option<&str>) -> Toward {
        let id = id.to_ascii_lowercase();
        // A proposal comes after what it changes.
        let count = whole.tenant.partners.len();
        let is_it = |index: &usize| whole.facts.id(*index) == id;
        let entry = proposed.keys().copied().rfind(is_it);
        let mut exported = (0..count).filter(is_it);
        let first = exported.next();
        if entry.is_none() && exported.next().is_some() {
            let partner = Partner::untold(&id, TWICE);
            return Toward::of(partner, Stance::Untold, Ref::Default);
        }
        let entry = entry.or(first);
        if let Some(toward) = entry.and_then(|index| Toward::entry(whole, proposed, index)) {
            return toward;
        }
        let own = whole.tenant.profile.cloud.as_deref();
        let abroad = own.is_some() && cloud.is_some() && own != cloud;
        let (stance, partner) = if whole.tenant.partner_list != PartnerList::Present {
            (Stance::Untold, Partner::untold(&id, MAYBE_ENTRY))
        } else if abroad {
            (Stance::OtherCloud, Partner::shut_out(&id))
        } else {
            let partner = Partner::unlisted(&id, whole.default.as_ref());
            (Stance::NoEntry, partner)
        };
        Toward::of(partner, stance, Ref::Default)
    }

    /// Toward whoever has no configuration.
    pub fn everybody_else(whole: &Whole<'_>) -> Toward {
        let partner = Partner::unlisted("", whole.default.as_ref());
        Toward::of(partner, Stance::NoEntry, Ref::Default)
    }

    /// By the partner configuration at that index. One that is proposed changes what it names, and nothing else.
    pub fn entry(whole: &Whole<'_>, proposed: &Proposed, index: usize) -> Option<Toward> {
        let record = *whole.tenant.partners.get(index)?;
        let default = whole.default.as_ref();
        let partner = whole
            .tenant
            .resolve_partner(whole.documents, record, default)?;
        let own = Toward::of(partner, Stance::Entry, Ref::Partner(index));
        let Some(base) = proposed.get(&index) else {
            return Some(own);
        };
        let base = base.and_then(|base| Toward::entry(whole, &Proposed::new(), base));
        let base = base.unwrap_or_else(|| Toward::everybody_else(whole));
        let (tree, node) = place(whole.documents, record)?;
        let names = |key: &str| tree.get(node, key).is_some();
        let settings = own.settings.into_iter().zip(base.settings);
        Some(Toward {
            tenant_id: own.tenant_id,
            stance: Stance::Entry,
            settings: settings
                .map(|(own, base)| pick(names(own.is.name.key()), own, base))
                .collect(),
            trust: pick(names(TRUST_KEY), own.trust, base.trust),
            consent: pick(names(CONSENT_KEY), own.consent, base.consent),
            sync: pick(names(SYNC_KEY), own.sync, base.sync),
        })
    }

    fn of(partner: Partner, stance: Stance, on: Ref) -> Toward {
        let settings = partner.settings.into_iter();
        Toward {
            tenant_id: partner.tenant_id,
            stance,
            settings: settings.map(|is| On { on, is }).collect(),
            trust: On {
                on,
                is: partner.trust,
            },
            consent: On {
                on,
                is: partner.consent,
            },
            sync: On {
                on,
                is: partner.sync,
            },
        }
    }

    pub fn setting(&self, name: SettingName) -> Option<&On<Effective>> {
        let index = SETTINGS.iter().position(|other| *other == name)?;
        self.settings.get(index)
    }
}

fn pick<T>(first: bool, own: On<T>, base: On<T>) -> On<T> {
    if first { own } else { base }
}
