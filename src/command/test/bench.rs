//! The tests of one rule: its unit tests, and its two examples.

use std::sync::Arc;

use super::lines::Coverage;
use super::said;
use super::tally::Tally;
use crate::cli::TestArgs;
use crate::command::Streams;
use crate::config::RuleProfile;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Module, Trial};
use crate::finding::Outcome;
use crate::report::human::{self, View};
use crate::report::text::safe;
use crate::rule::cases::{self, CaseOutcome};
use crate::rule::{Folder, Rule};

/// What the tests of all rules share.
pub(super) struct Bench<'a> {
    pub args: &'a TestArgs,
    /// The shared Rego, and what tests import.
    pub shared: Trial,
    pub rules: &'a [Arc<Rule>],
    /// How findings are shown.
    pub view: View,
    pub tally: Tally,
    pub coverage: Coverage,
}

impl Bench<'_> {
    /// The tests of a rule, then the lines that none of them ran. A failed test stops before what it tests, so lines
    /// are told when all passed.
    pub(super) fn folder(
        &mut self,
        folder: &Folder,
        streams: &mut Streams<'_>,
    ) -> std::io::Result<()> {
        self.tally.rules += 1;
        let trial = match self.shared.with_rule(&folder.module, &folder.package) {
            Ok(trial) => Arc::new(trial),
            Err(error) => return self.broken(&said(&error), streams),
        };
        let before = self.tally.failed + self.tally.broken;
        match &folder.test {
            Some(test) => self.unit_tests(test, &folder.id, &trial, streams)?,
            None => self.missing(folder, "rule_test.rego", streams)?,
        }
        let rules = self.beside(folder, &trial);
        match &folder.fail {
            Some(case) => {
                let outcome = cases::run(case, &rules, &folder.id);
                let fired = outcome.fired();
                let right = fired.len() == 1 && fired.contains(folder.id.as_str());
                let wanted = format!("fail.yaml: exactly {} must fire", folder.id);
                self.example(folder, "fail.yaml", right, &wanted, &outcome, streams)?;
            }
            None => self.missing(folder, "fail.yaml", streams)?,
        }
        match &folder.pass {
            Some(case) => {
                let outcome = cases::run(case, &rules, &folder.id);
                let right = !outcome.fired().contains(folder.id.as_str());
                let wanted = format!("pass.yaml: {} must not fire", folder.id);
                self.example(folder, "pass.yaml", right, &wanted, &outcome, streams)?;
            }
            None => self.missing(folder, "pass.yaml", streams)?,
        }
        self.coverage.add(&trial);
        if self.tally.failed + self.tally.broken == before {
            self.tally.never_ran += self.coverage.write(&folder.id, &folder.module, streams)?;
        }
        Ok(())
    }

    /// The rule under test, with its trial, and those of the baseline: what only strict houses hear of may stand in any
    /// example.
    fn beside(&self, folder: &Folder, trial: &Arc<Trial>) -> Vec<Arc<Rule>> {
        let rules = self.rules.iter();
        rules
            .filter_map(|rule| {
                if rule.id == folder.id {
                    Some(Arc::new(rule.beside(trial)))
                } else {
                    let runs = rule.metadata.runs_in(RuleProfile::Baseline);
                    runs.then(|| Arc::clone(rule))
                }
            })
            .collect()
    }

    fn missing(
        &mut self,
        folder: &Folder,
        name: &str,
        streams: &mut Streams<'_>,
    ) -> std::io::Result<()> {
        self.tally.failed += 1;
        writeln!(streams.out, "FAIL    {}: there is no {name}", folder.id)
    }

    pub(super) fn unit_tests(
        &mut self,
        test: &Module,
        name: &str,
        trial: &Trial,
        streams: &mut Streams<'_>,
    ) -> std::io::Result<()> {
        let outcomes = match trial.run_tests(test) {
            Ok(outcomes) => outcomes,
            Err(error) => return self.broken(&said(&error), streams),
        };
        if outcomes.is_empty() {
            self.tally.failed += 1;
            writeln!(
                streams.out,
                "FAIL    {name}: {} holds no `test_…` rule",
                test.path
            )?;
        }
        for outcome in outcomes {
            self.tally.unit_tests += 1;
            if outcome.passed {
                self.passed(&format!("{name}: {}", outcome.name), streams)?;
            } else {
                self.tally.failed += 1;
                writeln!(
                    streams.out,
                    "FAIL    {name}: {} {}",
                    outcome.name,
                    outcome.message.unwrap_or_default()
                )?;
            }
        }
        Ok(())
    }

    fn example(
        &mut self,
        folder: &Folder,
        name: &str,
        right: bool,
        wanted: &str,
        outcome: &CaseOutcome,
        streams: &mut Streams<'_>,
    ) -> std::io::Result<()> {
        self.tally.examples += 1;
        let failed = |diagnostic: &&Diagnostic| diagnostic.code == Code::RuleFailed;
        if let Some(diagnostic) = outcome.diagnostics.iter().find(failed) {
            return self.broken(&format!("{name}: {}", diagnostic.message), streams);
        }
        if right && outcome.diagnostics.is_empty() {
            self.passed(&format!("{}: {name}", folder.id), streams)?;
            return if self.args.verbose {
                self.findings(outcome, None, streams)
            } else {
                Ok(())
            };
        }
        self.tally.failed += 1;
        writeln!(streams.out, "FAIL    {}: {wanted}", folder.id)?;
        let (diagnostics, sources) = (&outcome.diagnostics, &outcome.sources);
        human::write_diagnostics(diagnostics, sources, &self.view, streams.out)?;
        self.findings(outcome, Some(&folder.id), streams)
    }

    /// What fired in an example, and what one rule could not tell, as a check shows it.
    fn findings(
        &self,
        outcome: &CaseOutcome,
        unknown_of: Option<&str>,
        streams: &mut Streams<'_>,
    ) -> std::io::Result<()> {
        for finding in &outcome.findings {
            let asked = unknown_of == Some(&finding.rule);
            if finding.outcome == Outcome::Fail || (finding.outcome == Outcome::Unknown && asked) {
                human::write_finding(finding, &outcome.sources, &self.view, streams.out)?;
            }
        }
        Ok(())
    }

    pub(super) fn broken(&mut self, what: &str, streams: &mut Streams<'_>) -> std::io::Result<()> {
        self.tally.broken += 1;
        writeln!(streams.out, "BROKEN  {}", safe(what))
    }

    fn passed(&self, what: &str, streams: &mut Streams<'_>) -> std::io::Result<()> {
        if self.args.verbose {
            writeln!(streams.out, "ok      {what}")?;
        }
        Ok(())
    }
}
