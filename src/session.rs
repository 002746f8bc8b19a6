//! What every command on exports needs: the config, the register, the inputs, and the tenants they make.

use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;

use crate::cli::Inputs;
use crate::config::{self, Config, RuleProfile};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{self, Bytes, Loaded, Refused};
use crate::register::Register;
use crate::rule::Store;
use crate::source::{Sources, discover};
use crate::tenant::{Tenant, assemble};

/// The path that stands for standard input.
const STDIN: &str = "-";

/// A run, with its inputs read.
pub struct Session {
    pub sources: Sources,
    pub config: Config,
    pub register: Option<Register>,
    pub profile: RuleProfile,
    pub as_of: Date,
    pub store: Store,
    pub loaded: Loaded,
    pub tenants: Vec<Tenant>,
}

/// A run that could not begin: the config or the register is wrong.
pub struct Refusal {
    pub sources: Sources,
    pub as_of: Date,
    pub diagnostics: Vec<Diagnostic>,
}

impl Session {
    /// Read everything that `inputs` names. `tick` is called once a file.
    pub fn open(inputs: &Inputs, tick: &(dyn Fn() + Sync)) -> Result<Session, Box<Refusal>> {
        let mut sources = Sources::default();
        let as_of = inputs.as_of.unwrap_or_else(|| Zoned::now().date());
        match prepare(inputs, &mut sources) {
            Err(diagnostics) => Err(Box::new(Refusal {
                sources,
                as_of,
                diagnostics,
            })),
            Ok((config, register)) => {
                let mut folders = config.policies.clone();
                folders.extend(inputs.policies.iter().cloned());
                let store = Store::with(&folders);
                let mut loaded = read(inputs, &config, &folders, &mut sources, tick);
                let (tenants, diagnostics) =
                    assemble::assemble(&loaded.documents, &sources, &config);
                loaded.diagnostics.extend(diagnostics);
                Ok(Session {
                    profile: inputs.profile.unwrap_or(config.profile),
                    sources,
                    config,
                    register,
                    as_of,
                    store,
                    loaded,
                    tenants,
                })
            }
        }
    }
}

fn prepare(
    inputs: &Inputs,
    sources: &mut Sources,
) -> Result<(Config, Option<Register>), Vec<Diagnostic>> {
    let config = match config_path(inputs) {
        None => Config::default(),
        Some(path) => Config::load(&relative(&path), sources)?,
    };
    let register = inputs.register.clone().or_else(|| config.register.clone());
    let register = register
        .map(|path| Register::load(&path, sources))
        .transpose()
        .map_err(|mistakes| point_at_register(mistakes, &config, inputs))?;
    Ok((config, register))
}

/// What to read: standard input when it is given a name and no path is, else the current folder.
fn paths(inputs: &Inputs) -> Vec<PathBuf> {
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

fn read(
    inputs: &Inputs,
    config: &Config,
    rule_folders: &[PathBuf],
    sources: &mut Sources,
    tick: &(dyn Fn() + Sync),
) -> Loaded {
    let (stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths(inputs)
        .into_iter()
        .partition(|path| path.as_os_str() == STDIN);
    let mut left_out: Vec<PathBuf> = rule_folders.to_vec();
    left_out.extend(config.register.clone());
    left_out.extend(inputs.register.clone());
    left_out.extend(config.waivers.clone());
    left_out.push(config.folder.join(config::NAME));
    let mut loaded = load::load(discover::discover(&paths, &left_out), sources, tick);
    if !stdin.is_empty() {
        let name = inputs
            .stdin_filename
            .clone()
            .unwrap_or_else(|| "<stdin>".to_owned());
        let more = load::load_bytes(
            Bytes {
                name,
                named: true,
                bytes: read_stdin(),
            },
            sources,
        );
        loaded.documents.extend(more.documents);
        loaded.inputs.extend(more.inputs);
        loaded.diagnostics.extend(more.diagnostics);
        loaded.skipped.extend(more.skipped);
    }
    loaded
}

fn read_stdin() -> Result<Vec<u8>, Refused> {
    let limit = crate::source::MAX_FILE_BYTES;
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Refused::Unreadable(discover::plain_io_error(&error)))?;
    if bytes.len() as u64 > limit {
        return Err(Refused::TooLarge(bytes.len() as u64));
    }
    Ok(bytes)
}
