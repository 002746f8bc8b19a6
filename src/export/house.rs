//! House formats: the shape of a person's own files, told in the config as a mapping from JSON pointers to canonical keys.
//!
//! A mapped value keeps its place in the file. What the mapping does not take is noted, so that a setting added to the file
//! and not to the mapping shows.

use std::path::PathBuf;

use globset::GlobSet;
use serde_json::Value;

use super::graph::SECTIONS;
use super::{Carries, Kind, Page, PartnerList, Partners};
use crate::config;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Kind as NodeKind, NodeId, Span};

/// Name of the format, as the report shows it.
pub(super) const NAME: &str = "house";

/// One mapping of the config.
pub struct House {
    pub name: String,
    /// Files of this shape, from `folder`.
    pub paths: GlobSet,
    pub folder: PathBuf,
    pub kind: Kind,
    /// Where the record is, or the list of them; keys, from the top of the document.
    pub at: Vec<String>,
    pub keys: Vec<Key>,
    /// Places of a record that say nothing to tenantlint.
    pub ignored: Vec<Vec<String>>,
    /// A section that is not written is null.
    pub omits_null: bool,
    /// The list of partners is all there is.
    pub whole: bool,
}

/// One canonical key, and where its value comes from.
pub struct Key {
    /// Canonical names, from the record down.
    pub to: Vec<&'static str>,
    /// Where the value stands, from the record; or, for a constant, what must be there for it to hold.
    pub from: Vec<String>,
    /// What values become: text as written, and the value it stands for.
    pub values: Vec<(String, Value)>,
    /// A value that is in no file.
    pub constant: Option<Value>,
}

static WHOLE: Carries = carries(Partners::All, false);
static WHOLE_WITHOUT_NULLS: Carries = carries(Partners::All, true);
static PART: Carries = carries(Partners::Some, false);
static PART_WITHOUT_NULLS: Carries = carries(Partners::Some, true);

const fn carries(partners: Partners, omits_null: bool) -> Carries {
    Carries {
        partners,
        never: &[],
        omits_null,
    }
}

/// Read a document by every mapping that names it.
pub(super) fn read(page: &mut Page<'_>, houses: &[&House]) {
    let names: Vec<&str> = houses.iter().map(|house| house.name.as_str()).collect();
    page.reading.format = NAME;
    page.reading.version = Some(names.join(" and "));
    let of_partners = houses.iter().find(|house| house.kind == Kind::Partner);
    if let Some(house) = of_partners.or(houses.first()) {
        page.reading.carries = house.carries();
    }
    for house in houses {
        house.read(page);
    }
    note_beside(page, houses);
}

/// What stands outside the places that the mappings name.
fn note_beside(page: &mut Page<'_>, houses: &[&House]) {
    let mut beside = Vec::new();
    for root in page.tree.roots().to_vec() {
        let places: Vec<NodeId> = houses
            .iter()
            .filter_map(|house| walk(page, root, &house.at))
            .collect();
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if places.contains(&node) {
                continue;
            }
            let is_around = places.iter().any(|place| is_below(page, *place, node));
            if is_around {
                open.extend(page.children(node));
            } else if node != root {
                beside.push(node);
            }
        }
    }
    beside.sort();
    for node in beside {
        let message = "no mapping takes what stands here: it is not judged".to_owned();
        page.diagnostic(Code::KeyUnknown, node, message, "not mapped");
    }
}

fn is_below(page: &Page<'_>, node: NodeId, above: NodeId) -> bool {
    let mut here = node;
    while let Some(parent) = page.tree.parent(here) {
        if parent == above {
            return true;
        }
        here = parent;
    }
    false
}

impl House {
    /// Whether the config says that the file has this shape.
    pub(crate) fn takes(&self, path: &str) -> bool {
        self.paths.is_match(config::relative_to(path, &self.folder))
    }

    fn carries(&self) -> &'static Carries {
        match (self.whole, self.omits_null) {
            (true, false) => &WHOLE,
            (true, true) => &WHOLE_WITHOUT_NULLS,
            (false, false) => &PART,
            (false, true) => &PART_WITHOUT_NULLS,
        }
    }

    fn read(&self, page: &mut Page<'_>) {
        let roots = page.tree.roots().to_vec();
        for root in roots {
            match walk(page, root, &self.at) {
                Some(place) if page.tree.kind(place) == NodeKind::Array => {
                    page.listed(self.kind);
                    for item in page.children(place) {
                        self.record(page, item);
                    }
                }
                Some(place) if !page.tree.is_null(place) => self.record(page, place),
                _ => self.nothing(page, root),
            }
        }
        if !self.whole && self.kind == Kind::Partner {
            page.partners(PartnerList::Incomplete);
        }
    }

    fn nothing(&self, page: &mut Page<'_>, root: NodeId) {
        let message = format!(
            "the config says that this file holds {} at `/{}`, and nothing stands there",
            self.kind.plural(),
            self.at.join("/")
        );
        page.diagnostic(Code::RecordUnknown, root, message, "looked for it here");
        if self.kind == Kind::Partner {
            page.partners(PartnerList::Incomplete);
        }
    }

    fn record(&self, page: &mut Page<'_>, source: NodeId) {
        if page.tree.kind(source) != NodeKind::Object {
            page.stray(source);
            return;
        }
        let record = page.tree.detached_object(source);
        page.aside(source);
        let mut taken = Vec::new();
        for key in &self.keys {
            let Some(value) = walk(page, source, &key.from) else {
                continue;
            };
            match &key.constant {
                // What is off or empty does not say that the constant holds.
                Some(_) if page.tree.is_null(value) || page.tree.as_bool(value) == Some(false) => {}
                Some(constant) => {
                    let place = page.tree.span(value);
                    put(page, record, &key.to, place, constant);
                }
                None => {
                    taken.push(value);
                    self.copy(page, record, key, value);
                }
            }
        }
        if self.note_untaken(page, source, &taken) && self.omits_null {
            // A value that the mapping does not take may be the section that seems to be left out.
            unknown_where_left_out(page, record, self.kind);
        }
        page.record(record, self.kind);
    }

    fn copy(&self, page: &mut Page<'_>, record: NodeId, key: &Key, value: NodeId) {
        let place = page.tree.span(value);
        let Some((last, path)) = key.to.split_last() else {
            return;
        };
        let Some(object) = object_at(page, record, path, place) else {
            return;
        };
        let Some(copy) = page.tree.copy_member(object, last, value) else {
            return;
        };
        if key.values.is_empty() {
            return;
        }
        let written = written(page, value);
        match key
            .values
            .iter()
            .find(|(from, _)| Some(from) == written.as_ref())
        {
            Some((_, to)) => set(page, copy, to),
            None => {
                page.tree.forget(copy);
                let known: Vec<&str> = key.values.iter().map(|(from, _)| from.as_str()).collect();
                let label = page.name_label(value, "not in the mapping");
                page.say(
                    Diagnostic::new(
                        Code::ValueUnknown,
                        format!(
                            "this value is none that the mapping of `{}` knows: what it sets is unknown",
                            key.to.join(".")
                        ),
                    )
                    .help(format!("known values: {}", known.join(", ")))
                    .label(label),
                );
            }
        }
    }

    /// Leaves that no key takes and that nobody said to ignore; whether there are any.
    fn note_untaken(&self, page: &mut Page<'_>, source: NodeId, taken: &[NodeId]) -> bool {
        let ignored: Vec<NodeId> = self
            .ignored
            .iter()
            .filter_map(|place| walk(page, source, place))
            .collect();
        let mut open = page.children(source);
        let mut untaken = Vec::new();
        while let Some(node) = open.pop() {
            if taken.contains(&node) || ignored.contains(&node) {
                continue;
            }
            match page.tree.kind(node) {
                NodeKind::Object if !page.tree.is_empty(node) => open.extend(page.children(node)),
                NodeKind::Array if !page.tree.is_empty(node) => open.extend(page.children(node)),
                _ => untaken.push(node),
            }
        }
        untaken.sort();
        let any = !untaken.is_empty();
        for node in untaken {
            let message = format!(
                "the mapping `{}` does not take this value: it is not judged",
                self.name
            );
            page.diagnostic(Code::KeyUnknown, node, message, "not mapped");
        }
        any
    }
}

/// Sections of a partner that the record lacks are unknown, not left out because they are null.
fn unknown_where_left_out(page: &mut Page<'_>, record: NodeId, kind: Kind) {
    if kind != Kind::Partner {
        return;
    }
    let place = page.tree.span(record);
    for section in SECTIONS {
        if page.tree.get(record, section).is_none()
            && let Some(node) = page.tree.add_member(record, section, place)
        {
            page.tree.forget(node);
        }
    }
}

/// The value at a path of keys; a number is the index of a list.
fn walk(page: &Page<'_>, from: NodeId, keys: &[String]) -> Option<NodeId> {
    keys.iter().try_fold(from, |node, key| {
        if page.tree.kind(node) == NodeKind::Array {
            return page.tree.item(node, key.parse().ok()?);
        }
        page.tree
            .children(node)
            .find(|child| page.tree.raw_key(*child) == Some(key))
    })
}

/// The object at a path of canonical names below `object`, made where it is not there yet.
fn object_at(
    page: &mut Page<'_>,
    object: NodeId,
    path: &[&'static str],
    place: Span,
) -> Option<NodeId> {
    path.iter()
        .try_fold(object, |object, name| match page.tree.get(object, name) {
            Some(there) => Some(there),
            None => page.tree.add_object(object, name, place),
        })
}

fn put(page: &mut Page<'_>, record: NodeId, to: &[&'static str], place: Span, value: &Value) {
    let Some((last, path)) = to.split_last() else {
        return;
    };
    if let Some(object) = object_at(page, record, path, place)
        && let Some(node) = page.tree.add_member(object, last, place)
    {
        set(page, node, value);
    }
}

/// Gives a node the value of the config.
fn set(page: &mut Page<'_>, node: NodeId, value: &Value) {
    let place = page.tree.span(node);
    match value {
        Value::Null => page.tree.nullify(node),
        Value::Bool(value) => page.tree.set_bool(node, *value),
        Value::String(text) => page.tree.set_text(node, text),
        Value::Number(number) => page.tree.set_text(node, &number.to_string()),
        Value::Array(items) => {
            page.tree.become_list(node);
            for item in items {
                if let Some(made) = page.tree.add_item(node, place) {
                    set(page, made, item);
                }
            }
        }
        Value::Object(members) => {
            page.tree.become_object(node);
            for (name, value) in members {
                if let Some(name) = super::canonical_name(name)
                    && let Some(made) = page.tree.add_member(node, name, place)
                {
                    set(page, made, value);
                }
            }
        }
    }
}

fn written(page: &Page<'_>, node: NodeId) -> Option<String> {
    let tree = &page.tree;
    match tree.kind(node) {
        NodeKind::Null => Some("null".to_owned()),
        NodeKind::Bool => tree.as_bool(node).map(|value| value.to_string()),
        NodeKind::Number => tree.number_text(node).map(str::to_owned),
        NodeKind::String => tree.as_str(node).map(str::to_owned),
        NodeKind::Array | NodeKind::Object | NodeKind::Unknown => None,
    }
}
