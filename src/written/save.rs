//! Writing a file whole or not at all.

use std::io::Write as _;
use std::path::Path;

/// Replace `path` with `bytes`. Whoever reads it meanwhile, or after a full disk, finds the old file.
pub fn save(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // A link stays one: what it leads to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let half = target.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = write(&half, &target, bytes);
    if written.is_err() {
        let _ = std::fs::remove_file(&half);
    }
    written
}

fn write(half: &Path, target: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::File::create_new(half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    if let Ok(old) = std::fs::metadata(target) {
        std::fs::set_permissions(half, old.permissions())?;
    }
    std::fs::rename(half, target)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_old_file_goes_and_nothing_else_is_left() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("waivers.yaml");
        save(&path, b"one").unwrap();
        save(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
        assert!(save(&home.path().join("nowhere/waivers.yaml"), b"x").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one() {
        let home = tempfile::tempdir().unwrap();
        let (path, link) = (home.path().join("real.yaml"), home.path().join("link.yaml"));
        std::fs::write(&path, "one").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        save(&link, b"two").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
    }
}
