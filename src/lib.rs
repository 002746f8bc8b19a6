//! tenantlint: a policy-as-code linter for Microsoft 365 cross-tenant settings.
//!
//! Data flows one way, and each step has one room and one type that it hands on:
//!
//! ```text
//! bytes -> Tree -> Record -> Tenant -> effective settings -> outcome -> Finding -> settled -> output
//!  source  export  tenant::assemble   tenant::effective     judge      locate     settle     report
//! ```
//!
//! [`source`] finds, decodes and parses files into trees whose every key and value knows its place. [`export`] recognises
//! the records in them and brings them to canonical form. [`tenant`] puts records together and resolves what is in force.
//! [`rule`] finds rules and builds what they see; [`engine`] runs them; [`judge`] turns what they say into outcomes, and
//! [`locate`] into places. [`settle`] holds findings against waivers, [`baseline`] against those of another day.
//! [`report`] writes. [`command`] ties them to the command line in [`cli`]. [`git`] tells what a change changed.

pub mod baseline;
pub mod cache;
pub mod channels;
pub mod cli;
pub mod command;
pub mod config;
pub mod counterpart;
pub mod coverage;
pub mod diagnostic;
pub mod digest;
pub mod engine;
pub mod evidence;
pub mod exit;
pub mod export;
pub mod finding;
pub mod git;
pub mod handshake;
pub mod judge;
pub mod load;
pub mod locate;
pub mod matrix;
pub mod merge;
pub mod pair;
mod progress;
pub mod proposal;
pub mod register;
pub mod report;
pub mod review;
pub mod rule;
pub mod schema;
pub mod session;
pub mod settle;
pub mod shard;
pub mod since;
pub mod source;
mod suggest;
pub mod tenant;
mod terminal;
pub mod toward;
pub mod waiver;
pub mod written;
