//! Rules of a team's own that can't be loaded, or fail: all end with 5, and the other rules still run.

use super::{Expected, Files, SOUND, all_hold, judge};

const METADATA: &str = "# METADATA
# title: T
# description: D
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline]
#   since: 0.1.0
#   status: preview
#   remediation: R
package house.some_rule
";

/// Something for a partner rule to judge.
const ONE_PARTNER: &str =
    "default: {isServiceDefault: true}\npartners: [{tenantId: a, isServiceProvider: false}]\n";

fn check(rego: &str) -> crate::runner::Done {
    Files::new()
        .with("export.yaml", ONE_PARTNER)
        .with("rules/house/some-rule/rule.rego", rego)
        .check(&["--no-config", "--policies", "rules", "export.yaml"])
}

#[test]
fn rego_that_is_refused() {
    let rows = [
        (
            "parse error",
            "fail contains x if {\n\tx := \n}\n",
            "rule-invalid 13:4",
            "",
        ),
        (
            "recursion",
            "depth(x) := y if y := depth(x)\nfail contains depth(1)\n",
            "rule-invalid 12:1",
            "recursion",
        ),
        (
            "recursion through another rule",
            "a if b\nb if a\nfail contains {\"on\": \"tenant\", \"path\": \"\", \"message\": \"m\"} if a\n",
            "rule-invalid 12:1",
            "recursion",
        ),
        (
            "default of a function",
            "default f(_) := 1\nfail contains f(1)\n",
            "rule-invalid 12:1",
            "`default`",
        ),
        (
            "not over a key of the input",
            "fail contains \"x\" if {\n\tnot input.default.open\n}\n",
            "rule-invalid 13:2",
            "`not`",
        ),
        (
            "not over a comparison of one",
            "fail contains \"x\" if {\n\tnot input.default.trust.isMfaAccepted.value == true\n}\n",
            "rule-invalid 13:2",
            "`not`",
        ),
        (
            "complete rules that may disagree",
            "a := 1 if input.default\na := 2 if input.register\nfail contains a\n",
            "rule-invalid 13:1",
            "`else`",
        ),
        (
            "head with a reference",
            "seen[x] contains y if {\n\tx := 1\n\ty := 2\n}\nfail contains seen[1]\n",
            "rule-invalid 12:1",
            "plain name",
        ),
        (
            "clock",
            "fail contains time.now_ns()\n",
            "rule-invalid 12:15",
            "another result",
        ),
        (
            "deep literal",
            "deep := [[[[[[[[[[[[[1]]]]]]]]]]]]]\nfail contains deep\n",
            "rule-invalid 12:18",
            "nested",
        ),
        (
            "builtin that is not there",
            "fail contains no.such_builtin(1)\n",
            "rule-invalid 12:15",
            "no.such_builtin",
        ),
    ];
    let wrong = rows
        .iter()
        .filter_map(|(row, rego, said, words)| {
            let expected = Expected {
                said,
                exit: 5,
                words,
            };
            judge(row, &check(&format!("{METADATA}{rego}")), expected)
        })
        .collect();
    all_hold(wrong);
}

#[test]
fn rules_that_say_what_they_may_not() {
    let rows = [
        ("fail is no set", "fail := 1\n", "must be sets"),
        (
            "an entry lacks its subject",
            "fail contains {\"message\": \"m\", \"path\": \"\"}\n",
            "`on`",
        ),
        (
            "an entry lacks its message",
            "fail contains {\"on\": \"partner/0\", \"path\": \"\"}\n",
            "`message`",
        ),
        (
            "a partner rule speaks of the tenant",
            "fail contains {\"on\": \"tenant\", \"path\": \"\", \"message\": \"m\"}\n",
            "tenant",
        ),
        (
            "a ref that is none",
            "fail contains {\"on\": \"elsewhere\", \"path\": \"\", \"message\": \"m\"}\n",
            "elsewhere",
        ),
    ];
    let wrong = rows
        .iter()
        .filter_map(|(row, rego, words)| {
            let done = check(&format!("{METADATA}{rego}"));
            let report = done.json();
            let diagnostics = report["diagnostics"].as_array().expect("a list");
            let code = diagnostics.first().map(|one| one["code"].clone());
            let text = report["diagnostics"].to_string();
            let known = code.is_some_and(|code| code == "rule-failed" || code == "rule-invalid");
            let held = known && diagnostics.len() == 1 && done.code == 5 && text.contains(words);
            (!held).then(|| format!("{row}: exit {} {text}", done.code))
        })
        .collect();
    all_hold(wrong);
}

#[test]
fn folders_and_metadata() {
    let sound = format!("{METADATA}fail contains 1 if false\n");
    let rows = [
        (
            "folder without rules",
            Files::new().with("rules/README.md", "none"),
            "rule-invalid",
            "rule.rego",
        ),
        (
            "no METADATA",
            Files::new().with("rules/some-rule/rule.rego", "package house.some_rule\n"),
            "rule-invalid 1:1",
            "METADATA",
        ),
        (
            "METADATA not above the package",
            Files::new().with(
                "rules/some-rule/rule.rego",
                sound.replace("package", "\npackage"),
            ),
            "rule-invalid 12:1",
            "directly above",
        ),
        (
            "unknown key of METADATA",
            Files::new().with(
                "rules/some-rule/rule.rego",
                sound.replace("level:", "levle:"),
            ),
            "rule-invalid 2:1",
            "level",
        ),
        (
            "unknown level",
            Files::new().with(
                "rules/some-rule/rule.rego",
                sound.replace("level: error", "level: fatal"),
            ),
            "rule-invalid 2:1",
            "`level`",
        ),
        (
            "folder and package disagree",
            Files::new().with("rules/other-rule/rule.rego", &sound),
            "rule-invalid",
            "`other_rule`",
        ),
        (
            "an id that is there already",
            Files::new().with(
                "rules/mfa-trust-missing/rule.rego",
                sound.replace("some_rule", "mfa_trust_missing"),
            ),
            "rule-invalid",
            "twice",
        ),
    ];
    let wrong = rows
        .into_iter()
        .filter_map(|(row, files, said, words)| {
            let files = files.with("export.yaml", SOUND);
            let done = files.check(&["--no-config", "--policies", "rules", "export.yaml"]);
            let expected = Expected {
                said,
                exit: 5,
                words,
            };
            judge(row, &done, expected)
        })
        .collect();
    all_hold(wrong);
}

#[test]
fn one_broken_rule_takes_no_other_down() {
    let done = check(&format!("{METADATA}fail := 1\n"));
    let ledger = &done.json()["ledger"]["byRule"];
    assert_eq!(
        ledger["default-direct-connect-open"]["pass"],
        1,
        "{}",
        done.shown()
    );
}
