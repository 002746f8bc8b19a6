//! One B2B setting as written: its two halves, their targets, the access they permit, and what is wrong with them.
//!
//! A half that is missing, or two halves that contradict each other, have no documented meaning: the access is then
//! unknown, never guessed. Source: crossTenantAccessPolicyB2BSetting and …TargetConfiguration; entra.md 1.5 and 2.4.

use std::sync::Arc;

use super::access::{Access, AccessType, Admits, Apps, Set, Users, app_target, app_targets};
use crate::source::{Kind, NodeId, Tree};

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
    /// Lower case, but for reserved words.
    pub id: Arc<str>,
    pub kind: Option<TargetKind>,
}

/// `usersAndGroups` or `applications`.
#[derive(Debug, Clone, Default)]
pub struct Half {
    pub access: Option<AccessType>,
    /// Names `AllUsers` or `AllApplications`.
    pub all: bool,
    pub targets: Vec<Target>,
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

const UNREADABLE: &str = "a value in it could not be read";
const HALF: &str = "one half of the setting is missing, and what that means is not documented";
const CONTRADICTORY: &str = "the setting contradicts itself";

impl Setting {
    /// Read the object at `node`.
    pub fn read(tree: &Tree, node: NodeId, name: SettingName, owner: Owner) -> Setting {
        let mut reader = Reader {
            tree,
            defects: Vec::new(),
            unknown: None,
        };
        let users = reader.half(node, Side::Users);
        let applications = reader.half(node, Side::Applications);
        if users.is_none() && applications.is_none() && tree.kind(node) != Kind::Object {
            reader.unknown.get_or_insert(UNREADABLE);
        }
        let users = users.unwrap_or_default();
        let applications = applications.unwrap_or_default();
        reader.check_halves(&users, &applications);
        reader.check_owner(&users, name, owner);
        let access = match (reader.unknown, users.access, applications.access) {
            (None, Some(user_access), Some(app_access)) => Ok(Access::of(
                (user_access, users.users()),
                (app_access, applications.apps()),
            )),
            (Some(reason), _, _) => Err(reason),
            (None, _, _) => Err(HALF),
        };
        Setting {
            users,
            applications,
            access,
            defects: reader.defects,
        }
    }

    /// What Microsoft fills in for a tenant whose default was never changed (entra.md 2.2).
    pub fn service_default(name: SettingName) -> Setting {
        let access = match name {
            SettingName::CollaborationInbound | SettingName::CollaborationOutbound => {
                AccessType::Allowed
            }
            _ => AccessType::Blocked,
        };
        let half = |word: &str, kind: TargetKind| Half {
            access: Some(access),
            all: true,
            targets: vec![Target {
                id: Arc::from(word),
                kind: Some(kind),
            }],
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
        Set::only(self.targets.iter().map(|target| Arc::clone(&target.id)))
    }

    fn apps(&self) -> Apps {
        app_targets(self.targets.iter().map(|target| &*target.id))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Users,
    Applications,
}

impl Side {
    fn key(self) -> &'static str {
        match self {
            Side::Users => USERS,
            Side::Applications => APPLICATIONS,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Side::Users => "users and groups",
            Side::Applications => "applications",
        }
    }

    fn wildcard(self) -> &'static str {
        match self {
            Side::Users => ALL_USERS,
            Side::Applications => ALL_APPLICATIONS,
        }
    }
}

struct Reader<'a> {
    tree: &'a Tree,
    defects: Vec<Defect>,
    /// Why the access is unknown; the first reason stands.
    unknown: Option<&'static str>,
}

impl Reader<'_> {
    fn defect(&mut self, kind: DefectKind, code: &'static str, path: String, text: String) {
        self.unknown.get_or_insert(match kind {
            DefectKind::Contradictory => CONTRADICTORY,
            DefectKind::Incomplete => HALF,
        });
        self.defects.push(Defect {
            kind,
            code,
            path,
            text,
        });
    }

    fn contradiction(&mut self, code: &'static str, path: String, text: String) {
        self.defect(DefectKind::Contradictory, code, path, text);
    }

    fn half(&mut self, setting: NodeId, side: Side) -> Option<Half> {
        let missing = |reader: &mut Self| {
            reader.defect(
                DefectKind::Incomplete,
                "half-missing",
                String::new(),
                format!(
                    "says nothing about {}; what a missing half means is not documented",
                    side.title()
                ),
            );
            None
        };
        let Some(node) = self.tree.get(setting, side.key()) else {
            if self.tree.kind(setting) == Kind::Object {
                return missing(self);
            }
            return None;
        };
        match self.tree.kind(node) {
            Kind::Null => return missing(self),
            Kind::Object => {}
            _ => {
                self.unknown.get_or_insert(UNREADABLE);
                return None;
            }
        }
        let targets = self.targets(node);
        let access = self.access_type(node, side, targets.is_empty())?;
        let all = targets.iter().any(|target| &*target.id == side.wildcard());
        self.check_targets(&targets, side, all);
        Some(Half {
            access: Some(access),
            all,
            targets,
        })
    }

    fn access_type(&mut self, half: NodeId, side: Side, empty: bool) -> Option<AccessType> {
        let node = self.tree.get(half, "accessType");
        match node.map(|node| (self.tree.as_str(node), self.tree.is_null(node))) {
            Some((Some("allowed"), _)) => Some(AccessType::Allowed),
            Some((Some("blocked"), _)) => Some(AccessType::Blocked),
            None | Some((_, true)) => {
                let (code, text) = if empty {
                    (
                        "half-missing",
                        format!(
                            "says nothing about {}; what a missing half means is not documented",
                            side.title()
                        ),
                    )
                } else {
                    (
                        "access-type-missing",
                        format!(
                            "names {} but not whether they are allowed or blocked",
                            side.title()
                        ),
                    )
                };
                self.defect(DefectKind::Incomplete, code, side.key().to_owned(), text);
                None
            }
            Some(_) => {
                self.unknown.get_or_insert(UNREADABLE);
                None
            }
        }
    }

    fn targets(&mut self, half: NodeId) -> Vec<Target> {
        let Some(list) = self.tree.get(half, "targets") else {
            return Vec::new();
        };
        if !matches!(self.tree.kind(list), Kind::Array | Kind::Null) {
            self.unknown.get_or_insert(UNREADABLE);
            return Vec::new();
        }
        let mut targets = Vec::new();
        for item in self.tree.children(list) {
            let text = |key| {
                self.tree
                    .get(item, key)
                    .and_then(|node| self.tree.as_str(node))
            };
            let Some(id) = text("target") else {
                self.unknown.get_or_insert(UNREADABLE);
                continue;
            };
            let kind = text("targetType").and_then(TargetKind::read);
            if kind.is_none() {
                self.unknown.get_or_insert(UNREADABLE);
            }
            targets.push(Target {
                id: canonical_id(id),
                kind,
            });
        }
        targets
    }

    fn check_targets(&mut self, targets: &[Target], side: Side, all: bool) {
        let path = |index: usize| format!("{}.targets.{index}", side.key());
        if targets.is_empty() && self.unknown.is_none() {
            self.contradiction(
                "targets-empty",
                side.key().to_owned(),
                format!("allows or blocks {} but names none", side.title()),
            );
        }
        if all && targets.len() > 1 {
            let index = targets
                .iter()
                .position(|target| &*target.id != side.wildcard())
                .unwrap_or(1);
            self.contradiction(
                "wildcard-mixed",
                path(index),
                format!("names single {} beside `{}`", side.title(), side.wildcard()),
            );
        }
        for (index, target) in targets.iter().enumerate() {
            if let Some(text) = misfit(target, side) {
                self.contradiction("target-misfit", path(index), text);
            }
        }
    }

    /// "Settings for users and applications must agree": the portal refuses one closed beside one open.
    fn check_halves(&mut self, users: &Half, applications: &Half) {
        if self.unknown == Some(UNREADABLE) {
            return;
        }
        let (Some(user_access), Some(app_access)) = (users.access, applications.access) else {
            return;
        };
        let users_closed = user_access == AccessType::Blocked && users.all;
        let apps_closed = app_access == AccessType::Blocked && applications.all;
        let (path, text) = match (users_closed, apps_closed) {
            (true, false) => (
                APPLICATIONS,
                "blocks all users, but not all applications; both halves must agree",
            ),
            (false, true) => (
                USERS,
                "blocks all applications, but not all users; both halves must agree",
            ),
            _ => return,
        };
        self.contradiction("halves-disagree", path.to_owned(), text.to_owned());
    }

    /// What may not be named in the default and for the consumer tenant (entra.md 1.5, rows 2 to 4).
    fn check_owner(&mut self, users: &Half, name: SettingName, owner: Owner) {
        if users.all || users.targets.is_empty() {
            return;
        }
        let text = match (owner, name) {
            (
                Owner::Default,
                SettingName::CollaborationInbound | SettingName::DirectConnectInbound,
            ) => {
                "names users or groups of other tenants, which the default can't: it holds for every tenant"
            }
            (Owner::Default, SettingName::TenantRestrictions) => {
                "names users or groups, which the default can't: it holds for every tenant"
            }
            (Owner::ConsumerTenant, SettingName::TenantRestrictions) => {
                "names users or groups of personal accounts, which have none"
            }
            _ => return,
        };
        self.contradiction("ids-not-possible", USERS.to_owned(), text.to_owned());
    }
}

/// Ids compare without casing; reserved words are kept as written.
fn canonical_id(id: &str) -> Arc<str> {
    let reserved = id == ALL_USERS || APPLICATION_WORDS.contains(&id);
    if reserved || id.chars().all(|c| !c.is_ascii_uppercase()) {
        Arc::from(id)
    } else {
        Arc::from(id.to_ascii_lowercase())
    }
}

/// Why a target can't stand on this side, or can't be told for sure.
fn misfit(target: &Target, side: Side) -> Option<String> {
    let id = target.id.as_ref();
    let kind = target.kind?;
    if let Some(word) = std::iter::once(&ALL_USERS)
        .chain(&APPLICATION_WORDS)
        .find(|word| word.eq_ignore_ascii_case(id) && **word != id)
    {
        return Some(format!("names `{id}`; the reserved word is `{word}`"));
    }
    match (side, kind) {
        (Side::Users, TargetKind::Application) => Some(format!(
            "names the application `{id}` under users and groups"
        )),
        (Side::Applications, TargetKind::User | TargetKind::Group) => Some(format!(
            "names the {} `{id}` under applications",
            kind.as_str()
        )),
        (Side::Users, TargetKind::Group) if id == ALL_USERS => {
            Some("names `AllUsers` as a group; it is a user target".to_owned())
        }
        (Side::Users, _) if APPLICATION_WORDS.contains(&id) => Some(format!(
            "names the application word `{id}` under users and groups"
        )),
        (Side::Applications, _) if id == ALL_USERS => {
            Some("names `AllUsers` under applications".to_owned())
        }
        _ => None,
    }
}
