//! `tenantlint new rule AREA/ID`: the five files of a rule, with one test that fails until the rule is written.

use std::path::PathBuf;

use super::Streams;
use crate::cli::NewRuleArgs;
use crate::exit::Exit;
use crate::report::text::safe;
use crate::rule::Store;
use crate::source::discover::{display, plain_io_error};

/// The files, with placeholders for area, id and package.
const FILES: [(&str, &str); 5] = [
    ("rule.rego", include_str!("new/rule.rego")),
    ("rule_test.rego", include_str!("new/rule_test.rego")),
    ("doc.md", include_str!("new/doc.md")),
    ("fail.yaml", include_str!("new/fail.yaml")),
    ("pass.yaml", include_str!("new/pass.yaml")),
];

pub(super) fn run(args: &NewRuleArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    match make(args) {
        Ok(folder) => {
            let folder = display(&folder);
            writeln!(
                streams.out,
                "{}: five files, with one test that fails on purpose",
                safe(&folder)
            )?;
            writeln!(
                streams.out,
                "next: edit rule.rego, then `tenantlint test {}`",
                safe(&display(&args.dir))
            )?;
            Ok(Exit::Clean)
        }
        Err(message) => {
            writeln!(streams.err, "error: {message}")?;
            Ok(Exit::Usage)
        }
    }
}

fn make(args: &NewRuleArgs) -> Result<PathBuf, String> {
    let (area, id) = args.name.split_once('/').ok_or_else(|| {
        format!(
            "`{}` must be AREA/ID, such as entra/mfa-trust-missing",
            safe(&args.name)
        )
    })?;
    for (what, name) in [("area", area), ("id", id)] {
        if !is_kebab(name) {
            return Err(format!(
                "the {what} `{}` must be in kebab-case: small letters and digits, with single dashes between them",
                safe(name)
            ));
        }
    }
    if Store::with(&[]).find(id).is_some() {
        return Err(format!(
            "there is a rule `{id}` already: `tenantlint rules {id}`"
        ));
    }
    let folder = args.dir.join(area).join(id);
    if folder.exists() {
        return Err(format!(
            "{} is there already: nothing was written",
            display(&folder)
        ));
    }
    let failed = |error: std::io::Error| {
        format!(
            "{} could not be written: {}",
            display(&folder),
            plain_io_error(&error)
        )
    };
    std::fs::create_dir_all(&folder).map_err(failed)?;
    for (name, template) in FILES {
        let text = template
            .replace("AREA", &area.replace('-', "_"))
            .replace("PACKAGE", &id.replace('-', "_"))
            .replace("RULE-ID", id);
        std::fs::write(folder.join(name), text).map_err(failed)?;
    }
    Ok(folder)
}

fn is_kebab(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.split('-').all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}
