//! The job that makes a snapshot: it says whether all that was asked for could be read.
//!
//! Source: configurationSnapshotJob and errorDetail of Microsoft Graph. `errorDetails` comes as texts or as objects.

use super::open;
use crate::diagnostic::{Code, Diagnostic};
use crate::export::{Page, PartnerList};
use crate::source::{Kind, NodeId, Tree};

/// What a job says of itself that did not read all.
const PARTIAL: &[&str] = &["partiallySuccessful", "failed"];

/// What a file is that holds jobs alone.
pub(super) const TITLE: &str =
    "a snapshot job of UTCM; the settings are in the snapshot at its `resourceLocation`";

pub(super) fn is_job(tree: &Tree, node: NodeId) -> bool {
    tree.get_written(node, "status")
        .is_some_and(|status| tree.as_str(status).is_some())
        && tree.get_written(node, "resourceLocation").is_some()
}

/// A snapshot, or its job, that says that something could not be read.
pub(super) fn say_partial(page: &mut Page<'_>, node: NodeId) {
    let tree = &*page.tree;
    let status = tree.get_written(node, "status").filter(|status| {
        tree.as_str(*status).is_some_and(|status| {
            PARTIAL
                .iter()
                .any(|word| word.eq_ignore_ascii_case(status.trim()))
        })
    });
    let errors = tree.get_written(node, "errorDetails").filter(|errors| {
        tree.kind(*errors) == Kind::Array && !tree.is_empty(*errors)
            || tree
                .as_str(*errors)
                .is_some_and(|text| !text.trim().is_empty())
    });
    let Some(place) = status.or(errors) else {
        return;
    };
    if errors.is_some_and(|errors| is_of_others(tree, errors)) {
        return;
    }
    let told = errors.and_then(|errors| first_error(tree, errors));
    let message = match told {
        Some(told) => format!("this snapshot could not read all that was asked of it: {told}"),
        None => "this snapshot could not read all that was asked of it".to_owned(),
    };
    let label = page.name_label(place, "not all was read");
    page.partners(PartnerList::Incomplete);
    page.say(
        Diagnostic::new(Code::SnapshotPartial, message)
            .help("what it lacks is not known to be absent: see `errorDetails` of the job, give UTCM the rights it names, and take the snapshot again")
            .label(label),
    );
}

/// Every error names a resource type, and none that tenantlint reads.
fn is_of_others(tree: &Tree, errors: NodeId) -> bool {
    tree.children(errors).all(|error| {
        tree.get_written(error, "resourceType")
            .and_then(|name| tree.as_str(name))
            .is_some_and(|name| name.contains('.') && open::kind_of(name).is_none())
    }) && !tree.is_empty(errors)
}

fn first_error(tree: &Tree, errors: NodeId) -> Option<String> {
    let first = match tree.kind(errors) {
        Kind::Array => tree.children(errors).next()?,
        _ => errors,
    };
    let text = match tree.kind(first) {
        Kind::Object => tree.as_str(tree.get_written(first, "errorMessage")?)?,
        _ => tree.as_str(first)?,
    };
    let short: String = text.trim().chars().take(200).collect();
    (!short.is_empty()).then_some(short)
}
