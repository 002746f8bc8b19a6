//! What a rule may not contain: Rego that regorus gets silently wrong, never ends on, or that makes a verdict depend on
//! anything but its input. Found when the rule is loaded, in our rules and in the users'.
//!
//! Measured on regorus 0.14.1: the machine drops defaults of functions and flattens multi-value reference heads;
//! recursion overflows its stack; the parser doubles its time with each level of nested literals; `not` over a call or
//! comparison on an undefined value is true here and undefined in OPA; `m[k]` below `every k in …` holds for any key of `m`.
//! What can be put right without the author is in `mend`.

mod calls;
mod fields;
mod names;
mod walk;

use std::collections::BTreeMap;

use regorus::Engine;
use regorus::unstable::{Expr, Literal, Module as Ast, Rule, RuleHead, Span};

use super::{EngineError, Module};
use calls::Calls;
pub(super) use names::imports;
use walk::below;
pub(super) use walk::{Item, chain, head_ref, text, walk};

/// Brackets of any kind inside one another. The parser needs 3 ms at 8 and 36 s at 20.
const MAX_NESTING: usize = 9;

/// Builtins whose result is not decided by their arguments.
const NOT_DETERMINISTIC: [&str; 6] = [
    "time.now_ns",
    "rand.intn",
    "uuid.rfc4122",
    "http.send",
    "opa.runtime",
    "net.lookup_ip_addr",
];

/// Refuse text that the parser itself could not cope with. What is mended may be nested a little deeper.
pub(super) fn check_text(module: &Module, mended: bool) -> Result<(), EngineError> {
    let most = MAX_NESTING + if mended { 3 } else { 0 };
    let mut depth = 0usize;
    for (index, line) in module.text.lines().enumerate() {
        let mut characters = line.chars().enumerate();
        while let Some((column, character)) = characters.next() {
            match character {
                '#' => break,
                '"' => skip_string(&mut characters),
                '[' | '{' | '(' => depth += 1,
                ']' | '}' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > most {
                return Err(EngineError::at(
                    &module.path,
                    number(index + 1),
                    number(column + 1),
                    format!(
                        "brackets are nested more than {MAX_NESTING} deep: move the data out of the rule, or split the expression"
                    ),
                ));
            }
        }
    }
    Ok(())
}

fn skip_string(characters: &mut std::iter::Enumerate<std::str::Chars<'_>>) {
    while let Some((_, character)) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            '"' => return,
            _ => {}
        }
    }
}

/// Refuse what the module at `path` may not contain, and recursion among all that are loaded.
pub(super) fn check(engine: &mut Engine, path: &str) -> Result<(), EngineError> {
    let modules = engine.get_modules().clone();
    let mut calls = Calls::default();
    for module in &modules {
        if module.package.span.source.get_path() == path {
            for rule in &module.policy {
                check_head(rule)?;
                check_else(rule)?;
                check_body(rule)?;
                check_every(rule)?;
            }
            check_complete_rules(module)?;
            fields::check(module)?;
            names::check(module, modules.iter().map(|module| module.as_ref()))?;
        }
        calls.add(module);
    }
    calls.refuse_cycles()
}

/// The names of the rules that one file declares, in order, each once.
pub(super) fn declared(engine: &mut Engine, path: &str) -> Vec<String> {
    let mut names = Vec::new();
    for module in engine.get_modules().iter() {
        if module.package.span.source.get_path() != path {
            continue;
        }
        for rule in &module.policy {
            if let Some(name) = chain(head_ref(rule)).map(|chain| chain.join("."))
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
    }
    names
}

fn check_head(rule: &Rule) -> Result<(), EngineError> {
    let (refused, why) = match rule {
        Rule::Default { span, args, .. } if !args.is_empty() => (
            span,
            "a `default` for a function is dropped by the engine: give the function an `else` instead",
        ),
        Rule::Spec {
            span,
            head: RuleHead::Set { refr, .. } | RuleHead::Compr { refr, .. },
            ..
        } if !matches!(refr.as_ref(), Expr::Var { .. }) => (
            span,
            "a rule head with a reference (`out[k] …`, `out.a …`) gives wrong results in the engine: use a plain name",
        ),
        _ => return Ok(()),
    };
    Err(error_at(refused, why.to_owned()))
}

/// An `else` behind a body that iterates: the machine gives undefined where OPA takes the `else`.
fn check_else(rule: &Rule) -> Result<(), EngineError> {
    let Rule::Spec { bodies, .. } = rule else {
        return Ok(());
    };
    let before_else = bodies.split_last().map_or(&[][..], |(_, before)| before);
    for body in before_else {
        let iterates = body.query.stmts.iter().any(|statement| {
            matches!(
                statement.literal,
                Literal::SomeIn { .. } | Literal::SomeVars { .. }
            )
        });
        if iterates {
            return Err(error_at(
                &body.span,
                "an `else` behind a body with `some` is never taken in the engine: put the loop into a rule of its own, or use `every` or a comprehension".to_owned(),
            ));
        }
    }
    Ok(())
}

/// Complete rules that could disagree: OPA raises an error, the machine gives undefined.
fn check_complete_rules(module: &Ast) -> Result<(), EngineError> {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for rule in &module.policy {
        let Rule::Spec {
            span,
            head: RuleHead::Compr { refr, assign, .. },
            ..
        } = rule.as_ref()
        else {
            continue;
        };
        let Some(name) = chain(refr).map(|chain| chain.join(".")) else {
            continue;
        };
        let value = assign
            .as_ref()
            .map_or_else(|| "true".to_owned(), |assign| text(assign.value.span()));
        match seen.get(&name) {
            Some(first) if *first != value => {
                return Err(error_at(
                    span,
                    format!(
                        "`{name}` is defined twice with different values: use `else`, so that they can't disagree"
                    ),
                ));
            }
            _ => {
                seen.insert(name, value);
            }
        }
    }
    Ok(())
}

fn check_body(rule: &Rule) -> Result<(), EngineError> {
    for item in walk(rule) {
        match item {
            Item::Not(span, expr) if may_be_undefined(expr) => {
                return Err(error_at(
                    span,
                    "`not` over a value that may be absent: OPA and this engine disagree, and an absent setting would count as off. Compare explicitly (`== false`, `== null`)".to_owned(),
                ));
            }
            Item::Expr(Expr::Call { fcn, .. }) => {
                let name = chain(fcn).unwrap_or_default().join(".");
                if NOT_DETERMINISTIC.contains(&name.as_str()) {
                    return Err(error_at(
                        start(fcn),
                        format!(
                            "`{name}` gives another result on each run: rules may only read their input"
                        ),
                    ));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// `m[k]` below `every k in …`: the machine takes `k` for unknown there, and holds when `m` has anything that fits.
fn check_every(rule: &Rule) -> Result<(), EngineError> {
    for item in walk(rule) {
        let Item::Query(query) = item else { continue };
        for statement in &query.stmts {
            let Literal::Every {
                key, value, query, ..
            } = &statement.literal
            else {
                continue;
            };
            let goes_through = |name: &Span| {
                text(name) == text(value) || key.as_ref().is_some_and(|key| text(name) == text(key))
            };
            for item in below(Item::Query(query)) {
                if let Item::Expr(Expr::RefBrack { index, .. }) = item
                    && let Expr::Var { span, .. } = index.as_ref()
                    && goes_through(span)
                {
                    let name = text(span);
                    return Err(error_at(
                        span,
                        format!(
                            "`[{name}]` is not looked up in the engine, for `every` goes through `{name}`: use `object.get(…, {name}, null)`, or a function that is given `{name}`"
                        ),
                    ));
                }
            }
        }
    }
    Ok(())
}

/// Whether `not` over this expression could meet an undefined value: a reference into data, inside a call, a membership
/// or a comparison, or a reference into the input by itself.
fn may_be_undefined(expr: &Expr) -> bool {
    match expr {
        Expr::RefDot { .. } | Expr::RefBrack { .. } => {
            chain(expr).is_none_or(|chain| chain.first().is_some_and(|root| root == "input"))
        }
        Expr::Call { params, .. } => params.iter().any(|param| has_reference(param)),
        _ => has_reference(expr),
    }
}

fn has_reference(expr: &Expr) -> bool {
    below(Item::Expr(expr)).into_iter().any(|item| {
        matches!(
            item,
            Item::Expr(Expr::RefDot { .. } | Expr::RefBrack { .. })
        )
    })
}

/// Where a reference begins; its own span is the last part.
fn start(expr: &Expr) -> &Span {
    let mut expr = expr;
    while let Expr::RefDot { refr, .. } = expr {
        expr = refr;
    }
    expr.span()
}

fn error_at(span: &Span, message: String) -> EngineError {
    EngineError::at(span.source.get_path(), span.line, span.col, message)
        .in_text(span.source.contents())
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
