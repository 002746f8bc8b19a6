//! How a setting stands, in words for people and programs.

use std::fmt::Write as _;

use crate::tenant::access::{AccessType, Admits};
use crate::tenant::effective::{Effective, Flag, Origin};
use crate::tenant::setting::Half;

/// Names in a list before "and n more".
const NAMED: usize = 3;

/// How a setting stands on one side of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// `nobody`, `listed`, `everybody`, `on`, `off`, `unknown`, `absent` or `set`.
    pub word: &'static str,
    /// The same in full: "2 groups (a, b) to Office365".
    pub text: String,
    /// Where it comes from, when it has an origin.
    pub origin: Option<Origin>,
}

impl State {
    pub fn of(effective: &Effective) -> State {
        let origin = Some(effective.origin);
        let Some(setting) = &effective.setting else {
            return unknown(effective.reason, origin);
        };
        match setting.admits() {
            None => unknown(effective.unclear(), origin),
            Some(Admits::Nobody) => State {
                word: Admits::Nobody.as_str(),
                text: "nobody".to_owned(),
                origin,
            },
            Some(admits) => State {
                word: admits.as_str(),
                text: format!(
                    "{} to {}",
                    half(&setting.users, "everybody", "nobody"),
                    half(&setting.applications, "all applications", "no application")
                ),
                origin,
            },
        }
    }

    pub fn of_flag(flag: &Flag) -> State {
        let origin = Some(flag.origin);
        match flag.value {
            None => unknown(flag.reason, origin),
            Some(on) => State {
                origin,
                ..State::switch(on)
            },
        }
    }

    pub fn switch(on: bool) -> State {
        let word = if on { "on" } else { "off" };
        State::plain(word, word.to_owned())
    }

    pub fn plain(word: &'static str, text: String) -> State {
        State {
            word,
            text,
            origin: None,
        }
    }

    pub fn unknown(reason: &str) -> State {
        unknown(Some(reason), None)
    }

    pub fn absent(text: &str) -> State {
        State::plain("absent", text.to_owned())
    }
}

fn unknown(reason: Option<&str>, origin: Option<Origin>) -> State {
    let text = match reason {
        None => "unknown".to_owned(),
        Some(reason) => format!("unknown: {reason}"),
    };
    State {
        word: "unknown",
        text,
        origin,
    }
}

/// One half of a setting: whom it lets through.
fn half(half: &Half, all: &str, none: &str) -> String {
    let words: Vec<&str> = half.targets.iter().map(|target| &*target.id).collect();
    match (half.access, half.all) {
        (Some(AccessType::Allowed), true) => all.to_owned(),
        (Some(AccessType::Blocked), true) => none.to_owned(),
        (Some(AccessType::Blocked), false) => format!("{all} but {}", list(&words)),
        (_, false) => list(&words),
        (None, true) => "unknown".to_owned(),
    }
}

/// The first names of a list, and how many more.
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    let mut text = String::new();
    for (n, item) in items.iter().take(NAMED).enumerate() {
        let _ = write!(text, "{}{}", if n == 0 { "" } else { ", " }, item.as_ref());
    }
    if items.len() > NAMED {
        let _ = write!(text, " and {} more", items.len() - NAMED);
    }
    text
}
