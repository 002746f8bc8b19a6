//! What METADATA's `partners` hides from a rule changes nothing: with all partners shown it says the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;
use std::sync::Arc;

use tenantlint::cli::Inputs;
use tenantlint::judge::judge;
use tenantlint::rule::{self, Rule, Scope};
use tenantlint::session::{Own, Session};

#[test]
fn a_rule_says_the_same_with_all_partners_shown() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut said = 0;
    for folder in ["quickstart", "contoso", "house-format", "pull-requests"] {
        let inputs = Inputs {
            paths: vec![root.join("examples").join(folder)],
            as_of: "2026-11-23".parse().ok(),
            ..Inputs::default()
        };
        let mut session = Session::open(&inputs, &Own::default(), &|| {})
            .ok()
            .expect(folder);
        let rules = rule::load_all(&session.store, &mut session.sources).rules;
        let lensed: Vec<Arc<Rule>> = rules.into_iter().filter(narrows).collect();
        assert!(lensed.len() > 30);
        let bare: Vec<Arc<Rule>> = lensed.iter().map(without_lens).collect();
        for whole in session.wholes() {
            let through = judge(&whole, &[], &lensed, &|_| {});
            let plain = judge(&whole, &[], &bare, &|_| {});
            said += through.findings.len();
            assert_eq!(through.findings, plain.findings, "{folder}");
            for rule in lensed.iter().map(|rule| &rule.id) {
                assert_eq!(
                    through.ledger.by_rule.get(rule),
                    plain.ledger.by_rule.get(rule),
                    "{folder}: {rule}"
                );
            }
        }
    }
    assert!(said > 50, "{said}");
}

/// A policy rule without the key sees no partners.
fn narrows(rule: &Arc<Rule>) -> bool {
    rule.metadata.custom.partners.is_some() && rule.metadata.custom.scope != Scope::Policy
}

fn without_lens(rule: &Arc<Rule>) -> Arc<Rule> {
    let mut bare = Rule::clone(rule);
    bare.metadata.custom.partners = None;
    Arc::new(bare)
}
