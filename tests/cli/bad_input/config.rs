//! Mistakes in `tenantlint.yaml`: all end with 2, before anything is judged.

use super::{Expected, Files, SOUND, all_hold, judge};

fn hold(rows: &[(&'static str, &'static str, &'static str, &'static str)]) {
    let wrong = rows
        .iter()
        .filter_map(|(row, text, said, words)| {
            let done = Files::new()
                .with("tenantlint.yaml", text)
                .with("export.yaml", SOUND)
                .check(&["."]);
            let expected = Expected {
                said,
                exit: 2,
                words,
            };
            judge(row, &done, expected)
        })
        .collect();
    all_hold(wrong);
}

#[test]
fn keys_and_types() {
    hold(&[
        (
            "unknown key",
            "version: 1\nprofil: strict\n",
            "config-invalid 2:1",
            "did you mean `profile`?",
        ),
        (
            "unknown key of a tenant",
            "version: 1\ntenants:\n  - name: contoso\n    tenantID: x\n",
            "config-invalid 4:5",
            "did you mean `tenantId`?",
        ),
        (
            "no version",
            "profile: strict\n",
            "config-invalid 1:1",
            "`version`",
        ),
        (
            "version of tomorrow",
            "version: 2\n",
            "config-invalid 1:1",
            "version",
        ),
        (
            "version as text",
            "version: '1'\n",
            "config-invalid 1:1",
            "version",
        ),
        (
            "null register",
            "version: 1\nregister:\n",
            "config-invalid 2:1",
            "`register` is null",
        ),
        (
            "tenants is no list",
            "version: 1\ntenants: {contoso: {}}\n",
            "config-invalid 2:1",
            "a list",
        ),
        (
            "paths is no list",
            "version: 1\ntenants:\n  - {name: contoso, paths: exports}\n",
            "config-invalid 3:21",
            "a list",
        ),
        (
            "unknown profile",
            "version: 1\nprofile: Strict\n",
            "config-invalid 2:1",
            "`strict`",
        ),
        (
            "unknown cloud",
            "version: 1\ntenants: [{name: contoso, cloud: gcc}]\n",
            "config-invalid 2:27",
            "us-government",
        ),
        (
            "tenant id is no GUID",
            "version: 1\ntenants: [{name: contoso, tenantId: contoso.com}]\n",
            "config-invalid 2:27",
            "GUID",
        ),
        (
            "key twice",
            "version: 1\nprofile: strict\nprofile: baseline\n",
            "config-invalid 3:1",
            "`profile`",
        ),
        (
            "not YAML",
            "version: 1\nrules: {\n",
            "config-invalid 2:8",
            "",
        ),
        (
            "a list",
            "- version: 1\n",
            "config-invalid 1:1",
            "an object",
        ),
        ("empty", "", "config-invalid 1:1", "empty"),
    ]);
}

#[test]
fn references() {
    hold(&[
        (
            "register that is not there",
            "version: 1\nregister: nowhere.yaml\n",
            "config-invalid 2:1",
            "nowhere.yaml",
        ),
        (
            "waivers that are not there",
            "version: 1\nwaivers: nowhere.yaml\n",
            "config-invalid 2:1",
            "nowhere.yaml",
        ),
        (
            "rules that are not there",
            "version: 1\npolicies: [nowhere]\n",
            "config-invalid 2:12",
            "nowhere",
        ),
        (
            "two tenants of one name",
            "version: 1\ntenants:\n  - {name: contoso}\n  - {name: contoso}\n",
            "config-invalid 4:6",
            "`contoso`",
        ),
        (
            "pattern that is none",
            "version: 1\ntenants:\n  - {name: contoso, paths: ['a[']}\n",
            "config-invalid 3:21",
            "a[",
        ),
    ]);
}

#[test]
fn rules() {
    hold(&[
        (
            "unknown rule",
            "version: 1\nrules:\n  mfa-trust-mising: off\n",
            "config-invalid 3:3",
            "did you mean `mfa-trust-missing`?",
        ),
        (
            "unknown level",
            "version: 1\nrules:\n  mfa-trust-missing: loud\n",
            "config-invalid 3:3",
            "warning",
        ),
        (
            "unknown key of a rule",
            "version: 1\nrules:\n  mfa-trust-missing: {levle: error}\n",
            "config-invalid 3:23",
            "did you mean `level`?",
        ),
        (
            "unknown option",
            "version: 1\nrules:\n  mfa-trust-missing: {options: {defualt: require}}\n",
            "config-invalid 3:33",
            "did you mean `default`?",
        ),
        (
            "option with a value it does not take",
            "version: 1\nrules:\n  mfa-trust-missing: {options: {default: deny}}\n",
            "config-invalid 3:33",
            "require",
        ),
        (
            "option of the wrong type",
            "version: 1\nrules:\n  teams-shared-channel-creation-unscoped: {options: {scopedCreation: 'yes'}}\n",
            "config-invalid 3:54",
            "true or false",
        ),
        (
            "rule that is null",
            "version: 1\nrules:\n  mfa-trust-missing:\n",
            "config-invalid 3:3",
            "null",
        ),
        (
            "YAML 1.1 switch",
            "version: 1\nrules:\n  mfa-trust-missing: no\n",
            "config-invalid 3:3",
            "off",
        ),
    ]);
}

#[test]
fn the_command_line() {
    let rows = [
        (
            vec!["--config", "nowhere.yaml"],
            "config-invalid",
            "nowhere.yaml",
        ),
        (
            vec!["--no-config", "--register", "nowhere.yaml"],
            "register-invalid",
            "nowhere.yaml",
        ),
        (
            vec!["--no-config", "--rule", "mfa-trust-mising"],
            "config-invalid",
            "did you mean `mfa-trust-missing`?",
        ),
    ];
    let wrong = rows
        .iter()
        .filter_map(|(args, said, words)| {
            let done = Files::new().with("export.yaml", SOUND).check(args);
            let expected = Expected {
                said,
                exit: 2,
                words,
            };
            judge(&args.join(" "), &done, expected)
        })
        .collect();
    all_hold(wrong);
}
