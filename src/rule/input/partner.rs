//! Partners and the default as rules see them.

use super::Ref;
use super::build::Builder;
use super::facts::Facts;
use super::settings::Agreed;
use crate::engine::Datum;
use crate::register::{Entry, Register, Status};
use crate::tenant::access::app_targets;
use crate::tenant::effective::{
    CONSENT, CONSENT_KEY, Default, Flag, Partner, SYNC_KEY, TRUST, TRUST_KEY,
};
use crate::tenant::setting::Direction;

pub(super) const SYNC_PATH: [&str; 2] = [
    "userSyncInbound.isSyncAllowed",
    "groupSyncInbound.isSyncAllowed",
];

/// One partner among the others, and what the register says of it.
pub(super) struct Context<'a> {
    pub(super) index: usize,
    pub(super) facts: &'a Facts,
    pub(super) register: Option<&'a Register>,
    pub(super) entry: Option<(usize, &'a Entry)>,
}

impl Builder {
    pub(super) fn partner(&self, partner: &Partner, entry: Datum, context: &Context<'_>) -> Datum {
        let agreed = match context.entry {
            Some((_, entry)) if entry.applications != ["Office365"] => {
                Agreed::Named(app_targets(entry.applications.iter().map(String::as_str)))
            }
            _ => Agreed::Office365,
        };
        let [users_sync, _] = &partner.sync;
        let doors = self.doors(&partner.settings, Some(users_sync));
        let settings = self.settings(&partner.settings, &agreed, Some(context));
        let twin = context.facts.twin(context.index);
        self.object([
            ("ref", Datum::text(&Ref::Partner(context.index).write())),
            ("tenant_id", Datum::text(&partner.tenant_id)),
            (
                "name",
                Datum::text(&context.facts.name(context.index, context.register)),
            ),
            ("settings", settings.all),
            ("direct_connect", settings.direct_connect),
            ("faulty", settings.faulty),
            ("trust", self.trust(&partner.trust)),
            ("consent", self.consent(&partner.consent)),
            ("sync", self.sync(&partner.sync)),
            ("opens", doors.opens),
            ("open", doors.open),
            ("unclear", doors.unclear),
            ("comes_in", doors.comes_in),
            ("direct_connect_uncovered", uncovered(context)),
            (
                "is_service_provider",
                Datum::optional(partner.is_service_provider, Datum::bool),
            ),
            (
                "in_multi_tenant_organization",
                Datum::optional(partner.in_multi_tenant_organization, Datum::bool),
            ),
            ("tenant_id_valid", Datum::bool(is_guid(&partner.tenant_id))),
            (
                "twins",
                Datum::texts(twin.map(|twin| Ref::Partner(twin).write())),
            ),
            ("register", entry),
        ])
    }

    pub(super) fn default(&self, default: &Default) -> Datum {
        let doors = self.doors(&default.settings, None);
        let settings = self.settings(&default.settings, &Agreed::Office365, None);
        self.object([
            ("ref", Datum::text(&Ref::Default.write())),
            (
                "is_service_default",
                Datum::optional(default.is_service_default, Datum::bool),
            ),
            ("settings", settings.all),
            ("direct_connect", settings.direct_connect),
            ("faulty", settings.faulty),
            ("trust", self.trust(&default.trust)),
            ("consent", self.consent(&default.consent)),
            ("opens", doors.opens),
            ("open", doors.open),
            ("unclear", doors.unclear),
            ("comes_in", doors.comes_in),
        ])
    }

    fn trust(&self, trust: &[Flag; 3]) -> Datum {
        self.flags(TRUST_KEY, &TRUST, &TRUST, trust)
    }

    fn consent(&self, consent: &[Flag; 2]) -> Datum {
        self.flags(CONSENT_KEY, &["inbound", "outbound"], &CONSENT, consent)
    }

    fn sync(&self, sync: &[Flag; 2]) -> Datum {
        self.flags(SYNC_KEY, &["users", "groups"], &SYNC_PATH, sync)
    }
}

impl Context<'_> {
    /// What the register and the other partners say against a group. Ids in inbound lists belong to the partner's
    /// directory, in outbound lists to ours.
    pub(super) fn group(
        &self,
        id: &str,
        direction: Direction,
    ) -> (Option<&'static str>, Vec<String>) {
        let ours = direction == Direction::Outbound;
        let own = self.entry.map(|(index, _)| index);
        let named = |ours: bool| {
            self.entry.is_some_and(|(_, entry)| {
                let groups = if ours {
                    &entry.groups.ours
                } else {
                    &entry.groups.theirs
                };
                groups.iter().any(|group| group == id)
            })
        };
        let others = self.facts.others(id, ours, self.index, own, self.register);
        let fault = if named(!ours) || self.facts.is_elsewhere(id, !ours, own) {
            Some("wrong-side")
        } else if !others.is_empty() {
            Some("shared")
        } else if !named(ours) {
            Some("not-dedicated")
        } else {
            None
        };
        (fault, others)
    }
}

/// What the register can give leave for in direct connect.
const LEAVES: [&str; 2] = ["direct-connect-inbound", "direct-connect-outbound"];

/// What of it no approved entry gives the partner. An entry that lists nothing does not narrow.
fn uncovered(context: &Context<'_>) -> Datum {
    let approved = context
        .entry
        .filter(|(_, entry)| entry.status == Status::Approved);
    Datum::texts(LEAVES.iter().filter(|leave| match approved {
        None => true,
        Some((_, entry)) => {
            !entry.allow.is_empty() && !entry.allow.iter().any(|given| given == *leave)
        }
    }))
}

/// A GUID, and not the one that is all zeros.
fn is_guid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = [8, 4, 4, 4, 12];
    parts.len() == lengths.len()
        && parts.iter().zip(lengths).all(|(part, length)| {
            part.len() == length && part.bytes().all(|b| b.is_ascii_hexdigit())
        })
        && text.bytes().any(|b| b != b'0' && b != b'-')
}

#[cfg(test)]
mod tests {
    use super::is_guid;

    #[test]
    fn guids_are_told_from_placeholders() {
        assert!(is_guid("22222222-2222-4222-8222-222222222222"));
        assert!(!is_guid("00000000-0000-0000-0000-000000000000"));
        assert!(!is_guid("{sourceTenantId}"));
        assert!(!is_guid("fabrikam.com"));
    }
}
