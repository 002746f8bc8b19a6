//! Recursion: which rule refers to which, and whether any comes back to itself.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{Module as Ast, Span};

use super::super::EngineError;
use super::error_at;
use super::names::imports;
use super::walk::{Item, chain, head_ref, walk};

/// Which rule refers to which, over all modules.
#[derive(Default)]
pub(super) struct Calls {
    edges: BTreeMap<String, BTreeSet<String>>,
    places: BTreeMap<String, Span>,
}

impl Calls {
    pub(super) fn add(&mut self, module: &Ast) {
        let package = chain(&module.package.refr).unwrap_or_default().join(".");
        let package = format!("data.{package}");
        let imports = imports(module);
        for rule in &module.policy {
            let Some(name) = chain(head_ref(rule)).map(|chain| chain.join(".")) else {
                continue;
            };
            let name = format!("{package}.{name}");
            let edges = self.edges.entry(name.clone()).or_default();
            for item in walk(rule) {
                let Item::Expr(expr) = item else { continue };
                let Some(parts) = chain(expr) else { continue };
                let Some((root, rest)) = parts.split_first() else {
                    continue;
                };
                let base = match imports.get(root) {
                    Some(path) => path.clone(),
                    None if root == "data" => root.clone(),
                    None => format!("{package}.{root}"),
                };
                edges.insert(
                    std::iter::once(base)
                        .chain(rest.iter().cloned())
                        .collect::<Vec<_>>()
                        .join("."),
                );
            }
            self.places
                .entry(name)
                .or_insert_with(|| rule.span().clone());
        }
    }

    pub(super) fn refuse_cycles(&self) -> Result<(), EngineError> {
        // A reference reaches a rule when it names the rule or something below it.
        let reaches = |reference: &str| -> Vec<&String> {
            self.edges
                .keys()
                .filter(|name| {
                    reference
                        .strip_prefix(name.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                })
                .collect()
        };
        let graph: BTreeMap<&String, BTreeSet<&String>> = self
            .edges
            .iter()
            .map(|(name, references)| {
                let mut targets: BTreeSet<&String> = references
                    .iter()
                    .flat_map(|reference| reaches(reference))
                    .collect();
                // A head names its own rule; that is no call.
                if !self.calls_itself(name) {
                    targets.remove(name);
                }
                (name, targets)
            })
            .collect();
        // Kahn: take away rules that call nobody left; what remains is on or behind a cycle.
        let mut left = graph;
        loop {
            let done: Vec<&String> = left
                .iter()
                .filter(|(_, targets)| targets.is_empty())
                .map(|(name, _)| *name)
                .collect();
            if done.is_empty() {
                break;
            }
            for name in &done {
                left.remove(name);
            }
            for targets in left.values_mut() {
                targets.retain(|target| !done.contains(target));
            }
        }
        match left
            .keys()
            .next()
            .and_then(|name| Some((name, self.places.get(*name)?)))
        {
            Some((name, span)) => Err(error_at(
                span,
                format!(
                    "`{name}` refers to itself, directly or through other rules: recursion is not allowed"
                ),
            )),
            None => Ok(()),
        }
    }

    fn calls_itself(&self, name: &str) -> bool {
        self.edges
            .get(name)
            .is_some_and(|references| references.iter().any(|reference| reference == name))
    }
}
