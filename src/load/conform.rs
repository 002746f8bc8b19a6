//! Holding records against their schemas: what departs from them is said, what it touches is unknown to the rules.

mod assignment;
mod spelling;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};

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
    let mut found: Vec<(Code, Diagnostic)> = document
        .reading
        .records
        .par_iter()
        .flat_map_iter(|record| {
            let problems = record.kind.schema().check(&document.tree, record.node);
            problems.into_iter().map(move |problem| (record, problem))
        })
        .map(|(record, mut problem)| {
            let at = problem.node;
            problem.spell_missing(|key| spelling::of(document, *record, at, key));
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
    let untold = assignment::untold(document).into_iter();
    found.extend(untold.map(|said| (said.code, said.read_as(&as_what))));
    let found = each_once(found);
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
            say_more(last, count - MOST_OF_A_KIND, "like this");
        }
    }
    said
}

/// A value that a mapping of the config takes for several keys may be wrong for each of them, and is said once.
fn each_once(mut found: Vec<(Code, Diagnostic)>) -> Vec<(Code, Diagnostic)> {
    let mut seen = HashSet::new();
    found.retain(|(_, diagnostic)| {
        let places = diagnostic.labels.iter();
        let places: Vec<_> = places
            .map(|label| (label.span.start, label.span.end))
            .collect();
        seen.insert((diagnostic.message.clone(), places))
    });
    found
}

/// How many were left out behind the last that is said.
fn say_more(last: &mut Diagnostic, count: usize, what: &str) {
    let more = format!("{count} more {what} in this file");
    last.help = Some(match last.help.take() {
        Some(help) => format!("{help}\n{more}"),
        None => more,
    });
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
    let mut first: HashMap<(Kind, &str), (NodeId, usize)> = HashMap::new();
    for (kind, member) in found {
        let key = tree.raw_key(member).unwrap_or_default();
        first.entry((kind, key)).or_insert((member, 0)).1 += 1;
    }
    let mut unknown: Vec<Unknown<'_>> = first
        .into_iter()
        .map(|((kind, key), (member, count))| Unknown {
            kind,
            key,
            member,
            count,
            near: None,
        })
        .collect();
    unknown.sort_by_key(|unknown| (tree.span(unknown.member), unknown.kind));
    // A key that is nearly a known one is likely a slip, and must not go under among new properties.
    unknown.iter_mut().take(MOST_COMPARED).for_each(|unknown| {
        unknown.near = near(unknown.kind, unknown.key);
    });
    unknown.sort_by_key(|unknown| unknown.near.is_none());
    let more = unknown.len().saturating_sub(MOST_OF_A_KIND);
    let mut said: Vec<Diagnostic> = unknown
        .iter()
        .take(MOST_OF_A_KIND)
        .map(|unknown| unknown.say(document))
        .collect();
    if let (1.., Some(last)) = (more, said.last_mut()) {
        let keys = if more == 1 { "such key" } else { "such keys" };
        say_more(last, more, keys);
    }
    said
}

/// At most so many keys of a file are compared with all known ones: no export that misspells has more.
const MOST_COMPARED: usize = 1000;

/// A key that no schema names.
struct Unknown<'a> {
    kind: Kind,
    key: &'a str,
    /// Where it stands first.
    member: NodeId,
    count: usize,
    /// The known key that may be meant, as the file would write it.
    near: Option<String>,
}

impl Unknown<'_> {
    fn say(&self, document: &Document) -> Diagnostic {
        let more = match self.count {
            1 => String::new(),
            count => format!(" ({count} times in this file)"),
        };
        let message = format!(
            "`{}` is no property of {} that tenantlint knows: it is not judged{more}",
            self.key,
            self.kind.one()
        );
        let label = label_of(
            &document.tree,
            document.file,
            self.member,
            "not known",
            true,
        );
        let said = Diagnostic::new(Code::KeyUnknown, message).label(label);
        match &self.near {
            Some(near) => said.help(format!("did you mean `{near}`?")),
            None => said,
        }
    }
}

fn near(kind: Kind, key: &str) -> Option<String> {
    let near = suggest::nearest(key, kind.schema().names())?;
    (!near.eq_ignore_ascii_case(key)).then(|| suggest::spelt_like(near, key))
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
