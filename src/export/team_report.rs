//! Microsoft's report on activity by team, as CSV: its columns are the properties of Graph beta's JSON, in words with blanks
//! between them ("Last Activity Date").
//!
//! Source: https://learn.microsoft.com/graph/api/reportroot-getteamsteamactivitydetail

use super::{Carries, Format, Kind, Page, vocabulary};
use crate::source::{Kind as NodeKind, NodeId};

pub(super) struct TeamReport;

/// Columns that tell the report from those on users and on days.
const COLUMNS: [&str; 2] = ["Team Id", "Last Activity Date"];

impl Format for TeamReport {
    fn name(&self) -> &'static str {
        "team-report"
    }

    fn carries(&self) -> &'static Carries {
        &Carries::NO_ACCESS
    }

    fn claims(&self, page: &Page<'_>) -> bool {
        let rows = rows(page);
        let first = rows.first();
        first.is_some_and(|row| {
            let has = |column| page.tree.get_written(*row, column).is_some();
            COLUMNS.into_iter().all(has)
        })
    }

    fn read(&self, page: &mut Page<'_>) {
        page.spelling = spelling;
        page.rename_keys();
        for row in rows(page) {
            if page.tree.kind(row) == NodeKind::Object {
                page.record(row, Kind::TeamActivity);
            }
        }
    }
}

fn rows(page: &Page<'_>) -> Vec<NodeId> {
    match page.tree.roots() {
        [root] if page.tree.kind(*root) == NodeKind::Array => page.children(*root),
        _ => Vec::new(),
    }
}

/// The canonical name of a column.
fn spelling(raw: &str) -> Option<&'static str> {
    vocabulary::canonical(&raw.replace(' ', ""))
}
