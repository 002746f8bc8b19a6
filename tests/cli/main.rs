//! The command line from outside: what a person or a CI job gets to see. Every test runs the binary.
//!
//! - `access`: who can reach whom, and the handshake of two tenants
//! - `bad_input`: the table of broken files, each with its diagnostic, its place and its exit code
//! - `baseline`: what was found on another day does not count
//! - `bundle`: the rules and the input for OPA
//! - `cache`: compiled rules are kept, and change nothing
//! - `catalogue`: `policies/README.md` is what `rules` prints
//! - `changed_since`: findings of a change, and that nothing of it is hidden
//! - `contributing`: the walk of CONTRIBUTING.md is true
//! - `evidence`: the archive for auditors
//! - `exit_codes`: the contract of the exit codes
//! - `formats`: every export format, from fixtures in `tests/formats` to what rules see
//! - `examples`: the example folders print what stands in their `expected/`
//! - `gate`: rules that are refused when they are loaded
//! - `report`: the JSON report, `rules` and `input` keep their schemas and agree with themselves
//! - `help`: the help texts, as snapshots
//! - `init`: what it writes passes its own check, and touches nothing
//! - `honest`: no way to pass in silence
//! - `merge`: shards, and joining their reports
//! - `new_rule`: a rule from nothing
//! - `nothing_vanishes`: an open partner is judged or refused, whatever file hides it
//! - `pairs`: two tenants seen from both sides, and the evidence that a register has of a partner
//! - `printed`: schemas, completions, manual pages
//! - `review`: what a change opens, between folders and between revisions
//! - `semantics`: truths about the domain, each a few lines of YAML and a verdict
//! - `testing`: what `test` shows of rules and their examples
//! - `waivers`: what somebody accepts, and what is said of that

// A test that can't go on should stop with the reason.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod access;
mod bad_input;
mod baseline;
mod bundle;
mod cache;
mod catalogue;
mod changed_since;
mod contributing;
mod evidence;
mod examples;
mod exit_codes;
mod formats;
mod gate;
mod help;
mod honest;
mod init;
mod merge;
mod new_rule;
mod nothing_vanishes;
mod pairs;
mod printed;
mod report;
mod review;
mod runner;
mod semantics;
mod testing;
mod waivers;
