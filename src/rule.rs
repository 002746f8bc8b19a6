//! Rules: folders of Rego with METADATA, found and compiled, never registered.

pub mod cases;
mod compiled;
pub mod input;
mod metadata;
mod store;

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{Config, RuleProfile};
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Check, Datum, EngineError, Library, Module, Trial};
use crate::finding::Level;
use crate::source::Sources;
use crate::suggest;

use compiled::Compiled;
pub use metadata::{Metadata, RuleOption, Scope, SubjectName};
pub use store::{Folder, Store};

/// A rule, ready to judge.
#[derive(Clone)]
pub struct Rule {
    pub id: String,
    pub metadata: Metadata,
    /// Its page, `doc.md`.
    pub doc: Option<Arc<str>>,
    pub check: Arc<Check>,
    /// The level after the config's word.
    pub level: Level,
    /// The rule's options after the config's word, defaults filled in.
    pub options: Datum,
}

/// The rules of a run.
pub struct RuleSet {
    /// Sorted by id.
    pub rules: Vec<Arc<Rule>>,
    /// Rules that could not be loaded, and settings for rules that do not exist.
    pub diagnostics: Vec<Diagnostic>,
}

/// Which rules are wanted.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    All,
    Under(RuleProfile, &'a Config),
}

/// Compile the rules of `store` that run under `profile` and the config.
pub fn load(
    store: &Store,
    config: &Config,
    profile: RuleProfile,
    sources: &mut Sources,
) -> RuleSet {
    let mut set = compile_all(store, Wanted::Under(profile, config), sources);
    set.diagnostics.extend(check_config(store, config));
    set
}

/// Compile every rule of `store`, with its own level and options.
pub fn load_all(store: &Store, sources: &mut Sources) -> RuleSet {
    compile_all(store, Wanted::All, sources)
}

fn compile_all(store: &Store, wanted: Wanted<'_>, sources: &mut Sources) -> RuleSet {
    let mut diagnostics = Vec::new();
    let library = match Library::new(
        &store.library,
        store.folders.iter().any(|folder| !folder.built_in),
    ) {
        Ok(library) => library,
        Err(error) => {
            return RuleSet {
                rules: Vec::new(),
                diagnostics: vec![rule_error(&error, store, sources)],
            };
        }
    };
    let compiled = Compiled::open(store);
    let loaded: Vec<Result<Option<(Rule, bool)>, EngineError>> = store
        .folders
        .par_iter()
        .map(|folder| ready(folder, &library, &compiled, wanted))
        .collect();
    let mut rules = Vec::new();
    let mut new = Vec::new();
    for result in loaded {
        match result {
            Ok(Some((rule, kept))) => {
                let rule = Arc::new(rule);
                if !kept {
                    new.push(Arc::clone(&rule));
                }
                rules.push(rule);
            }
            Ok(None) => {}
            Err(error) => diagnostics.push(rule_error(&error, store, sources)),
        }
    }
    compiled.keep(new.iter().map(|rule| (rule.id.as_str(), &*rule.check)));
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    diagnostics.extend(
        store
            .problems
            .iter()
            .map(|error| rule_error(error, store, sources)),
    );
    RuleSet { rules, diagnostics }
}

/// The rule of a folder when it is wanted, and whether it was compiled in an earlier run.
fn ready(
    folder: &Folder,
    library: &Library,
    compiled: &Compiled,
    wanted: Wanted<'_>,
) -> Result<Option<(Rule, bool)>, EngineError> {
    let settings = match wanted {
        Wanted::All => None,
        Wanted::Under(profile, config) => {
            let settings = config.rules.get(&folder.id);
            // A rule that the config names runs whatever the profile.
            let runs = match settings {
                Some(settings) => !settings.off,
                None => folder.metadata.runs_in(profile),
            };
            if !runs {
                return Ok(None);
            }
            settings
        }
    };
    let (check, kept) = match compiled.check(folder) {
        Some(check) => (check, true),
        None => {
            let check = library.compile(&folder.module, &folder.package, !folder.built_in)?;
            (check, false)
        }
    };
    let rule = Rule {
        id: folder.id.clone(),
        level: settings
            .and_then(|settings| settings.level)
            .unwrap_or(match wanted {
                Wanted::Under(profile, _) => folder.metadata.level(profile),
                Wanted::All => folder.metadata.custom.level,
            }),
        options: folder
            .metadata
            .options(settings.map(|settings| &settings.options)),
        metadata: folder.metadata.clone(),
        doc: folder.doc.clone(),
        check: Arc::new(check),
    };
    Ok(Some((rule, kept)))
}

/// Rules and options that the config names and nobody knows.
fn check_config(store: &Store, config: &Config) -> Vec<Diagnostic> {
    let Some(written) = &config.written else {
        return Vec::new();
    };
    let mut diagnostics = Vec::new();
    for (id, settings) in &config.rules {
        let Some(node) = settings.node else { continue };
        let Some(folder) = store.folders.iter().find(|folder| folder.id == *id) else {
            let ids = store.folders.iter().map(|folder| folder.id.as_str());
            let mistake = written.mistake(
                node,
                Code::ConfigInvalid,
                format!("there is no rule `{id}`"),
                "no such rule",
            );
            diagnostics.push(match suggest::nearest(id, ids) {
                Some(near) => mistake.help(format!("did you mean `{near}`?")),
                None => mistake.help("`tenantlint rules` lists them"),
            });
            continue;
        };
        for (name, value) in &settings.options {
            if let Err((message, help)) = folder.metadata.check_option(name, value) {
                let place = written
                    .tree
                    .get(node, "options")
                    .and_then(|options| written.tree.get(options, name))
                    .unwrap_or(node);
                diagnostics.push(
                    written
                        .mistake(place, Code::ConfigInvalid, message, "here")
                        .help(help),
                );
            }
        }
    }
    diagnostics
}

/// A rule that can't be loaded or run, pointing into its Rego.
pub fn rule_error(error: &EngineError, store: &Store, sources: &mut Sources) -> Diagnostic {
    let code = Code::RuleInvalid;
    let diagnostic = Diagnostic::new(code, format!("{}: {}", error.path, error.message));
    let text = store
        .modules()
        .find(|module| module.path == error.path)
        .map(|module| module.text.clone());
    match (error.line, error.column, text) {
        (Some(line), Some(column), Some(text)) => {
            diagnostic.label(rego_label(error, &text, line, column, sources))
        }
        _ => diagnostic,
    }
}

fn rego_label(
    error: &EngineError,
    text: &str,
    line: u32,
    column: u32,
    sources: &mut Sources,
) -> crate::finding::Label {
    let before: usize = text
        .split_inclusive('\n')
        .take((line.saturating_sub(1)) as usize)
        .map(str::len)
        .sum();
    let rest = text.get(before..).unwrap_or("");
    let start = before
        + rest
            .chars()
            .take(column.saturating_sub(1) as usize)
            .map(char::len_utf8)
            .sum::<usize>();
    let offset = |value: usize| u32::try_from(value.min(text.len())).unwrap_or(u32::MAX);
    let file = sources.add(error.path.clone(), Arc::from(text));
    crate::finding::Label {
        file,
        pointer: String::new(),
        span: crate::source::Span {
            start: offset(start),
            end: offset(start),
        },
        text: "here".to_owned(),
        primary: true,
    }
}

impl Rule {
    /// The same rule, run in a trial beside.
    pub fn beside(&self, trial: &Arc<Trial>) -> Rule {
        Rule {
            check: Arc::new(self.check.beside(Arc::clone(trial))),
            ..self.clone()
        }
    }

    /// Whether it judges what a review found, and nothing else.
    pub fn is_on_changes(&self) -> bool {
        self.metadata.custom.scope == Scope::Change
    }

    /// The same rule with other options.
    pub fn with_options(&self, given: Option<&serde_json::Map<String, serde_json::Value>>) -> Rule {
        Rule {
            options: self.metadata.options(given),
            ..self.clone()
        }
    }
}

impl Folder {
    /// Every Rego file of the folder.
    pub fn modules(&self) -> impl Iterator<Item = &Module> {
        std::iter::once(&self.module).chain(self.test.as_ref())
    }
}
