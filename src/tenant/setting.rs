//! One B2B setting as written: its two halves, their targets, the access they permit, and what is wrong with them.
//!
//! A half that is missing, or two halves that contradict each other, have no documented meaning: the access is then
//! unknown, never guessed. Source: crossTenantAccessPolicyB2BSetting and …TargetConfiguration; entra.md 1.5 and 2.4.

mod read;

use std::sync::Arc;

use super::access::{Access, AccessType, Admits, Apps, Set, Users, app_target, app_targets};
use super::ids;

/// The settings that permit pairs of users and applications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SettingName {
    CollaborationInbound,
    CollaborationOutbound,
    DirectConnectInbound,
    DirectConnectOutbound,
    TenantRestrictions,
}

/// All of them, in report order.
pub const SETTINGS: [SettingName; 5] = [
    SettingName::CollaborationInbound,
    SettingName::CollaborationOutbound,
    SettingName::DirectConnectInbound,
    SettingName::DirectConnectOutbound,
    SettingName::TenantRestrictions,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Inbound,
    Outbound,
}

impl Direction {
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Inbound => "inbound",
            Direction::Outbound => "outbound",
        }
    }
}

impl SettingName {
    /// The key in Graph.
    pub fn key(self) -> &'static str {
        match self {
            SettingName::CollaborationInbound => "b2bCollaborationInbound",
            SettingName::CollaborationOutbound => "b2bCollaborationOutbound",
            SettingName::DirectConnectInbound => "b2bDirectConnectInbound",
            SettingName::DirectConnectOutbound => "b2bDirectConnectOutbound",
            SettingName::TenantRestrictions => "tenantRestrictions",
        }
    }

    /// As people say it.
    pub fn title(self) -> &'static str {
        match self {
            SettingName::CollaborationInbound => "inbound collaboration",
            SettingName::CollaborationOutbound => "outbound collaboration",
            SettingName::DirectConnectInbound => "inbound direct connect",
            SettingName::DirectConnectOutbound => "outbound direct connect",
            SettingName::TenantRestrictions => "tenant restrictions",
        }
    }

    pub fn direction(self) -> Option<Direction> {
        match self {
            SettingName::CollaborationInbound | SettingName::DirectConnectInbound => {
                Some(Direction::Inbound)
            }
            SettingName::CollaborationOutbound | SettingName::DirectConnectOutbound => {
                Some(Direction::Outbound)
            }
            SettingName::TenantRestrictions => None,
        }
    }

    pub fn is_direct_connect(self) -> bool {
        matches!(
            self,
            SettingName::DirectConnectInbound | SettingName::DirectConnectOutbound
        )
    }
}

/// Whose setting it is. What the default and the consumer tenant may name is narrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    Default,
    Partner,
    /// The tenant of personal Microsoft accounts, 9188040d-6c67-4c5b-b112-36a304b66dad.
    ConsumerTenant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    User,
    Group,
    Application,
}

impl TargetKind {
    fn read(text: &str) -> Option<TargetKind> {
        match text {
            "user" => Some(TargetKind::User),
            "group" => Some(TargetKind::Group),
            "application" => Some(TargetKind::Application),
            _ => None,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            TargetKind::User => "user",
            TargetKind::Group => "group",
            TargetKind::Application => "application",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Target {
    /// An id in lower case; a reserved word or a name as written.
    pub id: Arc<str>,
    pub kind: Option<TargetKind>,
    /// `id` is no id: a display name or a UPN stands for it.
    pub by_name: bool,
}

/// `usersAndGroups` or `applications`.
#[derive(Debug, Clone, Default)]
pub struct Half {
    pub access: Option<AccessType>,
    /// Names `AllUsers` or `AllApplications`.
    pub all: bool,
    pub targets: Vec<Target>,
    /// What it names more than once, by the key that tells targets apart, sorted. `AllUsers` beside anything is a
    /// contradiction, not a repetition.
    pub repeated: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefectKind {
    Contradictory,
    Incomplete,
}

impl DefectKind {
    pub fn as_str(self) -> &'static str {
        match self {
            DefectKind::Contradictory => "contradictory",
            DefectKind::Incomplete => "incomplete",
        }
    }
}

/// What is wrong with a setting as written. `path` lies below the setting; empty is the setting itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    pub kind: DefectKind,
    pub code: &'static str,
    pub path: String,
    pub text: String,
}

#[derive(Debug, Clone)]
pub struct Setting {
    pub users: Half,
    pub applications: Half,
    /// The permitted pairs, or why they are not known.
    pub access: Result<Access, &'static str>,
    pub defects: Vec<Defect>,
}

/// How far a setting reaches, for people who scope by group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Closed,
    /// Named groups only.
    Groups,
    /// Named individual users, with or without groups.
    Users,
    Everybody,
    Unknown,
}

impl Scope {
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Closed => "closed",
            Scope::Groups => "groups",
            Scope::Users => "users",
            Scope::Everybody => "everybody",
            Scope::Unknown => "unknown",
        }
    }
}

pub const USERS: &str = "usersAndGroups";
pub const APPLICATIONS: &str = "applications";
const ALL_USERS: &str = "AllUsers";
const ALL_APPLICATIONS: &str = "AllApplications";
/// The reserved words for applications.
pub const APPLICATION_WORDS: [&str; 3] = [ALL_APPLICATIONS, "AllMicrosoftApps", "Office365"];

impl Setting {
    /// What Microsoft fills in for a tenant whose default was never changed (entra.md 2.2).
    pub fn service_default(name: SettingName) -> Setting {
        let access = match name {
            SettingName::CollaborationInbound | SettingName::CollaborationOutbound => {
                AccessType::Allowed
            }
            _ => AccessType::Blocked,
        };
        Setting::uniform(access)
    }

    /// Nobody gets anywhere.
    pub fn closed() -> Setting {
        Setting::uniform(AccessType::Blocked)
    }

    /// Everybody and everything, allowed or blocked.
    fn uniform(access: AccessType) -> Setting {
        let half = |word: &str, kind: TargetKind| Half {
            access: Some(access),
            all: true,
            targets: vec![Target {
                id: Arc::from(word),
                kind: Some(kind),
                by_name: false,
            }],
            repeated: Vec::new(),
        };
        let users = half(ALL_USERS, TargetKind::User);
        let applications = half(ALL_APPLICATIONS, TargetKind::Application);
        Setting {
            access: Ok(Access::of(
                (access, users.users()),
                (access, applications.apps()),
            )),
            users,
            applications,
            defects: Vec::new(),
        }
    }

    pub fn admits(&self) -> Option<Admits> {
        self.access.as_ref().ok().map(Access::admits)
    }

    pub fn scope(&self) -> Scope {
        match self.admits() {
            None => Scope::Unknown,
            Some(Admits::Nobody) => Scope::Closed,
            Some(Admits::Everybody) => Scope::Everybody,
            Some(Admits::Listed) => {
                let groups = self
                    .users
                    .targets
                    .iter()
                    .all(|target| target.kind == Some(TargetKind::Group));
                if groups { Scope::Groups } else { Scope::Users }
            }
        }
    }

    /// The half that is blocked yet names ids, so that everything else stays open.
    pub fn block_list(&self) -> Option<&'static str> {
        let closed = matches!(self.admits(), Some(Admits::Nobody));
        let names = |half: &Half| {
            half.access == Some(AccessType::Blocked) && !half.all && !half.targets.is_empty()
        };
        if closed {
            None
        } else if names(&self.users) {
            Some(USERS)
        } else if names(&self.applications) {
            Some(APPLICATIONS)
        } else {
            None
        }
    }

    /// What is reachable beyond the agreed applications; nothing when the setting is closed, `None` when unknown.
    pub fn applications_beyond(&self, agreed: &Apps) -> Option<Vec<String>> {
        let access = self.access.as_ref().ok()?;
        let beyond = access.apps().minus(agreed);
        if beyond.is_empty() {
            return Some(Vec::new());
        }
        let half = &self.applications;
        if half.access == Some(AccessType::Allowed) {
            let named: Vec<String> = half
                .targets
                .iter()
                .filter(|target| !app_target(&target.id).is_subset(agreed))
                .map(|target| target.id.to_string())
                .collect();
            if !named.is_empty() {
                return Some(named);
            }
        }
        let blocked: Vec<&str> = half
            .targets
            .iter()
            .map(|target| target.id.as_ref())
            .collect();
        Some(vec![format!(
            "every application except {}",
            blocked.join(", ")
        )])
    }
}

impl Half {
    fn users(&self) -> Users {
        if self.all {
            return Set::everything();
        }
        // A name is an atom like an id: whom it stands for is not known, only that it is the same name again.
        Set::only(self.targets.iter().map(|target| {
            if target.by_name {
                Arc::from(ids::key(&target.id))
            } else {
                Arc::clone(&target.id)
            }
        }))
    }

    fn apps(&self) -> Apps {
        app_targets(self.targets.iter().map(|target| &*target.id))
    }
}
