//! Entries of the register as rules see them.

use std::collections::HashSet;

use rayon::prelude::*;

use super::Ref;
use super::build::Builder;
use super::records;
use super::whole::Whole;
use crate::engine::Datum;
use crate::export::PartnerList;
use crate::register::{Entry, Group, Status, days_between};

/// What an entry says beside the members that have a form of their own; as written in the register.
const TERMS: [&str; 6] = [
    "domains",
    "review",
    "lifecycle",
    "privacy",
    "licence",
    "counterpart",
];

impl Whole<'_> {
    /// One entry, by index.
    pub(super) fn entry(&self, index: usize) -> Datum {
        self.entries().get(index).cloned().unwrap_or(Datum::NULL)
    }

    /// All of them. A register may be as long as the list of partners, and much reads it: it is made once, on all cores.
    pub(super) fn entries(&self) -> &[Datum] {
        self.entries.get_or_init(|| {
            let entries = self.register.map_or(&[][..], |register| &register.entries);
            let configured = self.facts.configured();
            entries
                .par_iter()
                .enumerate()
                // A builder remembers what repeats.
                .with_min_len(256)
                .map_init(Default::default, |builder: &mut Builder, (index, entry)| {
                    let there = self.is_configured(&configured, &entry.tenant_id);
                    self.entry_datum(builder, index, entry, there)
                })
                .collect()
        })
    }

    /// Whether the tenant has a configuration for this one; a list that may not be complete can't say no.
    pub(super) fn is_configured(&self, configured: &HashSet<&str>, id: &str) -> Option<bool> {
        let there = configured.contains(id);
        let complete = self.tenant.partner_list == PartnerList::Present;
        (there || complete).then_some(there)
    }

    fn entry_datum(
        &self,
        builder: &Builder,
        index: usize,
        entry: &Entry,
        configured: Option<bool>,
    ) -> Datum {
        let (state, days_left) = entry.agreement.on(self.as_of);
        let text = |value: &Option<String>| Datum::optional(value.as_deref(), Datum::text);
        let path = if entry.agreement.expires.is_some() {
            "agreement.expires"
        } else {
            "agreement"
        };
        builder.object([
            ("ref", Datum::text(&Ref::Entry(index).write())),
            ("tenant_id", Datum::text(&entry.tenant_id)),
            ("name", Datum::text(&entry.name)),
            ("status", builder.word(entry.status.as_str())),
            ("approved", Datum::bool(entry.status == Status::Approved)),
            ("tier", text(&entry.tier)),
            ("owner", text(&entry.owner)),
            ("kind", text(&entry.kind)),
            ("cloud", text(&entry.cloud)),
            ("allow", Datum::texts(&entry.allow)),
            (
                "groups",
                builder.object([
                    ("ours", group_ids(&entry.groups.ours)),
                    ("theirs", group_ids(&entry.groups.theirs)),
                    ("names", builder.group_names(&entry.groups)),
                ]),
            ),
            (
                "agreement",
                builder.object([
                    ("state", builder.word(state.as_str())),
                    ("reference", text(&entry.agreement.reference)),
                    ("expires", text(&entry.agreement.expires)),
                    ("days_left", Datum::optional(days_left, Datum::int)),
                    ("path", builder.word(path)),
                ]),
            ),
            ("configured", Datum::optional(configured, Datum::bool)),
            ("terms", self.terms(builder, entry)),
            (
                "review_days_left",
                Datum::optional(entry.review.days_left(self.as_of), Datum::int),
            ),
            (
                "confirmed_days_ago",
                Datum::optional(
                    entry
                        .confirmed
                        .and_then(|day| days_between(day, self.as_of)),
                    Datum::int,
                ),
            ),
            ("tier_terms", self.tier_terms(builder, entry)),
        ])
    }
}

impl Whole<'_> {
    fn terms(&self, builder: &Builder, entry: &Entry) -> Datum {
        let Some(register) = self.register else {
            return builder.nothing();
        };
        let tree = &register.written().tree;
        let agreement = tree
            .get(entry.node, "agreement")
            .map(|node| ("agreement", node));
        let terms = TERMS
            .iter()
            .filter_map(|key| Some((*key, tree.get(entry.node, key)?)))
            .chain(agreement);
        let terms: Vec<(&'static str, Datum)> = terms
            .map(|(key, node)| (key, records::plain(tree, node)))
            .collect();
        if terms.is_empty() {
            return builder.nothing();
        }
        builder.members(terms)
    }

    fn tier_terms(&self, builder: &Builder, entry: &Entry) -> Datum {
        match (self.register, entry.tier_node) {
            (Some(register), Some(node)) => {
                builder.tier(node, || records::plain(&register.written().tree, node))
            }
            _ => Datum::NULL,
        }
    }
}

fn group_ids(groups: &[Group]) -> Datum {
    Datum::texts(groups.iter().filter_map(|group| group.id.as_deref()))
}
