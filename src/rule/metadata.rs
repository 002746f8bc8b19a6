//! The `# METADATA` block of a rule: what it says of itself. The engine drops comments, so it is read here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::config::RuleProfile;
use crate::engine::{Datum, package_of};
use crate::finding::{Level, SubjectKind};
use crate::schema;
use crate::source::{Limits, read_json};
use crate::suggest;

/// A METADATA block, as `schemas/rule.schema.json` has it.
#[derive(Debug, Clone, Deserialize)]
pub struct Metadata {
    pub title: String,
    pub description: String,
    #[serde(default)]
    pub related_resources: Vec<Resource>,
    pub custom: Custom,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Resource {
    #[serde(rename = "ref")]
    pub url: String,
    #[serde(default)]
    pub description: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Custom {
    pub level: Level,
    /// Another level under a profile.
    #[serde(default)]
    pub levels: BTreeMap<String, Level>,
    pub scope: Scope,
    #[serde(default)]
    pub subjects: Vec<SubjectName>,
    pub profiles: Vec<String>,
    #[serde(default)]
    pub controls: Vec<String>,
    pub since: String,
    pub status: String,
    #[serde(default)]
    pub requires: Vec<String>,
    /// Members of a partner, e.g. `twins`: a rule that names some sees only partners where one is not empty.
    #[serde(default)]
    pub partners: Option<Vec<String>>,
    pub remediation: String,
    #[serde(default)]
    pub options: BTreeMap<String, RuleOption>,
}

/// What a rule looks at together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    Partner,
    Policy,
    Tenant,
    /// Two tenants whose exports are both here.
    Pair,
    /// Each change of a review.
    Change,
}

impl Scope {
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Partner => "partner",
            Scope::Policy => "policy",
            Scope::Tenant => "tenant",
            Scope::Pair => "pair",
            Scope::Change => "change",
        }
    }
}

/// What a rule judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectName {
    Partner,
    Default,
    Policy,
    Tenant,
}

impl From<SubjectName> for SubjectKind {
    fn from(name: SubjectName) -> SubjectKind {
        match name {
            SubjectName::Partner => SubjectKind::Partner,
            SubjectName::Default => SubjectKind::Default,
            SubjectName::Policy => SubjectKind::Policy,
            SubjectName::Tenant => SubjectKind::Tenant,
        }
    }
}

/// An option of a rule, its default and the values it takes.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleOption {
    pub default: Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_of: Option<Vec<Value>>,
    #[serde(default)]
    pub description: String,
}

/// What is wrong with a METADATA block; `line` counts from 1 in the Rego file.
#[derive(Debug)]
pub struct MetadataError {
    pub line: u32,
    pub message: String,
}

impl Metadata {
    /// Read the block that stands directly above `package`, and the package. What is built in was held against the
    /// schema by a test (`checked` is false); doing so at every start would cost milliseconds.
    pub fn read(rego: &str, checked: bool) -> Result<(Metadata, String), MetadataError> {
        let (block, first_line) = block(rego)?;
        let package = package_of(rego).to_owned();
        let problem = |message: String| MetadataError {
            line: first_line,
            message,
        };
        let value: Value = serde_yaml::from_str(&block).map_err(|error| MetadataError {
            line: first_line
                + error.location().map_or(0, |place| {
                    u32::try_from(place.line()).unwrap_or(1).saturating_sub(1)
                }),
            message: format!("METADATA is not YAML: {error}"),
        })?;
        if checked {
            check(&value).map_err(problem)?;
        }
        let metadata: Metadata =
            serde_json::from_value(value).map_err(|error| problem(format!("METADATA: {error}")))?;
        for (name, option) in &metadata.custom.options {
            metadata
                .check_option(name, &option.default)
                .map_err(|(message, _)| {
                    problem(format!("METADATA: the default of an option: {message}"))
                })?;
        }
        Ok((metadata, package))
    }

    /// The level under a profile, before the config's word.
    pub fn level(&self, profile: RuleProfile) -> Level {
        let custom = &self.custom;
        *custom.levels.get(profile.as_str()).unwrap_or(&custom.level)
    }

    pub fn runs_in(&self, profile: RuleProfile) -> bool {
        self.custom
            .profiles
            .iter()
            .any(|name| name == profile.as_str())
    }

    /// What the rule judges; its scope's own kind when it does not say.
    pub fn subjects(&self) -> Vec<SubjectName> {
        if !self.custom.subjects.is_empty() {
            return self.custom.subjects.clone();
        }
        match self.custom.scope {
            Scope::Partner => vec![SubjectName::Partner],
            Scope::Policy => vec![SubjectName::Policy],
            Scope::Tenant => vec![SubjectName::Tenant],
            // Their subjects are in no tenant: what is between two, or what a review found.
            Scope::Pair | Scope::Change => Vec::new(),
        }
    }

    /// The options with the config's values over the defaults.
    pub fn options(&self, given: Option<&serde_json::Map<String, Value>>) -> Datum {
        let mut options: serde_json::Map<String, Value> = self
            .custom
            .options
            .iter()
            .map(|(name, option)| (name.clone(), option.default.clone()))
            .collect();
        for (name, value) in given.into_iter().flatten() {
            options.insert(name.clone(), value.clone());
        }
        Datum::from_json(Value::Object(options))
    }

    /// Whether an option is known and takes the value: else what is wrong, and what to do.
    pub fn check_option(&self, name: &str, value: &Value) -> Result<(), (String, String)> {
        let Some(option) = self.custom.options.get(name) else {
            let known: Vec<&str> = self.custom.options.keys().map(String::as_str).collect();
            let help = match suggest::nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => "the rule has no options".to_owned(),
                None => format!("its options: {}", known.join(", ")),
            };
            return Err((format!("the rule has no option `{name}`"), help));
        };
        if let Some(values) = &option.one_of
            && !values.contains(value)
        {
            let values: Vec<String> = values.iter().map(Value::to_string).collect();
            return Err((
                format!("option `{name}` does not take {value}"),
                format!("it takes one of {}", values.join(", ")),
            ));
        }
        if kind(value) != kind(&option.default) {
            return Err((
                format!(
                    "option `{name}` is {}, but must be {}",
                    kind(value),
                    kind(&option.default)
                ),
                option.description.clone(),
            ));
        }
        Ok(())
    }
}

fn check(metadata: &Value) -> Result<(), String> {
    let text = serde_json::to_string(metadata).map_err(|error| error.to_string())?;
    let tree = read_json(text.into(), &Limits::default()).map_err(|error| error.message)?;
    let problems = tree
        .roots()
        .first()
        .map(|root| schema::RULE.check(&tree, *root))
        .unwrap_or_default();
    match problems.first() {
        None => Ok(()),
        Some(wrong) => {
            let help = wrong
                .help
                .as_ref()
                .map_or_else(String::new, |help| format!(" ({help})"));
            Err(format!("METADATA: {}{help}", wrong.message))
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The YAML of the block above `package`, and the line of its first line.
fn block(rego: &str) -> Result<(String, u32), MetadataError> {
    let missing = |line| MetadataError {
        line,
        message: "there is no `# METADATA` block directly above `package`".to_owned(),
    };
    let lines: Vec<&str> = rego.lines().collect();
    let package = lines
        .iter()
        .position(|line| line.starts_with("package "))
        .ok_or_else(|| missing(1))?;
    let start = lines
        .iter()
        .take(package)
        .rposition(|line| line.trim_end() == "# METADATA")
        .ok_or_else(|| missing(line_number(package)))?;
    let mut block = String::new();
    for line in lines.iter().take(package).skip(start + 1) {
        let Some(text) = line.strip_prefix('#') else {
            return Err(missing(line_number(package)));
        };
        block.push_str(text.strip_prefix(' ').unwrap_or(text));
        block.push('\n');
    }
    Ok((block, line_number(start + 1)))
}

fn line_number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const GOOD: &str = "# METADATA\n# title: T\n# description: D\n# custom:\n#   level: error\n#   scope: partner\n#   profiles: [baseline]\n#   since: 0.1.0\n#   status: stable\n#   remediation: R\npackage a.b.some_rule\n";

    #[test]
    fn a_block_is_read_with_its_package() {
        let (metadata, package) = Metadata::read(GOOD, true).unwrap();
        assert_eq!(metadata.title, "T");
        assert_eq!(metadata.subjects(), vec![SubjectName::Partner]);
        assert_eq!(package, "a.b.some_rule");
    }

    #[test]
    fn a_wrong_key_is_said_with_its_line() {
        let wrong = GOOD.replace("#   level: error", "#   levle: error");
        let error = Metadata::read(&wrong, true).unwrap_err();
        assert!(
            error.message.contains("levle") || error.message.contains("level"),
            "{}",
            error.message
        );
        assert_eq!(error.line, 2);
    }

    #[test]
    fn no_block_is_an_error() {
        assert!(Metadata::read("package a.b\n", true).is_err());
    }
}
