//! The same tenant in every format: what rules get to see is what the tenant is, or unknown where a format can't carry
//! it, and never something else.

mod view;

use std::collections::BTreeMap;

use super::TENANTS;
use crate::runner::{TODAY, tenantlint};

/// What the tenant is. A setting is written "origin whom: users; applications".
#[rustfmt::skip]
const IDEAL: &[(&str, &str)] = &[
    ("default.isServiceDefault", "false"),
    ("default.trust.isMfaAccepted", "own false"),
    ("default.trust.isCompliantDeviceAccepted", "own false"),
    ("default.trust.isHybridAzureADJoinedDeviceAccepted", "own false"),
    ("default.consent.inbound", "own false"),
    ("default.consent.outbound", "own false"),
    ("default.b2bCollaborationInbound", "own everybody: allowed AllUsers; allowed AllApplications"),
    ("default.b2bCollaborationOutbound", "own everybody: allowed AllUsers; allowed AllApplications"),
    ("default.b2bDirectConnectInbound", "own nobody: blocked AllUsers; blocked AllApplications"),
    ("default.b2bDirectConnectOutbound", "own nobody: blocked AllUsers; blocked AllApplications"),
    ("default.tenantRestrictions", "own nobody: blocked AllUsers; blocked AllApplications"),
    ("fabrikam.isServiceProvider", "false"),
    ("fabrikam.isInMultiTenantOrganization", "false"),
    ("fabrikam.trust.isMfaAccepted", "own true"),
    ("fabrikam.trust.isCompliantDeviceAccepted", "own false"),
    ("fabrikam.trust.isHybridAzureADJoinedDeviceAccepted", "own false"),
    ("fabrikam.consent.inbound", "own false"),
    ("fabrikam.consent.outbound", "own true"),
    ("fabrikam.sync.users", "own false"),
    ("fabrikam.sync.groups", "own false"),
    ("fabrikam.b2bCollaborationInbound", "own nobody: blocked AllUsers; blocked AllApplications"),
    ("fabrikam.b2bCollaborationOutbound", "inherited everybody: allowed AllUsers; allowed AllApplications"),
    ("fabrikam.b2bDirectConnectInbound", "own listed: allowed group bbbbbbbb-2222-4bbb-8bbb-bbbbbbbbbbbb; allowed Office365"),
    ("fabrikam.b2bDirectConnectOutbound", "inherited nobody: blocked AllUsers; blocked AllApplications"),
    ("fabrikam.tenantRestrictions", "inherited nobody: blocked AllUsers; blocked AllApplications"),
    ("woodgrove.isServiceProvider", "false"),
    ("woodgrove.isInMultiTenantOrganization", "false"),
    ("woodgrove.trust.isMfaAccepted", "inherited false"),
    ("woodgrove.trust.isCompliantDeviceAccepted", "inherited false"),
    ("woodgrove.trust.isHybridAzureADJoinedDeviceAccepted", "inherited false"),
    ("woodgrove.consent.inbound", "service-default false"),
    ("woodgrove.consent.outbound", "service-default false"),
    ("woodgrove.sync.users", "own false"),
    ("woodgrove.sync.groups", "own false"),
    ("woodgrove.b2bCollaborationInbound", "inherited everybody: allowed AllUsers; allowed AllApplications"),
    ("woodgrove.b2bCollaborationOutbound", "inherited everybody: allowed AllUsers; allowed AllApplications"),
    ("woodgrove.b2bDirectConnectInbound", "inherited nobody: blocked AllUsers; blocked AllApplications"),
    ("woodgrove.b2bDirectConnectOutbound", "inherited nobody: blocked AllUsers; blocked AllApplications"),
    ("woodgrove.tenantRestrictions", "inherited nobody: blocked AllUsers; blocked AllApplications"),
    ("policies.Global.AllowSharedChannelCreation", "own true"),
    ("policies.Global.AllowChannelSharingToExternalUser", "own false"),
    ("policies.Global.AllowUserToParticipateInExternalSharedChannel", "own true"),
    ("policies.Global.assignments", ""),
    ("policies.Tag:Pilot.AllowSharedChannelCreation", "own true"),
    ("policies.Tag:Pilot.AllowChannelSharingToExternalUser", "own true"),
    ("policies.Tag:Pilot.AllowUserToParticipateInExternalSharedChannel", "own true"),
    ("policies.Tag:Pilot.assignments", "aaaaaaaa-1111-4aaa-8aaa-aaaaaaaaaaaa at 1"),
    ("policies.Tag:Default.AllowSharedChannelCreation", "own true"),
    ("policies.Tag:Default.AllowChannelSharingToExternalUser", "own true"),
    ("policies.Tag:Default.AllowUserToParticipateInExternalSharedChannel", "own true"),
    ("policies.Tag:Default.assignments", ""),
    ("federation.AllowFederatedUsers", "own true"),
    ("federation.AllowTeamsConsumer", "own false"),
    ("federation.AllowTeamsConsumerInbound", "own false"),
    ("federation.allowed", "list fabrikam.example"),
    ("present.default", "true"),
    ("present.partners", "true"),
    ("present.policies", "true"),
    ("present.assignments", "true"),
    ("present.federation", "true"),
];

/// What a format can't carry of it. `*` in a path stands for one part.
struct Told {
    tenant: &'static str,
    /// Not there at all: no record brings it.
    lacks: &'static [&'static str],
    /// There, and not known.
    unknown: &'static [&'static str],
    /// Told otherwise.
    instead: &'static [(&'static str, &'static str)],
}

const TEAMS: &[&str] = &["policies", "federation"];
const ENTRA: &[&str] = &["default", "fabrikam", "woodgrove"];
const MARKS: [&str; 3] = [
    "default.isServiceDefault",
    "*.isServiceProvider",
    "*.isInMultiTenantOrganization",
];

/// Microsoft365DSC and UTCM have groups by name.
const BY_NAME: (&str, &str) = (
    "fabrikam.b2bDirectConnectInbound",
    "own listed: allowed group SG-Fabrikam-Channels; allowed Office365",
);
const SOME_PARTNERS: (&str, &str) = ("present.partners", "false");

/// What a file leaves out that says nothing of what it leaves out.
const LEFT_OUT: &[&str] = &[
    MARKS[0],
    MARKS[1],
    MARKS[2],
    "*.sync",
    "*.tenantRestrictions",
    "fabrikam.b2bCollaborationOutbound",
    "fabrikam.b2bDirectConnectOutbound",
    "woodgrove.trust",
    "woodgrove.consent",
    "woodgrove.b2bCollaborationInbound",
    "woodgrove.b2bCollaborationOutbound",
    "woodgrove.b2bDirectConnectInbound",
    "woodgrove.b2bDirectConnectOutbound",
];
/// What Microsoft365DSC up to 1.25 and UTCM do not know.
const NEVER: &[&str] = &[
    MARKS[0],
    MARKS[1],
    MARKS[2],
    "*.sync",
    "*.tenantRestrictions",
];

#[rustfmt::skip]
const FORMATS: &[Told] = &[
    Told { tenant: "bundle", lacks: &[], unknown: &[], instead: &[] },
    Told { tenant: "graph/files", lacks: TEAMS, unknown: &["*.sync.groups", "woodgrove.sync"], instead: &[] },
    Told { tenant: "graph/batch", lacks: TEAMS, unknown: &[], instead: &[] },
    Told { tenant: "graph/yaml", lacks: TEAMS, unknown: &["*.sync"], instead: &[] },
    Told { tenant: "graph-powershell/windows", lacks: TEAMS, unknown: &["*.sync"], instead: &[] },
    Told { tenant: "graph-powershell/core", lacks: TEAMS, unknown: &["*.sync"], instead: &[] },
    Told { tenant: "teams-powershell/json", lacks: ENTRA, unknown: &[], instead: &[] },
    Told { tenant: "teams-powershell/listing", lacks: ENTRA, unknown: &[], instead: &[] },
    Told { tenant: "teams-powershell/csv", lacks: ENTRA, unknown: &[], instead: &[] },
    Told { tenant: "m365dsc/export", lacks: &[], unknown: NEVER, instead: &[BY_NAME] },
    Told { tenant: "m365dsc/by-hand", lacks: &[], unknown: LEFT_OUT, instead: &[BY_NAME, SOME_PARTNERS] },
    Told { tenant: "m365dsc/data", lacks: &[], unknown: LEFT_OUT, instead: &[BY_NAME, SOME_PARTNERS] },
    Told { tenant: "m365dsc/report", lacks: &[], unknown: LEFT_OUT, instead: &[BY_NAME, SOME_PARTNERS] },
    Told { tenant: "utcm/snapshot", lacks: &[], unknown: NEVER, instead: &[BY_NAME] },
    Told { tenant: "utcm/monitor", lacks: &[], unknown: LEFT_OUT, instead: &[BY_NAME, SOME_PARTNERS] },
    Told { tenant: "utcm/items", lacks: &[], unknown: LEFT_OUT, instead: &[BY_NAME, SOME_PARTNERS] },
    Told { tenant: "entra-exporter/2.x", lacks: &["fabrikam", "woodgrove", "policies", "federation"], unknown: &[], instead: &[] },
    Told { tenant: "entra-exporter/3.x", lacks: &["woodgrove", "policies", "federation"], unknown: &["*.sync"], instead: &[SOME_PARTNERS] },
    Told { tenant: "scubagear", lacks: &["default", "fabrikam", "woodgrove", "policies"], unknown: &[], instead: &[] },
    Told { tenant: "terraform/plan", lacks: TEAMS, unknown: &[MARKS[0], MARKS[1], MARKS[2], "woodgrove.sync"], instead: &[SOME_PARTNERS] },
    Told { tenant: "terraform/state", lacks: TEAMS, unknown: &["*.sync.groups", "woodgrove.sync"], instead: &[SOME_PARTNERS] },
    Told { tenant: "terraform/statefile", lacks: TEAMS, unknown: &["woodgrove.sync"], instead: &[SOME_PARTNERS] },
    Told { tenant: "terraform/msgraph", lacks: TEAMS, unknown: &[MARKS[0], MARKS[1], MARKS[2], "*.sync"], instead: &[SOME_PARTNERS] },
    Told { tenant: "house", lacks: &["federation"], unknown: &[MARKS[0], MARKS[1], MARKS[2], "woodgrove.sync"],
        instead: &[("policies.Tag:Pilot.assignments", ""), ("present.assignments", "false")] },
];

/// Whether `path` is the pattern or stands below it.
fn fits(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('.');
    pattern.split('.').all(|wanted| {
        parts
            .next()
            .is_some_and(|part| wanted == "*" || wanted == part)
    })
}

impl Told {
    fn expected(&self) -> BTreeMap<String, String> {
        let any = |patterns: &[&str], path| patterns.iter().any(|pattern| fits(pattern, path));
        let mut expected = BTreeMap::new();
        for (path, value) in IDEAL {
            if any(self.lacks, path) {
                continue;
            }
            let instead = self.instead.iter().find(|(at, _)| at == path);
            let value = match instead {
                Some((_, value)) => value,
                None if self.is_absent(path) => "false",
                None if any(self.unknown, path) => "unknown",
                None => value,
            };
            expected.insert((*path).to_owned(), value.to_owned());
        }
        expected
    }

    /// Whether the path says that something is present which the format lacks.
    fn is_absent(&self, path: &str) -> bool {
        let lacks = |part: &str| self.lacks.contains(&part);
        match path {
            "present.default" => lacks("default"),
            "present.partners" => lacks("woodgrove"),
            "present.policies" | "present.assignments" => lacks("policies"),
            "present.federation" => lacks("federation"),
            _ => false,
        }
    }
}

#[test]
fn rules_see_the_same_tenant_in_every_format() {
    let told: Vec<&str> = FORMATS.iter().map(|told| told.tenant).collect();
    assert!(TENANTS.iter().all(|tenant| told.contains(tenant)));
    let mut wrong = Vec::new();
    for told in FORMATS {
        let folder = format!("tests/formats/{}", told.tenant);
        let done = tenantlint()
            .args(["input", "--as-of", TODAY, &folder])
            .run();
        let seen = view::of(&done.json());
        let expected = told.expected();
        let paths: std::collections::BTreeSet<&String> =
            expected.keys().chain(seen.keys()).collect();
        for path in paths {
            if expected.get(path) != seen.get(path) {
                wrong.push(format!(
                    "{} {path}\n  expected: {:?}\n  seen:     {:?}",
                    told.tenant,
                    expected.get(path),
                    seen.get(path)
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
