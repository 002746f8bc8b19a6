//! Editing in place, so that a record of any format becomes the canonical one while every place stays as written.

use std::collections::HashSet;

use super::{Key, Kind, LIFTED, MEMBER, NONE, Node, NodeId, OWNED, Span, TRUE, Tree, small};

impl Tree {
    /// Gives keys their canonical names; `canonical` is asked once a distinct key. Two keys of one object may end
    /// up with one name: both stay, [`Tree::get`] finds the first. Says whether any two keys share a name now.
    pub fn rename_keys(&mut self, canonical: impl Fn(&str) -> Option<&'static str>) -> bool {
        let mut seen = HashSet::new();
        let mut shared = false;
        for key in &mut self.keys {
            key.canonical = canonical(&key.raw);
            shared |= key.canonical.is_some_and(|name| !seen.insert(name));
        }
        shared
    }

    /// Makes the value null; its spans and its pointer stay.
    pub fn nullify(&mut self, id: NodeId) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.kind = Kind::Null;
            node.flags &= MEMBER;
            node.first = NONE;
        }
    }

    /// Replaces `child`, an object that is a member of an object, by its own members, except those whose canonical
    /// key the parent has already. Spans, [`Tree::parent`] and [`Tree::pointer`] stay as written. Does nothing when
    /// `child` is not an object or not a member.
    pub fn lift(&mut self, child: NodeId) {
        let node = *self.node(child);
        if node.kind != Kind::Object || !node.is(MEMBER) || node.is(LIFTED) {
            return;
        }
        let Some(home) = self.home(child) else {
            return;
        };
        let siblings: Vec<NodeId> = self.children(home).collect();
        let Some(place) = siblings.iter().position(|sibling| *sibling == child) else {
            return;
        };
        let (before, after) = siblings.split_at(place);
        let after = after.iter().skip(1);
        let taken: HashSet<&str> = before
            .iter()
            .chain(after.clone())
            .filter_map(|id| self.key(*id))
            .collect();
        let lifted = self
            .children(child)
            .filter(|id| self.key(*id).is_some_and(|key| !taken.contains(key)));
        let order: Vec<NodeId> = before
            .iter()
            .copied()
            .chain(lifted)
            .chain(after.copied())
            .collect();
        self.relink(home, &order);
        if let Some(node) = self.nodes.get_mut(child.0 as usize) {
            node.first = NONE;
            node.flags |= LIFTED;
        }
    }

    fn relink(&mut self, parent: NodeId, order: &[NodeId]) {
        let mut next = NONE;
        for id in order.iter().rev() {
            if let Some(node) = self.nodes.get_mut(id.0 as usize) {
                node.next = next;
                next = id.0;
            }
        }
        if let Some(node) = self.nodes.get_mut(parent.0 as usize) {
            node.first = next;
        }
    }

    /// Gives one member another canonical name; the key as written stays. Does nothing to what is no member.
    pub fn rename(&mut self, id: NodeId, name: &'static str) {
        let node = *self.node(id);
        if !node.is(MEMBER) {
            return;
        }
        let known = self
            .renamed
            .iter()
            .find(|(key, to, _)| *key == node.key && *to == name)
            .map(|(_, _, made)| *made);
        let made = known.unwrap_or_else(|| {
            let raw = self
                .keys
                .get(node.key as usize)
                .map_or_else(|| name.into(), |key| key.raw.clone());
            let made = self.new_key(Key {
                raw,
                verbatim: false,
                canonical: Some(name),
            });
            self.renamed.push((node.key, name, made));
            made
        });
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.key = made;
        }
    }

    /// Takes the value out of what is around it; its own places stay.
    pub fn remove(&mut self, id: NodeId) {
        let Some(parent) = self.home(id) else {
            return;
        };
        let order: Vec<NodeId> = self
            .children(parent)
            .filter(|sibling| *sibling != id)
            .collect();
        self.relink(parent, &order);
    }

    /// Takes every child out of an object or array that is not to be kept, in one pass.
    pub fn keep(&mut self, container: NodeId, keep: impl Fn(&Tree, NodeId) -> bool) {
        let order: Vec<NodeId> = self
            .children(container)
            .filter(|child| keep(self, *child))
            .collect();
        if matches!(self.kind(container), Kind::Object | Kind::Array) {
            self.relink(container, &order);
        }
    }

    /// Makes the value one that the file does not tell; its spans and its pointer stay.
    pub fn forget(&mut self, id: NodeId) {
        self.become_kind(id, Kind::Unknown, 0, NONE);
    }

    /// Makes the value a text that differs from what is written: an enumeration in other casing, a name put right.
    pub fn set_text(&mut self, id: NodeId, text: &str) {
        self.owned.push(text.into());
        let index = small(self.owned.len() - 1);
        self.become_kind(id, Kind::String, OWNED, index);
    }

    /// Makes the value true or false, where a format writes text.
    pub fn set_bool(&mut self, id: NodeId, value: bool) {
        self.become_kind(id, Kind::Bool, if value { TRUE } else { 0 }, NONE);
    }

    /// Makes the value an empty list.
    pub fn become_list(&mut self, id: NodeId) {
        self.become_kind(id, Kind::Array, 0, NONE);
    }

    /// Makes the value an empty object.
    pub fn become_object(&mut self, id: NodeId) {
        self.become_kind(id, Kind::Object, 0, NONE);
    }

    fn become_kind(&mut self, id: NodeId, kind: Kind, flags: u8, first: u32) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.kind = kind;
            node.flags = node.flags & MEMBER | flags;
            node.first = first;
        }
    }

    /// Adds a member that the file does not write: what its format leaves out. It is null until told otherwise, and stands
    /// where `place` does. Gives `None` when `object` is no object.
    pub fn add_member(
        &mut self,
        object: NodeId,
        name: &'static str,
        place: Span,
    ) -> Option<NodeId> {
        if self.kind(object) != Kind::Object {
            return None;
        }
        let key = match self
            .renamed
            .iter()
            .find(|(from, to, _)| *from == NONE && *to == name)
        {
            Some((_, _, key)) => *key,
            None => {
                let key = self.new_key(Key {
                    raw: name.into(),
                    verbatim: false,
                    canonical: Some(name),
                });
                self.renamed.push((NONE, name, key));
                key
            }
        };
        let id = self.new_node(Node {
            start: place.start,
            end: place.end,
            key,
            key_start: place.start,
            key_length: 0,
            parent: object.0,
            first: NONE,
            next: NONE,
            kind: Kind::Null,
            flags: MEMBER,
        });
        self.append(object, id);
        Some(id)
    }

    /// Adds an object as a member, to be filled.
    pub fn add_object(
        &mut self,
        object: NodeId,
        name: &'static str,
        place: Span,
    ) -> Option<NodeId> {
        let id = self.add_member(object, name, place)?;
        self.become_object(id);
        Some(id)
    }

    /// Adds a list as a member, to be filled with [`Tree::add_item`].
    pub fn add_list(&mut self, object: NodeId, name: &'static str, place: Span) -> Option<NodeId> {
        let id = self.add_member(object, name, place)?;
        self.become_list(id);
        Some(id)
    }

    /// Adds an empty object to a list.
    pub fn add_item(&mut self, list: NodeId, place: Span) -> Option<NodeId> {
        if self.kind(list) != Kind::Array {
            return None;
        }
        let index = small(self.len(list));
        let id = self.new_node(Node {
            start: place.start,
            end: place.end,
            key: index,
            key_start: 0,
            key_length: 0,
            parent: list.0,
            first: NONE,
            next: NONE,
            kind: Kind::Object,
            flags: 0,
        });
        self.append(list, id);
        Some(id)
    }

    /// Puts the only root of another tree in the place of the value: a document that was written inside a text. `place`
    /// tells where an offset of that text stands in this one.
    pub fn graft(&mut self, id: NodeId, inner: &Tree, place: impl Fn(u32) -> u32) {
        let [root] = inner.roots() else {
            return;
        };
        let top = *inner.node(*root);
        if !top.is_container() {
            return;
        }
        let keys = small(self.keys.len());
        let nodes = small(self.nodes.len());
        self.keys.extend(inner.keys.iter().cloned());
        let shift = |link: u32| if link == NONE { NONE } else { link + nodes };
        for node in &inner.nodes {
            let mut node = *node;
            // The slice of a text inside a text may hold escapes: contents are kept as they read.
            if matches!(node.kind, Kind::String | Kind::Number) && !node.is(OWNED) {
                self.owned.push(inner.content(&node).into());
                node.first = small(self.owned.len() - 1);
                node.flags = node.flags & MEMBER | OWNED;
            } else if node.is(OWNED) {
                self.owned.push(inner.content(&node).into());
                node.first = small(self.owned.len() - 1);
            } else {
                node.first = shift(node.first);
            }
            node.next = shift(node.next);
            node.parent = shift(node.parent);
            let (start, end) = (place(node.start), place(node.end));
            if node.is(MEMBER) {
                let key = (place(node.key_start), place(node.key_span().end));
                node.key += keys;
                node.key_start = key.0;
                node.key_length = u16::try_from(key.1.saturating_sub(key.0)).unwrap_or(u16::MAX);
            }
            (node.start, node.end) = (start, end.max(start));
            self.nodes.push(node);
        }
        let first = shift(top.first);
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.kind = top.kind;
            node.flags &= MEMBER;
            node.first = first;
        }
        let children: Vec<NodeId> = self.children(id).collect();
        for child in children {
            if let Some(node) = self.nodes.get_mut(child.0 as usize) {
                node.parent = id.0;
            }
        }
    }

    /// Adds a member that says what `source` says, from where it says it: the places and the pointer are those of the source.
    pub fn copy_member(
        &mut self,
        object: NodeId,
        name: &'static str,
        source: NodeId,
    ) -> Option<NodeId> {
        if self.kind(object) != Kind::Object {
            return None;
        }
        let mut node = *self.node(source);
        let raw = self.key_of(source).map(|key| key.raw.clone());
        node.key = self.new_key(Key {
            raw: raw.unwrap_or_else(|| name.into()),
            verbatim: false,
            canonical: Some(name),
        });
        if !node.is(MEMBER) {
            (node.key_start, node.key_length) = (node.start, 0);
        }
        node.flags |= MEMBER;
        node.next = NONE;
        let id = self.new_node(node);
        self.append(object, id);
        Some(id)
    }

    /// Adds an object that hangs nowhere yet, to be filled with [`Tree::copy_member`]; it stands where `place` does.
    pub fn detached_object(&mut self, place: NodeId) -> NodeId {
        let mut node = *self.node(place);
        node.kind = Kind::Object;
        node.flags &= MEMBER;
        (node.first, node.next) = (NONE, NONE);
        self.new_node(node)
    }

    /// A list of one object becomes that object: some tools write every block as a list.
    pub fn unwrap_single(&mut self, id: NodeId) {
        let mut items = self.children(id);
        let (Some(only), None) = (items.next(), items.next()) else {
            return;
        };
        let inner = *self.node(only);
        if self.kind(id) != Kind::Array || inner.kind != Kind::Object {
            return;
        }
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.kind = Kind::Object;
            node.first = inner.first;
        }
        // Its members hang in the list's place now, where they may be removed or lifted.
        if let Some(node) = self.nodes.get_mut(only.0 as usize) {
            node.first = NONE;
            node.flags |= LIFTED;
        }
    }

    fn new_key(&mut self, key: Key) -> u32 {
        self.keys.push(key);
        small(self.keys.len() - 1)
    }

    fn new_node(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId(small(self.nodes.len() - 1))
    }

    fn append(&mut self, parent: NodeId, child: NodeId) {
        match self.children(parent).last() {
            Some(last) => {
                if let Some(node) = self.nodes.get_mut(last.0 as usize) {
                    node.next = child.0;
                }
            }
            None => {
                if let Some(node) = self.nodes.get_mut(parent.0 as usize) {
                    node.first = child.0;
                }
            }
        }
    }

    /// Where a value hangs now: the container as written, or the one its container was lifted into.
    fn home(&self, id: NodeId) -> Option<NodeId> {
        let mut home = self.parent(id)?;
        while self.node(home).is(LIFTED) {
            home = self.parent(home)?;
        }
        Some(home)
    }
}
