//! A place in an inventory, with the way that leads to it.

use jiff::civil::Date;

use super::{Gap, Spot};
use crate::export::Kind;
use crate::source::{Kind as NodeKind, NodeId, Tree};
use crate::tenant::{Document, ids, text};

#[derive(Clone)]
pub(super) struct Node<'a> {
    document: &'a Document,
    /// `None` where a key is missing: only the way to it is known.
    node: Option<NodeId>,
    kind: Kind,
    index: usize,
    path: String,
}

impl<'a> Node<'a> {
    pub(super) fn new(document: &'a Document, node: NodeId, kind: Kind, index: usize) -> Node<'a> {
        Node {
            document,
            node: Some(node),
            kind,
            index,
            path: String::new(),
        }
    }

    fn tree(&self) -> &'a Tree {
        &self.document.tree
    }

    /// The folder of the channel that the file is about.
    pub(super) fn folder(&self) -> &'a str {
        self.document.reading.folder.as_deref().unwrap_or_default()
    }

    pub(super) fn spot(&self) -> Spot {
        Spot {
            kind: self.kind,
            index: self.index,
            path: self.path.clone(),
        }
    }

    pub(super) fn gap(&self, reason: &'static str) -> Gap {
        Gap {
            spot: self.spot(),
            reason,
        }
    }

    /// What stands under a key, or would.
    pub(super) fn below(&self, key: &str) -> Node<'a> {
        let node = self.node.and_then(|node| self.tree().get(node, key));
        let path = match self.path.as_str() {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        };
        Node {
            node,
            path,
            ..*self
        }
    }

    /// What stands under a key, unless it is null.
    pub(super) fn member(&self, key: &str) -> Option<Node<'a>> {
        let below = self.below(key);
        let node = below.node?;
        (!self.tree().is_null(node)).then_some(below)
    }

    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        let said = text(self.tree(), self.node?, key)?.trim();
        (!said.is_empty()).then_some(said)
    }

    /// An id, in lower case.
    pub(super) fn id(&self, key: &str) -> Option<String> {
        self.text(key).map(ids::key)
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        let member = self.tree().get(self.node?, key)?;
        self.tree().as_bool(member)
    }

    /// Whether there is a text under a key; null says that there is none.
    pub(super) fn has_text(&self, key: &str) -> Option<bool> {
        let member = self.tree().get(self.node?, key)?;
        match self.tree().kind(member) {
            NodeKind::Null => Some(false),
            NodeKind::String => Some(self.text(key).is_some()),
            _ => None,
        }
    }

    /// Whether it is this word, in any casing.
    pub(super) fn is_text(&self, word: &str) -> bool {
        let said = self.node.and_then(|node| self.tree().as_str(node));
        said.is_some_and(|said| said.trim().eq_ignore_ascii_case(word))
    }

    /// The day of a time.
    pub(super) fn day(&self, key: &str) -> Option<Date> {
        self.text(key)?.get(..10)?.parse().ok()
    }

    /// Its name, else its id.
    pub(super) fn name(&self) -> String {
        let name = self.text("displayName").or_else(|| self.text("id"));
        name.unwrap_or("without a name").to_owned()
    }

    /// The items of the list under a key.
    pub(super) fn list(&self, key: &str) -> Option<Vec<Node<'a>>> {
        self.member(key)?.items()
    }

    /// The items of a list, bare or as the `value` of an answer.
    pub(super) fn items(&self) -> Option<Vec<Node<'a>>> {
        let node = self.node?;
        match self.tree().kind(node) {
            NodeKind::Array => {
                let items = self.tree().children(node).enumerate();
                let items = items.map(|(at, item)| Node {
                    node: Some(item),
                    path: match self.path.as_str() {
                        "" => at.to_string(),
                        path => format!("{path}.{at}"),
                    },
                    ..*self
                });
                Some(items.collect())
            }
            NodeKind::Object => {
                let value = self.member("value")?;
                let is_list =
                    value.node.map(|node| self.tree().kind(node)) == Some(NodeKind::Array);
                is_list.then(|| value.items()).flatten()
            }
            _ => None,
        }
    }

    /// Whether the list under a key goes on elsewhere, or says that it is longer than it is.
    pub(super) fn goes_on(&self, key: &str) -> bool {
        let length = self.list(key).map_or(0, |items| items.len());
        self.says_more(key, length)
            || self
                .member(key)
                .is_some_and(|list| list.says_more("", length))
    }

    fn says_more(&self, key: &str, length: usize) -> bool {
        let annotation = |name: &str| {
            let wanted = format!("{key}@odata.{name}");
            let mut members = self.tree().children(self.node?);
            members.find(|member| {
                let raw = self.tree().raw_key(*member).unwrap_or_default();
                raw.eq_ignore_ascii_case(&wanted)
            })
        };
        let count = annotation("count").and_then(|count| self.tree().number_text(count));
        let is_longer = count
            .and_then(|count| count.parse::<usize>().ok())
            .is_some_and(|count| count > length);
        annotation("nextLink").is_some() || is_longer
    }

    /// The same of the answer that this is.
    pub(super) fn is_page(&self) -> bool {
        let length = self.items().map_or(0, |items| items.len());
        self.says_more("", length)
    }
}
