//! Which version of Microsoft365DSC wrote a file, and what absence in it means.
//!
//! An export names its version in the first line and leaves out what is null. A configuration that people write, and the
//! JSON report, say nothing of what they leave out. Source: the CHANGELOG and AADCrossTenantAccessPolicyConfigurationPartner
//! of Microsoft365DSC: consent since August 2023 (pull request 3502), identity synchronization since 1.26.318 (issue 6998),
//! all else after 1.26.909.

use crate::export::{Carries, Partners};

const HEADER: &str = "Generated with Microsoft365DSC version ";
/// The header is the first line; a person may have put some of their own before it.
const LINES: usize = 20;

/// What no version writes of a partner.
const NEVER: &[&str] = &[
    "isServiceProvider",
    "isInMultiTenantOrganization",
    "crossCloudMeetingConfiguration",
    "protectedContentSharing",
    "invitationRedemptionIdentityProviderConfiguration",
];

/// Up to 1.26.909.
const NOT_TO_1_26: &[&str] = &[
    "isServiceProvider",
    "isInMultiTenantOrganization",
    "crossCloudMeetingConfiguration",
    "protectedContentSharing",
    "invitationRedemptionIdentityProviderConfiguration",
    "tenantRestrictions",
    "m365CollaborationInbound",
    "m365CollaborationOutbound",
    "appServiceConnectInbound",
    "blockServiceProviderOutboundAccess",
];

/// Before 1.26.318.
const NOT_TO_1_25: &[&str] = &[
    "isServiceProvider",
    "isInMultiTenantOrganization",
    "crossCloudMeetingConfiguration",
    "protectedContentSharing",
    "invitationRedemptionIdentityProviderConfiguration",
    "tenantRestrictions",
    "m365CollaborationInbound",
    "m365CollaborationOutbound",
    "appServiceConnectInbound",
    "blockServiceProviderOutboundAccess",
    "identitySynchronization",
];

/// Before 1.23.802.
const NOT_TO_1_23: &[&str] = &[
    "isServiceProvider",
    "isInMultiTenantOrganization",
    "crossCloudMeetingConfiguration",
    "protectedContentSharing",
    "invitationRedemptionIdentityProviderConfiguration",
    "tenantRestrictions",
    "m365CollaborationInbound",
    "m365CollaborationOutbound",
    "appServiceConnectInbound",
    "blockServiceProviderOutboundAccess",
    "identitySynchronization",
    "automaticUserConsentSettings",
];

/// A file that names no version: what somebody wants, of the partners they think of.
pub(super) static WRITTEN_BY_HAND: Carries = Carries {
    partners: Partners::Some,
    never: NEVER,
    omits_null: false,
};

const fn exported(never: &'static [&'static str]) -> Carries {
    Carries {
        partners: Partners::All,
        never,
        omits_null: true,
    }
}

static EXPORTED: Carries = exported(NEVER);
static TO_1_26: Carries = exported(NOT_TO_1_26);
static TO_1_25: Carries = exported(NOT_TO_1_25);
static TO_1_23: Carries = exported(NOT_TO_1_23);

/// The version in the comment at the top of an export.
pub(super) fn of(text: &str) -> Option<String> {
    let header = text
        .lines()
        .take(LINES)
        .filter_map(|line| line.trim().strip_prefix('#'))
        .find_map(|comment| comment.trim().strip_prefix(HEADER))?;
    let version: String = header
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .take(32)
        .collect();
    version
        .starts_with(|first: char| first.is_ascii_digit())
        .then_some(version)
}

/// What an export of that version carries.
pub(super) fn carries(version: &str) -> &'static Carries {
    let mut parts = version
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let mut part = || parts.next().unwrap_or(0);
    match (part(), part(), part()) {
        version if version < (1, 23, 802) => &TO_1_23,
        version if version < (1, 26, 318) => &TO_1_25,
        version if version < (1, 26, 910) => &TO_1_26,
        _ => &EXPORTED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_version() {
        let header =
            "# Generated with Microsoft365DSC version 1.25.611.1\n# For additional information\n";
        assert_eq!(of(header).as_deref(), Some("1.25.611.1"));
        assert_eq!(
            of("# mine\r\n#Generated with Microsoft365DSC version 1.22.323.1\r\nparam (\r\n")
                .as_deref(),
            Some("1.22.323.1")
        );
        assert_eq!(
            of("x = 'Generated with Microsoft365DSC version 1.25.611.1'"),
            None
        );
        assert_eq!(of("# Generated with Microsoft365DSC version soon"), None);
        assert_eq!(of("Configuration M365TenantConfig {\n}"), None);
    }

    #[test]
    fn what_is_carried_grows_with_the_version() {
        let never = |version, key| carries(version).never.contains(&key);
        assert!(never("1.22.323.1", "automaticUserConsentSettings"));
        assert!(!never("1.25.611.1", "automaticUserConsentSettings"));
        assert!(never("1.25.611.1", "tenantRestrictions"));
        assert!(!never("1.26.318.1", "identitySynchronization"));
        assert!(never("1.26.909.1", "tenantRestrictions"));
        assert!(!never("1.26.1007.1", "tenantRestrictions"));
        assert!(never("1.26.1007.1", "isServiceProvider"));
        assert!(carries("2.0").omits_null);
    }
}
