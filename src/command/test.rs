//! `tenantlint test`: unit tests of rules, and the exports on which each must and must not fire.

use std::sync::Arc;

use super::Streams;
use crate::cli::TestArgs;
use crate::config::RuleProfile;
use crate::engine::{EngineError, Library, Module};
use crate::exit::Exit;
use crate::report::count;
use crate::report::text::safe;
use crate::rule::cases::{self, CaseOutcome};
use crate::rule::{self, Folder, Rule, Store};
use crate::source::Sources;

pub(super) fn run(args: &TestArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let store = match &args.path {
        Some(path) => Store::only(path),
        None => Store::built_in(),
    };
    let mut sources = Sources::default();
    let rules = rule::load_all(&store, &mut sources);
    let mut tally = Tally::default();
    for diagnostic in &rules.diagnostics {
        tally.broken += 1;
        writeln!(streams.out, "BROKEN  {}", safe(&diagnostic.message))?;
    }
    match Library::new(&store.library, true) {
        Err(error) => {
            tally.broken += 1;
            writeln!(streams.out, "BROKEN  {}", safe(&said(&error)))?;
        }
        Ok(library) => {
            let bench = Bench {
                args,
                library: &library,
                helpers: store
                    .library_tests
                    .iter()
                    .filter(|module| !is_test(module))
                    .collect(),
                rules: &rules.rules,
            };
            for module in store.library_tests.iter().filter(|module| is_test(module)) {
                if args.rule.is_empty() {
                    bench.unit_tests(module, &[], &module.path, &mut tally, streams)?;
                }
            }
            for folder in &store.folders {
                if args.rule.is_empty() || args.rule.contains(&folder.id) {
                    bench.folder(folder, &mut tally, streams)?;
                }
            }
        }
    }
    tally.write(streams)?;
    Ok(tally.exit())
}

/// Tests, and not what tests import: that ends in `_test.rego` too, so that it is never part of a rule.
fn is_test(module: &Module) -> bool {
    module.text.lines().any(|line| line.starts_with("test_"))
}

#[derive(Default)]
struct Tally {
    rules: usize,
    unit_tests: usize,
    examples: usize,
    failed: usize,
    broken: usize,
}

impl Tally {
    fn write(&self, streams: &mut Streams<'_>) -> std::io::Result<()> {
        let end = if self.failed + self.broken == 0 {
            "all passed".to_owned()
        } else {
            format!("{} failed, {} broken", self.failed, self.broken)
        };
        writeln!(
            streams.out,
            "{}: {}, {}: {end}",
            count(self.rules, "rule", "rules"),
            count(self.unit_tests, "unit test", "unit tests"),
            count(self.examples, "example", "examples")
        )
    }

    fn exit(&self) -> Exit {
        if self.broken > 0 {
            Exit::Rule
        } else if self.failed > 0 {
            Exit::Findings
        } else if self.unit_tests + self.examples == 0 {
            Exit::Nothing
        } else {
            Exit::Clean
        }
    }
}

struct Bench<'a> {
    args: &'a TestArgs,
    library: &'a Library,
    /// Rego that only tests import.
    helpers: Vec<&'a Module>,
    rules: &'a [Arc<Rule>],
}

impl Bench<'_> {
    fn folder(
        &self,
        folder: &Folder,
        tally: &mut Tally,
        streams: &mut Streams<'_>,
    ) -> std::io::Result<()> {
        tally.rules += 1;
        match &folder.test {
            Some(test) => self.unit_tests(test, &[&folder.module], &folder.id, tally, streams)?,
            None => self.missing(folder, "rule_test.rego", tally, streams)?,
        }
        // Beside the rule itself those of the baseline: what only strict houses hear of may stand in any example.
        let rules: Vec<Arc<Rule>> = self
            .rules
            .iter()
            .filter(|rule| rule.id == folder.id || rule.metadata.runs_in(RuleProfile::Baseline))
            .cloned()
            .collect();
        match &folder.fail {
            Some(case) => {
                let outcome = cases::run(case, &rules, &folder.id);
                let fired = outcome.fired();
                let right = fired.len() == 1 && fired.contains(folder.id.as_str());
                let wanted = format!("exactly {} must fire", folder.id);
                self.example(
                    folder,
                    "fail.yaml",
                    right,
                    &wanted,
                    &outcome,
                    tally,
                    streams,
                )?;
            }
            None => self.missing(folder, "fail.yaml", tally, streams)?,
        }
        match &folder.pass {
            Some(case) => {
                let outcome = cases::run(case, &rules, &folder.id);
                let right = !outcome.fired().contains(folder.id.as_str());
                let wanted = format!("{} must not fire", folder.id);
                self.example(
                    folder,
                    "pass.yaml",
                    right,
                    &wanted,
                    &outcome,
                    tally,
                    streams,
                )?;
            }
            None => self.missing(folder, "pass.yaml", tally, streams)?,
        }
        Ok(())
    }

    fn missing(
        &self,
        folder: &Folder,
        name: &str,
        tally: &mut Tally,
        streams: &mut Streams<'_>,
    ) -> std::io::Result<()> {
        tally.failed += 1;
        writeln!(streams.out, "FAIL    {}: there is no {name}", folder.id)
    }

    fn unit_tests(
        &self,
        test: &Module,
        modules: &[&Module],
        name: &str,
        tally: &mut Tally,
        streams: &mut Streams<'_>,
    ) -> std::io::Result<()> {
        let modules: Vec<&Module> = modules.iter().chain(&self.helpers).copied().collect();
        match self.library.run_tests(&modules, test) {
            Err(error) => {
                tally.broken += 1;
                writeln!(streams.out, "BROKEN  {}", safe(&said(&error)))
            }
            Ok(outcomes) => {
                if outcomes.is_empty() {
                    tally.failed += 1;
                    writeln!(
                        streams.out,
                        "FAIL    {name}: {} holds no `test_…` rule",
                        test.path
                    )?;
                }
                for outcome in outcomes {
                    tally.unit_tests += 1;
                    if outcome.passed {
                        self.passed(&format!("{name}: {}", outcome.name), streams)?;
                    } else {
                        tally.failed += 1;
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
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn example(
        &self,
        folder: &Folder,
        name: &str,
        right: bool,
        wanted: &str,
        outcome: &CaseOutcome,
        tally: &mut Tally,
        streams: &mut Streams<'_>,
    ) -> std::io::Result<()> {
        tally.examples += 1;
        for diagnostic in &outcome.diagnostics {
            writeln!(
                streams.out,
                "        {}: {name}: {}",
                folder.id, diagnostic.message
            )?;
        }
        if right && outcome.diagnostics.is_empty() {
            return self.passed(&format!("{}: {name}", folder.id), streams);
        }
        tally.failed += 1;
        writeln!(streams.out, "FAIL    {}: {name}: {wanted}", folder.id)?;
        for finding in &outcome.findings {
            writeln!(streams.out, "        {}: {}", finding.rule, finding.message)?;
        }
        Ok(())
    }

    fn passed(&self, what: &str, streams: &mut Streams<'_>) -> std::io::Result<()> {
        if self.args.verbose {
            writeln!(streams.out, "ok      {what}")?;
        }
        Ok(())
    }
}

fn said(error: &EngineError) -> String {
    match (error.line, error.column) {
        (Some(line), Some(column)) => {
            format!("{}:{line}:{column}: {}", error.path, error.message)
        }
        _ => format!("{}: {}", error.path, error.message),
    }
}
