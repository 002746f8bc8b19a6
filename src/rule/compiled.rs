//! Rules compiled in an earlier run, kept in a cache folder of the user.
//!
//! Compiling is most of a short run. A file is named by a digest of everything that decides what is compiled: this
//! program's version, every Rego file and its path. It begins with a digest of its own content, so that a damaged file is
//! no file. Nothing here is said to anyone: without a cache a run is slower, never different.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::store::{Folder, Store};
use crate::engine::Check;

/// Changes with the layout of the file and with how a rule is compiled. The program's version stands beside it: a new regorus
/// is a new version.
const LAYOUT: &str = "3";
const DIGEST: usize = 32;
/// Files of other versions and other rules that stay.
const KEPT: usize = 8;

/// What was compiled earlier.
#[derive(Default)]
pub(super) struct Compiled {
    file: Option<PathBuf>,
    bytes: Vec<u8>,
    /// Where each rule stands in `bytes`, by id.
    places: BTreeMap<String, Range<usize>>,
}

impl Compiled {
    /// What an earlier run kept of these rules.
    pub(super) fn open(store: &Store) -> Compiled {
        let Some(folder) = &store.cache else {
            return Compiled::default();
        };
        let file = folder.join(format!("rules-{}", name(store)));
        let bytes = std::fs::read(&file).unwrap_or_default();
        let places = places(&bytes).unwrap_or_default();
        Compiled {
            file: Some(file),
            bytes,
            places,
        }
    }

    /// The rule as it was compiled.
    pub(super) fn check(&self, folder: &Folder) -> Option<Check> {
        let place = self.places.get(&folder.id)?;
        Check::from_bytes(&folder.module.path, self.bytes.get(place.clone())?)
    }

    /// Keep these beside what is there.
    pub(super) fn keep<'a>(self, added: impl Iterator<Item = (&'a str, &'a Check)>) {
        let Some(file) = &self.file else { return };
        let mut rules: BTreeMap<&str, Vec<u8>> = added
            .filter_map(|(id, check)| Some((id, check.to_bytes()?)))
            .collect();
        if rules.is_empty() {
            return;
        }
        for (id, place) in &self.places {
            let kept = self.bytes.get(place.clone()).unwrap_or_default();
            rules.entry(id).or_insert_with(|| kept.to_vec());
        }
        // A full disk or a folder that can't be written to: the next run compiles again.
        let _ = write(file, &rules);
    }
}

/// A digest of all that decides what is compiled.
fn name(store: &Store) -> String {
    let mut digest = Sha256::new();
    let mut part = |text: &str| {
        digest.update(text.len().to_le_bytes());
        digest.update(text);
    };
    part(LAYOUT);
    part(env!("CARGO_PKG_VERSION"));
    let rules = store.folders.iter().map(|folder| &folder.module);
    for module in store.library.iter().chain(rules) {
        part(&module.path);
        part(&module.text);
    }
    let digest = digest.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A digest of the rest; then of each rule its id and itself, each with its length before it.
fn places(bytes: &[u8]) -> Option<BTreeMap<String, Range<usize>>> {
    let (digest, rest) = bytes.split_first_chunk::<DIGEST>()?;
    if Sha256::digest(rest).as_slice() != digest {
        return None;
    }
    let mut places = BTreeMap::new();
    let mut at = DIGEST;
    while at < bytes.len() {
        let id = part(bytes, &mut at)?;
        let id = std::str::from_utf8(bytes.get(id)?).ok()?.to_owned();
        places.insert(id, part(bytes, &mut at)?);
    }
    Some(places)
}

fn part(bytes: &[u8], at: &mut usize) -> Option<Range<usize>> {
    let (length, _) = bytes.get(*at..)?.split_first_chunk::<4>()?;
    let start = at.checked_add(4)?;
    let end = start.checked_add(u32::from_le_bytes(*length) as usize)?;
    bytes.get(start..end)?;
    *at = end;
    Some(start..end)
}

fn write(file: &Path, rules: &BTreeMap<&str, Vec<u8>>) -> std::io::Result<()> {
    let mut rest = Vec::new();
    for (id, bytes) in rules {
        for part in [id.as_bytes(), bytes] {
            let length = u32::try_from(part.len()).map_err(std::io::Error::other)?;
            rest.extend(length.to_le_bytes());
            rest.extend(part);
        }
    }
    let mut bytes = Sha256::digest(&rest).to_vec();
    bytes.extend(rest);
    let folder = file.parent().unwrap_or(Path::new(""));
    create(folder)?;
    // Another run may read the file at this moment.
    let half = file.with_extension(std::process::id().to_string());
    std::fs::write(&half, bytes)?;
    std::fs::rename(&half, file)?;
    remove_old(folder)
}

fn create(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

fn remove_old(folder: &Path) -> std::io::Result<()> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("rules-") {
            files.push((entry.metadata()?.modified()?, entry.path()));
        }
    }
    files.sort();
    for (_, path) in files.iter().rev().skip(KEPT) {
        std::fs::remove_file(path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::engine::Library;

    fn store(cache: &Path) -> Store {
        let mut store = Store::built_in();
        store.folders.truncate(3);
        store.cache = Some(cache.to_owned());
        store
    }

    fn fill(store: &Store) -> Compiled {
        let library = Library::new(&store.library, false).unwrap();
        for folder in &store.folders {
            let check = library.compile(&folder.module, &folder.package, false);
            let check = check.unwrap();
            Compiled::open(store).keep([(folder.id.as_str(), &check)].into_iter());
        }
        Compiled::open(store)
    }

    #[test]
    fn what_was_kept_is_found_and_adds_up() {
        let home = tempfile::tempdir().unwrap();
        let store = store(&home.path().join("new"));
        assert!(Compiled::open(&store).check(&store.folders[0]).is_none());
        let compiled = fill(&store);
        assert!(
            store
                .folders
                .iter()
                .all(|folder| compiled.check(folder).is_some())
        );
    }

    #[test]
    fn another_text_is_another_file() {
        let home = tempfile::tempdir().unwrap();
        let mut store = store(home.path());
        fill(&store);
        store.folders[0].module.text.push('\n');
        assert!(Compiled::open(&store).check(&store.folders[0]).is_none());
        store.folders[0].module.text.pop();
        store.library[0].text.push('\n');
        assert!(Compiled::open(&store).check(&store.folders[0]).is_none());
    }

    #[test]
    fn a_damaged_file_is_no_file() {
        let home = tempfile::tempdir().unwrap();
        let store = store(home.path());
        let file = fill(&store).file.unwrap();
        let whole = std::fs::read(&file).unwrap();
        for at in [0, DIGEST, DIGEST + 2, whole.len() / 2, whole.len() - 1] {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            std::fs::write(&file, bytes).unwrap();
            assert!(Compiled::open(&store).places.is_empty(), "byte {at}");
        }
        std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        assert!(Compiled::open(&store).places.is_empty());
    }

    #[test]
    fn only_the_newest_files_stay() {
        let home = tempfile::tempdir().unwrap();
        for number in 0..20 {
            std::fs::write(home.path().join(format!("rules-{number}")), "").unwrap();
        }
        std::fs::write(home.path().join("other"), "").unwrap();
        fill(&store(home.path()));
        let left = std::fs::read_dir(home.path()).unwrap().count();
        assert_eq!(left, KEPT + 1);
    }
}
