//! Holding records against their schemas: what departs from them is said, what it touches is unknown to the rules.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Loaded;
use crate::diagnostic::{Code, Diagnostic};
use crate::export::Kind;
use crate::finding::Label;
use crate::schema::Wrong;
use crate::source::NodeId;
use crate::suggest;
use crate::tenant::Document;
use crate::written::{from_problem, label_of};

/// Every departure of a record from its schema is said; what it touches is unknown to the rules.
pub(super) fn hold_against_schemas(loaded: &mut Loaded) {
    let found: Vec<Vec<Diagnostic>> = loaded.documents.par_iter().map(check_document).collect();
    loaded.diagnostics.extend(found.into_iter().flatten());
}

/// At most so many of one kind are said of one file.
const MOST_OF_A_KIND: usize = 20;

pub fn check_document(document: &Document) -> Vec<Diagnostic> {
    let as_what = document.reading.title();
    let found: Vec<(Code, Diagnostic)> = document
        .reading
        .records
        .par_iter()
        .flat_map_iter(|record| record.kind.schema().check(&document.tree, record.node))
        .map(|problem| {
            let code = match problem.wrong {
                Wrong::Flattened if is_truncated(document, problem.node) => Code::ExportTruncated,
                Wrong::Type | Wrong::Flattened => Code::TypeWrong,
                Wrong::Value => Code::ValueUnknown,
                Wrong::Missing => Code::KeyMissing,
                Wrong::UnknownKey | Wrong::Other => Code::ShapeWrong,
            };
            let said = from_problem(&document.tree, document.file, &problem, code);
            (code, said.read_as(&as_what))
        })
        .collect();
    let mut said = truncation(&found, &as_what);
    said.extend(unknown_keys(document));
    let mut counts = BTreeMap::new();
    for (code, diagnostic) in found {
        if code == Code::ExportTruncated {
            continue;
        }
        let count = counts.entry(code).or_insert(0usize);
        *count += 1;
        if *count <= MOST_OF_A_KIND {
            said.push(diagnostic);
        }
    }
    for (code, count) in counts {
        if count > MOST_OF_A_KIND
            && let Some(last) = said
                .iter_mut()
                .rev()
                .find(|diagnostic| diagnostic.code == code)
        {
            let more = format!("{} more like this in this file", count - MOST_OF_A_KIND);
            last.help = Some(match last.help.take() {
                Some(help) => format!("{help}\n{more}"),
                None => more,
            });
        }
    }
    said
}

/// Keys that no schema names, once each: Microsoft adds properties, and people misspell them.
fn unknown_keys(document: &Document) -> Vec<Diagnostic> {
    let tree = &document.tree;
    let found: Vec<(Kind, NodeId)> = document
        .reading
        .records
        .par_iter()
        .flat_map_iter(|record| {
            let unknown = record.kind.schema().unknown_keys(tree, record.node);
            unknown.into_iter().map(|member| (record.kind, member))
        })
        .collect();
    let mut first: BTreeMap<(Kind, &str), (NodeId, usize)> = BTreeMap::new();
    for (kind, member) in found {
        let key = tree.raw_key(member).unwrap_or_default();
        first.entry((kind, key)).or_insert((member, 0)).1 += 1;
    }
    first
        .into_iter()
        .take(MOST_OF_A_KIND)
        .map(|((kind, key), (member, count))| {
            let more = match count {
                1 => String::new(),
                _ => format!(" ({count} times in this file)"),
            };
            let message = format!(
                "`{key}` is no property of {} that tenantlint knows: it is not judged{more}",
                kind.one()
            );
            let label = label_of(tree, document.file, member, "not known", true);
            let said = Diagnostic::new(Code::KeyUnknown, message).label(label);
            match suggest::nearest(key, kind.schema().names())
                .filter(|near| !near.eq_ignore_ascii_case(key))
            {
                Some(near) => said.help(format!(
                    "did you mean `{}`?",
                    suggest::spelt_like(near, key)
                )),
                None => said,
            }
        })
        .collect()
}

/// What PowerShell writes where it stops nesting: type names, `@{…}`, and lists as words in a row.
fn is_truncated(document: &Document, node: NodeId) -> bool {
    let powershell = document.reading.format.ends_with("powershell");
    document.tree.as_str(node).is_some_and(|text| {
        powershell
            || ["Microsoft.", "System.", "@{"]
                .iter()
                .any(|start| text.starts_with(start))
    })
}

/// One export is cut off once, however many values it lost.
fn truncation(found: &[(Code, Diagnostic)], as_what: &str) -> Vec<Diagnostic> {
    let mut cut = found
        .iter()
        .filter(|(code, _)| *code == Code::ExportTruncated)
        .map(|(_, diagnostic)| diagnostic);
    let Some(first) = cut.next() else {
        return Vec::new();
    };
    let count = 1 + cut.count();
    let mut diagnostic = Diagnostic::new(
        Code::ExportTruncated,
        format!(
            "this export was cut off: {count} nested {} became text, so what they said is lost",
            if count == 1 { "value" } else { "values" }
        ),
    )
    .help("`ConvertTo-Json` stops at depth 2 unless told otherwise: export again with `| ConvertTo-Json -Depth 10`");
    diagnostic.labels = first
        .labels
        .iter()
        .map(|label| Label {
            text: "text, not settings".to_owned(),
            ..label.clone()
        })
        .collect();
    vec![diagnostic.read_as(as_what)]
}
