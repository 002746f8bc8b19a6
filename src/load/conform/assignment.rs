//! Group policy assignments that do not tell to whom, or what, they assign: an empty column of `Export-Csv`, a variable.

use crate::diagnostic::{Code, Diagnostic};
use crate::export::Kind;
use crate::source::{Kind as NodeKind, NodeId, Tree};
use crate::tenant::Document;
use crate::tenant::teams::{Assignment, CHANNELS, PolicyType, type_of};
use crate::written::label_of;

/// What the schema lets pass: text that is empty or nearly right, and what the file does not tell.
pub(super) fn untold(document: &Document) -> Vec<Diagnostic> {
    let tree = &document.tree;
    let assignments = document
        .reading
        .records
        .iter()
        .filter(|record| record.kind == Kind::GroupPolicyAssignment);
    assignments
        .flat_map(|record| [group(tree, record.node), policy_type(tree, record.node)])
        .flatten()
        .map(|(node, message, help)| {
            let label = label_of(tree, document.file, node, "not known", true);
            Diagnostic::new(Code::RecordUnknown, message)
                .help(help)
                .label(label)
        })
        .collect()
}

/// The place, what is wrong there, and what to do.
type Said = (NodeId, String, &'static str);

fn group(tree: &Tree, node: NodeId) -> Option<Said> {
    let assignment = Assignment::read(tree, node)?;
    let place = ["GroupId", "GroupDisplayName"]
        .iter()
        .filter_map(|key| tree.get(node, key))
        .find(|value| is_untold(tree, *value))?;
    let message = "which group this assignment is for is not told: who holds the policy is unknown";
    let help = "export the assignments again: `Get-CsGroupPolicyAssignment | ConvertTo-Json` writes the `GroupId` of each";
    (!assignment.has_group()).then(|| (place, message.to_owned(), help))
}

fn policy_type(tree: &Tree, node: NodeId) -> Option<Said> {
    let place = tree.get(node, "PolicyType")?;
    match type_of(tree, node) {
        PolicyType::Untold if is_untold(tree, place) => Some((
            place,
            "which type of policy this assigns is not told: it may be a channel policy".to_owned(),
            "export the assignments again, or write `TeamsChannelsPolicy` for a channel policy",
        )),
        PolicyType::Nearly => Some((
            place,
            format!("Teams has no policies of this type: did you mean `{CHANNELS}`?"),
            "as long as the type is unknown, who holds the policy is too",
        )),
        _ => None,
    }
}

/// Of everything else that is no text the schema speaks.
fn is_untold(tree: &Tree, value: NodeId) -> bool {
    tree.kind(value) == NodeKind::Unknown
        || tree
            .as_str(value)
            .is_some_and(|text| text.trim().is_empty())
}
