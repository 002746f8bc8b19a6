//! Partners and the default as rules see them.

use super::Ref;
use super::build::Builder;
use super::facts::Facts;
use super::settings::Agreed;
use crate::engine::Datum;
use crate::register::{Entry, Group, Register, Status};
use crate::tenant::access::app_targets;
use crate::tenant::effective::{
    CONSENT, CONSENT_KEY, Default, Flag, Partner, SYNC_KEY, TRUST, TRUST_KEY,
};
use crate::tenant::ids;
use crate::tenant::setting::{Direction, Target};

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
    pub(super) fn partner(
        &self,
        partner: &Partner,
        entry: Datum,
        more: Datum,
        context: &Context<'_>,
    ) -> Datum {
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
            ("more", more),
        ])
    }

    pub(super) fn default(&self, default: &Default, more: Datum) -> Datum {
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
            ("more", more),
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
    pub(super) fn group(&self, target: &Target, direction: Direction) -> Against {
        let ours = direction == Direction::Outbound;
        match (target.by_name, ours) {
            (false, _) => self.group_by_id(&target.id, ours),
            (true, true) => self.our_group_by_name(&ids::key(&target.id)),
            (true, false) => self.their_group_by_name(&ids::key(&target.id)),
        }
    }

    /// Ids are held against ids only.
    fn group_by_id(&self, id: &str, ours: bool) -> Against {
        let own = self.own();
        let named = |ours: bool| {
            let mut groups = self.dedicated(ours).iter();
            groups.any(|group| group.id.as_deref() == Some(id))
        };
        let others = self.others(&[id], &[ours]);
        let fault = if named(!ours) || self.facts.is_elsewhere(id, !ours, own) {
            "wrong-side"
        } else if !others.is_empty() {
            "shared"
        } else if named(ours) {
            return if ours {
                self.guests_in(id)
            } else {
                Against::nothing()
            };
        } else if self.dedicated(ours).iter().any(|group| group.id.is_none()) {
            return Against::unclear(ID_AGAINST_NAME, others);
        } else {
            "not-dedicated"
        };
        Against {
            fault: Some(fault),
            others,
            ..Against::nothing()
        }
    }

    /// A group of ours is for people of ours. One that is not in the export is not looked into.
    fn guests_in(&self, id: &str) -> Against {
        let Some(group) = self.facts.group(id) else {
            return Against::nothing();
        };
        match group.guests {
            Some(0) => Against::nothing(),
            Some(guests) => Against {
                fault: Some("guests"),
                guests: Some(guests),
                ..Against::nothing()
            },
            None => Against::unclear(GUESTS_NOT_TOLD, Vec::new()),
        }
    }

    /// A name in an inbound list. Exporters look names up in our directory (see [`ids`]), and groups of the partner's are
    /// not in there: it is a group of ours, or somebody wrote the name by hand. So the register's name for the partner's
    /// group proves nothing, and that it has no such name neither.
    fn their_group_by_name(&self, name: &str) -> Against {
        let has = |ours: bool| {
            let mut groups = self.dedicated(ours).iter();
            groups.any(|group| group.name_key().as_deref() == Some(name))
        };
        let is_ours = has(true) || self.facts.is_elsewhere(name, true, self.own());
        if is_ours && !has(false) {
            return Against {
                fault: Some("wrong-side"),
                others: self.others(&[name], &[true]),
                ..Against::nothing()
            };
        }
        Against::unclear(NAME_INBOUND, self.others(&[name], &[true, false]))
    }

    /// A name in an outbound list, held against names only. A name is not unique, and each directory has its own: that it
    /// stands elsewhere too is a doubt, not a fault.
    fn our_group_by_name(&self, name: &str) -> Against {
        let groups = self.dedicated(true);
        let is_it = |group: &&Group| group.name_key().as_deref() == Some(name);
        let mut fitting = groups.iter().filter(is_it).peekable();
        if fitting.peek().is_none() {
            return if groups.iter().any(|group| group.name.is_none()) {
                Against::unclear(NAME_AGAINST_ID, Vec::new())
            } else {
                Against {
                    fault: Some("not-dedicated"),
                    ..Against::nothing()
                }
            };
        }
        // The register knows which id it means by that name: if that id serves somebody else, so does the group.
        let keys: Vec<&str> = std::iter::once(name)
            .chain(fitting.filter_map(|group| group.id.as_deref()))
            .collect();
        let others = self.others(&keys, &[true, false]);
        if others.is_empty() && !self.dedicated(false).iter().any(|group| is_it(&group)) {
            Against::nothing()
        } else {
            Against::unclear(NAME_STANDS_ELSEWHERE, others)
        }
    }

    fn others(&self, keys: &[&str], ours: &[bool]) -> Vec<String> {
        let own = self.own();
        self.facts
            .others(keys, ours, self.index, own, self.register)
    }

    fn own(&self) -> Option<usize> {
        self.entry.map(|(index, _)| index)
    }

    /// The groups that the partner's entry has in our or their directory.
    fn dedicated(&self, ours: bool) -> &[Group] {
        self.entry.map_or(&[], |(_, entry)| {
            if ours {
                &entry.groups.ours
            } else {
                &entry.groups.theirs
            }
        })
    }
}

const NAME_INBOUND: &str = "the export shows it by its display name; exporters look names up in our own directory, where a group of the partner's is not found, so it may be a group of ours, which lets nobody in; export with ids through Graph";
const NAME_AGAINST_ID: &str = "the export shows it by its display name, the register has groups by object id only; add `name` to the group in the register, or export with ids through Graph";
const ID_AGAINST_NAME: &str = "the export shows it by its object id, the register has groups by display name only; add `id` to the group in the register";
const NAME_STANDS_ELSEWHERE: &str = "the export shows it by its display name, and the register or another partner has that name in another place too; export with ids through Graph";

const GUESTS_NOT_TOLD: &str = "whether guests are in it is not told: GET /groups?$expand=members($select=id,userType), all pages of it";

/// What is held against a group that direct connect names.
pub(super) struct Against {
    /// The gravest fault; `unknown` when there is a reason.
    pub(super) fault: Option<&'static str>,
    /// Why it can't be told.
    pub(super) reason: Option<&'static str>,
    /// Others that use the group, or one of that name.
    pub(super) others: Vec<String>,
    /// How many guests are in it, where that is the fault.
    pub(super) guests: Option<usize>,
}

impl Against {
    fn nothing() -> Against {
        Against {
            fault: None,
            reason: None,
            others: Vec::new(),
            guests: None,
        }
    }

    fn unclear(reason: &'static str, others: Vec<String>) -> Against {
        Against {
            fault: Some("unknown"),
            reason: Some(reason),
            others,
            guests: None,
        }
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
    ids::is_id(text) && text.bytes().any(|b| b != b'0' && b != b'-')
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
