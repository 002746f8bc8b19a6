//! Running the rules over a tenant: every rule, every subject, an outcome for each.

mod found;
mod heard;
mod lens;
mod missing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Datum, EngineError};
use crate::finding::{Counts, Finding, Ledger, Outcome};
use crate::locate::Locator;
use crate::pair::Pair;
use crate::review::Change;
use crate::rule::input::{Builder, Ref, Whole};
use crate::rule::{Rule, Scope, SubjectName};
use found::finding;
use heard::Heard;
use lens::Lens;
use missing::missing_reason;

/// How many partners are judged together, at least and at most. What a rule works out once for all of them, such as what
/// Conditional Access asks for, it works out for each chunk; but every core wants some chunks of its own.
const CHUNK: std::ops::RangeInclusive<usize> = 128..=1024;
const CHUNKS_A_CORE: usize = 4;

/// The size of the chunks in which so many partners are judged.
pub fn chunk_size(partners: usize) -> usize {
    let chunks = rayon::current_num_threads() * CHUNKS_A_CORE;
    partners
        .div_ceil(chunks)
        .clamp(*CHUNK.start(), *CHUNK.end())
}

/// What the rules said of one tenant.
#[derive(Debug, Clone, Default)]
pub struct Judgement {
    pub findings: Vec<Finding>,
    /// Beside each finding, by index: the subject that it counts for in the ledger.
    pub counted: Vec<Ref>,
    /// What could not be told of subjects that fail: no finding, while the failure stands.
    pub behind: Vec<(Ref, Finding)>,
    /// Rules that were not asked, for want of an input, or that failed: they said nothing of any subject.
    pub silent: BTreeSet<String>,
    /// Rules on pairs, and the partners of this run whom they judged: of others their silence says nothing.
    pub on_pairs: BTreeMap<String, BTreeSet<String>>,
    pub ledger: Ledger,
    pub diagnostics: Vec<Diagnostic>,
}

/// One entry of `fail` or `unknown`, not yet located.
struct Raw {
    rule: usize,
    outcome: Outcome,
    on: Ref,
    /// The subject whose outcome it is part of.
    counted: Ref,
    /// It can't be told, and the subject fails.
    behind: bool,
    datum: Datum,
}

/// What one rule said of one group of subjects.
#[derive(Default)]
struct Part {
    raws: Vec<Raw>,
    counts: Vec<(usize, Counts)>,
    errors: Vec<(usize, EngineError)>,
    silent: BTreeSet<usize>,
    /// Partners that the rules over the whole tenant want to see.
    partners: Vec<Datum>,
}

/// Judge a tenant, and the pairs that are judged with it. `judged` is told how many partners are done, for progress.
pub fn judge(
    whole: &Whole<'_>,
    pairs: &[Pair<'_>],
    rules: &[Arc<Rule>],
    judged: &(dyn Fn(usize) + Sync),
) -> Judgement {
    let builder = Builder::default();
    let frame = whole.frame(&builder);
    let frame = frame.with("pairs", whole.pairs(&builder, pairs));
    let run = Run {
        whole,
        rules,
        frame: &frame,
        scopes: &[Scope::Partner, Scope::Policy, Scope::Tenant, Scope::Pair],
        pairs,
        changes: &[],
    };
    let mut parts = vec![run.without_input()];
    let count = whole.tenant.partners.len();
    let size = chunk_size(count);
    let chunks = count.div_ceil(size).max(1);
    let mut by_chunk: Vec<Part> = (0..chunks)
        .into_par_iter()
        // A builder remembers what repeats; one serves all chunks that a worker takes in a row.
        .map_init(Builder::default, |builder, chunk| {
            let first = chunk * size;
            let last = count.min(first + size);
            let part = run.partners(builder, first..last);
            judged(last - first);
            part
        })
        .collect();
    let seen: Vec<Datum> = by_chunk
        .iter_mut()
        .flat_map(|part| std::mem::take(&mut part.partners))
        .collect();
    parts.extend(by_chunk);
    parts.extend(run.wholes(&seen));
    run.settle(parts)
}

/// Judge what a review found of a tenant.
pub fn judge_changes(whole: &Whole<'_>, rules: &[Arc<Rule>], changes: &[Change]) -> Judgement {
    let builder = Builder::default();
    let frame = whole.frame(&builder);
    let frame = frame.with("changes", builder.changes(changes));
    let run = Run {
        whole,
        rules,
        frame: &frame,
        scopes: &[Scope::Change],
        pairs: &[],
        changes,
    };
    let subjects: Vec<Ref> = (0..changes.len()).map(Ref::Change).collect();
    let rules: Vec<(usize, &Rule)> = run.of_scope(&[Scope::Change]).collect();
    let mut parts = vec![run.without_input()];
    parts.extend(rules.into_iter().map(|(index, rule)| {
        let mut part = Part::default();
        run.run(index, rule, &frame, &subjects, None, &mut part);
        part
    }));
    run.settle(parts)
}

struct Run<'a> {
    whole: &'a Whole<'a>,
    rules: &'a [Arc<Rule>],
    frame: &'a Datum,
    /// Rules of other scopes have nothing to judge in this run.
    scopes: &'static [Scope],
    pairs: &'a [Pair<'a>],
    changes: &'a [Change],
}

impl Run<'_> {
    /// Rules whose inputs are missing: unknown for every subject, said once.
    fn without_input(&self) -> Part {
        let mut part = Part::default();
        for (index, rule) in self.of_this_run() {
            let Some(missing) = self.missing(rule) else {
                continue;
            };
            part.silent.insert(index);
            let times = self.subject_count(rule);
            let mut counts = Counts::default();
            counts.add(Outcome::Unknown, times);
            part.counts.push((index, counts));
            if times > 0 {
                let reason =
                    Datum::object([(Datum::text("reason"), Datum::text(&missing_reason(missing)))]);
                part.raws.push(Raw {
                    rule: index,
                    outcome: Outcome::Unknown,
                    on: Ref::Tenant,
                    counted: Ref::Tenant,
                    behind: false,
                    datum: reason,
                });
            }
        }
        part
    }

    fn of_this_run(&self) -> impl Iterator<Item = (usize, &Rule)> {
        self.rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| self.scopes.contains(&rule.metadata.custom.scope))
            .map(|(index, rule)| (index, rule.as_ref()))
    }

    fn missing(&self, rule: &Rule) -> Option<&'static str> {
        self.whole
            .present()
            .into_iter()
            .find(|(name, there)| {
                !there
                    && rule
                        .metadata
                        .custom
                        .requires
                        .iter()
                        .any(|need| need == name)
            })
            .map(|(name, _)| name)
    }

    fn subject_count(&self, rule: &Rule) -> u64 {
        let beyond = match rule.metadata.custom.scope {
            Scope::Change => Some(self.changes.len()),
            Scope::Pair => Some(self.pairs.len()),
            Scope::Partner | Scope::Policy | Scope::Tenant => None,
        };
        if let Some(count) = beyond {
            return u64::try_from(count).unwrap_or(u64::MAX);
        }
        let count = |subject: &SubjectName| match subject {
            SubjectName::Partner => self.whole.tenant.partners.len(),
            SubjectName::Default => usize::from(self.whole.default.is_some()),
            SubjectName::Policy => self.whole.policies.len(),
            SubjectName::Tenant => 1,
        };
        rule.metadata
            .subjects()
            .iter()
            .map(|subject| u64::try_from(count(subject)).unwrap_or(u64::MAX))
            .sum()
    }

    fn of_scope(&self, scopes: &'static [Scope]) -> impl Iterator<Item = (usize, &Rule)> {
        self.of_this_run()
            .filter(|(_, rule)| scopes.contains(&rule.metadata.custom.scope))
            .filter(|(_, rule)| self.missing(rule).is_none())
    }

    /// The partner rules over one chunk. The default is judged with the first chunk.
    fn partners(&self, builder: &Builder, chunk: std::ops::Range<usize>) -> Part {
        let mut part = Part::default();
        let mut partners: Vec<Datum> = Vec::with_capacity(chunk.len());
        let mut subjects: Vec<Ref> = Vec::with_capacity(chunk.len() + 1);
        for index in chunk.clone() {
            if let Some(partner) = self.whole.partner(builder, index) {
                partners.push(partner);
                subjects.push(Ref::Partner(index));
            }
        }
        part.partners = self.seen_by_wholes(&partners);
        let with_default = chunk.start == 0 && self.whole.default.is_some();
        // Rules share their lenses, and each such view of the chunk is made once.
        let mut views: Vec<(Lens<'_>, Datum)> = Vec::new();
        for (index, rule) in self.of_scope(&[Scope::Partner]) {
            let judges_default = rule.metadata.subjects().contains(&SubjectName::Default);
            let default = (with_default && judges_default).then_some(Ref::Default);
            let subjects: Vec<Ref> = subjects.iter().copied().chain(default).collect();
            // The rule speaks of the default in every chunk; it counts in the first.
            let ignored = (judges_default && !with_default).then_some(Ref::Default);
            let lens = Lens::of(rule);
            let known = views.iter().find(|(other, _)| *other == lens);
            let view = known.map(|(_, view)| view.clone()).unwrap_or_else(|| {
                let view = self.seen_through(lens, &partners);
                views.push((lens, view.clone()));
                view
            });
            self.run(index, rule, &view, &subjects, ignored, &mut part);
        }
        part
    }

    /// The input with those of the partners that the lens shows.
    fn seen_through(&self, lens: Lens<'_>, partners: &[Datum]) -> Datum {
        let seen = partners.iter().filter(|partner| lens.shows(partner));
        self.frame.with("partners", Datum::list(seen.cloned()))
    }

    /// Of these partners, those that some rule over the whole tenant wants to see. The rest is let go with its chunk: a
    /// tenant of 100,000 partners is never in memory at once for rules that look at a few of them.
    fn seen_by_wholes(&self, partners: &[Datum]) -> Vec<Datum> {
        let lenses: Vec<Lens<'_>> = self
            .of_scope(&[Scope::Policy, Scope::Tenant])
            .map(|(_, rule)| Lens::of(rule))
            .collect();
        partners
            .iter()
            .filter(|partner| lenses.iter().any(|lens| lens.shows(partner)))
            .cloned()
            .collect()
    }

    /// Rules that look at all policies, at all pairs, or at the tenant as a whole.
    fn wholes(&self, seen: &[Datum]) -> Vec<Part> {
        let policies: Vec<Ref> = (0..self.whole.policies.len()).map(Ref::Policy).collect();
        let pairs: Vec<Ref> = (0..self.pairs.len()).map(Ref::Pair).collect();
        let rules = self.of_scope(&[Scope::Policy, Scope::Tenant, Scope::Pair]);
        // Most runs have no pairs.
        let has_any = |rule: &Rule| rule.metadata.custom.scope != Scope::Pair || !pairs.is_empty();
        let rules: Vec<(usize, &Rule)> = rules.filter(|(_, rule)| has_any(rule)).collect();
        rules
            .into_par_iter()
            .map(|(index, rule)| {
                let mut part = Part::default();
                let input = self.seen_through(Lens::of(rule), seen);
                let subjects = match rule.metadata.custom.scope {
                    Scope::Policy => policies.as_slice(),
                    Scope::Pair => pairs.as_slice(),
                    _ => &[Ref::Tenant],
                };
                self.run(index, rule, &input, subjects, None, &mut part);
                part
            })
            .collect()
    }

    fn run(
        &self,
        index: usize,
        rule: &Rule,
        input: &Datum,
        subjects: &[Ref],
        ignored: Option<Ref>,
        part: &mut Part,
    ) {
        let input = input.with("options", rule.options.clone());
        let said = match rule.check.run(&input) {
            Ok(said) => said,
            Err(error) => {
                self.failed(index, error, subjects, part);
                return;
            }
        };
        let heard = match Heard::new(rule, said, subjects, ignored) {
            Ok(heard) => heard,
            Err(message) => {
                let error = EngineError {
                    path: rule.id.clone(),
                    line: None,
                    column: None,
                    message,
                };
                self.failed(index, error, subjects, part);
                return;
            }
        };
        let mut counts = Counts::default();
        for subject in subjects {
            counts.add(heard.outcome(*subject), 1);
        }
        part.counts.push((index, counts));
        part.raws.extend(heard.raws(index));
    }

    /// A rule that failed says nothing: its subjects are unknown, and the run ends with an error.
    fn failed(&self, index: usize, error: EngineError, subjects: &[Ref], part: &mut Part) {
        let mut counts = Counts::default();
        counts.add(
            Outcome::Unknown,
            u64::try_from(subjects.len()).unwrap_or(u64::MAX),
        );
        part.counts.push((index, counts));
        part.silent.insert(index);
        part.errors.push((index, error));
    }

    /// Locate and count.
    fn settle(&self, parts: Vec<Part>) -> Judgement {
        let mut judgement = Judgement::default();
        for (_, rule) in self.of_this_run() {
            judgement.ledger.by_rule.entry(rule.id.clone()).or_default();
            if rule.metadata.custom.scope == Scope::Pair {
                let partners = self.pairs.iter().map(|pair| pair.theirs.id.clone());
                judgement
                    .on_pairs
                    .insert(rule.id.clone(), partners.collect());
            }
        }
        let mut failed = BTreeSet::new();
        let locator = Locator::new(self.whole)
            .with_pairs(self.pairs)
            .with_changes(self.changes);
        let mut raws = Vec::new();
        for part in parts {
            for (index, counts) in part.counts {
                if let Some(total) = self
                    .rules
                    .get(index)
                    .and_then(|rule| judgement.ledger.by_rule.get_mut(&rule.id))
                {
                    *total += counts;
                }
            }
            for (index, error) in part.errors {
                // The same failure in every chunk is one failure.
                if failed.insert((index, error.message.clone()))
                    && let Some(rule) = self.rules.get(index)
                {
                    judgement.diagnostics.push(Diagnostic::new(
                        Code::RuleFailed,
                        format!("the rule {} failed: {}", rule.id, error.message),
                    ));
                }
            }
            let silent = part
                .silent
                .iter()
                .filter_map(|index| self.rules.get(*index));
            judgement.silent.extend(silent.map(|rule| rule.id.clone()));
            raws.extend(part.raws);
        }
        let tenant = &self.whole.tenant.profile.name;
        let located: Vec<(&Raw, Finding)> = raws
            .par_iter()
            .filter_map(|raw| {
                let rule = self.rules.get(raw.rule)?;
                Some((raw, finding(&locator, rule, raw, tenant)))
            })
            .collect();
        for (raw, finding) in located {
            if raw.behind {
                judgement.behind.push((raw.counted, finding));
            } else {
                judgement.findings.push(finding);
                judgement.counted.push(raw.counted);
            }
        }
        judgement
    }
}
