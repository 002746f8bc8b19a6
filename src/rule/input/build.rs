//! Making the values of the input, with shared member names.

use crate::engine::{Datum, Keys};
use crate::tenant::effective::Flag;

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
    "direction",
    "expires",
    "group",
    "groups",
    "id",
    "identity",
    "in_multi_tenant_organization",
    "in_ours",
    "in_theirs",
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
    "ours_elsewhere",
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
    "state",
    "status",
    "sync",
    "targets",
    "tenantRestrictions",
    "tenant_id",
    "tenant_id_valid",
    "text",
    "theirs",
    "theirs_elsewhere",
    "tier",
    "title",
    "trust",
    "twins",
    "type",
    "unclear",
    "used_by",
    "users",
    "value",
];

/// Builds values for one chunk.
pub struct Builder {
    keys: Keys,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder {
            keys: Keys::new(NAMES),
        }
    }
}

impl Builder {
    pub(super) fn object<const N: usize>(&self, members: [(&'static str, Datum); N]) -> Datum {
        Datum::object(
            members
                .into_iter()
                .map(|(name, value)| (self.keys.get(name), value)),
        )
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
}

#[cfg(test)]
mod tests {
    use super::NAMES;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.is_sorted());
    }
}
