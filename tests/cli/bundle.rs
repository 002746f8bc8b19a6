//! `tenantlint bundle` and `input --ndjson`: what OPA gets. That OPA then says the same is tested by `.ci/peers/agree`.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::bad_input::Files;
use crate::runner::{Done, TODAY, tenantlint};

fn bundle(folder: &Path, args: &[&str]) -> Done {
    tenantlint().dir(folder).args(["bundle"]).args(args).run()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Id and package of every rule built in.
fn rules() -> Vec<(String, bool)> {
    let rules = tenantlint()
        .args(["rules", "--format", "json"])
        .run()
        .json();
    let rules = rules.as_array().expect("a list").iter();
    rules
        .map(|rule| {
            let profiles = rule["profiles"].as_array().expect("a list");
            let baseline = profiles.iter().any(|name| name == "baseline");
            (rule["id"].as_str().expect("an id").to_owned(), baseline)
        })
        .collect()
}

/// The rules that `all.rego` asks.
fn asked(folder: &Path) -> BTreeSet<String> {
    let all = read(&folder.join("tenantlint/all.rego"));
    let asked = all.lines().filter_map(|line| {
        let (_, rest) = line.split_once("entries := data.tenantlint.")?;
        let (package, set) = rest.split_once('.')?.1.split_once('.')?;
        if !set.starts_with("fail") {
            return None;
        }
        Some(package.replace('_', "-"))
    });
    asked.collect()
}

#[test]
fn a_bundle_holds_every_rule_of_the_profile() {
    let files = Files::new();
    let done = bundle(files.path(), &["out"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    let out = files.path().join("out");
    let wanted: BTreeSet<String> = rules()
        .into_iter()
        .filter_map(|(id, baseline)| baseline.then_some(id))
        .collect();
    assert!(done.stdout.contains(&format!("{} rules", wanted.len())));
    assert_eq!(asked(&out), wanted);
    for id in &wanted {
        let rule = read(&out.join(format!("tenantlint/rules/{id}.rego")));
        assert!(rule.contains("\npackage tenantlint."), "{id}");
    }
    let shared = std::fs::read_dir(out.join("tenantlint/lib")).expect("shared Rego");
    let packages: Vec<String> = shared
        .map(|file| read(&file.expect("a file").path()))
        .collect();
    assert!(
        packages
            .iter()
            .any(|text| text.contains("package tenantlint.lib\n"))
    );
    let manifest: Value = serde_json::from_str(&read(&out.join(".manifest"))).expect("JSON");
    assert_eq!(manifest["roots"], serde_json::json!(["tenantlint"]));
    assert_eq!(manifest["rego_version"], 1);
}

#[test]
fn a_bundle_has_the_options_and_levels_of_the_config() {
    let config = "version: 1
rules:
  mfa-trust-missing: {level: info, options: {default: require}}
  partner-unvetted: off
";
    let files = Files::new().with("tenantlint.yaml", config);
    bundle(files.path(), &["out"]);
    let out = files.path().join("out");
    let all = read(&out.join("tenantlint/all.rego"));
    assert!(
        all.contains("mfa_trust_missing.fail with input.options as {\"default\":\"require\"}"),
        "{all}"
    );
    assert!(
        all.contains("{\"level\":\"info\",\"rule\":\"mfa-trust-missing\"}"),
        "{all}"
    );
    assert!(!asked(&out).contains("partner-unvetted"));
    assert!(!out.join("tenantlint/rules/partner-unvetted.rego").exists());
    assert!(
        all.contains("partner_duplicated.fail\n"),
        "a rule without options gets none: {all}"
    );
    // Options without a word in the config have their defaults.
    assert!(
        all.contains("teams_external_sharing_open.fail with input.options as {\"groups\":[]}"),
        "{all}"
    );
}

#[test]
fn a_bundle_takes_rules_of_ones_own() {
    let files = Files::new();
    tenantlint()
        .dir(files.path())
        .args(["new", "rule", "entra/my-rule"])
        .run();
    let done = bundle(files.path(), &["out", "--policies", "house-rules"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    assert!(asked(&files.path().join("out")).contains("my-rule"));
}

#[test]
fn a_bundle_does_not_write_over_anything() {
    let files = Files::new().with("out/notes.txt", "mine");
    let done = bundle(files.path(), &["out"]);
    assert_eq!(done.code, 2, "{}", done.shown());
    assert!(
        done.stderr
            .contains("out is not empty: nothing was written"),
        "{}",
        done.shown()
    );
    let left = std::fs::read_dir(files.path().join("out")).expect("the folder");
    assert_eq!(left.count(), 1);
    // An empty folder will do; a bundle of before will not.
    std::fs::create_dir(files.path().join("empty")).expect("the folder");
    assert_eq!(bundle(files.path(), &["empty"]).code, 0);
    assert_eq!(bundle(files.path(), &["empty"]).code, 2);
    // A file is no folder.
    let files = files.with("file", "mine");
    assert_eq!(bundle(files.path(), &["file"]).code, 2);
}

#[test]
fn ndjson_is_a_line_a_tenant() {
    let input = |args: &[&str]| {
        let done = tenantlint()
            .args(["input", "examples/contoso", "--as-of", TODAY])
            .args(args)
            .run();
        assert_eq!(done.code, 0, "{}", done.shown());
        done
    };
    let lines = input(&["--ndjson"]).stdout;
    let tenants: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    let names: Vec<&str> = tenants
        .iter()
        .filter_map(|tenant| tenant["tenant"]["name"].as_str())
        .collect();
    assert_eq!(names, ["contoso", "fabrikam"]);
    for (name, seen) in names.iter().zip(&tenants) {
        assert_eq!(*seen, input(&["--tenant", name]).json(), "{name}");
    }
}

#[test]
fn ndjson_of_nothing_is_nothing() {
    let files = Files::new();
    let done = tenantlint()
        .dir(files.path())
        .args(["input", ".", "--ndjson"])
        .run();
    assert_eq!(done.code, 3, "{}", done.shown());
    assert_eq!(done.stdout, "");
    let both = ["input", ".", "--ndjson", "--tenant", "contoso"];
    assert_eq!(tenantlint().args(both).run().code, 2);
}
