//! The exports on which a rule must and must not fire: `fail.yaml` and `pass.yaml`.
//!
//! One document holds the export and what stands beside it (the day, the tenant, the register, the rule's options, the same
//! tenant before a change); see `docs/writing-rules.md`.

use std::collections::BTreeSet;
use std::slice::from_ref;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;

use super::Rule;
use super::input::Whole;
use crate::config::Config;
use crate::counterpart::Shown;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Module;
use crate::export;
use crate::finding::{Finding, Outcome};
use crate::judge::{Judgement, judge, judge_changes};
use crate::pair::{Pair, pairs};
use crate::register::Register;
use crate::review::{Side, compare};
use crate::schema;
use crate::source::{FileId, Language, Limits, NodeId, Sources, Tree, from_node, read};
use crate::tenant::{Document, Profile, assemble};
use crate::written::{Written, from_problem, read_error};

/// The day of a case that names none.
const DAY: Date = jiff::civil::date(2026, 1, 1);

/// What a case gave.
pub struct CaseOutcome {
    pub findings: Vec<Finding>,
    pub sources: Sources,
    /// Mistakes in the case itself.
    pub diagnostics: Vec<Diagnostic>,
}

impl CaseOutcome {
    /// The rules that fired.
    pub fn fired(&self) -> BTreeSet<&str> {
        self.findings
            .iter()
            .filter(|finding| finding.outcome == Outcome::Fail)
            .map(|finding| finding.rule.as_str())
            .collect()
    }
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Tenant {
    name: Option<String>,
    tenant_id: Option<String>,
    cloud: Option<String>,
    phase: Option<String>,
}

/// Run `rules` over a case. `under_test` alone gets the case's options.
pub fn run(case: &Module, rules: &[Arc<Rule>], under_test: &str) -> CaseOutcome {
    let mut sources = Sources::default();
    let text: Arc<str> = Arc::from(case.text.as_str());
    let file = sources.add(case.path.clone(), Arc::clone(&text));
    match judge_case(&text, file, &sources, rules, under_test) {
        Ok((judgement, diagnostics)) => CaseOutcome {
            findings: judgement.findings,
            sources,
            diagnostics,
        },
        Err(diagnostics) => CaseOutcome {
            findings: Vec::new(),
            sources,
            diagnostics,
        },
    }
}

fn judge_case(
    text: &Arc<str>,
    file: FileId,
    sources: &Sources,
    rules: &[Arc<Rule>],
    under_test: &str,
) -> Result<(Judgement, Vec<Diagnostic>), Vec<Diagnostic>> {
    let parse = || {
        read(Arc::clone(text), Language::Yaml, &Limits::default())
            .map_err(|error| vec![read_error(file, &error, Code::RuleInvalid)])
    };
    let beside = parse()?;
    let Some(root) = beside.roots().first().copied() else {
        return Err(vec![Diagnostic::new(
            Code::RuleInvalid,
            "the case is empty",
        )]);
    };
    let as_of = crate::tenant::text(&beside, root, "asOf")
        .and_then(|day| day.parse().ok())
        .unwrap_or(DAY);
    let profile: Tenant = member(&beside, root, "tenant")?.unwrap_or_default();
    let options: Option<serde_json::Map<String, serde_json::Value>> =
        member(&beside, root, "options")?;
    let register = self::register(&parse, file, &beside, root, "register")?;

    let mut export = Export::read(&parse, "export", file, sources, &profile)?;
    let mut diagnostics = std::mem::take(&mut export.diagnostics);
    let rules: Vec<Arc<Rule>> = rules
        .iter()
        .map(|rule| {
            if rule.id == under_test && options.is_some() {
                Arc::new(rule.as_ref().with_options(options.as_ref()))
            } else {
                Arc::clone(rule)
            }
        })
        .collect();
    let whole = Whole::new(&export.tenant, &export.documents, register.as_ref(), as_of);
    let counterpart = match beside.get(root, "counterpart") {
        None => None,
        Some(_) => {
            let profile: Tenant = member(&beside, root, "counterpartTenant")?.unwrap_or_default();
            let mut other = Export::read(&parse, "counterpart", file, sources, &profile)?;
            diagnostics.append(&mut other.diagnostics);
            Some(other)
        }
    };
    let mut judgement = with_pairs(&whole, counterpart.as_ref(), |pairs| {
        judge(&whole, pairs, &rules, &|_| {})
    });
    if beside.get(root, "base").is_some() {
        let base = Export::read(&parse, "base", file, sources, &profile)?;
        diagnostics.extend(base.diagnostics);
        // The register of before is the one of after, unless the case has another.
        let register_before = self::register(&parse, file, &beside, root, "baseRegister")?;
        let register_before = register_before.as_ref().or(register.as_ref());
        let before = Whole::new(&base.tenant, &base.documents, register_before, as_of);
        let changes = compare(&Side::of(from_ref(&before)), &Side::of(from_ref(&whole)));
        let reviewed = judge_changes(&whole, &rules, &changes);
        judgement.findings.extend(reviewed.findings);
        judgement.diagnostics.extend(reviewed.diagnostics);
    }
    diagnostics.append(&mut judgement.diagnostics);
    Ok((judgement, diagnostics))
}

/// Look at the pair that a case's tenant makes with its counterpart: a tenant of the same run, or evidence where the
/// register names some.
fn with_pairs<T>(
    whole: &Whole<'_>,
    counterpart: Option<&Export>,
    look: impl FnOnce(&[Pair<'_>]) -> T,
) -> T {
    let Some(other) = counterpart else {
        return look(&[]);
    };
    let id = other.tenant.profile.tenant_id.as_deref();
    let entry = whole
        .register
        .zip(id)
        .and_then(|(register, id)| register.find(id));
    let entry = entry.filter(|(_, entry)| entry.evidence.is_some());
    let register = whole.register.filter(|_| entry.is_none());
    let other = Whole::new(&other.tenant, &other.documents, register, whole.as_of);
    match entry {
        None => look(&pairs(whole, [&other], &[])),
        Some((entry, _)) => {
            let shown = [Shown {
                entry,
                whole: Ok(other),
            }];
            look(&pairs(whole, [], &shown))
        }
    }
}

/// What stands under `export`, or under `base`: the same before a change.
struct Export {
    documents: Vec<Document>,
    tenant: crate::tenant::Tenant,
    diagnostics: Vec<Diagnostic>,
}

impl Export {
    fn read(
        parse: &dyn Fn() -> Result<Tree, Vec<Diagnostic>>,
        key: &str,
        file: FileId,
        sources: &Sources,
        profile: &Tenant,
    ) -> Result<Export, Vec<Diagnostic>> {
        let mut tree = parse()?;
        let Some(export) = tree.roots().first().and_then(|root| tree.get(*root, key)) else {
            return Err(vec![Diagnostic::new(
                Code::RuleInvalid,
                format!("the case has no `{key}`"),
            )]);
        };
        let reading = export::recognise_at(&mut tree, file, &[export]);
        let mut documents = vec![Document {
            file,
            tree,
            reading,
        }];
        let mut diagnostics: Vec<Diagnostic> = documents
            .iter_mut()
            .flat_map(|document| std::mem::take(&mut document.reading.diagnostics))
            .collect();
        diagnostics.extend(documents.iter().flat_map(crate::load::check_document));
        let (tenants, mistakes) = assemble::assemble(&documents, sources, &Config::default());
        diagnostics.extend(mistakes);
        let Some(mut tenant) = tenants.into_iter().next() else {
            return Err(vec![Diagnostic::new(
                Code::RuleInvalid,
                format!("the case's `{key}` holds no settings"),
            )]);
        };
        tenant.profile = Profile {
            name: profile.name.clone().unwrap_or_else(|| "tenant".to_owned()),
            tenant_id: profile.tenant_id.clone(),
            cloud: profile.cloud.clone(),
            phase: profile.phase.clone(),
        };
        Ok(Export {
            documents,
            tenant,
            diagnostics,
        })
    }
}

fn member<T: serde::de::DeserializeOwned>(
    tree: &Tree,
    root: NodeId,
    key: &str,
) -> Result<Option<T>, Vec<Diagnostic>> {
    tree.get(root, key)
        .map(|node| from_node(tree, node))
        .transpose()
        .map_err(|error| {
            vec![Diagnostic::new(
                Code::RuleInvalid,
                format!("`{key}`: {}", error.message),
            )]
        })
}

fn register(
    parse: &dyn Fn() -> Result<Tree, Vec<Diagnostic>>,
    file: FileId,
    beside: &Tree,
    root: NodeId,
    key: &str,
) -> Result<Option<Register>, Vec<Diagnostic>> {
    let Some(node) = beside.get(root, key) else {
        return Ok(None);
    };
    let problems = schema::REGISTER.check(beside, node);
    if !problems.is_empty() {
        return Err(problems
            .iter()
            .map(|problem| from_problem(beside, file, problem, Code::RuleInvalid))
            .collect());
    }
    let written = Written {
        file,
        tree: parse()?,
    };
    Register::read(written, Some(node)).map(Some)
}
