//! Fields of the input that do not exist: a rule with a misspelt field never fires, and nobody notices.
//!
//! The shape of the input is `schemas/input.schema.json`. What a variable holds is followed through `:=`, `some … in` and
//! `every`; where it can't be told, nothing is refused.

use std::collections::BTreeMap;

use regorus::unstable::{Expr, Literal, Module as Ast, Query, Rule, Span};
use serde_json::Value;

use super::super::EngineError;
use super::error_at;
use super::walk::{Item, chain, head_ref, text, walk};
use crate::schema;
use crate::suggest;

/// The schemas that a value may have; `None` when that is not known.
type Shapes = Option<Vec<&'static Value>>;

/// What names hold: variables of a rule, and rules of the module that are defined by a value.
type Names = BTreeMap<String, Shapes>;

/// A step from a value into it.
enum Step<'a> {
    Field(String, &'a Span),
    Any,
}

/// Refuse fields that the input does not have.
pub(super) fn check(module: &Ast) -> Result<(), EngineError> {
    let Some(root) = schema::INPUT.source() else {
        return Ok(());
    };
    let mut shared = Names::new();
    // A rule may be defined by another that stands below it.
    for _ in 0..3 {
        for rule in &module.policy {
            define(root, rule, &mut shared);
        }
    }
    for rule in &module.policy {
        let mut names = shared.clone();
        arguments(rule, &mut names);
        for _ in 0..3 {
            for item in walk(rule) {
                bind(root, item, &mut names);
            }
        }
        for item in walk(rule) {
            if let Item::Expr(expr) = item {
                shapes(root, expr, &names)?;
            }
        }
    }
    Ok(())
}

/// `switch := input.federation.settings.AllowFederatedUsers`
fn define(root: &'static Value, rule: &Rule, shared: &mut Names) {
    let Rule::Spec { head, bodies, .. } = rule else {
        return;
    };
    let regorus::unstable::RuleHead::Compr {
        assign: Some(assign),
        ..
    } = head
    else {
        return;
    };
    let Some(name) = chain(head_ref(rule)).map(|chain| chain.join(".")) else {
        return;
    };
    // A value that depends on a body may be any of several.
    let found = if bodies.is_empty() {
        shapes(root, &assign.value, shared).ok().flatten()
    } else {
        None
    };
    shared.insert(name, found);
}

/// What a function is given is not known.
fn arguments(rule: &Rule, names: &mut Names) {
    if let Rule::Spec {
        head: regorus::unstable::RuleHead::Func { args, .. },
        ..
    } = rule
    {
        for arg in args {
            if let Expr::Var { span, .. } = arg.as_ref() {
                names.insert(text(span), None);
            }
        }
    }
}

fn bind(root: &'static Value, item: Item<'_>, names: &mut Names) {
    match item {
        Item::Expr(Expr::AssignExpr { lhs, rhs, .. }) => {
            if let Expr::Var { span, .. } = lhs.as_ref() {
                let found = shapes(root, rhs, names).ok().flatten();
                hold(names, text(span), found);
            }
        }
        Item::Query(query) => bind_query(root, query, names),
        _ => {}
    }
}

fn bind_query(root: &'static Value, query: &Query, names: &mut Names) {
    for statement in &query.stmts {
        let (name, collection) = match &statement.literal {
            Literal::SomeIn {
                value, collection, ..
            } => match value.as_ref() {
                Expr::Var { span, .. } => (text(span), collection),
                _ => continue,
            },
            Literal::Every { value, domain, .. } => (text(value), domain),
            _ => continue,
        };
        let found = shapes(root, collection, names).ok().flatten();
        hold(names, name, found.and_then(|found| inside(root, &found)));
    }
}

/// A name bound twice may hold either.
fn hold(names: &mut Names, name: String, found: Shapes) {
    match (names.get_mut(&name), found) {
        (Some(known), Some(found)) => {
            if let Some(known) = known {
                for shape in found {
                    if !known.iter().any(|one| std::ptr::eq(*one, shape)) {
                        known.push(shape);
                    }
                }
            }
        }
        (Some(known), None) => *known = None,
        (None, found) => {
            names.insert(name, found);
        }
    }
}

/// What an expression may hold; an error when it steps into a field that is not there.
fn shapes(root: &'static Value, expr: &Expr, names: &Names) -> Result<Shapes, EngineError> {
    let Some((start, steps)) = path(expr) else {
        return Ok(None);
    };
    let mut here: Shapes = match start.as_str() {
        "input" => Some(vec![root]),
        name => names.get(name).cloned().flatten(),
    };
    for step in steps {
        let Some(found) = here else {
            return Ok(None);
        };
        here = match step {
            Step::Any => inside(root, &found),
            Step::Field(name, span) => field(root, &found, &name, span)?,
        };
    }
    Ok(here)
}

/// `a.b[_].c` as its root and steps.
fn path(expr: &Expr) -> Option<(String, Vec<Step<'_>>)> {
    let mut steps = Vec::new();
    let mut expr = expr;
    loop {
        match expr {
            Expr::Var { span, .. } => {
                steps.reverse();
                return Some((text(span), steps));
            }
            Expr::RefDot { refr, field, .. } => {
                steps.push(Step::Field(text(&field.0), &field.0));
                expr = refr;
            }
            Expr::RefBrack { refr, index, .. } => {
                steps.push(match index.as_ref() {
                    Expr::String { span, .. } => Step::Field(text(span), span),
                    _ => Step::Any,
                });
                expr = refr;
            }
            _ => return None,
        }
    }
}

/// The schema itself, or what it refers to.
fn resolve(root: &'static Value, shape: &'static Value) -> &'static Value {
    shape
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|pointer| root.pointer(pointer.strip_prefix('#')?))
        .unwrap_or(shape)
}

/// Any item of a list, any member of an object.
fn inside(root: &'static Value, found: &[&'static Value]) -> Shapes {
    let mut shapes = Vec::new();
    for shape in found {
        let shape = resolve(root, shape);
        if let Some(items) = shape.get("items") {
            shapes.push(items);
        } else if let Some(Value::Object(members)) = shape.get("properties") {
            shapes.extend(members.values());
        } else {
            return None;
        }
    }
    Some(shapes)
}

fn field(
    root: &'static Value,
    found: &[&'static Value],
    name: &str,
    span: &Span,
) -> Result<Shapes, EngineError> {
    let mut shapes = Vec::new();
    let mut known: Vec<&'static str> = Vec::new();
    for shape in found {
        let shape = resolve(root, shape);
        let closed = shape.get("additionalProperties") == Some(&Value::Bool(false));
        let Some(Value::Object(members)) = shape.get("properties").filter(|_| closed) else {
            return Ok(None);
        };
        shapes.extend(members.get(name));
        known.extend(members.keys().map(String::as_str));
    }
    if !shapes.is_empty() || known.is_empty() {
        return Ok(Some(shapes).filter(|shapes| !shapes.is_empty()));
    }
    let help = match suggest::nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it has {}", known.join(", ")),
    };
    Err(error_at(
        span,
        format!("the input has no field `{name}` here, so this rule could never fire: {help}"),
    ))
}
