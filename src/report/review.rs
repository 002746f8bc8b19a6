//! A review in each form it can be given: what opens first, then what can't be told, then what closes.

pub mod human;
pub mod json;
pub mod markdown;

use crate::review::{Cause, Change, ChangeKind, Review};
use crate::source::Sources;

/// Changes that are read together.
pub(super) struct Section<'r> {
    pub(super) heading: &'static str,
    pub(super) rows: Vec<Row<'r>>,
}

/// One line: a change, or the same change of many partners through the default.
pub(super) struct Row<'r> {
    pub(super) first: &'r Change,
    /// All of them; one, unless they come through the default.
    pub(super) changes: Vec<&'r Change>,
}

impl Row<'_> {
    /// Who it is about.
    pub(super) fn names(&self) -> Vec<&str> {
        self.changes
            .iter()
            .map(|change| change.subject.name.as_str())
            .collect()
    }
}

/// Whether a change stands below a heading.
type Belongs = fn(&Change) -> bool;

/// Headings in the order in which a reviewer wants them, with what stands below each.
const HEADINGS: [(&str, Belongs); 5] = [
    ("Opens, and no agreement says so", Change::is_uncovered),
    ("Opens, and nothing says whether it is agreed", |change| {
        change.kind.adds() && !change.needs_cover
    }),
    ("Opens, with an agreement", |change| {
        change.kind.adds() && change.covered_by.is_some()
    }),
    ("Can't be told", |change| change.kind == ChangeKind::Unknown),
    ("Closes", |change| {
        matches!(change.kind, ChangeKind::Narrowed | ChangeKind::Closed)
    }),
];

/// The sections of a review that have something in them.
pub(super) fn sections(changes: &[Change]) -> Vec<Section<'_>> {
    HEADINGS
        .into_iter()
        .map(|(heading, belongs)| Section {
            heading,
            rows: rows(changes.iter().filter(|change| belongs(change))),
        })
        .filter(|section| !section.rows.is_empty())
        .collect()
}

/// What partners inherit is one row: the same setting, the same way, through the same default.
fn rows<'r>(changes: impl Iterator<Item = &'r Change>) -> Vec<Row<'r>> {
    let mut rows: Vec<Row<'r>> = Vec::new();
    let mut inherited = std::collections::HashMap::new();
    for change in changes {
        if change.cause == Cause::Default {
            let key = (
                &change.tenant,
                &change.setting,
                change.kind,
                &change.before.text,
                &change.after.text,
            );
            if let Some(row) = inherited.get(&key).and_then(|at: &usize| rows.get_mut(*at)) {
                row.changes.push(change);
                continue;
            }
            inherited.insert(key, rows.len());
        }
        rows.push(Row {
            first: change,
            changes: vec![change],
        });
    }
    rows
}

/// Why it changed, as people say it.
pub(super) fn because(change: &Change) -> &'static str {
    match change.cause {
        Cause::Own => "",
        Cause::Default => "through the default, which they inherit",
        Cause::Added => "by a new entry",
        Cause::Removed => "its entry is gone, so the default counts",
        Cause::Assignment => "by whom it is assigned to",
        Cause::Export => "one of the exports does not tell",
    }
}

/// What gives leave, as people say it; empty when nothing does or nothing has to.
pub(super) fn leave(change: &Change) -> String {
    let Some(cover) = &change.covered_by else {
        return String::new();
    };
    let reference = match &cover.reference {
        Some(reference) => format!(" ({reference})"),
        None => String::new(),
    };
    let news = if cover.is_new {
        "; this change itself adds that to the register"
    } else {
        ""
    };
    format!("agreed with {}{reference}{news}", cover.entry)
}

/// `path:line` of where it stands after the change, or of where it stood before.
pub(super) fn place(change: &Change, sources: &Sources) -> Option<String> {
    let label = change.labels.first().or(change.labels_before.first())?;
    let file = sources.get(label.file)?;
    let position = file.position(label.span.start);
    Some(format!("{}:{}", file.path, position.line))
}

/// The review in one sentence. Risk is said in words; there is no score.
pub(super) fn verdict(review: &Review) -> String {
    let count = |wanted: fn(&Change) -> bool| {
        review
            .changes
            .iter()
            .filter(|change| wanted(change))
            .count()
    };
    let opens = count(|change| change.kind.adds());
    let uncovered = count(Change::is_uncovered);
    let unknown = count(|change| change.kind == ChangeKind::Unknown);
    let closes = count(|change| !change.kind.adds() && change.kind != ChangeKind::Unknown);
    let mut parts = Vec::new();
    if opens > 0 {
        let opened = super::count(opens, "setting", "settings");
        parts.push(match uncovered {
            0 => format!("opens {opened}"),
            _ if uncovered == opens => format!("opens {opened} that no agreement covers"),
            _ => format!("opens {opened}, {uncovered} of them without an agreement"),
        });
    }
    if unknown > 0 {
        parts.push(format!(
            "makes {} that can't be told",
            super::count(unknown, "change", "changes")
        ));
    }
    if closes > 0 {
        parts.push(format!("closes {closes}"));
    }
    if parts.is_empty() {
        parts.push("changes nothing that is in force".to_owned());
    }
    let added = review
        .findings
        .added
        .iter()
        .filter(|finding| finding.is_open())
        .count();
    let fixed = review
        .findings
        .fixed
        .iter()
        .filter(|finding| finding.is_open())
        .count();
    if added > 0 {
        parts.push(format!(
            "adds {}",
            super::count(added, "finding", "findings")
        ));
    }
    if fixed > 0 {
        parts.push(format!("mends {fixed}"));
    }
    let (last, first) = match parts.split_last() {
        Some((last, first)) => (last.as_str(), first.join(", ")),
        None => ("", String::new()),
    };
    if first.is_empty() {
        format!("The change {last}.")
    } else {
        format!("The change {first} and {last}.")
    }
}
