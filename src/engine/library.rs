//! The Rego that rules share, and compiling a rule with what it needs of that.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock};

use regorus::Engine;
use regorus::languages::rego::compiler::Compiler;

use super::check::{Body, timer};
use super::{Check, EngineError, Module, gate, mend};

/// Rego shared by rules. Each rule is compiled beside those modules that it speaks of, because every module beside a
/// rule costs time.
pub struct Library {
    modules: Vec<Module>,
    /// The words in each module, to see which packages it may speak of. Asked for only when something is compiled.
    words: OnceLock<Vec<BTreeSet<String>>>,
    /// Each module as it is compiled, once it has been asked for.
    mended: Vec<OnceLock<Module>>,
    /// Modules that were parsed together, by their places in `modules` and whether they are mended.
    parsed: Mutex<HashMap<(Vec<usize>, bool), Engine>>,
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
            mended: modules.iter().map(|_| OnceLock::new()).collect(),
            parsed: Mutex::default(),
        };
        if checked {
            let mut engine = library.engine(library.all(), false)?;
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
        if checked {
            // The gate knows names that lead nowhere only where everything is there.
            let mut engine = self.engine(self.all(), false)?;
            add(&mut engine, module)?;
            gate::check(&mut engine, &module.path)?;
        }
        let mut engine = self.engine(self.needed(module), true)?;
        add_mended(&mut engine, &mend::for_machine(module)?)?;
        let names = gate::declared(&mut engine, &module.path);
        if !names.iter().any(|name| name == "fail") {
            return Err(EngineError::plain(
                &module.path,
                "the rule has no `fail` set: it can never find anything",
            ));
        }
        let entry = entry(package, &names);
        add(&mut engine, &entry)?;
        compile_body(&mut engine, module)
            .map(|body| Check::new(&module.path, body))
            .map_err(|error| self.as_written(module, &entry).unwrap_or(error))
    }

    /// What is wrong with a rule that can't be compiled, in its own lines and columns.
    fn as_written(&self, module: &Module, entry: &Module) -> Option<EngineError> {
        let mut engine = self.engine(self.needed(module), false).ok()?;
        add(&mut engine, module).ok()?;
        add(&mut engine, entry).ok()?;
        compile_body(&mut engine, module).err()
    }

    /// Compile the question what stands in `set` of the shared package `package`; it is asked by [`Check::run`], which gives
    /// the set as `fail`.
    ///
    /// # Errors
    /// There is no such set, or it can't be compiled.
    pub fn question(&self, package: &str, set: &str) -> Result<Check, EngineError> {
        let question = Module {
            path: package.to_owned(),
            text: format!("package tenantlint_run\n\nsaid := {{\"fail\": data.{package}.{set}}}\n"),
        };
        let mut engine = self.engine(self.needed(&question), true)?;
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

    /// An engine that has parsed these modules, as they are written or mended.
    fn engine(&self, indices: Vec<usize>, mended: bool) -> Result<Engine, EngineError> {
        let mut parsed = self
            .parsed
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let key = (indices, mended);
        if let Some(engine) = parsed.get(&key) {
            return Ok(engine.clone());
        }
        let mut engine = Engine::new();
        for index in &key.0 {
            let Some(module) = self.modules.get(*index) else {
                continue;
            };
            if mended {
                add_mended(&mut engine, &self.mended(*index, module)?)?;
            } else {
                add(&mut engine, module)?;
            }
        }
        parsed.insert(key, engine.clone());
        Ok(engine)
    }

    fn mended(&self, index: usize, module: &Module) -> Result<Module, EngineError> {
        let kept = self.mended.get(index);
        if let Some(mended) = kept.and_then(OnceLock::get) {
            return Ok(mended.clone());
        }
        let mended = mend::for_machine(module)?;
        Ok(kept.map_or(mended.clone(), |kept| kept.get_or_init(|| mended).clone()))
    }
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Parse a module into the engine; gives its package path, `data.…`.
pub(super) fn add(engine: &mut Engine, module: &Module) -> Result<String, EngineError> {
    gate::check_text(module, false)?;
    parse(engine, module)
}

/// The same for what is mended.
pub(super) fn add_mended(engine: &mut Engine, module: &Module) -> Result<String, EngineError> {
    gate::check_text(module, true)?;
    parse(engine, module)
}

fn parse(engine: &mut Engine, module: &Module) -> Result<String, EngineError> {
    engine
        .add_policy(module.path.clone(), module.text.clone())
        .map_err(|error| EngineError::of_module(module, &error.to_string()))
}

/// The sets a rule may fill, asked for at once: what they share is then worked out once.
pub(super) fn entry(package: &str, declared: &[String]) -> Module {
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
            "package tenantlint_run\n\nsaid := {{{}}}\n",
            members.join(", ")
        ),
    }
}

/// Where [`entry`] stands. The package is no rule's: those of rules have a part for each folder.
pub(super) const ENTRY: &str = "data.tenantlint_run.said";

fn compile_body(engine: &mut Engine, module: &Module) -> Result<Body, EngineError> {
    engine.set_execution_timer_config(timer());
    let policy = engine
        .compile_with_entrypoint(&Arc::from(ENTRY))
        .map_err(|error| EngineError::of_module(module, &error.to_string()))?;
    // The machine refuses some of Rego (`with`, `walk`, `print`); the interpreter runs all of it.
    Ok(match Compiler::compile_from_policy(&policy, &[ENTRY]) {
        Ok(program) => Body::Machine(program),
        Err(_) => Body::Interpreter(policy),
    })
}
