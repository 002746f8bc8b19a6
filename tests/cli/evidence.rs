//! `check --evidence`: the archive opens elsewhere, says what led to the report, and depends on nothing else.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::bad_input::Files;
use crate::exit_codes::{OPEN, WARNS};
use crate::runner::{Done, TODAY, tenantlint};

const CONFIG: &str = "version: 1\nregister: partners.yaml\npolicies: [house]\n";
const REGISTER: &str = "partners: []\n";

fn repository() -> Files {
    Files::new()
        .with("tenantlint.yaml", CONFIG)
        .with("partners.yaml", REGISTER)
        .with("exports/export.yaml", OPEN)
        .with("house/always-warns/rule.rego", WARNS)
}

fn check(files: &Files, args: &[&str]) -> Done {
    tenantlint()
        .dir(files.path())
        .args(["check", "--as-of", TODAY, "--evidence", "evidence.zip"])
        .args(args)
        .run()
}

fn bytes(files: &Files, name: &str) -> Vec<u8> {
    std::fs::read(files.path().join(name)).expect(name)
}

fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What Python's zipfile finds in an archive, after it has checked every checksum: names and texts.
fn opened(archive: &Path) -> Vec<(String, String)> {
    let script = "import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    print(json.dumps([[name, archive.read(name).decode()] for name in archive.namelist()]))";
    let done = Command::new("python3")
        .args(["-c", script])
        .arg(archive)
        .output();
    let done = done.expect("python3 runs");
    assert!(done.status.success(), "{done:?}");
    serde_json::from_slice(&done.stdout).expect("a list")
}

#[test]
fn it_says_what_led_to_the_report() {
    let files = repository();
    let done = check(&files, &["--format", "json", "exports"]);
    assert_eq!(done.code, 1, "{}", done.shown());
    let entries = opened(&files.path().join("evidence.zip"));
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "manifest.json",
        "ledger.json",
        "report.json",
        "report.txt",
        "waivers.json",
    ];
    assert_eq!(names, expected);
    let text = |name: &str| &entries.iter().find(|(one, _)| one == name).expect(name).1;
    assert_eq!(*text("report.json"), done.stdout);
    let json = |name: &str| serde_json::from_str::<Value>(text(name)).expect(name);
    assert_eq!(json("ledger.json"), done.json()["ledger"]);
    assert_eq!(json("waivers.json"), serde_json::json!([]));
    assert!(text("report.txt").contains("error[direct-connect-inbound-unscoped]"));
    let manifest = json("manifest.json");
    assert_eq!(manifest["inputs"], done.json()["inputs"]);
    for (key, path) in [("config", "tenantlint.yaml"), ("register", "partners.yaml")] {
        assert_eq!(manifest[key]["path"], path);
        assert_eq!(manifest[key]["sha256"], sha256(&bytes(&files, path)));
    }
    assert!(manifest["waivers"].is_null());
    assert_eq!(manifest["exitCode"], 1);
    assert_eq!(manifest["asOf"], TODAY);
    assert_eq!(manifest["options"]["paths"], serde_json::json!(["exports"]));
    let rules = manifest["rules"].as_array().expect("a list");
    let own = rules.iter().find(|rule| rule["id"] == "always-warns");
    let own = own.expect("the rule");
    assert_eq!(own["builtIn"], false);
    assert_eq!(own["sha256"], sha256(WARNS.as_bytes()));
    for content in manifest["contents"].as_array().expect("a list") {
        let name = content["name"].as_str().expect("a name");
        assert_eq!(content["sha256"], sha256(text(name).as_bytes()));
    }
    for (name, text) in &entries {
        assert!(
            !text.contains(files.path().to_str().expect("a path")),
            "{name}"
        );
    }
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let (one, other) = (repository(), repository());
    check(&one, &["exports"]);
    // Elsewhere, later, on another machine, in another form.
    tenantlint()
        .dir(other.path())
        .args(["check", "--as-of", TODAY, "--evidence", "e.zip", "exports"])
        .args(["--format", "concise", "--verbose", "--color", "always"])
        .env("RAYON_NUM_THREADS", "1")
        .env("USER", "somebody")
        .env("TZ", "Asia/Tokyo")
        .run();
    let first = bytes(&one, "evidence.zip");
    assert!(first == bytes(&other, "e.zip"), "the archives differ");
    // What decides about the verdict changes the evidence.
    for (name, text) in [
        ("exports/export.yaml", format!("{OPEN}# a word\n")),
        ("tenantlint.yaml", format!("{CONFIG}# a word\n")),
        ("partners.yaml", format!("{REGISTER}# a word\n")),
        ("house/always-warns/rule.rego", format!("{WARNS}# a word\n")),
    ] {
        let files = repository().with(name, text);
        check(&files, &["exports"]);
        assert!(bytes(&files, "evidence.zip") != first, "{name}");
    }
}

#[test]
fn evidence_that_can_not_be_given_is_no_success() {
    let files = repository();
    let here = files.path().to_str().expect("a path").to_owned();
    let absolute = check(&files, &[&here]);
    assert_eq!(absolute.code, 2, "{}", absolute.shown());
    assert!(
        absolute.stdout.contains("no absolute paths"),
        "{}",
        absolute.shown()
    );
    // A config above is shown by its whole path.
    let below = tenantlint()
        .dir(&files.path().join("exports"))
        .args(["check", "--evidence", "e.zip", "."])
        .run();
    assert_eq!(below.code, 2, "{}", below.shown());
    let refused = check(&files, &["--register", "nowhere.yaml"]);
    assert_eq!(refused.code, 2, "{}", refused.shown());
    assert!(
        refused.stderr.contains("no evidence is written"),
        "{}",
        refused.shown()
    );
    assert!(!files.path().join("evidence.zip").exists());
    let run = |name: &str| {
        let args = ["check", "exports", "--exit-zero", "--evidence", name];
        tenantlint().dir(files.path()).args(args).run()
    };
    assert_eq!(run("nowhere/evidence.zip").code, 70);
    assert_eq!(run("exports/export.yaml").code, 2);
    assert_eq!(bytes(&files, "exports/export.yaml"), OPEN.as_bytes());
}
