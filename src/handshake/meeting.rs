//! Our outbound and their inbound: who is let out and in.
//!
//! The ids of users and groups are those of the home tenant's directory on both sides: outbound names its own groups,
//! inbound names the partner's. So they can be compared. Who is in a group is in no export: two groups with different ids may
//! share members, and a group that one side lets in may overlap with one that the other side shuts out.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::tenant::access::{Access, AccessType, App, Apps, Set, Users, app_target};
use crate::tenant::ids;
use crate::tenant::setting::{Half, Setting, Target, TargetKind};

/// What two settings permit together.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// The pairs both permit, ids taken as they are.
    pub access: Access,
    /// Users and groups in it of which not even one person is sure to get through.
    pub unsure: BTreeSet<Arc<str>>,
    /// Why others may get through, or these may not.
    pub doubt: Option<&'static str>,
}

const NAMES: &str =
    "one side shows users or groups by name, and names of two directories can't be compared";
pub(super) const MEMBERS: &str = "no group is let out by the one and in by the other; only who is in a group of each gets through, and who that is is in no export";
const OVERLAP: &str =
    "whether a group that is let through overlaps with one that is shut out is in no export";

/// What `outbound` and `inbound` permit together; nothing when either is unknown.
pub fn meet(outbound: &Setting, inbound: &Setting) -> Option<Meeting> {
    let (out, into) = (
        outbound.access.as_ref().ok()?,
        inbound.access.as_ref().ok()?,
    );
    let mut meeting = Meeting {
        access: out.intersect(into),
        unsure: BTreeSet::new(),
        doubt: None,
    };
    let (one, other) = (&outbound.users, &inbound.users);
    if one.all || other.all {
        return Some(meeting);
    }
    let targets = || one.targets.iter().chain(&other.targets);
    if targets().any(|target| target.by_name) {
        meeting.doubt = Some(NAMES);
        meeting.unsure = targets().map(|target| Arc::clone(&target.id)).collect();
        // A name is written into the sets in lower case.
        let keys = targets().map(|target| Arc::from(ids::key(&target.id)));
        meeting.unsure.extend(keys);
        return Some(meeting);
    }
    let is_group = |target: &Target| target.kind != Some(TargetKind::User);
    match (one.access, other.access) {
        (Some(AccessType::Allowed), Some(AccessType::Allowed)) => {
            meeting.doubt = targets().any(is_group).then_some(MEMBERS);
        }
        (Some(AccessType::Allowed), Some(AccessType::Blocked)) => overlap(&mut meeting, one, other),
        (Some(AccessType::Blocked), Some(AccessType::Allowed)) => overlap(&mut meeting, other, one),
        // Whoever is named on neither side gets through.
        _ => {}
    }
    Some(meeting)
}

/// A group that is shut out may hold whoever is let in.
fn overlap(meeting: &mut Meeting, allowed: &Half, blocked: &Half) {
    let shuts_out_groups = blocked
        .targets
        .iter()
        .any(|target| target.kind != Some(TargetKind::User));
    if shuts_out_groups {
        meeting.doubt = Some(OVERLAP);
        let ids = allowed.targets.iter().map(|target| Arc::clone(&target.id));
        meeting.unsure = ids.collect();
    }
}

/// For whom something is permitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Through {
    /// For these, who are sure to be some.
    Some(Users),
    Nobody,
    Unknown(&'static str),
}

impl Meeting {
    /// Who gets to every one of these applications.
    pub fn through(&self, apps: &[App]) -> Through {
        let users = apps.iter().fold(Set::everything(), |all: Users, app| {
            all.intersect(&self.access.users_of(app))
        });
        self.judge(users)
    }

    /// Who gets to any application at all.
    pub fn through_to_any(&self) -> Through {
        self.judge(self.access.users())
    }

    /// The applications that these users get to, one or another of them.
    pub fn apps_of(&self, users: &Users) -> Apps {
        self.only(users).apps()
    }

    /// Whether each of these users gets to all that any of them gets to.
    pub fn each_to_all(&self, users: &Users) -> bool {
        let mine = self.only(users);
        mine.same_as(&product(users.clone(), mine.apps()))
    }

    fn only(&self, users: &Users) -> Access {
        let everywhere = product(users.clone(), Set::everything());
        self.access.intersect(&everywhere)
    }

    fn judge(&self, users: Users) -> Through {
        let sure = users.minus(&Set::Only(self.unsure.clone()));
        match self.doubt {
            _ if !sure.is_empty() => Through::Some(sure),
            Some(reason) if !users.is_empty() || self.may_be_more() => Through::Unknown(reason),
            _ => Through::Nobody,
        }
    }

    /// Whether people may get through who are in a group of each side.
    fn may_be_more(&self) -> bool {
        matches!(self.doubt, Some(reason) if reason == MEMBERS || reason == NAMES)
    }
}

fn product(users: Users, apps: Apps) -> Access {
    Access::of((AccessType::Allowed, users), (AccessType::Allowed, apps))
}

/// The well-known applications of Office 365, and what stands for the rest of it.
pub(super) fn office365() -> Vec<App> {
    match app_target("Office365") {
        Set::Only(apps) => apps.into_iter().collect(),
        Set::AllBut(_) => Vec::new(),
    }
}

/// Teams.
pub(super) fn teams() -> App {
    App::Id(Arc::from(TEAMS))
}

const TEAMS: &str = "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe";

/// Users that are named one by one; more are counted.
const NAMED: usize = 10;

/// Users in words, with what `settings` say of their kinds.
pub(super) fn users_in_words(users: &Users, settings: [&Setting; 2]) -> String {
    let targets = || settings.iter().flat_map(|setting| &setting.users.targets);
    let name = |id: &Arc<str>| match targets().find(|target| ids::key(&target.id) == **id) {
        Some(target) if target.kind == Some(TargetKind::User) => format!("user {}", target.id),
        Some(target) => format!("group {}", target.id),
        None => format!("group {id}"),
    };
    let list = |ids: &BTreeSet<Arc<str>>| {
        let mut names: Vec<String> = ids.iter().take(NAMED).map(name).collect();
        if ids.len() > NAMED {
            names.push(format!("{} more", ids.len() - NAMED));
        }
        names.join(", ")
    };
    match users {
        Set::Only(ids) => list(ids),
        Set::AllBut(ids) if ids.is_empty() => "everybody".to_owned(),
        Set::AllBut(ids) => format!("everybody but {}", list(ids)),
    }
}

/// Applications in words.
pub(super) fn apps_in_words(apps: &Apps) -> String {
    let office = app_target("Office365");
    let microsoft = app_target("AllMicrosoftApps");
    let (words, rest) = match apps {
        Set::AllBut(ids) if ids.is_empty() => return "all applications".to_owned(),
        Set::AllBut(ids) => {
            let without = apps_in_words(&Set::Only(ids.clone()));
            return format!("all applications but {without}");
        }
        Set::Only(_) if microsoft.is_subset(apps) => {
            (Some("AllMicrosoftApps"), apps.minus(&microsoft))
        }
        Set::Only(_) if office.is_subset(apps) => (Some("Office365"), apps.minus(&office)),
        Set::Only(_) => (None, apps.clone()),
    };
    let rest = match rest {
        Set::Only(rest) => rest,
        Set::AllBut(_) => BTreeSet::new(),
    };
    let rest = rest.iter().map(|app| match app {
        App::Id(id) => id.to_string(),
        App::OfficeRest => "the rest of Office365".to_owned(),
        App::MicrosoftRest => "other applications of Microsoft".to_owned(),
    });
    let all: Vec<String> = words.map(str::to_owned).into_iter().chain(rest).collect();
    all.join(", ")
}
