//! The reports that are to be joined: read, each sound in itself, and of one piece with the others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};
use crate::finding::Counts;
use crate::report::json::{Document, Input, JsonDiagnostic};
use crate::schema;
use crate::shard::Shard;
use crate::source::{NodeId, Sources, from_node};
use crate::written::{self, Written};

/// Shards that are named when they are missing.
const MOST_NAMED: usize = 10;

/// A report that was read.
pub(super) struct Part {
    written: Written,
    root: NodeId,
    pub(super) document: Document<'static>,
}

impl Part {
    /// Read a report, and see that it agrees with itself.
    pub(super) fn load(path: &Path, sources: &mut Sources) -> Result<Part, Vec<Diagnostic>> {
        let written = written::load(path, &schema::REPORT, Code::ReportInvalid, sources)?;
        Part::read(written).map_err(|mistake| vec![mistake])
    }

    fn read(written: Written) -> Result<Part, Diagnostic> {
        let Some(root) = written.root() else {
            return Err(Diagnostic::new(Code::ReportInvalid, "the report is empty"));
        };
        let document: Document<'static> = from_node(&written.tree, root).map_err(|error| {
            let mut mistake =
                written.mistake(root, Code::ReportInvalid, error.message.clone(), "here");
            for (label, span) in mistake.labels.iter_mut().zip(error.span) {
                label.span = span;
            }
            mistake
        })?;
        let part = Part {
            written,
            root,
            document,
        };
        part.sound()?;
        Ok(part)
    }

    /// What no schema can see.
    fn sound(&self) -> Result<(), Diagnostic> {
        let version = &self.document.tool.version;
        let ours = env!("CARGO_PKG_VERSION");
        if version != ours {
            return Err(self
                .mistake(
                    &["tool", "version"],
                    Code::ReportInvalid,
                    format!("the report was written by tenantlint {version}, and this is {ours}"),
                )
                .help("merge with the version that checked"));
        }
        let ledger = &self.document.ledger;
        if sum(ledger.by_rule.values()) != Some(ledger.total) {
            let message =
                "the ledger does not balance: the counts of the rules do not add up to it";
            return Err(self.mistake(&["ledger"], Code::ReportInvalid, message.to_owned()));
        }
        let strange = |one: &&JsonDiagnostic<'_>| Code::of(&one.code).is_none();
        if let Some(one) = self.document.diagnostics.iter().find(strange) {
            let message = format!("there is no diagnostic `{}`", one.code);
            return Err(self.mistake(&["diagnostics"], Code::ReportInvalid, message));
        }
        match self.document.shard {
            Some(shard) if !(1..=shard.count).contains(&shard.index) => {
                let message = format!("there is no shard {shard}");
                Err(self.mistake(&["shard"], Code::ReportInvalid, message))
            }
            _ => Ok(()),
        }
    }

    /// A mistake at a member of the report.
    fn mistake(&self, path: &[&str], code: Code, message: String) -> Diagnostic {
        let node = path.iter().fold(self.root, |node, key| {
            self.written.tree.get(node, key).unwrap_or(node)
        });
        self.written.mistake(node, code, message, "here")
    }

    fn apart(&self, key: &str, message: String) -> Diagnostic {
        self.mistake(&[key], Code::ReportsApart, message)
    }

    fn rules(&self) -> impl Iterator<Item = &String> {
        self.document.ledger.by_rule.keys()
    }
}

/// Why reports do not belong together.
pub(super) fn apart(parts: &[Part], sources: &Sources) -> Vec<Diagnostic> {
    let Some((first, others)) = parts.split_first() else {
        return Vec::new();
    };
    let name = |part: &Part| sources.path(part.written.file).to_owned();
    let mut mistakes = Vec::new();
    for part in others {
        let (one, other) = (&first.document, &part.document);
        let beside = name(first);
        if one.as_of != other.as_of {
            let message = format!(
                "the report is as of {}, and {beside} as of {}",
                other.as_of, one.as_of
            );
            let help =
                "give every job the same --as-of, such as the day on which the pipeline began";
            mistakes.push(part.apart("asOf", message).help(help));
        }
        if one.profile != other.profile {
            let (ours, theirs) = (other.profile.as_str(), one.profile.as_str());
            let message = format!("the profile is {ours}, and that of {beside} {theirs}");
            mistakes.push(part.apart("profile", message));
        }
        if !first.rules().eq(part.rules()) {
            let message = format!("other rules ran than for {beside}");
            mistakes.push(part.apart("ledger", message));
        }
        if let (Some(one), Some(other)) = (&one.unshown, &other.unshown)
            && one.since != other.since
        {
            let message = format!(
                "findings since {} are shown, and in {beside} those since {}",
                other.since, one.since
            );
            mistakes.push(part.apart("unshown", message));
        }
        let shards = [one.shard, other.shard].map(|shard| shard.map(|shard| shard.count));
        if shards[0] != shards[1] {
            let [theirs, ours] = shards.map(|count| match count {
                Some(count) => format!("one of {count} shards"),
                None => "the report of a whole run".to_owned(),
            });
            mistakes.push(part.apart("shard", format!("this is {ours}, and {beside} is {theirs}")));
        } else if one.shard.is_some() && one.inputs != other.inputs {
            let message = format!("other files were read than for {beside}");
            let help = "let every job check the same commit";
            mistakes.push(part.apart("inputs", message).help(help));
        }
    }
    if mistakes.is_empty() {
        mistakes.extend(twice(parts, &name));
        mistakes.extend(missing(parts));
    }
    mistakes
}

/// Shards, tenants and files that two reports have.
fn twice(parts: &[Part], name: &dyn Fn(&Part) -> String) -> Vec<Diagnostic> {
    let mut shards: BTreeMap<u32, &Part> = BTreeMap::new();
    let mut tenants: BTreeMap<&str, &Part> = BTreeMap::new();
    let mut files: BTreeMap<&str, (&Input<'_>, &Part)> = BTreeMap::new();
    let mut mistakes = Vec::new();
    for part in parts {
        let document = &part.document;
        if let Some(shard) = document.shard
            && let Some(first) = shards.insert(shard.index, part)
        {
            let message = format!("shard {shard} is there already, in {}", name(first));
            mistakes.push(part.apart("shard", message));
            continue;
        }
        for tenant in &document.tenants {
            if let Some(first) = tenants.insert(&tenant.name, part) {
                let message = format!(
                    "the tenant {} is there already, in {}",
                    tenant.name,
                    name(first)
                );
                let help = "a tenant without a name in tenantlint.yaml is called by its folder, or `tenant`";
                mistakes.push(part.apart("tenants", message).help(help));
            }
        }
        for input in &document.inputs {
            if let Some((other, first)) = files.insert(&input.path, (input, part))
                && other != input
            {
                let path = &input.path;
                let message = format!("{path} was another file for {}", name(first));
                mistakes.push(part.apart("inputs", message));
            }
        }
    }
    mistakes
}

/// Shards that nobody brought.
fn missing(parts: &[Part]) -> Option<Diagnostic> {
    let shards = || parts.iter().filter_map(|part| part.document.shard);
    let count = shards().next()?.count;
    let there: BTreeSet<u32> = shards().map(|shard| shard.index).collect();
    let missing: Vec<Shard> = (1..=count)
        .filter(|index| !there.contains(index))
        .map(|index| Shard { index, count })
        .collect();
    let named: Vec<String> = missing
        .iter()
        .take(MOST_NAMED)
        .map(Shard::to_string)
        .collect();
    let (named, more) = (named.join(", "), missing.len().saturating_sub(MOST_NAMED));
    let message = match (missing.len(), more) {
        (0, _) => return None,
        (1, _) => format!("shard {named} is missing"),
        (_, 0) => format!("shards {named} are missing"),
        _ => format!("shards {named} and {more} more are missing"),
    };
    let help = "its tenants may have anything: mend that job, and bring its report";
    Some(Diagnostic::new(Code::ReportsApart, message).help(help))
}

/// The sum of counts, unless it is beyond counting.
pub(super) fn sum<'a>(counts: impl IntoIterator<Item = &'a Counts>) -> Option<Counts> {
    counts
        .into_iter()
        .try_fold(Counts::default(), |sum, one| sum.checked_add(*one))
}
