//! What a rule may not contain: Rego that regorus gets silently wrong, never ends on, or that makes a verdict depend on
//! anything but its input. Found when the rule is loaded, in our rules and in the users'.
//!
//! Measured on regorus 0.14.1: the machine drops defaults of functions and flattens multi-value reference heads;
//! recursion overflows its stack; the parser doubles its time with each level of nested literals; `not` over a call or
//! comparison on an undefined value is true here and undefined in OPA.

use std::collections::{BTreeMap, BTreeSet};

use regorus::Engine;
use regorus::unstable::{Expr, Literal, Module as Ast, Query, Rule, RuleHead, Span};

use super::{EngineError, Module};

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

/// Refuse text that the parser itself could not cope with.
pub(super) fn check_text(module: &Module) -> Result<(), EngineError> {
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
            if depth > MAX_NESTING {
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

/// Refuse what the parsed modules may not contain.
pub(super) fn check(engine: &mut Engine) -> Result<(), EngineError> {
    let modules = engine.get_modules().clone();
    let mut calls = Calls::default();
    for module in &modules {
        for rule in &module.policy {
            check_head(rule)?;
            check_body(rule)?;
        }
        check_complete_rules(module)?;
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
            Item::Expr(Expr::Call { span, fcn, .. }) => {
                let name = chain(fcn).unwrap_or_default().join(".");
                if NOT_DETERMINISTIC.contains(&name.as_str()) {
                    return Err(error_at(
                        span,
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
    let mut items = vec![Item::Expr(expr)];
    while let Some(item) = items.pop() {
        if let Item::Expr(Expr::RefDot { .. } | Expr::RefBrack { .. }) = item {
            return true;
        }
        push_children(item, &mut items);
    }
    false
}

/// Which rule refers to which, over all modules.
#[derive(Default)]
struct Calls {
    edges: BTreeMap<String, BTreeSet<String>>,
    places: BTreeMap<String, Span>,
}

impl Calls {
    fn add(&mut self, module: &Ast) {
        let package = chain(&module.package.refr).unwrap_or_default().join(".");
        let package = format!("data.{package}");
        let imports: BTreeMap<String, String> = module
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
            .collect();
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

    fn refuse_cycles(&self) -> Result<(), EngineError> {
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

/// A piece of a rule body.
#[derive(Clone, Copy)]
enum Item<'a> {
    Expr(&'a Expr),
    Query(&'a Query),
    Not(&'a Span, &'a Expr),
}

/// Everything in the bodies of a rule and behind its head, without recursion: rules are foreign text.
fn walk(rule: &Rule) -> Vec<Item<'_>> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    match rule {
        Rule::Spec { head, bodies, .. } => {
            match head {
                RuleHead::Compr { assign, .. } => {
                    open.extend(assign.iter().map(|assign| Item::Expr(&assign.value)));
                }
                RuleHead::Set { key, .. } => open.extend(key.iter().map(|key| Item::Expr(key))),
                RuleHead::Func { args, assign, .. } => {
                    open.extend(args.iter().map(|arg| Item::Expr(arg)));
                    open.extend(assign.iter().map(|assign| Item::Expr(&assign.value)));
                }
            }
            for body in bodies {
                open.extend(body.assign.iter().map(|assign| Item::Expr(&assign.value)));
                open.push(Item::Query(&body.query));
            }
        }
        Rule::Default { value, .. } => open.push(Item::Expr(value)),
    }
    while let Some(item) = open.pop() {
        found.push(item);
        push_children(item, &mut open);
    }
    found
}

fn push_children<'a>(item: Item<'a>, open: &mut Vec<Item<'a>>) {
    match item {
        Item::Not(_, expr) => open.push(Item::Expr(expr)),
        Item::Query(query) => push_statements(query, open),
        Item::Expr(expr) => push_expressions(expr, open),
    }
}

fn push_statements<'a>(query: &'a Query, open: &mut Vec<Item<'a>>) {
    for statement in &query.stmts {
        for with in &statement.with_mods {
            open.push(Item::Expr(&with.r#as));
        }
        match &statement.literal {
            Literal::SomeVars { .. } => {}
            Literal::SomeIn {
                key,
                value,
                collection,
                ..
            } => {
                open.extend(key.iter().map(|key| Item::Expr(key)));
                open.push(Item::Expr(value));
                open.push(Item::Expr(collection));
            }
            Literal::Expr { expr, .. } => open.push(Item::Expr(expr)),
            Literal::NotExpr { span, expr } => open.push(Item::Not(span, expr)),
            Literal::Every { domain, query, .. } => {
                open.push(Item::Expr(domain));
                open.push(Item::Query(query));
            }
        }
    }
}

fn push_expressions<'a>(expr: &'a Expr, open: &mut Vec<Item<'a>>) {
    match expr {
        Expr::Array { items, .. } | Expr::Set { items, .. } => {
            open.extend(items.iter().map(|item| Item::Expr(item)));
        }
        Expr::Object { fields, .. } => {
            for (_, key, value) in fields {
                open.push(Item::Expr(key));
                open.push(Item::Expr(value));
            }
        }
        Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
            open.push(Item::Expr(term));
            open.push(Item::Query(query));
        }
        Expr::ObjectCompr {
            key, value, query, ..
        } => {
            open.push(Item::Expr(key));
            open.push(Item::Expr(value));
            open.push(Item::Query(query));
        }
        Expr::Call { fcn, params, .. } => {
            open.push(Item::Expr(fcn));
            open.extend(params.iter().map(|param| Item::Expr(param)));
        }
        Expr::UnaryExpr { expr, .. } => open.push(Item::Expr(expr)),
        Expr::RefDot { refr, .. } => open.push(Item::Expr(refr)),
        Expr::RefBrack { refr, index, .. } => {
            open.push(Item::Expr(refr));
            open.push(Item::Expr(index));
        }
        Expr::BinExpr { lhs, rhs, .. }
        | Expr::BoolExpr { lhs, rhs, .. }
        | Expr::ArithExpr { lhs, rhs, .. }
        | Expr::AssignExpr { lhs, rhs, .. } => {
            open.push(Item::Expr(lhs));
            open.push(Item::Expr(rhs));
        }
        Expr::Membership {
            key,
            value,
            collection,
            ..
        } => {
            open.extend(key.iter().map(|key| Item::Expr(key)));
            open.push(Item::Expr(value));
            open.push(Item::Expr(collection));
        }
        _ => {}
    }
}

fn head_ref(rule: &Rule) -> &Expr {
    match rule {
        Rule::Spec { head, .. } => match head {
            RuleHead::Compr { refr, .. }
            | RuleHead::Set { refr, .. }
            | RuleHead::Func { refr, .. } => refr,
        },
        Rule::Default { refr, .. } => refr,
    }
}

/// `a.b.c` as its parts; `None` for anything else.
fn chain(expr: &Expr) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut expr = expr;
    loop {
        match expr {
            Expr::Var { span, .. } => {
                parts.push(text(span));
                parts.reverse();
                return Some(parts);
            }
            Expr::RefDot { refr, field, .. } => {
                parts.push(text(&field.0));
                expr = refr;
            }
            _ => return None,
        }
    }
}

fn text(span: &Span) -> String {
    span.text().to_owned()
}

fn error_at(span: &Span, message: String) -> EngineError {
    EngineError::at(span.source.get_path(), span.line, span.col, message)
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
