//! Records in the recycle bin: they are said, and never judged.
//!
//! `deletedDateTime` with a date says so, and so does `…/deletedItems/…` in `@odata.context`. Only partners are kept, for the
//! rules on what was deleted; whatever else is deleted is left aside. Source: entra.md 1.1, 1.4.

use super::{Kind, Page, trouble};
use crate::source::{Kind as NodeKind, NodeId, Tree};

/// What a file is that holds nothing else.
pub(super) const TITLE: &str = "a list of deleted records";

/// Whether a collection or a record of this context is of the recycle bin.
pub(super) fn is_bin(context: &str) -> bool {
    context.contains("deletedItems/")
}

/// The date at which a record was deleted, if it was.
pub(super) fn date(tree: &Tree, record: NodeId) -> Option<NodeId> {
    let deleted = tree.get(record, "deletedDateTime")?;
    let written = match tree.kind(deleted) {
        // Windows PowerShell 5.1 hangs its own members onto a date: `{"value": …, "DateTime": …}`.
        NodeKind::Object => tree.get(deleted, "value").unwrap_or(deleted),
        _ => deleted,
    };
    let is_date = match tree.kind(written) {
        NodeKind::String => tree.as_str(written).is_some_and(is_date),
        NodeKind::Number => tree.number_text(written).is_some_and(is_after_year_one),
        // A date in a shape nobody knows is a date: a live record has none.
        NodeKind::Object => !tree.is_empty(written),
        _ => false,
    };
    is_date.then_some(deleted)
}

/// Every way to write a date has digits. The year 1 is .NET's way to say that there is none.
fn is_date(text: &str) -> bool {
    let text = text.trim().trim_start_matches('\\');
    if let Some(ticks) = text.strip_prefix("/Date(") {
        return is_after_year_one(ticks);
    }
    text.contains(|one: char| one.is_ascii_digit()) && !is_year_one(text)
}

/// Milliseconds since 1970, as Windows PowerShell 5.1 writes a date; the year 1 is far below none, in every time zone.
fn is_after_year_one(ticks: &str) -> bool {
    const YEAR_TWO: i64 = -62_100_000_000_000;
    let end = ticks
        .char_indices()
        .find(|(at, one)| !(one.is_ascii_digit() || *at == 0 && *one == '-'))
        .map_or(ticks.len(), |(at, _)| at);
    let number = ticks.get(..end).and_then(|digits| digits.parse().ok());
    number.is_none_or(|number: i64| number > YEAR_TWO && number != 0)
}

/// `0001-01-01T00:00:00Z`, `1/1/0001 12:00:00 AM`, `01.01.0001`, `Monday, January 1, 0001`. A time may have `.0001` seconds.
fn is_year_one(text: &str) -> bool {
    text.split(|one: char| one.is_whitespace() || one == 'T')
        .filter(|word| !word.contains(':'))
        .flat_map(|word| word.split(|one: char| !one.is_ascii_digit()))
        .any(|part| part == "0001")
}

impl Page<'_> {
    /// A deleted record; `date` is where it says so. A partner stays, as a deleted one.
    pub(super) fn deleted(
        &mut self,
        node: NodeId,
        kind: Kind,
        date: Option<NodeId>,
    ) -> Option<Kind> {
        let label = match date {
            Some(date) => self.label(date, "deleted"),
            None => self.name_label(node, "deleted"),
        };
        self.say(trouble::deleted().label(label));
        if matches!(kind, Kind::Partner | Kind::DeletedPartner) {
            return Some(Kind::DeletedPartner);
        }
        self.aside(node);
        self.reading.otherwise.get_or_insert(TITLE);
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::export::{Reading, recognise};
    use crate::source::{Limits, Sources, read_json};

    fn reading(text: &str) -> Reading {
        let mut tree = read_json(Arc::from(text), &Limits::default()).unwrap();
        let file = Sources::default().reserve(String::new());
        recognise(&mut tree, file, "", &[])
    }

    /// The kinds that are left, and how often a record is said to be deleted.
    fn left(text: &str) -> (Vec<Kind>, usize) {
        let reading = reading(text);
        assert!(
            reading
                .diagnostics
                .iter()
                .all(|one| one.code == crate::diagnostic::Code::RecordDeleted),
            "{:?}",
            reading.diagnostics
        );
        let kinds = reading.records.iter().map(|record| record.kind);
        (kinds.collect(), reading.diagnostics.len())
    }

    #[test]
    fn every_face_of_a_date_says_deleted_and_none_of_the_year_one_does() {
        let partner = |date: &str| {
            left(&format!(
                r#"[{{"tenantId": "a", "inboundTrust": null, "deletedDateTime": {date}}}]"#
            ))
        };
        for date in [
            r#""2026-10-01T07:30:00Z""#,
            r#""9999-12-31T23:59:59Z""#,
            r#""2026-10-01T07:30:00.0001Z""#,
            r#""/Date(1775495947301)/""#,
            r#""\/Date(1775495947301+0200)\/""#,
            r#""10/1/2026 7:30:00 AM""#,
            r#""01.10.2026 07:30:00""#,
            r#""Thursday, October 1, 2026 7:30:00 AM""#,
            "1775495947301",
            r#"{"value": "2026-10-01T07:30:00Z", "DateTime": "x"}"#,
            r#"{"value": "\/Date(1775495947301)\/", "DisplayHint": 2}"#,
        ] {
            assert_eq!(partner(date), (vec![Kind::DeletedPartner], 1), "{date}");
        }
        for date in [
            "null",
            r#""""#,
            r#"" ""#,
            r#""0001-01-01T00:00:00Z""#,
            r#""01/01/0001 00:00:00""#,
            r#""1/1/0001 12:00:00 AM""#,
            r#""01.01.0001 00:00:00""#,
            r#""Monday, January 1, 0001 12:00:00 AM""#,
            r#""/Date(-62135596800000)/""#,
            r#""\/Date(-62135578800000)\/""#,
            r#"{"value": "\/Date(-62135596800000)\/", "DateTime": "x"}"#,
            r#"{}"#,
        ] {
            assert_eq!(partner(date), (vec![Kind::Partner], 0), "{date}");
        }
    }

    #[test]
    fn a_deleted_record_of_any_kind_is_said_and_not_kept() {
        let date = r#""deletedDateTime": "2026-10-01T07:30:00Z""#;
        for record in [
            r#""id": "a", "conditions": {}, "grantControls": null"#,
            r#""tenantId": "a", "userSyncInbound": {"isSyncAllowed": true}"#,
            r#""id": "a", "isServiceDefault": false, "inboundTrust": null"#,
            r#""id": "a", "allowedCloudEndpoints": []"#,
        ] {
            let text = format!("{{{record}, {date}}}");
            assert_eq!(left(&text), (vec![], 1), "{text}");
            assert_eq!(reading(&text).otherwise, Some(TITLE));
            assert!(reading(&text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_recycle_bin_holds_no_policy_in_force() {
        let policy = r#"{"id": "a", "conditions": {}, "grantControls": null}"#;
        for bin in [
            "conditionalAccess/deletedItems/policies",
            "identity/conditionalAccess/deletedItems/policies",
        ] {
            let context = format!("https://graph.microsoft.com/beta/$metadata#{bin}");
            let list = format!(r#"{{"@odata.context": "{context}", "value": [{policy}]}}"#);
            assert_eq!(left(&list), (vec![], 1));
            let empty = reading(&format!(
                r#"{{"@odata.context": "{context}", "value": []}}"#
            ));
            assert!(empty.is_empty());
            assert_eq!((empty.format, empty.otherwise), ("graph", Some(TITLE)));
        }
    }
}
