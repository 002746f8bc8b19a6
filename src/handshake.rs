//! Whether people of one tenant can work in another: what both sides' settings permit together.
//!
//! Every answer is a list of checks, one for each thing that must hold. One that blocks decides; else one that is not known
//! makes the answer unknown; only when all hold does it work. What no export shows stands in `provided`.

pub mod ask;
mod clouds;
mod conditional;
mod consent;
mod meeting;
mod teams;
mod visit;

use crate::channels::Untold;
use crate::finding::Label;
use crate::locate::Locator;
use crate::rule::input::{Ref, Whole};
use crate::toward::Toward;
pub use meeting::{Meeting, Through, meet};
pub use visit::{Crossing, crossing, visit};

/// What is to be judged, of people of one tenant who come to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Shared channels, by B2B direct connect.
    DirectConnect,
    /// Guests, by B2B collaboration.
    Collaboration,
    /// Guests are spared the question of consent.
    Redemption,
    /// Their accounts are synchronized.
    UserSync,
}

impl Way {
    pub fn title(self) -> &'static str {
        match self {
            Way::DirectConnect => "shared channels (B2B direct connect)",
            Way::Collaboration => "guests (B2B collaboration)",
            Way::Redemption => "automatic redemption",
            Way::UserSync => "user sync",
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Way::DirectConnect => "direct-connect",
            Way::Collaboration => "collaboration",
            Way::Redemption => "automatic-redemption",
            Way::UserSync => "user-sync",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Works,
    Blocked,
    Unknown,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Works => "works",
            Verdict::Blocked => "blocked",
            Verdict::Unknown => "unknown",
        }
    }
}

/// Which of the two: where the people come from, or where they go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Home,
    Host,
}

/// Where a check looked: a path on a record of one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub end: End,
    pub on: Ref,
    pub path: String,
}

/// One thing that must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub verdict: Verdict,
    /// Whose matter it is; none when it is that of both.
    pub end: Option<End>,
    pub text: String,
    pub places: Vec<Place>,
    /// Where those are in the files, in the order in which they are looked at; see [`Visit::locate`].
    pub chain: Vec<Label>,
    /// What would settle it.
    pub export: Option<&'static str>,
}

impl Check {
    fn new(verdict: Verdict, end: Option<End>, text: impl Into<String>) -> Check {
        Check {
            verdict,
            end,
            text: text.into(),
            places: Vec::new(),
            chain: Vec::new(),
            export: None,
        }
    }

    fn untold(end: Option<End>, untold: Untold) -> Check {
        Check {
            export: untold.export,
            ..Check::new(Verdict::Unknown, end, untold.reason)
        }
    }

    fn at(mut self, end: End, on: Ref, path: impl Into<String>) -> Check {
        self.places.push(Place {
            end,
            on,
            path: path.into(),
        });
        self
    }
}

/// The answer for one way in one direction.
#[derive(Debug, Clone)]
pub struct Passage {
    pub way: Way,
    pub verdict: Verdict,
    /// For whom it works, and to what; empty when it does not, or when it is about no users.
    pub who: String,
    pub checks: Vec<Check>,
    /// What no export shows.
    pub provided: Vec<String>,
}

impl Passage {
    fn of(way: Way, checks: Vec<Check>, who: String, provided: Vec<String>) -> Passage {
        let any = |verdict| checks.iter().any(|check| check.verdict == verdict);
        let verdict = if any(Verdict::Blocked) {
            Verdict::Blocked
        } else if any(Verdict::Unknown) || checks.is_empty() {
            Verdict::Unknown
        } else {
            Verdict::Works
        };
        let works = verdict == Verdict::Works;
        Passage {
            way,
            verdict,
            who: if works { who } else { String::new() },
            checks,
            provided: if works { provided } else { Vec::new() },
        }
    }
}

/// People of `home` at `host`.
#[derive(Debug, Clone)]
pub struct Visit {
    pub home: String,
    pub host: String,
    pub passages: Vec<Passage>,
}

impl Visit {
    pub fn name(&self, end: End) -> &str {
        match end {
            End::Home => &self.home,
            End::Host => &self.host,
        }
    }

    /// Find every place in the files.
    pub fn locate(&mut self, home: &Party<'_>, host: &Party<'_>) {
        let locator = |party: &Party<'_>, place: &Place, text: &str| {
            let seen = party.seen.as_ref();
            seen.map_or_else(Vec::new, |seen| {
                Locator::new(seen.whole).labels(place.on, &place.path, text)
            })
        };
        for check in self
            .passages
            .iter_mut()
            .flat_map(|passage| &mut passage.checks)
        {
            for place in &check.places {
                let party = match place.end {
                    End::Home => home,
                    End::Host => host,
                };
                check.chain.extend(locator(party, place, &party.name));
            }
        }
    }
}

/// One of the two tenants.
pub struct Party<'a> {
    pub name: String,
    /// Lower case.
    pub id: String,
    pub cloud: Option<String>,
    /// Whether the register says that it holds Microsoft Entra ID P1.
    pub licence: Option<bool>,
    /// Nothing when its export is not here.
    pub seen: Option<Seen<'a>>,
}

/// A tenant whose export is here.
pub struct Seen<'a> {
    pub whole: &'a Whole<'a>,
    /// What it holds ready for the other one.
    pub toward: Toward,
}

impl Party<'_> {
    /// What nobody can tell without its export.
    fn unseen(&self, end: End, what: &str, export: &'static str) -> Check {
        let untold = Untold::new(
            format!(
                "{what} of {} is not known: its export is not here",
                self.name
            ),
            Some(export),
        );
        Check::untold(Some(end), untold)
    }
}
