//! What only YAML asks of the builder: values that stand in more than one place.

use super::{Builder, Content, NO_KEY, Pending};
use crate::source::tree::fault::{Fault, ReadCode, ReadError};
use crate::source::tree::{Kind, MEMBER, MERGE, NONE, NOTHING, Node, NodeId, Span, content, small};

impl Builder {
    /// The next value, a mapping or a list of mappings, is to be merged into the open object by [`Builder::merge`].
    pub(crate) fn merge_key(&mut self, span: Span) -> Result<(), Fault> {
        self.key("<<", span)?;
        self.pending.key = MERGE;
        Ok(())
    }

    /// Gives the open object the members of the values that came with merge keys, except those whose key it has.
    pub(crate) fn merge(&mut self) -> Result<(), Fault> {
        let object = self.top.node;
        let own = self
            .merges
            .iter()
            .rposition(|(owner, _)| *owner != object)
            .map_or(0, |place| place + 1);
        for (_, value) in self.merges.split_off(own) {
            let node = self.nodes.get(value as usize).copied().unwrap_or(NOTHING);
            if node.kind != Kind::Array {
                self.merge_one(&node)?;
                continue;
            }
            let mut item = node.first;
            while let Some(node) = self.nodes.get(item as usize).copied() {
                self.merge_one(&node)?;
                item = node.next;
            }
        }
        Ok(())
    }

    fn merge_one(&mut self, source: &Node) -> Result<(), Fault> {
        if source.kind != Kind::Object {
            let message = "a merge key takes a mapping or a list of mappings";
            return Err(ReadError::new(
                ReadCode::YamlInvalid,
                source.span(),
                message,
            ));
        }
        let mut member = source.first;
        while let Some(node) = self.nodes.get(member as usize).copied() {
            if self.mark(node.key) {
                self.link(member);
                if let Some(node) = self.nodes.get_mut(member as usize) {
                    node.parent = self.top.node;
                    node.next = NONE;
                }
            }
            member = node.next;
        }
        Ok(())
    }

    /// A scalar outside the tree, to be copied.
    pub(crate) fn detached(&mut self, span: Span, content: Content) -> Result<NodeId, Fault> {
        let pending = std::mem::replace(&mut self.pending, NO_KEY);
        let node = std::mem::replace(&mut self.top.node, NONE);
        let id = self.scalar(span, content);
        self.roots.pop();
        self.top.node = node;
        self.pending = pending;
        id
    }

    /// Repeats the complete value `source` at the open place; its places stay those of the original. Each value
    /// copied is taken off `budget`.
    pub(crate) fn copy(&mut self, source: NodeId, budget: &mut usize) -> Result<NodeId, Fault> {
        let copy = NodeId(small(self.nodes.len()));
        // For each container that is being copied: what follows it in the original, and its end.
        let mut levels: Vec<(u32, u32)> = Vec::new();
        let mut source = source.0;
        while let Some(node) = self.nodes.get(source as usize).copied() {
            let Some(left) = budget.checked_sub(1) else {
                return Err(ReadError::new(
                    ReadCode::AliasLimit,
                    node.span(),
                    "aliases repeat too much",
                ));
            };
            *budget = left;
            let mut next = NONE;
            if !levels.is_empty() {
                next = node.next;
                if node.is(MEMBER) {
                    self.pending = Pending {
                        key: node.key,
                        start: node.key_start,
                        length: node.key_length,
                    };
                }
            }
            if node.is_container() {
                self.open(node.kind, node.span())?;
                levels.push((next, node.end));
                next = node.first;
            } else {
                self.add(node.span(), node.kind, node.flags & !MEMBER, node.first)?;
            }
            while next == NONE
                && let Some((after, end)) = levels.pop()
            {
                self.close(end);
                next = after;
            }
            source = next;
        }
        Ok(copy)
    }

    /// The text of the scalar `id`, quotes off and escapes resolved; none of a container.
    pub(crate) fn text_of(&self, id: NodeId, text: &str) -> Option<String> {
        let node = self
            .nodes
            .get(id.0 as usize)
            .filter(|node| !node.is_container())?;
        Some(content(node, text, &self.owned).to_owned())
    }
}
