//! Whatever the waivers say: settling loses no finding, waives what is accepted and nothing else, and the ledger
//! balances.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use tenantlint::cli::Inputs;
use tenantlint::config::{RuleProfile, Waiving};
use tenantlint::finding::{Finding, Outcome, Standing, SubjectKind};
use tenantlint::judge::{Judgement, judge};
use tenantlint::rule::input::{Ref, Whole};
use tenantlint::rule::{self, Rule};
use tenantlint::session::{Own, Session};
use tenantlint::settle::{CHECKS, Settling};
use tenantlint::source::Sources;
use tenantlint::waiver::Waivers;

const TODAY: Date = date(2026, 11, 23);

/// The quickstart, with what every rule says of it.
struct Judged {
    session: Session,
    judgement: Judgement,
}

impl Judged {
    fn whole(&self) -> Whole<'_> {
        whole(&self.session)
    }
}

fn whole(session: &Session) -> Whole<'_> {
    Whole::new(
        &session.tenants[0],
        &session.loaded.documents,
        session.register.as_ref(),
        session.as_of,
    )
}

static QUICKSTART: LazyLock<Judged> = LazyLock::new(|| {
    let inputs = Inputs {
        paths: vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart")],
        as_of: Some(TODAY),
        ..Inputs::default()
    };
    let Ok(mut session) = Session::open(&inputs, &Own::default(), &|| {}) else {
        panic!("the example is read");
    };
    let set = rule::load(
        &session.store,
        &session.config,
        RuleProfile::Strict,
        &mut session.sources,
    );
    let rules: Vec<Arc<Rule>> = set.rules;
    let judgement = judge(&whole(&session), &[], &rules, &|_| {});
    Judged { session, judgement }
});

/// A waiver made for one of the findings, right or wrong in some way.
#[derive(Debug, Clone)]
struct Draft {
    finding: Index,
    accepted: Accepted,
    with_path: bool,
    is_expired: bool,
    /// Of another rule, or another subject.
    is_strange: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Accepted {
    Anything,
    This,
    Another,
}

fn drafts() -> impl Strategy<Value = Vec<Draft>> {
    let accepted = prop_oneof![
        Just(Accepted::Anything),
        Just(Accepted::This),
        Just(Accepted::Another)
    ];
    let rest = (any::<Index>(), accepted, any::<bool>());
    let draft = (rest, prop::bool::weighted(0.2), prop::bool::weighted(0.1)).prop_map(
        |((finding, accepted, with_path), is_expired, is_strange)| Draft {
            finding,
            accepted,
            with_path,
            is_expired,
            is_strange,
        },
    );
    prop::collection::vec(draft, 0..60)
}

impl Draft {
    fn of<'a>(&self, findings: &'a [Finding]) -> &'a Finding {
        self.finding.get(findings)
    }

    fn entry(&self, findings: &[Finding]) -> Value {
        let finding = self.of(findings);
        let mut entry = json!({
            "rule": finding.rule,
            "reason": "r",
            "owner": "o",
            "expires": if self.is_expired { "2026-11-22" } else { "2026-11-23" },
        });
        match finding.subject.kind {
            SubjectKind::Partner => entry["partner"] = json!(finding.subject.id.to_uppercase()),
            SubjectKind::Policy => entry["policy"] = json!(finding.subject.id),
            _ => {}
        }
        if self.is_strange {
            entry["partner"] = json!("99999999-9999-4999-8999-999999999999");
            entry.as_object_mut().unwrap().remove("policy");
        }
        if self.with_path && !finding.setting.is_empty() {
            entry["path"] = json!(finding.setting);
        }
        match self.accepted {
            Accepted::Anything => {}
            Accepted::This => entry["accepted"] = finding.value.clone(),
            Accepted::Another => entry["accepted"] = json!({"never": [self.with_path]}),
        }
        entry
    }

    /// By the words of docs/waivers.md.
    fn covers(&self, finding: &Finding, findings: &[Finding]) -> bool {
        let own = self.of(findings);
        let kind = |finding: &Finding| match finding.subject.kind {
            SubjectKind::Default => SubjectKind::Tenant,
            kind => kind,
        };
        let is_about = own.rule == finding.rule
            && kind(own) == kind(finding)
            && (kind(own) == SubjectKind::Tenant || own.subject.id == finding.subject.id)
            && (!self.with_path || own.setting.is_empty() || own.setting == finding.setting);
        let accepts = match self.accepted {
            Accepted::Anything => true,
            Accepted::This => own.value == finding.value,
            Accepted::Another => false,
        };
        finding.outcome == Outcome::Fail
            && is_about
            && accepts
            && !self.is_expired
            && !self.is_strange
    }
}

fn waivers(drafts: &[Draft], findings: &[Finding]) -> Waivers {
    let entries: Vec<Value> = drafts.iter().map(|draft| draft.entry(findings)).collect();
    let text = json!({"waivers": entries}).to_string();
    let file = Sources::default().reserve("waivers.json".to_owned());
    match Waivers::of_text("waivers.json", file, Arc::from(text.as_str())) {
        Ok(waivers) => waivers,
        Err(mistakes) => panic!("{mistakes:?}"),
    }
}

/// Rule and counted subject of every failure, and whether all of it is waived.
fn outcomes(judgement: &Judgement) -> BTreeMap<(String, Ref), bool> {
    let mut outcomes = BTreeMap::new();
    for (finding, counted) in judgement.findings.iter().zip(&judgement.counted) {
        if finding.outcome == Outcome::Fail {
            let waived = matches!(finding.standing, Standing::Waived(_));
            let all = outcomes
                .entry((finding.rule.clone(), *counted))
                .or_insert(true);
            *all &= waived;
        }
    }
    outcomes
}

#[test]
fn the_quickstart_has_something_of_everything() {
    let judgement = &QUICKSTART.judgement;
    assert!(!judgement.behind.is_empty());
    assert!(
        judgement
            .findings
            .iter()
            .any(|finding| finding.outcome == Outcome::Unknown)
    );
    assert!(outcomes(judgement).len() > 20);
    let kinds: BTreeSet<_> = judgement
        .findings
        .iter()
        .map(|finding| finding.subject.kind)
        .collect();
    assert!(kinds.len() >= 3, "{kinds:?}");
}

proptest! {
    #[test]
    fn nothing_is_lost_and_the_ledger_balances(drafts in drafts()) {
        let before = &QUICKSTART.judgement;
        let found = &before.findings;
        let waivers = waivers(&drafts, found);
        let waiving = Waiving::of("waivers.json".into());
        let register = QUICKSTART.session.register.as_ref();
        let mut settling = Settling::new(&waivers, &waiving, register, TODAY, None);
        let mut after = before.clone();
        settling.settle(&QUICKSTART.whole(), &mut after);

        // Every finding is still there, in its place; what comes on top stood behind a failure.
        prop_assert_eq!(after.findings.len(), after.counted.len());
        for (one, other) in found.iter().zip(&after.findings) {
            prop_assert_eq!(one, &Finding { standing: Standing::Open, ..other.clone() });
            let covered = drafts.iter().any(|draft| draft.covers(one, found));
            prop_assert_eq!(matches!(other.standing, Standing::Waived(_)), covered, "{:?}", other);
        }
        let more = &after.findings[found.len()..];
        prop_assert_eq!(before.behind.len(), after.behind.len() + more.len());
        prop_assert!(more.iter().all(|finding| finding.outcome == Outcome::Unknown));

        // Each outcome is counted once, under what it now is.
        let outcomes = outcomes(&after);
        let forward: BTreeSet<(String, Ref)> = more
            .iter()
            .zip(&after.counted[found.len()..])
            .map(|(finding, counted)| (finding.rule.clone(), *counted))
            .collect();
        for key in &forward {
            prop_assert_eq!(outcomes.get(key), Some(&true));
        }
        for (rule, counts) in &after.ledger.by_rule {
            let then = before.ledger.by_rule[rule];
            prop_assert_eq!(counts.total(), then.total(), "{}", rule);
            prop_assert_eq!((counts.pass, counts.not_applicable), (then.pass, then.not_applicable));
            let of_rule = || outcomes.iter().filter(|((of, _), _)| of == rule);
            let open = of_rule().filter(|(_, waived)| !**waived).count() as u64;
            let unknown = forward.iter().filter(|(of, _)| of == rule).count() as u64;
            prop_assert_eq!(counts.fail, open, "{}", rule);
            prop_assert_eq!(counts.unknown, then.unknown + unknown, "{}", rule);
            prop_assert_eq!(counts.waived, of_rule().count() as u64 - open - unknown, "{}", rule);
        }

        // So is each check of each waiver.
        let told = settling.finish();
        prop_assert_eq!(told.accounts.len(), drafts.len());
        for check in &CHECKS {
            let counts = told.ledger.by_rule.get(check.id).copied().unwrap_or_default();
            let said = told.findings.iter().filter(|finding| finding.rule == check.id).count();
            prop_assert_eq!(counts.total(), drafts.len() as u64);
            prop_assert_eq!(counts.fail, said as u64);
        }
        prop_assert!(told.findings.iter().all(|finding| finding.is_open() && !finding.labels.is_empty()));
    }
}
