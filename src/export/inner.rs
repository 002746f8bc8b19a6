//! Documents inside a text: the invitation domains stand in `definition` as a list of one JSON string, what a sensitivity label
//! does in `LabelActions` as one of several, and older DSC configurations keep complex values as PowerShell in a text.
//!
//! The text is read where it stands, so that every place in it points into the file. Source: entra.md 3.

use std::sync::Arc;

use super::{Kind, Page};
use crate::diagnostic::{Code, Diagnostic};
use crate::finding::Label;
use crate::source::{Limits, NodeId, ReadError, Span, Tree, read_json};

/// Kinds that have a list of such texts, and its key.
const LISTS: [(Kind, &str); 2] = [
    (Kind::InvitationDomains, "definition"),
    (Kind::SensitivityLabel, "LabelActions"),
];

/// Open the texts of every record on the page that has some.
pub(super) fn open(page: &mut Page<'_>) {
    let lists: Vec<NodeId> = page
        .records()
        .iter()
        .filter_map(|record| {
            let (_, key) = LISTS.iter().find(|(kind, _)| *kind == record.kind)?;
            page.tree.get(record.node, key)
        })
        .collect();
    if lists.is_empty() {
        return;
    }
    for list in lists {
        for item in page.children(list) {
            open_text(page, item);
        }
    }
    page.rename_keys();
}

/// Read the text at `node` as JSON and put what it says in its place; what is no JSON is refused and unknown. The keys are to
/// be renamed after.
pub(super) fn open_text(page: &mut Page<'_>, node: NodeId) {
    if let Err((error, span)) = graft(page, node, read_json) {
        let label = Label {
            file: page.file,
            pointer: page.tree.pointer(node),
            span,
            text: "inside this text".to_owned(),
            primary: true,
        };
        let message = format!("this text must be JSON, and is not: {}", error.message);
        page.say(Diagnostic::new(Code::JsonInvalid, message).label(label));
    }
}

/// A reader of some language.
pub(super) type Read = fn(Arc<str>, &Limits) -> Result<Tree, ReadError>;

/// Puts the document that is written in the text at `node` in its place. A text that can't be read is forgotten; what is
/// wrong with it comes back with where in the file.
pub(super) fn graft(
    page: &mut Page<'_>,
    node: NodeId,
    read: Read,
) -> Result<(), (ReadError, Span)> {
    let Some(text) = page.tree.as_str(node).map(str::to_owned) else {
        return Ok(());
    };
    let places = Places::of(page.tree, node, &text);
    match read(Arc::from(text), &Limits::default()) {
        Ok(inner) => {
            page.tree.graft(node, &inner, |offset| places.outer(offset));
            Ok(())
        }
        Err(error) => {
            page.tree.forget(node);
            let span = Span {
                start: places.outer(error.span.start),
                end: places.outer(error.span.end),
            };
            Err((error, span))
        }
    }
}

/// Where the characters of a text stand in the file, escapes and all.
struct Places {
    whole: Span,
    /// Offsets in the text and in the file from which on both run alike; `None` when the notation is not known.
    steps: Option<Vec<(u32, u32)>>,
}

impl Places {
    fn of(tree: &Tree, node: NodeId, text: &str) -> Places {
        let whole = tree.span(node);
        let written = tree
            .text()
            .get(whole.start as usize..whole.end as usize)
            .unwrap_or_default();
        Places {
            whole,
            steps: steps(written, whole.start, text),
        }
    }

    fn outer(&self, offset: u32) -> u32 {
        let Some(steps) = &self.steps else {
            // Without a map the whole text is the place.
            return if offset == 0 {
                self.whole.start
            } else {
                self.whole.end
            };
        };
        let after = steps.partition_point(|(inner, _)| *inner <= offset);
        let (inner, outer) = after
            .checked_sub(1)
            .and_then(|before| steps.get(before))
            .copied()
            .unwrap_or((0, self.whole.start));
        (outer + (offset - inner)).min(self.whole.end)
    }
}

/// Walk a string as written beside what it says: as it stands, between quotes of any kind, or with the escapes of JSON.
/// `None` when they do not go together: another notation.
fn steps(written: &str, start: u32, text: &str) -> Option<Vec<(u32, u32)>> {
    let between_quotes = written.get(1..written.len().saturating_sub(1));
    if between_quotes == Some(text) {
        return Some(vec![(0, start + 1)]);
    }
    let Some(inside) = written.strip_prefix('"').and_then(|w| w.strip_suffix('"')) else {
        return (written == text).then(|| vec![(0, start)]);
    };
    let mut steps = vec![(0, start + 1)];
    let mut said = text.chars();
    let mut inner = 0u32;
    let mut at = 0usize;
    while let Some(rest) = inside.get(at..).filter(|rest| !rest.is_empty()) {
        let character = said.next()?;
        let length = match rest.strip_prefix('\\') {
            None => rest.chars().next()?.len_utf8(),
            Some(escape) if !escape.starts_with('u') => 2,
            // A character beyond the first plane takes two escapes.
            Some(_) if character.len_utf16() == 2 => 12,
            Some(_) => 6,
        };
        at += length;
        inner += u32::try_from(character.len_utf8()).ok()?;
        if length != character.len_utf8() {
            steps.push((inner, start + 1 + u32::try_from(at).ok()?));
        }
    }
    said.next().is_none().then_some(steps)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::export::{Reading, recognise};
    use crate::source::Sources;

    const POLICY: &str = r#"{"displayName": "B2BManagementPolicy", "isOrganizationDefault": true, "definition":
        ["{\"B2BManagementPolicy\":{\"InvitationsAllowedAndBlockedDomainsPolicy\":{\"AllowedDomains\":[\"fabrikam.com\",\"caf\u00e9.example\"],\"BlockedDomains\":[]}}}"]}"#;

    fn read(text: &str) -> (Tree, Reading) {
        let mut tree = read_json(Arc::from(text), &Limits::default()).unwrap();
        let file = Sources::default().reserve(String::new());
        let reading = recognise(&mut tree, file, "", &[]);
        (tree, reading)
    }

    #[test]
    fn what_stands_inside_the_text_has_its_place_in_the_file() {
        let (tree, reading) = read(POLICY);
        assert_eq!(reading.count(Kind::InvitationDomains), 1);
        assert_eq!(reading.diagnostics, []);
        let root = *tree.roots().first().unwrap();
        let definition = tree.get(root, "definition").unwrap();
        let policy = tree.item(definition, 0).unwrap();
        let walk = |keys: &[&str]| {
            keys.iter()
                .fold(policy, |node, key| tree.get(node, key).unwrap())
        };
        let domains = walk(&[
            "B2BManagementPolicy",
            "InvitationsAllowedAndBlockedDomainsPolicy",
            "AllowedDomains",
        ]);
        let said: Vec<(&str, &str)> = tree
            .children(domains)
            .map(|node| {
                let span = tree.span(node);
                let slice = POLICY.get(span.start as usize..span.end as usize).unwrap();
                (tree.as_str(node).unwrap(), slice)
            })
            .collect();
        assert_eq!(
            said,
            [
                ("fabrikam.com", r#"\"fabrikam.com\""#),
                ("café.example", r#"\"caf\u00e9.example\""#)
            ]
        );
    }

    #[test]
    fn a_text_that_is_no_json_is_refused_where_it_breaks() {
        let text =
            r#"{"isOrganizationDefault": true, "definition": ["{\"B2BManagementPolicy\": oops}"]}"#;
        let (_, reading) = read(text);
        let diagnostic = reading.diagnostics.first().unwrap();
        assert_eq!(diagnostic.code, Code::JsonInvalid);
        let span = diagnostic.labels.first().unwrap().span;
        assert!(text.get(span.start as usize..).unwrap().starts_with("oops"));
    }
}
