//! The JSON report, the catalogue and the rules' input: they keep their schemas, and agree with themselves and with
//! the files they speak of.

mod by_hand;
mod files;
mod forms;
mod junit;
pub(crate) mod labels;
mod ledger;
mod many;
mod places;
mod platforms;
mod safety;
mod sarif;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::bad_input::Files;
use crate::runner::{Done, TODAY, root, tenantlint};

/// The examples, how many defaults each holds, and the names of its tenants.
const EXAMPLES: [(&str, u64, &[&str]); 3] = [
    ("quickstart", 1, &["contoso"]),
    ("contoso", 2, &["contoso", "fabrikam"]),
    ("broken-exports", 0, &["tenant"]),
];

fn check(example: &str, args: &[&str]) -> Done {
    tenantlint()
        .args(["check", &format!("examples/{example}"), "--as-of", TODAY])
        .args(args)
        .run()
}

fn json(example: &str) -> Value {
    check(example, &["--format", "json"]).json()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key]
        .as_array()
        .unwrap_or_else(|| panic!("`{key}` is a list in {value}"))
}

#[track_caller]
pub(crate) fn holds_against(schema: &str, value: &Value) {
    let path = root().join("schemas").join(schema);
    holds(&std::fs::read_to_string(path).expect("the schema"), value);
}

#[track_caller]
fn holds(schema: &str, value: &Value) {
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    // The draft is the one that the schema names.
    let validator = jsonschema::validator_for(&schema).expect("the schema compiles");
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn reports_keep_their_schema() {
    for (example, ..) in EXAMPLES {
        holds_against("report.schema.json", &json(example));
    }
    // A run that could not begin reports, too.
    let refused = [
        "check",
        "--format",
        "json",
        "--register",
        "nowhere.yaml",
        "--as-of",
        TODAY,
    ];
    let refused = tenantlint()
        .args(refused)
        .args(["examples/broken-exports"])
        .run();
    assert_eq!(refused.code, 2, "{}", refused.shown());
    holds_against("report.schema.json", &refused.json());
}

#[test]
fn the_input_of_every_tenant_keeps_its_schema() {
    for (example, _, tenants) in EXAMPLES {
        for tenant in tenants {
            let path = format!("examples/{example}");
            let done = tenantlint()
                .args(["input", &path, "--tenant", tenant, "--as-of", TODAY])
                .run();
            let broken = example == "broken-exports";
            assert_eq!(done.code, if broken { 4 } else { 0 }, "{}", done.shown());
            let input = done.json();
            holds_against("input.schema.json", &input);
            assert_eq!(input["tenant"]["name"], *tenant);
            assert_eq!(input["tenant"]["as_of"], TODAY);
        }
    }
}

#[test]
fn the_input_of_groups_by_name_keeps_its_schema() {
    let id = "22222222-2222-4222-8222-222222222222";
    let group = "aaaaaaaa-0000-4aaa-8aaa-00000000000a";
    let register = format!(
        "partners:\n  - {{tenantId: {id}, name: Fabrikam, status: approved, groups: {{ours: [{group}, {{name: SG-Fabrikam}}]}}}}\n"
    );
    let export = format!(
        "default: {{isServiceDefault: true}}
partners:
  - tenantId: {id}
    b2bDirectConnectOutbound:
      usersAndGroups: {{accessType: allowed, targets: [{{target: SG-Other, targetType: group}}, {{target: {group}, targetType: group}}]}}
      applications: {{accessType: allowed, targets: [{{target: Office365, targetType: application}}]}}
channelPolicies: [{{Identity: Tag:Pilot, AllowSharedChannelCreation: true}}]
groupPolicyAssignments: [{{GroupId: SG-Other, PolicyType: TeamsChannelsPolicy, PolicyName: Pilot, Rank: 1}}]
"
    );
    let files = Files::new()
        .with("tenantlint.yaml", "version: 1\nregister: partners.yaml\n")
        .with("partners.yaml", register)
        .with("export.yaml", export);
    let done = tenantlint()
        .dir(files.path())
        .args(["input", ".", "--as-of", TODAY])
        .run();
    assert_eq!(done.code, 0, "{}", done.shown());
    let input = done.json();
    holds_against("input.schema.json", &input);
    let partner = &input["partners"][0];
    let targets = &partner["settings"]["b2bDirectConnectOutbound"]["users"]["targets"];
    assert_eq!(targets[0]["by_name"], true);
    assert_eq!(targets[0]["id"], "SG-Other");
    assert_eq!(targets[0]["fault"], "unknown");
    assert_eq!(targets[1]["by_name"], false);
    assert!(targets[1]["fault"].is_null() && targets[1]["reason"].is_null());
    let groups = &partner["register"]["groups"];
    assert_eq!(groups["ours"], serde_json::json!([group]));
    assert_eq!(groups["names"]["ours"], serde_json::json!(["SG-Fabrikam"]));
    let assignment = &input["policies"][0]["assignments"][0];
    assert_eq!(assignment["by_name"], true);
    assert!(assignment["approved"].is_null() && assignment["reason"].is_string());
}

/// The ids of the issue; other tools refer to them.
const RULES: [&str; 21] = [
    "agreement-expired",
    "block-list-leaves-rest-open",
    "default-direct-connect-open",
    "direct-connect-applications-unscoped",
    "direct-connect-group-not-dedicated",
    "direct-connect-inbound-unscoped",
    "direct-connect-outbound-unscoped",
    "mfa-trust-missing",
    "partner-duplicated",
    "partner-unvetted",
    "rejected-partner-reachable",
    "setting-contradictory",
    "setting-incomplete",
    "shared-channels-open",
    "teams-consumer-contact-open",
    "teams-external-joining-open",
    "teams-external-sharing-open",
    "teams-federation-open",
    "teams-shared-channel-creation-unscoped",
    "tenant-restrictions-opened",
    "user-sync-unapproved",
];

#[test]
fn the_catalogue_has_exactly_its_keys() {
    let keys = BTreeSet::from([
        "id",
        "title",
        "description",
        "level",
        "scope",
        "profiles",
        "controls",
        "remediation",
        "options",
        "requires",
        "status",
        "since",
    ]);
    let rules = tenantlint()
        .args(["rules", "--format", "json"])
        .run()
        .json();
    let rules = rules.as_array().expect("a list");
    for rule in rules {
        let found: BTreeSet<&str> = rule
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(found, keys, "{rule}");
    }
    let ids: Vec<&str> = rules
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    let missing: Vec<&&str> = RULES.iter().filter(|id| !ids.contains(id)).collect();
    assert!(missing.is_empty(), "gone: {missing:?}");
    assert!(ids.is_sorted(), "{ids:?}");
    let one = tenantlint()
        .args(["rules", "mfa-trust-missing", "--format", "json"])
        .run()
        .json();
    assert_eq!(one.as_array().map(Vec::len), Some(1));
    assert_eq!(one[0]["options"]["default"]["default"], "ignore");
    assert_eq!(
        one[0]["options"]["default"]["oneOf"],
        serde_json::json!(["ignore", "require"])
    );
}

#[test]
fn the_last_line_counts_findings_by_level() {
    for (example, ..) in EXAMPLES {
        let report = json(example);
        let human = check(example, &[]).stdout;
        let last = human.lines().last().expect("a last line").to_owned();
        for (level, many) in [
            ("error", "errors"),
            ("warning", "warnings"),
            ("info", "infos"),
        ] {
            let count = list(&report, "findings")
                .iter()
                .filter(|finding| finding["outcome"] == "fail" && finding["level"] == level)
                .count();
            let word = if count == 1 { level } else { many };
            assert!(
                last.contains(&format!(" {count} {word}")),
                "{example}: {last}"
            );
        }
        let unknown = &report["ledger"]["unknown"];
        assert!(
            last.contains(&format!("; {unknown} unknown;")),
            "{example}: {last}"
        );
    }
}

#[test]
fn concise_lines_say_place_level_and_rule() {
    for (example, ..) in EXAMPLES {
        let report = json(example);
        let concise = check(example, &["--format", "concise"]).stdout;
        let said = list(&report, "diagnostics")
            .iter()
            .chain(list(&report, "findings"));
        for (line, one) in concise.lines().zip(said) {
            let name = one["rule"]
                .as_str()
                .or(one["code"].as_str())
                .expect("a name");
            let level = if one["outcome"] == "unknown" {
                "unknown"
            } else {
                one["level"].as_str().expect("a level")
            };
            let place = list(one, "labels")
                .first()
                .map_or_else(String::new, |label| {
                    let start = &label["start"];
                    format!(
                        "{}:{}:{}: ",
                        label["path"].as_str().unwrap_or(""),
                        start["line"],
                        start["column"]
                    )
                });
            let head = format!("{place}{level}[{name}] ");
            assert!(line.starts_with(&head), "{line}\nis not {head}");
            let message = one["message"].as_str().expect("a message");
            assert!(line.ends_with(message), "{line}\ndoes not end in {message}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for (example, ..) in EXAMPLES {
        let run = |threads: &str| {
            let args = ["--verbose"];
            forms::write_all_in(root(), &format!("examples/{example}"), &args, threads).texts
        };
        let once = run("4");
        assert_eq!(once, run("4"), "{example}: twice");
        assert_eq!(once, run("1"), "{example}: one thread and four");
    }
}

#[test]
fn inputs_are_named_with_their_hashes() {
    use sha2::{Digest as _, Sha256};
    for (example, ..) in EXAMPLES {
        let report = json(example);
        let inputs = list(&report, "inputs");
        let paths: Vec<&str> = inputs
            .iter()
            .filter_map(|input| input["path"].as_str())
            .collect();
        assert!(
            !paths.is_empty() && paths.is_sorted(),
            "{example}: {paths:?}"
        );
        for input in inputs {
            let path = root().join(input["path"].as_str().expect("a path"));
            let bytes = std::fs::read(&path).expect("the input");
            let hash: String = Sha256::digest(&bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            assert_eq!(input["sha256"], hash, "{}", path.display());
        }
    }
}
