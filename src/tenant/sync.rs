//! Identity synchronization of a partner: what an export says of it, and whether it says anything at all.

use super::effective::{
    Flag, NULL_FLAG, Origin, Own, SYNC, SYNC_KEY, UNREADABLE, own, own_flag, place,
};
use super::{Document, RecordRef, Tenant, text};
use crate::source::{NodeId, Tree};

const DISAGREE: &str = "two exports of it contradict each other";
const SYNC_NOT_EXPORTED: &str = "identity synchronization is not in the export: a list of partners only has it with `$expand=identitySynchronization`";

/// Identity synchronization stands in the partner when expanded, or in a record of its own. An expanded null says that
/// there is none (OData: no related entity), and without one nothing is synchronized. The PowerShell module's object full
/// of nulls says nothing: the module writes it unasked.
pub(super) fn partner_sync(
    tree: &Tree,
    record: NodeId,
    separate: Option<(&Tree, NodeId)>,
) -> [Flag; 2] {
    let expanded = match own(tree, record, SYNC_KEY) {
        Own::Object(node) => SYNC.map(|member| sync_flag(tree, node, member)),
        Own::Null => [Flag::known(false, Origin::Own); 2],
        Own::Unreadable => [Flag::unknown(Origin::Own, UNREADABLE); 2],
        Own::Absent => [Flag::unknown(Origin::Unknown, SYNC_NOT_EXPORTED); 2],
    };
    let Some((tree, node)) = separate else {
        return expanded;
    };
    let separate = SYNC.map(|member| sync_flag(tree, node, member));
    let [users, groups] = expanded;
    let [separate_users, separate_groups] = separate;
    [
        known_first(separate_users, users),
        known_first(separate_groups, groups),
    ]
}

/// What is known of two exports of one thing; nothing when they contradict each other.
fn known_first(one: Flag, other: Flag) -> Flag {
    match (one.value, other.value) {
        (Some(first), Some(second)) if first != second => Flag::unknown(Origin::Own, DISAGREE),
        (Some(_), _) => one,
        _ => other,
    }
}

fn sync_flag(tree: &Tree, sync: NodeId, member: &str) -> Flag {
    match own(tree, sync, member) {
        Own::Object(inner) => own_flag(tree, inner, "isSyncAllowed", NULL_FLAG),
        Own::Unreadable => Flag::unknown(Origin::Own, UNREADABLE),
        Own::Null | Own::Absent => Flag::unknown(Origin::Own, SYNC_NOT_EXPORTED),
    }
}

impl Tenant {
    /// Whether some partner tells of group sync, be it that it can't be read, or there are no partners. An export of
    /// Graph's v1.0 tells of none: that is to be said once, not of each partner.
    pub fn tells_group_sync(&self, documents: &[Document]) -> bool {
        let tells = |record: &RecordRef| {
            let (tree, node) = place(documents, *record)?;
            let [_, groups] = partner_sync(tree, node, self.sync_beside(documents, tree, node));
            Some(groups.reason != Some(SYNC_NOT_EXPORTED))
        };
        self.partners.is_empty()
            || self
                .partners
                .iter()
                .any(|record| tells(record) == Some(true))
    }

    /// The partner's synchronization in a record of its own.
    pub(super) fn sync_beside<'a>(
        &self,
        documents: &'a [Document],
        tree: &Tree,
        partner: NodeId,
    ) -> Option<(&'a Tree, NodeId)> {
        let id = text(tree, partner, "tenantId")?;
        place(documents, *self.syncs.get(&id.to_ascii_lowercase())?)
    }
}
