//! Making the values of the input, with shared member names.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::hash::Hash;

use super::doors::{Doors, DoorsKey};
use crate::engine::{Datum, Words};
use crate::register::{Group, Groups};
use crate::source::NodeId;
use crate::tenant::access::AccessType;
use crate::tenant::effective::{Flag, Origin};
use crate::tenant::setting::SettingName;

/// What settings without ids look like to rules depends on no more than this.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum SettingKey {
    Unknown(SettingName, Origin, Option<&'static str>),
    /// All users, and applications by reserved words.
    Words {
        name: SettingName,
        origin: Origin,
        users: AccessType,
        applications: AccessType,
        words: u8,
        count: usize,
    },
}

/// A setting, one of its halves, and a target of that by index.
type HalfPath = (&'static str, &'static str, Option<usize>);

/// How many there are of something.
pub(super) fn number(count: impl TryInto<i64>) -> Datum {
    Datum::int(count.try_into().unwrap_or(i64::MAX))
}

/// Builds values for one worker, and remembers those that come again and again.
#[derive(Default)]
pub struct Builder {
    words: Words,
    settings: RefCell<HashMap<SettingKey, Datum>>,
    flags: RefCell<HashMap<(&'static str, Vec<Flag>), Datum>>,
    doors: RefCell<HashMap<DoorsKey, Doors>>,
    paths: RefCell<HashMap<HalfPath, Datum>>,
    no_names: OnceCell<Datum>,
    nothing: OnceCell<Datum>,
    tiers: RefCell<HashMap<NodeId, Datum>>,
}

impl Builder {
    pub(super) fn object<const N: usize>(&self, members: [(&'static str, Datum); N]) -> Datum {
        self.members(members)
    }

    pub(super) fn members(
        &self,
        members: impl IntoIterator<Item = (&'static str, Datum)>,
    ) -> Datum {
        Datum::object(
            members
                .into_iter()
                .map(|(name, value)| (self.words.get(name), value)),
        )
    }

    /// A tier of the register, made once.
    pub(super) fn tier(&self, node: NodeId, make: impl FnOnce() -> Datum) -> Datum {
        let mut tiers = self.tiers.borrow_mut();
        tiers.entry(node).or_insert_with(make).clone()
    }

    /// An empty object, shared by all that have one.
    pub(super) fn nothing(&self) -> Datum {
        self.nothing.get_or_init(|| Datum::object([])).clone()
    }

    /// A fixed word as a value.
    pub(super) fn word(&self, word: &'static str) -> Datum {
        self.words.get(word)
    }

    pub(super) fn flag(&self, flag: &Flag, path: &str) -> Datum {
        self.object([
            ("value", Datum::optional(flag.value, Datum::bool)),
            ("origin", self.word(flag.origin.as_str())),
            ("path", Datum::text(path)),
            (
                "reason",
                Datum::optional(flag.reason, |reason| self.word(reason)),
            ),
        ])
    }

    /// Flags of one section: `names` as rules see them, `keys` as they stand below the section.
    pub(super) fn flags(
        &self,
        section: &'static str,
        names: &[&'static str],
        keys: &[&'static str],
        flags: &[Flag],
    ) -> Datum {
        remembered(&self.flags, (section, flags.to_vec()), || {
            self.members(
                names
                    .iter()
                    .zip(keys.iter().zip(flags))
                    .map(|(name, (key, flag))| {
                        (*name, self.flag(flag, &format!("{section}.{key}")))
                    }),
            )
        })
    }

    /// `<setting>.<half>`, or the path of one of its targets.
    pub(super) fn half_path(
        &self,
        setting: &'static str,
        half: &'static str,
        target: Option<usize>,
    ) -> Datum {
        remembered(&self.paths, (setting, half, target), || match target {
            None => Datum::text(&format!("{setting}.{half}")),
            Some(index) => Datum::text(&format!("{setting}.{half}.targets.{index}.target")),
        })
    }

    /// The names of dedicated groups; most registers have none.
    pub(super) fn group_names(&self, groups: &Groups) -> Datum {
        let names = |groups: &Groups| {
            let list = |groups: &[Group]| {
                Datum::texts(groups.iter().filter_map(|group| group.name.as_deref()))
            };
            self.object([
                ("ours", list(&groups.ours)),
                ("theirs", list(&groups.theirs)),
            ])
        };
        if groups
            .ours
            .iter()
            .chain(&groups.theirs)
            .any(|group| group.name.is_some())
        {
            return names(groups);
        }
        self.no_names
            .get_or_init(|| names(&Groups::default()))
            .clone()
    }

    pub(super) fn remembered_setting(
        &self,
        key: SettingKey,
        build: impl FnOnce() -> Datum,
    ) -> Datum {
        remembered(&self.settings, key, build)
    }

    pub(super) fn remembered_doors(&self, key: DoorsKey, build: impl FnOnce() -> Doors) -> Doors {
        remembered(&self.doors, key, build)
    }
}

fn remembered<K: Eq + Hash, V: Clone>(
    memory: &RefCell<HashMap<K, V>>,
    key: K,
    build: impl FnOnce() -> V,
) -> V {
    if let Some(value) = memory.borrow().get(&key) {
        return value.clone();
    }
    let value = build();
    memory.borrow_mut().insert(key, value.clone());
    value
}
