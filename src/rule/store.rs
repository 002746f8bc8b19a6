//! Where rules come from: the ones built in, and folders of a team's own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};

use super::metadata::Metadata;
use crate::engine::{EngineError, Module};
use crate::settle::CHECKS;
use crate::source::discover::{display, plain_io_error};
use crate::written::read_text;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies");

/// One rule folder, read but not compiled.
#[derive(Debug, Clone)]
pub struct Folder {
    pub id: String,
    pub package: String,
    pub metadata: Metadata,
    pub module: Module,
    pub test: Option<Module>,
    /// `doc.md`
    pub doc: Option<Arc<str>>,
    /// The text of `pass.yaml` and of `fail.yaml`, with their paths.
    pub pass: Option<Module>,
    pub fail: Option<Module>,
    pub built_in: bool,
}

/// All rule folders of a run, and the Rego they share.
#[derive(Debug, Default)]
pub struct Store {
    /// Sorted by id.
    pub folders: Vec<Folder>,
    pub library: Vec<Module>,
    /// How many of `library`, from the first, stand in the folders themselves; the rest is lent by the rules built in.
    pub library_own: usize,
    /// Unit tests of the shared Rego, and what only tests import.
    pub library_tests: Vec<Module>,
    pub problems: Vec<EngineError>,
    /// Where compiled rules are kept between runs, if anywhere.
    pub cache: Option<PathBuf>,
    /// The Rego of rules that were refused, to point into.
    refused: Vec<Module>,
}

/// The files below a rules folder, by path with `/`.
type Files = BTreeMap<String, String>;

impl Store {
    /// The rules built in.
    pub fn built_in() -> Store {
        let mut files = Files::new();
        embedded(&BUILT_IN, &mut files);
        let mut store = Store::default();
        store.take("policies", files, true);
        store.library_own = store.library.len();
        store.finish();
        store
    }

    /// The rules built in, and those below each of `folders`.
    pub fn with(folders: &[PathBuf]) -> Store {
        let mut store = Store::built_in();
        for folder in folders {
            store.add_folder(folder);
        }
        store.finish();
        store
    }

    /// The rules below `folder` alone, beside the Rego that the rules built in share.
    pub fn only(folder: &Path) -> Store {
        let built_in = Store::built_in();
        let mut store = Store::default();
        store.add_folder(folder);
        store.library_own = store.library.len();
        // A copy of the shared Rego in the folder replaces the one built in.
        for module in built_in.library {
            if !store
                .library
                .iter()
                .any(|own| own.package() == module.package())
            {
                store.library.push(module);
            }
        }
        store.finish();
        store
    }

    /// Every Rego text of the store.
    pub fn modules(&self) -> impl Iterator<Item = &Module> {
        self.library
            .iter()
            .chain(&self.library_tests)
            .chain(&self.refused)
            .chain(self.folders.iter().flat_map(Folder::modules))
    }

    pub fn find(&self, id: &str) -> Option<&Folder> {
        self.folders.iter().find(|folder| folder.id == id)
    }

    fn add_folder(&mut self, folder: &Path) {
        let mut files = Files::new();
        let shown = display(folder);
        if let Err(error) = on_disk(folder, folder, &mut files) {
            self.problems.push(problem(&shown, &error));
        } else {
            self.take(&shown, files, false);
        }
    }

    fn take(&mut self, root: &str, files: Files, built_in: bool) {
        let mut rules = 0usize;
        for (path, text) in &files {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let shown = format!("{root}/{path}");
            let module = Module {
                path: shown.clone(),
                text: text.clone(),
            };
            if name == "rule.rego" {
                rules += 1;
                self.rule(root, folder, module, &files, built_in);
            } else if path.ends_with("_test.rego") {
                if name != "rule_test.rego" {
                    self.library_tests.push(module);
                }
            } else if path.ends_with(".rego") {
                self.library.push(module);
            }
        }
        if rules == 0 {
            self.problems.push(problem(
                root,
                "there is no rule below this folder: a rule is a folder with a `rule.rego`",
            ));
        }
    }

    fn rule(&mut self, root: &str, folder: &str, module: Module, files: &Files, built_in: bool) {
        let beside = |name: &str| {
            let path = if folder.is_empty() {
                name.to_owned()
            } else {
                format!("{folder}/{name}")
            };
            files.get(&path).map(|text| Module {
                path: format!("{root}/{path}"),
                text: text.clone(),
            })
        };
        let id = folder
            .rsplit('/')
            .find(|part| !part.is_empty())
            .or_else(|| root.rsplit('/').next())
            .unwrap_or("")
            .to_owned();
        match Metadata::read(&module.text, !built_in) {
            Err(error) => {
                self.problems.push(EngineError {
                    path: module.path.clone(),
                    line: Some(error.line),
                    column: Some(1),
                    message: error.message,
                });
                self.refused.push(module);
            }
            Ok((metadata, package)) => {
                if let Some(message) = name_problem(&id, &package) {
                    self.problems.push(problem(&module.path, &message));
                    return;
                }
                self.folders.push(Folder {
                    id,
                    package,
                    metadata,
                    test: beside("rule_test.rego"),
                    doc: beside("doc.md").map(|module| Arc::from(module.text)),
                    pass: beside("pass.yaml"),
                    fail: beside("fail.yaml"),
                    module,
                    built_in,
                });
            }
        }
    }

    fn finish(&mut self) {
        self.folders.sort_by(|a, b| a.id.cmp(&b.id));
        let mut twice = Vec::new();
        for pair in self.folders.windows(2) {
            if let [first, second] = pair
                && first.id == second.id
            {
                twice.push(problem(
                    &second.module.path,
                    &format!(
                        "the rule `{}` is there twice, also in {}: ids must differ",
                        second.id, first.module.path
                    ),
                ));
            }
        }
        self.problems.extend(twice);
        self.folders.dedup_by(|b, a| a.id == b.id);
    }
}

/// The id, the folder and the package must agree.
fn name_problem(id: &str, package: &str) -> Option<String> {
    let kebab = !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !kebab {
        return Some(format!(
            "the folder `{id}` is no rule id: use lower-case words with dashes"
        ));
    }
    // A report counts rules and checks on waivers side by side.
    if CHECKS.iter().any(|check| check.id == id) {
        return Some(format!(
            "`{id}` is the id of a check on waivers: choose another"
        ));
    }
    let expected = id.replace('-', "_");
    let last = package.rsplit('.').next().unwrap_or("");
    (last != expected).then(|| {
        format!("the package is `{package}`, but its last part must be `{expected}`, as the folder is called")
    })
}

fn problem(path: &str, message: &str) -> EngineError {
    EngineError {
        path: path.to_owned(),
        line: None,
        column: None,
        message: message.to_owned(),
    }
}

fn is_rule_file(name: &str) -> bool {
    name.ends_with(".rego") || matches!(name, "doc.md" | "pass.yaml" | "fail.yaml")
}

fn embedded(dir: &Dir<'_>, files: &mut Files) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => embedded(dir, files),
            DirEntry::File(file) => {
                let path = display(file.path());
                if is_rule_file(path.rsplit('/').next().unwrap_or(""))
                    && let Some(text) = file.contents_utf8()
                {
                    files.insert(path, text.to_owned());
                }
            }
        }
    }
}

fn on_disk(root: &Path, folder: &Path, files: &mut Files) -> Result<(), String> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("{}: {}", display(folder), plain_io_error(&error)))?;
    for entry in entries {
        let entry = entry.map_err(|error| plain_io_error(&error))?;
        let path = entry.path();
        let kind = entry.file_type().map_err(|error| plain_io_error(&error))?;
        if kind.is_dir() {
            on_disk(root, &path, files)?;
        } else if kind.is_file() && is_rule_file(&entry.file_name().to_string_lossy()) {
            let text =
                read_text(&path).map_err(|reason| format!("{}: {reason}", display(&path)))?;
            let relative = path.strip_prefix(root).unwrap_or(&path);
            files.insert(display(relative), text.to_string());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use super::*;
    use crate::engine::Library;

    #[test]
    fn every_rule_built_in_passes_the_gate_and_runs_on_the_machine() {
        let store = Store::built_in();
        let library =
            Library::new(&store.library, true).unwrap_or_else(|error| panic!("{error:?}"));
        for folder in &store.folders {
            match library.compile(&folder.module, &folder.package, true) {
                Ok(check) => assert!(check.runs_on_machine(), "{}", folder.id),
                Err(error) => panic!("{}: {error:?}", folder.id),
            }
        }
    }

    #[test]
    fn the_ids_of_checks_on_waivers_are_taken() {
        assert!(name_problem("waiver-void", "house.waiver_void").is_some());
        assert!(name_problem("waiver-odd", "house.waiver_odd").is_none());
    }

    #[test]
    fn every_rule_built_in_has_sound_metadata_and_all_its_files() {
        let store = Store::built_in();
        assert!(store.problems.is_empty(), "{:?}", store.problems);
        assert!(store.folders.len() >= 21);
        for folder in &store.folders {
            if let Err(error) = Metadata::read(&folder.module.text, true) {
                panic!("{}: {}", folder.id, error.message);
            }
            let files = [
                folder.doc.is_some(),
                folder.test.is_some(),
                folder.pass.is_some(),
                folder.fail.is_some(),
            ];
            assert_eq!(files, [true; 4], "{} lacks a file", folder.id);
        }
    }
}
