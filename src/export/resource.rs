//! Resources of Microsoft365DSC and of Tenant Configuration Management (UTCM), which took over its vocabulary: which kind a
//! resource type is, and bringing its properties to canonical form.
//!
//! Source: the schema.mof and psm1 files of Microsoft365DSC; `utcm-monitor.json` of SchemaStore; entra.md 4.4 and 4.5.

mod access;
mod conditional;
mod noise;
mod policy;
mod types;
mod words;

#[cfg(test)]
mod tests;

use super::{Kind, Page, PartnerList, inner};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Kind as NodeKind, NodeId, read_powershell};
pub(super) use types::{kind_of, say_unknown, type_names};

/// Who wrote the resources.
pub(super) struct Tool {
    /// As messages name it.
    pub(super) name: &'static str,
    /// Whether a text is an expression, so that its value is known only where it is applied.
    pub(super) is_expression: fn(&str) -> bool,
}

/// One resource of a kind that tenantlint reads; the node holds its properties.
#[derive(Clone, Copy)]
pub(super) struct Resource {
    pub(super) node: NodeId,
    pub(super) kind: Kind,
}

/// Kinds of which every tenant has one, so that "not there" can only mean "not read".
const ALWAYS_THERE: &[Kind] = &[
    Kind::PolicyRoot,
    Kind::Default,
    Kind::AuthorizationPolicy,
    Kind::ExternalIdentities,
    Kind::Federation,
    Kind::ClientConfiguration,
    Kind::SharePointSharing,
];

/// At most so many places of one complaint are said of one file.
const MOST: usize = 20;

/// What a file is whose records all say, or may say, that they are not there.
const NOT_THERE: &str = "a configuration of which no record is there for sure";

/// Brings the resources to canonical form and hands each to the page, but for those that are not there or may not be.
pub(super) fn read(page: &mut Page<'_>, found: &[Resource], tool: &Tool) {
    if !found.is_empty() {
        page.reading.otherwise = Some(NOT_THERE);
    }
    for resource in found {
        page.aside(resource.node);
    }
    let standing = standing(page, found, tool);
    let mut opened = false;
    for resource in &standing {
        opened |= open_texts(page, resource.node, tool);
    }
    if opened {
        page.rename_keys();
    }
    let mut faults = access::Faults::default();
    for resource in standing {
        noise::remove(page.tree, resource.node, tool);
        words::put_right(page.tree, resource.node);
        access::canonical(page.tree, resource.node, &mut faults);
        policy::canonical(page.tree, resource.node, resource.kind);
        if resource.kind == Kind::ConditionalAccess {
            conditional::nest(page.tree, resource.node);
        }
        if !has_key(page, resource) {
            continue;
        }
        page.record(resource.node, resource.kind);
    }
    faults.say(page);
}

/// Members that say whose record it is.
const KEYS: &[(Kind, &[&str])] = &[
    (Kind::Partner, &["tenantId"]),
    (Kind::IdentitySync, &["tenantId"]),
    (Kind::ChannelPolicy, &["Identity"]),
    // A group or a type that is not told is no reason to forget that the policy is assigned.
    (Kind::GroupPolicyAssignment, &["PolicyName"]),
];

/// A partner whose id is an expression is some partner, and nobody knows which.
fn has_key(page: &mut Page<'_>, resource: Resource) -> bool {
    let Some((_, keys)) = KEYS.iter().find(|(kind, _)| *kind == resource.kind) else {
        return true;
    };
    let unknown = keys
        .iter()
        .filter_map(|key| page.tree.get(resource.node, key))
        .find(|value| page.tree.kind(*value) == NodeKind::Unknown);
    let Some(value) = unknown else {
        return true;
    };
    if resource.kind == Kind::Partner {
        page.partners(PartnerList::Incomplete);
    }
    let message = format!(
        "whose {} this is depends on an expression, known only where the configuration is applied: it is not judged",
        resource.kind.title()
    );
    let diagnostic = Diagnostic::new(Code::RecordUnknown, message)
        .help("check the export of the tenant, where it is written out")
        .label(page.name_label(value, "not known"));
    page.say(diagnostic);
    false
}

/// What is there for sure; the rest is said.
fn standing(page: &mut Page<'_>, found: &[Resource], tool: &Tool) -> Vec<Resource> {
    let mut standing = Vec::new();
    let mut absent = Vec::new();
    let mut conditional = Vec::new();
    for resource in found {
        if page.tree.kind(resource.node) != NodeKind::Object {
            page.stray(resource.node);
            continue;
        }
        let ensure = page.tree.get_written(resource.node, "Ensure");
        let word = ensure.and_then(|ensure| page.tree.as_str(ensure));
        let is_absent = word.is_some_and(|word| word.trim().eq_ignore_ascii_case("Absent"));
        let is_open = ensure.is_some_and(|ensure| page.tree.kind(ensure) == NodeKind::Unknown)
            || word.is_some_and(tool.is_expression);
        if is_absent {
            absent.push((*resource, ensure.unwrap_or(resource.node)));
        } else if let Some(condition) = page.tree.get_written(resource.node, "Conditional") {
            conditional.push((*resource, condition));
        } else if is_open {
            conditional.push((*resource, ensure.unwrap_or(resource.node)));
        } else {
            standing.push(*resource);
        }
    }
    say_absent(page, &absent, tool);
    for (resource, _) in &conditional {
        if resource.kind == Kind::Partner {
            page.partners(PartnerList::Incomplete);
        }
    }
    for (resource, place) in conditional.into_iter().take(MOST) {
        let message = format!(
            "whether this {} is there depends on a condition, a loop, a function or a variable: it is not judged",
            resource.kind.title()
        );
        let label = page.label(place, "known only where the configuration is applied");
        let help =
            "tenantlint reads configurations and never runs them: check the export of the tenant";
        page.say(
            Diagnostic::new(Code::RecordUnknown, message)
                .help(help)
                .label(label),
        );
    }
    standing
}

/// `Ensure = "Absent"`, once for a file.
fn say_absent(page: &mut Page<'_>, absent: &[(Resource, NodeId)], tool: &Tool) {
    let Some((first, place)) = absent.first() else {
        return;
    };
    let more = match absent.len() - 1 {
        0 => String::new(),
        1 => " (1 more record in this file says so)".to_owned(),
        more => format!(" ({more} more records in this file say so)"),
    };
    let message = format!(
        "this {} says Ensure = \"Absent\": it is not there{more}",
        first.kind.title()
    );
    let label = page.name_label(*place, "not there");
    let mut diagnostic = Diagnostic::new(Code::RecordAbsent, message).label(label);
    if let Some((always, _)) = absent
        .iter()
        .find(|(resource, _)| ALWAYS_THERE.contains(&resource.kind))
    {
        diagnostic = diagnostic.help(format!(
            "every tenant has {}: {} writes this when it could not read it, often for want of rights; export it again",
            always.kind.one(),
            tool.name
        ));
    }
    page.say(diagnostic);
}

/// Complex values that stand in a text as PowerShell: `"@{…}"`, `"MSFT_…{…}"`. Says whether any was opened.
fn open_texts(page: &mut Page<'_>, record: NodeId, tool: &Tool) -> bool {
    let mut open = vec![record];
    let mut texts = Vec::new();
    while let Some(node) = open.pop() {
        open.extend(page.tree.children(node));
        let is_data = page.tree.as_str(node).is_some_and(|text| {
            let text = text.trim_start();
            text.starts_with("@{")
                || text.contains('{')
                    && ["MSFT_", "@(MSFT_"]
                        .iter()
                        .any(|start| text.starts_with(start))
        });
        if is_data {
            texts.push(node);
        }
    }
    for text in &texts {
        match inner::graft(page, *text, read_powershell) {
            // A bare block is read as a list of one.
            Ok(()) => page.tree.unwrap_single(*text),
            Err((error, span)) => {
                let mut label = page.label(*text, "text, not settings");
                label.span = span;
                let message = format!(
                    "this complex value is text in a form that can't be read ({}): what it said is lost",
                    error.message
                );
                page.say(
                    Diagnostic::new(Code::ExportTruncated, message)
                        .help(format!("export it again with a newer {}", tool.name))
                        .label(label),
                );
            }
        }
    }
    !texts.is_empty()
}
