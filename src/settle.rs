//! Holding findings against waivers, once, between rules and renderers.
//!
//! A waiver accepts a `fail`, never an `unknown`: nobody can accept a value that nobody knows. So what can't be told of a
//! subject comes forward once all of its failures are waived; until then it stands behind them.

mod checks;
mod told;
mod unclear;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::Value;

use crate::config::Waiving;
use crate::export::PartnerList;
use crate::finding::{Acceptance, Counts, Finding, Label, Ledger, Outcome, Standing, normal};
use crate::judge::Judgement;
use crate::register::{Register, days_between};
use crate::rule::input::{Ref, Whole};
use crate::waiver::{On, Waiver, Waivers};

pub use checks::{CHECKS, Check};
use unclear::Unclear;

/// How a waiver stands in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    InForce,
    /// In force, but not for long.
    Expiring,
    Expired,
    /// What it is about is found, and all of it has another value than the one accepted.
    Void,
    /// What it is about is provably not found.
    Unmatched,
    /// Nothing of it is found, but that proves nothing.
    Untold(&'static str),
    /// Its rule does not run, or its tenant is not in the input: the run says nothing of it.
    Elsewhere(&'static str),
}

impl State {
    pub fn as_str(self) -> &'static str {
        match self {
            State::InForce => "in-force",
            State::Expiring => "expiring",
            State::Expired => "expired",
            State::Void => "void",
            State::Unmatched => "unmatched",
            State::Untold(_) => "untold",
            State::Elsewhere(_) => "not-judged",
        }
    }
}

/// How one waiver stands, and what people call its subject.
pub struct Account {
    pub state: State,
    pub subject: String,
}

/// What a run says of the waivers themselves.
pub struct Accounts {
    /// By index of the waiver.
    pub accounts: Vec<Account>,
    pub findings: Vec<Finding>,
    pub ledger: Ledger,
}

/// The indices of waivers by rule and subject.
type ByRule<'a> = HashMap<&'a str, HashMap<&'a On, Vec<usize>>>;

/// Waivers as a run uses them.
pub struct Settling<'a> {
    waivers: &'a Waivers,
    waiving: &'a Waiving,
    register: Option<&'a Register>,
    as_of: Date,
    /// Why what is not found may be there all the same, for the run as a whole.
    doubt: Option<&'static str>,
    by_rule: ByRule<'a>,
    /// Beside the waivers, by index.
    seen: Vec<Seen>,
}

/// What the run showed of one waiver.
#[derive(Default)]
struct Seen {
    /// The tenant it is for, when the rule ran on that.
    tenant: Option<String>,
    /// Findings that it is about, whatever their value.
    met: usize,
    /// Those whose value is the one accepted.
    accepted: usize,
    /// The first whose value is not.
    changed: Option<Changed>,
    doubt: Option<&'static str>,
    /// What reports call the subject.
    name: Option<String>,
}

/// A value that is not the one accepted.
struct Changed {
    value: Value,
    setting: String,
    label: Option<Label>,
}

impl<'a> Settling<'a> {
    /// `doubt` says why a waiver that nothing matches in this run may yet be needed.
    pub fn new(
        waivers: &'a Waivers,
        waiving: &'a Waiving,
        register: Option<&'a Register>,
        as_of: Date,
        doubt: Option<&'static str>,
    ) -> Settling<'a> {
        let mut by_rule = ByRule::new();
        for (index, waiver) in waivers.entries.iter().enumerate() {
            let of_rule = by_rule.entry(waiver.rule.as_str()).or_default();
            of_rule.entry(&waiver.on).or_default().push(index);
        }
        Settling {
            waivers,
            waiving,
            register,
            as_of,
            doubt,
            by_rule,
            seen: waivers.entries.iter().map(|_| Seen::default()).collect(),
        }
    }

    /// Settle what the rules said of one tenant: findings get their standing, and the ledger counts it.
    pub fn settle(&mut self, whole: &Whole<'_>, judgement: &mut Judgement) {
        let mut tallies: BTreeMap<(String, Ref), Tally> = BTreeMap::new();
        let fails = judgement.findings.iter_mut().zip(&judgement.counted);
        for (finding, counted) in fails.filter(|(finding, _)| finding.outcome == Outcome::Fail) {
            if !self.by_rule.contains_key(finding.rule.as_str()) {
                continue;
            }
            let tally = tallies.entry((finding.rule.clone(), *counted)).or_default();
            tally.fails += 1;
            if let Some(acceptance) = self.hold(finding) {
                finding.standing = Standing::Waived(acceptance);
                tally.waived += 1;
            }
        }
        self.ask(whole, judgement);
        count(&tallies, judgement);
    }

    /// The first waiver that accepts the finding; every waiver that is about it is told.
    fn hold(&mut self, finding: &Finding) -> Option<Arc<Acceptance>> {
        let on = On::of(&finding.subject)?;
        let candidates = self.by_rule.get(finding.rule.as_str())?.get(&on)?;
        let value = normal(&finding.setting, finding.value.clone());
        let mut acceptance = None;
        for index in candidates {
            let (Some(waiver), Some(seen)) =
                (self.waivers.entries.get(*index), self.seen.get_mut(*index))
            else {
                continue;
            };
            if !waiver.is_about(finding) {
                continue;
            }
            seen.met += 1;
            seen.name
                .get_or_insert_with(|| finding.subject.name.clone());
            if waiver.accepts(&finding.setting, &value) {
                seen.accepted += 1;
                if !waiver.is_expired(self.as_of) && acceptance.is_none() {
                    acceptance = Some(Arc::clone(&waiver.acceptance));
                }
            } else if seen.changed.is_none() {
                seen.changed = Some(Changed {
                    value: value.clone(),
                    setting: finding.setting.clone(),
                    label: finding.labels.first().cloned(),
                });
            }
        }
        acceptance
    }

    /// Note, for each waiver of this tenant, whether its rule ran, and whether its silence proves anything.
    fn ask(&mut self, whole: &Whole<'_>, judgement: &Judgement) {
        let unclear = Unclear::gather(&self.by_rule, judgement);
        let tenant = whole.tenant;
        let partners: HashSet<&str> = (0..tenant.partners.len())
            .map(|index| whole.facts.id(index))
            .collect();
        for (waiver, seen) in self.waivers.entries.iter().zip(&mut self.seen) {
            let name = &tenant.profile.name;
            let of_tenant = waiver.tenant.as_ref().is_none_or(|own| own == name);
            if !of_tenant || !judgement.ledger.by_rule.contains_key(&waiver.rule) {
                continue;
            }
            // A pair is there when the other side is.
            if let (On::Partner(id), Some(judged)) =
                (&waiver.on, judgement.on_pairs.get(&waiver.rule))
                && !judged.contains(id)
            {
                continue;
            }
            seen.tenant = Some(name.clone());
            let may_be_missing = match &waiver.on {
                On::Partner(id) => {
                    tenant.partner_list != PartnerList::Present && !partners.contains(id.as_str())
                }
                On::Tenant | On::Policy(_) => false,
            };
            let doubt = if judgement.silent.contains(&waiver.rule) {
                Some("its rule lacks an input, or failed")
            } else if unclear.is_about(waiver) {
                Some("its rule can't tell")
            } else if may_be_missing {
                Some("the list of partners is not known to be complete")
            } else {
                None
            };
            seen.doubt = seen.doubt.or(doubt);
        }
    }

    fn state(&self, waiver: &Waiver, seen: &Seen) -> State {
        if seen.tenant.is_none() {
            return State::Elsewhere(
                "its rule does not run here, or its tenant is not in the input",
            );
        }
        let doubt = self.doubt.or(seen.doubt);
        if seen.met == 0 && doubt.is_none() {
            return State::Unmatched;
        }
        if waiver.is_expired(self.as_of) {
            return State::Expired;
        }
        match (seen.accepted, seen.met, doubt) {
            (0, 0, doubt) => State::Untold(doubt.unwrap_or_default()),
            (0, ..) => State::Void,
            _ if self.is_near(waiver) => State::Expiring,
            _ => State::InForce,
        }
    }

    fn is_near(&self, waiver: &Waiver) -> bool {
        let notice = self.as_of.checked_add(self.waiving.expiry_notice);
        notice.is_ok_and(|day| waiver.acceptance.expires <= day)
    }

    fn days_left(&self, waiver: &Waiver) -> i64 {
        days_between(self.as_of, waiver.acceptance.expires).unwrap_or_default()
    }

    /// Once every tenant is settled: how each waiver stands, by index, and what is to be said of them.
    pub fn finish(self) -> Accounts {
        let entries = self.waivers.entries.iter().zip(&self.seen);
        let accounts: Vec<Account> = entries
            .map(|(waiver, seen)| Account {
                state: self.state(waiver, seen),
                subject: self.name(waiver, seen),
            })
            .collect();
        let (findings, ledger) = told::tell(&self, &accounts);
        Accounts {
            accounts,
            findings,
            ledger,
        }
    }

    /// What people call the waiver's subject.
    fn name(&self, waiver: &Waiver, seen: &Seen) -> String {
        let in_register = |id: &str| {
            let (_, entry) = self.register?.find(id)?;
            Some(entry.name.clone())
        };
        let named = match &waiver.on {
            On::Partner(id) => seen.name.clone().or_else(|| in_register(id)),
            On::Policy(_) => seen.name.clone(),
            On::Tenant => waiver.tenant.clone().or_else(|| seen.tenant.clone()),
        };
        named.unwrap_or_else(|| match &waiver.on {
            On::Partner(id) | On::Policy(id) => id.clone(),
            On::Tenant => "the tenant".to_owned(),
        })
    }
}

/// How many findings one outcome stands for, and how many of them are waived.
#[derive(Default)]
struct Tally {
    fails: usize,
    waived: usize,
}

/// An outcome whose failures are all waived is `waived`, or `unknown` when something stands behind them.
fn count(tallies: &BTreeMap<(String, Ref), Tally>, judgement: &mut Judgement) {
    let is_waived = |rule: &str, counted: Ref| {
        tallies
            .get(&(rule.to_owned(), counted))
            .is_some_and(|tally| tally.waived == tally.fails)
    };
    let mut unknown: BTreeSet<(String, Ref)> = BTreeSet::new();
    for (counted, finding) in std::mem::take(&mut judgement.behind) {
        if is_waived(&finding.rule, counted) {
            unknown.insert((finding.rule.clone(), counted));
            judgement.findings.push(finding);
            judgement.counted.push(counted);
        } else {
            judgement.behind.push((counted, finding));
        }
    }
    for (key, tally) in tallies {
        let counts = judgement.ledger.by_rule.get_mut(&key.0);
        let Some(counts) = counts.filter(|_| tally.waived == tally.fails) else {
            continue;
        };
        let into = if unknown.contains(key) {
            &mut counts.unknown
        } else {
            &mut counts.waived
        };
        *into += 1;
        counts.fail = counts.fail.saturating_sub(1);
    }
}

/// Add one to the count of an outcome.
fn note(ledger: &mut Ledger, rule: &str, outcome: Outcome) {
    let counts: &mut Counts = ledger.by_rule.entry(rule.to_owned()).or_default();
    counts.add(outcome, 1);
}
