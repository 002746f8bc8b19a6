//! The files of CI platforms: their scripts are taken from them and run with a program that stands for tenantlint.
//!
//! No platform runs here. What can be shown: which arguments reach the program, that none of them reaches the shell, that what
//! an export holds reaches no runner as a command, and that the exit code comes through. `.ci/platforms/check` holds the files
//! against their published schemas.

// A test that can't go on should stop with the reason.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
#![cfg(unix)]

#[path = "platforms/api.rs"]
mod api;
#[path = "platforms/azure.rs"]
mod azure;
#[path = "platforms/azure_review.rs"]
mod azure_review;
#[path = "platforms/container.rs"]
mod container;
#[path = "platforms/github.rs"]
mod github;
#[path = "platforms/github_review.rs"]
mod github_review;
#[path = "platforms/gitlab.rs"]
mod gitlab;
#[path = "platforms/gitlab_review.rs"]
mod gitlab_review;
#[path = "platforms/history.rs"]
mod history;
#[path = "platforms/stage.rs"]
mod stage;
#[path = "platforms/templates.rs"]
mod templates;
