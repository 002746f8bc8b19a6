//! The command line from outside: what a person or a CI job gets to see. Every test runs the binary.
//!
//! - `access`: who can reach whom, and the handshake of two tenants
//! - `bad_input`: the table of broken files, each with its diagnostic, its place and its exit code
//! - `bundle`: the rules and the input for OPA
//! - `cache`: compiled rules are kept, and change nothing
//! - `catalogue`: `policies/README.md` is what `rules` prints
//! - `contributing`: the walk of CONTRIBUTING.md is true
//! - `exit_codes`: the contract of the exit codes
//! - `formats`: every export format, from fixtures in `tests/formats` to what rules see
//! - `examples`: the example folders print what stands in their `expected/`
//! - `gate`: rules that are refused when they are loaded
//! - `report`: the JSON report, `rules` and `input` keep their schemas and agree with themselves
//! - `help`: the help texts, as snapshots
//! - `new_rule`: a rule from nothing
//! - `nothing_vanishes`: an open partner is judged or refused, whatever file hides it
//! - `semantics`: truths about the domain, each a few lines of YAML and a verdict

// A test that can't go on should stop with the reason.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod access;
mod bad_input;
mod bundle;
mod cache;
mod catalogue;
mod contributing;
mod examples;
mod exit_codes;
mod formats;
mod gate;
mod help;
mod new_rule;
mod nothing_vanishes;
mod report;
mod runner;
mod semantics;
