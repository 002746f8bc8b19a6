//! The words that settings are written in. A text that can't be read and has none of them is nobody's export: repositories
//! are full of templates, scripts and notes. A text that has one was to say something, and must not be passed over.

use std::sync::LazyLock;

use super::{graph, resource, teams};

/// Words that no table of keys has.
const MORE: &[&str] = &[
    "crossTenant",
    "Microsoft365DSC",
    "NonNodeData",
    "sharedChannel",
    "PolicyType",
    "GroupPolicyAssignment",
    "AllowFederatedUsers",
    "AllowTeamsConsumer",
    "identitySynchronization",
    "userSyncInbound",
    "groupSyncInbound",
    "isServiceProvider",
    "isInMultiTenantOrganization",
    "templateApplicationLevel",
];

/// In lower case.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words: Vec<String> = graph::SECTIONS
        .iter()
        .chain(graph::keys())
        .chain(teams::keys())
        .copied()
        .filter(|key| is_telling(key))
        .chain(MORE.iter().copied())
        .map(str::to_ascii_lowercase)
        .chain(resource::type_names())
        .collect();
    words.sort();
    words.dedup();
    words
});

/// `conditions`, `name` and `Identity` are words of every second file; `grantControls` is not.
fn is_telling(key: &str) -> bool {
    const LONG: usize = 12;
    let has_hump = key
        .chars()
        .skip(1)
        .any(|letter| letter.is_ascii_uppercase());
    key.len() >= LONG && has_hump
}

/// Whether the text, or the name of its file, has a word of ours, in camelCase or in snake_case.
pub(crate) fn speaks_of_settings(path: &str, text: &str) -> bool {
    // Folders name what a repository is about, not what each file is.
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let text: String = name
        .chars()
        .chain(text.chars())
        .filter(|letter| *letter != '_')
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    WORDS.iter().any(|word| text.contains(word))
}

/// Whether a PowerShell text has resources of ours, be they broken: Microsoft365DSC's name, a data file, or a type where a
/// statement begins; or is a configuration that speaks of settings. A script that calls `Set-SPOTenant -SharingCapability`
/// or `Get-CsTeamsChannelsPolicy` has none.
pub(crate) fn has_resources(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let begins = |before: &str| {
        let before = before.trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with(['\n', '\r', '{', '}', ';', '\\', '\u{feff}'])
    };
    let states = |word: &str| {
        text.match_indices(word)
            .any(|(at, _)| text.get(..at).is_some_and(begins))
    };
    ["microsoft365dsc", "nonnodedata"]
        .iter()
        .any(|word| text.contains(word))
        || resource::type_names().any(|name| states(&name))
        || (states("configuration ") || states("node ")) && speaks_of_settings("", &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_every_tool_have_a_word() {
        for text in [
            "SPOSharingSettings \"x\"",
            "AADConditionalAccessPolicy 'x'",
            "{\"resourceType\": \"microsoft.entra.authorizationPolicy\"}",
            "Identity,EnableFederationAccess",
            "AllowAnonymousUsersToJoinMeeting : True",
            "\"b2b_collaboration_inbound\": {",
            "\"grantControls\": {",
            "# Generated with Microsoft365DSC version 1.26.318.1",
            "GroupId,PolicyType",
        ] {
            assert!(speaks_of_settings("x", text), "{text}");
        }
        assert!(speaks_of_settings("x/crossTenantPartners.json", "{"));
    }

    #[test]
    fn scripts_that_call_cmdlets_have_no_resources() {
        for text in [
            "Node localhost\n{\n  SPOSharingSettings \"x\"\n",
            "Microsoft365DSC\\TeamsChannelsPolicy x {",
            "@{ NonNodeData = @{",
            "Configuration X\n{\n  AADCrossTenantAcessPolicy \"x\"\n",
        ] {
            assert!(has_resources(text), "{text}");
        }
        for text in [
            "Set-SPOTenant -SharingCapability Disabled",
            "Get-CsTeamsChannelsPolicy | ConvertTo-Json",
            "New-CsGroupPolicyAssignment -PolicyType TeamsChannelsPolicy",
            "Get-MgPolicyCrossTenantAccessPolicyPartner -All",
        ] {
            assert!(!has_resources(text), "{text}");
        }
    }

    #[test]
    fn files_of_others_have_none() {
        for text in [
            "Resources:\n  Queue: !Ref Name\n  Conditions: {}",
            "{{ if .Values.name }}\nidentity: {role: x, state: y}\n{{ end }}",
            "{\n // c\n \"compilerOptions\": {\"target\": \"es2022\", \"types\": []}\n}",
            "Get-Service | Where-Object { $_.Status }",
        ] {
            assert!(!speaks_of_settings("crosstenant/x", text), "{text}");
        }
    }
}
