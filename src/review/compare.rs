//! Which way a change goes: by the sets that are let through, never by text.

use super::ChangeKind;
use crate::tenant::access::{Access, Set};
use crate::tenant::effective::Effective;

/// A set of what is let through.
pub(super) trait Reach {
    fn is_nothing(&self) -> bool;
    fn is_within(&self, other: &Self) -> bool;
}

impl Reach for Access {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }

    fn is_within(&self, other: &Self) -> bool {
        self.is_subset(other)
    }
}

impl<T: Ord + Clone> Reach for Set<T> {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }

    fn is_within(&self, other: &Self) -> bool {
        self.is_subset(other)
    }
}

/// On lets through, off does not.
impl Reach for bool {
    fn is_nothing(&self) -> bool {
        !self
    }

    fn is_within(&self, other: &Self) -> bool {
        *other || !self
    }
}

/// Which way it goes from one to the other; nothing when both let through the same. `same` says of two that are not known
/// whether they are written alike.
pub(super) fn direction<T: Reach>(
    before: Option<&T>,
    after: Option<&T>,
    same: impl FnOnce() -> bool,
) -> Option<ChangeKind> {
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        (None, None) if same() => return None,
        _ => return Some(ChangeKind::Unknown),
    };
    match (before.is_within(after), after.is_within(before)) {
        (true, true) => None,
        (true, false) if before.is_nothing() => Some(ChangeKind::Opened),
        (false, true) if after.is_nothing() => Some(ChangeKind::Closed),
        (true, false) => Some(ChangeKind::Widened),
        (false, true) => Some(ChangeKind::Narrowed),
        (false, false) => Some(ChangeKind::Sideways),
    }
}

/// What a setting lets through, when that is known.
pub(super) fn reach(effective: &Effective) -> Option<&Access> {
    effective.setting.as_deref()?.access.as_ref().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switches_open_and_close() {
        let way = |before: Option<bool>, after: Option<bool>| {
            direction(before.as_ref(), after.as_ref(), || true)
        };
        assert_eq!(way(Some(false), Some(true)), Some(ChangeKind::Opened));
        assert_eq!(way(Some(true), Some(false)), Some(ChangeKind::Closed));
        assert_eq!(way(Some(true), Some(true)), None);
        assert_eq!(way(None, Some(true)), Some(ChangeKind::Unknown));
        assert_eq!(way(Some(false), None), Some(ChangeKind::Unknown));
        assert_eq!(way(None, None), None);
    }

    #[test]
    fn unknown_that_is_written_otherwise_is_a_change() {
        assert_eq!(
            direction::<bool>(None, None, || false),
            Some(ChangeKind::Unknown)
        );
    }

    #[test]
    fn sets_widen_narrow_and_move() {
        let way = |before: &[u8], after: &[u8]| {
            let set = |atoms: &[u8]| Set::only(atoms.iter().copied());
            direction(Some(&set(before)), Some(&set(after)), || true)
        };
        assert_eq!(way(&[], &[1]), Some(ChangeKind::Opened));
        assert_eq!(way(&[1], &[1, 2]), Some(ChangeKind::Widened));
        assert_eq!(way(&[1, 2], &[1]), Some(ChangeKind::Narrowed));
        assert_eq!(way(&[1], &[2]), Some(ChangeKind::Sideways));
        assert_eq!(way(&[1], &[]), Some(ChangeKind::Closed));
        assert_eq!(way(&[1], &[1]), None);
    }
}
