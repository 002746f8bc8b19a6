//! A setting in a few words: who, to what.

use crate::tenant::access::{AccessType, Admits};
use crate::tenant::setting::{Half, Setting, Target, TargetKind};

/// Targets that are named one by one; more are counted.
const NAMED: usize = 2;

/// Who may go where, both halves; empty when nobody may or when it is not known.
pub fn pairs(setting: &Setting) -> String {
    match setting.admits() {
        None | Some(Admits::Nobody) => return String::new(),
        Some(_) => {}
    }
    let (users, applications) = (&setting.users, &setting.applications);
    let who = targets(users);
    let what = targets(applications);
    match (users.access, applications.access) {
        (Some(AccessType::Blocked), Some(AccessType::Blocked))
            if !users.all && !applications.all =>
        {
            format!("everything but {who} to {what}")
        }
        // What one half blocks whole, the other leaves open.
        (Some(AccessType::Blocked), Some(AccessType::Blocked)) if users.all => {
            format!("all users to all applications but {what}")
        }
        (Some(AccessType::Blocked), Some(AccessType::Blocked)) => {
            format!("all users but {who} to all applications")
        }
        _ => format!(
            "{} to {}",
            side(users, &who, "all users"),
            side(applications, &what, "all applications")
        ),
    }
}

fn side(half: &Half, named: &str, all: &str) -> String {
    match half.access {
        Some(AccessType::Blocked) => format!("{all} but {named}"),
        _ if half.all => all.to_owned(),
        _ => named.to_owned(),
    }
}

/// One half as it is written: "allowed: group …".
pub fn half_of_users(half: &Half) -> String {
    written(half, "all users")
}

pub fn half_of_applications(half: &Half) -> String {
    written(half, "all applications")
}

fn written(half: &Half, all: &str) -> String {
    let access = match half.access {
        None => return "half that is not told".to_owned(),
        Some(AccessType::Allowed) => "allowed",
        Some(AccessType::Blocked) => "blocked",
    };
    let what = if half.all {
        all.to_owned()
    } else {
        targets(half)
    };
    format!("{access}: {what}")
}

fn targets(half: &Half) -> String {
    let count = |kind: Option<TargetKind>| {
        let of_kind = half.targets.iter().filter(|target| target.kind == kind);
        of_kind.count()
    };
    if half.all {
        return "all".to_owned();
    }
    if half.targets.is_empty() {
        return "nothing".to_owned();
    }
    if half.targets.len() <= NAMED {
        let named: Vec<String> = half.targets.iter().map(named).collect();
        return named.join(", ");
    }
    let kinds = [
        (Some(TargetKind::User), "users"),
        (Some(TargetKind::Group), "groups"),
        (Some(TargetKind::Application), "applications"),
        (None, "others"),
    ];
    let counted: Vec<String> = kinds
        .iter()
        .map(|(kind, word)| (count(*kind), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    counted.join(", ")
}

fn named(target: &Target) -> String {
    match target.kind {
        Some(TargetKind::Group) => format!("group {}", target.id),
        Some(TargetKind::User) => format!("user {}", target.id),
        _ => target.id.to_string(),
    }
}
