//! A baseline: the findings of another day, which are known and do not count. For adopting the tool on settings that
//! have findings already.
//!
//! A finding is known by its identity, and as often as the baseline has it. What could not be told is not known: a
//! baseline says what was found, and nobody knows what is behind an `unknown`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::exit::Exit;
use crate::finding::{Finding, Outcome, Standing, Subject, SubjectKind, identity};
use crate::report::Report;
use crate::schema;
use crate::source::{Sources, from_node};
use crate::written;

/// The findings of another day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Baseline {
    /// By identity.
    entries: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

/// Findings that share their identity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry {
    rule: String,
    tenant: String,
    subject: Subject,
    setting: String,
    value: Value,
    count: u64,
}

impl Entry {
    fn of(finding: &Finding) -> Entry {
        Entry {
            rule: finding.rule.clone(),
            tenant: finding.tenant.clone(),
            subject: finding.subject.clone(),
            setting: finding.setting.clone(),
            value: finding.value.clone(),
            count: 1,
        }
    }

    fn identity(&self) -> String {
        identity(
            &self.rule,
            &self.tenant,
            &self.subject,
            &self.setting,
            &self.value,
        )
    }
}

impl Baseline {
    pub fn load(path: &Path, sources: &mut Sources) -> Result<Baseline, Vec<Diagnostic>> {
        let code = Code::BaselineInvalid;
        let written = written::load(path, &schema::BASELINE, code, sources)?;
        let Some(root) = written.root() else {
            return Ok(Baseline::default());
        };
        let file: File = from_node(&written.tree, root)
            .map_err(|error| vec![written.mistake(root, code, error.message, "here")])?;
        let mut baseline = Baseline::default();
        for entry in file.findings {
            baseline.add(entry);
        }
        Ok(baseline)
    }

    /// Everything a run found that nobody has waived.
    pub fn of(report: &Report) -> Baseline {
        let mut baseline = Baseline::default();
        for finding in report
            .findings
            .iter()
            .filter(|finding| can_be_known(finding))
        {
            baseline.add(Entry::of(finding));
        }
        baseline
    }

    fn add(&mut self, entry: Entry) {
        match self.entries.get_mut(&entry.identity()) {
            Some(there) => there.count = there.count.saturating_add(entry.count),
            None => {
                self.entries.insert(entry.identity(), entry);
            }
        }
    }

    /// How many findings it knows.
    pub fn len(&self) -> u64 {
        self.entries
            .values()
            .fold(0, |sum, entry| sum.saturating_add(entry.count))
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Findings that it knows no longer stand open. The report is sorted, so that of several alike the same are known
    /// in every run.
    pub fn hold(&self, report: &mut Report) {
        let mut left: BTreeMap<String, u64> = BTreeMap::new();
        for finding in report.findings.iter_mut().filter(|one| can_be_known(one)) {
            let identity = finding.identity();
            let Some(entry) = self.entries.get(&identity) else {
                continue;
            };
            let left = left.entry(identity).or_insert(entry.count);
            if *left > 0 {
                *left -= 1;
                finding.standing = Standing::Known;
            }
        }
    }

    /// Without what the run shows to be mended. What it did not judge, or could not tell, stays.
    #[must_use]
    pub fn pruned(&self, report: &Report) -> Baseline {
        let found = Baseline::of(report);
        let judged = Judged::of(report);
        let mut pruned = Baseline::default();
        for (identity, entry) in &self.entries {
            let still = found.entries.get(identity).map_or(0, |entry| entry.count);
            let count = if judged.mends(entry) {
                entry.count.min(still)
            } else {
                entry.count
            };
            if count > 0 {
                pruned.add(Entry {
                    count,
                    ..entry.clone()
                });
            }
        }
        pruned
    }

    /// What the run found, and what an older baseline has that the run did not judge.
    #[must_use]
    pub fn renewed(old: &Baseline, report: &Report) -> Baseline {
        let mut renewed = old.pruned(report);
        for (identity, entry) in Baseline::of(report).entries {
            let there = renewed
                .entries
                .entry(identity)
                .or_insert_with(|| entry.clone());
            there.count = there.count.max(entry.count);
            there.subject = entry.subject;
        }
        renewed
    }

    /// As the file has it: sorted by what people read, one member a line.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut findings: Vec<Entry> = self.entries.values().cloned().collect();
        findings.sort_by_cached_key(|entry| {
            (
                entry.rule.clone(),
                entry.tenant.clone(),
                (entry.subject.kind, entry.subject.id.clone()),
                entry.setting.clone(),
                entry.value.to_string(),
            )
        });
        let file = File {
            version: 1,
            findings,
        };
        let mut text = serde_json::to_string_pretty(&file)?;
        text.push('\n');
        Ok(text)
    }
}

/// Findings about waivers are never known: whoever writes a waiver can mend it.
fn can_be_known(finding: &Finding) -> bool {
    finding.outcome == Outcome::Fail
        && finding.subject.kind != SubjectKind::File
        && !matches!(finding.standing, Standing::Waived(_))
}

/// What a run can say of an entry that it did not find again.
struct Judged<'a> {
    rules: BTreeSet<&'a str>,
    tenants: BTreeSet<&'a str>,
    /// Rule and tenant of what could not be told.
    unclear: BTreeSet<(&'a str, &'a str)>,
    sound: bool,
}

impl Judged<'_> {
    fn of(report: &Report) -> Judged<'_> {
        let unknown = report
            .findings
            .iter()
            .filter(|finding| finding.outcome == Outcome::Unknown);
        Judged {
            rules: report.rules.iter().map(|rule| rule.id.as_str()).collect(),
            tenants: report
                .tenants
                .iter()
                .map(|tenant| tenant.name.as_str())
                .collect(),
            unclear: unknown
                .map(|finding| (finding.rule.as_str(), finding.tenant.as_str()))
                .collect(),
            sound: report
                .diagnostics
                .iter()
                .all(|one| one.code.exit() == Exit::Clean),
        }
    }

    /// Whether an entry that is not found is mended.
    fn mends(&self, entry: &Entry) -> bool {
        let (rule, tenant) = (entry.rule.as_str(), entry.tenant.as_str());
        self.sound
            && self.rules.contains(rule)
            && self.tenants.contains(tenant)
            && !self.unclear.contains(&(rule, tenant))
    }
}
