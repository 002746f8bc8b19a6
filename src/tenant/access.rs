//! The exact access algebra: which (user, application) pairs a cross-tenant setting permits.
//!
//! A setting is two halves, each an access type and a list of targets. What it permits is a finite union
//! of boxes `users x applications` whose sides are finite or co-finite sets. That family is closed under
//! intersection, union and difference, so emptiness, inclusion and equality are decided, never guessed.
//! `tests/algebra.rs` holds every operation against a brute-force model.
//!
//! The atoms are ids. User ids and group ids are atoms of one kind: who is in a group is not in an export,
//! so a user named beside a group is never taken to be in it. Ids compare as text: hand them over in lower
//! case, as [`app_target`] does for applications.
//!
//! Source of the effect of two halves: Microsoft Graph, "Cross-tenant access settings API overview", the
//! table of what `usersAndGroups` and `applications` permit together.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// A finite or co-finite set of atoms. There is no end of ids, so an `AllBut` is never empty, and each set
/// has one form: derived equality is exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Set<T: Ord> {
    /// These atoms and no others.
    Only(BTreeSet<T>),
    /// Every atom but these.
    AllBut(BTreeSet<T>),
}

use Set::{AllBut, Only};

// Empty results must not allocate: `collect` into a `BTreeSet` keeps that, the `&a & &b` operators do not.
impl<T: Ord + Clone> Set<T> {
    /// No atom.
    pub const fn nothing() -> Self {
        Only(BTreeSet::new())
    }

    /// Every atom.
    pub const fn everything() -> Self {
        AllBut(BTreeSet::new())
    }

    /// Just these atoms.
    pub fn only(atoms: impl IntoIterator<Item = T>) -> Self {
        Only(atoms.into_iter().collect())
    }

    /// The atoms that are not in it.
    pub fn complement(self) -> Self {
        match self {
            Only(atoms) => AllBut(atoms),
            AllBut(atoms) => Only(atoms),
        }
    }

    /// The atoms in both.
    pub fn intersect(&self, other: &Self) -> Self {
        match (self, other) {
            (Only(a), Only(b)) => Only(a.intersection(b).cloned().collect()),
            (Only(a), AllBut(b)) | (AllBut(b), Only(a)) => Only(a.difference(b).cloned().collect()),
            (AllBut(a), AllBut(b)) => AllBut(a.union(b).cloned().collect()),
        }
    }

    /// The atoms in either.
    pub fn union(&self, other: &Self) -> Self {
        match (self, other) {
            (Only(a), Only(b)) => Only(a.union(b).cloned().collect()),
            (Only(a), AllBut(b)) | (AllBut(b), Only(a)) => {
                AllBut(b.difference(a).cloned().collect())
            }
            (AllBut(a), AllBut(b)) => AllBut(a.intersection(b).cloned().collect()),
        }
    }

    /// The atoms in this one that are not in the other.
    pub fn minus(&self, other: &Self) -> Self {
        match (self, other) {
            (Only(a), Only(b)) => Only(a.difference(b).cloned().collect()),
            (Only(a), AllBut(b)) => Only(a.intersection(b).cloned().collect()),
            (AllBut(a), Only(b)) => AllBut(a.union(b).cloned().collect()),
            (AllBut(a), AllBut(b)) => Only(b.difference(a).cloned().collect()),
        }
    }

    /// Does it hold no atom?
    pub fn is_empty(&self) -> bool {
        matches!(self, Only(atoms) if atoms.is_empty())
    }

    /// Is every atom of it in the other?
    pub fn is_subset(&self, other: &Self) -> bool {
        match (self, other) {
            (Only(a), Only(b)) => a.is_subset(b),
            (Only(a), AllBut(b)) => a.is_disjoint(b),
            (AllBut(_), Only(_)) => false,
            (AllBut(a), AllBut(b)) => b.is_subset(a),
        }
    }

    /// Is the atom in it?
    pub fn contains<Q>(&self, atom: &Q) -> bool
    where
        T: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        match self {
            Only(atoms) => atoms.contains(atom),
            AllBut(atoms) => !atoms.contains(atom),
        }
    }

    /// Does it name all its atoms? The opposite is "everybody but".
    pub fn is_finite(&self) -> bool {
        matches!(self, Only(_))
    }
}

/// One application atom.
///
/// `AllApplications` contains `AllMicrosoftApps` contains `Office365` contains its well-known app ids. The
/// two `Rest` atoms stand for the members we hold no id of.
///
/// An app id not known to belong to Office 365 is taken as outside it (and outside `AllMicrosoftApps`),
/// because Microsoft gives no complete list. So allowing such an id counts as reach beyond Office 365,
/// blocking `Office365` leaves it open, and a handshake of it with `Office365` is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum App {
    /// An application by its lower-case app id.
    Id(Arc<str>),
    /// What else `Office365` covers beside [`OFFICE365_APPS`].
    OfficeRest,
    /// What `AllMicrosoftApps` covers beyond `Office365`.
    MicrosoftRest,
}

/// User and group ids; `AllUsers` is [`Set::everything`].
pub type Users = Set<Arc<str>>;

/// Applications; `AllApplications` is [`Set::everything`].
pub type Apps = Set<App>;

/// App ids known to be in `Office365`: Teams, SharePoint Online, Exchange Online. Well-known first-party
/// ids from practice; Microsoft's cross-tenant pages do not list them.
pub const OFFICE365_APPS: &[&str] = &[
    "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",
    "00000003-0000-0ff1-ce00-000000000000",
    "00000002-0000-0ff1-ce00-000000000000",
];

// Shared, because most settings of a large tenant name Office365.
static OFFICE365: LazyLock<BTreeSet<App>> = LazyLock::new(|| {
    let known = OFFICE365_APPS.iter().map(|id| App::Id(Arc::from(*id)));
    known.chain([App::OfficeRest]).collect()
});

/// The applications a target names: `AllApplications`, `AllMicrosoftApps` (older v1.0 pages), `Office365`,
/// or an app id. Keywords compare exactly, in the documented case; anything else is an id, lower-cased.
pub fn app_target(name: &str) -> Apps {
    app_targets([name])
}

/// The applications a list of targets names together. Linear, where a union for each target is not.
pub fn app_targets<'a>(names: impl IntoIterator<Item = &'a str>) -> Apps {
    let mut atoms = BTreeSet::new();
    for name in names {
        match name {
            "AllApplications" => return Set::everything(),
            "AllMicrosoftApps" => {
                atoms.extend(OFFICE365.iter().cloned().chain([App::MicrosoftRest]));
            }
            "Office365" => atoms.extend(OFFICE365.iter().cloned()),
            id => {
                atoms.insert(App::Id(Arc::from(id.to_ascii_lowercase())));
            }
        }
    }
    Set::Only(atoms)
}

/// `accessType` of one half of a setting.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AccessType {
    /// `allowed`: the targets and nothing else.
    Allowed,
    /// `blocked`: everything but the targets.
    Blocked,
}

/// Who gets in at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admits {
    /// No user.
    Nobody,
    /// Only users or groups named by id.
    Listed,
    /// Some user that is not named, so in effect anybody.
    Everybody,
}

impl Admits {
    /// The word rules and reports use: `nobody`, `listed` or `everybody`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Listed => "listed",
            Self::Everybody => "everybody",
        }
    }
}

/// The set of (user, application) pairs a setting permits: a union of boxes, none empty, none inside
/// another. One set may have several such forms, so compare with [`Access::same_as`].
///
/// [`Access::of`] gives at most two boxes; an intersection may multiply the numbers of boxes and a
/// difference may double this one's for each box of the other. That is nothing for the handful of settings
/// compared at a time, but do not fold over all partners of a tenant.
#[derive(Debug, Clone)]
pub struct Access {
    boxes: Vec<(Users, Apps)>,
}

impl Access {
    /// No pair.
    pub const fn nothing() -> Self {
        Self { boxes: Vec::new() }
    }

    /// Every pair.
    pub fn everything() -> Self {
        Self::of_boxes([(Set::everything(), Set::everything())])
    }

    /// What two halves permit together. With U and A the targets:
    ///
    /// | users | applications | permitted |
    /// |---|---|---|
    /// | allowed U | allowed A | U x A |
    /// | allowed U | blocked A | U x not A |
    /// | blocked U | allowed A | not U x A |
    /// | blocked U | blocked A | not (U x A) |
    ///
    /// The last row is the trap: it closes everything only when U *and* A are everything.
    pub fn of(users: (AccessType, Users), apps: (AccessType, Apps)) -> Self {
        use AccessType::{Allowed, Blocked};
        let (u, a) = (users.1, apps.1);
        match (users.0, apps.0) {
            (Allowed, Allowed) => Self::of_boxes([(u, a)]),
            (Allowed, Blocked) => Self::of_boxes([(u, a.complement())]),
            (Blocked, Allowed) => Self::of_boxes([(u.complement(), a)]),
            (Blocked, Blocked) => Self::of_boxes([
                (u.complement(), Set::everything()),
                (Set::everything(), a.complement()),
            ]),
        }
    }

    /// Is no pair permitted?
    pub fn is_empty(&self) -> bool {
        self.boxes.is_empty()
    }

    /// The pairs in both: of our outbound and their inbound, the handshake of two tenants.
    pub fn intersect(&self, other: &Self) -> Self {
        Self::of_boxes(self.boxes.iter().flat_map(|(u, a)| {
            let others = other.boxes.iter();
            others.map(move |(v, b)| (u.intersect(v), a.intersect(b)))
        }))
    }

    /// The pairs in either.
    pub fn union(&self, other: &Self) -> Self {
        Self::of_boxes(self.boxes.iter().chain(&other.boxes).cloned())
    }

    /// The pairs in this one that are not in the other: of a setting after and before a change, what it opens.
    pub fn minus(&self, other: &Self) -> Self {
        other.boxes.iter().fold(self.clone(), |rest, (v, b)| {
            Self::of_boxes(rest.boxes.into_iter().flat_map(|(u, a)| {
                let beyond = (u.intersect(v), a.minus(b));
                [(u.minus(v), a), beyond]
            }))
        })
    }

    /// Is every pair of it in the other?
    pub fn is_subset(&self, other: &Self) -> bool {
        self.minus(other).is_empty()
    }

    /// Do both permit the same pairs?
    pub fn same_as(&self, other: &Self) -> bool {
        self.is_subset(other) && other.is_subset(self)
    }

    /// The users with at least one permitted application.
    pub fn users(&self) -> Users {
        self.boxes
            .iter()
            .fold(Set::nothing(), |all, (users, _)| all.union(users))
    }

    /// The users for whom one application is permitted.
    pub fn users_of(&self, app: &App) -> Users {
        let boxes = self.boxes.iter().filter(|(_, apps)| apps.contains(app));
        boxes.fold(Set::nothing(), |all, (users, _)| all.union(users))
    }

    /// The applications with at least one permitted user.
    pub fn apps(&self) -> Apps {
        self.boxes
            .iter()
            .fold(Set::nothing(), |all, (_, apps)| all.union(apps))
    }

    /// Who gets in at all, for any application.
    pub fn admits(&self) -> Admits {
        if self.is_empty() {
            Admits::Nobody
        } else if self.boxes.iter().all(|(users, _)| users.is_finite()) {
            Admits::Listed
        } else {
            Admits::Everybody
        }
    }

    /// Is this one pair permitted? `user` is a user or group id as it stands in the sets.
    pub fn permits(&self, user: &str, app: &App) -> bool {
        self.boxes
            .iter()
            .any(|(users, apps)| users.contains(user) && apps.contains(app))
    }

    fn of_boxes(boxes: impl IntoIterator<Item = (Users, Apps)>) -> Self {
        let mut kept: Vec<(Users, Apps)> = Vec::new();
        for new in boxes {
            if new.0.is_empty() || new.1.is_empty() || kept.iter().any(|old| inside(&new, old)) {
                continue;
            }
            kept.retain(|old| !inside(old, &new));
            kept.push(new);
        }
        Self { boxes: kept }
    }
}

fn inside(inner: &(Users, Apps), outer: &(Users, Apps)) -> bool {
    inner.0.is_subset(&outer.0) && inner.1.is_subset(&outer.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(id: &str) -> App {
        App::Id(Arc::from(id))
    }

    /// `+g1/-Office365`: users allowed g1, applications blocked Office365. A sign alone targets nothing.
    fn access(text: &str) -> Access {
        let half = |text: &str| match text.split_at(1) {
            ("+", name) => (AccessType::Allowed, name.to_owned()),
            (_, name) => (AccessType::Blocked, name.to_owned()),
        };
        let (users, apps) = text.split_once('/').unwrap_or((text, text));
        let ((ut, user), (at, app)) = (half(users), half(apps));
        let users = match user.as_str() {
            "AllUsers" => Set::everything(),
            "" => Set::nothing(),
            one => Set::only([Arc::from(one)]),
        };
        let apps = if app.is_empty() {
            Set::nothing()
        } else {
            app_target(&app)
        };
        Access::of((ut, users), (at, apps))
    }

    #[test]
    fn the_truth_table() {
        let pairs = [("g1", "a1"), ("g1", "a2"), ("g2", "a1"), ("g2", "a2")];
        for (text, permitted) in [
            ("+g1/+a1", [true, false, false, false]),
            ("+g1/-a1", [false, true, false, false]),
            ("-g1/+a1", [false, false, true, false]),
            ("-g1/-a1", [false, true, true, true]),
        ] {
            let found = pairs.map(|(user, app)| access(text).permits(user, &id(app)));
            assert_eq!(found, permitted, "{text}");
        }
    }

    #[test]
    fn what_admits_whom() {
        use Admits::{Everybody, Listed, Nobody};
        for (text, admits) in [
            ("+/+Office365", Nobody),
            ("+AllUsers/+", Nobody),
            ("+AllUsers/-AllApplications", Nobody),
            ("-AllUsers/+AllApplications", Nobody),
            ("-AllUsers/-AllApplications", Nobody),
            ("+g1/+Office365", Listed),
            ("+g1/-Office365", Listed),
            ("+AllUsers/+a1", Everybody),
            ("-g1/+a1", Everybody),
            ("-g1/-a1", Everybody),
            ("-g1/-AllApplications", Everybody),
            ("-AllUsers/-AllMicrosoftApps", Everybody),
            ("-/-", Everybody),
        ] {
            assert_eq!(access(text).admits(), admits, "{text}");
            assert_eq!(access(text).is_empty(), admits == Nobody, "{text}");
        }
        assert_eq!(
            [Nobody, Listed, Everybody].map(Admits::as_str),
            ["nobody", "listed", "everybody"]
        );
    }

    #[test]
    fn blocking_one_group_and_one_app_closes_only_that_pair() {
        let trap = access("-g1/-a1");
        assert_eq!(trap.users(), Set::everything());
        assert_eq!(trap.apps(), Set::everything());
        assert!(
            Access::everything()
                .minus(&trap)
                .same_as(&access("+g1/+a1"))
        );
    }

    #[test]
    fn keywords_contain_one_another() {
        let teams = app_target("CC15FD57-2C6C-4117-A88C-83B1D56B4BBE");
        let [all, microsoft, office] =
            ["AllApplications", "AllMicrosoftApps", "Office365"].map(app_target);
        for (inner, outer) in [(&teams, &office), (&office, &microsoft), (&microsoft, &all)] {
            assert!(inner.is_subset(outer) && !outer.is_subset(inner));
        }
        assert_eq!(microsoft.minus(&office), Set::only([App::MicrosoftRest]));
        let beyond = all.minus(&office);
        assert!(beyond.contains(&App::MicrosoftRest) && beyond.contains(&id("a1")));
        assert!(!beyond.contains(&App::OfficeRest) && beyond.intersect(&teams).is_empty());
        assert!(app_target("office365").intersect(&office).is_empty());
    }

    #[test]
    fn widening_is_the_difference() {
        let (before, after) = (access("+g1/+Office365"), access("+AllUsers/+Office365"));
        assert!(before.is_subset(&after) && !after.is_subset(&before));
        assert!(after.minus(&before).same_as(&access("-g1/+Office365")));
    }
}
