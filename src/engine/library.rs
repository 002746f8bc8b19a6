//! The Rego that rules share, and compiling a rule with what it needs of that.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock};

use regorus::Engine;
use regorus::languages::rego::compiler::Compiler;

use super::check::{Body, timer};
use super::{Check, EngineError, Module, gate};

/// Rego shared by rules. Each rule is compiled beside those modules that it speaks of, because every module beside a
/// rule costs time.
pub struct Library {
    modules: Vec<Module>,
    /// The words in each module, to see which packages it may speak of. Asked for only when something is compiled.
    words: OnceLock<Vec<BTreeSet<String>>>,
    /// Modules that were parsed together, by their places in `modules`.
    parsed: Mutex<HashMap<Vec<usize>, Engine>>,
}

/// One unit test in Rego and how it ended.
#[derive(Debug)]
pub struct TestOutcome {
    pub name: String,
    pub passed: bool,
    pub message: Option<String>,
}

impl Library {
    /// Take the shared modules. `checked` is false for what is built in: a test holds that against the gate, and doing so
    /// at every start would cost milliseconds.
    ///
    /// # Errors
    /// When `checked`: a module can't be parsed, or the gate refuses it.
    pub fn new(modules: &[Module], checked: bool) -> Result<Library, EngineError> {
        let library = Library {
            modules: modules.to_vec(),
            words: OnceLock::new(),
            parsed: Mutex::default(),
        };
        if checked {
            let mut engine = library.engine(&library.all())?;
            for module in modules {
                gate::check(&mut engine, &module.path)?;
            }
        }
        Ok(library)
    }

    /// Compile one rule whose package is `package`, e.g. `tenantlint.entra.mfa_trust_missing`.
    /// `checked` as in [`Library::new`].
    ///
    /// # Errors
    /// The rule can't be parsed or compiled, the gate refuses it, or it can never find anything.
    pub fn compile(
        &self,
        module: &Module,
        package: &str,
        checked: bool,
    ) -> Result<Check, EngineError> {
        // The gate knows names that lead nowhere only where everything is there.
        let beside = if checked {
            self.all()
        } else {
            self.needed(module)
        };
        let mut engine = self.engine(&beside)?;
        add(&mut engine, module)?;
        if checked {
            gate::check(&mut engine, &module.path)?;
        }
        let names = gate::declared(&mut engine, &module.path);
        if !names.iter().any(|name| name == "fail") {
            return Err(EngineError::plain(
                &module.path,
                "the rule has no `fail` set: it can never find anything",
            ));
        }
        add(&mut engine, &entry(package, &names))?;
        let body = compile_body(&mut engine, module)?;
        Ok(Check::new(&module.path, body))
    }

    /// Compile the question what stands in `set` of the shared package `package`; it is asked by [`Check::run`], which gives
    /// the set as `fail`.
    ///
    /// # Errors
    /// There is no such set, or it can't be compiled.
    pub fn question(&self, package: &str, set: &str) -> Result<Check, EngineError> {
        let question = Module {
            path: package.to_owned(),
            text: format!(
                "package {ENTRY_PACKAGE}\n\nsaid := {{\"fail\": data.{package}.{set}}}\n"
            ),
        };
        let mut engine = self.engine(&self.needed(&question))?;
        add(&mut engine, &question)?;
        let body = compile_body(&mut engine, &question)?;
        Ok(Check::new(&question.path, body))
    }

    fn all(&self) -> Vec<usize> {
        (0..self.modules.len()).collect()
    }

    /// The shared modules whose package the rule names, and those that they name: more than it uses at times, never less,
    /// for who uses a package writes its name.
    fn needed(&self, module: &Module) -> Vec<usize> {
        let all = || {
            self.modules
                .iter()
                .map(|module| words(&module.text))
                .collect()
        };
        let shared_words = self.words.get_or_init(all);
        let mut needed = BTreeSet::new();
        let mut open = vec![words(&module.text)];
        while let Some(said) = open.pop() {
            for (index, shared) in self.modules.iter().enumerate() {
                let name = shared.package().rsplit('.').next().unwrap_or_default();
                if said.contains(name) && needed.insert(index) {
                    open.extend(shared_words.get(index).cloned());
                }
            }
        }
        needed.into_iter().collect()
    }

    /// An engine that has parsed these modules.
    fn engine(&self, indices: &[usize]) -> Result<Engine, EngineError> {
        let mut parsed = self
            .parsed
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(engine) = parsed.get(indices) {
            return Ok(engine.clone());
        }
        let mut engine = Engine::new();
        for module in indices.iter().filter_map(|index| self.modules.get(*index)) {
            add(&mut engine, module)?;
        }
        parsed.insert(indices.to_vec(), engine.clone());
        Ok(engine)
    }

    /// Run the unit tests (`test_…` rules) of `test` beside the modules it tests, on the interpreter.
    pub fn run_tests(
        &self,
        modules: &[&Module],
        test: &Module,
    ) -> Result<Vec<TestOutcome>, EngineError> {
        let mut engine = self.engine(&self.all())?;
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

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Parse a module into the engine; gives its package path, `data.…`.
fn add(engine: &mut Engine, module: &Module) -> Result<String, EngineError> {
    gate::check_text(module)?;
    engine
        .add_policy(module.path.clone(), module.text.clone())
        .map_err(|error| EngineError::of_module(module, &error.to_string()))
}

/// The sets a rule may fill, asked for at once: what they share is then worked out once.
fn entry(package: &str, declared: &[String]) -> Module {
    let sets = ["fail", "unknown", "applicable"];
    let sets = sets
        .into_iter()
        .filter(|set| declared.iter().any(|name| name == set));
    let members: Vec<String> = sets
        .map(|set| format!("\"{set}\": data.{package}.{set}"))
        .collect();
    Module {
        path: "run".to_owned(),
        text: format!(
            "package {ENTRY_PACKAGE}\n\nsaid := {{{}}}\n",
            members.join(", ")
        ),
    }
}

/// No rule's: those of rules have a part for each folder.
const ENTRY_PACKAGE: &str = "tenantlint_run";

fn compile_body(engine: &mut Engine, module: &Module) -> Result<Body, EngineError> {
    engine.set_execution_timer_config(timer());
    let entry = format!("data.{ENTRY_PACKAGE}.said");
    let policy = engine
        .compile_with_entrypoint(&Arc::from(entry.as_str()))
        .map_err(|error| EngineError::of_module(module, &error.to_string()))?;
    // The machine refuses some of Rego (`with`, `walk`, `print`); the interpreter runs all of it.
    Ok(match Compiler::compile_from_policy(&policy, &[&entry]) {
        Ok(program) => Body::Machine(program),
        Err(_) => Body::Interpreter(policy),
    })
}
