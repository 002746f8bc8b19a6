//! What a document of Terraform says that can't be trusted, in words and with what to do about it.

use super::resources::raw;
use crate::diagnostic::{Code, Diagnostic};
use crate::export::{Page, PartnerList};
use crate::finding::Label;
use crate::source::NodeId;

/// A resource of which too little is known to judge it.
pub(super) fn refuse(page: &mut Page<'_>, resource: NodeId, message: &str) {
    let label = page.name_label(
        raw(page.tree, resource, "address").unwrap_or(resource),
        "this resource",
    );
    page.say(
        Diagnostic::new(Code::RecordUnknown, message)
            .help("apply, and check the state: `terraform show -json > state.json`")
            .label(label),
    );
}

/// Two resources that set the synchronization of one partner.
pub(super) fn say_overwritten(page: &mut Page<'_>, partner: &str, first: NodeId, second: NodeId) {
    let message = format!(
        "two resources set the identity synchronization of {partner}: each overwrites what the other sets, so what will be in force is unknown"
    );
    let here = page.name_label(second, "this resource");
    let there = Label {
        primary: false,
        ..page.name_label(first, "and this one")
    };
    page.say(
        Diagnostic::new(Code::RecordTwice, message)
            .help("keep one resource for each partner: setting users and setting groups both write the whole synchronization")
            .label(here)
            .label(there),
    );
}

/// A resource that sets cross-tenant access in a way that is not read.
pub(super) fn refuse_unread(page: &mut Page<'_>, resource: NodeId) {
    page.partners(PartnerList::Incomplete);
    let place = raw(page.tree, resource, "address").unwrap_or(resource);
    let label = page.name_label(place, "this resource");
    page.say(
        Diagnostic::new(
            Code::RecordUnknown,
            "this resource sets cross-tenant access in a way that tenantlint does not read: it is not judged",
        )
        .help("check an export of the tenant too; docs/formats.md has the resource types that are read")
        .label(label),
    );
}

/// A document that speaks of other things is not refused for what does not touch these settings.
fn speaks_of_us(page: &Page<'_>) -> bool {
    let text = page.tree.text();
    text.contains("cross_tenant_") || text.contains("rossTenantAccess")
}

/// A plan that leaves something out.
pub(super) fn refuse_partial(page: &mut Page<'_>, root: NodeId, has_records: bool) {
    let told = |key| raw(page.tree, root, key).map(|node| (node, page.tree.as_bool(node)));
    let (node, why) = match (told("errored"), told("complete")) {
        (Some((node, Some(true))), _) => (node, "planning failed"),
        (_, Some((node, Some(false)))) => (
            node,
            "it leaves resources for a later run, as `-target` does",
        ),
        _ => return,
    };
    if !has_records && !speaks_of_us(page) {
        return;
    }
    let label = page.name_label(node, "a partial plan");
    page.say(
        Diagnostic::new(
            Code::PlanIncomplete,
            format!("this Terraform plan is partial: {why}, so what it leaves out is not judged"),
        )
        .help("plan until `terraform plan -out=plan` succeeds, without `-target`, then `terraform show -json plan`")
        .label(label),
    );
}

/// A document of a version that is not read.
pub(super) fn refuse_version(page: &mut Page<'_>, version: NodeId) {
    if !speaks_of_us(page) {
        return;
    }
    let label = page.name_label(version, "not read");
    page.say(
        Diagnostic::new(
            Code::ShapeWrong,
            "this version of Terraform's plan or state is not read (read are state version 4, and format versions 0 and 1)",
        )
        .help("give it what `terraform show -json` prints")
        .label(label),
    );
}
