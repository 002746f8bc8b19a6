//! Every rule folder below `policies/`, as it lies on disk: its files, its page, its METADATA and its size. How rules judge is
//! tested by `tenantlint test`; here it is what people read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "policies/page.rs"]
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use page::Page;
use tenantlint::rule::{Metadata, Store};

const FILES: [&str; 5] = [
    "doc.md",
    "fail.yaml",
    "pass.yaml",
    "rule.rego",
    "rule_test.rego",
];

/// The documents that `controls` may name. An entry is the document, a blank, and the id in it.
const DOCUMENTS: [&str; 7] = [
    "BASE",
    "CIS M365 v7.0.0",
    "EIDSCA",
    "ISO 27002:2022",
    "NIST 800-53",
    "SCuBA",
    "Zero Trust Assessment",
];

/// Documents without numbers to name: they stand alone.
const DOCUMENTS_WITHOUT_IDS: [&str; 1] = ["ASD Blueprint"];

/// The lines that one rule of a `rule.rego` may have.
const RULE_LINES: usize = 40;

/// A folder on disk.
struct Folder {
    /// `<area>/<id>`
    name: String,
    id: String,
    path: PathBuf,
}

impl Folder {
    fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.path.join(file)).unwrap_or_default()
    }

    fn metadata(&self) -> Metadata {
        let read = Metadata::read(&self.text("rule.rego"), true);
        read.unwrap_or_else(|error| panic!("{}: {}", self.name, error.message))
            .0
    }

    fn page(&self) -> Page {
        Page::read(&self.text("doc.md"))
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Every folder `policies/<area>/<id>`.
fn folders() -> Vec<Folder> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let mut found = Vec::new();
    for area in names(&root) {
        if area == "lib" || !root.join(&area).is_dir() {
            continue;
        }
        for id in names(&root.join(&area)) {
            let path = root.join(&area).join(&id);
            let name = format!("{area}/{id}");
            found.push(Folder { name, id, path });
        }
    }
    assert!(found.len() >= 21, "{} rules", found.len());
    found
}

/// Ask every folder; everything that is wrong is said at once.
fn each(ask: impl Fn(&Folder, &mut Vec<String>)) {
    let mut wrong = Vec::new();
    for folder in folders() {
        let mut said = Vec::new();
        ask(&folder, &mut said);
        wrong.extend(
            said.into_iter()
                .map(|said| format!("{}: {said}", folder.name)),
        );
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_folder_has_the_five_files_and_no_other() {
    each(|folder, wrong| {
        let found = names(&folder.path);
        if found != FILES {
            wrong.push(format!("has {found:?}"));
        }
    });
}

#[test]
fn no_two_folders_have_the_same_id() {
    let mut seen = BTreeMap::new();
    for folder in folders() {
        if let Some(other) = seen.insert(folder.id, folder.name.clone()) {
            panic!("{other} and {} have the same id", folder.name);
        }
    }
}

/// Cargo does not see that a folder was added, only that a file changed.
#[test]
fn what_is_on_disk_is_what_is_built_in() {
    let built_in: BTreeSet<String> = Store::built_in()
        .folders
        .into_iter()
        .map(|folder| folder.id)
        .collect();
    let on_disk: BTreeSet<String> = folders().into_iter().map(|folder| folder.id).collect();
    assert_eq!(
        on_disk, built_in,
        "`touch src/rule/store.rs` makes cargo look at policies/ again"
    );
}

#[test]
fn every_page_has_the_headings_in_order() {
    each(|folder, wrong| {
        let page = folder.page();
        if page.title != folder.id {
            wrong.push(format!("the first heading is `{}`", page.title));
        }
        let lead = page.lead.trim();
        if lead.contains("\n\n")
            || !lead.ends_with('.')
            || lead.contains(". ")
            || lead.contains(".\n")
        {
            wrong.push(format!("the lead is not one sentence: {lead:?}"));
        }
        let headings = page.sections.iter().map(|(heading, _)| heading.as_str());
        let headings: Vec<&str> = headings.collect();
        if headings != page::SECTIONS {
            wrong.push(format!("the headings are {headings:?}"));
        }
        for (heading, body) in &page.sections {
            if body.trim().is_empty() {
                wrong.push(format!("`{heading}` is empty"));
            }
        }
    });
}

#[test]
fn the_blocks_of_a_page_are_lines_of_its_cases() {
    each(|folder, wrong| {
        let page = folder.page();
        let mut blocks = Vec::new();
        for (heading, file) in [("Fails", "fail.yaml"), ("Passes", "pass.yaml")] {
            match page::sentence_and_block(page.section(heading)) {
                Err(said) => wrong.push(format!("`{heading}` {said}")),
                Ok((_, block)) => {
                    if let Some(line) = page::missing(&block, &folder.text(file)) {
                        wrong.push(format!(
                            "`{heading}`: not in {file}, or not in this order: {line}"
                        ));
                    }
                    blocks.push(block.join("\n"));
                }
            }
        }
        if let [fails, passes] = blocks.as_slice()
            && fails == passes
        {
            wrong.push("`Fails` and `Passes` show the same".to_owned());
        }
    });
}

#[test]
fn every_option_is_on_the_page_and_none_else() {
    each(|folder, wrong| {
        let page = folder.page();
        let told: BTreeMap<String, String> = page.options().into_iter().collect();
        let options = folder.metadata().custom.options;
        if options.is_empty() && !page.section("Options").starts_with("None.") {
            wrong.push("`Options` must be `None.`".to_owned());
        }
        for name in told.keys().filter(|name| !options.contains_key(*name)) {
            wrong.push(format!(
                "`Options` has `{name}`, which METADATA does not know"
            ));
        }
        for (name, option) in &options {
            // Words need no quotes on a page.
            let plain = |text: &str| text.replace(['"', '`', ' '], "");
            match told.get(name) {
                None => wrong.push(format!(
                    "`Options` lacks the table row `| \\`{name}\\` | default | what it does |`"
                )),
                Some(default) if plain(default) != plain(&option.default.to_string()) => {
                    wrong.push(format!(
                        "the default of `{name}` is {}, the page says {default}",
                        option.default
                    ));
                }
                Some(_) => {}
            }
        }
    });
}

#[test]
fn resources_are_on_the_web() {
    each(|folder, wrong| {
        for resource in folder.metadata().related_resources {
            if !resource.url.starts_with("https://") || resource.url.contains(char::is_whitespace) {
                wrong.push(format!("ref: {}", resource.url));
            }
        }
    });
}

#[test]
fn controls_name_a_known_document_and_an_id_in_it() {
    each(|folder, wrong| {
        for control in folder.metadata().custom.controls {
            let with_id = DOCUMENTS.iter().any(|document| {
                control
                    .strip_prefix(document)
                    .and_then(|rest| rest.strip_prefix(' '))
                    .is_some_and(|id| !id.is_empty() && !id.contains(' '))
            });
            if !with_id && !DOCUMENTS_WITHOUT_IDS.contains(&control.as_str()) {
                wrong.push(format!(
                    "`{control}` is not `<document> <id>` with one of {DOCUMENTS:?}"
                ));
            }
        }
    });
}

#[test]
fn levels_differ_from_the_level_and_hold_where_the_rule_runs() {
    each(|folder, wrong| {
        let custom = folder.metadata().custom;
        for (profile, level) in &custom.levels {
            if *level == custom.level {
                wrong.push(format!("`levels` repeats the level under {profile}"));
            }
            if !custom.profiles.contains(profile) {
                wrong.push(format!(
                    "`levels` names {profile}, where the rule does not run"
                ));
            }
        }
    });
}

/// First line and length of every rule of a module: what begins at the margin, up to its last line.
fn lengths(rego: &str) -> Vec<(String, usize)> {
    let mut rules: Vec<(String, usize, usize)> = Vec::new();
    for (index, line) in rego.lines().enumerate() {
        let begins =
            line.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '_' | '"'));
        if begins {
            rules.push((line.to_owned(), index, index));
        } else if let Some(rule) = rules.last_mut()
            && !line.trim().is_empty()
            && !line.starts_with('#')
        {
            rule.2 = index;
        }
    }
    let lengths = rules.into_iter();
    lengths
        .map(|(head, first, last)| (head, last - first + 1))
        .collect()
}

#[test]
fn no_rule_is_long() {
    assert_eq!(
        lengths("package a\n\nx if {\n\ty\n\n\tz\n}\n\n# about w\nw := 1\n")
            .into_iter()
            .map(|(_, length)| length)
            .collect::<Vec<_>>(),
        [1, 5, 1]
    );
    each(|folder, wrong| {
        for (head, length) in lengths(&folder.text("rule.rego")) {
            if length > RULE_LINES {
                wrong.push(format!("{length} lines: {head}"));
            }
        }
    });
}

#[test]
fn every_rule_runs_somewhere_and_strict_is_baseline_and_more() {
    each(|folder, wrong| {
        let profiles = folder.metadata().custom.profiles;
        let has = |name: &str| profiles.iter().any(|profile| profile == name);
        if profiles.is_empty() {
            wrong.push("runs under no profile".to_owned());
        }
        if has("baseline") && !has("strict") {
            wrong.push("runs under baseline, but not under strict".to_owned());
        }
    });
}

/// The first lines of the catalogue count what is on disk.
#[test]
fn the_catalogue_counts_the_rules_of_every_profile() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let folders = folders();
    for folder in &folders {
        for profile in folder.metadata().custom.profiles {
            *counts.entry(profile).or_default() += 1;
        }
    }
    let count = |profile: &str| counts.get(profile).copied().unwrap_or(0);
    let sentence = format!(
        "{} rules: {} run under `baseline` (B), {} under `strict` (S) and {} under `open-collaboration` (O).",
        folders.len(),
        count("baseline"),
        count("strict"),
        count("open-collaboration"),
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/README.md");
    let catalogue = std::fs::read_to_string(path).unwrap_or_default();
    let catalogue = catalogue.replace('\n', " ");
    assert!(
        catalogue.contains(&sentence),
        "policies/README.md lacks: {sentence}\n`UPDATE_EXPECTED=1 cargo test --test cli catalogue` writes it anew"
    );
}
