//! Each way to pass in silence, and that none is open. `exit_codes` has the contract, this the ways around it.

use crate::bad_input::{Files, SOUND};
use crate::exit_codes::{OPEN, WARNS};
use crate::runner::{Done, TODAY, tenantlint};

const FORMATS: [&str; 3] = ["human", "concise", "json"];
const PROFILES: [&str; 3] = ["baseline", "strict", "open-collaboration"];

fn check(files: &Files, args: &[&str]) -> Done {
    tenantlint()
        .dir(files.path())
        .args(["check", "--as-of", TODAY])
        .args(args)
        .run()
}

/// Ends with a code, in every format and profile, with `--exit-zero` as without, and says why.
#[track_caller]
fn always(code: i32, files: &Files, args: &[&str], words: &str) {
    let mut runs: Vec<Vec<&str>> = vec![vec!["--exit-zero"], vec!["--fail-on", "never"]];
    runs.extend(FORMATS.map(|format| vec!["--format", format]));
    runs.extend(PROFILES.map(|profile| vec!["--exit-zero", "--profile", profile]));
    for more in runs {
        let done = check(files, &[args, &more].concat());
        assert_eq!(done.code, code, "{more:?} {}", done.shown());
        let said = format!("{}{}", done.stdout, done.stderr).replace("\n  ", " ");
        assert!(said.contains(words), "{more:?} {}", done.shown());
    }
}

fn sound() -> Files {
    Files::new().with("export.yaml", SOUND)
}

#[test]
fn no_input() {
    always(3, &Files::new(), &["."], "no exports were found");
    always(4, &Files::new(), &["exports"], "exports could not be read");
    always(
        4,
        &sound(),
        &["export.yaml", "partners.json"],
        "partners.json could not be read",
    );
}

#[test]
fn nothing_recognised() {
    let files = Files::new()
        .with("a.json", "{\"name\": 1}")
        .with("b.yaml", "- x\n");
    always(3, &files, &["."], "no exports were found");
    always(4, &files, &["a.json"], "holds no settings");
}

#[test]
fn no_rule_selected() {
    let off = "version: 1\nrules: {mfa-trust-missing: off}\n";
    let files = sound().with("tenantlint.yaml", off);
    always(
        3,
        &files,
        &["--rule", "mfa-trust-missing", "."],
        "no rule is selected",
    );
    // A rule that the profile does not run.
    let args = [
        "--rule",
        "approved-partner-not-configured",
        "--profile",
        "baseline",
        ".",
    ];
    let done = check(&sound(), &args);
    assert_eq!(done.code, 3, "{}", done.shown());
    assert!(
        done.stderr.contains("no rule is selected"),
        "{}",
        done.shown()
    );
}

#[test]
fn nothing_that_could_be_told() {
    let files = sound();
    let done = check(&files, &["--rule", "agreement-expired", "--exit-zero", "."]);
    assert_eq!(done.code, 3, "{}", done.shown());
    assert!(
        done.stderr
            .contains("nothing that the selected rules could judge"),
        "{}",
        done.shown()
    );
}

/// A rule of the team's own that is always there, with another body.
fn rule(body: &str) -> String {
    let (head, _) = WARNS.split_once("fail contains").expect("the rule");
    let head = head
        .replace("always_warns", "own_rule")
        .replace("[baseline]", "[baseline, strict, open-collaboration]");
    format!("{head}{body}\n")
}

#[test]
fn a_rule_that_fails() {
    for body in [
        "fail contains {\"on\": \"nobody\", \"path\": \"\", \"message\": \"m\"}",
        "fail contains {\"on\": \"tenant\", \"path\": \"\"}",
        "fail contains \"text\"",
        "fail := true",
    ] {
        let files = sound().with("rules/own-rule/rule.rego", rule(body));
        let args = ["--policies", "rules", "--exit-zero", "."];
        let done = check(&files, &args);
        assert_eq!(done.code, 5, "{body}: {}", done.shown());
        assert!(
            done.stdout.contains("own-rule") || done.stdout.contains("own_rule"),
            "{}",
            done.shown()
        );
    }
    let fails = rule("fail contains {\"on\": \"nobody\", \"path\": \"\", \"message\": \"m\"}");
    let files = sound().with("rules/own-rule/rule.rego", fails);
    always(5, &files, &["--policies", "rules", "."], "own-rule failed");
}

#[test]
fn a_rule_over_its_limit() {
    let body = "fail contains {\"on\": \"tenant\", \"path\": \"\", \"message\": \"m\"} if {
	some a in numbers.range(1, 30000)
	some b in numbers.range(1, 30000)
	a + b < 0
}";
    let files = sound().with("rules/own-rule/rule.rego", rule(body));
    let done = check(
        &files,
        &[
            "--policies",
            "rules",
            "--rule",
            "own-rule",
            "--exit-zero",
            ".",
        ],
    );
    assert_eq!(done.code, 5, "{}", done.shown());
    assert!(done.stdout.contains("rule-failed"), "{}", done.shown());
    assert!(done.stdout.contains("limit"), "{}", done.shown());
}

#[test]
fn a_file_that_is_named_and_not_there() {
    for (config, words) in [
        ("register: nowhere.yaml\n", "nowhere.yaml could not be read"),
        ("waivers: nowhere.yaml\n", "nowhere.yaml could not be read"),
        ("policies: [nowhere]\n", "nowhere could not be read"),
    ] {
        let files = sound().with("tenantlint.yaml", format!("version: 1\n{config}"));
        always(2, &files, &["."], words);
    }
    always(
        2,
        &sound(),
        &["--config", "nowhere.yaml", "."],
        "nowhere.yaml could not be read",
    );
    always(
        2,
        &sound(),
        &["--register", "nowhere.yaml", "."],
        "nowhere.yaml could not be read",
    );
    always(
        2,
        &sound(),
        &["--policies", "nowhere", "."],
        "nowhere could not be read",
    );
}

#[test]
fn a_file_that_can_not_be_read_among_good_ones() {
    let files = sound();
    let large = std::fs::File::create(files.path().join("large.json")).expect("a file");
    large.set_len((512 << 20) + 1).expect("a large file");
    let done = check(&files, &["--exit-zero", "."]);
    assert_eq!(done.code, 4, "{}", done.shown());
    assert!(done.stdout.contains("file-too-large"), "{}", done.shown());
    always(
        4,
        &sound().with("more.json", [0xff, 0xfe, 0x00]),
        &["."],
        "encoding-invalid",
    );
}

#[test]
#[cfg(unix)]
fn a_file_without_permission_among_good_ones() {
    use std::os::unix::fs::PermissionsExt as _;
    let files = sound().with("closed.json", "{}").with("shut/a.json", "{}");
    for name in ["closed.json", "shut"] {
        let path = files.path().join(name);
        let open = std::fs::metadata(&path).expect("it is there").permissions();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("closed");
        // The superuser reads everything.
        let is_closed = std::fs::read(&path).is_err() && std::fs::read_dir(&path).is_err();
        let done = check(&files, &["--exit-zero", "."]);
        std::fs::set_permissions(&path, open).expect("open again");
        if is_closed {
            assert_eq!(done.code, 4, "{}", done.shown());
            assert!(done.stdout.contains("file-unreadable"), "{}", done.shown());
        }
    }
}

/// What has no end must end: a hostile config may name any path.
#[test]
#[cfg(target_os = "linux")]
fn files_without_an_end() {
    let zero = ["/dev/zero"];
    let done = check(&sound(), &zero);
    assert_eq!(done.code, 4, "{}", done.shown());
    for key in ["register", "waivers"] {
        let config = format!("version: 1\n{key}: /dev/zero\n");
        let files = sound().with("tenantlint.yaml", config);
        assert_eq!(check(&files, &["."]).code, 2, "{key}");
    }
    assert_eq!(check(&sound(), &["--register", "/dev/zero", "."]).code, 2);
    let merged = tenantlint().args(["merge", "/dev/zero"]).run();
    assert_eq!(merged.code, 4, "{}", merged.shown());
}

#[test]
fn a_reader_that_goes_away() {
    for format in FORMATS {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let done = tenantlint()
            .args([
                "check",
                "examples/quickstart",
                "--as-of",
                TODAY,
                "--exit-zero",
            ])
            .args(["--format", format])
            .run_into(writer.into());
        assert_eq!(done.code, 70, "{format}: {}", done.shown());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk() {
    let files = Files::new().with("export.yaml", OPEN);
    let report = files.check(&["."]).stdout;
    std::fs::write(files.path().join(".report.json"), report).expect("written");
    let full = || std::fs::File::create("/dev/full").expect("/dev/full");
    let merge = || {
        tenantlint()
            .dir(files.path())
            .args(["merge", "--exit-zero", ".report.json"])
    };
    assert_eq!(merge().run_into(full().into()).code, 70);
    let done = merge().args(["-o", "/dev/full"]).run();
    assert_eq!(done.code, 70, "{}", done.shown());
    assert!(
        done.stderr.contains("could not be written"),
        "{}",
        done.shown()
    );
    std::os::unix::fs::symlink("/dev/full", files.path().join("e.zip")).expect("a link");
    let done = check(&files, &["--exit-zero", "--evidence", "e.zip", "."]);
    assert_eq!(done.code, 70, "{}", done.shown());
    assert!(
        done.stderr.contains("could not be written"),
        "{}",
        done.shown()
    );
}

#[test]
fn what_can_not_be_told_under_each_profile() {
    let files = sound();
    let ends = |profile: &str, more: &[&str]| {
        let done = check(&files, &[&["--profile", profile, "."], more].concat());
        assert!(done.stdout.contains(" unknown;"), "{}", done.shown());
        done.code
    };
    assert_eq!(PROFILES.map(|profile| ends(profile, &[])), [0, 1, 0]);
    assert_eq!(
        PROFILES.map(|profile| ends(profile, &["--exit-zero"])),
        [0, 0, 0]
    );
}
