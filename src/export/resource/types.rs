//! The resource types that tenantlint reads, and those that must not go by unread.
//!
//! Source: the resource lists of Microsoft365DSC and of UTCM (`utcm-monitor.json` of SchemaStore).

use crate::diagnostic::{Code, Diagnostic};
use crate::export::{Kind, Page, PartnerList};
use crate::source::NodeId;

/// Workload, type in lower case, and the kind it is.
const TYPES: &[(&str, &str, Kind)] = &[
    ("entra", "crosstenantaccesspolicy", Kind::PolicyRoot),
    (
        "entra",
        "crosstenantaccesspolicyconfigurationdefault",
        Kind::Default,
    ),
    (
        "entra",
        "crosstenantaccesspolicyconfigurationpartner",
        Kind::Partner,
    ),
    (
        "entra",
        "crosstenantidentitysyncpolicypartner",
        Kind::IdentitySync,
    ),
    (
        "entra",
        "multitenantorganizationpartnerconfigurationtemplate",
        Kind::PartnerTemplate,
    ),
    (
        "entra",
        "multitenantorganizationidentitysyncpolicytemplate",
        Kind::SyncTemplate,
    ),
    ("entra", "authorizationpolicy", Kind::AuthorizationPolicy),
    ("entra", "externalidentitypolicy", Kind::ExternalIdentities),
    ("entra", "conditionalaccesspolicy", Kind::ConditionalAccess),
    ("teams", "channelspolicy", Kind::ChannelPolicy),
    (
        "teams",
        "grouppolicyassignment",
        Kind::GroupPolicyAssignment,
    ),
    ("teams", "federationconfiguration", Kind::Federation),
    ("teams", "clientconfiguration", Kind::ClientConfiguration),
    ("teams", "meetingpolicy", Kind::MeetingPolicy),
    ("sharepoint", "sharingsettings", Kind::SharePointSharing),
];

/// The kind of a resource type of a workload (`entra`, `teams`, `sharepoint`), whatever its casing.
pub(in crate::export) fn kind_of(workload: &str, name: &str) -> Option<Kind> {
    let (_, _, kind) = TYPES.iter().find(|(known, known_name, _)| {
        known.eq_ignore_ascii_case(workload) && known_name.eq_ignore_ascii_case(name)
    })?;
    Some(*kind)
}

/// Every type as files name it, in lower case: `teamschannelspolicy` in Microsoft365DSC, `teams.channelspolicy` in UTCM.
pub(in crate::export) fn type_names() -> impl Iterator<Item = String> {
    TYPES.iter().flat_map(|(workload, name, _)| {
        let prefix = match *workload {
            "entra" => "aad",
            "sharepoint" => "spo",
            other => other,
        };
        [format!("{prefix}{name}"), format!("{workload}.{name}")]
    })
}

/// So many letters may be wrong in a type that is nearly a known one. Types that are not read are four and more away.
const SLIPS: usize = 2;

/// What a type that tenantlint does not read may have been meant to be: a kind whose name it nearly is, or some kind of
/// cross-tenant access, all of which are read.
fn nearly(workload: &str, name: &str) -> Option<Option<(&'static str, Kind)>> {
    let name = name.to_ascii_lowercase();
    let near = TYPES
        .iter()
        .filter(|(known, _, _)| known.eq_ignore_ascii_case(workload))
        .map(|(_, known, kind)| (strsim::osa_distance(&name, known), *known, *kind))
        .filter(|(slips, _, _)| *slips <= SLIPS)
        .min_by_key(|(slips, _, _)| *slips);
    let is_access = workload.eq_ignore_ascii_case("entra") && name.starts_with("crosstenant");
    match near {
        Some((_, known, kind)) => Some(Some((known, kind))),
        None => is_access.then_some(None),
    }
}

/// Says a resource of a type that is nearly one of ours: a letter too many, and a record would vanish. `place` names the type.
pub(in crate::export) fn say_unknown(
    page: &mut Page<'_>,
    resource: NodeId,
    place: NodeId,
    (workload, name): (&str, &str),
) {
    let Some(near) = nearly(workload, name) else {
        return;
    };
    if near.is_none_or(|(_, kind)| kind == Kind::Partner) {
        page.partners(PartnerList::Incomplete);
    }
    page.aside(resource);
    let message = format!("tenantlint knows no resource type `{name}`: what it sets is not judged");
    let label = page.name_label(place, "not known");
    let said = Diagnostic::new(Code::RecordUnknown, message).label(label);
    page.say(match near {
        Some((known, _)) => said.help(format!("did you mean `{known}`?")),
        None => said,
    });
}
