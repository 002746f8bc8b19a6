//! Words of enumerations, in the casing that Graph and the cmdlets give them: PowerShell and UTCM take any.

use crate::source::{Kind, NodeId, Tree};

/// Keys in lower case, and the words their values may be. A word that is none of them stays as written, for the schemas to
/// refuse.
const WORDS: &[(&[&str], &[&str])] = &[
    (&["accesstype", "mode"], &["allowed", "blocked"]),
    (&["targettype"], &["user", "group", "application"]),
    (
        &["target"],
        &[
            "AllUsers",
            "AllApplications",
            "Office365",
            "AllMicrosoftApps",
        ],
    ),
    (
        &[
            "fallbackidentityprovider",
            "primaryidentityproviderprecedenceorder",
        ],
        &[
            "azureActiveDirectory",
            "externalFederation",
            "socialIdentityProviders",
            "emailOneTimePasscode",
            "microsoftAccount",
            "defaultConfiguredIdp",
        ],
    ),
    (
        &["templateapplicationlevel"],
        &["none", "newPartners", "existingPartners"],
    ),
    (
        &["allowinvitesfrom"],
        &[
            "none",
            "adminsAndGuestInviters",
            "adminsGuestInvitersAndAllMembers",
            "everyone",
        ],
    ),
    (
        &["state"],
        &["enabled", "disabled", "enabledForReportingButNotEnforced"],
    ),
    (
        &["includeusers", "excludeusers"],
        &["All", "None", "GuestsOrExternalUsers"],
    ),
    (
        &["includeapplications", "excludeapplications"],
        &["All", "None", "Office365", "MicrosoftAdminPortals"],
    ),
    (
        &[
            "includeguestorexternalusertypes",
            "excludeguestorexternalusertypes",
        ],
        &[
            "none",
            "internalGuest",
            "b2bCollaborationGuest",
            "b2bCollaborationMember",
            "b2bDirectConnectUser",
            "otherExternalUser",
            "serviceProvider",
        ],
    ),
    (
        &[
            "includeexternaltenantsmembershipkind",
            "excludeexternaltenantsmembershipkind",
        ],
        &["all", "enumerated"],
    ),
    (
        &["clientapptypes"],
        &[
            "all",
            "browser",
            "mobileAppsAndDesktopClients",
            "exchangeActiveSync",
            "easSupported",
            "easUnsupported",
            "other",
        ],
    ),
    (&["grantcontroloperator"], &["AND", "OR"]),
    (
        &["builtincontrols"],
        &[
            "block",
            "mfa",
            "compliantDevice",
            "domainJoinedDevice",
            "approvedApplication",
            "compliantApplication",
            "passwordChange",
            "riskRemediation",
        ],
    ),
    (
        &["sharingcapability", "mysitesharingcapability"],
        &[
            "Disabled",
            "ExternalUserSharingOnly",
            "ExternalUserAndGuestSharing",
            "ExistingExternalUserSharingOnly",
        ],
    ),
    (
        &["sharingdomainrestrictionmode"],
        &["None", "AllowList", "BlockList"],
    ),
    (
        &["autoadmittedusers"],
        &[
            "EveryoneInCompany",
            "EveryoneInSameAndFederatedCompany",
            "Everyone",
            "OrganizerOnly",
            "EveryoneInCompanyExcludingGuests",
            "InvitedUsers",
        ],
    ),
    (
        &["externalmeetingjoin"],
        &["EnabledForAnyone", "EnabledForTrustedOrgs", "Disabled"],
    ),
    (
        &["externalbotaccessmode"],
        &["AllowAllBots", "RequireApprovalWhenDetected"],
    ),
];

/// Puts every word of the record right.
pub(super) fn put_right(tree: &mut Tree, record: NodeId) {
    let mut found = Vec::new();
    let mut open = vec![record];
    while let Some(node) = open.pop() {
        for child in tree.children(node) {
            open.push(child);
            let Some(words) = tree.raw_key(child).and_then(words_of) else {
                continue;
            };
            match tree.kind(child) {
                Kind::Array => found.extend(tree.children(child).map(|item| (item, words))),
                _ => found.push((child, words)),
            }
        }
    }
    for (node, words) in found {
        let Some(text) = tree.as_str(node) else {
            continue;
        };
        let right = right(text, words);
        if let Some(right) = right.filter(|right| right != text) {
            tree.set_text(node, &right);
        }
    }
}

fn words_of(key: &str) -> Option<&'static [&'static str]> {
    let key = key.to_ascii_lowercase();
    let (_, words) = WORDS
        .iter()
        .find(|(keys, _)| keys.contains(&key.as_str()))?;
    Some(words)
}

/// The same in the right casing; flags are joined by commas.
fn right(text: &str, words: &[&str]) -> Option<String> {
    let parts: Option<Vec<&str>> = text
        .split(',')
        .map(|part| {
            words
                .iter()
                .copied()
                .find(|word| word.eq_ignore_ascii_case(part.trim()))
        })
        .collect();
    Some(parts?.join(","))
}
