//! Making the values of the input, with shared member names.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;

use super::doors::{Doors, DoorsKey};
use crate::engine::{Datum, Keys};
use crate::tenant::access::AccessType;
use crate::tenant::effective::{Flag, Origin};
use crate::tenant::setting::SettingName;

/// Names of members, sorted. A name that is missing here still works, a little slower.
const NAMES: &[&str] = &[
    "access",
    "admits",
    "agreement",
    "all",
    "allow",
    "allowed_domains",
    "applications",
    "applications_beyond",
    "approved",
    "as_of",
    "assignments",
    "b2bCollaborationInbound",
    "b2bCollaborationOutbound",
    "b2bDirectConnectInbound",
    "b2bDirectConnectOutbound",
    "block_list",
    "cloud",
    "code",
    "comes_in",
    "configured",
    "consent",
    "days_left",
    "defects",
    "direct_connect",
    "direction",
    "expires",
    "fault",
    "faulty",
    "group",
    "groups",
    "id",
    "identity",
    "in_multi_tenant_organization",
    "inbound",
    "isCompliantDeviceAccepted",
    "isHybridAzureADJoinedDeviceAccepted",
    "isMfaAccepted",
    "is_global",
    "is_service_default",
    "is_service_provider",
    "is_template",
    "kind",
    "name",
    "open",
    "opens",
    "origin",
    "ours",
    "outbound",
    "owner",
    "path",
    "rank",
    "reason",
    "ref",
    "reference",
    "register",
    "scope",
    "setting",
    "settings",
    "shared_with",
    "state",
    "status",
    "sync",
    "targets",
    "tenantRestrictions",
    "tenant_id",
    "tenant_id_valid",
    "text",
    "theirs",
    "tier",
    "title",
    "trust",
    "twins",
    "type",
    "unclear",
    "uncovered",
    "users",
    "value",
];

/// What settings without ids look like to rules depends on no more than this.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum SettingKey {
    Unknown(SettingName, Origin, Option<&'static str>),
    /// All users, and applications by reserved words.
    Words {
        name: SettingName,
        origin: Origin,
        users: AccessType,
        applications: AccessType,
        words: u8,
        count: usize,
    },
}

/// Builds values for one chunk, and remembers those that come again and again.
pub struct Builder {
    keys: Keys,
    settings: RefCell<HashMap<SettingKey, Datum>>,
    flags: RefCell<HashMap<(&'static str, Vec<Flag>), Datum>>,
    doors: RefCell<HashMap<DoorsKey, Doors>>,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder {
            keys: Keys::new(NAMES),
            settings: RefCell::default(),
            flags: RefCell::default(),
            doors: RefCell::default(),
        }
    }
}

impl Builder {
    pub(super) fn object<const N: usize>(&self, members: [(&'static str, Datum); N]) -> Datum {
        self.members(members)
    }

    pub(super) fn members(
        &self,
        members: impl IntoIterator<Item = (&'static str, Datum)>,
    ) -> Datum {
        Datum::object(
            members
                .into_iter()
                .map(|(name, value)| (self.keys.get(name), value)),
        )
    }

    pub(super) fn flag(&self, flag: &Flag, path: &str) -> Datum {
        self.object([
            ("value", Datum::optional(flag.value, Datum::bool)),
            ("origin", Datum::text(flag.origin.as_str())),
            ("path", Datum::text(path)),
            ("reason", Datum::optional(flag.reason, Datum::text)),
        ])
    }

    /// Flags of one section: `names` as rules see them, `keys` as they stand below the section.
    pub(super) fn flags(
        &self,
        section: &'static str,
        names: &[&'static str],
        keys: &[&'static str],
        flags: &[Flag],
    ) -> Datum {
        remembered(&self.flags, (section, flags.to_vec()), || {
            self.members(
                names
                    .iter()
                    .zip(keys.iter().zip(flags))
                    .map(|(name, (key, flag))| {
                        (*name, self.flag(flag, &format!("{section}.{key}")))
                    }),
            )
        })
    }

    pub(super) fn remembered_setting(
        &self,
        key: SettingKey,
        build: impl FnOnce() -> Datum,
    ) -> Datum {
        remembered(&self.settings, key, build)
    }

    pub(super) fn remembered_doors(&self, key: DoorsKey, build: impl FnOnce() -> Doors) -> Doors {
        remembered(&self.doors, key, build)
    }
}

fn remembered<K: Eq + Hash, V: Clone>(
    memory: &RefCell<HashMap<K, V>>,
    key: K,
    build: impl FnOnce() -> V,
) -> V {
    if let Some(value) = memory.borrow().get(&key) {
        return value.clone();
    }
    let value = build();
    memory.borrow_mut().insert(key, value.clone());
    value
}

#[cfg(test)]
mod tests {
    use super::NAMES;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.is_sorted());
    }
}
