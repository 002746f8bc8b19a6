//! What is open: the settings that let somebody in or out, taken together.

use super::build::Builder;
use super::partner::SYNC_PATH;
use crate::engine::Datum;
use crate::tenant::access::Admits;
use crate::tenant::effective::{Effective, Flag, Origin, SYNC_KEY};
use crate::tenant::setting::{Direction, Setting, SettingName};

/// Whether something is open, taken over several settings: yes beats unknown beats no.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    No,
    Unknown,
    Yes,
}

impl Open {
    fn of(effective: &Effective) -> Open {
        match effective.setting.as_deref().and_then(Setting::admits) {
            None => Open::Unknown,
            Some(Admits::Nobody) => Open::No,
            Some(_) => Open::Yes,
        }
    }

    fn of_flag(flag: &Flag) -> Open {
        match flag.value {
            None => Open::Unknown,
            Some(false) => Open::No,
            Some(true) => Open::Yes,
        }
    }

    fn any(all: impl IntoIterator<Item = Open>) -> Datum {
        let mut result = Datum::bool(false);
        for open in all {
            match open {
                Open::Yes => return Datum::bool(true),
                Open::Unknown => result = Datum::NULL,
                Open::No => {}
            }
        }
        result
    }
}

/// The facts about doors that rules look up.
#[derive(Clone)]
pub(super) struct Doors {
    pub(super) opens: Datum,
    pub(super) open: Datum,
    pub(super) unclear: Datum,
    pub(super) comes_in: Datum,
}

/// What [`Doors`] depend on: of each door and of user sync, whom it admits and whence.
pub(super) type DoorsKey = Vec<(Option<u8>, Origin)>;

impl Builder {
    /// The doors among `settings`, and user sync when there is such a thing.
    pub(super) fn doors(&self, settings: &[Effective], sync: Option<&Flag>) -> Doors {
        let mut key: DoorsKey = doors(settings)
            .map(|one| (admits(one).map(|admits| admits as u8), one.origin))
            .collect();
        key.extend(sync.map(|flag| (flag.value.map(u8::from), flag.origin)));
        self.remembered_doors(key, || self.build_doors(settings, sync))
    }

    fn build_doors(&self, settings: &[Effective], sync: Option<&Flag>) -> Doors {
        let with = |wanted: Open| {
            // What the partner's own entry says comes first: that is the line to mend.
            let (own, other): (Vec<&Effective>, Vec<&Effective>) = doors(settings)
                .filter(|one| Open::of(one) == wanted)
                .partition(|one| one.origin == Origin::Own);
            let sync = sync.filter(|flag| Open::of_flag(flag) == wanted);
            Datum::list(
                own.into_iter()
                    .chain(other)
                    .map(|one| self.opening(one))
                    .chain(sync.map(|flag| self.sync_opening(flag))),
            )
        };
        let inbound = |one: &&Effective| one.name.direction() == Some(Direction::Inbound);
        Doors {
            opens: with(Open::Yes),
            open: Open::any(doors(settings).map(Open::of).chain(sync.map(Open::of_flag))),
            unclear: with(Open::Unknown),
            comes_in: Open::any(doors(settings).filter(inbound).map(Open::of)),
        }
    }

    fn opening(&self, one: &Effective) -> Datum {
        self.object([
            ("setting", self.word(one.name.title())),
            ("path", self.word(one.name.key())),
            (
                "direction",
                Datum::optional(one.name.direction(), |direction| {
                    self.word(direction.as_str())
                }),
            ),
            (
                "admits",
                Datum::text(admits(one).map_or("unknown", Admits::as_str)),
            ),
            ("origin", self.word(one.origin.as_str())),
        ])
    }

    fn sync_opening(&self, flag: &Flag) -> Datum {
        let [users, _] = SYNC_PATH;
        let admits = flag.value.map_or("unknown", |_| "everybody");
        self.object([
            ("setting", Datum::text("inbound user sync")),
            ("path", Datum::text(&format!("{SYNC_KEY}.{users}"))),
            ("direction", Datum::text("inbound")),
            ("admits", Datum::text(admits)),
            ("origin", Datum::text(flag.origin.as_str())),
        ])
    }
}

/// The settings that let somebody in or out.
fn doors(settings: &[Effective]) -> impl Iterator<Item = &Effective> {
    settings
        .iter()
        .filter(|one| one.name != SettingName::TenantRestrictions)
}

fn admits(one: &Effective) -> Option<Admits> {
    one.setting.as_deref().and_then(Setting::admits)
}
