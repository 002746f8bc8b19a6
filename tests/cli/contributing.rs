//! CONTRIBUTING.md is true: its walk from nothing to a passing rule, done as it is written.
//!
//! Of its first chapter every block with a path before it is written to that file, and every `console` block is run in a
//! shell, in order, in one folder; what it prints is what stands there.
//!
//! `UPDATE_EXPECTED=1 cargo test --test cli contributing` writes what is printed anew: read the difference.

#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use crate::bad_input::Files;
use crate::runner::root;

/// A block of the chapter: the path before it, if any, its language and its text.
struct Block {
    path: Option<String>,
    language: String,
    text: String,
}

fn blocks(chapter: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut path = None;
    let mut lines = chapter.lines();
    while let Some(line) = lines.next() {
        let marks = line.chars().take_while(|c| *c == '`').count();
        if marks < 3 {
            let named = line
                .strip_prefix('`')
                .and_then(|line| line.strip_suffix("`:"));
            // Only an empty line may stand between a path and its block.
            if named.is_some() || !line.is_empty() {
                path = named.map(str::to_owned);
            }
            continue;
        }
        let (fence, language) = line.split_at(marks);
        let inside = lines.by_ref().take_while(|line| *line != fence);
        blocks.push(Block {
            path: path.take(),
            language: language.to_owned(),
            text: inside.map(|line| format!("{line}\n")).collect(),
        });
    }
    blocks
}

/// What a command prints in a shell that finds the program by its name.
fn shell(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_tenantlint"));
    let mut path = program.parent().expect("a folder").as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let done = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", path)
        .output()
        .expect("a shell");
    let text = [done.stdout, done.stderr].concat();
    String::from_utf8(text).expect("UTF-8")
}

#[test]
fn the_walk_of_contributing_is_true() {
    let place = root().join("CONTRIBUTING.md");
    let page = std::fs::read_to_string(&place).expect("the page");
    let (chapter, _) = page
        .split_once("\n## Proposing a rule\n")
        .expect("the first chapter");
    let files = Files::new();
    let folder = files.path();
    std::os::unix::fs::symlink(root().join("examples"), folder.join("examples")).expect("a link");
    let mut anew = page.clone();
    let (mut written, mut run) = (0, 0);
    for block in blocks(chapter) {
        if let Some(path) = block.path {
            // Each is a file of the scaffold.
            assert!(folder.join(&path).is_file(), "{path}");
            std::fs::write(folder.join(&path), block.text).expect("the file is written");
            written += 1;
        } else if block.language == "console" {
            let mut printed = String::new();
            for command in block
                .text
                .lines()
                .filter_map(|line| line.strip_prefix("$ "))
            {
                printed.push_str(&format!("$ {command}\n{}", shell(command, folder)));
                run += 1;
            }
            anew = anew.replacen(&block.text, &printed, 1);
        }
    }
    assert!(written >= 5 && run >= 9, "{written} files, {run} commands");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&place, &anew).expect("the page is written");
    } else {
        let differs = page.lines().zip(anew.lines()).find(|(a, b)| a != b);
        assert!(page == anew, "CONTRIBUTING.md is not true: {differs:#?}");
    }
}
