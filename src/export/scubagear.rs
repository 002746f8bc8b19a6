//! ScubaGear's provider export, `ProviderSettingsExport.json`: one object with a section a cmdlet, and the names of the
//! cmdlets that failed.
//!
//! A failed cmdlet leaves an empty section, which must not pass for settings that are not there. Of cross-tenant access
//! ScubaGear has nothing; its fork BASE has the default. Source: cisagov/ScubaGear, Export…Provider.psm1 and
//! CommandTracker.psm1 (0.2 to 1.8); FranticSalamander/BASE, ExportEntraProvider.psm1; teams.md 4.

mod shape;

use super::{Carries, Format, Kind, Page};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Kind as NodeKind, NodeId, Tree};

pub(super) struct ScubaGear;

/// A key of the export and the cmdlets that fill it.
struct Section {
    key: &'static str,
    kind: Kind,
    commands: &'static [&'static str],
    /// A tenant may have none of them, and the empty list says so.
    may_be_none: bool,
}

const fn section(
    key: &'static str,
    kind: Kind,
    commands: &'static [&'static str],
    may_be_none: bool,
) -> Section {
    Section {
        key,
        kind,
        commands,
        may_be_none,
    }
}

const SECTIONS: &[Section] = &[
    section(
        "federation_configuration",
        Kind::Federation,
        &["Get-CsTenantFederationConfiguration"],
        false,
    ),
    section(
        "client_configuration",
        Kind::ClientConfiguration,
        &["Get-CsTeamsClientConfiguration"],
        false,
    ),
    section(
        "meeting_policies",
        Kind::MeetingPolicy,
        &["Get-CsTeamsMeetingPolicy"],
        false,
    ),
    section(
        "authorization_policies",
        Kind::AuthorizationPolicy,
        &["Get-MgBetaPolicyAuthorizationPolicy"],
        false,
    ),
    section(
        "conditional_access_policies",
        Kind::ConditionalAccess,
        &["Get-MgBetaIdentityConditionalAccessPolicy"],
        true,
    ),
    // Whichever of the three a version uses; it notes the others as successful unasked.
    section(
        "SPO_tenant",
        Kind::SharePointSharing,
        &[
            "Get-SPOTenant",
            "Get-PnPTenant",
            "Get-SPOTenantRest",
            "SharePoint REST API",
        ],
        false,
    ),
    // Those of BASE. Its `user_settings_default_permissions` is its `authorisation_policy` once more.
    section(
        "authorisation_policy",
        Kind::AuthorizationPolicy,
        &["Get-MgBetaPolicyAuthorizationPolicy"],
        false,
    ),
    section(
        "external_identity_policy",
        Kind::ExternalIdentities,
        &["Get-MgBetaPolicyExternalIdentityPolicy"],
        false,
    ),
    section(
        "cross_tenant_access_policy",
        Kind::Default,
        &["Get-MgBetaPolicyCrossTenantAccessPolicyDefault"],
        false,
    ),
];

/// Whose settings these are.
const DETAILS: &str = "tenant_details";
/// What every version writes above the sections.
const STAMPS: &[&str] = &["module_version", "baseline_version"];

impl Format for ScubaGear {
    fn name(&self) -> &'static str {
        "scubagear"
    }

    fn carries(&self) -> &'static Carries {
        &Carries::NO_ACCESS
    }

    fn claims(&self, page: &Page<'_>) -> bool {
        let [root] = page.tree.roots() else {
            return false;
        };
        let has = |key: &str| page.tree.get_written(*root, key).is_some();
        let has_section = has(DETAILS) || SECTIONS.iter().any(|section| has(section.key));
        has_section && STAMPS.iter().any(|stamp| has(stamp))
    }

    fn read(&self, page: &mut Page<'_>) {
        let Some(root) = page.tree.roots().first().copied() else {
            return;
        };
        page.reading.otherwise = Some("a ScubaGear provider export without settings of sharing");
        page.reading.version = page.text(root, "module_version");
        let commands = Commands::of(page.tree, root);
        for section in SECTIONS {
            if let Some(node) = page.tree.get_written(root, section.key) {
                read_section(page, section, node, &commands);
            }
        }
        if let Some(node) = page.tree.get_written(root, DETAILS) {
            for item in items(page, node) {
                read_details(page, item);
            }
        }
    }
}

fn read_section(page: &mut Page<'_>, section: &Section, node: NodeId, commands: &Commands) {
    let items = items(page, node);
    for item in &items {
        shape::open_extras(page, *item);
        if section.kind == Kind::Federation {
            shape::split_domains(page, *item);
        }
        page.record(*item, section.kind);
    }
    let is_settled = !items.is_empty() || is_text(page.tree, node);
    let failed = section
        .commands
        .iter()
        .find_map(|command| Some((command, commands.failed(command)?)));
    match failed {
        _ if is_settled => {}
        Some((command, place)) => {
            let message = format!("ScubaGear could not run {command}");
            unknown(page, section.kind, place, message, "failed");
        }
        None if section.may_be_none && commands.succeeded(section) => page.listed(section.kind),
        None => {
            let message = format!("ScubaGear wrote `{}` empty", section.key);
            unknown(page, section.kind, node, message, "nothing here");
        }
    }
}

fn read_details(page: &mut Page<'_>, item: NodeId) {
    let Some(id) = page.tree.get_written(item, "TenantId") else {
        return;
    };
    // "Error retrieving Tenant ID"
    let is_id = page
        .tree
        .as_str(id)
        .is_some_and(|id| !id.is_empty() && !id.contains(char::is_whitespace));
    if is_id {
        shape::organization(page, item, id);
        page.record(item, Kind::Organization);
    } else {
        let message = "ScubaGear could not read whose settings these are".to_owned();
        unknown(page, Kind::Organization, id, message, "not a tenant id");
    }
}

fn unknown(page: &mut Page<'_>, kind: Kind, place: NodeId, message: String, text: &str) {
    let label = page.label(place, text);
    page.say(
        Diagnostic::new(
            Code::CommandFailed,
            format!("{message}: the {} of the tenant is unknown", kind.title()),
        )
        .help(format!("export it by itself: {}", kind.export()))
        .label(label),
    );
}

/// The objects of a section. Text among them was cut off, which the page says.
fn items(page: &mut Page<'_>, node: NodeId) -> Vec<NodeId> {
    let all = match page.tree.kind(node) {
        NodeKind::Array => page.children(node),
        _ => vec![node],
    };
    let mut items = Vec::new();
    for item in all {
        match page.tree.kind(item) {
            NodeKind::Object => items.push(item),
            NodeKind::Null => {}
            _ => page.stray(item),
        }
    }
    items
}

fn is_text(tree: &Tree, node: NodeId) -> bool {
    tree.as_str(node).is_some() || tree.children(node).any(|item| tree.as_str(item).is_some())
}

/// The cmdlets of every product, by whether they ran.
#[derive(Default)]
struct Commands {
    succeeded: Vec<String>,
    failed: Vec<(String, NodeId)>,
}

impl Commands {
    fn of(tree: &Tree, root: NodeId) -> Commands {
        let mut commands = Commands::default();
        for list in tree.children(root) {
            let key = tree.raw_key(list).unwrap_or_default().to_ascii_lowercase();
            // A list of one may have become that one.
            let names = tree.children(list).chain([list]);
            let names = names.filter_map(|name| Some((tree.as_str(name)?.trim(), name)));
            if key.ends_with("_unsuccessful_commands") {
                let named = names.map(|(name, node)| (name.to_ascii_lowercase(), node));
                commands.failed.extend(named);
            } else if key.ends_with("_successful_commands") {
                let named = names.map(|(name, _)| name.to_ascii_lowercase());
                commands.succeeded.extend(named);
            }
        }
        commands
    }

    fn failed(&self, command: &str) -> Option<NodeId> {
        let mut failed = self.failed.iter();
        let found = failed.find(|(name, _)| name.eq_ignore_ascii_case(command))?;
        Some(found.1)
    }

    fn succeeded(&self, section: &Section) -> bool {
        let ran = |command: &&str| {
            let mut succeeded = self.succeeded.iter();
            succeeded.any(|name| name.eq_ignore_ascii_case(command))
        };
        section.commands.iter().any(ran)
    }
}

#[cfg(test)]
mod tests;
