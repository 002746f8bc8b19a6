//! `tenantlint access`: the matrix of who can reach whom, in both forms.

use serde_json::{Value, json};

use crate::report::holds_against;
use crate::runner::{Done, TODAY, tenantlint};

fn access(args: &[&str]) -> Done {
    tenantlint()
        .args(["access", "--as-of", TODAY])
        .args(args)
        .run()
}

fn matrix(args: &[&str]) -> Value {
    let done = access(&[args, &["--format", "json"]].concat());
    assert_eq!(done.code, 0, "{}", done.shown());
    let value = done.json();
    holds_against("access.schema.json", &value);
    value
}

/// `inbound direct connect: listed own`, of the one partner in the answer.
fn states(value: &Value) -> Vec<String> {
    let cells = value["tenants"][0]["partners"][0]["access"].as_array();
    cells
        .expect("a row")
        .iter()
        .map(|cell| {
            let word = |key: &str| cell[key].as_str().unwrap().to_owned();
            let [direction, item] = [word("direction"), word("item")];
            format!("{direction} {item}: {} {}", word("state"), word("origin"))
        })
        .collect()
}

const ONE: [&str; 5] = [
    "examples/contoso",
    "--tenant",
    "contoso",
    "--partner",
    "Woodgrove",
];

#[test]
fn a_partner_in_words_and_lines() {
    let done = access(&ONE);
    assert_eq!(
        (done.code, done.stderr.as_str()),
        (0, ""),
        "{}",
        done.shown()
    );
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("access-partner", done.stdout);
    });
    let done = access(&[&ONE[..], &["--explain"]].concat());
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("access-explain", done.stdout);
    });
}

#[test]
fn both_forms_say_the_same() {
    let value = matrix(&ONE);
    assert_eq!(
        states(&value),
        [
            "inbound collaboration: closed inherited",
            "inbound direct connect: listed own",
            "inbound MFA trust: open own",
            "inbound compliant device trust: closed own",
            "inbound hybrid joined device trust: closed own",
            "inbound automatic consent: closed own",
            "inbound user sync: closed own",
            "inbound group sync: closed own",
            "outbound collaboration: closed inherited",
            "outbound direct connect: listed own",
            "outbound automatic consent: open own",
        ]
    );
    let cell = &value["tenants"][0]["partners"][0]["access"][0];
    // The default's line decides, and the way there is told: the partner's null first.
    assert_eq!(
        cell["decides"]["pointer"],
        json!("/b2bCollaborationInbound")
    );
    let chain: Vec<&str> = cell["chain"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| place["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(
        chain,
        [
            "/value/1/b2bCollaborationInbound",
            "/b2bCollaborationInbound",
            "/b2bCollaborationInbound/usersAndGroups",
            "/b2bCollaborationInbound/applications",
        ]
    );
}

#[test]
fn every_example_keeps_the_schema() {
    for example in ["contoso", "quickstart", "house-format"] {
        matrix(&[&format!("examples/{example}")]);
    }
}

const DEFAULT: &str = r#"{"isServiceDefault": true}"#;

fn partner(id: usize, rest: &str) -> String {
    let nulls = [
        "b2bCollaborationInbound",
        "b2bCollaborationOutbound",
        "b2bDirectConnectInbound",
        "b2bDirectConnectOutbound",
        "inboundTrust",
        "automaticUserConsentSettings",
    ];
    let nulls: Vec<String> = nulls
        .iter()
        .filter(|key| !rest.contains(**key))
        .map(|key| format!(r#""{key}": null"#))
        .collect();
    format!(
        r#"{{"tenantId": "22222222-2222-4222-8222-{id:012}", {rest} {}}}"#,
        nulls.join(", ")
    )
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_thousand_partners_are_a_line_each() {
    let partners: Vec<String> = (0..1000).map(|id| partner(id, "")).collect();
    let partners = format!(r#"{{"value": [{}]}}"#, partners.join(","));
    let folder = folder(&[("default.json", DEFAULT), ("partners.json", &partners)]);
    let path = folder.path().to_str().unwrap();
    let done = access(&[path]);
    assert_eq!(done.code, 0, "{}", done.shown());
    assert!(done.stdout.lines().count() < 1020, "{}", done.stdout.len());
    assert!(done.stdout.lines().skip(2).all(|line| line.len() <= 100));
    let first = "22222222-2222-4222-8222-000000000007 open+";
    assert!(done.stdout.contains(first), "{}", &done.stdout[..800]);
    assert!(
        done.stdout.contains("everybody else"),
        "the default has a line"
    );
    let one = access(&[path, "--partner", "22222222-2222-4222-8222-000000000500"]);
    assert!(one.stdout.lines().count() < 40, "{}", one.stdout);
}

#[test]
fn what_is_not_known_says_what_would_settle_it() {
    let partners = format!(r#"{{"value": [{}]}}"#, partner(1, ""));
    let folder = folder(&[("partners.json", &partners)]);
    let done = access(&[folder.path().to_str().unwrap(), "--format", "json"]);
    let value = done.json();
    holds_against("access.schema.json", &value);
    let cell = &value["tenants"][0]["partners"][0]["access"][1];
    assert_eq!(cell["state"], json!("unknown"));
    let export = cell["unknown"]["export"].as_str().unwrap();
    assert!(
        export.contains("CrossTenantAccessPolicyDefault"),
        "{export}"
    );
    let teams = &value["tenants"][0]["teams"][0];
    assert_eq!(teams["state"], json!("unknown"));
}

#[test]
fn of_another_cloud_nobody_gets_in_without_an_entry() {
    let config = "version: 1\ntenants:\n- {name: contoso, tenantId: 11111111-1111-4111-8111-111111111111, cloud: commercial, paths: ['*.json']}\nregister: partners.yaml\n";
    let register = "partners:\n- {tenantId: 44444444-4444-4444-8444-444444444444, name: Adatum, cloud: us-government, status: proposed}\n- {tenantId: 55555555-5555-4555-8555-555555555555, name: Litware, cloud: commercial, status: proposed}\n";
    let folder = folder(&[
        ("default.json", DEFAULT),
        (
            "partners.json",
            r#"{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners", "value": []}"#,
        ),
        ("tenantlint.yaml", config),
        ("partners.yaml", register),
    ]);
    let path = folder.path().to_str().unwrap();
    let abroad = matrix(&[path, "--partner", "Adatum"]);
    assert_eq!(
        abroad["tenants"][0]["partners"][0]["entry"],
        json!("none-other-cloud")
    );
    assert!(states(&abroad)[0].starts_with("inbound collaboration: closed"));
    let near = matrix(&[path, "--partner", "Litware"]);
    assert_eq!(near["tenants"][0]["partners"][0]["entry"], json!("none"));
    assert!(states(&near)[0].starts_with("inbound collaboration: open service-default"));
}

#[test]
fn a_wrong_name_is_a_wrong_command_line() {
    for (args, said) in [
        (
            vec!["--tenant", "tailspin"],
            "there is contoso (11111111-1111-4111-8111-111111111111), fabrikam",
        ),
        (vec!["--partner", "Woodgrov"], "did you mean `Woodgrove`?"),
        (vec!["--partner", "\u{1b}[31mred"], "\\u{1b}"),
    ] {
        let done = access(&[&["examples/contoso"][..], &args].concat());
        assert_eq!(done.code, 2, "{}", done.shown());
        assert!(done.stderr.contains(said), "{}", done.shown());
        assert_eq!(done.stdout, "");
    }
}

#[test]
fn the_handshake_of_two_tenants() {
    let args = ["examples/contoso", "--from", "contoso", "--to", "fabrikam"];
    let done = access(&args);
    assert_eq!(
        (done.code, done.stderr.as_str()),
        (0, ""),
        "{}",
        done.shown()
    );
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("access-handshake", done.stdout);
        insta::assert_snapshot!("access-handshake-explain", access(&[&args[..], &["--explain"]].concat()).stdout);
    });
    let value = matrix(&args);
    assert_eq!(value["ask"], Value::Null);
    for visit in value["visits"].as_array().unwrap() {
        for way in visit["ways"].as_array().unwrap() {
            assert_eq!(way["verdict"], json!("works"), "{way}");
        }
    }
}

#[test]
fn with_one_side_only_it_says_what_to_ask_for() {
    let args = ["examples/contoso", "--from", "contoso", "--to", "Woodgrove"];
    let done = access(&args);
    assert_eq!(
        (done.code, done.stderr.as_str()),
        (0, ""),
        "{}",
        done.shown()
    );
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("access-ask", done.stdout);
    });
    let ask = &matrix(&args)["ask"];
    assert!(
        ask["path"]
            .as_str()
            .unwrap()
            .ends_with("/partners/11111111-1111-4111-8111-111111111111")
    );
    let target = |setting: &str| {
        let path = format!("/patch/{setting}/usersAndGroups/targets/0/target");
        ask.pointer(&path)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    // Their people by the group that our inbound names, ours by the one that our outbound names.
    assert_eq!(
        target("b2bDirectConnectOutbound"),
        "d0000000-0001-4d00-8d00-000000000001"
    );
    assert_eq!(
        target("b2bDirectConnectInbound"),
        "c0000000-0003-4c00-8c00-000000000003"
    );
}

#[test]
fn what_nobody_agreed_to_is_not_asked_for() {
    let config = "version: 1\ntenants:\n- {name: contoso, tenantId: 11111111-1111-4111-8111-111111111111, cloud: commercial, paths: ['*.json']}\nregister: partners.yaml\n";
    let entry = |allow: &str| {
        format!(
            "partners:\n- {{tenantId: 22222222-2222-4222-8222-222222222222, name: Fabrikam, status: approved, allow: [{allow}], groups: {{ours: [aaaaaaaa-2222-4aaa-8aaa-aaaaaaaaaaaa], theirs: [bbbbbbbb-2222-4bbb-8bbb-bbbbbbbbbbbb]}}}}\n"
        )
    };
    let ask = |allow: &str| {
        let folder = folder(&[
            ("default.json", DEFAULT),
            (
                "partners.json",
                r#"{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners", "value": []}"#,
            ),
            ("tenantlint.yaml", config),
            ("partners.yaml", &entry(allow)),
        ]);
        let path = folder.path().to_str().unwrap().to_owned();
        matrix(&[&path, "--from", "contoso", "--to", "Fabrikam"])["ask"].clone()
    };
    // Collaboration is open to everybody by Microsoft's default, and that is no reason to ask.
    let nothing = ask("mfa-trust");
    assert_eq!(nothing["patch"], json!({}), "{nothing}");
    // What is agreed is asked for, with the register's groups, though our own side is still closed.
    let agreed = ask("direct-connect-inbound, direct-connect-outbound");
    let target =
        |setting: &str| agreed["patch"][setting]["usersAndGroups"]["targets"][0]["target"].clone();
    assert_eq!(
        target("b2bDirectConnectOutbound"),
        json!("bbbbbbbb-2222-4bbb-8bbb-bbbbbbbbbbbb")
    );
    assert_eq!(
        target("b2bDirectConnectInbound"),
        json!("aaaaaaaa-2222-4aaa-8aaa-aaaaaaaaaaaa")
    );
    let notes = agreed["notes"].to_string();
    assert!(
        notes.contains("our own inbound direct connect is still closed"),
        "{notes}"
    );
}

/// A proposal that closes direct connect for Fabrikam and says nothing of the rest.
const CLOSING: &str = r#"{
  "tenantId": "22222222-2222-4222-8222-222222222222",
  "b2bDirectConnectInbound": {
    "usersAndGroups": {"accessType": "blocked", "targets": [{"target": "AllUsers", "targetType": "user"}]},
    "applications": {"accessType": "blocked", "targets": [{"target": "AllApplications", "targetType": "application"}]}
  }
}"#;

#[test]
fn what_if_changes_what_it_names_and_nothing_else() {
    let folder = folder(&[("proposal.json", CLOSING)]);
    let file = folder.path().join("proposal.json");
    let file = file.to_str().unwrap();
    let before = matrix(&[
        "examples/contoso",
        "--tenant",
        "contoso",
        "--partner",
        "Fabrikam",
    ]);
    let after = matrix(&[
        "examples/contoso",
        "--tenant",
        "contoso",
        "--partner",
        "Fabrikam",
        "--what-if",
        file,
    ]);
    assert_eq!(after["tenants"][0]["partners"].as_array().unwrap().len(), 1);
    assert_eq!(after["tenants"][0]["partners"][0]["proposed"], json!(true));
    let changed: Vec<(String, String)> = states(&before)
        .into_iter()
        .zip(states(&after))
        .filter(|(before, after)| before != after)
        .collect();
    assert_eq!(
        changed,
        [(
            "inbound direct connect: listed own".to_owned(),
            "inbound direct connect: closed own".to_owned()
        )]
    );
    let decides = &after["tenants"][0]["partners"][0]["access"][1]["decides"];
    assert_eq!(decides["path"], json!(file));
    let value = matrix(&[
        "examples/contoso",
        "--from",
        "contoso",
        "--to",
        "fabrikam",
        "--what-if",
        file,
    ]);
    let verdicts: Vec<&Value> = value["visits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|visit| &visit["ways"][0]["verdict"])
        .collect();
    // Ours still get out; theirs no longer get in.
    assert_eq!(verdicts, [&json!("works"), &json!("blocked")]);
}

#[test]
fn names_of_an_export_can_not_drive_the_terminal() {
    let name = "Fab\\u001b[31mrikam\\u202e";
    let text = CLOSING.replacen('{', &format!(r#"{{"displayName": "{name}", "#), 1);
    let folder = folder(&[("default.json", DEFAULT), ("partners.json", &text)]);
    let path = folder.path().to_str().unwrap();
    for args in [vec![path], vec![path, "--explain"]] {
        let done = access(&args);
        assert!(
            done.stdout.contains("Fab\\u{1b}[31mrikam\\u{202e}"),
            "{}",
            done.shown()
        );
        assert!(!done.stdout.contains(['\u{1b}', '\u{202e}']));
    }
}

#[test]
fn without_a_config_tenants_go_by_their_ids() {
    let done = access(&[
        "--no-config",
        "examples/contoso/tenants/contoso",
        "examples/contoso/tenants/fabrikam",
        "--from",
        "11111111-1111-4111-8111-111111111111",
        "--to",
        "22222222-2222-4222-8222-222222222222",
    ]);
    assert_eq!(done.code, 0, "{}", done.shown());
    assert!(
        done.stdout.contains("automatic redemption: works"),
        "{}",
        done.shown()
    );
}

#[test]
fn what_if_takes_a_channel_policy_too() {
    let policy = r#"{"Identity": "Tag:SharedChannels-Partners", "AllowSharedChannelCreation": true,
        "AllowChannelSharingToExternalUser": true, "AllowUserToParticipateInExternalSharedChannel": false}"#;
    let folder = folder(&[("policy.json", policy)]);
    let file = folder.path().join("policy.json");
    let value = matrix(&[
        "examples/contoso",
        "--from",
        "contoso",
        "--to",
        "fabrikam",
        "--what-if",
        file.to_str().unwrap(),
    ]);
    assert_eq!(value["visits"][0]["ways"][0]["verdict"], json!("blocked"));
    assert_eq!(value["visits"][1]["ways"][0]["verdict"], json!("works"));
}

#[test]
fn what_can_not_be_tried_out_is_refused() {
    let twice = format!("[{CLOSING}, {CLOSING}]");
    let folder = folder(&[
        ("twice.json", &twice),
        ("nothing.json", "{}"),
        (
            "organization.json",
            r#"[{"id": "11111111-1111-4111-8111-111111111111", "verifiedDomains": [], "assignedPlans": [], "displayName": "x"}]"#,
        ),
    ]);
    for (file, code, said) in [
        ("twice.json", 2, "two configurations"),
        ("nothing.json", 4, "proposes nothing"),
        ("organization.json", 2, "can be tried out"),
        ("missing.json", 4, "could not be read"),
    ] {
        let path = folder.path().join(file);
        let done = access(&[
            "examples/contoso",
            "--tenant",
            "contoso",
            "--what-if",
            path.to_str().unwrap(),
        ]);
        assert_eq!(done.code, code, "{file}: {}", done.shown());
        assert!(done.stderr.contains(said), "{file}: {}", done.shown());
        assert_eq!(done.stdout, "");
    }
    let done = access(&["examples/contoso", "--what-if", "x.json"]);
    assert_eq!(done.code, 2, "{}", done.shown());
    assert!(
        done.stderr.contains("say with --tenant"),
        "{}",
        done.shown()
    );
}
