//! What rules see: the input documented in `schemas/input.schema.json`, built from what is in force.
//!
//! Everything a rule would otherwise have to work out (whom a setting admits, what the register says of a group) is worked
//! out here once. Rules look up.

mod activity;
mod build;
mod changes;
mod doors;
mod entry;
mod facts;
mod guests;
mod inventory;
mod pairs;
mod partner;
mod records;
mod settings;
mod whole;

pub use build::Builder;
pub use facts::Facts;
pub use records::{KINDS, MORE};
pub use whole::Whole;

use crate::export::Kind;

/// How a `ref` of the input is written and read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ref {
    Tenant,
    Default,
    Federation,
    /// By index in [`crate::tenant::Tenant::partners`].
    Partner(usize),
    /// By index in [`crate::tenant::Tenant::policies`].
    Policy(usize),
    /// By index in the register's entries.
    Entry(usize),
    /// By kind, and index among the records of that kind.
    Record(Kind, usize),
    /// By index among the pairs of a tenant.
    Pair(usize),
    /// By index among the changes of a review.
    Change(usize),
}

impl Ref {
    pub fn write(self) -> String {
        match self {
            Ref::Tenant => "tenant".to_owned(),
            Ref::Default => "default".to_owned(),
            Ref::Federation => "federation".to_owned(),
            Ref::Partner(index) => format!("partner/{index}"),
            Ref::Policy(index) => format!("policy/{index}"),
            Ref::Entry(index) => format!("register/{index}"),
            Ref::Pair(index) => format!("pair/{index}"),
            Ref::Change(index) => format!("change/{index}"),
            Ref::Record(kind, index) => format!("record/{}/{index}", kind.as_str()),
        }
    }

    pub fn read(text: &str) -> Option<Ref> {
        match text {
            "tenant" => return Some(Ref::Tenant),
            "default" => return Some(Ref::Default),
            "federation" => return Some(Ref::Federation),
            _ => {}
        }
        let (kind, index) = text.rsplit_once('/')?;
        let index = index.parse().ok()?;
        match kind {
            "partner" => Some(Ref::Partner(index)),
            "policy" => Some(Ref::Policy(index)),
            "register" => Some(Ref::Entry(index)),
            "pair" => Some(Ref::Pair(index)),
            "change" => Some(Ref::Change(index)),
            _ => {
                let kind = Kind::of_name(kind.strip_prefix("record/")?)?;
                Some(Ref::Record(kind, index))
            }
        }
    }
}
