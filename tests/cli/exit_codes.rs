//! The contract of the exit codes (`src/exit.rs`): one test for each, and which wins.

use crate::bad_input::{Files, SOUND};
use crate::runner::{Done, Run, TODAY, tenantlint};

/// A partner that comes in by direct connect, every one of its users: an error.
pub(crate) const OPEN: &str = "default: {isServiceDefault: true}
partners:
  - tenantId: 22222222-2222-4222-8222-222222222222
    inboundTrust: {isMfaAccepted: true, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false}
    b2bCollaborationInbound: null
    b2bCollaborationOutbound: null
    b2bDirectConnectInbound:
      usersAndGroups: {accessType: allowed, targets: [{target: AllUsers, targetType: user}]}
      applications: {accessType: allowed, targets: [{target: Office365, targetType: application}]}
    b2bDirectConnectOutbound: null
    tenantRestrictions: null
    automaticUserConsentSettings: null
";

/// A rule that gives one warning for each tenant.
pub(crate) const WARNS: &str = "# METADATA
# title: T
# description: D
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline]
#   since: 0.1.0
#   status: preview
#   remediation: R
package house.always_warns

fail contains {\"on\": \"tenant\", \"path\": \"\", \"message\": \"as always\"}
";

fn check(files: &Files, args: &[&str]) -> Done {
    tenantlint()
        .dir(files.path())
        .args(["check", "--as-of", TODAY])
        .args(args)
        .run()
}

#[track_caller]
fn ends_with(code: i32, done: &Done) {
    assert_eq!(done.code, code, "{}", done.shown());
}

#[test]
fn clean_is_0() {
    ends_with(0, &check(&Files::new().with("export.yaml", SOUND), &["."]));
}

#[test]
fn findings_are_1() {
    ends_with(1, &check(&Files::new().with("export.yaml", OPEN), &["."]));
}

#[test]
fn a_wrong_command_line_is_2() {
    let files = Files::new().with("export.yaml", SOUND);
    for args in [
        vec!["--format", "xml"],
        vec!["--no-such-flag"],
        vec!["--as-of", "2026-02-30"],
        vec!["--as-of", "yesterday"],
        vec!["--fail-on", "fatal"],
        vec!["--no-config", "--config", "tenantlint.yaml"],
        vec!["--rule", "no-such-rule"],
        vec!["--register", "nowhere.yaml"],
    ] {
        ends_with(2, &check(&files, &args));
    }
    ends_with(2, &tenantlint().args(["chekc", "."]).run());
    ends_with(2, &tenantlint().args([""; 0]).run());
    ends_with(2, &tenantlint().args(["rules", "no-such-rule"]).run());
    let several = ["input", "examples/contoso", "--tenant", "nobody"];
    ends_with(2, &tenantlint().args(several).run());
}

#[test]
fn asking_for_help_is_0() {
    ends_with(0, &tenantlint().args(["--help"]).run());
    ends_with(0, &tenantlint().args(["check", "--help"]).run());
    ends_with(0, &tenantlint().args(["--version"]).run());
}

#[test]
fn nothing_checked_is_3() {
    let empty = check(&Files::new(), &["."]);
    ends_with(3, &empty);
    assert!(
        empty.stderr.contains("no exports were found"),
        "{}",
        empty.shown()
    );
    // A folder may hold JSON that is none of ours.
    let strange = Files::new().with("package.json", "{\"name\": \"x\"}");
    ends_with(3, &check(&strange, &["."]));
    // Every rule is off.
    let ids = tenantlint()
        .args(["rules", "--format", "json"])
        .run()
        .json();
    let mut config = "version: 1\nrules:\n".to_owned();
    for rule in ids.as_array().expect("a list") {
        config.push_str(&format!("  {}: off\n", rule["id"].as_str().expect("an id")));
    }
    let off = Files::new()
        .with("tenantlint.yaml", config)
        .with("export.yaml", OPEN);
    let off = check(&off, &["."]);
    ends_with(3, &off);
    assert!(
        off.stderr.contains("no rule is selected"),
        "{}",
        off.shown()
    );
}

#[test]
fn broken_input_is_4() {
    let named = Files::new().with("export.json", "{");
    ends_with(4, &check(&named, &["export.json"]));
    ends_with(4, &check(&named, &["."]));
    ends_with(4, &check(&named, &["nowhere"]));
    // Given by name it was meant to be checked; met in a folder it is passed over.
    let strange = Files::new()
        .with("package.json", "{\"name\": \"x\"}")
        .with("export.yaml", SOUND);
    ends_with(4, &check(&strange, &["package.json"]));
    ends_with(0, &check(&strange, &["."]));
    // So is what can't be read and says nothing of settings; what breaks off may have been about to.
    for (name, text) in [
        ("cloud.yaml", "Resources:\n  A: !Ref B\n"),
        ("chart.yaml", "{{ if .Values.x }}\na: 1\n{{ end }}\n"),
        ("tsconfig.json", "{\n // c\n \"compilerOptions\": {}\n}\n"),
    ] {
        let foreign = Files::new().with(name, text).with("export.yaml", SOUND);
        ends_with(4, &check(&foreign, &[name]));
        ends_with(0, &check(&foreign, &["."]));
        let ours = foreign.with(name, format!("{text}# inboundTrust, grantControls"));
        ends_with(4, &check(&ours, &["."]));
    }
    let cut = Files::new()
        .with("a.json", "{\"value\": [{\"id\"")
        .with("export.yaml", SOUND);
    ends_with(4, &check(&cut, &["."]));
}

#[test]
fn a_broken_file_of_any_kind_of_settings_is_4() {
    for (name, text) in [
        (
            "ca.ps1",
            "# Generated with Microsoft365DSC version 1.25.122.2\nNode localhost\n{\n  AADConditionalAccessPolicy \"x\"\n    State = \"enabled\"\n  }\n}\n",
        ),
        (
            "spo.ps1",
            "Node localhost\n{\n  SPOSharingSettings \"x\"\n  {\n    SharingCapability = \"Disabled\";\n",
        ),
        (
            "policy.txt",
            "AllowAnonymousUsersToJoinMeeting : True\nIdentity : Global\nAutoAdmittedUsers : Everyo...\n",
        ),
        (
            "ext.csv",
            "Identity,EnableFederationAccess,CommunicationWithExternalOrgs\nGlobal,True\n",
        ),
    ] {
        let files = Files::new().with(name, text).with("export.yaml", SOUND);
        let done = check(&files, &["."]);
        ends_with(4, &done);
        assert!(done.stdout.contains(name), "{}", done.shown());
    }
}

#[test]
fn a_broken_rule_is_5() {
    let files = Files::new()
        .with("export.yaml", SOUND)
        .with("rules/some-rule/rule.rego", "package house.some_rule\n");
    ends_with(5, &check(&files, &["--policies", "rules", "export.yaml"]));
    let config = "version: 1\npolicies: [rules]\n";
    ends_with(
        5,
        &check(&files.with("tenantlint.yaml", config), &["export.yaml"]),
    );
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_can_not_be_written_is_70() {
    for args in [
        vec!["check", "examples/quickstart", "--as-of", TODAY],
        vec![
            "check",
            "examples/quickstart",
            "--as-of",
            TODAY,
            "--format",
            "json",
        ],
        vec![
            "check",
            "examples/quickstart",
            "--as-of",
            TODAY,
            "--format",
            "concise",
        ],
        vec!["rules"],
        vec!["input", "examples/quickstart"],
    ] {
        let full = std::fs::File::create("/dev/full").expect("/dev/full");
        let done = tenantlint().args(&args).run_into(full.into());
        assert_eq!(done.code, 70, "{args:?} {}", done.shown());
        assert!(!done.stderr.is_empty(), "{args:?} says nothing");
    }
}

#[test]
fn the_gravest_wins() {
    let broken_rule = "package house.some_rule\n";
    let files = || Files::new().with("export.yaml", OPEN);
    // Findings and broken input: 4.
    ends_with(4, &check(&files().with("more.json", "{"), &["."]));
    // With a broken rule on top: 5.
    let all = files()
        .with("more.json", "{")
        .with("rules/some-rule/rule.rego", broken_rule);
    ends_with(5, &check(&all, &["--policies", "rules", "."]));
    // Nothing checked, because the only input is broken: 4.
    ends_with(4, &check(&Files::new().with("more.json", "{"), &["."]));
}

#[test]
fn exit_zero_hides_1_and_nothing_else() {
    let open = Files::new().with("export.yaml", OPEN);
    let done = check(&open, &["--exit-zero", "."]);
    ends_with(0, &done);
    assert!(done.stdout.contains("direct-connect-inbound-unscoped"));
    ends_with(
        0,
        &check(&open, &["--exit-zero", "--profile", "strict", "."]),
    );
    ends_with(
        2,
        &check(&open, &["--exit-zero", "--register", "nowhere.yaml", "."]),
    );
    ends_with(3, &check(&Files::new(), &["--exit-zero", "."]));
    ends_with(
        4,
        &check(&open.with("more.json", "{"), &["--exit-zero", "."]),
    );
    let files = Files::new()
        .with("export.yaml", OPEN)
        .with("rules/some-rule/rule.rego", "package house.some_rule\n");
    ends_with(
        5,
        &check(&files, &["--exit-zero", "--policies", "rules", "."]),
    );
}

#[test]
fn fail_on_sets_the_level() {
    let warning = Files::new()
        .with("export.yaml", SOUND)
        .with("rules/always-warns/rule.rego", WARNS);
    let error = Files::new().with("export.yaml", OPEN);
    let rule = |files: &Files, id: &str, level: &str| {
        let args = ["--rule", id, "--fail-on", level, "export.yaml"];
        let own = ["--policies", "rules"];
        let own: &[&str] = if id == "always-warns" { &own } else { &[] };
        check(files, &[own, &args[..]].concat()).code
    };
    let levels = ["info", "warning", "error", "never"];
    assert_eq!(
        levels.map(|level| rule(&warning, "always-warns", level)),
        [1, 1, 0, 0]
    );
    let id = "direct-connect-inbound-unscoped";
    assert_eq!(levels.map(|level| rule(&error, id, level)), [1, 1, 1, 0]);
    // The config's level counts, not the rule's own.
    let lowered = format!("version: 1\nrules: {{{id}: info}}\n");
    let lowered = error.with("tenantlint.yaml", lowered);
    assert_eq!(levels.map(|level| rule(&lowered, id, level)), [1, 0, 0, 0]);
}

#[test]
fn unknown_fails_under_strict_only() {
    // No register: who is vetted is unknown, while the default can be judged.
    let sound = Files::new().with("export.yaml", SOUND);
    let rules = [
        "--rule",
        "rejected-partner-reachable",
        "--rule",
        "default-direct-connect-open",
    ];
    let code = |more: &[&str]| check(&sound, &[&rules, more, &["."]].concat()).code;
    assert_eq!(code(&["--profile", "baseline"]), 0);
    assert_eq!(code(&["--profile", "open-collaboration"]), 0);
    assert_eq!(code(&["--profile", "strict"]), 1);
    assert_eq!(code(&["--profile", "strict", "--exit-zero"]), 0);
    // The config says it as well, and --profile overrules the config.
    let strict = Files::new()
        .with("export.yaml", SOUND)
        .with("tenantlint.yaml", "version: 1\nprofile: strict\n");
    ends_with(1, &check(&strict, &["."]));
    ends_with(0, &check(&strict, &["--profile", "baseline", "."]));
}

#[test]
fn every_format_ends_alike() {
    for (name, text) in [
        ("export.yaml", SOUND),
        ("export.yaml", OPEN),
        ("export.json", "{"),
        ("tenantlint.yaml", "version: 2\n"),
        ("package.json", "{}"),
    ] {
        let files = Files::new().with(name, text);
        let code = |format: &str| check(&files, &["--format", format, "."]).code;
        let human = code("human");
        for format in ["json", "concise", "sarif", "junit", "github", "markdown"] {
            assert_eq!(human, code(format), "{format}: {text}");
        }
    }
}

#[test]
fn standard_input_counts_as_given_by_name() {
    let check = |text: &str| -> Run {
        tenantlint()
            .args(["check", "--no-config", "--stdin-filename", "x.yaml", "-"])
            .stdin(text)
    };
    ends_with(0, &check(SOUND).run());
    ends_with(1, &check(OPEN).run());
    ends_with(4, &check("name: build\n").run());
    ends_with(4, &check("").run());
}
