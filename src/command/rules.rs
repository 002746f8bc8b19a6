//! `tenantlint rules`: the catalogue, and one rule explained.

mod catalogue;

use std::collections::BTreeMap;

use serde::Serialize;

use super::Streams;
use crate::cli::{ListFormat, RulesArgs};
use crate::exit::Exit;
use crate::finding::Level;
use crate::report::page;
use crate::report::text::safe;
use crate::rule::{Folder, RuleOption, Scope, Store};
use crate::suggest;

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    description: &'a str,
    level: Level,
    scope: Scope,
    profiles: &'a [String],
    controls: &'a [String],
    remediation: &'a str,
    options: &'a BTreeMap<String, RuleOption>,
    requires: &'a [String],
    status: &'a str,
    since: &'a str,
}

pub(super) fn run(args: &RulesArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let store = Store::with(&args.policies);
    for problem in &store.problems {
        writeln!(
            streams.err,
            "error: {}: {}",
            safe(&problem.path),
            safe(&problem.message)
        )?;
    }
    let broken = if store.problems.is_empty() {
        Exit::Clean
    } else {
        Exit::Rule
    };
    let folders: Vec<&Folder> = match &args.id {
        None => store.folders.iter().collect(),
        Some(id) => match store.find(id) {
            Some(folder) => vec![folder],
            None => {
                let near =
                    suggest::nearest(id, store.folders.iter().map(|folder| folder.id.as_str()));
                let hint = near.map_or_else(
                    || "`tenantlint rules` lists them".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                writeln!(
                    streams.err,
                    "error: there is no rule `{}`: {hint}",
                    safe(id)
                )?;
                return Ok(Exit::Usage);
            }
        },
    };
    match (args.format, args.id.is_some()) {
        (ListFormat::Json, _) => {
            let entries: Vec<Entry<'_>> = folders.iter().map(|folder| entry(folder)).collect();
            serde_json::to_writer_pretty(&mut *streams.out, &entries)?;
            writeln!(streams.out)?;
        }
        (ListFormat::Markdown, false) => catalogue::write(&folders, streams.out)?,
        (ListFormat::Markdown, true) => {
            for doc in folders.iter().filter_map(|folder| folder.doc.as_ref()) {
                streams.out.write_all(doc.as_bytes())?;
            }
        }
        (ListFormat::Human, false) => list(&folders, streams)?,
        (ListFormat::Human, true) => {
            for folder in folders {
                explain(folder, streams)?;
            }
        }
    }
    Ok(broken)
}

fn entry(folder: &Folder) -> Entry<'_> {
    let metadata = &folder.metadata;
    let custom = &metadata.custom;
    Entry {
        id: &folder.id,
        title: &metadata.title,
        description: metadata.description.trim(),
        level: custom.level,
        scope: custom.scope,
        profiles: &custom.profiles,
        controls: &custom.controls,
        remediation: &custom.remediation,
        options: &custom.options,
        requires: &custom.requires,
        status: &custom.status,
        since: &custom.since,
    }
}

fn list(folders: &[&Folder], streams: &mut Streams<'_>) -> std::io::Result<()> {
    let width = folders
        .iter()
        .map(|folder| folder.id.len())
        .max()
        .unwrap_or(0);
    for folder in folders {
        let custom = &folder.metadata.custom;
        writeln!(
            streams.out,
            "{:width$}  {:7}  {:7}  {}",
            folder.id,
            custom.level.as_str(),
            custom.scope.as_str(),
            folder.metadata.title
        )?;
    }
    Ok(())
}

fn explain(folder: &Folder, streams: &mut Streams<'_>) -> std::io::Result<()> {
    let metadata = &folder.metadata;
    let custom = &metadata.custom;
    let out = &mut *streams.out;
    writeln!(out, "{}: {}\n", folder.id, metadata.title)?;
    // The page begins with the same in other words.
    if folder.doc.is_none() {
        writeln!(out, "{}\n", metadata.description.trim())?;
    }
    let levels: String = custom
        .levels
        .iter()
        .map(|(profile, level)| format!(", {} under {profile}", level.as_str()))
        .collect();
    writeln!(out, "level     {}{levels}", custom.level.as_str())?;
    writeln!(out, "scope     {}", custom.scope.as_str())?;
    writeln!(out, "profiles  {}", custom.profiles.join(", "))?;
    if !custom.requires.is_empty() {
        writeln!(out, "requires  {}", custom.requires.join(", "))?;
    }
    if !custom.controls.is_empty() {
        writeln!(out, "controls  {}", custom.controls.join(", "))?;
    }
    writeln!(out, "since     {} ({})", custom.since, custom.status)?;
    if let Some(doc) = &folder.doc {
        writeln!(out)?;
        page::write(doc, out)?;
    } else {
        for (name, option) in &custom.options {
            writeln!(
                out,
                "option    {name} (default {}): {}",
                option.default, option.description
            )?;
        }
        writeln!(out, "\n{}", custom.remediation)?;
    }
    if !metadata.related_resources.is_empty() {
        writeln!(out)?;
    }
    for resource in &metadata.related_resources {
        writeln!(out, "see  {}  {}", resource.url, resource.description)?;
    }
    Ok(())
}
