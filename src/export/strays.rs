//! What stands in a document of settings and is no record: it may be one that lost its keys.

use std::collections::HashSet;

use super::{Page, PartnerList, house, known, trouble};
use crate::source::{Kind as NodeKind, NodeId};
use crate::written::label_of;

impl Page<'_> {
    /// Objects that look like settings and that no record holds: one key misspelt, and a partner would vanish.
    pub(super) fn unclaimed(&self) -> Vec<NodeId> {
        let spoken_of: HashSet<NodeId> = self
            .found
            .iter()
            .map(|found| found.record.node)
            .chain(self.strays.iter().copied())
            .chain(self.aside.iter().copied())
            .collect();
        let mut unclaimed = Vec::new();
        let mut open = match &self.parts {
            Some(parts) => parts.clone(),
            None => self.tree.roots().to_vec(),
        };
        while let Some(node) = open.pop() {
            if spoken_of.contains(&node) {
                continue;
            }
            if self.tree.kind(node) == NodeKind::Object && known::is_settings(self.tree, node) {
                unclaimed.push(node);
            } else {
                let members = self.tree.children(node);
                open.extend(members.filter(|member| !self.tree.is_annotation(*member)));
            }
        }
        unclaimed.sort();
        unclaimed
    }

    /// An object that is no record: something known by sight, or a stray.
    pub(super) fn other(&mut self, node: NodeId) {
        let Some(known) = known::know(self.tree, node) else {
            self.strays.push(node);
            return;
        };
        if known.is_fragment {
            self.strays.push(node);
        } else {
            self.by_sight = true;
        }
        if known.is_result && self.reading.otherwise != Some(known.title) {
            let diagnostic =
                trouble::result_file(known.title).label(self.label(node, "results, not settings"));
            self.reading.diagnostics.push(diagnostic);
        }
        self.reading.otherwise.get_or_insert(known.title);
    }

    /// Where there are records, what is none is suspect: it may be a record that lost its keys.
    pub(super) fn suspect_strays(&mut self) {
        let is_settings = !self.found.is_empty() || self.reading.partners != PartnerList::Absent;
        if !is_settings && !self.by_sight {
            let mut strays = self.strays.iter().copied();
            self.reading.lost = strays.find(|stray| known::is_settings(self.tree, *stray));
        }
        if !is_settings || self.strays.is_empty() {
            return;
        }
        if self.reading.partners != PartnerList::Absent {
            self.partners(PartnerList::Incomplete);
        }
        self.cut_since(0);
        for stray in std::mem::take(&mut self.strays) {
            let place = label_of(self.tree, self.file, stray, "not a record", true);
            let what = match self.tree.kind(stray) {
                NodeKind::Array => "a list",
                NodeKind::Null => "empty",
                NodeKind::Object | NodeKind::Unknown => "no record",
                NodeKind::Bool | NodeKind::Number | NodeKind::String => "one value",
            };
            let is_text = self.tree.kind(stray) != NodeKind::Object;
            let diagnostic = match self.reading.format {
                // People write these files: no tool cut anything off.
                house::NAME => trouble::stray_in_house(what),
                _ => trouble::stray(is_text),
            };
            self.say(diagnostic.label(place));
        }
    }
}
