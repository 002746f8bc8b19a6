//! `tenantlint test`: what it shows of examples, and the lines that no test and no example runs.

use crate::bad_input::Files;
use crate::runner::{Done, tenantlint};

const RULE: &str = "# METADATA
# title: T
# description: D
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline]
#   since: 0.1.0
#   status: stable
#   remediation: R
package tenantlint.house.trusting

import data.tenantlint.house

fail contains {\"on\": partner.ref, \"path\": flag.path, \"message\": word(partner)} if {
\tsome partner in input.partners
\tflag := partner.trust.isMfaAccepted
\tflag.value == true
}

# Without an entry there is no owner.
word(partner) := \"no owner\" if {
\tpartner.register == null
} else := \"owned\" if {
\thouse.owned(partner)
} else := \"nobody's\"

unknown contains {\"on\": partner.ref, \"reason\": partner.trust.isMfaAccepted.reason} if {
\tsome partner in input.partners
\tpartner.trust.isMfaAccepted.value == null
}
";

const SHARED: &str = "package tenantlint.house

owned(partner) if {
\tpartner.register.owner != null
}
";

const QUIET: &str = "package tenantlint.house.trusting_test

import data.tenantlint.house.trusting

test_quiet if count(trusting.unknown) == 0 with input.partners as []
";

fn test(tests: &str, args: &[&str]) -> Done {
    test_with("true", tests, args)
}

/// The tests of the rule, where `fail.yaml` says that of MFA trust.
fn test_with(accepted: &str, tests: &str, args: &[&str]) -> Done {
    let export = |accepted: &str| {
        format!(
            "export:\n  default: {{isServiceDefault: true}}\n  partners:\n  - tenantId: 22222222-2222-4222-8222-222222222222\n    inboundTrust: {{isMfaAccepted: {accepted}}}\n"
        )
    };
    let files = Files::new()
        .with("rules/house/trusting/rule.rego", RULE)
        .with("rules/house/trusting/rule_test.rego", tests)
        .with("rules/house/trusting/fail.yaml", export(accepted))
        .with("rules/house/trusting/pass.yaml", export("false"))
        .with("rules/lib/house.rego", SHARED);
    tenantlint()
        .dir(files.path())
        .args(["test", "rules"])
        .args(args)
        .run()
}

#[test]
fn what_an_example_gives_is_shown_as_a_check_shows_it() {
    let done = test(QUIET, &["--rule", "trusting", "--verbose"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    insta::assert_snapshot!(done.stdout, @r#"
    ok      trusting: test_quiet
    ok      trusting: fail.yaml
    error[trusting]: no owner
       ,-[rules/house/trusting/fail.yaml:5:20]
     4 |   - tenantId: 22222222-2222-4222-8222-222222222222
     5 |     inboundTrust: {isMfaAccepted: true}
       |                    ^^^^^^^^^^^^^^^^^^^
       |                             `-- here
       `----
      help: R

    ok      trusting: pass.yaml
    LINES   trusting: 72 % of its lines run, these never:
            rules/house/trusting/rule.rego:25: house.owned(partner)
            rules/house/trusting/rule.rego:26: } else := "nobody's"
            rules/house/trusting/rule.rego:28: unknown contains {"on": partner.ref, "reason": partner.trust.isMfaAccepted.reason} if {
    1 rule: 1 unit test, 2 examples: all passed, 3 lines never run
    "#);
}

#[test]
fn an_example_that_fails_shows_what_is_wrong_with_it_and_what_it_gave() {
    let done = test_with("maybe", QUIET, &["--rule", "trusting"]);
    assert_eq!(done.code, 1, "{}", done.shown());
    insta::assert_snapshot!(done.stdout, @r#"
    FAIL    trusting: fail.yaml: exactly trusting must fire
    error[type-wrong]: `isMfaAccepted` is the text "maybe", but must be true or false
       ,-[rules/house/trusting/fail.yaml:5:20]
     4 |   - tenantId: 22222222-2222-4222-8222-222222222222
     5 |     inboundTrust: {isMfaAccepted: maybe}
       |                    ^^^^^^^^^^^^^^^^^^^^
       |                              `-- not true or false
       `----
      help: write `true` or `false`, without quotes
            the file was read as bundle

    info[trusting]: cannot tell for 22222222-2222-4222-8222-222222222222: its value could not be read
       ,-[rules/house/trusting/fail.yaml:4:5]
     3 |   partners:
     4 |   - tenantId: 22222222-2222-4222-8222-222222222222
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |                            `-- unclear
     5 |     inboundTrust: {isMfaAccepted: maybe}
       `----

    1 rule: 1 unit test, 2 examples: 1 failed, 0 broken
    "#);
}

#[test]
fn lines_that_never_run_are_shown() {
    let done = test(QUIET, &[]);
    assert_eq!(done.code, 0, "{}", done.shown());
    insta::assert_snapshot!(done.stdout, @r#"
    LINES   trusting: 72 % of its lines run, these never:
            rules/house/trusting/rule.rego:25: house.owned(partner)
            rules/house/trusting/rule.rego:26: } else := "nobody's"
            rules/house/trusting/rule.rego:28: unknown contains {"on": partner.ref, "reason": partner.trust.isMfaAccepted.reason} if {
    LINES   rules/lib/house.rego: no line of it runs
    1 rule: 1 unit test, 2 examples: all passed, 4 lines never run
    "#);
}

#[test]
fn with_coverage_they_fail_the_run() {
    let done = test(QUIET, &["--coverage"]);
    assert_eq!(done.code, 1, "{}", done.shown());
}

#[test]
fn nothing_is_said_of_rules_that_run_whole() {
    let tests = format!(
        "{QUIET}
partner(register, value) := {{
\t\"ref\": \"partner/0\",
\t\"register\": register,
\t\"trust\": {{\"isMfaAccepted\": {{\"path\": \"p\", \"value\": value, \"reason\": \"r\"}}}},
}}

said(register) := {{entry.message | some entry in found}} if {{
\tpartners := [partner(register, true)]
\tfound := trusting.fail with input.partners as partners
}}

test_owner if said({{\"owner\": \"o\"}}) == {{\"owned\"}}

test_no_owner if said({{\"owner\": null}}) == {{\"nobody's\"}}

test_unknown if {{
\tpartners := [partner(null, null)]
\tcount(trusting.unknown) == 1 with input.partners as partners
}}
"
    );
    let done = test(&tests, &["--coverage"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    assert_eq!(
        done.stdout,
        "1 rule: 4 unit tests, 2 examples: all passed\n"
    );
}

#[test]
fn lines_are_not_told_of_a_rule_whose_tests_fail() {
    let tests = format!("{QUIET}\ntest_wrong if 1 == 2\n");
    let done = test(&tests, &["--coverage"]);
    assert_eq!(done.code, 1, "{}", done.shown());
    assert!(!done.stdout.contains("LINES"), "{}", done.shown());
}

/// Of one rule alone it can't be told what the others run of the shared Rego.
#[test]
fn shared_rego_is_told_of_when_all_rules_are_tested() {
    let done = test(QUIET, &["--rule", "trusting"]);
    assert!(!done.stdout.contains("house.rego"), "{}", done.shown());
}

#[test]
fn every_line_of_the_rules_built_in_runs() {
    let done = tenantlint().args(["test", "--coverage"]).run();
    assert_eq!(done.code, 0, "{}", done.shown());
}
