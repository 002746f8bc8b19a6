//! `tenantlint init`: config, register, waivers, their schemas and a workflow, filled with what the folder shows.
//!
//! Nothing that is there is touched. The schemas are written beside the config, because editors must find them offline.

mod found;
mod names;
mod platform;
mod put;
mod texts;

use std::path::{Path, PathBuf};

use super::Streams;
use crate::cli::InitArgs;
use crate::config;
use crate::exit::Exit;
use crate::report::text::safe;
use crate::schema;
use crate::source::discover::{display, plain_io_error};
use found::Found;
use names::Names;
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
        self.files.extend(
            names
                .register
                .iter()
                .map(|name| (name.clone(), texts::register(&found.partners, name))),
        );
        self.files.extend(
            names
                .waivers
                .iter()
                .map(|name| (name.clone(), texts::waivers(name))),
        );
        self.notes.extend(names.notes.iter().cloned());
        for name in ["config", "register", "waivers"] {
            let path = format!("{}/{name}.schema.json", texts::SCHEMAS);
            let text = schema::text(name).unwrap_or_default();
            self.files.push((PathBuf::from(path), text.to_owned()));
        }
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
