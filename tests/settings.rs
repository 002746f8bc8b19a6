//! One setting as written: how far it reaches, and what is wrong with it (entra.md 1.5 and 2.4).

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::sync::Arc;

use tenantlint::source::{Limits, read_yaml};
use tenantlint::tenant::access::app_targets;
use tenantlint::tenant::setting::{Owner, Setting, SettingName};

const ALL_USERS: &str = "{target: AllUsers, targetType: user}";
const ALL_APPS: &str = "{target: AllApplications, targetType: application}";
const OFFICE: &str = "{target: Office365, targetType: application}";
const GROUP: &str = "{target: AAAAAAAA-0000-4000-8000-000000000001, targetType: group}";
const USER: &str = "{target: aaaaaaaa-0000-4000-8000-000000000002, targetType: user}";
const APP: &str = "{target: aaaaaaaa-0000-4000-8000-000000000003, targetType: application}";

fn read(text: &str, name: SettingName, owner: Owner) -> Setting {
    let tree = read_yaml(Arc::from(text), &Limits::default()).unwrap();
    Setting::read(&tree, tree.roots()[0], name, owner)
}

fn halves(users: (&str, &str), apps: (&str, &str)) -> Setting {
    let text = format!(
        "{{usersAndGroups: {{accessType: {}, targets: [{}]}}, applications: {{accessType: {}, targets: [{}]}}}}",
        users.0, users.1, apps.0, apps.1
    );
    read(&text, SettingName::DirectConnectInbound, Owner::Partner)
}

#[test]
fn the_reach_of_sound_settings() {
    let cases = [
        (("allowed", ALL_USERS), ("allowed", ALL_APPS), "everybody"),
        (("allowed", ALL_USERS), ("allowed", OFFICE), "everybody"),
        (("allowed", GROUP), ("allowed", OFFICE), "groups"),
        (("allowed", USER), ("allowed", OFFICE), "users"),
        (("blocked", ALL_USERS), ("blocked", ALL_APPS), "closed"),
        // Blocked on both sides, yet open: the targets decide.
        (("blocked", GROUP), ("blocked", APP), "everybody"),
        (("blocked", GROUP), ("allowed", OFFICE), "everybody"),
        (("allowed", GROUP), ("blocked", APP), "groups"),
    ];
    for (users, apps, scope) in cases {
        let setting = halves(users, apps);
        assert_eq!(setting.scope().as_str(), scope, "{users:?} {apps:?}");
        assert!(
            setting.defects.is_empty(),
            "{users:?} {apps:?}: {:?}",
            setting.defects
        );
    }
}

#[test]
fn a_block_list_is_told_from_a_block() {
    assert_eq!(
        halves(("blocked", GROUP), ("blocked", APP)).block_list(),
        Some("usersAndGroups")
    );
    assert_eq!(
        halves(("allowed", ALL_USERS), ("blocked", APP)).block_list(),
        Some("applications")
    );
    assert_eq!(
        halves(("blocked", ALL_USERS), ("blocked", ALL_APPS)).block_list(),
        None
    );
    assert_eq!(
        halves(("allowed", GROUP), ("allowed", OFFICE)).block_list(),
        None
    );
}

#[test]
fn contradictions_leave_the_access_unknown() {
    let group_and_all = format!("{ALL_USERS}, {GROUP}");
    let apps_and_all = format!("{ALL_APPS}, {APP}");
    let cases = [
        (
            ("blocked", ALL_USERS),
            ("allowed", OFFICE),
            "halves-disagree",
        ),
        (("allowed", GROUP), ("blocked", ALL_APPS), "halves-disagree"),
        (("blocked", ALL_USERS), ("blocked", APP), "halves-disagree"),
        (
            ("allowed", group_and_all.as_str()),
            ("allowed", OFFICE),
            "wildcard-mixed",
        ),
        (
            ("allowed", GROUP),
            ("allowed", apps_and_all.as_str()),
            "wildcard-mixed",
        ),
        (("allowed", ""), ("allowed", OFFICE), "targets-empty"),
        (("allowed", GROUP), ("allowed", ""), "targets-empty"),
        (("allowed", OFFICE), ("allowed", OFFICE), "target-misfit"),
        (("allowed", GROUP), ("allowed", ALL_USERS), "target-misfit"),
        (
            ("allowed", "{target: AllUsers, targetType: group}"),
            ("allowed", OFFICE),
            "target-misfit",
        ),
        (
            ("allowed", "{target: allusers, targetType: user}"),
            ("allowed", OFFICE),
            "target-misfit",
        ),
        (
            ("allowed", GROUP),
            ("allowed", "{target: office365, targetType: application}"),
            "target-misfit",
        ),
    ];
    for (users, apps, code) in cases {
        let setting = halves(users, apps);
        let codes: Vec<&str> = setting.defects.iter().map(|defect| defect.code).collect();
        assert!(codes.contains(&code), "{users:?} {apps:?}: {codes:?}");
        assert_eq!(setting.scope().as_str(), "unknown", "{users:?} {apps:?}");
    }
}

#[test]
fn half_settings_are_incomplete_and_unknown() {
    let users = format!("usersAndGroups: {{accessType: allowed, targets: [{GROUP}]}}");
    let cases = [
        (users.clone(), "half-missing"),
        (format!("{users}, applications: null"), "half-missing"),
        (
            format!("{users}, applications: {{accessType: null, targets: []}}"),
            "half-missing",
        ),
        (
            format!("{users}, applications: {{accessType: null, targets: [{OFFICE}]}}"),
            "access-type-missing",
        ),
        (
            format!("{users}, applications: {{targets: [{OFFICE}]}}"),
            "access-type-missing",
        ),
    ];
    for (text, code) in cases {
        let setting = read(
            &format!("{{{text}}}"),
            SettingName::DirectConnectInbound,
            Owner::Partner,
        );
        let codes: Vec<&str> = setting.defects.iter().map(|defect| defect.code).collect();
        assert_eq!(codes, [code], "{text}");
        assert_eq!(setting.scope().as_str(), "unknown", "{text}");
    }
}

#[test]
fn what_can_not_be_read_is_unknown_and_no_defect() {
    for text in [
        format!(
            "{{usersAndGroups: text, applications: {{accessType: allowed, targets: [{OFFICE}]}}}}"
        ),
        format!(
            "{{usersAndGroups: {{accessType: Allowed, targets: [{GROUP}]}}, applications: {{accessType: allowed, targets: [{OFFICE}]}}}}"
        ),
        format!(
            "{{usersAndGroups: {{accessType: allowed, targets: [{{target: 1, targetType: group}}]}}, applications: {{accessType: allowed, targets: [{OFFICE}]}}}}"
        ),
        format!(
            "{{usersAndGroups: {{accessType: blocked, targets: [{ALL_USERS}]}}, applications: {{accessType: blocked, targets: [{{target: AllApplications, targetType: Application}}]}}}}"
        ),
    ] {
        let setting = read(&text, SettingName::DirectConnectInbound, Owner::Partner);
        assert_eq!(setting.scope().as_str(), "unknown", "{text}");
        assert_eq!(setting.defects, [], "{text}");
    }
}

#[test]
fn the_default_can_not_name_ids_of_other_tenants() {
    let text = format!(
        "{{usersAndGroups: {{accessType: allowed, targets: [{GROUP}]}}, applications: {{accessType: allowed, targets: [{OFFICE}]}}}}"
    );
    let codes = |name, owner| -> Vec<&str> {
        read(&text, name, owner)
            .defects
            .iter()
            .map(|defect| defect.code)
            .collect()
    };
    for name in [
        SettingName::CollaborationInbound,
        SettingName::DirectConnectInbound,
        SettingName::TenantRestrictions,
    ] {
        assert_eq!(codes(name, Owner::Default), ["ids-not-possible"]);
        assert!(codes(name, Owner::Partner).is_empty());
    }
    // Outbound ids are our own: the default may name them.
    assert!(codes(SettingName::DirectConnectOutbound, Owner::Default).is_empty());
    assert_eq!(
        codes(SettingName::TenantRestrictions, Owner::ConsumerTenant),
        ["ids-not-possible"]
    );
}

#[test]
fn applications_beyond_the_agreed_ones() {
    let office = app_targets(["Office365"]);
    let beyond = |apps| halves(("allowed", GROUP), apps).applications_beyond(&office);
    let teams = "{target: cc15fd57-2c6c-4117-a88c-83b1d56b4bbe, targetType: application}";
    assert_eq!(beyond(("allowed", OFFICE)), Some(vec![]));
    assert_eq!(beyond(("allowed", teams)), Some(vec![]));
    assert_eq!(
        beyond(("allowed", ALL_APPS)),
        Some(vec!["AllApplications".to_owned()])
    );
    assert_eq!(
        beyond(("allowed", APP)),
        Some(vec!["aaaaaaaa-0000-4000-8000-000000000003".to_owned()])
    );
    assert_eq!(
        beyond(("blocked", APP)),
        Some(vec![
            "every application except aaaaaaaa-0000-4000-8000-000000000003".to_owned()
        ])
    );
    assert_eq!(
        halves(("blocked", ALL_USERS), ("blocked", ALL_APPS)).applications_beyond(&office),
        Some(vec![])
    );
    assert_eq!(
        halves(("allowed", GROUP), ("allowed", "")).applications_beyond(&office),
        None
    );
}

#[test]
fn ids_compare_without_casing() {
    let setting = halves(("allowed", GROUP), ("allowed", OFFICE));
    assert_eq!(
        &*setting.users.targets[0].id,
        "aaaaaaaa-0000-4000-8000-000000000001"
    );
}

#[test]
fn names_are_told_from_ids_and_reserved_words() {
    let by_name = |users: &str| {
        let setting = halves(("allowed", users), ("allowed", OFFICE));
        let target = setting.users.targets[0].clone();
        (target.id.to_string(), target.by_name)
    };
    let group = |name: &str| format!("{{target: {name}, targetType: group}}");
    for (written, id, named) in [
        (
            GROUP.to_owned(),
            "aaaaaaaa-0000-4000-8000-000000000001",
            false,
        ),
        (ALL_USERS.to_owned(), "AllUsers", false),
        // A reserved word in another casing is a mistake, and said to be one.
        (group("ALLUSERS"), "ALLUSERS", false),
        (
            group("SG-Fabrikam Shared Channels"),
            "SG-Fabrikam Shared Channels",
            true,
        ),
        (
            "{target: anna@contoso.com, targetType: user}".to_owned(),
            "anna@contoso.com",
            true,
        ),
    ] {
        assert_eq!(by_name(&written), (id.to_owned(), named));
    }
    let setting = halves(("allowed", &group("SG-Fabrikam")), ("allowed", OFFICE));
    assert!(!setting.applications.targets[0].by_name);
    assert_eq!(setting.scope().as_str(), "groups");
    // One name in two casings is one name.
    let other = halves(("allowed", &group("sg-fabrikam")), ("allowed", OFFICE));
    assert!(setting.access.unwrap().same_as(&other.access.unwrap()));
}
