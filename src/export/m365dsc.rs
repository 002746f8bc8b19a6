//! Microsoft365DSC: exported configurations, configurations and data files that people write, and the JSON report.
//!
//! A configuration and the report read alike: a list of resources with `ResourceName` and `ResourceInstanceName`. A data file
//! keeps them in `NonNodeData`, by workload and type. What absence means depends on the version that wrote the file.
//! Source: DSCParser; ykuijs/M365DSC_Data; entra.md 4.4.

mod version;

#[cfg(test)]
mod tests;

use super::resource::{self, Resource, Tool};
use super::{Carries, Format, Kind, Page};
use crate::source::{Kind as NodeKind, NodeId, Tree};

pub(super) struct M365Dsc;

const TOOL: Tool = Tool {
    name: "Microsoft365DSC",
    is_expression,
};

/// What a file without a record is.
const NOTHING: &str = "a Microsoft365DSC configuration that says nothing of cross-tenant access, Teams channels or sharing";

impl Format for M365Dsc {
    fn name(&self) -> &'static str {
        "m365dsc"
    }

    fn carries(&self) -> &'static Carries {
        &version::WRITTEN_BY_HAND
    }

    fn claims(&self, page: &Page<'_>) -> bool {
        let tree = &*page.tree;
        tree.roots().iter().any(|root| match tree.kind(*root) {
            NodeKind::Array => tree.children(*root).any(|item| is_resource(tree, item)),
            NodeKind::Object => is_resource(tree, *root) || is_data(tree, *root),
            _ => false,
        })
    }

    fn read(&self, page: &mut Page<'_>) {
        if let Some(version) = version::of(page.tree.text()) {
            page.reading.carries = version::carries(&version);
            page.reading.version = Some(version);
        }
        page.reading.otherwise = Some(NOTHING);
        let mut found = Vec::new();
        for root in page.tree.roots().to_vec() {
            if page.tree.kind(root) == NodeKind::Object && is_data(page.tree, root) {
                data(page, root, &mut found);
                continue;
            }
            let items = match page.tree.kind(root) {
                NodeKind::Array => page.children(root),
                _ => vec![root],
            };
            for item in items {
                if page.tree.kind(item) != NodeKind::Object {
                    page.stray(item);
                } else if let Some(kind) = kind_of(page.tree, item) {
                    found.push(Resource { node: item, kind });
                } else if let Some((place, workload, name)) = type_of(page.tree, item) {
                    let name = name.to_owned();
                    resource::say_unknown(page, item, place, (workload, &name));
                }
            }
        }
        resource::read(page, &found, &TOOL);
    }
}

/// Other tools have a `ResourceName` too: with an instance it is one of DSC, and without when the type is known.
fn is_resource(tree: &Tree, node: NodeId) -> bool {
    tree.get_written(node, "ResourceName")
        .is_some_and(|name| tree.as_str(name).is_some())
        && (tree.get_written(node, "ResourceInstanceName").is_some()
            || kind_of(tree, node).is_some())
}

fn is_data(tree: &Tree, node: NodeId) -> bool {
    ["NonNodeData", "AllNodes"].iter().any(|key| {
        tree.get_written(node, key)
            .is_some_and(|data| matches!(tree.kind(data), NodeKind::Object | NodeKind::Array))
    })
}

/// By the type's name: the workload's prefix, then the type.
fn kind_of(tree: &Tree, node: NodeId) -> Option<Kind> {
    let (_, workload, name) = type_of(tree, node)?;
    resource::kind_of(workload, name)
}

/// Where the type stands, its workload, and its name without the workload.
fn type_of(tree: &Tree, node: NodeId) -> Option<(NodeId, &'static str, &str)> {
    let place = tree.get_written(node, "ResourceName")?;
    let name = tree.as_str(place)?;
    [("AAD", "entra"), ("Teams", "teams"), ("SPO", "sharepoint")]
        .iter()
        .find_map(|(prefix, workload)| {
            let (start, rest) = name.split_at_checked(prefix.len())?;
            let is_of = start.eq_ignore_ascii_case(prefix);
            is_of.then_some((place, *workload, rest))
        })
}

/// `NonNodeData.Teams.ChannelsPolicy`, or `ChannelsPolicies`: a list, or one.
fn data(page: &Page<'_>, root: NodeId, found: &mut Vec<Resource>) {
    let tree = &*page.tree;
    let Some(data) = tree.get_written(root, "NonNodeData") else {
        return;
    };
    for section in tree.children(data) {
        let workload = match tree
            .raw_key(section)
            .map(str::to_ascii_lowercase)
            .as_deref()
        {
            Some("azuread" | "entra" | "entraid") => "entra",
            Some("teams") => "teams",
            Some("sharepoint") => "sharepoint",
            _ => continue,
        };
        for member in tree.children(section) {
            let name = tree.raw_key(member).unwrap_or_default();
            let Some(kind) = kind_of_section(workload, name) else {
                continue;
            };
            match tree.kind(member) {
                NodeKind::Array => {
                    found.extend(tree.children(member).map(|node| Resource { node, kind }));
                }
                NodeKind::Null => {}
                _ => found.push(Resource { node: member, kind }),
            }
        }
    }
}

fn kind_of_section(workload: &str, name: &str) -> Option<Kind> {
    let one = || {
        if let Some(stem) = name.strip_suffix("ies") {
            return resource::kind_of(workload, &format!("{stem}y"));
        }
        resource::kind_of(workload, name.strip_suffix('s')?)
    };
    resource::kind_of(workload, name).or_else(one)
}

/// The JSON report keeps variables and what is made of them as they are written: `$ConfigurationData.NonNodeData.X`,
/// `alice@$OrganizationName`.
fn is_expression(text: &str) -> bool {
    let is_variable = text.strip_prefix('$').is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '(' || first == '{')
            && !rest.contains(char::is_whitespace)
    });
    is_variable
        || ["$OrganizationName", "$ConfigurationData"]
            .iter()
            .any(|name| text.contains(name))
}
