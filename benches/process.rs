//! Running the program as a user does, and watching what it takes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::generate::AS_OF;
use crate::measure::seconds;

/// The program under test, built like the one that ships; `TENANTLINT` names another.
pub fn program() -> PathBuf {
    let built = || option_env!("CARGO_BIN_EXE_tenantlint").map(OsString::from);
    let program = std::env::var_os("TENANTLINT").or_else(built);
    program.expect("cargo bench or TENANTLINT names it").into()
}

/// `tenantlint check FOLDER` on that day, in that form.
fn check_words(folder: &Path, format: &str) -> Vec<String> {
    let folder = folder.to_str().expect("a plain path");
    ["check", folder, "--as-of", AS_OF, "--format", format]
        .map(str::to_owned)
        .to_vec()
}

fn quiet(program: &Path, words: &[String]) -> Command {
    let mut command = Command::new(program);
    command
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn expect_judged(code: Option<i32>, words: &[String]) {
    // 1 is findings.
    assert!(
        matches!(code, Some(0 | 1)),
        "tenantlint {words:?} ended with {code:?}"
    );
}

/// Seconds from start to end of a check.
pub fn check(folder: &Path, format: &str) -> f64 {
    run(&check_words(folder, format))
}

/// Seconds from start to end of `tenantlint WORDS`.
pub fn run(words: &[String]) -> f64 {
    let mut command = quiet(&program(), words);
    let mut code = None;
    let took = seconds(|| code = command.status().expect("tenantlint runs").code());
    expect_judged(code, words);
    took
}

/// Seconds on a core, over all threads, that a check takes. `bash` is asked, for it reads the kernel's own account.
pub fn check_core_seconds(folder: &Path, format: &str, threads: Option<usize>) -> f64 {
    let words = check_words(folder, format);
    let mut command = Command::new("bash");
    command
        .arg("-c")
        .arg("TIMEFORMAT='%U %S'; time \"$@\" >/dev/null 2>&1")
        .arg("bash")
        .arg(program())
        .args(&words);
    if let Some(threads) = threads {
        command.env("RAYON_NUM_THREADS", threads.to_string());
    }
    let output = command.output().expect("bash runs");
    expect_judged(output.status.code(), &words);
    String::from_utf8_lossy(&output.stderr)
        .split_whitespace()
        .map(|word| word.parse::<f64>().expect("seconds"))
        .sum()
}

/// The most memory a check holds at any time, in bytes (`VmHWM`, asked again and again while it runs).
pub fn check_peak(folder: &Path, format: &str) -> u64 {
    let words = check_words(folder, format);
    let mut child = quiet(&program(), &words).spawn().expect("tenantlint runs");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = 0;
    let code = loop {
        if let Some(seen) = high_water(&status) {
            peak = peak.max(seen);
        }
        if let Some(status) = child.try_wait().expect("tenantlint ends") {
            break status.code();
        }
        std::thread::sleep(Duration::from_micros(300));
    };
    expect_judged(code, &words);
    peak
}

fn high_water(status: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
