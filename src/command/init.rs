//! `tenantlint init`: config, register, waivers, their schemas and a workflow, filled with what the folder shows.
//!
//! Nothing that is there is touched. The schemas are written beside the config, because editors must find them offline.

mod found;
mod platform;
mod put;
mod texts;

use std::path::{Path, PathBuf};

use super::Streams;
use crate::cli::InitArgs;
use crate::config::{self, Config};
use crate::exit::Exit;
use crate::register::Register;
use crate::report::text::safe;
use crate::schema;
use crate::source::Sources;
use crate::source::discover::{display, plain_io_error};
use found::Found;
use put::{Put, put};

pub(super) fn run(args: &InitArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let plan = match Plan::make(args) {
        Ok(plan) => plan,
        Err(message) => {
            writeln!(streams.err, "error: {}", safe(&message))?;
            return Ok(Exit::Usage);
        }
    };
    for (name, text) in &plan.files {
        let shown = display(name);
        match put(&args.folder, name, text) {
            Ok(Put::Wrote) => writeln!(streams.out, "wrote  {}", safe(&shown))?,
            Ok(Put::Left(why)) => writeln!(streams.out, "left   {}: {why}", safe(&shown))?,
            Err(message) => {
                writeln!(streams.err, "error: {}", safe(&message))?;
                return Ok(Exit::Usage);
            }
        }
    }
    for note in &plan.notes {
        writeln!(streams.out, "{}", safe(note))?;
    }
    writeln!(streams.out, "\nnext:")?;
    for next in &plan.next {
        writeln!(streams.out, "- {}", safe(next))?;
    }
    Ok(Exit::Clean)
}

/// What is to be written, and said.
#[derive(Default)]
struct Plan {
    /// From the folder, in the order of writing.
    files: Vec<(PathBuf, String)>,
    notes: Vec<String>,
    next: Vec<String>,
}

impl Plan {
    fn make(args: &InitArgs) -> Result<Plan, String> {
        let folder = &args.folder;
        std::fs::create_dir_all(folder).map_err(|error| {
            format!(
                "{} could not be made: {}",
                display(folder),
                plain_io_error(&error)
            )
        })?;
        let mut plan = Plan::default();
        let names = Names::choose(folder)?;
        let register = names.register.as_ref().map(|name| folder.join(name));
        let found = found::find(folder, register.filter(|path| path.is_file()));
        plan.written_by_people(&names, &found);
        plan.workflows(args);
        plan.what_next(folder, &found);
        Ok(plan)
    }

    /// The config and what it names, each with its schema.
    fn written_by_people(&mut self, names: &Names, found: &Found) {
        let config = PathBuf::from(config::NAME);
        let register = names.register.clone().unwrap_or_default();
        self.files.push((config, texts::config(found, &register)));
        match &names.register {
            Some(name) => self
                .files
                .push((name.clone(), texts::register(&found.partners))),
            None => self.says_no("register", "partners.yaml"),
        }
        match &names.waivers {
            Some(name) => self.files.push((name.clone(), texts::WAIVERS.to_owned())),
            None => self.says_no("waivers", "waivers.yaml"),
        }
        for name in ["config", "register", "waivers"] {
            let path = format!("{}/{name}.schema.json", texts::SCHEMAS);
            let text = schema::text(name).unwrap_or_default();
            self.files.push((PathBuf::from(path), text.to_owned()));
        }
    }

    /// A file that the config does not name would be read by nobody, or taken for an export.
    fn says_no(&mut self, key: &str, file: &str) {
        self.notes.push(format!(
            "no {key}: {} names none. Add `{key}: {file}` to it, and run this again",
            config::NAME
        ));
    }

    fn workflows(&mut self, args: &InitArgs) {
        if let Some(root) = repository_above(&args.folder) {
            self.notes.push(format!(
                "no workflow: platforms look for it in the root of the repository, {}",
                display(&root)
            ));
            return;
        }
        let platforms = match args.platform {
            Some(platform) => vec![platform],
            None => platform::found(&args.folder),
        };
        if platforms.is_empty() {
            self.notes.push(
                "no workflow: nothing here tells where checks are to run. --platform github, gitlab or azure writes one"
                    .to_owned(),
            );
        }
        let version = format!("v{}", env!("CARGO_PKG_VERSION"));
        for platform in platforms {
            for (path, template) in platform.files() {
                let text = template.replace("VERSION", &version);
                self.files.push((PathBuf::from(path), text));
            }
            self.next.push(platform.next().to_owned());
        }
    }

    /// What a person does first comes first.
    fn what_next(&mut self, folder: &Path, found: &Found) {
        let mut first = Vec::new();
        let check = match display(folder) {
            name if name == "." => "tenantlint check".to_owned(),
            name => format!("tenantlint check {name}"),
        };
        if found.tenants.is_empty() {
            first.push(
                "put exports here, as JSON from Graph and Teams PowerShell; `tenantlint inspect` names what is missing"
                    .to_owned(),
            );
        }
        first.push(format!("`{check}`"));
        if found.troubled {
            first.push("some files could not be read or trusted: the check says why".to_owned());
        }
        if !found.partners.is_empty() {
            first.push(format!(
                "{} in the exports: name them in the register, and approve those that are vetted",
                match found.partners.len() {
                    1 => "1 partner".to_owned(),
                    many => format!("{many} partners"),
                }
            ));
        }
        self.next.splice(0..0, first);
    }
}

/// Where the register and the waivers are, from the folder: as a config that is there says, else as is usual.
struct Names {
    register: Option<PathBuf>,
    waivers: Option<PathBuf>,
}

impl Names {
    fn choose(folder: &Path) -> Result<Names, String> {
        let path = folder.join(config::NAME);
        if !path.exists() {
            return Ok(Names {
                register: Some(free_register(folder)),
                waivers: Some(PathBuf::from("waivers.yaml")),
            });
        }
        let config = Config::load(&path, &mut Sources::default()).map_err(|_| {
            format!(
                "{} is there and can't be used: nothing was written; `tenantlint check` says what is wrong",
                display(&path)
            )
        })?;
        let from_here = |path: PathBuf| {
            let name = path.strip_prefix(folder).map(Path::to_path_buf);
            name.unwrap_or(path)
        };
        Ok(Names {
            register: config.register.map(from_here),
            waivers: config.waivers.map(from_here),
        })
    }
}

/// The usual name, unless a file of that name is something else, such as an export of partners.
fn free_register(folder: &Path) -> PathBuf {
    let usual = folder.join("partners.yaml");
    let mut sources = Sources::default();
    let file = sources.reserve(String::new());
    let is_free = !usual.exists() || Register::load(&usual, file).1.is_ok();
    PathBuf::from(if is_free {
        "partners.yaml"
    } else {
        "register.yaml"
    })
}

/// The root of the repository that the folder lies in without being it.
fn repository_above(folder: &Path) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    if folder.join(".git").exists() {
        return None;
    }
    folder
        .ancestors()
        .find(|above| above.join(".git").exists())
        .map(Path::to_path_buf)
}
