//! Creating files and never touching one that is there.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use crate::cache::existing;
use crate::source::discover::{display, plain_io_error};

/// What became of a file.
pub(super) enum Put {
    Wrote,
    /// Not written, and why.
    Left(&'static str),
}

/// Create the file `name` below `root`. A file that is there stays as it is, and no link leads out of the root.
pub(super) fn put(root: &Path, name: &Path, text: &str) -> Result<Put, String> {
    let path = root.join(name);
    let failed = |error: std::io::Error| {
        format!(
            "{} could not be written: {}",
            display(&path),
            plain_io_error(&error)
        )
    };
    let root = root.canonicalize().map_err(failed)?;
    let folder = path.parent().unwrap_or(&root);
    if !existing(folder).is_some_and(|there| there.starts_with(&root)) {
        return Ok(Put::Left("it lies outside of this folder"));
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Ok(Put::Left("it is there already"));
        }
        Err(error) => return Err(failed(error)),
    };
    if let Err(error) = file.write_all(text.as_bytes()) {
        // Half a file would be left alone by the next run.
        let _ = std::fs::remove_file(&path);
        return Err(failed(error));
    }
    Ok(Put::Wrote)
}
