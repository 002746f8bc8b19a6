//! What to say where an input that rules require is not there.

use crate::rule::input::KINDS;

pub(super) fn missing_reason(input: &str) -> String {
    let beside = KINDS.iter().find(|(_, name)| *name == input);
    if let Some((kind, _)) = beside {
        return format!(
            "no {} is in the input: export {}",
            kind.title(),
            kind.export()
        );
    }
    match input {
        "register" => {
            "there is no register of partners: name one in tenantlint.yaml, `register: partners.yaml`"
        }
        "group_sync" => {
            "no partner of the export tells of group sync: only beta has it, export GET /beta/policies/crossTenantAccessPolicy/partners?$expand=identitySynchronization"
        }
        "default" => "the default configuration is not in the input",
        "policies" => {
            "no Teams channel policies are in the input: export Get-CsTeamsChannelsPolicy"
        }
        "assignments" => {
            "no group policy assignments are in the input: export Get-CsGroupPolicyAssignment"
        }
        "federation" => {
            "external access is not in the input: export Get-CsTenantFederationConfiguration"
        }
        "inventory" => {
            "no inventory of shared channels is in the input: docs/formats.md has its shape, and the requests that fill it"
        }
        "groups" => {
            "no groups are in the input: export GET /groups?$expand=members($select=id,userType)"
        }
        // Guests tell of visits, too; sign-ins tell more.
        "activity" | "visits" => {
            "no sign-ins across tenants are in the input: export GET /beta/auditLogs/signIns, interactive and not, or Get-MsIdCrossTenantAccessActivity -SummaryStats | Export-Csv"
        }
        "guests" => {
            "no guests are in the input: export GET /users?$filter=userType eq 'Guest'&$select=id,userPrincipalName,mail,userType"
        }
        "licences" => {
            "no licences of the tenant are in the input: export GET /subscribedSkus, whole, or the organization"
        }
        _ => "the list of partners is not known to be complete",
    }
    .to_owned()
}
