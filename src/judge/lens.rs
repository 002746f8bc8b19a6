//! Which partners a rule is shown.

use crate::engine::Datum;
use crate::rule::{Rule, Scope};

/// Which partners a rule sees.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lens<'a> {
    All,
    /// Those for which one of these members is not empty.
    Members(&'a [String]),
}

impl Lens<'_> {
    pub(super) fn of(rule: &Rule) -> Lens<'_> {
        match (&rule.metadata.custom.partners, rule.metadata.custom.scope) {
            (Some(members), _) => Lens::Members(members),
            (None, Scope::Policy | Scope::Pair) => Lens::Members(&[]),
            (None, _) => Lens::All,
        }
    }

    pub(super) fn shows(&self, partner: &Datum) -> bool {
        match self {
            Lens::All => true,
            Lens::Members(members) => members
                .iter()
                .any(|name| partner.get(name).is_some_and(|items| !items.is_empty())),
        }
    }
}
