//! What only shows behind a value: that it was the first of a list, or the beginning of an expression.

use super::{Builder, Frame, MEMBER, NONE, Node, NodeId, Span, place, small, too_large};
use crate::source::tree::Kind;
use crate::source::tree::fault::{Fault, ReadCode, ReadError};

impl Builder {
    /// Makes a value that is complete one that the file does not tell, of that span.
    pub(crate) fn forget(&mut self, id: NodeId, span: Span) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.kind = Kind::Unknown;
            node.flags &= MEMBER;
            node.first = NONE;
            (node.start, node.end) = (span.start, span.end);
        }
    }

    /// Opens an array around `id`, the last value of the open place; what follows are the next items. The array has
    /// the id from now on.
    pub(crate) fn enclose(&mut self, id: NodeId) -> Result<(), Fault> {
        let Some(value) = self.nodes.get(id.0 as usize).copied() else {
            return Ok(());
        };
        if self.around.len() >= self.depth {
            let message = format!("nested deeper than {} levels", self.depth);
            return Err(ReadError::new(ReadCode::TooDeep, value.span(), message));
        }
        if self.nodes.len() >= self.max_nodes {
            let limit = self.max_nodes;
            return Err(too_large(
                value.span(),
                "more than",
                limit,
                "values in one file",
            ));
        }
        let item = small(self.nodes.len());
        self.nodes.push(Node {
            key: 0,
            key_start: 0,
            key_length: 0,
            parent: id.0,
            next: NONE,
            flags: value.flags & !MEMBER,
            ..value
        });
        let mut child = if value.is_container() {
            value.first
        } else {
            NONE
        };
        while let Some(node) = self.nodes.get_mut(child as usize) {
            node.parent = item;
            child = node.next;
        }
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.kind = Kind::Array;
            node.flags &= MEMBER;
            node.first = item;
            node.end = NONE;
        }
        let guess = if value.is(MEMBER) {
            place(value.key, 1)
        } else {
            self.top.guess
        };
        let frame = Frame {
            node: id.0,
            kind: Kind::Array,
            start: value.start,
            last: item,
            count: 1,
            guess,
            undo: small(self.undo.len()),
        };
        self.around.push(std::mem::replace(&mut self.top, frame));
        Ok(())
    }
}
