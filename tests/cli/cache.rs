//! Compiled rules are kept between runs, where the linted files can't reach, and change nothing but the time.

use std::path::Path;

use crate::runner::{TODAY, root, tenantlint};

/// What a run on the quickstart prints, with that cache.
fn check(cache: &Path, from: &Path) -> String {
    let quickstart = root().join("examples/quickstart");
    let args = ["check", "--as-of", TODAY, "--format", "json"];
    let done = tenantlint()
        .dir(from)
        .env("TENANTLINT_CACHE", cache.to_str().unwrap())
        .args(
            args.iter()
                .map(AsRef::as_ref)
                .chain([quickstart.as_os_str()]),
        )
        .run();
    assert_eq!(done.code, 1, "{}", done.shown());
    done.stdout
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn a_cache_changes_nothing_be_it_empty_full_or_damaged() {
    let home = tempfile::tempdir().unwrap();
    let cache = home.path().join("cache");
    let work = home.path().join("work");
    std::fs::create_dir(&work).unwrap();
    let without = check(Path::new("off"), &work);
    assert_eq!(check(&cache, &work), without);
    let kept = files(&cache);
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(check(&cache, &work), without);
    let mut bytes = std::fs::read(&kept[0]).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&kept[0], &bytes).unwrap();
    assert_eq!(check(&cache, &work), without);
    assert_ne!(
        std::fs::read(&kept[0]).unwrap(),
        bytes,
        "it is written anew"
    );
}

/// Whoever can add files to what is linted could else add the rules that judge it.
#[test]
fn a_folder_within_what_is_linted_is_no_cache() {
    let home = tempfile::tempdir().unwrap();
    let repository = home.path().join("repository");
    std::fs::create_dir_all(repository.join(".git")).unwrap();
    let cache = repository.join(".cache");
    std::fs::create_dir(&cache).unwrap();
    check(&cache, &repository);
    assert!(files(&cache).is_empty());
    let below = repository.join("deep/down");
    std::fs::create_dir_all(&below).unwrap();
    check(&cache, &below);
    assert!(files(&cache).is_empty());
}
