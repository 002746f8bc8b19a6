//! When something last happened in each team, by Microsoft's report on activity by team.
//!
//! The date is of the team with all its channels, so it is the latest that anything can have happened in one of them. It tells
//! that a channel lies idle, never that it is in use. Source: teams.md 3.2.

use std::collections::HashMap;

use jiff::civil::Date;

use super::node::Node;
use super::roots;
use crate::export::Kind;
use crate::tenant::{Document, Tenant};

/// What the report says of a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TeamActivity {
    pub last: Date,
    /// The day up to which the report counts.
    pub refreshed: Date,
}

/// By team id, in lower case; of two reports the newer.
pub(super) fn read(tenant: &Tenant, documents: &[Document]) -> HashMap<String, TeamActivity> {
    let mut teams: HashMap<String, TeamActivity> = HashMap::new();
    for row in roots(tenant, documents, Kind::TeamActivity) {
        let Some((id, activity)) = read_row(&row) else {
            continue;
        };
        let known = teams.entry(id).or_insert(activity);
        if known.refreshed < activity.refreshed {
            *known = activity;
        }
    }
    teams
}

fn read_row(row: &Node<'_>) -> Option<(String, TeamActivity)> {
    let activity = TeamActivity {
        last: row.day("lastActivityDate")?,
        refreshed: row.day("reportRefreshDate")?,
    };
    Some((row.id("teamId")?, activity))
}
