//! Walking the syntax of a rule without recursion: rules are foreign text, and may be nested deeply.

use regorus::unstable::{Expr, Literal, Query, Rule, RuleHead, Span};

/// A piece of a rule body.
#[derive(Clone, Copy)]
pub(in super::super) enum Item<'a> {
    Expr(&'a Expr),
    Query(&'a Query),
    Not(&'a Span, &'a Expr),
}

/// Everything in the bodies of a rule and behind its head, without recursion: rules are foreign text.
pub(in super::super) fn walk(rule: &Rule) -> Vec<Item<'_>> {
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
    spread(open)
}

/// An item and everything in it.
pub(super) fn below(item: Item<'_>) -> Vec<Item<'_>> {
    spread(vec![item])
}

fn spread(mut open: Vec<Item<'_>>) -> Vec<Item<'_>> {
    let mut found = Vec::new();
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

pub(in super::super) fn head_ref(rule: &Rule) -> &Expr {
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
pub(in super::super) fn chain(expr: &Expr) -> Option<Vec<String>> {
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

pub(in super::super) fn text(span: &Span) -> String {
    span.text().to_owned()
}
