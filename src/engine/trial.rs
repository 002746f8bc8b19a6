//! A rule under test, on the interpreter: its unit tests, its examples once more, and the lines that ran meanwhile.
//!
//! Only the interpreter notes lines, and only it runs all that tests use (`with`). A check runs on the machine; what a rule
//! says on both must be the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use regorus::{Engine, Value};

use super::check::timer;
use super::library::{ENTRY, add, add_mended, entry};
use super::{Datum, EngineError, Module, Said, gate, mend};

/// The interpreter with the modules that tests need.
pub struct Trial {
    engine: Mutex<Engine>,
}

/// One unit test in Rego and how it ended.
#[derive(Debug)]
pub struct TestOutcome {
    pub name: String,
    pub passed: bool,
    pub message: Option<String>,
}

/// The lines of a module that can run, counted from 1. An expression over several lines counts with each of them; the
/// value of an `else` that has a body of its own, and what a comprehension gives, count with the conditions behind them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Lines {
    pub ran: BTreeSet<u32>,
    pub never_ran: BTreeSet<u32>,
}

impl Lines {
    /// What ran in either run.
    pub fn add(&mut self, other: &Lines) {
        self.ran.extend(&other.ran);
        self.never_ran.extend(&other.never_ran);
        self.never_ran.retain(|line| !self.ran.contains(line));
    }
}

impl Clone for Trial {
    fn clone(&self) -> Trial {
        Trial {
            engine: Mutex::new(self.engine().clone()),
        }
    }
}

impl Trial {
    /// What every rule under test has beside it.
    ///
    /// # Errors
    /// A module can't be parsed.
    pub fn of<'a>(modules: impl IntoIterator<Item = &'a Module>) -> Result<Trial, EngineError> {
        let mut engine = Engine::new();
        engine.set_enable_coverage(true);
        engine.set_execution_timer_config(timer());
        for module in modules {
            add_mended(&mut engine, &mend::for_interpreter(module)?)?;
        }
        Ok(Trial {
            engine: Mutex::new(engine),
        })
    }

    /// The same with a rule whose package is `package`.
    ///
    /// # Errors
    /// The rule can't be parsed.
    pub fn with_rule(&self, rule: &Module, package: &str) -> Result<Trial, EngineError> {
        let mut engine = self.engine().clone();
        add_mended(&mut engine, &mend::for_interpreter(rule)?)?;
        let names = gate::declared(&mut engine, &rule.path);
        add(&mut engine, &entry(package, &names))?;
        Ok(Trial {
            engine: Mutex::new(engine),
        })
    }

    /// Run the unit tests (`test_…` rules) of `test`.
    ///
    /// # Errors
    /// The tests can't be parsed.
    pub fn run_tests(&self, test: &Module) -> Result<Vec<TestOutcome>, EngineError> {
        let mut engine = self.engine();
        let package = add(&mut engine, test)?;
        let mut names = gate::declared(&mut engine, &test.path);
        names.retain(|name| name.starts_with("test_"));
        Ok(names
            .into_iter()
            .map(|name| run_test(&mut engine, &package, name))
            .collect())
    }

    /// What the rule says of one input.
    pub(super) fn run(&self, path: &str, input: &Datum) -> Result<Said, EngineError> {
        let mut engine = self.engine();
        engine.set_input(input.value().clone());
        let value = engine.eval_rule(ENTRY.to_owned());
        engine.set_input(Value::Undefined);
        Said::read(path, value.map_err(|error| error.to_string()))
    }

    /// The lines of every module of which some line ran, by path.
    pub fn lines(&self) -> BTreeMap<String, Lines> {
        let Ok(report) = self.engine().get_coverage_report() else {
            return BTreeMap::new();
        };
        let files = report.files.into_iter();
        files
            .map(|file| {
                let lines = Lines {
                    ran: file.covered,
                    never_ran: file.not_covered,
                };
                (file.path, lines)
            })
            .collect()
    }

    fn engine(&self) -> MutexGuard<'_, Engine> {
        self.engine.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn run_test(engine: &mut Engine, package: &str, name: String) -> TestOutcome {
    let (passed, message) = match engine.eval_rule(format!("{package}.{name}")) {
        Ok(Value::Bool(true)) => (true, None),
        Ok(Value::Undefined) => (false, Some("not true".to_owned())),
        Ok(other) => (false, Some(format!("gave {other}, not true"))),
        Err(error) => (false, Some(error.to_string())),
    };
    TestOutcome {
        name,
        passed,
        message,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn module(path: &str, text: &str) -> Module {
        Module {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The lines of `rule`, whose package is `a`, that these tests run and do not run.
    fn lines(rule: &str, tests: &str) -> (Vec<u32>, Vec<u32>) {
        let trial = Trial::of([]).unwrap();
        let trial = trial.with_rule(&module("rule.rego", rule), "a").unwrap();
        let text = format!("package a_test\n\nimport data.a\n\n{tests}");
        let outcomes = trial.run_tests(&module("rule_test.rego", &text)).unwrap();
        assert!(
            outcomes.iter().all(|outcome| outcome.passed),
            "{outcomes:?}"
        );
        let lines = trial.lines().remove("rule.rego").unwrap_or_default();
        (
            lines.ran.into_iter().collect(),
            lines.never_ran.into_iter().collect(),
        )
    }

    #[test]
    fn a_line_after_a_condition_that_never_held_did_not_run() {
        let rule = "package a\n\nfail contains entry if {\n\tsome x in input.xs\n\tx > 2\n\tentry := {\n\t\t\"on\": x,\n\t}\n}\n";
        let quiet = "test_quiet if count(a.fail) == 0 with input as {\"xs\": [1]}\n";
        assert_eq!(lines(rule, quiet), (vec![4, 5], vec![3, 6, 7]));
        let fires = "test_fires if count(a.fail) == 1 with input as {\"xs\": [3]}\n";
        assert_eq!(lines(rule, fires), (vec![3, 4, 5, 6, 7], vec![]));
    }

    #[test]
    fn comments_metadata_and_blank_lines_are_no_lines() {
        let rule = "# METADATA\n# title: T\npackage a\n\n# said\nx := 1\n\ny if {\n\t# why\n\tinput.z == 1 # so\n}\n";
        let tests = "test_x if a.x == 1\n\ntest_y if a.y with input.z as 1\n";
        assert_eq!(lines(rule, tests), (vec![6, 10], vec![]));
    }

    #[test]
    fn an_else_without_a_condition_is_a_line() {
        let rule = "package a\n\nf(x) := \"one\" if {\n\tx == 1\n} else := \"two\" if {\n\tx == 2\n} else := \"other\"\n\ng(x) := 1 if x == 1\n\nelse := [\n\tx,\n]\n";
        let one = "test_one if a.f(1) == \"one\"\n\ntest_g if a.g(1) == 1\n";
        assert_eq!(lines(rule, one), (vec![3, 4, 9], vec![6, 7, 13]));
        let all = format!(
            "{one}\ntest_two if a.f(2) == \"two\"\n\ntest_other if a.f(3) == \"other\"\n\ntest_h if a.g(2) == [2]\n"
        );
        assert_eq!(lines(rule, &all), (vec![3, 4, 6, 7, 9, 13], vec![]));
    }

    #[test]
    fn what_stands_over_several_lines_counts_with_each() {
        let rule = "package a\n\nx := {y |\n\tsome y in {\n\t\t1,\n\t\t2,\n\t}\n\ty > 1\n}\n\nz if {\n\tcount(array.concat(\n\t\t[1],\n\t\t[\n\t\t\tconcat(\n\t\t\t\t\"\",\n\t\t\t\t[\"a\"],\n\t\t\t),\n\t\t],\n\t)) == 2\n\tevery n in [1, 2] {\n\t\tn > 0\n\t}\n\tnot empty([1])\n}\n\nempty(list) if list == []\n";
        let (ran, never) = lines(rule, "test_all if {\n\ta.x == {2}\n\ta.z\n}\n");
        assert_eq!(never, Vec::<u32>::new(), "{ran:?}");
        for line in [4, 5, 6, 8, 12, 13, 15, 16, 17, 21, 22, 24, 27] {
            assert!(ran.contains(&line), "{line}: {ran:?}");
        }
    }

    #[test]
    fn what_ran_once_ran() {
        let lines = |ran: &[u32], never_ran: &[u32]| Lines {
            ran: ran.iter().copied().collect(),
            never_ran: never_ran.iter().copied().collect(),
        };
        let mut all = lines(&[1], &[2, 3]);
        all.add(&lines(&[2], &[1, 3]));
        assert_eq!(all, lines(&[1, 2], &[3]));
    }
}
