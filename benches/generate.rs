//! Invented tenants of any size, always the same for the same number of partners.
//!
//! What stands in a partner's entry follows what houses really have: most settings are inherited, direct connect names the
//! partner's group, a few entries are careless. About 1.5 KB a partner in Graph's minified shape, and 0.4 findings.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::register;

/// The day on which generated tenants are judged.
pub const AS_OF: &str = "2026-11-23";

const OUR_TENANT: &str = "11111111-1111-4111-8111-111111111111";

/// A small, fast, repeatable source of numbers (splitmix64).
#[derive(Clone)]
pub struct Numbers(u64);

impl Numbers {
    /// The numbers of one partner for one purpose.
    pub fn new(partner: usize, purpose: u64) -> Numbers {
        let mut numbers = Numbers(((partner as u64) << 8) ^ purpose);
        numbers.next();
        numbers
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// True in so many of a thousand cases.
    pub fn chance(&mut self, per_mille: u64) -> bool {
        self.next() % 1000 < per_mille
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub fn guid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            low >> 52,
            low & 0xffff_ffff_ffff
        )
    }
}

/// What belongs to partner `index`, in its entry and in the register alike.
pub fn tenant_id(index: usize) -> String {
    Numbers::new(index, 1).guid()
}

/// Our group for the partner, and the partner's group for us.
pub fn groups(index: usize) -> [String; 2] {
    let mut numbers = Numbers::new(index, 2);
    [numbers.guid(), numbers.guid()]
}

/// The files of one tenant.
pub struct Generated {
    pub default: String,
    pub partners: String,
    pub register: String,
}

impl Generated {
    pub fn new(partners: usize) -> Generated {
        Generated {
            default: default(),
            partners: list(partners),
            register: register::register(partners),
        }
    }

    /// Bytes of the Entra exports, the measure that ratios are taken against.
    pub fn export_bytes(&self) -> usize {
        self.default.len() + self.partners.len()
    }

    /// Write the tenant as a folder that `tenantlint check` reads.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        for below in ["exports/entra", "exports/teams"] {
            std::fs::create_dir_all(folder.join(below))?;
        }
        let files = [
            ("exports/entra/default.json", self.default.as_str()),
            ("exports/entra/partners.json", &self.partners),
            (
                "exports/entra/conditional-access.json",
                &conditional_access(),
            ),
            ("exports/teams/channel-policies.json", POLICIES),
            ("exports/teams/assignments.json", &assignments()),
            ("exports/teams/federation.json", FEDERATION),
            ("partners.yaml", &self.register),
            ("tenantlint.yaml", &config()),
        ];
        for (name, text) in files {
            std::fs::write(folder.join(name), text)?;
        }
        Ok(())
    }
}

fn config() -> String {
    format!(
        "version: 1\nprofile: baseline\ntenants:\n  - name: contoso\n    tenantId: {OUR_TENANT}\n    cloud: commercial\n    \
         phase: selected-partners\n    domains: [contoso.com]\nregister: partners.yaml\n"
    )
}

const POLICIES: &str = r#"[{"Identity":"Global","Description":null,"AllowSharedChannelCreation":false,"AllowChannelSharingToExternalUser":false,"AllowUserToParticipateInExternalSharedChannel":true},{"Identity":"Tag:Partners","Description":"Who works with partners","AllowSharedChannelCreation":true,"AllowChannelSharingToExternalUser":true,"AllowUserToParticipateInExternalSharedChannel":true},{"Identity":"Tag:Default","Description":null,"AllowSharedChannelCreation":true,"AllowChannelSharingToExternalUser":true,"AllowUserToParticipateInExternalSharedChannel":true}]"#;

const FEDERATION: &str = r#"{"Identity":"Global","AllowedDomains":{"AllowedDomain":[{"Domain":"fabrikam.com"},{"Domain":"woodgrove.com"}]},"BlockedDomains":[],"AllowFederatedUsers":true,"AllowTeamsConsumer":false,"AllowTeamsConsumerInbound":false}"#;

fn assignments() -> String {
    let [ours, _] = groups(0);
    format!(
        r#"[{{"GroupId":"{ours}","PolicyType":"TeamsChannelsPolicy","PolicyName":"Partners","Rank":1}}]"#
    )
}

/// Thirty policies: one asks guests and other external users for MFA, a partner is left out of it; one is a trial; the
/// rest is about the house's own people.
fn conditional_access() -> String {
    let spared = tenant_id(3);
    let outsiders = |tenants: &str| {
        format!(
            r#"{{"guestOrExternalUserTypes":"b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser","externalTenants":{tenants}}}"#
        )
    };
    let all = r#"{"membershipKind":"all"}"#;
    let one = format!(r#"{{"membershipKind":"enumerated","members":["{spared}"]}}"#);
    let mut policies = vec![
        policy(0, "enabled", &outsiders(all), &outsiders(&one), "mfa"),
        policy(
            1,
            "enabledForReportingButNotEnforced",
            &outsiders(all),
            "null",
            "block",
        ),
    ];
    policies.extend((2..30).map(|index| policy(index, "enabled", "null", "null", "mfa")));
    format!(
        r#"{{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#identity/conditionalAccess/policies","value":[{}]}}"#,
        policies.join(",")
    )
}

fn policy(index: usize, state: &str, include: &str, exclude: &str, control: &str) -> String {
    let mut numbers = Numbers::new(index, 9);
    let id = numbers.guid();
    let groups = match include {
        "null" => format!("\"{}\"", numbers.guid()),
        _ => String::new(),
    };
    format!(
        r#"{{"id":"{id}","displayName":"CA{index:02}","state":"{state}","conditions":{{"clientAppTypes":["all"],"userRiskLevels":[],"signInRiskLevels":[],"applications":{{"includeApplications":["All"],"excludeApplications":[]}},"users":{{"includeUsers":[],"excludeUsers":[],"includeGroups":[{groups}],"excludeGroups":[],"includeGuestsOrExternalUsers":{include},"excludeGuestsOrExternalUsers":{exclude}}}}},"grantControls":{{"operator":"OR","builtInControls":["{control}"],"termsOfUse":[],"customAuthenticationFactors":[],"authenticationStrength":null}}}}"#
    )
}

fn default() -> String {
    let open = setting("allowed", &all_users(), "allowed", &all_apps());
    let closed = setting("blocked", &all_users(), "blocked", &all_apps());
    format!(
        r#"{{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/default/$entity","id":"0d000000-0000-4000-8000-000000000001","isServiceDefault":false,"inboundTrust":{{"isMfaAccepted":false,"isCompliantDeviceAccepted":false,"isHybridAzureADJoinedDeviceAccepted":false}},"b2bCollaborationInbound":{open},"b2bCollaborationOutbound":{open},"b2bDirectConnectInbound":{closed},"b2bDirectConnectOutbound":{closed},"automaticUserConsentSettings":{{"inboundAllowed":false,"outboundAllowed":false}},"tenantRestrictions":{closed}}}"#
    )
}

fn list(partners: usize) -> String {
    let mut text = String::with_capacity(partners * 1600 + 256);
    text.push_str(r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners(identitySynchronization())","value":["#);
    for index in 0..partners {
        if index > 0 {
            text.push(',');
        }
        // Now and then somebody adds a partner a second time.
        let again = index > 10 && Numbers::new(index, 3).chance(2);
        partner(&mut text, if again { index - 7 } else { index });
    }
    text.push_str("]}");
    text
}

fn partner(text: &mut String, index: usize) {
    let id = tenant_id(index);
    let mut numbers = Numbers::new(index, 4);
    let [ours, theirs] = groups(index);
    let trust = match numbers.below(100) {
        0..=2 => "null".to_owned(),
        3..=5 => flags(false, false, false),
        low => {
            // Somebody at times takes devices on trust that nobody agreed on.
            let devices = register::is_strategic(index) && low.is_multiple_of(2) || low == 6;
            flags(true, devices, devices && low.is_multiple_of(4))
        }
    };
    let collaboration_in = collaboration(&mut numbers);
    let collaboration_out = collaboration(&mut numbers);
    let (mut same, careless) = (numbers.clone(), numbers.chance(50));
    same.chance(50);
    let direct_in = direct_connect(&mut numbers, &theirs, &ours);
    // Mostly people open both ways or none.
    let numbers_out = if careless { &mut numbers } else { &mut same };
    let direct_out = direct_connect(numbers_out, &ours, &theirs);
    let restrictions = match numbers.below(100) {
        0..=2 => setting("allowed", &all_users(), "allowed", &all_apps()),
        3..=45 => setting("blocked", &all_users(), "blocked", &all_apps()),
        _ => "null".to_owned(),
    };
    let consent = if numbers.chance(20) { "true" } else { "null" };
    let name = register::name(index);
    let sync = |allowed: bool| {
        format!(
            r#"{{"tenantId":"{id}","displayName":"{name}","userSyncInbound":{{"isSyncAllowed":{allowed}}}}}"#
        )
    };
    let sync = match numbers.below(100) {
        0..=1 => sync(true),
        // Expanded, and nothing there: what that means is not documented.
        2 => "null".to_owned(),
        _ => sync(false),
    };
    let _ = write!(
        text,
        r#"{{"tenantId":"{id}","isServiceProvider":null,"isInMultiTenantOrganization":false,"inboundTrust":{trust},"b2bCollaborationInbound":{collaboration_in},"b2bCollaborationOutbound":{collaboration_out},"b2bDirectConnectInbound":{direct_in},"b2bDirectConnectOutbound":{direct_out},"tenantRestrictions":{restrictions},"automaticUserConsentSettings":{{"inboundAllowed":{consent},"outboundAllowed":null}},"identitySynchronization":{sync}}}"#
    );
}

/// Collaboration: inherited, closed, open, or open to a list of applications.
fn collaboration(numbers: &mut Numbers) -> String {
    match numbers.below(1000) {
        0..=449 => "null".to_owned(),
        450..=599 => setting("blocked", &all_users(), "blocked", &all_apps()),
        600..=699 => setting("allowed", &all_users(), "allowed", &all_apps()),
        700..=709 => {
            // Blocks two people: everybody else stays in.
            let people = [
                target(&numbers.guid(), "user"),
                target(&numbers.guid(), "user"),
            ];
            setting("blocked", &people.join(","), "allowed", &all_apps())
        }
        // Half of it is missing.
        710..=714 => format!(
            r#"{{"usersAndGroups":{},"applications":null}}"#,
            half("allowed", &all_users())
        ),
        // Users let in, and no application to get to.
        715..=719 => setting("allowed", &all_users(), "blocked", &all_apps()),
        _ => {
            let count = 3 + numbers.below(9);
            let mut apps: Vec<String> = (0..count)
                .map(|_| target(&application(numbers), "application"))
                .collect();
            // Without these guests can't register MFA; a few lists forget them.
            if !numbers.chance(30) {
                apps.extend(ESSENTIAL.map(|id| target(id, "application")));
            }
            setting("allowed", &all_users(), "allowed", &apps.join(","))
        }
    }
}

/// My Apps, App Access Panel, My Profile, My Sign-ins.
const ESSENTIAL: [&str; 4] = [
    "2793995e-0a7d-40d7-bd35-6968ba142197",
    "0000000c-0000-0000-c000-000000000000",
    "8c59ead7-d703-4a27-9e55-c96a0054c8d2",
    "19db86c3-b2b9-44cc-b339-36da233a3be2",
];

/// Direct connect: inherited, closed, or open to the partner's own group, seldom more.
fn direct_connect(numbers: &mut Numbers, right: &str, wrong: &str) -> String {
    let office = target("Office365", "application");
    match numbers.below(1000) {
        0..=349 => "null".to_owned(),
        350..=549 => setting("blocked", &all_users(), "blocked", &all_apps()),
        550..=559 => setting("allowed", &all_users(), "allowed", &office),
        560..=564 => setting("allowed", &target(right, "group"), "allowed", &all_apps()),
        565..=574 => setting("allowed", &target(wrong, "group"), "allowed", &office),
        575..=584 => setting(
            "allowed",
            &target(&numbers.guid(), "group"),
            "allowed",
            &office,
        ),
        _ => setting("allowed", &target(right, "group"), "allowed", &office),
    }
}

/// One of the two hundred applications that the house shares.
fn application(numbers: &mut Numbers) -> String {
    let which = usize::try_from(numbers.below(200)).unwrap_or(0);
    Numbers::new(which, 5).guid()
}

fn flags(mfa: bool, device: bool, hybrid: bool) -> String {
    format!(
        r#"{{"isMfaAccepted":{mfa},"isCompliantDeviceAccepted":{device},"isHybridAzureADJoinedDeviceAccepted":{hybrid}}}"#
    )
}

fn all_users() -> String {
    target("AllUsers", "user")
}

fn all_apps() -> String {
    target("AllApplications", "application")
}

fn target(id: &str, kind: &str) -> String {
    format!(r#"{{"target":"{id}","targetType":"{kind}"}}"#)
}

fn half(access: &str, targets: &str) -> String {
    format!(r#"{{"accessType":"{access}","targets":[{targets}]}}"#)
}

fn setting(users_access: &str, users: &str, apps_access: &str, apps: &str) -> String {
    format!(
        r#"{{"usersAndGroups":{},"applications":{}}}"#,
        half(users_access, users),
        half(apps_access, apps)
    )
}
