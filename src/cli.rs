//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::config::RuleProfile;
use crate::finding::Level;

/// A policy-as-code linter for Microsoft 365 cross-tenant settings.
///
/// Reads exports of Entra cross-tenant access and Teams channel policies, works out what is in force for every partner,
/// checks it against rules, and points at the line that is wrong. Offline: it never calls a tenant.
#[derive(Debug, Parser)]
#[command(
    name = "tenantlint",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check exports: the main job.
    Check(CheckArgs),
    /// List the rules, or explain one.
    Rules(RulesArgs),
    /// Run the tests of rules: unit tests, and the exports on which each must and must not fire.
    Test(TestArgs),
    /// Tell what each file was read as, and what to export that is missing.
    Inspect(InspectArgs),
    /// Print what the rules see of exports, as JSON.
    Input(InputArgs),
    /// Write the rules as an OPA bundle, for OPA servers and conftest.
    Bundle(BundleArgs),
    /// Begin something new.
    #[command(subcommand)]
    New(New),
}

#[derive(Debug, Args)]
pub struct BundleArgs {
    /// The folder to write; it must not hold anything yet.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The config; without it, tenantlint.yaml is looked for from here up to the repository root.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// A folder with rules of your own; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub policies: Vec<PathBuf>,
    /// Which rules go in, instead of the config's word.
    #[arg(long, value_enum)]
    pub profile: Option<RuleProfile>,
}

#[derive(Debug, Subcommand)]
pub enum New {
    /// The five files of a rule of your own, with a test that fails until the rule is written.
    Rule(NewRuleArgs),
}

#[derive(Debug, Args)]
pub struct NewRuleArgs {
    /// Area and id of the rule in kebab-case, such as entra/mfa-trust-missing.
    #[arg(value_name = "AREA/ID")]
    pub name: String,
    /// The folder of rules to put it in.
    #[arg(long, value_name = "DIR", default_value = "house-rules")]
    pub dir: PathBuf,
}

/// What to read, and with which config.
#[derive(Debug, Args, Default)]
pub struct Inputs {
    /// Files and folders to read; `-` is standard input [default: the current folder].
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read standard input under this name, which tells its language.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// The config; without it, tenantlint.yaml is looked for from the first path up to the repository root.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Ignore any tenantlint.yaml.
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
    /// The register of partners, instead of the config's.
    #[arg(long, value_name = "FILE")]
    pub register: Option<PathBuf>,
    /// A folder with rules of your own; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub policies: Vec<PathBuf>,
    /// Which rules run, instead of the config's word.
    #[arg(long, value_enum)]
    pub profile: Option<RuleProfile>,
    /// The day on which agreements are judged [default: today].
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// In which forms to report, and where.
#[derive(Debug, Args)]
pub struct Forms {
    /// The form of the report on standard output; docs/output.md tells them.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub format: ReportFormat,
    /// A report in a file beside it, in one of the same forms, such as sarif=tenantlint.sarif; may be repeated.
    #[arg(long, value_name = "FORM=FILE", value_parser = OutputFile::read)]
    pub output: Vec<OutputFile>,
    /// Show no more than the N gravest in the forms for people: human (else 1000, and 50 of a rule), concise, github,
    /// azure, markdown. The others always carry all.
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,
}

/// A report in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    pub format: ReportFormat,
    pub path: PathBuf,
}

impl OutputFile {
    fn read(text: &str) -> Result<OutputFile, String> {
        let Some((format, path)) = text.split_once('=').filter(|(_, path)| !path.is_empty()) else {
            return Err("it is FORM=FILE, such as sarif=tenantlint.sarif".to_owned());
        };
        let format = ReportFormat::from_str(format, false).map_err(|_| {
            let names: Vec<String> = ReportFormat::value_variants()
                .iter()
                .filter_map(|form| Some(form.to_possible_value()?.get_name().to_owned()))
                .collect();
            format!("there is no form `{format}`: there is {}", names.join(", "))
        })?;
        Ok(OutputFile {
            format,
            path: PathBuf::from(path),
        })
    }
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub forms: Forms,
    /// Exit with 1 when a finding is at or over this level.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// Exit with 0 whatever the findings; nothing else is hidden.
    #[arg(long)]
    pub exit_zero: bool,
    /// Run only this rule; may be repeated.
    #[arg(long, value_name = "ID")]
    pub rule: Vec<String>,
    /// Show every finding, every unknown outcome, and what was read and passed over.
    #[arg(long, short)]
    pub verbose: bool,
    /// When to use colour.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
}

#[derive(Debug, Args)]
pub struct RulesArgs {
    /// The rule to explain.
    pub id: Option<String>,
    /// The form of the list.
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub format: ListFormat,
    /// A folder with rules of your own; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub policies: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct TestArgs {
    /// A folder with rules; without it, the rules built in are tested.
    pub path: Option<PathBuf>,
    /// Test only this rule; may be repeated.
    #[arg(long, value_name = "ID")]
    pub rule: Vec<String>,
    /// Name every test.
    #[arg(long, short)]
    pub verbose: bool,
}

#[derive(Debug, Args)]
pub struct InspectArgs {
    #[command(flatten)]
    pub inputs: Inputs,
}

#[derive(Debug, Args)]
pub struct InputArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Only this tenant.
    #[arg(long, value_name = "NAME")]
    pub tenant: Option<String>,
    /// One line of JSON a tenant, all tenants.
    #[arg(long, conflicts_with = "tenant")]
    pub ndjson: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people: excerpts with the place underlined.
    Human,
    /// One line a finding: `file:line:col: level[rule] message`.
    Concise,
    /// For programs; see schemas/report.schema.json.
    Json,
    /// The same, a line of JSON each; see schemas/report-line.schema.json.
    Jsonl,
    /// SARIF 2.1.0: code scanning of GitHub and others, editors.
    Sarif,
    /// JUnit XML: test reports of Jenkins, GitLab, Azure Pipelines.
    Junit,
    /// Annotations of GitHub Actions; the rest goes into the job summary.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// Logging commands of Azure Pipelines.
    Azure,
    /// A comment on a pull request.
    Markdown,
    /// A table for spreadsheets.
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// A table for each area, as policies/README.md has it; of one rule, its page.
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Info,
    Warning,
    Error,
    /// Only broken input, config or rules fail the run.
    Never,
}

impl FailOn {
    /// The least level that fails the run.
    pub fn level(self) -> Option<Level> {
        match self {
            FailOn::Info => Some(Level::Info),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Error => Some(Level::Error),
            FailOn::Never => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR says otherwise.
    Auto,
    Always,
    Never,
}
