//! A compiled rule and one run of it.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use regorus::CompiledPolicy;
use regorus::rvm::program::{DeserializationResult, Program};
use regorus::rvm::vm::RegoVM;
use regorus::utils::limits::ExecutionTimerConfig;

use super::{Datum, EngineError, Trial};

/// The longest one check may run over one chunk of partners, and how many instructions it may take.
const TIME_LIMIT: Duration = Duration::from_secs(10);
const INSTRUCTION_LIMIT: usize = 500_000_000;
const TIMER_INTERVAL: NonZeroU32 = match NonZeroU32::new(1 << 12) {
    Some(interval) => interval,
    None => NonZeroU32::MIN,
};

/// A compiled rule.
#[derive(Clone)]
pub struct Check {
    path: String,
    body: Body,
    /// Under test: the same rule on the interpreter.
    trial: Option<Arc<Trial>>,
}

#[derive(Clone)]
pub(super) enum Body {
    Machine(Arc<Program>),
    Interpreter(CompiledPolicy),
}

/// What one run of a rule said.
#[derive(Debug, Default)]
pub struct Said {
    pub fail: Vec<Datum>,
    pub unknown: Vec<Datum>,
    /// `None` when the rule applies to every subject.
    pub applicable: Option<Vec<Datum>>,
}

impl Check {
    pub(super) fn new(path: &str, body: Body) -> Check {
        Check {
            path: path.to_owned(),
            body,
            trial: None,
        }
    }

    /// The compiled rule as bytes, to be kept between runs of this same program. None for what runs on the interpreter.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        match &self.body {
            Body::Machine(program) => program.serialize_binary().ok(),
            Body::Interpreter(_) => None,
        }
    }

    /// A rule that [`Check::to_bytes`] wrote. None when it can't be read: then it is to be compiled.
    pub fn from_bytes(path: &str, bytes: &[u8]) -> Option<Check> {
        match Program::deserialize_binary(bytes).ok()? {
            DeserializationResult::Complete(program) => {
                Some(Check::new(path, Body::Machine(Arc::new(program))))
            }
            DeserializationResult::Partial(_) => None,
        }
    }

    /// This rule, run on the interpreter too: that notes its lines, and must say the same.
    #[must_use]
    pub fn beside(&self, trial: Arc<Trial>) -> Check {
        Check {
            trial: Some(trial),
            ..self.clone()
        }
    }

    /// Run the rule over one input.
    ///
    /// # Errors
    /// The rule failed, ran into a limit, gave something other than sets, or says something else in its trial.
    pub fn run(&self, input: &Datum) -> Result<Said, EngineError> {
        let said = self.run_alone(input)?;
        let Some(trial) = &self.trial else {
            return Ok(said);
        };
        match said.differs_from(&trial.run(&self.path, input)?) {
            Some(odd) => Err(EngineError::plain(
                &self.path,
                &format!(
                    "it says other than under its unit tests, which run in another part of the engine: {odd}"
                ),
            )),
            None => Ok(said),
        }
    }

    fn run_alone(&self, input: &Datum) -> Result<Said, EngineError> {
        let input = input.value().clone();
        let value = match &self.body {
            Body::Machine(program) => {
                let mut machine = RegoVM::new();
                machine.set_max_instructions(INSTRUCTION_LIMIT);
                machine.set_execution_timer_config(Some(timer()));
                machine.load_program(Arc::clone(program));
                machine.set_input(input);
                machine
                    .execute_entry_point_by_index(0)
                    .map_err(|error| error.to_string())
            }
            Body::Interpreter(policy) => policy
                .eval_with_input(input)
                .map_err(|error| error.to_string()),
        };
        Said::read(&self.path, value)
    }

    /// Whether the virtual machine runs this rule, or the slower interpreter.
    pub fn runs_on_machine(&self) -> bool {
        matches!(self.body, Body::Machine(_))
    }
}

impl Said {
    /// What a run of the rule at `path` gave.
    pub(super) fn read(
        path: &str,
        value: Result<regorus::Value, String>,
    ) -> Result<Said, EngineError> {
        let said = value.map_err(|error| EngineError::from_text(path, &error))?;
        // Anything but a set would otherwise pass in silence.
        let no_set = |gave: &str| {
            let message = format!(
                "the rule {gave}: `fail`, `unknown` and `applicable` must be sets (`fail contains … if …`)"
            );
            EngineError::plain(path, &message)
        };
        let set = |name: &str| match &said[name] {
            regorus::Value::Set(items) => {
                Ok(Some(items.iter().cloned().map(Datum::from).collect()))
            }
            regorus::Value::Undefined => Ok(None),
            other => Err(no_set(&format!("gave {other}"))),
        };
        Ok(Said {
            // Without the whole there is no `fail`: one of the sets was not there.
            fail: set("fail")?.ok_or_else(|| no_set("gave nothing"))?,
            unknown: set("unknown")?.unwrap_or_default(),
            applicable: set("applicable")?,
        })
    }

    /// A difference to what the interpreter said, if there is one.
    fn differs_from(&self, interpreter: &Said) -> Option<String> {
        let sets = [
            ("fail", Some(&self.fail), Some(&interpreter.fail)),
            ("unknown", Some(&self.unknown), Some(&interpreter.unknown)),
            (
                "applicable",
                self.applicable.as_ref(),
                interpreter.applicable.as_ref(),
            ),
        ];
        let (name, here, there) = sets.into_iter().find(|(_, here, there)| here != there)?;
        let odd = |these: Option<&Vec<Datum>>, those: Option<&Vec<Datum>>| {
            let items = these.into_iter().flatten();
            let mut odd = items.filter(|item| !those.is_some_and(|those| those.contains(item)));
            odd.next().map(|item| item.to_json().to_string())
        };
        let what = match (odd(here, there), odd(there, here)) {
            (Some(more), Some(less)) => format!("{more}, not {less}"),
            (Some(more), None) => format!("{more} is there only in a check"),
            (None, Some(less)) => format!("{less} is not there in a check"),
            (None, None) => "one of them has no such set".to_owned(),
        };
        Some(format!("`{name}`: {what}"))
    }
}

pub(super) fn timer() -> ExecutionTimerConfig {
    ExecutionTimerConfig {
        limit: TIME_LIMIT,
        check_interval: TIMER_INTERVAL,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Library, Module};
    use super::*;

    fn rule(body: &str) -> Module {
        Module {
            path: "rule.rego".to_owned(),
            text: format!("package a.b\n\n{body}\n"),
        }
    }

    /// What a check says that runs this rule, and that one beside it.
    fn run(rego: &str, beside: &str) -> Result<Said, EngineError> {
        let library = Library::new(&[], true).unwrap();
        let check = library.compile(&rule(rego), "a.b", true).unwrap();
        assert!(check.runs_on_machine());
        let trial = Trial::of([]).unwrap().with_rule(&rule(beside), "a.b");
        let check = check.beside(Arc::new(trial.unwrap()));
        check.run(&Datum::from_json(serde_json::json!({"options": {"x": 1}})))
    }

    #[test]
    fn a_rule_says_the_same_beside_itself() {
        let rego = "fail contains {\"on\": input.options.x} if input.options.x == 1\n\napplicable contains 1";
        assert_eq!(run(rego, rego).unwrap().fail.len(), 1);
    }

    #[test]
    fn a_rule_that_says_something_else_in_its_trial_fails() {
        let rows = [
            ("fail contains 1", "fail contains 2", "`fail`: 1, not 2"),
            (
                "fail contains 1",
                "fail contains 1 if input.options.x == 2",
                "`fail`: 1 is there only in a check",
            ),
            (
                "fail contains 1\n\nunknown contains 3 if input.options.x == 2",
                "fail contains 1\n\nunknown contains 3",
                "`unknown`: 3 is not there in a check",
            ),
            (
                "fail contains 1",
                "fail contains 1\n\napplicable contains 1 if input.options.x == 2",
                "`applicable`: one of them has no such set",
            ),
        ];
        for (here, there, words) in rows {
            let error = run(here, there).unwrap_err();
            assert!(error.message.ends_with(words), "{}", error.message);
        }
    }
}
