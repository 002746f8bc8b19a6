//! The rule engine: compiles Rego and runs it. Only this room names regorus.
//!
//! A check runs on regorus' virtual machine, about five times faster than its interpreter. What the
//! machine refuses runs on the interpreter. What it would get silently wrong never gets this far:
//! [`gate`] refuses it when the rule is loaded.

mod datum;
mod gate;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::program::Program;
use regorus::rvm::vm::RegoVM;
use regorus::utils::limits::ExecutionTimerConfig;
use regorus::{CompiledPolicy, Engine};

pub use datum::{Datum, Words};

/// One Rego file.
#[derive(Debug, Clone)]
pub struct Module {
    /// Where the text comes from; shown in errors.
    pub path: String,
    pub text: String,
}

/// Why a rule could not be compiled or run. `line` and `column` count from 1 where known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineError {
    pub path: String,
    pub line: Option<u32>,
    pub column: Option<u32>,
    pub message: String,
}

/// The longest one check may run over one chunk of partners, and how many instructions it may take.
const TIME_LIMIT: Duration = Duration::from_secs(10);
const INSTRUCTION_LIMIT: usize = 500_000_000;
const TIMER_INTERVAL: NonZeroU32 = match NonZeroU32::new(1 << 12) {
    Some(interval) => interval,
    None => NonZeroU32::MIN,
};

/// The sets a rule may fill, in entry-point order.
const ENTRY_POINTS: [&str; 3] = ["fail", "unknown", "applicable"];

/// Rego shared by rules, parsed once and cloned for each rule.
#[derive(Clone)]
pub struct Library {
    engine: Engine,
    modules: Vec<Module>,
}

/// A compiled rule.
pub struct Check {
    path: String,
    body: Body,
    /// Which of [`ENTRY_POINTS`] the rule declares.
    declared: [bool; 3],
}

enum Body {
    Machine(Arc<Program>),
    Interpreter(Vec<CompiledPolicy>),
}

/// What one run of a rule said.
#[derive(Debug, Default)]
pub struct Said {
    pub fail: Vec<Datum>,
    pub unknown: Vec<Datum>,
    /// `None` when the rule applies to every subject.
    pub applicable: Option<Vec<Datum>>,
}

/// One unit test in Rego and how it ended.
#[derive(Debug)]
pub struct TestOutcome {
    pub name: String,
    pub passed: bool,
    pub message: Option<String>,
}

impl Library {
    /// Parse the shared modules. `checked` is false for what is built in: a test holds that against the gate, and doing so
    /// at every start would cost milliseconds.
    pub fn new(modules: &[Module], checked: bool) -> Result<Library, EngineError> {
        let mut engine = Engine::new();
        for module in modules {
            add(&mut engine, module)?;
        }
        if checked {
            for module in modules {
                gate::check(&mut engine, &module.path)?;
            }
        }
        Ok(Library {
            engine,
            modules: modules.to_vec(),
        })
    }

    /// Compile one rule whose package is `package`, e.g. `tenantlint.entra.mfa_trust_missing`.
    /// `checked` as in [`Library::new`].
    pub fn compile(
        &self,
        module: &Module,
        package: &str,
        checked: bool,
    ) -> Result<Check, EngineError> {
        let mut engine = self.engine.clone();
        add(&mut engine, module)?;
        if checked {
            gate::check(&mut engine, &module.path)?;
        }
        let names = gate::declared(&mut engine, &module.path);
        let declared = ENTRY_POINTS.map(|entry| names.iter().any(|name| name == entry));
        if !declared[0] {
            return Err(EngineError::plain(
                &module.path,
                "the rule has no `fail` set: it can never find anything",
            ));
        }
        let entries: Vec<String> = ENTRY_POINTS
            .iter()
            .zip(declared)
            .filter(|(_, declared)| *declared)
            .map(|(name, _)| format!("data.{package}.{name}"))
            .collect();
        let body = compile_body(&mut engine, &entries, module)?;
        Ok(Check {
            path: module.path.clone(),
            body,
            declared,
        })
    }

    /// Run the unit tests (`test_…` rules) of `test` beside the modules it tests, on the interpreter.
    pub fn run_tests(
        &self,
        modules: &[&Module],
        test: &Module,
    ) -> Result<Vec<TestOutcome>, EngineError> {
        let mut engine = self.engine.clone();
        for module in modules {
            if !self.modules.iter().any(|known| known.path == module.path) {
                add(&mut engine, module)?;
            }
        }
        let package = add(&mut engine, test)?;
        let mut names = gate::declared(&mut engine, &test.path);
        names.retain(|name| name.starts_with("test_"));
        engine.set_execution_timer_config(timer());
        Ok(names
            .into_iter()
            .map(|name| run_test(&mut engine, &package, name))
            .collect())
    }
}

fn run_test(engine: &mut Engine, package: &str, name: String) -> TestOutcome {
    let (passed, message) = match engine.eval_rule(format!("{package}.{name}")) {
        Ok(regorus::Value::Bool(true)) => (true, None),
        Ok(regorus::Value::Undefined) => (false, Some("not true".to_owned())),
        Ok(other) => (false, Some(format!("gave {other}, not true"))),
        Err(error) => (false, Some(error.to_string())),
    };
    TestOutcome {
        name,
        passed,
        message,
    }
}

impl Check {
    /// Run the rule over one input.
    ///
    /// # Errors
    /// The rule failed, ran into a limit, or gave something other than sets.
    pub fn run(&self, input: &Datum) -> Result<Said, EngineError> {
        let mut results = match &self.body {
            Body::Machine(program) => self.run_machine(program, input)?,
            Body::Interpreter(policies) => self.run_interpreter(policies, input)?,
        }
        .into_iter();
        let mut said = Said::default();
        let [_, unknown, applicable] = self.declared;
        said.fail = results.next().unwrap_or_default();
        if unknown {
            said.unknown = results.next().unwrap_or_default();
        }
        if applicable {
            said.applicable = Some(results.next().unwrap_or_default());
        }
        Ok(said)
    }

    /// Whether the virtual machine runs this rule, or the slower interpreter.
    pub fn runs_on_machine(&self) -> bool {
        matches!(self.body, Body::Machine(_))
    }

    fn run_machine(
        &self,
        program: &Arc<Program>,
        input: &Datum,
    ) -> Result<Vec<Vec<Datum>>, EngineError> {
        let mut machine = RegoVM::new();
        machine.set_max_instructions(INSTRUCTION_LIMIT);
        machine.set_execution_timer_config(Some(timer()));
        machine.load_program(Arc::clone(program));
        machine.set_input(input.value().clone());
        (0..machine.get_entry_point_count())
            .map(|index| {
                let value = machine
                    .execute_entry_point_by_index(index)
                    .map_err(|error| EngineError::from_text(&self.path, &error.to_string()))?;
                self.set(value)
            })
            .collect()
    }

    fn run_interpreter(
        &self,
        policies: &[CompiledPolicy],
        input: &Datum,
    ) -> Result<Vec<Vec<Datum>>, EngineError> {
        policies
            .iter()
            .map(|policy| {
                let value = policy
                    .eval_with_input(input.value().clone())
                    .map_err(|error| EngineError::from_text(&self.path, &error.to_string()))?;
                self.set(value)
            })
            .collect()
    }

    /// The items of a result. Anything but a set would otherwise pass in silence.
    fn set(&self, value: regorus::Value) -> Result<Vec<Datum>, EngineError> {
        match value {
            regorus::Value::Set(items) => Ok(items.iter().cloned().map(Datum::from).collect()),
            regorus::Value::Undefined => Err(EngineError::plain(
                &self.path,
                "the rule gave nothing: `fail`, `unknown` and `applicable` must be sets (`fail contains … if …`)",
            )),
            other => Err(EngineError::plain(
                &self.path,
                &format!("the rule gave {other}: it must give a set (`fail contains … if …`)"),
            )),
        }
    }
}

impl EngineError {
    fn plain(path: &str, message: &str) -> EngineError {
        EngineError {
            path: path.to_owned(),
            line: None,
            column: None,
            message: message.to_owned(),
        }
    }

    fn at(path: &str, line: u32, column: u32, message: String) -> EngineError {
        EngineError {
            path: path.to_owned(),
            line: Some(line),
            column: Some(column),
            message,
        }
    }

    /// regorus counts a tab as four columns; people's editors and our excerpts count characters.
    fn in_text(mut self, text: &str) -> EngineError {
        const TAB: u32 = 4;
        let line = self
            .line
            .and_then(|line| text.lines().nth((line as usize).saturating_sub(1)));
        if let (Some(line), Some(column)) = (line, self.column) {
            let mut wide = 1;
            let mut true_column = 1;
            for character in line.chars() {
                if wide >= column {
                    break;
                }
                wide += if character == '\t' { TAB } else { 1 };
                true_column += 1;
            }
            self.column = Some(true_column);
        }
        self
    }

    /// What regorus says while it reads `module`, be it of that or of the shared Rego.
    fn of_module(module: &Module, text: &str) -> EngineError {
        let error = EngineError::from_text(&module.path, text);
        if error.path == module.path {
            error.in_text(&module.text)
        } else {
            error
        }
    }

    /// regorus gives text: `… --> file:line:col`, a source snippet, `error: what`.
    fn from_text(path: &str, text: &str) -> EngineError {
        let message = text
            .lines()
            .find_map(|line| line.trim_start().strip_prefix("error: "))
            .map_or_else(|| text.trim().to_owned(), str::to_owned);
        let place = text.lines().find_map(|line| {
            let (_, place) = line.split_once("--> ")?;
            let mut parts = place.trim().rsplitn(3, ':');
            let column = parts.next()?.parse().ok()?;
            let line = parts.next()?.parse().ok()?;
            Some((parts.next()?.to_owned(), line, column))
        });
        match place {
            Some((file, line, column)) => EngineError::at(&file, line, column, message),
            None => EngineError::plain(path, &message),
        }
    }
}

fn timer() -> ExecutionTimerConfig {
    ExecutionTimerConfig {
        limit: TIME_LIMIT,
        check_interval: TIMER_INTERVAL,
    }
}

/// Parse a module into the engine; gives its package path, `data.…`.
fn add(engine: &mut Engine, module: &Module) -> Result<String, EngineError> {
    gate::check_text(module)?;
    engine
        .add_policy(module.path.clone(), module.text.clone())
        .map_err(|error| EngineError::of_module(module, &error.to_string()))
}

fn compile_body(
    engine: &mut Engine,
    entries: &[String],
    module: &Module,
) -> Result<Body, EngineError> {
    engine.set_execution_timer_config(timer());
    let mut interpreted = |entry: &String| {
        engine
            .compile_with_entrypoint(&Arc::from(entry.as_str()))
            .map_err(|error| EngineError::of_module(module, &error.to_string()))
    };
    let Some((first, rest)) = entries.split_first() else {
        return Ok(Body::Interpreter(Vec::new()));
    };
    // The policy holds every rule; the entry point it was compiled for matters to the interpreter alone.
    let policy = interpreted(first)?;
    let names: Vec<&str> = entries.iter().map(String::as_str).collect();
    match Compiler::compile_from_policy(&policy, &names) {
        Ok(program) => Ok(Body::Machine(program)),
        // The machine refuses some of Rego (`with`, `walk`, `print`); the interpreter runs all of it.
        Err(_) => {
            let mut policies = vec![policy];
            for entry in rest {
                policies.push(interpreted(entry)?);
            }
            Ok(Body::Interpreter(policies))
        }
    }
}
