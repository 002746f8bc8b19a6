//! The rules of a run as SARIF describes them: with their pages, as `tenantlint rules ID` shows them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::level;
use crate::report::{Entry, Report, page};
use crate::rule::Rule;

/// Tags of a rule that GitHub keeps.
const MAX_TAGS: usize = 10;

/// What may be named by a result: the rules that ran, and else what the entries bring.
pub(super) struct Rules<'a> {
    described: Vec<Described<'a>>,
    by_id: BTreeMap<&'a str, usize>,
}

enum Described<'a> {
    Rule(&'a Rule),
    /// A diagnostic, or a finding that no rule made: the first of its kind.
    Entry(Entry<'a>),
}

impl<'a> Rules<'a> {
    pub(super) fn new(report: &'a Report) -> Rules<'a> {
        let mut rules = Rules {
            described: Vec::new(),
            by_id: BTreeMap::new(),
        };
        for rule in &report.rules {
            rules.add(&rule.id, Described::Rule(rule));
        }
        for entry in report.entries() {
            rules.add(entry.name(), Described::Entry(entry));
        }
        rules
    }

    fn add(&mut self, id: &'a str, described: Described<'a>) {
        let next = self.described.len();
        if *self.by_id.entry(id).or_insert(next) == next {
            self.described.push(described);
        }
    }

    pub(super) fn index(&self, entry: Entry<'_>) -> usize {
        self.by_id.get(entry.name()).copied().unwrap_or_default()
    }

    pub(super) fn descriptors(&self) -> Vec<Value> {
        self.described
            .iter()
            .map(|described| match described {
                Described::Rule(rule) => of_rule(rule),
                Described::Entry(entry) => of_entry(*entry),
            })
            .collect()
    }
}

fn of_rule(rule: &Rule) -> Value {
    let metadata = &rule.metadata;
    let custom = &metadata.custom;
    let (text, markdown) = match &rule.doc {
        Some(doc) => (plain(doc), doc.to_string()),
        None => (custom.remediation.clone(), custom.remediation.clone()),
    };
    let mut tags = vec!["security"];
    tags.extend(custom.controls.iter().map(String::as_str));
    tags.truncate(MAX_TAGS);
    let mut described = json!({
        "id": rule.id,
        "name": rule.id,
        "shortDescription": {"text": metadata.title},
        "fullDescription": {"text": metadata.description.trim()},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": level(rule.level)},
        "properties": {"tags": tags},
    });
    if let (Some(resource), Some(object)) = (
        metadata.related_resources.first(),
        described.as_object_mut(),
    ) {
        object.insert("helpUri".to_owned(), resource.url.clone().into());
    }
    described
}

fn of_entry(entry: Entry<'_>) -> Value {
    let text = match entry {
        Entry::Diagnostic(diagnostic) => diagnostic.code.description(),
        Entry::Finding(finding) => &finding.rule,
    };
    json!({
        "id": entry.name(),
        "name": entry.name(),
        "shortDescription": {"text": text},
        "fullDescription": {"text": text},
        "help": {"text": text},
        "defaultConfiguration": {"level": level(entry.level())},
    })
}

/// A page without its marks.
fn plain(doc: &str) -> String {
    let mut text = Vec::new();
    // A vector takes everything.
    let _ = page::write(doc, &mut text);
    String::from_utf8_lossy(&text).into_owned()
}
