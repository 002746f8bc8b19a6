//! Pairs: two tenants of a run, and a tenant with the evidence that its register has of a partner. What is not known of the
//! other side is unknown, and a pair is judged once, wherever it falls.

use serde_json::Value;

use crate::bad_input::Files;
use crate::merge::is_whole;
use crate::runner::{Done, TODAY, tenantlint};

const CONTOSO: &str = "11111111-1111-4111-8111-111111111111";
const FABRIKAM: &str = "22222222-2222-4222-8222-222222222222";
const ADATUM: &str = "44444444-4444-4444-8444-444444444444";

const DIRECT: &str = "direct-connect-not-reciprocated";
const REDEEM: &str = "auto-redeem-not-reciprocal";
const TRUST: &str = "counterpart-mfa-trust-missing";
const SYNC: &str = "sync-not-reciprocated";
const RULES: [&str; 4] = [REDEEM, TRUST, DIRECT, SYNC];

const OPEN: &str = "{usersAndGroups: {accessType: allowed, targets: [{target: AllUsers, targetType: user}]}, applications: {accessType: allowed, targets: [{target: Office365, targetType: application}]}}";
const SHUT: &str = "{usersAndGroups: {accessType: blocked, targets: [{target: AllUsers, targetType: user}]}, applications: {accessType: blocked, targets: [{target: AllApplications, targetType: application}]}}";

/// Direct connect for one group, given by its first letter.
fn group(letter: char) -> String {
    let id = letter.to_string().repeat(8);
    OPEN.replace(
        "{target: AllUsers, targetType: user}",
        &format!("{{target: {id}-0000-4000-8000-000000000000, targetType: group}}"),
    )
}

/// A configuration for that tenant: inbound and outbound direct connect, and whether invitations are redeemed.
fn partner(id: &str, inbound: &str, outbound: &str, redeems: [bool; 2]) -> String {
    let [redeems_in, redeems_out] = redeems;
    format!(
        "  - tenantId: {id}\n    inboundTrust: {{isMfaAccepted: true, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false}}\n    b2bCollaborationInbound: null\n    b2bCollaborationOutbound: null\n    b2bDirectConnectInbound: {inbound}\n    b2bDirectConnectOutbound: {outbound}\n    tenantRestrictions: null\n    automaticUserConsentSettings: {{inboundAllowed: {redeems_in}, outboundAllowed: {redeems_out}}}\n    identitySynchronization: {{userSyncInbound: {{isSyncAllowed: false}}, groupSyncInbound: {{isSyncAllowed: false}}}}\n"
    )
}

/// Microsoft's own default, which shuts direct connect, and these partners.
fn export(partners: &str) -> String {
    let list = if partners.is_empty() { " []\n" } else { "\n" };
    format!("default: {{isServiceDefault: true}}\npartners:{list}{partners}")
}

/// The two tenants of a run.
fn run_of(contoso: &str, fabrikam: &str) -> Files {
    Files::new()
        .with(
            "tenantlint.yaml",
            format!(
                "version: 1\ntenants:\n  - {{name: contoso, tenantId: {CONTOSO}, paths: [contoso/**]}}\n  - {{name: fabrikam, tenantId: {FABRIKAM}, paths: [fabrikam/**]}}\n"
            ),
        )
        .with("contoso/export.yaml", contoso)
        .with("fabrikam/export.yaml", fabrikam)
}

/// One tenant, and a register that names that as evidence of Fabrikam.
fn with_evidence(contoso: &str, evidence: &str) -> Files {
    let quoted = format!("\"{evidence}\"");
    Files::new()
        .with(
            "tenantlint.yaml",
            format!(
                "version: 1\nregister: partners.yaml\ntenants: [{{name: contoso, tenantId: {CONTOSO}}}]\n"
            ),
        )
        .with("partners.yaml", register(&quoted))
        .with("exports/export.yaml", contoso)
}

fn register(evidence: &str) -> String {
    format!(
        "partners:\n  - tenantId: {FABRIKAM}\n    name: Fabrikam\n    status: approved\n    allow: [direct-connect-inbound, direct-connect-outbound, mfa-trust]\n    counterpart:\n      evidence: {evidence}\n"
    )
}

fn check(files: &Files, args: &[&str]) -> Value {
    let rules = RULES.iter().flat_map(|rule| ["--rule", rule]);
    let args: Vec<&str> = rules.chain(args.iter().copied()).collect();
    files.check(&args).json()
}

/// `rule outcome level tenant>partner setting` of each finding.
fn said(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().expect("a list").iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    findings
        .map(|one| {
            format!(
                "{} {} {} {}>{} {}",
                text(&one["rule"]),
                text(&one["outcome"]),
                text(&one["level"]),
                text(&one["tenant"]),
                text(&one["subject"]["name"]),
                text(&one["setting"])
            )
        })
        .collect()
}

fn counts<'r>(report: &'r Value, rule: &str) -> &'r Value {
    &report["ledger"]["byRule"][rule]
}

#[test]
fn where_there_is_no_entry_the_other_sides_default_counts() {
    let contoso = export(&partner(FABRIKAM, OPEN, SHUT, [true, false]));
    let report = check(&run_of(&contoso, &export("")), &[]);
    assert_eq!(
        said(&report),
        [
            format!(
                "{REDEEM} fail warning contoso>fabrikam theirs.automaticUserConsentSettings.outboundAllowed"
            ),
            format!("{DIRECT} fail warning contoso>fabrikam theirs.b2bDirectConnectOutbound"),
        ]
    );
    // The other side's default is shown, and our own line.
    let files: Vec<&str> = report["findings"][1]["labels"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|label| label["path"].as_str().expect("a file"))
        .collect();
    assert_eq!(files, ["fabrikam/export.yaml", "contoso/export.yaml"]);
    // A default that is open answers it.
    let open = format!(
        "default: {{isServiceDefault: false, b2bDirectConnectOutbound: {OPEN}, b2bDirectConnectInbound: {SHUT}}}\npartners: []\n"
    );
    let report = check(&run_of(&contoso, &open), &["--rule", "default-untouched"]);
    assert_eq!(counts(&report, DIRECT)["pass"], 1, "{:?}", said(&report));
}

#[test]
fn a_pair_is_judged_once_with_the_tenant_of_the_lower_id() {
    let to = |id: &str, inbound: &str, outbound: &str| {
        export(&partner(id, inbound, outbound, [false; 2]))
    };
    // Both directions are half open, and each tenant has an entry for the other.
    let files = run_of(&to(FABRIKAM, OPEN, SHUT), &to(CONTOSO, OPEN, SHUT));
    let report = check(&files, &[]);
    assert_eq!(
        said(&report),
        [
            format!("{DIRECT} fail warning contoso>fabrikam ours.b2bDirectConnectOutbound"),
            format!("{DIRECT} fail warning contoso>fabrikam theirs.b2bDirectConnectOutbound"),
        ]
    );
    assert_eq!(counts(&report, DIRECT)["fail"], 1);
    // contoso falls to the last of four shards, fabrikam to the third, and reads what it needs of it.
    let of = |shard: &str| said(&check(&files, &["--shard", shard]));
    assert_eq!(of("4/4"), said(&report));
    for other in ["1/4", "2/4", "3/4"] {
        assert!(of(other).is_empty(), "{other}");
    }
    is_whole(&files, 4, &[]);
    is_whole(&files, 3, &["--rule", DIRECT]);
    // Alone, nobody knows what the other one does, and there is no pair.
    let alone = check(&files, &["contoso"]);
    assert!(said(&alone).is_empty());
    assert_eq!(counts(&alone, DIRECT)["pass"], 0);
}

#[test]
fn groups_and_block_lists_are_held_against_each_other() {
    let block = OPEN
        .replace(
            "usersAndGroups: {accessType: allowed",
            "usersAndGroups: {accessType: blocked",
        )
        .replace(
            "{target: AllUsers, targetType: user}",
            "{target: 99999999-0000-4000-8000-000000000000, targetType: user}",
        );
    let other_app = OPEN.replace("Office365", "00000012-0000-0000-c000-000000000000");
    let (a, b) = (group('a'), group('b'));
    let rows: [(&str, &str, &str); 8] = [
        (&a, &a, "pass"),
        (&a, OPEN, "pass"),
        // One person is shut out of what is for a group: some of it are let through, but who is in it is not told.
        (&a, &block, "pass"),
        (&a, &b, "fail"),
        (&a, &other_app, "fail"),
        (&a, SHUT, "fail"),
        (SHUT, SHUT, "notApplicable"),
        (&a, "null", "fail"),
    ];
    for (outbound, inbound, outcome) in rows {
        let contoso = export(&partner(FABRIKAM, SHUT, outbound, [false; 2]));
        let fabrikam = export(&partner(CONTOSO, inbound, SHUT, [false; 2]));
        let report = check(&run_of(&contoso, &fabrikam), &[]);
        assert_eq!(
            counts(&report, DIRECT)[outcome],
            1,
            "{outbound}\n{inbound}\n{:?}",
            said(&report)
        );
    }
}

#[test]
fn what_the_other_side_does_not_tell_is_unknown() {
    let contoso = export(&partner(FABRIKAM, SHUT, OPEN, [false, true]));
    let whole = partner(CONTOSO, OPEN, SHUT, [true, false]);
    let without = |key: &str| {
        let lines = whole.lines().filter(|line| !line.contains(key));
        export(&lines.map(|line| format!("{line}\n")).collect::<String>())
    };
    let rows = [
        (DIRECT, without("b2bDirectConnectInbound")),
        (REDEEM, without("automaticUserConsentSettings")),
        // No default, and no list that says whether there is an entry.
        (
            DIRECT,
            format!(
                "defaults: []\n{}",
                whole.replacen("  - ", "", 1).replace("\n    ", "\n")
            )
            .replace("defaults: []\n", "")
            .replace(
                &format!("b2bDirectConnectInbound: {OPEN}"),
                "b2bDirectConnectInbound: null",
            ),
        ),
    ];
    for (rule, fabrikam) in rows {
        let report = check(&run_of(&contoso, &fabrikam), &[]);
        assert_eq!(
            counts(&report, rule)["unknown"],
            1,
            "{fabrikam}\n{:?}",
            said(&report)
        );
        assert_eq!(counts(&report, rule)["pass"], 0);
    }
}

#[test]
fn evidence_is_held_against_ours_and_judged_by_itself_no_more() {
    let contoso = export(&partner(FABRIKAM, SHUT, OPEN, [false; 2]));
    let shown = partner(CONTOSO, SHUT, SHUT, [true, false]);
    let files = with_evidence(&contoso, "evidence/fabrikam")
        .with("evidence/fabrikam/all.yaml", export(&shown));
    let report = check(&files, &[]);
    assert_eq!(
        said(&report),
        [
            format!("{DIRECT} fail error contoso>Fabrikam theirs.b2bDirectConnectInbound"),
            format!(
                "{REDEEM} fail warning contoso>Fabrikam ours.automaticUserConsentSettings.outboundAllowed"
            ),
        ]
    );
    let tenants = report["tenants"].as_array().expect("a list");
    assert_eq!(tenants.len(), 1, "{tenants:?}");
    let inputs = report["inputs"].to_string();
    assert!(inputs.contains("evidence/fabrikam/all.yaml"), "{inputs}");
    // Named itself, it is an input like any other.
    let done = files.check(&["evidence/fabrikam", "--rule", "default-untouched"]);
    assert_eq!(
        done.json()["tenants"].as_array().map(Vec::len),
        Some(1),
        "{}",
        done.shown()
    );

    let open = partner(CONTOSO, OPEN, SHUT, [false; 2]);
    let untrusted = open.replace("isMfaAccepted: true", "isMfaAccepted: false");
    let files = with_evidence(&contoso, "fabrikam.yaml").with("fabrikam.yaml", export(&untrusted));
    let expected = format!("{TRUST} fail error contoso>Fabrikam theirs.inboundTrust.isMfaAccepted");
    assert_eq!(said(&check(&files, &[])), [expected]);
    // A single configuration is what most partners show; what it inherits from its default is not known.
    let single = open
        .replacen("  - ", "", 1)
        .replace("\n    ", "\n")
        .replace("    ", "");
    let files = with_evidence(&contoso, "fabrikam.yaml")
        .with("fabrikam.yaml", single.replace(OPEN, "null"));
    let report = check(&files, &[]);
    assert_eq!(
        report["diagnostics"].as_array().map(Vec::len),
        Some(0),
        "{report}"
    );
    assert_eq!(counts(&report, DIRECT)["unknown"], 1, "{:?}", said(&report));
}

#[test]
fn evidence_that_tells_nothing_is_said_and_leaves_the_pair_unknown() {
    let contoso = export(&partner(FABRIKAM, SHUT, OPEN, [false; 2]));
    let theirs = export(&partner(CONTOSO, OPEN, SHUT, [false; 2]));
    let organization = format!(
        "{{\"@odata.context\": \"https://graph.microsoft.com/v1.0/$metadata#organization\", \"value\": [{{\"id\": \"{ADATUM}\", \"displayName\": \"Adatum\"}}]}}"
    );
    let rows = [
        (
            "nowhere.yaml",
            "there is no such file or folder: nowhere.yaml",
        ),
        ("mail of 2026-05-01", "there is no such file"),
        ("/etc/hostname", "is no file or folder below the register's"),
        (
            "../outside.yaml",
            "is no file or folder below the register's",
        ),
        (".", "is no file or folder below the register's"),
        ("links/to-theirs.yaml", "is a symbolic link"),
        ("linked/theirs.yaml", "is a symbolic link"),
        ("broken.json", "not all of broken.json could be read"),
        ("notes.yaml", "not all of notes.yaml could be read"),
        ("empty", "holds no settings that tenantlint knows"),
        ("adatum", "exports of another tenant, 44444444"),
        (
            "exports",
            "lists Fabrikam among its partners, so it holds exports of another tenant",
        ),
        ("several", "holds exports of several tenants"),
    ];
    for (evidence, words) in rows {
        let files = with_evidence(&contoso, evidence)
            .with("theirs/theirs.yaml", &theirs)
            .with("broken.json", "{\"partners\": [")
            .with("notes.yaml", "a: 1\n")
            .with("empty/notes.md", "nothing\n")
            .with("adatum/all.yaml", &theirs)
            .with("adatum/organization.json", &organization)
            .with("several/one/all.yaml", &theirs)
            .with("several/two/all.yaml", &theirs)
            .with(
                ".ignore",
                "theirs\nadatum\nseveral\nbroken.json\nnotes.yaml\nlinks\nlinked\n",
            );
        std::fs::create_dir(files.path().join("links")).expect("made");
        #[cfg(unix)]
        {
            use std::os::unix::fs::symlink;
            symlink(
                "../theirs/theirs.yaml",
                files.path().join("links/to-theirs.yaml"),
            )
            .expect("linked");
            symlink("theirs", files.path().join("linked")).expect("linked");
        }
        let report = check(&files, &[]);
        for rule in RULES {
            assert_eq!(
                counts(&report, rule)["unknown"],
                1,
                "{evidence} {rule}: {report}"
            );
        }
        let finding = &report["findings"][0];
        let message = finding["message"].as_str().expect("a message");
        assert!(message.contains(words), "{evidence}: {message}");
        assert_eq!(finding["labels"][0]["path"], "partners.yaml", "{evidence}");
        assert_eq!(
            finding["labels"][0]["start"]["line"], 7,
            "{evidence}: {finding}"
        );
        // Our own are judged all the same.
        let tenants = report["tenants"][0].clone();
        assert_eq!(tenants["partners"], 1, "{evidence}: {report}");
    }
}

#[test]
fn two_entries_do_not_share_evidence() {
    let second = register("evidence/fabrikam")
        .replace("partners:\n", "")
        .replace(FABRIKAM, ADATUM)
        .replace("Fabrikam", "Adatum");
    let text = format!("{}{second}", register("evidence"));
    let contoso = export(&partner(FABRIKAM, SHUT, OPEN, [false; 2]));
    let files = with_evidence(&contoso, "x")
        .with("partners.yaml", text)
        .with(
            "evidence/fabrikam/all.yaml",
            export(&partner(CONTOSO, OPEN, SHUT, [false; 2])),
        );
    let report = check(&files, &[]);
    assert_eq!(counts(&report, DIRECT)["pass"], 1, "{:?}", said(&report));
    assert_eq!(counts(&report, DIRECT)["unknown"], 1);
    assert!(
        report.to_string().contains("is evidence of Fabrikam, too"),
        "{report}"
    );
}

#[test]
fn without_our_own_id_the_other_side_can_not_be_asked() {
    let contoso = export(&partner(FABRIKAM, SHUT, OPEN, [false; 2]));
    let files = with_evidence(&contoso, "theirs.yaml")
        .with("tenantlint.yaml", "version: 1\nregister: partners.yaml\n")
        .with(
            "theirs.yaml",
            export(&partner(CONTOSO, OPEN, SHUT, [false; 2])),
        );
    let report = check(&files, &[]);
    assert_eq!(counts(&report, DIRECT)["unknown"], 1, "{report}");
    assert!(
        report
            .to_string()
            .contains("the tenant id of tenant is not known"),
        "{report}"
    );
}

#[test]
fn a_tenant_of_the_run_speaks_for_itself() {
    let to = |id: &str, inbound: &str, outbound: &str| {
        export(&partner(id, inbound, outbound, [false; 2]))
    };
    // The evidence is out of date, and its files are those of the tenant itself.
    let files = run_of(&to(FABRIKAM, SHUT, OPEN), &to(CONTOSO, OPEN, SHUT))
        .with("partners.yaml", register("fabrikam"));
    let report = check(&files, &["--register", "partners.yaml"]);
    assert!(said(&report).is_empty(), "{:?}", said(&report));
    assert_eq!(report["tenants"].as_array().map(Vec::len), Some(2));
    assert_eq!(counts(&report, DIRECT)["pass"], 1);
}

#[test]
fn both_registers_that_agree_make_it_an_error() {
    let to = |id: &str, outbound: &str| export(&partner(id, SHUT, outbound, [false; 2]));
    let files = run_of(&to(FABRIKAM, OPEN), &to(CONTOSO, SHUT));
    let entry = |id: &str, name: &str, allow: &str| {
        format!("  - {{tenantId: {id}, name: {name}, status: approved, allow: [{allow}]}}\n")
    };
    let outbound = entry(FABRIKAM, "Fabrikam", "direct-connect-outbound");
    for (mirror, level) in [
        ("direct-connect-inbound", "error"),
        ("mfa-trust", "warning"),
    ] {
        let text = format!("partners:\n{outbound}{}", entry(CONTOSO, "Contoso", mirror));
        std::fs::write(files.path().join("partners.yaml"), text).expect("written");
        let report = check(&files, &["--register", "partners.yaml"]);
        let expected =
            format!("{DIRECT} fail {level} contoso>Fabrikam theirs.b2bDirectConnectInbound");
        assert_eq!(said(&report), [expected]);
    }
}

#[test]
fn a_finding_on_a_pair_can_be_accepted_and_known() {
    let to = |id: &str, outbound: &str| export(&partner(id, SHUT, outbound, [false; 2]));
    let waiver = format!(
        "waivers:\n  - {{rule: {DIRECT}, tenant: contoso, partner: {FABRIKAM}, reason: r, owner: o, expires: 2027-01-01}}\n"
    );
    let files = run_of(&to(FABRIKAM, OPEN), &to(CONTOSO, SHUT)).with(".waivers.yaml", waiver);
    let waived = ["--waivers", ".waivers.yaml"];
    let report = check(&files, &waived);
    assert_eq!(counts(&report, DIRECT)["waived"], 1, "{report}");
    assert!(!is_unmatched(&report), "{report}");
    // Without the other side in the run, nobody can tell whether it is still needed.
    let alone = files
        .check(&["contoso", "--waivers", ".waivers.yaml"])
        .json();
    assert!(!is_unmatched(&alone), "{alone}");
    let config = format!(
        "version: 1\ntenants: [{{name: contoso, tenantId: {CONTOSO}, paths: [contoso/**]}}]\n"
    );
    let waivers = std::fs::read_to_string(files.path().join(".waivers.yaml")).expect("read");
    let only = Files::new()
        .with("tenantlint.yaml", config)
        .with("contoso/export.yaml", to(FABRIKAM, OPEN))
        .with(".waivers.yaml", &waivers);
    let alone = only.check(&waived).json();
    assert!(!is_unmatched(&alone), "{alone}");
    // Once the other side answers, it is not.
    let answered = run_of(
        &to(FABRIKAM, OPEN),
        &export(&partner(CONTOSO, OPEN, SHUT, [false; 2])),
    )
    .with(
        ".waivers.yaml",
        std::fs::read_to_string(files.path().join(".waivers.yaml")).expect("read"),
    );
    let report = answered.check(&waived).json();
    assert!(is_unmatched(&report), "{report}");

    check(&files, &["--write-baseline", ".known.json"]);
    let report = check(&files, &["--baseline", ".known.json"]);
    assert_eq!(report["findings"][0]["standing"], "known", "{report}");
}

/// Whether a waiver is said to be needed no more.
fn is_unmatched(report: &Value) -> bool {
    let mut findings = report["findings"].as_array().expect("a list").iter();
    findings.any(|one| one["rule"] == "waiver-unmatched")
}

fn review(files: &Files, folder: &str, base: &str) -> Done {
    tenantlint()
        .dir(&files.path().join(folder))
        .args(["review", base, "--as-of", TODAY, "--format", "json"])
        .run()
}

#[test]
fn a_review_tells_that_the_other_side_has_changed() {
    let contoso = export(&partner(FABRIKAM, SHUT, OPEN, [false; 2]));
    let open = export(&partner(CONTOSO, OPEN, SHUT, [false; 2]));
    let files =
        with_evidence(&contoso, "evidence/fabrikam.yaml").with("evidence/fabrikam.yaml", &open);
    files.git(&["init", "-q", "-b", "main"]);
    files.commit();
    let same = review(&files, ".", "main").json();
    assert_eq!(
        same["findings"]["added"].as_array().map(Vec::len),
        Some(0),
        "{same}"
    );
    let files = files.with("evidence/fabrikam.yaml", open.replace(OPEN, SHUT));
    // The register lies above the folder that is reviewed, and so does the evidence.
    for folder in [".", "exports"] {
        let done = review(&files, folder, "main");
        let found = done.json();
        let added = found["findings"]["added"].as_array().expect("a list");
        let rules: Vec<&str> = added
            .iter()
            .filter_map(|one| one["rule"].as_str())
            .collect();
        assert_eq!(rules, [DIRECT], "{folder}: {}", done.shown());
        let fixed = found["findings"]["fixed"].as_array().expect("a list");
        assert!(fixed.is_empty(), "{folder}: {fixed:?}");
    }
}
