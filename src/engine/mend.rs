//! Rego that regorus gets wrong without a word, written so that it gets it right. Rules stay as their authors wrote them;
//! only what is compiled from them changes.
//!
//! In Rego a value that is not there is undefined, and what asks for it does not hold. Measured on regorus 0.14.1, against
//! OPA:
//!
//! - On the machine `x := m[k]` holds also when `m` lacks `k`. Mended by `x == x` behind it, which does not.
//! - Lists and objects made by comprehensions keep undefined items on the machine, `[m[k] | some k in keys]`. Mended by giving
//!   the item a name in the body, `[y | some k in keys; y := m[k]]`.
//! - A condition before the first loop of a comprehension that does not hold ends the rule on the machine, not the
//!   comprehension. Mended by a loop of one before it.
//! - A value that is undefined makes the `else` behind it be passed over, on machine and interpreter. Mended by
//!   `y := value; y == y` as the last conditions before that `else`.
//!
//! Everything but the moved item stays on its line, so that places in errors stay true.

mod edits;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use regorus::Engine;
use regorus::unstable::{
    AssignOp, Expr, Literal, Module as Ast, Query, Rule, RuleAssign, RuleBody, RuleHead,
};

use super::gate::{Item, chain, head_ref, imports, text, walk};
use super::library::{add, add_mended};
use super::{EngineError, Module};
use edits::Edits;

/// The module for the machine.
pub(super) fn for_machine(module: &Module) -> Result<Module, EngineError> {
    let mut module = module.clone();
    // Of comprehensions in one another the outermost is mended first; each round leaves fewer.
    for round in 0.. {
        let (edits, more) = with_parsed(&module, round > 0, |parsed| {
            let items = parsed.items(round);
            if items.is_empty() {
                (parsed.conditions(), false)
            } else {
                (items, true)
            }
        })?;
        module.text = edits.apply(&module.text);
        if !more {
            break;
        }
    }
    Ok(module)
}

/// The module for the interpreter, which notes lines: a condition stands behind each `else` that has none, for regorus
/// counts conditions, and no value behind `else`.
pub(super) fn for_interpreter(module: &Module) -> Result<Module, EngineError> {
    let edits = with_parsed(module, false, |parsed| {
        let mut edits = Edits::default();
        parsed.before_else(&mut edits);
        for (_, body) in parsed.bodies() {
            if body.is_else && body.query.stmts.is_empty() {
                edits.insert(parsed.end(body.span.end), " if true");
            }
        }
        edits
    })?;
    Ok(Module {
        path: module.path.clone(),
        text: edits.apply(&module.text),
    })
}

/// A module and its syntax.
struct Parsed<'a> {
    ast: &'a Ast,
    text: &'a str,
    /// What rules and imports are called.
    names: BTreeSet<String>,
}

fn with_parsed<T>(
    module: &Module,
    mended: bool,
    ask: impl FnOnce(&Parsed<'_>) -> T,
) -> Result<T, EngineError> {
    let mut engine = Engine::new();
    if mended {
        add_mended(&mut engine, module)?;
    } else {
        add(&mut engine, module)?;
    }
    let ast = engine
        .get_modules()
        .first()
        .ok_or_else(|| EngineError::plain(&module.path, "there is no module in this file"))?;
    let rules = ast.policy.iter().filter_map(|rule| chain(head_ref(rule)));
    let rules = rules.map(|chain| chain.join("."));
    Ok(ask(&Parsed {
        ast,
        text: &module.text,
        names: rules.chain(imports(ast).into_keys()).collect(),
    }))
}

impl Parsed<'_> {
    /// Items of lists and objects that may be undefined get a name in the body.
    fn items(&self, round: usize) -> Edits {
        let mut found = Vec::new();
        for rule in &self.ast.policy {
            for item in walk(rule) {
                let (span, query, list, there) = match item {
                    Item::Expr(Expr::ArrayCompr {
                        span, term, query, ..
                    }) => (span, query, true, self.is_there(&[term])),
                    Item::Expr(Expr::ObjectCompr {
                        span,
                        key,
                        value,
                        query,
                        ..
                    }) => (span, query, false, self.is_there(&[key, value])),
                    _ => continue,
                };
                if !there {
                    let places = [span.start, span.end, query.span.start];
                    found.push((places.map(|place| place as usize), list));
                }
            }
        }
        found.sort_unstable();
        let mut edits = Edits::default();
        let mut done = 0;
        for ([start, end, bar], list) in found {
            if start < done {
                continue;
            }
            done = end;
            let item = self.piece(start + 1, bar);
            let name = format!("item_{round}_{start}_");
            if list {
                edits.replace(start + 1, bar, format!("{name} "));
                edits.insert(end - 1, &format!("; {name} := {item}"));
            } else {
                // A member as an object: its key and its value need not be told apart.
                edits.replace(start + 1, bar, format!("key_{name}: {name} "));
                edits.insert(end - 1, &format!("; some key_{name}, {name} in {{{item}}}"));
            }
        }
        edits
    }

    /// What stays on its place and only needs more conditions.
    fn conditions(&self) -> Edits {
        let mut edits = Edits::default();
        for rule in &self.ast.policy {
            self.assignments(rule, &mut edits);
            first_loops(rule, &mut edits);
        }
        self.before_else(&mut edits);
        edits
    }

    /// `x == x` behind each `x := …` whose value may be undefined.
    fn assignments(&self, rule: &Rule, edits: &mut Edits) {
        for item in walk(rule) {
            let Item::Query(query) = item else { continue };
            for statement in &query.stmts {
                if let Literal::Expr { expr, .. } = &statement.literal
                    && let Expr::AssignExpr {
                        op: AssignOp::ColEq,
                        lhs,
                        rhs,
                        ..
                    } = expr.as_ref()
                    && let Expr::Var { span, .. } = lhs.as_ref()
                    && !self.is_there(&[rhs])
                {
                    let name = text(span);
                    let at = self.end(statement.span.end);
                    self.condition(query, at, &format!("{name} == {name}"), edits);
                }
            }
        }
    }

    /// The value of a body before an `else` as its last condition.
    fn before_else(&self, edits: &mut Edits) {
        for pair in self.bodies().windows(2) {
            if let [(Some(assign), body), (_, next)] = pair
                && next.is_else
                && !self.is_there(&[&assign.value])
                && let Some(last) = body.query.stmts.last()
            {
                let operator = match assign.op {
                    AssignOp::Eq => "=",
                    AssignOp::ColEq => ":=",
                };
                let from = assign.span.start as usize + operator.len();
                let value = self.piece(from, self.end(assign.span.end));
                let name = format!("value_{from}_");
                let more = format!("{name} := {value}; {name} == {name}");
                self.condition(&body.query, self.end(last.span.end), &more, edits);
            }
        }
    }

    /// One more condition of a body.
    fn condition(&self, query: &Query, at: usize, more: &str, edits: &mut Edits) {
        let Some(first) = query.stmts.first() else {
            return;
        };
        // A body of one condition may stand without braces.
        if query.span.start == first.span.start {
            edits.in_braces(self.start(first.span.start), at, more);
        } else {
            edits.insert(at, &format!("; {more}"));
        }
    }

    /// Every body with the value that it gives, if it gives one.
    fn bodies(&self) -> Vec<(Option<&RuleAssign>, &RuleBody)> {
        let mut found = Vec::new();
        for rule in &self.ast.policy {
            let Rule::Spec { head, bodies, .. } = rule.as_ref() else {
                continue;
            };
            let own = match head {
                RuleHead::Compr { assign, .. } | RuleHead::Func { assign, .. } => assign.as_ref(),
                RuleHead::Set { .. } => None,
            };
            for body in bodies {
                let value = if body.is_else {
                    body.assign.as_ref()
                } else {
                    own
                };
                found.push((value, body));
            }
        }
        found
    }

    /// Whether values are always there: constants, variables, what is made of those, and comprehensions.
    fn is_there(&self, values: &[&Expr]) -> bool {
        let mut open = values.to_vec();
        while let Some(expr) = open.pop() {
            match expr {
                Expr::String { .. }
                | Expr::RawString { .. }
                | Expr::Number { .. }
                | Expr::Bool { .. }
                | Expr::Null { .. }
                | Expr::ArrayCompr { .. }
                | Expr::SetCompr { .. }
                | Expr::ObjectCompr { .. } => {}
                // The name of a rule, too, looks like a variable.
                Expr::Var { span, .. } => {
                    let name = text(span);
                    if name == "input" || name == "data" || self.names.contains(&name) {
                        return false;
                    }
                }
                Expr::Array { items, .. } | Expr::Set { items, .. } => {
                    open.extend(items.iter().map(|item| item.as_ref()));
                }
                Expr::Object { fields, .. } => {
                    for (_, key, value) in fields {
                        open.extend([key.as_ref(), value.as_ref()]);
                    }
                }
                _ => return false,
            }
        }
        true
    }

    /// Where something begins. The place of a string is that of what stands between its quotes.
    fn start(&self, at: u32) -> usize {
        let at = at as usize;
        let before = self.text.get(..at);
        at - usize::from(before.is_some_and(|before| before.ends_with(['"', '`'])))
    }

    /// Where something ends.
    fn end(&self, at: u32) -> usize {
        let at = at as usize;
        let behind = self.text.get(at..);
        at + usize::from(behind.is_some_and(|behind| behind.starts_with(['"', '`'])))
    }

    /// A piece of the module on one line, unless a comment or a raw string in it needs its line ends.
    fn piece(&self, start: usize, end: usize) -> String {
        let piece = self.text.get(start..end).unwrap_or_default().trim();
        if piece.contains(['#', '`']) {
            format!("{piece}\n")
        } else {
            piece.replace('\n', " ")
        }
    }
}

/// A loop of one before what comprehensions begin with, if that is no loop.
fn first_loops(rule: &Rule, edits: &mut Edits) {
    for item in walk(rule) {
        if let Item::Expr(
            Expr::ArrayCompr { query, .. }
            | Expr::SetCompr { query, .. }
            | Expr::ObjectCompr { query, .. },
        ) = item
            && let Some(first) = query.stmts.first()
            && !matches!(first.literal, Literal::SomeIn { .. })
        {
            edits.insert(query.span.start as usize + 1, " some _ in [0]; ");
        }
    }
}
