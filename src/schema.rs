//! Holding records and the files people write against the JSON Schemas in `schemas/`, in place, with locations.

mod keys;
mod problem;
mod view;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use jsonschema::Validator;

use crate::source::{NodeId, Tree};

pub use problem::{Problem, Wrong};
use view::{TreeJson, View};

static SCHEMAS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/schemas");

/// A JSON Schema that is built in, compiled when first used.
pub struct Schema {
    name: &'static str,
    compiled: LazyLock<Option<Validator<TreeJson>>>,
    source: LazyLock<Option<serde_json::Value>>,
    keys: LazyLock<Option<keys::Keys>>,
    names: LazyLock<BTreeSet<String>>,
}

macro_rules! schemas {
    ($($name:ident $file:literal;)*) => {
        $(
            pub static $name: Schema = Schema {
                name: $file,
                compiled: LazyLock::new(|| compile(&$name)),
                source: LazyLock::new(|| parse($file)),
                keys: LazyLock::new(|| $name.source.as_ref().map(keys::Keys::new)),
                names: LazyLock::new(|| keys::names($name.source.as_ref())),
            };
        )*
        /// Every schema that values are held against.
        pub static ALL: &[&Schema] = &[$(&$name),*];
    };
}

schemas! {
    DEFAULT "cross-tenant-default.schema.json";
    PARTNER "cross-tenant-partner.schema.json";
    IDENTITY_SYNC "identity-sync.schema.json";
    CHANNEL_POLICY "channel-policy.schema.json";
    GROUP_POLICY_ASSIGNMENT "group-policy-assignment.schema.json";
    FEDERATION "federation.schema.json";
    POLICY_ROOT "policy-root.schema.json";
    PARTNER_TEMPLATE "partner-template.schema.json";
    SYNC_TEMPLATE "sync-template.schema.json";
    DELETED_PARTNER "deleted-partner.schema.json";
    CAPABILITY "capability.schema.json";
    AUTHORIZATION_POLICY "authorization-policy.schema.json";
    INVITATION_DOMAINS "invitation-domains.schema.json";
    EXTERNAL_IDENTITIES "external-identities.schema.json";
    CONDITIONAL_ACCESS "conditional-access.schema.json";
    MULTI_TENANT_ORGANIZATION "multi-tenant-organization.schema.json";
    MULTI_TENANT_MEMBER "multi-tenant-member.schema.json";
    ORGANIZATION "organization.schema.json";
    EXTERNAL_ACCESS_POLICY "external-access-policy.schema.json";
    CLIENT_CONFIGURATION "client-configuration.schema.json";
    MEETING_POLICY "meeting-policy.schema.json";
    SHAREPOINT_SHARING "sharepoint-sharing.schema.json";
    CHANNEL_INVENTORY "channel-inventory.schema.json";
    CHANNEL "channel.schema.json";
    CHANNEL_MEMBERS "channel-members.schema.json";
    CHANNEL_TEAMS "channel-teams.schema.json";
    GROUP "group.schema.json";
    SIGN_IN "sign-in.schema.json";
    CROSS_TENANT_ACTIVITY "cross-tenant-activity.schema.json";
    USER "user.schema.json";
    TEAM_ACTIVITY "team-activity.schema.json";
    SUBSCRIBED_SKU "subscribed-sku.schema.json";
    SENSITIVITY_LABEL "sensitivity-label.schema.json";
    CONFIG "config.schema.json";
    REGISTER "register.schema.json";
    WAIVERS "waivers.schema.json";
    BASELINE "baseline.schema.json";
    RULE "rule.schema.json";
    INPUT "input.schema.json";
    REPORT "report.schema.json";
}

/// The schemas as they lie in `schemas/`, by name: `config` for `config.schema.json`. Sorted.
pub fn texts() -> Vec<(&'static str, &'static str)> {
    let mut texts: Vec<(&str, &str)> = SCHEMAS
        .files()
        .filter_map(|file| {
            let name = file.path().to_str()?.strip_suffix(".schema.json")?;
            Some((name, file.contents_utf8()?))
        })
        .collect();
    texts.sort_unstable();
    texts
}

/// The text of one schema.
pub fn text(name: &str) -> Option<&'static str> {
    let file = SCHEMAS.get_file(format!("{name}.schema.json"))?;
    file.contents_utf8()
}

fn parse(name: &str) -> Option<serde_json::Value> {
    serde_json::from_slice(SCHEMAS.get_file(name)?.contents()).ok()
}

fn compile(schema: &Schema) -> Option<Validator<TreeJson>> {
    jsonschema::options_for::<TreeJson>()
        .with_draft(jsonschema::Draft::Draft202012)
        .build(schema.source.as_ref()?)
        .ok()
}

impl Schema {
    /// Everything in which the value at `node` departs from the schema, in document order.
    pub fn check(&self, tree: &Tree, node: NodeId) -> Vec<Problem> {
        let (Some(validator), Some(source)) = (self.compiled.as_ref(), self.source.as_ref()) else {
            // A schema that does not compile must not let everything pass; a test keeps this from happening.
            return vec![Problem::broken_schema(self.name, node)];
        };
        let view = View::new(tree, node);
        if validator.is_valid(view.clone()) {
            return Vec::new();
        }
        let mut finder = problem::Finder::new(tree, node);
        let mut problems: Vec<Problem> = validator
            .iter_errors(view)
            .flat_map(|error| problem::from_error(&error, source, &mut finder))
            .collect();
        problems.sort_by(|a, b| {
            let places = tree.span(a.node).cmp(&tree.span(b.node));
            places.then_with(|| a.message.cmp(&b.message))
        });
        problems.dedup();
        problems
    }

    /// The members of the value at `node`, and of what is in it, that the schema does not name where it names any.
    pub fn unknown_keys(&self, tree: &Tree, node: NodeId) -> Vec<NodeId> {
        self.keys
            .as_ref()
            .map_or_else(Vec::new, |keys| keys.unknown(tree, node))
    }

    /// The paths of members that the value at `node` lacks though every whole answer of Microsoft's has them (`x-always`).
    pub fn absent(&self, tree: &Tree, node: NodeId) -> Vec<String> {
        self.keys
            .as_ref()
            .map_or_else(Vec::new, |keys| keys.absent(tree, node))
    }

    /// Every property that the schema names, at any depth.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The schema as JSON.
    pub fn source(&'static self) -> Option<&'static serde_json::Value> {
        self.source.as_ref()
    }

    /// Whether the schema compiles.
    pub fn is_sound(&self) -> bool {
        self.compiled.is_some()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::source::{Limits, read_json};

    /// A walk from the start of the list to each of them would take minutes.
    #[test]
    fn every_problem_of_a_long_list_is_found_and_named() {
        let many = 100_000;
        let items = vec!["1"; many].join(",");
        let text = format!(
            r#"{{"tenantId": "22222222-2222-4222-8222-222222222222",
                "b2bDirectConnectInbound": {{"usersAndGroups": {{"accessType": "allowed", "targets": [{items}]}}}}}}"#
        );
        let tree = read_json(Arc::from(text), &Limits::default()).unwrap();
        let root = *tree.roots().first().unwrap();
        let problems = PARTNER.check(&tree, root);
        let of_items = problems
            .iter()
            .filter(|problem| problem.message.starts_with("item "));
        assert_eq!(of_items.count(), many);
        let last = problems.last().unwrap();
        assert!(
            last.message
                .starts_with("item 100000 of `targets` is the number 1"),
            "{}",
            last.message
        );
    }

    #[test]
    fn every_schema_compiles() {
        for schema in ALL {
            assert!(schema.is_sound(), "{}", schema.name);
        }
    }
}
