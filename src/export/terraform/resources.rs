//! Where Terraform's three documents keep their resources: a plan and a state as `terraform show -json` prints them, and the
//! state file itself.
//!
//! Source: "JSON Output Format" of Terraform, `internal/command/jsonplan` and `jsonstate`, and state version 4 of
//! `internal/states/statefile`. OpenTofu writes the same.

use super::kinds::Manages;
use super::unread;
use crate::source::{Kind, NodeId, Tree};

/// Which of the three a document is.
pub(super) enum Document {
    /// `planned_values` and the rest of a plan.
    Plan { planned: Option<NodeId> },
    /// `values` of a state that `terraform show -json` printed.
    State { values: NodeId },
    /// `terraform.tfstate`.
    StateFile { root: NodeId },
}

/// One instance of a managed resource.
pub(super) struct Resource {
    /// The object that has `type` and `name`; in a state file all instances share it.
    pub node: NodeId,
    pub manages: Manages,
    /// `schema_version` of the provider when it wrote this.
    pub schema: Option<NodeId>,
    /// Its attributes.
    pub values: NodeId,
}

/// A member by its key as written: names of Terraform are no canonical ones.
pub(super) fn raw(tree: &Tree, object: NodeId, key: &str) -> Option<NodeId> {
    tree.children(object)
        .find(|member| tree.raw_key(*member) == Some(key))
}

pub(super) fn raw_text<'a>(tree: &'a Tree, object: NodeId, key: &str) -> Option<&'a str> {
    raw(tree, object, key).and_then(|node| tree.as_str(node))
}

fn list(tree: &Tree, object: NodeId, key: &str) -> Vec<NodeId> {
    raw(tree, object, key)
        .filter(|node| tree.kind(*node) == Kind::Array)
        .map(|node| tree.children(node).collect())
        .unwrap_or_default()
}

impl Document {
    pub(super) fn of(tree: &Tree) -> Option<Document> {
        let [root] = *tree.roots() else {
            return None;
        };
        let has = |key| raw(tree, root, key);
        if has("format_version").is_some() {
            let planned = has("planned_values");
            if planned.is_some() || has("resource_changes").is_some() {
                return Some(Document::Plan { planned });
            }
            return has("values").map(|values| Document::State { values });
        }
        let is_state = has("version").is_some_and(|node| tree.kind(node) == Kind::Number)
            && has("terraform_version").is_some()
            && (has("resources").is_some() || has("modules").is_some());
        is_state.then_some(Document::StateFile { root })
    }

    pub(super) fn is_plan(&self) -> bool {
        matches!(self, Document::Plan { .. })
    }

    /// What the document is when it holds none of the resources that are read.
    pub(super) fn without_records(&self) -> &'static str {
        match self {
            Document::Plan { planned: None } => "a Terraform plan without planned values",
            Document::Plan { .. } => "a Terraform plan without cross-tenant resources",
            _ => "a Terraform state without cross-tenant resources",
        }
    }

    /// The member that tells a version of the document which is not read.
    pub(super) fn unread_version(&self, tree: &Tree) -> Option<NodeId> {
        let root = *tree.roots().first()?;
        if let Document::StateFile { .. } = self {
            let version = raw(tree, root, "version")?;
            return (tree.number_text(version) != Some("4")).then_some(version);
        }
        // 0 is Terraform 0.12 to 1.0; another major version is to be refused, says Terraform.
        let version = raw(tree, root, "format_version")?;
        let text = tree.as_str(version).unwrap_or_default();
        let major = text.split('.').next().unwrap_or_default();
        (!matches!(major, "0" | "1")).then_some(version)
    }

    /// Every managed resource of a type that is read, or that must be spoken of. What is about to be destroyed beside its
    /// successor (deposed) is none.
    pub(super) fn resources(&self, tree: &Tree) -> Vec<Resource> {
        let look_at_values = unread::may_have_urls(tree.text());
        let manages = |node: NodeId, values: NodeId| {
            let name = raw_text(tree, node, "type")?;
            Manages::of_type(name).or_else(|| {
                unread::is_ours(tree, node, values, look_at_values).then_some(Manages::Unread)
            })
        };
        let is_managed = |node: &NodeId| raw_text(tree, *node, "mode") == Some("managed");
        let mut found = Vec::new();
        let values = match *self {
            Document::Plan { planned: None } => return found,
            Document::Plan {
                planned: Some(values),
            }
            | Document::State { values } => values,
            Document::StateFile { root } => {
                for node in list(tree, root, "resources").into_iter().filter(is_managed) {
                    for instance in list(tree, node, "instances") {
                        if raw(tree, instance, "deposed").is_none()
                            && let Some(values) = raw(tree, instance, "attributes")
                            && let Some(manages) = manages(node, values)
                        {
                            found.push(Resource {
                                node,
                                manages,
                                schema: raw(tree, instance, "schema_version"),
                                values,
                            });
                        }
                    }
                }
                return found;
            }
        };
        let mut open: Vec<NodeId> = raw(tree, values, "root_module").into_iter().collect();
        while let Some(module) = open.pop() {
            for node in list(tree, module, "resources")
                .into_iter()
                .filter(is_managed)
            {
                if raw(tree, node, "deposed_key").is_none()
                    && let Some(values) = raw(tree, node, "values")
                    && let Some(manages) = manages(node, values)
                {
                    found.push(Resource {
                        node,
                        manages,
                        schema: raw(tree, node, "schema_version"),
                        values,
                    });
                }
            }
            open.extend(list(tree, module, "child_modules").into_iter().rev());
        }
        found
    }
}
