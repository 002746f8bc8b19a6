//! What platforms know a finding by from one run to the next.

use std::collections::HashMap;

use super::{Entry, Places};
use crate::digest;

/// Hands out fingerprints in the order of the report, no two alike.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    /// The identity of a finding. The second with the same identity gets `:2` behind it, and so on.
    pub(super) fn next(&mut self, entry: Entry<'_>, places: &Places<'_>) -> String {
        let identity = match entry {
            Entry::Finding(finding) => finding.identity(),
            // A diagnostic has no value; it is known by what it says of which place.
            Entry::Diagnostic(diagnostic) => {
                let label = diagnostic.labels.first();
                digest::of_parts([
                    entry.name(),
                    places.of(entry).path,
                    label.map_or("", |label| label.pointer.as_str()),
                    &diagnostic.message,
                ])
            }
        };
        let times = self.seen.entry(identity.clone()).or_default();
        *times += 1;
        match *times {
            1 => identity,
            times => format!("{identity}:{times}"),
        }
    }
}
