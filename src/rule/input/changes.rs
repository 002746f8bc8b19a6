//! What a review found, as rules of scope `change` see it.

use std::collections::HashMap;

use super::Ref;
use super::build::Builder;
use crate::engine::Datum;
use crate::finding::SubjectKind;
use crate::review::{Cause, Change, State};

/// The partners that a change of the default touches.
#[derive(Default)]
struct Heirs<'a> {
    sure: Vec<&'a str>,
    /// The export does not tell whether they have a setting of their own.
    perhaps: Vec<&'a str>,
}

impl Builder {
    /// `input.changes`: of one tenant, in the order of the review.
    pub fn changes(&self, changes: &[Change]) -> Datum {
        // A change of the default goes with those of the partners that inherit it.
        let mut heirs: HashMap<&str, Heirs<'_>> = HashMap::new();
        for change in changes {
            let name = change.subject.name.as_str();
            let heirs = heirs.entry(change.setting.as_str()).or_default();
            match (change.subject.kind, change.cause) {
                (SubjectKind::Partner, Cause::Default) => heirs.sure.push(name),
                (SubjectKind::Partner, Cause::Export) => heirs.perhaps.push(name),
                _ => {}
            }
        }
        let nobody = Heirs::default();
        Datum::list(changes.iter().enumerate().map(|(index, change)| {
            let heirs = match change.subject.kind {
                SubjectKind::Default => heirs.get(change.setting.as_str()),
                _ => None,
            };
            self.change(index, change, heirs.unwrap_or(&nobody))
        }))
    }

    fn change(&self, index: usize, change: &Change, heirs: &Heirs<'_>) -> Datum {
        let cover = Datum::optional(change.covered_by.as_ref(), |cover| {
            self.object([
                ("entry", Datum::text(&cover.entry)),
                (
                    "reference",
                    Datum::optional(cover.reference.as_deref(), Datum::text),
                ),
                ("new", Datum::bool(cover.is_new)),
            ])
        });
        self.object([
            ("ref", Datum::text(&Ref::Change(index).write())),
            ("about", self.word(change.subject.kind.as_str())),
            ("name", Datum::text(&change.subject.name)),
            ("setting", Datum::text(&change.setting)),
            ("title", Datum::text(&change.title)),
            ("kind", self.word(change.kind.as_str())),
            ("adds", Datum::bool(change.kind.adds())),
            ("cause", self.word(change.cause.as_str())),
            ("before", self.state(&change.before)),
            ("after", self.state(&change.after)),
            ("needs_cover", Datum::bool(change.needs_cover)),
            ("covered_by", cover),
            ("inheriting", Datum::texts(&heirs.sure)),
            ("perhaps_inheriting", Datum::texts(&heirs.perhaps)),
        ])
    }

    fn state(&self, state: &State) -> Datum {
        self.object([
            ("is", self.word(state.word)),
            ("text", Datum::text(&state.text)),
        ])
    }
}
