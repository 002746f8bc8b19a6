//! The folder where work is kept between runs: the user's own, never one that the linted files could have filled.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// Where people may name another folder, or `off`.
pub const VARIABLE: &str = "TENANTLINT_CACHE";

/// The folder of this program in the user's cache; none when there is none, when it is switched off, or when it lies in a
/// repository of `inputs`: whoever writes what is linted would then write what judges it.
pub fn folder(inputs: &[PathBuf]) -> Option<PathBuf> {
    let folder = match std::env::var_os(VARIABLE) {
        Some(word) if word.is_empty() || word == "off" => return None,
        Some(folder) => std::path::absolute(folder).ok()?,
        None => etcetera::choose_base_strategy()
            .ok()?
            .cache_dir()
            .join("tenantlint"),
    };
    let place = existing(&folder)?;
    let here = [PathBuf::from(".")];
    let mut linted = inputs.iter().chain(&here);
    let within = linted.any(|input| {
        let root = input.canonicalize().ok();
        root.is_some_and(|path| place.starts_with(repository(&path)))
    });
    (!within).then_some(folder)
}

/// What there is of the folder already, without links.
pub(crate) fn existing(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .find_map(|ancestor| ancestor.canonicalize().ok())
}

/// The repository that the path is in, or the path.
fn repository(path: &Path) -> &Path {
    path.ancestors()
        .find(|ancestor| ancestor.join(".git").exists())
        .unwrap_or(path)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_repository_is_found_from_below() {
        let home = tempfile::tempdir().unwrap();
        let deep = home.path().join("repo/exports/entra");
        std::fs::create_dir_all(&deep).unwrap();
        assert_eq!(repository(&deep), deep);
        std::fs::create_dir(home.path().join("repo/.git")).unwrap();
        assert_eq!(repository(&deep), home.path().join("repo"));
    }

    #[test]
    fn what_is_not_there_yet_is_judged_by_what_is() {
        let home = tempfile::tempdir().unwrap();
        let there = home.path().canonicalize().unwrap();
        assert_eq!(existing(&home.path().join("a/b")), Some(there));
    }
}
