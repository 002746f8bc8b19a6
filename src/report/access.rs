//! `tenantlint access` in each form it can be given.

pub mod handshake;
pub mod json;
pub mod matrix;

use crate::finding::Label;
use crate::handshake::ask::Ask;
use crate::handshake::{Party, Visit};
use crate::report::text::{safe, width_of, wrap};
use crate::source::Sources;
use crate::tenant::effective::Origin;

/// How much to say.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Every place that was looked at.
    pub explain: bool,
    /// One partner was asked for.
    pub one: bool,
}

/// The handshake of two tenants.
pub struct Handshake<'a> {
    pub us: Party<'a>,
    pub them: Party<'a>,
    /// Of our people, and of theirs.
    pub visits: Vec<Visit>,
    /// When their export is not here.
    pub ask: Option<Ask>,
}

/// Columns of a line.
const WIDTH: usize = 100;

/// `path:line`, the path below `folder`.
fn place(label: &Label, sources: &Sources, folder: &str) -> String {
    let Some(file) = sources.get(label.file) else {
        return String::new();
    };
    let path = file.path.strip_prefix(folder).unwrap_or(&file.path);
    let line = file.position(label.span.start).line;
    format!("{}:{line}", safe(path))
}

/// The folder that holds all the files of these labels, with its slash; empty when there is none.
fn folder_of<'a>(labels: impl Iterator<Item = &'a Label>, sources: &Sources) -> String {
    let mut common: Option<String> = None;
    for label in labels {
        let path = sources.path(label.file);
        let folder = path
            .rfind('/')
            .map_or("", |at| path.get(..=at).unwrap_or(""));
        let shorter = match &common {
            None => folder.to_owned(),
            Some(common) => common
                .split_inclusive('/')
                .zip(folder.split_inclusive('/'))
                .take_while(|(a, b)| a == b)
                .map(|(part, _)| part)
                .collect(),
        };
        common = Some(shorter);
    }
    common.unwrap_or_default()
}

/// Text on lines of their own, indented.
fn paragraph(text: &str, indent: usize) -> String {
    let room = WIDTH.saturating_sub(indent);
    let margin = " ".repeat(indent);
    let lines = wrap(&safe(text), room, room);
    let lines: Vec<String> = lines
        .iter()
        .map(|line| format!("{margin}{line}\n"))
        .collect();
    lines.concat()
}

/// Text filled up with blanks to a number of columns.
fn padded(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(width_of(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// Whence a value comes, in a word.
fn whence(origin: Origin) -> &'static str {
    match origin {
        Origin::Own => "own",
        Origin::Inherited => "default",
        Origin::ServiceDefault => "Microsoft's",
        Origin::Unknown => "-",
    }
}
