//! The rule engine: compiles Rego and runs it. Only this room names regorus.
//!
//! A check runs on regorus' virtual machine, about five times faster than its interpreter. What the
//! machine refuses runs on the interpreter. What it would get silently wrong is mended before it is
//! compiled ([`mend`]), or never gets this far: [`gate`] refuses it when the rule is loaded.

mod check;
mod datum;
mod error;
mod gate;
mod library;
mod mend;
mod trial;

pub use check::{Check, Said};
pub use datum::{Datum, Words};
pub use error::EngineError;
pub use library::Library;
pub use trial::{Lines, TestOutcome, Trial};

/// One Rego file.
#[derive(Debug, Clone)]
pub struct Module {
    /// Where the text comes from; shown in errors.
    pub path: String,
    pub text: String,
}

impl Module {
    /// The package that the text names, e.g. `tenantlint.lib`; empty when it names none.
    pub fn package(&self) -> &str {
        package_of(&self.text)
    }
}

/// The package that a Rego text names; empty when it names none.
pub fn package_of(text: &str) -> &str {
    let named = text.lines().find_map(|line| line.strip_prefix("package "));
    let named = named.and_then(|rest| rest.split('#').next());
    named.unwrap_or_default().trim()
}
