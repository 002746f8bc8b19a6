//! The kinds of records, each with its words and the command that exports it.

use crate::schema::{self, Schema};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $schema:ident $name:literal $one:literal $many:literal $export:literal;)*) => {
        /// What a record configures.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $variant),* }

        impl Kind {
            /// Every kind, in the order of this file.
            pub const ALL: &[Kind] = &[$(Kind::$variant),*];

            fn facts(self) -> (&'static Schema, &'static str, &'static str, &'static str, &'static str) {
                match self {
                    $(Kind::$variant => (&schema::$schema, $name, $one, $many, $export)),*
                }
            }
        }
    };
}

kinds! {
    /// The default configuration of cross-tenant access.
    Default DEFAULT "default" "default configuration" "default configurations"
        "Get-MgBetaPolicyCrossTenantAccessPolicyDefault | ConvertTo-Json -Depth 10";
    /// The configuration of one partner.
    Partner PARTNER "partner" "partner" "partners"
        "ConvertTo-Json -Depth 10 -InputObject @(Get-MgBetaPolicyCrossTenantAccessPolicyPartner -All)";
    /// Identity synchronization of one partner, exported by itself.
    IdentitySync IDENTITY_SYNC "identity-sync" "identity synchronization" "identity synchronizations"
        "GET /beta/policies/crossTenantAccessPolicy/partners?$expand=identitySynchronization";
    /// The cross-tenant access policy itself: the clouds it works with.
    PolicyRoot POLICY_ROOT "policy-root" "cross-tenant access policy root" "cross-tenant access policy roots"
        "Get-MgBetaPolicyCrossTenantAccessPolicy | ConvertTo-Json -Depth 10";
    /// What a multitenant organization gives its new partners.
    PartnerTemplate PARTNER_TEMPLATE "partner-template" "partner template" "partner templates"
        "GET /beta/policies/crossTenantAccessPolicy/templates/multiTenantOrganizationPartnerConfiguration";
    /// What a multitenant organization gives them of identity synchronization.
    SyncTemplate SYNC_TEMPLATE "sync-template" "synchronization template" "synchronization templates"
        "GET /beta/policies/crossTenantAccessPolicy/templates/multiTenantOrganizationIdentitySynchronization";
    /// A partner in the recycle bin.
    DeletedPartner DELETED_PARTNER "deleted-partner" "deleted partner" "deleted partners"
        "GET /beta/policies/deletedItems/crossTenantPartners";
    /// Something of Microsoft 365 that partners may use.
    Capability CAPABILITY "capability" "Microsoft 365 capability" "Microsoft 365 capabilities"
        "GET /beta/policies/crossTenantAccessPolicy/default/m365Capabilities";
    /// Who may invite guests, and what guests may see.
    AuthorizationPolicy AUTHORIZATION_POLICY "authorization-policy" "authorization policy" "authorization policies"
        "Get-MgBetaPolicyAuthorizationPolicy | ConvertTo-Json -Depth 10";
    /// Which domains may be invited.
    InvitationDomains INVITATION_DOMAINS "invitation-domains" "list of invitation domains" "lists of invitation domains"
        "GET /beta/legacy/policies?$filter=type eq 'B2BManagementPolicy'";
    /// Whether guests may leave by themselves.
    ExternalIdentities EXTERNAL_IDENTITIES "external-identities" "external identities policy" "external identities policies"
        "GET /beta/policies/externalIdentitiesPolicy";
    ConditionalAccess CONDITIONAL_ACCESS "conditional-access" "Conditional Access policy" "Conditional Access policies"
        "Get-MgBetaIdentityConditionalAccessPolicy -All | ConvertTo-Json -Depth 10";
    MultiTenantOrganization MULTI_TENANT_ORGANIZATION "multi-tenant-organization" "multitenant organization" "multitenant organizations"
        "GET /beta/tenantRelationships/multiTenantOrganization";
    MultiTenantMember MULTI_TENANT_MEMBER "multi-tenant-member" "member of a multitenant organization" "members of a multitenant organization"
        "GET /beta/tenantRelationships/multiTenantOrganization/tenants";
    /// The tenant's own id and domains.
    Organization ORGANIZATION "organization" "organization" "organizations"
        "Get-MgBetaOrganization | ConvertTo-Json -Depth 10";
    ChannelPolicy CHANNEL_POLICY "channel-policy" "Teams channel policy" "Teams channel policies"
        "Get-CsTeamsChannelsPolicy | ConvertTo-Json -Depth 10";
    GroupPolicyAssignment GROUP_POLICY_ASSIGNMENT "group-policy-assignment" "Teams policy assignment" "Teams policy assignments"
        "Get-CsGroupPolicyAssignment -PolicyType TeamsChannelsPolicy | ConvertTo-Json -Depth 10";
    /// Teams external access of the tenant.
    Federation FEDERATION "federation" "Teams federation configuration" "Teams federation configurations"
        "Get-CsTenantFederationConfiguration | ConvertTo-Json -Depth 10";
    /// Teams external access of users.
    ExternalAccessPolicy EXTERNAL_ACCESS_POLICY "external-access-policy" "Teams external access policy" "Teams external access policies"
        "Get-CsExternalAccessPolicy | ConvertTo-Json -Depth 10";
    ClientConfiguration CLIENT_CONFIGURATION "client-configuration" "Teams client configuration" "Teams client configurations"
        "Get-CsTeamsClientConfiguration | ConvertTo-Json -Depth 10";
    MeetingPolicy MEETING_POLICY "meeting-policy" "Teams meeting policy" "Teams meeting policies"
        "Get-CsTeamsMeetingPolicy | ConvertTo-Json -Depth 10";
    /// SharePoint sharing of the tenant.
    SharePointSharing SHAREPOINT_SHARING "sharepoint-sharing" "SharePoint sharing configuration" "SharePoint sharing configurations"
        "Get-SPOTenant | ConvertTo-Json -Depth 10";
    /// Teams and their shared channels, with who takes part in them, in one file.
    ChannelInventory CHANNEL_INVENTORY "channel-inventory" "inventory of shared channels" "inventories of shared channels"
        "GET /teams/{id}/allChannels?$filter=membershipType eq 'shared' (Prefer: include-unknown-enum-members), and of each channel /allMembers and /sharedWithTeams";
    /// One channel, in a folder with its lists.
    Channel CHANNEL "channel" "Teams channel" "Teams channels"
        "GET /teams/{id}/channels/{id} (Prefer: include-unknown-enum-members)";
    /// Everybody who gets into a channel.
    ChannelMembers CHANNEL_MEMBERS "channel-members" "list of channel members" "lists of channel members"
        "GET /teams/{id}/channels/{id}/allMembers";
    /// The teams that a channel is shared with.
    ChannelTeams CHANNEL_TEAMS "channel-teams" "list of teams of a channel" "lists of teams of a channel"
        "GET /teams/{id}/channels/{id}/sharedWithTeams";
    /// A group of the tenant, with its members.
    Group GROUP "group" "group" "groups"
        "GET /groups?$expand=members($select=id,userType)";
    /// One sign-in of a log.
    SignIn SIGN_IN "sign-in" "sign-in" "sign-ins"
        "GET /beta/auditLogs/signIns?$filter=signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')";
    /// A row of a table of sign-ins that somebody else counted by tenant.
    CrossTenantActivity CROSS_TENANT_ACTIVITY "cross-tenant-activity" "row of cross-tenant activity" "rows of cross-tenant activity"
        "Get-MsIdCrossTenantAccessActivity -SummaryStats | Export-Csv";
    /// Somebody in the directory; guests are counted, and nobody else.
    User USER "user" "user" "users"
        "GET /users?$filter=userType eq 'Guest'&$select=id,userPrincipalName,mail,userType,externalUserState";
    /// A row of the report on activity by team.
    TeamActivity TEAM_ACTIVITY "team-activity" "row of activity by team" "rows of activity by team"
        "GET /reports/getTeamsTeamActivityDetail(period='D180')";
    /// A product that the tenant is subscribed to, with its plans.
    SubscribedSku SUBSCRIBED_SKU "subscribed-sku" "subscribed product" "subscribed products"
        "ConvertTo-Json -Depth 10 -InputObject @(Get-MgSubscribedSku -All)";
    SensitivityLabel SENSITIVITY_LABEL "sensitivity-label" "sensitivity label" "sensitivity labels"
        "ConvertTo-Json -Depth 10 -InputObject @(Get-Label)";
}

impl Kind {
    /// The schema that records of this kind are held against.
    pub fn schema(self) -> &'static Schema {
        self.facts().0
    }

    /// In kebab-case, as configs and reports name it.
    pub fn as_str(self) -> &'static str {
        self.facts().1
    }

    /// As people say it, without an article.
    pub fn title(self) -> &'static str {
        self.facts().2
    }

    /// The same with its article: "a partner", "an organization".
    pub fn one(self) -> String {
        let title = self.title();
        let article = if title.starts_with(['a', 'e', 'i', 'o']) {
            "an"
        } else {
            "a"
        };
        format!("{article} {title}")
    }

    /// "1 partner", "3 partners".
    pub fn count(self, number: usize) -> String {
        let (_, _, one, many, _) = self.facts();
        format!("{number} {}", if number == 1 { one } else { many })
    }

    /// "partners", "Teams channel policies"
    pub fn plural(self) -> &'static str {
        self.facts().3
    }

    /// The command or request that exports it whole.
    pub fn export(self) -> &'static str {
        self.facts().4
    }

    /// By [`Kind::as_str`].
    pub fn of_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}
