//! What every command on exports needs: the config, the register, the inputs, and the tenants they make.

use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;

use crate::cache;
use crate::cli::Inputs;
use crate::config::{self, Config, RuleProfile};
use crate::counterpart::{self, Counterpart, Shown};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{self, Bytes, Loaded};
use crate::pair::{self, Pair};
use crate::register::Register;
use crate::rule::input::Whole;
use crate::rule::{self, RuleSet, Store};
use crate::source::{Sources, discover, read_stream};
use crate::tenant::{Tenant, assemble};

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// Files of a command itself, which are no exports: waivers, a baseline.
#[derive(Default)]
pub struct Own {
    pub files: Vec<PathBuf>,
    /// The command writes waivers, so that the file which the config names may not be there yet.
    pub may_begin_waivers: bool,
}

/// A run, with its inputs read.
pub struct Session {
    pub sources: Sources,
    pub config: Config,
    pub register: Option<Register>,
    pub profile: RuleProfile,
    pub as_of: Date,
    pub store: Store,
    /// The folders of a team's own rules.
    pub policies: Vec<PathBuf>,
    pub loaded: Loaded,
    pub tenants: Vec<Tenant>,
    /// What partners have shown of their own side.
    pub counterparts: Vec<Counterpart>,
    /// Whether the config's whole folder was read, so that what is not here is nowhere.
    pub whole: bool,
}

/// A run that could not begin: the config or the register is wrong.
pub struct Refusal {
    pub sources: Sources,
    pub as_of: Date,
    pub diagnostics: Vec<Diagnostic>,
}

impl Session {
    /// Read everything that `inputs` names, but for the command's `own` files. `tick` is called once a file.
    pub fn open(
        inputs: &Inputs,
        own: &Own,
        tick: &(dyn Fn() + Sync),
    ) -> Result<Session, Box<Refusal>> {
        let mut sources = Sources::default();
        let as_of = inputs.as_of.unwrap_or_else(|| Zoned::now().date());
        let refuse = |sources, diagnostics| {
            Box::new(Refusal {
                sources,
                as_of,
                diagnostics,
            })
        };
        let config =
            match config_path(inputs).map(|path| Config::load(&relative(&path), &mut sources)) {
                None => Config::default(),
                Some(Ok(config)) => config,
                Some(Err(diagnostics)) => return Err(refuse(sources, diagnostics)),
            };
        let dangling = dangling(inputs, own, &config);
        if !dangling.is_empty() {
            return Err(refuse(sources, dangling));
        }
        let mut folders = config.policies.clone();
        folders.extend(inputs.policies.iter().cloned());
        let register = inputs.register.clone().or_else(|| config.register.clone());
        let place = register.map(|path| (sources.reserve(discover::display(&path)), path));
        let (stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths(inputs)
            .into_iter()
            .partition(|path| path.as_os_str() == STDIN);
        let found = discover::discover(&paths, &left_out(inputs, own, &config, &folders));
        // The register of a large tenant is as long in the reading as its exports.
        let (register, (mut parsed, store)) = rayon::join(
            || {
                place
                    .as_ref()
                    .map(|(file, path)| Register::load(path, *file))
            },
            || {
                rayon::join(
                    || load::parse_all(&found.files, tick),
                    || Store::with(&folders),
                )
            },
        );
        let mut counterparts = Vec::new();
        let mut shown = Loaded::default();
        let register = match (register, place) {
            (Some((text, register)), Some((file, path))) => {
                sources.fill(file, text);
                match register {
                    Ok(register) => {
                        let folder = path.parent().unwrap_or(Path::new(""));
                        (counterparts, shown) =
                            counterpart::read_all(&register, folder, &config.formats, &mut sources);
                        Some(register)
                    }
                    Err(mistakes) => {
                        let mistakes = point_at_register(mistakes, &config, inputs);
                        return Err(refuse(sources, mistakes));
                    }
                }
            }
            _ => None,
        };
        if let Some(stays) =
            counterpart::others_of(&found, &paths, &counterparts, &|id| config.owns(id))
        {
            parsed.retain(&stays);
        }
        let mut loaded = load::settle(parsed, found, &config.formats, &mut sources);
        if !stdin.is_empty() {
            loaded.extend(load::load_bytes(
                stdin_bytes(inputs),
                &config.formats,
                &mut sources,
            ));
        }
        let (tenants, diagnostics) = assemble::assemble(&loaded.documents, &sources, &config);
        loaded.diagnostics.extend(diagnostics);
        loaded.extend(shown);
        // A tenant of the run speaks for itself.
        let is_here = |id: &str| {
            let ids = tenants
                .iter()
                .filter_map(|tenant| tenant.profile.tenant_id.as_deref());
            ids.into_iter().any(|own| own.eq_ignore_ascii_case(id))
        };
        counterparts.retain(|one| !is_here(&one.tenant_id));
        let everything = reads_everything(&paths, &config);
        if everything {
            loaded
                .diagnostics
                .extend(assemble::refuse_empty(&config, &tenants));
        }
        Ok(Session {
            profile: inputs.profile.unwrap_or(config.profile),
            sources,
            config,
            register,
            as_of,
            store,
            policies: folders,
            whole: everything,
            loaded,
            tenants,
            counterparts,
        })
    }
}

impl Session {
    /// A tenant of this run, ready to be shown to rules.
    pub fn whole_of<'a>(&'a self, tenant: &'a Tenant) -> Whole<'a> {
        Whole::new(
            tenant,
            &self.loaded.documents,
            self.register.as_ref(),
            self.as_of,
        )
    }

    /// What partners have shown, ready to be looked at.
    pub fn shown(&self) -> Vec<Shown<'_>> {
        let counterparts = self.counterparts.iter();
        counterparts.map(|one| one.shown(self.as_of)).collect()
    }

    /// The pairs among its tenants, by index.
    pub fn pairs_in_run(&self) -> Vec<[usize; 2]> {
        pair::in_run(&self.tenants, &self.loaded.documents)
    }

    /// Show one tenant by index, and the pairs that are judged with it: see [`Session::pairs_in_run`] and [`Session::shown`].
    pub fn show<T>(
        &self,
        index: usize,
        in_run: &[[usize; 2]],
        shown: &[Shown<'_>],
        look: impl FnOnce(&Whole<'_>, &[Pair<'_>]) -> T,
    ) -> Option<T> {
        let whole = self.whole_of(self.tenants.get(index)?);
        let others: Vec<Whole<'_>> = in_run
            .iter()
            .filter(|[own, _]| *own == index)
            .filter_map(|[_, other]| Some(self.whole_of(self.tenants.get(*other)?)))
            .collect();
        let pairs = pair::pairs(&whole, &others, shown);
        Some(look(&whole, &pairs))
    }

    /// All of its tenants.
    pub fn wholes(&self) -> Vec<Whole<'_>> {
        let tenants = self.tenants.iter();
        tenants.map(|tenant| self.whole_of(tenant)).collect()
    }

    /// The rules of this run, compiled; wrong words about rules in the config end it. `linted` is what is being read: the
    /// cache of compiled rules never lies in there.
    pub fn rules(&mut self, linted: &[PathBuf]) -> Result<RuleSet, Vec<Diagnostic>> {
        let mut linted = linted.to_vec();
        linted.extend(self.policies.iter().cloned());
        self.store.cache = cache::folder(&linted);
        let mut rules = rule::load(&self.store, &self.config, self.profile, &mut self.sources);
        let (usage, broken): (Vec<Diagnostic>, Vec<Diagnostic>) = rules
            .diagnostics
            .drain(..)
            .partition(|diagnostic| diagnostic.code == Code::ConfigInvalid);
        rules.diagnostics = broken;
        if usage.is_empty() {
            Ok(rules)
        } else {
            Err(usage)
        }
    }
}

/// Whether the paths cover the folder that the config lies in, so that a tenant without files is one that is missing.
fn reads_everything(paths: &[PathBuf], config: &Config) -> bool {
    let here = if config.folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &config.folder
    };
    let Ok(here) = here.canonicalize() else {
        return false;
    };
    paths
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .any(|path| here.starts_with(path))
}

/// What to read: standard input when it is given a name and no path is, else the current folder.
pub fn paths(inputs: &Inputs) -> Vec<PathBuf> {
    match (inputs.paths.is_empty(), &inputs.stdin_filename) {
        (false, _) => inputs.paths.clone(),
        (true, Some(_)) => vec![PathBuf::from(STDIN)],
        (true, None) => vec![PathBuf::from(".")],
    }
}

fn config_path(inputs: &Inputs) -> Option<PathBuf> {
    if inputs.no_config {
        return None;
    }
    inputs.config.clone().or_else(|| {
        let paths = paths(inputs);
        let first = paths.first()?;
        config::find(if first.as_os_str() == STDIN {
            Path::new(".")
        } else {
            first
        })
    })
}

/// Shorter below the current folder, so that messages are the same on every machine.
fn relative(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    match here {
        Ok(here) => path.strip_prefix(&here).unwrap_or(path).to_path_buf(),
        Err(_) => path.to_path_buf(),
    }
}

/// Folders of rules and a waivers file that are named and not there.
fn dangling(inputs: &Inputs, own: &Own, config: &Config) -> Vec<Diagnostic> {
    let message = |path: &Path, what: &str| {
        format!(
            "{} could not be read: there is no such {what}",
            discover::display(path)
        )
    };
    let mut found: Vec<Diagnostic> = inputs
        .policies
        .iter()
        .filter(|path| !path.is_dir())
        .map(|path| Diagnostic::new(Code::ConfigInvalid, message(path, "folder")))
        .collect();
    let Some(written) = &config.written else {
        return found;
    };
    let node = |key: &str| written.root().and_then(|root| written.tree.get(root, key));
    let mut mistake = |node: Option<crate::source::NodeId>, message: String| {
        found.extend(
            node.map(|node| written.mistake(node, Code::ConfigInvalid, message, "named here")),
        );
    };
    for (index, path) in config.policies.iter().enumerate() {
        if !path.is_dir() {
            let place = node("policies").and_then(|list| written.tree.item(list, index));
            mistake(place, message(path, "folder"));
        }
    }
    let waivers = config.waivers.as_ref().map(|waiving| &waiving.file);
    if let Some(path) = waivers.filter(|path| !own.may_begin_waivers && !path.is_file()) {
        let place = node("waivers").map(|node| written.tree.get(node, "file").unwrap_or(node));
        mistake(place, message(path, "file"));
    }
    found
}

/// A register that the config names and that is not there: the mistake is in the config's line.
fn point_at_register(
    mistakes: Vec<Diagnostic>,
    config: &Config,
    inputs: &Inputs,
) -> Vec<Diagnostic> {
    let Some(written) = config
        .written
        .as_ref()
        .filter(|_| inputs.register.is_none())
    else {
        return mistakes;
    };
    let place = written
        .root()
        .and_then(|root| written.tree.get(root, "register"));
    mistakes
        .into_iter()
        .map(|mistake| match place {
            Some(node) if mistake.labels.is_empty() => {
                written.mistake(node, Code::ConfigInvalid, mistake.message, "named here")
            }
            _ => mistake,
        })
        .collect()
}

/// What is never an export: the files people write, and the folders of rules.
fn left_out(inputs: &Inputs, own: &Own, config: &Config, rule_folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut left_out: Vec<PathBuf> = rule_folders.to_vec();
    left_out.extend(own.files.iter().cloned());
    left_out.extend(config.register.clone());
    left_out.extend(inputs.register.clone());
    left_out.extend(config.waivers.as_ref().map(|waiving| waiving.file.clone()));
    left_out.push(config.folder.join(config::NAME));
    left_out
}

/// What standard input is called.
pub fn stdin_name(inputs: &Inputs) -> String {
    let name = inputs.stdin_filename.clone();
    name.unwrap_or_else(|| "<stdin>".to_owned())
}

fn stdin_bytes(inputs: &Inputs) -> Bytes {
    Bytes {
        name: stdin_name(inputs),
        named: true,
        bytes: read_stream(std::io::stdin().lock(), 0),
    }
}
