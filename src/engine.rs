//! The rule engine: compiles Rego and runs it. Only this room names regorus.
//!
//! A check runs on regorus' virtual machine, about five times faster than its interpreter. What the
//! machine refuses runs on the interpreter. What it would get silently wrong never gets this far:
//! [`gate`] refuses it when the rule is loaded.

mod check;
mod datum;
mod error;
mod gate;
mod library;

pub use check::{Check, Said};
pub use datum::{Datum, Words};
pub use error::EngineError;
pub use library::{Library, TestOutcome};

/// One Rego file.
#[derive(Debug, Clone)]
pub struct Module {
    /// Where the text comes from; shown in errors.
    pub path: String,
    pub text: String,
}
