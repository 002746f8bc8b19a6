//! Settings as rules see them: whom they admit, their halves and targets, what is wrong with them.

use super::build::{Builder, SettingKey, number};
use super::partner::Context;
use crate::engine::Datum;
use crate::tenant::access::{AccessType, Admits, Apps, app_targets};
use crate::tenant::effective::{Effective, Origin};
use crate::tenant::setting::{
    APPLICATION_WORDS, APPLICATIONS, Defect, Direction, Half, Setting, TargetKind, USERS,
};

/// The applications that direct connect may reach.
pub(super) enum Agreed {
    Office365,
    Named(Apps),
}

/// The settings of a partner or of the default, all of them and those that most rules are after.
pub(super) struct Settings {
    pub(super) all: Datum,
    pub(super) direct_connect: Datum,
    pub(super) faulty: Datum,
}

impl Builder {
    pub(super) fn settings(
        &self,
        settings: &[Effective],
        agreed: &Agreed,
        context: Option<&Context<'_>>,
    ) -> Settings {
        let built: Vec<(&Effective, Datum)> = settings
            .iter()
            .map(|one| {
                let value = match memo_key(one, agreed) {
                    Some(key) => {
                        self.remembered_setting(key, || self.setting(one, agreed, context))
                    }
                    None => self.setting(one, agreed, context),
                };
                (one, value)
            })
            .collect();
        let those = |wanted: fn(&Effective) -> bool| {
            Datum::list(
                built
                    .iter()
                    .filter(|(one, _)| wanted(one))
                    .map(|(_, value)| value.clone()),
            )
        };
        Settings {
            direct_connect: those(|one| one.name.is_direct_connect() && !is_closed(one)),
            faulty: those(is_faulty),
            all: self.members(
                built
                    .iter()
                    .map(|(one, value)| (one.name.key(), value.clone())),
            ),
        }
    }

    fn setting(&self, one: &Effective, agreed: &Agreed, context: Option<&Context<'_>>) -> Datum {
        let key = one.name.key();
        let setting = one.setting.as_deref();
        let admits = setting.and_then(Setting::admits);
        let nothing = Half::default();
        let half = |name: &'static str, half: &Half| {
            let groups = context
                .filter(|_| name == USERS && one.name.is_direct_connect())
                .filter(|_| one.origin == Origin::Own)
                .zip(one.name.direction());
            self.half(key, name, half, groups)
        };
        let beyond = setting.and_then(|setting| match agreed {
            Agreed::Office365 => setting.applications_beyond(&app_targets(["Office365"])),
            Agreed::Named(apps) => setting.applications_beyond(apps),
        });
        // What is wrong with an inherited setting is said of the default.
        let defects = setting.filter(|_| one.origin == Origin::Own);
        let defects = defects.map_or(&[][..], |setting| &setting.defects);
        self.object([
            ("path", self.word(key)),
            ("title", self.word(one.name.title())),
            (
                "direction",
                Datum::optional(one.name.direction(), |direction| {
                    self.word(direction.as_str())
                }),
            ),
            ("origin", self.word(one.origin.as_str())),
            (
                "admits",
                self.word(admits.map_or("unknown", Admits::as_str)),
            ),
            (
                "scope",
                self.word(setting.map_or("unknown", |setting| setting.scope().as_str())),
            ),
            (
                "reason",
                Datum::optional(one.unclear(), |reason| self.word(reason)),
            ),
            (
                "users",
                half(USERS, setting.map_or(&nothing, |setting| &setting.users)),
            ),
            (
                "applications",
                half(
                    APPLICATIONS,
                    setting.map_or(&nothing, |setting| &setting.applications),
                ),
            ),
            ("applications_beyond", Datum::optional(beyond, Datum::texts)),
            (
                "block_list",
                Datum::optional(setting.and_then(Setting::block_list), |half| {
                    self.half_path(key, half, None)
                }),
            ),
            (
                "defects",
                Datum::list(defects.iter().map(|defect| self.defect(key, defect))),
            ),
        ])
    }

    fn defect(&self, key: &str, defect: &Defect) -> Datum {
        let path = if defect.path.is_empty() {
            key.to_owned()
        } else {
            format!("{key}.{}", defect.path)
        };
        self.object([
            ("kind", self.word(defect.kind.as_str())),
            ("code", self.word(defect.code)),
            ("path", Datum::text(&path)),
            ("text", Datum::text(&defect.text)),
        ])
    }

    fn half(
        &self,
        setting: &'static str,
        name: &'static str,
        half: &Half,
        groups: Option<(&Context<'_>, Direction)>,
    ) -> Datum {
        let access = half.access.map(|access| match access {
            AccessType::Allowed => "allowed",
            AccessType::Blocked => "blocked",
        });
        let targets = half.targets.iter().enumerate().map(|(index, target)| {
            let facts = groups.filter(|_| target.kind == Some(TargetKind::Group));
            let basics = [
                ("path", self.half_path(setting, name, Some(index))),
                ("id", Datum::text(&target.id)),
                (
                    "type",
                    Datum::optional(target.kind, |kind| self.word(kind.as_str())),
                ),
                ("by_name", Datum::bool(target.by_name)),
            ];
            match facts {
                None => self.object(basics),
                Some((context, direction)) => {
                    let against = context.group(target, direction);
                    let word = |word| Datum::optional(word, |word| self.word(word));
                    self.members(basics.into_iter().chain([
                        ("fault", word(against.fault)),
                        ("reason", word(against.reason)),
                        ("shared_with", Datum::texts(against.others)),
                        ("guests", Datum::optional(against.guests, number)),
                    ]))
                }
            }
        });
        let targets = Datum::list(targets);
        self.object([
            ("path", self.half_path(setting, name, None)),
            (
                "access",
                Datum::optional(access, |access| self.word(access)),
            ),
            ("all", Datum::bool(half.all)),
            (
                "ids",
                Datum::texts(half.targets.iter().map(|target| &target.id)),
            ),
            (
                "by_name",
                Datum::texts(
                    half.targets
                        .iter()
                        .filter(|target| target.by_name)
                        .map(|target| &target.id),
                ),
            ),
            ("repeated", Datum::texts(&half.repeated)),
            ("targets", targets),
        ])
    }
}

fn is_closed(one: &Effective) -> bool {
    one.setting.as_deref().and_then(Setting::admits) == Some(Admits::Nobody)
}

/// An own setting with something wrong in it, or one that is not known. What is inherited is judged at the default.
fn is_faulty(one: &Effective) -> bool {
    match (one.origin, one.setting.as_deref()) {
        (Origin::Unknown, _) | (Origin::Own, None) => true,
        (Origin::Own, Some(setting)) => {
            setting.access.is_err()
                || !setting.defects.is_empty()
                || setting.block_list().is_some()
                || !setting.users.repeated.is_empty()
                || !setting.applications.repeated.is_empty()
        }
        (Origin::Inherited | Origin::ServiceDefault, _) => false,
    }
}

/// Settings that name no ids are few, and most are such: each is built once a worker.
fn memo_key(one: &Effective, agreed: &Agreed) -> Option<SettingKey> {
    let Some(setting) = one.setting.as_deref() else {
        return Some(SettingKey::Unknown(one.name, one.origin, one.reason));
    };
    if !setting.defects.is_empty()
        || setting.access.is_err()
        || !matches!(agreed, Agreed::Office365)
    {
        return None;
    }
    let words = setting
        .applications
        .targets
        .iter()
        .try_fold(0u8, |words, target| {
            let at = APPLICATION_WORDS
                .iter()
                .position(|word| *word == &*target.id)?;
            Some(words | 1 << at)
        })?;
    let only_wildcard = setting.users.all && setting.users.targets.len() == 1;
    only_wildcard.then_some(SettingKey::Words {
        name: one.name,
        origin: one.origin,
        users: setting.users.access?,
        applications: setting.applications.access?,
        words,
        count: setting.applications.targets.len(),
    })
}
