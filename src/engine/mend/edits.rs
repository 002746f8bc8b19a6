//! Changes of a text, found first and made together.

/// Pieces of a text that are replaced, by their places. Those at one place stay in the order they came.
#[derive(Default)]
pub(super) struct Edits(Vec<(usize, usize, String)>);

impl Edits {
    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.0.push((at, at, text.to_owned()));
    }

    pub(super) fn replace(&mut self, start: usize, end: usize, text: String) {
        self.0.push((start, end, text));
    }

    /// Put a condition between `start` and `end` in braces, with one more; once for all that are added to it.
    pub(super) fn in_braces(&mut self, start: usize, end: usize, more: &str) {
        let closed = self
            .0
            .iter_mut()
            .find(|(at, _, new)| *at == end && new.ends_with(" }"));
        if let Some((_, _, closing)) = closed {
            closing.truncate(closing.len() - 2);
            closing.push_str(&format!("; {more} }}"));
        } else {
            self.insert(start, "{ ");
            self.insert(end, &format!("; {more} }}"));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(start, _, _)| *start);
        let mut out = String::with_capacity(text.len() + self.0.len() * 8);
        let mut done = 0;
        for (start, end, new) in self.0 {
            out.push_str(text.get(done..start).unwrap_or_default());
            out.push_str(&new);
            done = end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }
}
