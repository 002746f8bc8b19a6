//! What is refused when a rule is loaded: each would be legal Rego that gives a wrong verdict, or none, without a word.

use crate::bad_input::Files;
use crate::runner::{Done, tenantlint};

const HEAD: &str = "# METADATA\n# title: T\n# description: D\n# custom:\n#   level: error\n#   scope: partner\n#   profiles: [baseline]\n#   since: 0.1.0\n#   status: stable\n#   remediation: R\npackage tenantlint.house.bad\n\n";

/// A rule that does nothing wrong, for the rows to spoil.
const FINE: &str = "fail contains {\"on\": partner.ref, \"path\": \"\", \"message\": \"m\"} if {\n\tsome partner in input.partners\n\tpartner.trust.isMfaAccepted.value == false\n}\n";

#[test]
fn a_rule_that_could_not_be_trusted_is_refused() {
    let rows: [(&str, String, &str); 19] = [
        (
            "a default of a function",
            format!("{FINE}\ndefault f(x) := 1\n\nf(x) := 2 if x == 1\n"),
            "a `default` for a function",
        ),
        (
            "a head with a reference",
            format!("{FINE}\nout[k] contains 1 if some k in [\"a\"]\n"),
            "a rule head with a reference",
        ),
        (
            "two values for one name",
            format!("{FINE}\na := 1 if input.default == null\n\na := 2 if input.partners == []\n"),
            "defined twice with different values",
        ),
        (
            "recursion",
            format!("{FINE}\na if b\n\nb if a\n"),
            "recursi",
        ),
        (
            "brackets in brackets",
            format!("{FINE}\na := [[[[[[[[[[1]]]]]]]]]]\n"),
            "brackets are nested more than 9 deep",
        ),
        (
            "not over a setting",
            FINE.replace(
                "partner.trust.isMfaAccepted.value == false",
                "not partner.trust.isMfaAccepted.value == true",
            ),
            "`not` over a value that may be absent",
        ),
        (
            "an else behind a loop",
            format!("{FINE}\na := 1 if {{\n\tsome x in [1, 2]\n\tx == 3\n}} else := 2\n"),
            "an `else` behind a body with `some`",
        ),
        (
            "a clock",
            format!("{FINE}\na := time.now_ns()\n"),
            "gives another result on each run",
        ),
        (
            "a misspelt field",
            FINE.replace("isMfaAccepted", "isMfaAcepted"),
            "did you mean `isMfaAccepted`?",
        ),
        (
            "a misspelt part of the input",
            FINE.replace("input.partners", "input.partner"),
            "did you mean `partners`?",
        ),
        (
            "a misspelt field in brackets",
            FINE.replace(
                "partner.trust.isMfaAccepted",
                "partner.trust[\"isMfaAcepted\"]",
            ),
            "no field `isMfaAcepted`",
        ),
        (
            "a misspelt field of a value that has a name",
            format!(
                "{FINE}\nswitch := input.federation.settings.AllowFederatedUsers\n\na if switch.vaule == true\n"
            ),
            "did you mean `value`?",
        ),
        (
            "a misspelt field below every",
            format!(
                "{FINE}\na if {{\n\tevery policy in input.policies {{\n\t\tpolicy.is_globall == true\n\t}}\n}}\n"
            ),
            "did you mean `is_global`?",
        ),
        (
            "an index that every goes through",
            format!(
                "{FINE}\nm := {{\"a\": 1}}\n\na if {{\n\tevery k in [\"a\"] {{\n\t\tcount([1 | some x in [1]; m[k] == x]) == 1\n\t}}\n}}\n"
            ),
            "`[k]` is not looked up in the engine",
        ),
        (
            "a key as an index that every goes through",
            format!(
                "{FINE}\nm := {{\"a\": 1}}\n\na if {{\n\tevery k, v in {{\"a\": 1}} {{ m[k] == v }}\n}}\n"
            ),
            "use `object.get(…, k, null)`",
        ),
        (
            "a builtin that does not exist",
            format!("{FINE}\na := strings.shout(\"x\")\n"),
            "strings.shout",
        ),
        (
            "a function that does not exist",
            format!("{FINE}\na := shout(\"x\")\n"),
            "shout",
        ),
        (
            "a function of the library that does not exist",
            format!("import data.tenantlint.lib\n\n{FINE}\na := lib.shout(\"x\")\n"),
            "shout",
        ),
        (
            "a package of another name",
            format!("{FINE}\n# other\n"),
            "package",
        ),
    ];
    let mut wrong = Vec::new();
    for (row, body, words) in rows {
        let mut text = format!("{HEAD}{body}");
        if row == "a package of another name" {
            text = text.replace(
                "package tenantlint.house.bad",
                "package tenantlint.house.good",
            );
        }
        let done = check(&text);
        if done.code != 5 || !done.stdout.contains(words) {
            wrong.push(format!("{row}: wanted {words:?}\n{}", done.shown()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn what_cannot_be_told_of_a_field_is_let_through() {
    let fine = [
        FINE.to_owned(),
        // A function may be given anything, and records are open.
        format!("{FINE}\nf(x) := x.anything\n\na if f({{\"anything\": 1}}) == 1\n"),
        format!(
            "{FINE}\na if {{\n\tsome record in input.records.conditional_access\n\trecord.value.state == \"enabled\"\n}}\n"
        ),
        format!(
            "{FINE}\na if {{\n\tsome partner in input.partners\n\tsome name in [\"b2bDirectConnectInbound\"]\n\tpartner.settings[name].admits == \"everybody\"\n}}\n"
        ),
        format!("{FINE}\na if input.options.whatever == true\n"),
        format!(
            "{FINE}\nm := {{\"a\": 1}}\n\na if {{\n\tsome k in [\"a\"]\n\tevery x in [{{\"id\": \"a\"}}] {{ m[x.id] == m[k] }}\n}}\n"
        ),
    ];
    for body in fine {
        let done = check(&format!("{HEAD}{body}"));
        assert_ne!(done.code, 5, "{body}\n{}", done.shown());
    }
}

/// A run with this rule of the house over an export on which nothing is wrong.
fn check(rego: &str) -> Done {
    let files = Files::new().with("rules/house/bad/rule.rego", rego).with(
        "export.yaml",
        "default: {isServiceDefault: true}\npartners: []\n",
    );
    tenantlint()
        .dir(files.path())
        .args([
            "check",
            "export.yaml",
            "--no-config",
            "--policies",
            "rules",
            "--format",
            "concise",
        ])
        .run()
}
