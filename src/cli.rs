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
    /// Tell who can reach whom, and which lines say so; of two tenants, whether it works.
    Access(AccessArgs),
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
#[derive(Debug, Clone, Args, Default)]
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
    /// Files that lie among the others and are read for another reason.
    #[arg(skip)]
    pub left_out: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub format: ReportFormat,
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
pub struct AccessArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Only this tenant, by name or tenant id.
    #[arg(long, value_name = "TENANT", conflicts_with_all = ["from", "to"])]
    pub tenant: Option<String>,
    /// Only this partner, by its name or tenant id.
    #[arg(long, value_name = "PARTNER", conflicts_with_all = ["from", "to"])]
    pub partner: Option<String>,
    /// One side of the handshake: a tenant of this run, by name or tenant id.
    #[arg(long, value_name = "TENANT", requires = "to")]
    pub from: Option<String>,
    /// The other side. When its export is not here, the answer ends with what to ask of it.
    #[arg(long, value_name = "TENANT", requires = "from")]
    pub to: Option<String>,
    /// A proposed partner configuration or channel policy, laid over the tenant first.
    #[arg(long, value_name = "FILE")]
    pub what_if: Option<PathBuf>,
    /// Print every setting that was looked at on the way, with its place.
    #[arg(long)]
    pub explain: bool,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = AccessFormat::Human)]
    pub format: AccessFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AccessFormat {
    /// For people.
    Human,
    /// For programs; see schemas/access.schema.json.
    Json,
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
