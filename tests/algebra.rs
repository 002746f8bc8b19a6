//! Holds the access algebra against a brute-force model: every operation on a small universe must equal
//! the same operation on plain sets of pairs, written here as bit masks.
//!
//! The universe has an atom for everything a generated set can tell apart, and a witness on each side that
//! no generated set names, standing for all the ids nobody wrote down. So the model decides emptiness and
//! inclusion as exactly as the algebra claims to.

#![allow(clippy::indexing_slicing)] // masks and atoms go by the same small indices

use std::sync::Arc;

use proptest::prelude::*;
use tenantlint::tenant::access::{
    Access, AccessType, Admits, App, Apps, OFFICE365_APPS, Set, Users, app_target, app_targets,
};

const USERS: [&str; 4] = ["u1", "u2", "g1", "somebody-else"];
const NAMED_USERS: u8 = 0b0111;
const NAMED_APPS: u8 = 0b0111_1111;
const EVERY_USER: u8 = 0b1111;

/// Bit 0 and 1: two ids; 2 to 4: the office ids; 5: the rest of Office; 6: the rest of Microsoft; 7: witness.
fn app_atoms() -> Vec<App> {
    let id = |id: &str| App::Id(Arc::from(id));
    let mut atoms = vec![id("a1"), id("a2")];
    atoms.extend(OFFICE365_APPS.iter().map(|app| id(app)));
    atoms.extend([App::OfficeRest, App::MicrosoftRest, id("other-app")]);
    atoms
}

/// What each target word means, spelled out apart from the code under test.
const APP_WORDS: [(&str, u8); 6] = [
    ("AllApplications", 0b1111_1111),
    ("AllMicrosoftApps", 0b0111_1100),
    ("Office365", 0b0011_1100),
    ("a1", 0b0000_0001),
    ("A2", 0b0000_0010),
    ("CC15FD57-2C6C-4117-A88C-83B1D56B4BBE", 0b0000_0100),
];

/// A set of atoms as a mask -> the algebra's set. A mask with the witness bit is co-finite.
fn user_set(mask: u8) -> Users {
    let pick = |mask: u8| (0..4).filter(move |i| mask >> i & 1 == 1);
    let named = |mask| Set::only(pick(mask).map(|i: usize| Arc::from(USERS[i])));
    match mask & !NAMED_USERS {
        0 => named(mask),
        _ => named(!mask & EVERY_USER).complement(),
    }
}

fn app_set(mask: u8) -> Apps {
    let atoms = app_atoms();
    let named = |mask: u8| {
        let picked = (0..8).filter(move |i| mask >> i & 1 == 1);
        Set::only(picked.map(|i: usize| atoms[i].clone()))
    };
    match mask & !NAMED_APPS {
        0 => named(mask),
        _ => named(!mask).complement(),
    }
}

fn users_mask(set: &Users) -> u8 {
    (0..4)
        .filter(|&i| set.contains(USERS[i]))
        .fold(0, |mask, i| mask | 1 << i)
}

fn apps_mask(set: &Apps) -> u8 {
    let atoms = app_atoms();
    (0..8)
        .filter(|&i| set.contains(&atoms[i]))
        .fold(0, |mask, i| mask | 1 << i)
}

/// The model of an access: one byte of applications for each of the four users.
type Pairs = [u8; 4];

fn pairs(access: &Access) -> Pairs {
    let atoms = app_atoms();
    USERS.map(|user| {
        let permitted = (0..8).filter(|&i| access.permits(user, &atoms[i]));
        permitted.fold(0, |mask, i| mask | 1 << i)
    })
}

fn zip(a: Pairs, b: Pairs, f: impl Fn(u8, u8) -> u8) -> Pairs {
    std::array::from_fn(|i| f(a[i], b[i]))
}

fn within(a: Pairs, b: Pairs) -> bool {
    zip(a, b, |x, y| x & !y) == [0; 4]
}

/// An access by the algebra, and what it must be.
type Case = (Access, Pairs);

fn access_type() -> impl Strategy<Value = AccessType> {
    prop_oneof![Just(AccessType::Allowed), Just(AccessType::Blocked)]
}

fn halves() -> impl Strategy<Value = (AccessType, u8, AccessType, u8)> {
    let users = prop_oneof![Just(0), Just(EVERY_USER), 0..=EVERY_USER];
    let apps = prop_oneof![Just(0), Just(0xff), any::<u8>()];
    (access_type(), users, access_type(), apps)
}

/// Each pair by itself, straight from the four rows of Microsoft's table.
fn table((ut, u, at, a): (AccessType, u8, AccessType, u8)) -> Pairs {
    std::array::from_fn(|i| {
        (0..8).fold(0, |mask, j| {
            let (in_u, in_a) = (u >> i & 1 == 1, a >> j & 1 == 1);
            let permitted = match (ut, at) {
                (AccessType::Allowed, AccessType::Allowed) => in_u && in_a,
                (AccessType::Allowed, AccessType::Blocked) => in_u && !in_a,
                (AccessType::Blocked, AccessType::Allowed) => !in_u && in_a,
                (AccessType::Blocked, AccessType::Blocked) => !(in_u && in_a),
            };
            mask | u8::from(permitted) << j
        })
    })
}

fn setting(h: (AccessType, u8, AccessType, u8)) -> Case {
    let access = Access::of((h.0, user_set(h.1)), (h.2, app_set(h.3)));
    (access, table(h))
}

/// Settings combined by every operation, a few levels deep.
fn accesses() -> impl Strategy<Value = Case> {
    halves().prop_map(setting).prop_recursive(3, 8, 2, |inner| {
        (inner.clone(), inner, 0..3).prop_map(|((a, x), (b, y), op)| match op {
            0 => (a.intersect(&b), zip(x, y, |x, y| x & y)),
            1 => (a.union(&b), zip(x, y, |x, y| x | y)),
            _ => (a.minus(&b), zip(x, y, |x, y| x & !y)),
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sets_are_plain_sets(x in 0..=EVERY_USER, y in 0..=EVERY_USER) {
        let (a, b) = (user_set(x), user_set(y));
        prop_assert_eq!(users_mask(&a), x);
        prop_assert_eq!(a.intersect(&b), user_set(x & y));
        prop_assert_eq!(a.union(&b), user_set(x | y));
        prop_assert_eq!(a.minus(&b), user_set(x & !y));
        prop_assert_eq!(a.clone().complement(), user_set(!x & EVERY_USER));
        prop_assert_eq!(a.is_empty(), x == 0);
        prop_assert_eq!(a.is_subset(&b), x & !y == 0);
        prop_assert_eq!(a == b, x == y);
        prop_assert_eq!(a.is_finite(), x & !NAMED_USERS == 0);
    }

    #[test]
    fn target_words_mean_their_apps(words in prop::collection::vec(0..APP_WORDS.len(), 0..4)) {
        let set = words.iter().fold(Set::nothing(), |all, &i| all.union(&app_target(APP_WORDS[i].0)));
        let mask = words.iter().fold(0, |all, &i| all | APP_WORDS[i].1);
        prop_assert_eq!(&set, &app_set(mask));
        prop_assert_eq!(&set, &app_targets(words.iter().map(|&i| APP_WORDS[i].0)));
        prop_assert_eq!(apps_mask(&set), mask);
    }

    #[test]
    fn a_setting_is_its_truth_table(h in halves()) {
        let (access, model) = setting(h);
        prop_assert_eq!(pairs(&access), model);
    }

    #[test]
    fn one_access_is_its_pairs((access, model) in accesses()) {
        prop_assert_eq!(pairs(&access), model);
        prop_assert_eq!(access.is_empty(), model == [0; 4]);
        let users = (0..4).filter(|&i| model[i] != 0).fold(0, |mask, i| mask | 1 << i);
        prop_assert_eq!(access.users(), user_set(users));
        prop_assert_eq!(access.apps(), app_set(model.iter().fold(0, |all, apps| all | apps)));
        let admits = match users {
            0 => Admits::Nobody,
            listed if listed & !NAMED_USERS == 0 => Admits::Listed,
            _ => Admits::Everybody,
        };
        prop_assert_eq!(access.admits(), admits);
    }

    #[test]
    fn two_accesses_compare_as_their_pairs((a, x) in accesses(), (b, y) in accesses()) {
        prop_assert_eq!(a.is_subset(&b), within(x, y));
        prop_assert_eq!(b.is_subset(&a), within(y, x));
        prop_assert_eq!(a.same_as(&b), x == y);
    }

    /// What a change opens and closes, and what it leaves, rebuild both versions.
    #[test]
    fn difference_and_intersection_rebuild_the_whole((a, _) in accesses(), (b, _) in accesses()) {
        let (opened, closed, kept) = (b.minus(&a), a.minus(&b), a.intersect(&b));
        prop_assert!(opened.intersect(&a).is_empty());
        prop_assert!(opened.intersect(&closed).is_empty());
        prop_assert!(kept.union(&closed).same_as(&a));
        prop_assert!(kept.union(&opened).same_as(&b));
        prop_assert_eq!(opened.is_empty() && closed.is_empty(), a.same_as(&b));
    }

    #[test]
    fn inclusion_is_a_partial_order((a, _) in accesses(), (b, _) in accesses(), (c, _) in accesses()) {
        prop_assert!(a.is_subset(&a) && Access::nothing().is_subset(&a) && a.is_subset(&Access::everything()));
        prop_assert_eq!(a.is_subset(&b) && b.is_subset(&a), a.same_as(&b));
        prop_assert!(!(a.is_subset(&b) && b.is_subset(&c)) || a.is_subset(&c));
        prop_assert!(a.intersect(&b).is_subset(&a) && a.is_subset(&a.union(&b)));
    }

    #[test]
    fn complement_is_exact((a, _) in accesses(), (b, _) in accesses()) {
        let not = |access: &Access| Access::everything().minus(access);
        prop_assert!(not(&not(&a)).same_as(&a));
        prop_assert!(a.intersect(&not(&a)).is_empty());
        prop_assert!(a.union(&not(&a)).same_as(&Access::everything()));
        prop_assert!(not(&a.union(&b)).same_as(&not(&a).intersect(&not(&b))));
    }

    /// The trap row: blocking both halves is the complement of allowing both.
    #[test]
    fn block_and_block_is_not_allow_and_allow(u in 0..=EVERY_USER, a in any::<u8>()) {
        let of = |kind| Access::of((kind, user_set(u)), (kind, app_set(a)));
        let (allowed, blocked) = (of(AccessType::Allowed), of(AccessType::Blocked));
        prop_assert!(blocked.same_as(&Access::everything().minus(&allowed)));
        prop_assert_eq!(blocked.is_empty(), u == EVERY_USER && a == 0xff);
    }
}
