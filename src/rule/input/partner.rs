//! Partners and the default as rules see them.

use super::Ref;
use super::build::Builder;
use super::facts::Facts;
use crate::engine::Datum;
use crate::register::{Entry, Register};
use crate::tenant::access::{AccessType, Admits, Apps, app_targets};
use crate::tenant::effective::{
    CONSENT, CONSENT_KEY, Default, Effective, Flag, Origin, Partner, SYNC_KEY, TRUST, TRUST_KEY,
};
use crate::tenant::setting::{APPLICATIONS, Direction, Half, SettingName, TargetKind, USERS};

const OFFICE365: &str = "Office365";
const SYNC_PATH: [&str; 2] = [
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

/// Whether something is open, taken over several settings: yes beats unknown beats no.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    No,
    Unknown,
    Yes,
}

impl Open {
    fn of(effective: &Effective) -> Open {
        match effective
            .setting
            .as_ref()
            .and_then(|setting| setting.admits())
        {
            None => Open::Unknown,
            Some(Admits::Nobody) => Open::No,
            Some(_) => Open::Yes,
        }
    }

    fn of_flag(flag: &Flag) -> Open {
        match flag.value {
            None => Open::Unknown,
            Some(false) => Open::No,
            Some(true) => Open::Yes,
        }
    }

    fn any(all: impl IntoIterator<Item = Open>) -> Datum {
        let mut result = Open::No;
        for open in all {
            match open {
                Open::Yes => return Datum::bool(true),
                Open::Unknown => result = Open::Unknown,
                Open::No => {}
            }
        }
        match result {
            Open::Unknown => Datum::NULL,
            _ => Datum::bool(false),
        }
    }
}

impl Builder {
    pub(super) fn partner(&self, partner: &Partner, entry: Datum, context: &Context<'_>) -> Datum {
        let agreed = match context.entry {
            Some((_, entry)) => app_targets(entry.applications.iter().map(String::as_str)),
            None => app_targets([OFFICE365]),
        };
        let doors = || partner.settings.iter().filter(|one| is_door(one.name));
        let [users_sync, _] = &partner.sync;
        let sync_path = format!("{SYNC_KEY}.{}", SYNC_PATH[0]);
        let sync_opening = || {
            self.object([
                ("setting", Datum::text("inbound user sync")),
                ("path", Datum::text(&sync_path)),
                ("direction", Datum::text("inbound")),
                (
                    "admits",
                    Datum::text(if users_sync.value.is_none() {
                        "unknown"
                    } else {
                        "everybody"
                    }),
                ),
                ("origin", Datum::text(users_sync.origin.as_str())),
            ])
        };
        let with = |wanted: Open| {
            let sync = (Open::of_flag(users_sync) == wanted).then(sync_opening);
            // What the partner's own entry says comes first: that is the line to mend.
            let (own, other): (Vec<&Effective>, Vec<&Effective>) = doors()
                .filter(|one| Open::of(one) == wanted)
                .partition(|one| one.origin == Origin::Own);
            Datum::list(
                own.into_iter()
                    .chain(other)
                    .map(|one| self.opening(one))
                    .chain(sync),
            )
        };
        let twins = context.facts.twins(context.index);
        self.object([
            ("ref", Datum::text(&Ref::Partner(context.index).write())),
            ("tenant_id", Datum::text(&partner.tenant_id)),
            (
                "name",
                Datum::text(&context.facts.name(context.index, context.register)),
            ),
            (
                "settings",
                self.settings(&partner.settings, &agreed, Some(context)),
            ),
            ("trust", self.trust(&partner.trust)),
            ("consent", self.consent(&partner.consent)),
            ("sync", self.sync(&partner.sync)),
            ("opens", with(Open::Yes)),
            (
                "open",
                Open::any(doors().map(Open::of).chain([Open::of_flag(users_sync)])),
            ),
            ("unclear", with(Open::Unknown)),
            ("comes_in", comes_in(&partner.settings)),
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
                Datum::texts(twins.into_iter().map(|twin| Ref::Partner(twin).write())),
            ),
            ("register", entry),
        ])
    }

    pub(super) fn default(&self, default: &Default) -> Datum {
        let agreed = app_targets([OFFICE365]);
        let doors = || default.settings.iter().filter(|one| is_door(one.name));
        let with = |wanted: Open| {
            Datum::list(
                doors()
                    .filter(|one| Open::of(one) == wanted)
                    .map(|one| self.opening(one)),
            )
        };
        self.object([
            ("ref", Datum::text(&Ref::Default.write())),
            (
                "is_service_default",
                Datum::optional(default.is_service_default, Datum::bool),
            ),
            ("settings", self.settings(&default.settings, &agreed, None)),
            ("trust", self.trust(&default.trust)),
            ("consent", self.consent(&default.consent)),
            ("opens", with(Open::Yes)),
            ("open", Open::any(doors().map(Open::of))),
            ("unclear", with(Open::Unknown)),
            ("comes_in", comes_in(&default.settings)),
        ])
    }

    fn settings(
        &self,
        settings: &[Effective],
        agreed: &Apps,
        context: Option<&Context<'_>>,
    ) -> Datum {
        self.members(
            settings
                .iter()
                .map(|one| (one.name.key(), self.setting(one, agreed, context))),
        )
    }

    fn setting(&self, one: &Effective, agreed: &Apps, context: Option<&Context<'_>>) -> Datum {
        let key = one.name.key();
        let setting = one.setting.as_deref();
        let admits = setting.and_then(|setting| setting.admits());
        let own = matches!(one.origin, Origin::Own);
        let nothing = Half::default();
        let half = |name: &'static str, half: &Half| {
            let groups = context.filter(|_| name == USERS && one.name.is_direct_connect());
            self.half(key, name, half, groups)
        };
        let defects = setting.filter(|_| own).map(|setting| &setting.defects);
        self.object([
            ("path", Datum::text(key)),
            ("title", Datum::text(one.name.title())),
            (
                "direction",
                Datum::optional(one.name.direction(), |direction| {
                    Datum::text(direction.as_str())
                }),
            ),
            ("origin", Datum::text(one.origin.as_str())),
            (
                "admits",
                Datum::text(admits.map_or("unknown", Admits::as_str)),
            ),
            (
                "scope",
                Datum::text(setting.map_or("unknown", |setting| setting.scope().as_str())),
            ),
            ("reason", Datum::optional(one.unclear(), Datum::text)),
            (
                "users",
                half(USERS, setting.map_or(&nothing, |setting| &setting.users)),
            ),
            (
                "applications",
                half(
                    APPLICATIONS,
                    setting.map_or(&nothing, |setting| &setting.applications),
                ),
            ),
            (
                "applications_beyond",
                Datum::optional(
                    setting.and_then(|setting| setting.applications_beyond(agreed)),
                    Datum::texts,
                ),
            ),
            (
                "block_list",
                Datum::optional(setting.and_then(|setting| setting.block_list()), |half| {
                    Datum::text(&format!("{key}.{half}"))
                }),
            ),
            (
                "defects",
                Datum::list(defects.into_iter().flatten().map(|defect| {
                    let path = if defect.path.is_empty() {
                        key.to_owned()
                    } else {
                        format!("{key}.{}", defect.path)
                    };
                    self.object([
                        ("kind", Datum::text(defect.kind.as_str())),
                        ("code", Datum::text(defect.code)),
                        ("path", Datum::text(&path)),
                        ("text", Datum::text(&defect.text)),
                    ])
                })),
            ),
        ])
    }

    fn half(&self, setting: &str, name: &str, half: &Half, groups: Option<&Context<'_>>) -> Datum {
        let path = format!("{setting}.{name}");
        let access = half.access.map(|access| match access {
            AccessType::Allowed => "allowed",
            AccessType::Blocked => "blocked",
        });
        let targets = half.targets.iter().enumerate().map(|(index, target)| {
            let place = format!("{path}.targets.{index}.target");
            let facts = groups.filter(|_| target.kind == Some(TargetKind::Group));
            let basics = [
                ("path", Datum::text(&place)),
                ("id", Datum::text(&target.id)),
                (
                    "type",
                    Datum::optional(target.kind, |kind| Datum::text(kind.as_str())),
                ),
            ];
            match facts {
                None => self.object(basics),
                Some(context) => self.members(basics.into_iter().chain(context.group(&target.id))),
            }
        });
        let targets = Datum::list(targets);
        self.object([
            ("path", Datum::text(&path)),
            ("access", Datum::optional(access, Datum::text)),
            ("all", Datum::bool(half.all)),
            ("targets", targets),
        ])
    }

    fn opening(&self, one: &Effective) -> Datum {
        let admits = one.setting.as_ref().and_then(|setting| setting.admits());
        self.object([
            ("setting", Datum::text(one.name.title())),
            ("path", Datum::text(one.name.key())),
            (
                "direction",
                Datum::optional(one.name.direction(), |direction| {
                    Datum::text(direction.as_str())
                }),
            ),
            (
                "admits",
                Datum::text(admits.map_or("unknown", Admits::as_str)),
            ),
            ("origin", Datum::text(one.origin.as_str())),
        ])
    }

    fn trust(&self, trust: &[Flag; 3]) -> Datum {
        self.members(
            TRUST
                .iter()
                .zip(trust)
                .map(|(name, flag)| (*name, self.flag(flag, &format!("{TRUST_KEY}.{name}")))),
        )
    }

    fn consent(&self, consent: &[Flag; 2]) -> Datum {
        let names = ["inbound", "outbound"];
        self.members(
            names
                .iter()
                .zip(CONSENT.iter().zip(consent))
                .map(|(name, (key, flag))| {
                    (*name, self.flag(flag, &format!("{CONSENT_KEY}.{key}")))
                }),
        )
    }

    fn sync(&self, sync: &[Flag; 2]) -> Datum {
        let names = ["users", "groups"];
        self.members(
            names
                .iter()
                .zip(SYNC_PATH.iter().zip(sync))
                .map(|(name, (key, flag))| (*name, self.flag(flag, &format!("{SYNC_KEY}.{key}")))),
        )
    }
}

impl Context<'_> {
    /// What the register and the other partners say of a group.
    fn group(&self, id: &str) -> [(&'static str, Datum); 5] {
        let own = self.entry.map(|(index, _)| index);
        let named = |groups: fn(&Entry) -> &Vec<String>| {
            Datum::bool(
                self.entry
                    .is_some_and(|(_, entry)| groups(entry).iter().any(|group| group == id)),
            )
        };
        [
            ("in_ours", named(|entry| &entry.groups.ours)),
            ("in_theirs", named(|entry| &entry.groups.theirs)),
            (
                "ours_elsewhere",
                Datum::texts(self.facts.elsewhere(id, true, own, self.register)),
            ),
            (
                "theirs_elsewhere",
                Datum::texts(self.facts.elsewhere(id, false, own, self.register)),
            ),
            (
                "used_by",
                Datum::texts(self.facts.used_by(id, self.index, self.register)),
            ),
        ]
    }
}

/// The settings that let somebody in or out.
fn is_door(name: SettingName) -> bool {
    name != SettingName::TenantRestrictions
}

fn comes_in(settings: &[Effective]) -> Datum {
    Open::any(
        settings
            .iter()
            .filter(|one| is_door(one.name) && one.name.direction() == Some(Direction::Inbound))
            .map(Open::of),
    )
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
