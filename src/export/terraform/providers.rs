//! Who wrote a document of Terraform: the version, the providers, and whether one tenant or several stand in it.
//!
//! A provider with an alias may be signed in to another tenant. A plan says in `configuration` which resource goes through
//! which; a state file says it at each resource; what `terraform show -json` prints of a state does not say it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::resources::{Document, raw, raw_text};
use crate::diagnostic::{Code, Diagnostic};
use crate::export::Page;
use crate::source::{Kind, NodeId, Tree};
use crate::written::label_of;

/// "1.9.5, terraprovider/microsoft365wp 0.17.1": a provider's version as the configuration demands it, where it does.
pub(super) fn version(tree: &Tree, root: NodeId, resources: &[NodeId]) -> Option<String> {
    let demanded = demanded_versions(tree, root);
    let sources: BTreeSet<&str> = resources
        .iter()
        .filter_map(|resource| source(tree, *resource))
        .collect();
    // The format has Terraform's name already.
    let tool = if sources
        .iter()
        .any(|source| source.starts_with("registry.opentofu.org/"))
    {
        "opentofu "
    } else {
        ""
    };
    let mut parts: Vec<String> = raw_text(tree, root, "terraform_version")
        .map(|version| format!("{tool}{version}"))
        .into_iter()
        .collect();
    for source in sources {
        // Without the registry's host.
        let name = match source.split_once('/') {
            Some((_, name)) if name.contains('/') => name,
            _ => source,
        };
        parts.push(match demanded.get(source) {
            Some(version) => format!("{name} {version}"),
            None => name.to_owned(),
        });
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn demanded_versions(tree: &Tree, root: NodeId) -> HashMap<&str, &str> {
    let configs = raw(tree, root, "configuration")
        .and_then(|configuration| raw(tree, configuration, "provider_config"));
    configs
        .into_iter()
        .flat_map(|configs| tree.children(configs))
        .filter_map(|config| {
            let name = raw_text(tree, config, "full_name")?;
            Some((name, raw_text(tree, config, "version_constraint")?))
        })
        .collect()
}

/// `registry.terraform.io/terraprovider/microsoft365wp`
fn source(tree: &Tree, resource: NodeId) -> Option<&str> {
    if let Some(name) = raw_text(tree, resource, "provider_name") {
        return Some(name);
    }
    // A state file: `module.a.provider["registry.terraform.io/terraprovider/microsoft365wp"].alias`
    let (_, rest) = raw_text(tree, resource, "provider")?.split_once("provider[\"")?;
    let (name, _) = rest.split_once("\"]")?;
    Some(name)
}

/// Refuse resources of two configurations of one provider: they may be of two tenants, and nothing says whose is whose.
pub(super) fn refuse_two_tenants(page: &mut Page<'_>, document: &Document, resources: &[NodeId]) {
    let tree = &*page.tree;
    let configured = match document {
        Document::Plan { .. } => configured(tree),
        _ => HashMap::new(),
    };
    let mut first: BTreeMap<&str, (String, NodeId)> = BTreeMap::new();
    let mut said = Vec::new();
    for resource in resources.iter().copied() {
        let key = match document {
            Document::State { .. } => None,
            Document::StateFile { .. } => raw_text(tree, resource, "provider").map(str::to_owned),
            Document::Plan { .. } => raw_text(tree, resource, "address")
                .and_then(|address| configured.get(&without_indexes(address)))
                .map(|key| (*key).to_owned()),
        };
        let (Some(source), Some(key)) = (source(tree, resource), key) else {
            continue;
        };
        let (known, place) = first
            .entry(source)
            .or_insert_with(|| (key.clone(), resource));
        if *known == key {
            continue;
        }
        said.push(
            Diagnostic::new(
                Code::TenantUnknown,
                format!("this Terraform document goes through two provider configurations, `{known}` and `{key}`: they may be two tenants, and a file is taken to be of one"),
            )
            .help("plan each tenant by itself and check its plan")
            .label(label_of(tree, page.file, resource, "through the second", true))
            .label(label_of(tree, page.file, *place, "through the first", false)),
        );
        break;
    }
    for diagnostic in said {
        page.say(diagnostic);
    }
}

/// The provider configuration of every resource, by its address without indexes.
fn configured(tree: &Tree) -> HashMap<String, &str> {
    let mut keys = HashMap::new();
    let root = tree
        .roots()
        .first()
        .and_then(|root| raw(tree, *root, "configuration"))
        .and_then(|configuration| raw(tree, configuration, "root_module"));
    let mut open: Vec<(String, NodeId)> =
        root.map(|root| (String::new(), root)).into_iter().collect();
    while let Some((path, module)) = open.pop() {
        let resources = raw(tree, module, "resources");
        for resource in resources.into_iter().flat_map(|list| tree.children(list)) {
            if let Some(address) = raw_text(tree, resource, "address")
                && let Some(key) = raw_text(tree, resource, "provider_config_key")
            {
                keys.insert(format!("{path}{address}"), key);
            }
        }
        let calls =
            raw(tree, module, "module_calls").filter(|calls| tree.kind(*calls) == Kind::Object);
        for call in calls.into_iter().flat_map(|calls| tree.children(calls)) {
            if let Some(name) = tree.raw_key(call)
                && let Some(module) = raw(tree, call, "module")
            {
                open.push((format!("{path}module.{name}."), module));
            }
        }
    }
    keys
}

/// `module.a["x"].type.name[0]` is `module.a.type.name` in the configuration. A key may hold brackets and escaped quotes.
fn without_indexes(address: &str) -> String {
    let mut plain = String::with_capacity(address.len());
    let mut characters = address.chars();
    while let Some(character) = characters.next() {
        if character != '[' {
            plain.push(character);
            continue;
        }
        let mut quoted = false;
        while let Some(inside) = characters.next() {
            match inside {
                '\\' if quoted => {
                    characters.next();
                }
                '"' => quoted = !quoted,
                ']' if !quoted => break,
                _ => {}
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::without_indexes;

    #[test]
    fn addresses_lose_their_indexes() {
        for (address, plain) in [
            ("a.b", "a.b"),
            ("module.m[0].a.b[\"x\"]", "module.m.a.b"),
            (r#"a.b["x]\"]"]"#, "a.b"),
            ("a.b[", "a.b"),
        ] {
            assert_eq!(without_indexes(address), plain);
        }
    }
}
