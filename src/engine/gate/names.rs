//! Names that lead nowhere: a function or a rule that does not exist leaves the rule undefined, and it never fires.

use std::collections::{BTreeMap, BTreeSet};

use regorus::Engine;
use regorus::unstable::{Expr, Module as Ast};

use super::super::EngineError;
use super::walk::{Item, chain, head_ref, text, walk};
use super::{error_at, start};
use crate::suggest;

/// Refuse calls and references of `module` that name nothing; `modules` are all that are loaded.
pub(super) fn check<'a>(
    module: &Ast,
    modules: impl Iterator<Item = &'a Ast>,
) -> Result<(), EngineError> {
    let defined: BTreeSet<String> = modules.flat_map(names).collect();
    let package = package_of(module);
    let imports = imports(module);
    for rule in &module.policy {
        for item in walk(rule) {
            let Item::Expr(expr) = item else { continue };
            match expr {
                Expr::Call { fcn, .. } => call(fcn, &package, &imports, &defined)?,
                _ => reference(expr, &imports, &defined)?,
            }
        }
    }
    Ok(())
}

fn package_of(module: &Ast) -> String {
    let package = chain(&module.package.refr).unwrap_or_default().join(".");
    format!("data.{package}")
}

fn names(module: &Ast) -> Vec<String> {
    let package = package_of(module);
    module
        .policy
        .iter()
        .filter_map(|rule| chain(head_ref(rule)))
        .map(|name| format!("{package}.{}", name.join(".")))
        .collect()
}

/// What each import is called here, and the path it stands for.
pub(in super::super) fn imports(module: &Ast) -> BTreeMap<String, String> {
    module
        .imports
        .iter()
        .filter_map(|import| {
            let path = chain(&import.refr)?;
            let alias = import
                .r#as
                .as_ref()
                .map_or_else(|| path.last().cloned(), |span| Some(text(span)))?;
            Some((alias, path.join(".")))
        })
        .collect()
}

fn call(
    fcn: &Expr,
    package: &str,
    imports: &BTreeMap<String, String>,
    defined: &BTreeSet<String>,
) -> Result<(), EngineError> {
    let Some(parts) = chain(fcn) else {
        return Ok(());
    };
    let name = parts.join(".");
    if defined.contains(&format!("{package}.{name}")) {
        return Ok(());
    }
    match resolve(&parts, imports) {
        Some(path) if defined.contains(&path) => Ok(()),
        Some(path) => Err(nothing(fcn, &path, defined)),
        None if is_builtin(&name) => Ok(()),
        None => Err(nothing(fcn, &name, defined)),
    }
}

/// `lib.thing` and `data.tenantlint.lib.thing`; what begins with anything else is no path into rules.
fn reference(
    expr: &Expr,
    imports: &BTreeMap<String, String>,
    defined: &BTreeSet<String>,
) -> Result<(), EngineError> {
    let Some(path) = chain(expr).and_then(|parts| resolve(&parts, imports)) else {
        return Ok(());
    };
    let within = |outer: &str, inner: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if defined
        .iter()
        .any(|name| within(name, &path) || within(&path, name))
    {
        return Ok(());
    }
    Err(nothing(expr, &path, defined))
}

fn resolve(parts: &[String], imports: &BTreeMap<String, String>) -> Option<String> {
    let (root, rest) = parts.split_first()?;
    let base = match imports.get(root) {
        Some(path) => path.clone(),
        None if root == "data" => root.clone(),
        None => return None,
    };
    let path = std::iter::once(base).chain(rest.iter().cloned());
    let path = path.collect::<Vec<_>>().join(".");
    path.starts_with("data.").then_some(path)
}

/// The engine knows its own builtins: asked for one that it lacks, it says so.
fn is_builtin(name: &str) -> bool {
    let mut engine = Engine::new();
    match engine.eval_query(format!("{name}()"), false) {
        Ok(_) => true,
        Err(error) => !error.to_string().contains("could not find function"),
    }
}

fn nothing(expr: &Expr, path: &str, defined: &BTreeSet<String>) -> EngineError {
    let near = suggest::nearest(path, defined.iter().map(String::as_str));
    let help = near.map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
    error_at(
        start(expr),
        format!("there is no `{path}`, so this rule could never fire.{help}"),
    )
}
