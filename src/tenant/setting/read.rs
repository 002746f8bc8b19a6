//! Reading a setting, and finding what is wrong with it as written.

use std::sync::Arc;

use super::{
    ALL_APPLICATIONS, ALL_USERS, APPLICATION_WORDS, APPLICATIONS, Defect, DefectKind, Half, Owner,
    Setting, SettingName, Target, TargetKind, USERS,
};
use crate::source::{Kind, NodeId, Tree};
use crate::tenant::access::{Access, AccessType};
use crate::tenant::ids;

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
            repeated: if all { Vec::new() } else { repeated(&targets) },
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
            let (id, by_name) = canonical_id(id);
            targets.push(Target { id, kind, by_name });
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

fn reserved_words() -> impl Iterator<Item = &'static str> {
    std::iter::once(ALL_USERS).chain(APPLICATION_WORDS)
}

/// Ids compare without casing; reserved words and names are kept as written. Whether it is a name comes second.
fn canonical_id(id: &str) -> (Arc<str>, bool) {
    if ids::is_id(id) {
        return (Arc::from(ids::key(id)), false);
    }
    // A reserved word in another casing is a mistake, not a name.
    let by_name = !reserved_words().any(|word| word.eq_ignore_ascii_case(id));
    (Arc::from(id), by_name)
}

/// Why a target can't stand on this side, or can't be told for sure.
/// What stands there more than once, sorted.
fn repeated(targets: &[Target]) -> Vec<String> {
    if targets.len() < 2 {
        return Vec::new();
    }
    let mut keys: Vec<String> = targets.iter().map(|target| ids::key(&target.id)).collect();
    keys.sort_unstable();
    let mut repeated: Vec<String> = keys
        .windows(2)
        .filter(|pair| pair.first() == pair.last())
        .filter_map(|pair| pair.first().cloned())
        .collect();
    repeated.dedup();
    repeated
}

fn misfit(target: &Target, side: Side) -> Option<String> {
    let id = target.id.as_ref();
    let kind = target.kind?;
    if let Some(word) = reserved_words().find(|word| word.eq_ignore_ascii_case(id) && *word != id) {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::source::{Limits, read_json};

    /// The users of an inbound setting that allows these.
    fn users(ids: &[&str]) -> Half {
        let targets: Vec<_> = ids
            .iter()
            .map(|id| serde_json::json!({"target": id, "targetType": "group"}))
            .collect();
        let setting = serde_json::json!({
            "usersAndGroups": {"accessType": "allowed", "targets": targets},
        });
        let tree = read_json(setting.to_string().into(), &Limits::default()).unwrap();
        let root = *tree.roots().first().unwrap();
        let name = SettingName::DirectConnectInbound;
        Setting::read(&tree, root, name, Owner::Partner).users
    }

    #[test]
    fn what_is_named_twice_is_told_once() {
        for (ids, repeated) in [
            (&["g1", "g1"][..], &["g1"][..]),
            (&["g1", "g2", "g1", "g1"], &["g1"]),
            (&["g1", " G1"], &["g1"]),
            (&["g2", "g1", "g3", "g1", "g2"], &["g1", "g2"]),
            (&["g1", "g2"], &[]),
            (&["g1"], &[]),
            (&[], &[]),
        ] {
            assert_eq!(users(ids).repeated, repeated, "{ids:?}");
        }
    }

    #[test]
    fn everybody_named_twice_is_a_contradiction() {
        assert!(users(&["AllUsers", "AllUsers"]).repeated.is_empty());
    }
}
