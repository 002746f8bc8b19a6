//! Where the register and the waivers go: as a config that is there says, else where they usually are.

use std::path::{Path, PathBuf};

use crate::config::{self, Config};
use crate::register::Register;
use crate::source::Sources;
use crate::source::discover::display;

/// From the folder.
pub(super) struct Names {
    pub(super) register: Option<PathBuf>,
    pub(super) waivers: Option<PathBuf>,
    /// What a person should know of the choice.
    pub(super) notes: Vec<String>,
}

impl Names {
    pub(super) fn choose(folder: &Path) -> Result<Names, String> {
        let path = folder.join(config::NAME);
        if !path.exists() {
            return Ok(Names::usual(folder));
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
        let waivers = config.waivers.map(|waiving| waiving.file);
        let mut notes = Vec::new();
        for (path, key) in [(&config.register, "register"), (&waivers, "waivers")] {
            if path.is_none() {
                // A file that the config does not name would be read by nobody, or taken for an export.
                notes.push(format!(
                    "no {key}: {} names none; `{key}: FILE` in it, and another run writes that file",
                    config::NAME
                ));
            }
        }
        Ok(Names {
            register: config.register.map(from_here),
            waivers: waivers.map(from_here),
            notes,
        })
    }

    /// The usual names, unless a file of that name is something else, such as an export of partners.
    fn usual(folder: &Path) -> Names {
        let register = folder.join("partners.yaml");
        let mut sources = Sources::default();
        let file = sources.reserve(String::new());
        let is_free = !register.exists() || Register::load(&register, file).1.is_ok();
        let (register, notes) = if is_free {
            ("partners.yaml", Vec::new())
        } else {
            let note = "partners.yaml is no register: the register is register.yaml";
            ("register.yaml", vec![note.to_owned()])
        };
        Names {
            register: Some(PathBuf::from(register)),
            waivers: Some(PathBuf::from("waivers.yaml")),
            notes,
        }
    }
}
