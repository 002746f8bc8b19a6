//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::config::{Config, RuleProfile};
use crate::finding::Level;
use crate::shard::Shard;

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
    /// Accept a finding: write a waiver for it.
    Waive(WaiveArgs),
    /// List the waivers, and how each stands.
    Waivers(WaiversArgs),
    /// Tell what a change opens and closes, and which findings it adds.
    Review(ReviewArgs),
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
    /// Join the JSON reports of several jobs into one.
    Merge(MergeArgs),
    /// Write the rules as an OPA bundle, for OPA servers and conftest.
    Bundle(BundleArgs),
    /// Begin something new.
    #[command(subcommand)]
    New(New),
    /// Write config, register, waivers and a workflow; nothing is overwritten.
    Init(InitArgs),
    /// Print the JSON Schema of a file, or list the schemas.
    Schema(SchemaArgs),
    /// Print the completions of a shell.
    Completions(CompletionsArgs),
    /// Print the manual page of the program, or of one command.
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to begin in: the root of a repository with exports, or to be.
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// Where checks are to run; without it, what the repository shows is taken.
    #[arg(long, value_enum)]
    pub platform: Option<Platform>,
}

/// Where pipelines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Platform {
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
    /// Azure Pipelines.
    Azure,
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Whose schema, such as config, register or report; without it, all are listed.
    pub name: Option<String>,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell that reads them.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command, such as check.
    pub command: Option<String>,
}

#[derive(Debug, Args)]
pub struct MergeArgs {
    /// JSON reports of `check`: every shard of a run, or runs over different tenants.
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<PathBuf>,
    /// Where to write the report [default: standard output].
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Exit with 1 when a finding is at or over this level.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// Exit with 0 whatever the findings; nothing else is hidden.
    #[arg(long)]
    pub exit_zero: bool,
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
#[derive(Debug, Args, Default, Clone)]
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
    /// The day on which agreements and waivers are judged [default: today].
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// Where waivers come from.
#[derive(Debug, Args, Default)]
pub struct WaiverFile {
    /// The waivers, instead of the config's.
    #[arg(long, value_name = "FILE")]
    pub waivers: Option<PathBuf>,
}

/// Which findings do not count.
#[derive(Debug, Args, Default)]
pub struct Accepted {
    #[command(flatten)]
    pub waivers: WaiverFile,
    /// Ignore all waivers.
    #[arg(long, conflicts_with = "waivers")]
    pub no_waivers: bool,
    /// Findings that this file knows do not count.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the findings of this run into a baseline; they do not count.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "shard"])]
    pub write_baseline: Option<PathBuf>,
    /// Take out of the baseline what is mended.
    #[arg(long, requires = "baseline", conflicts_with = "shard")]
    pub prune_baseline: bool,
}

impl Accepted {
    /// The file that the waivers of a run stand in.
    pub fn waivers_file(&self, config: &Config) -> Option<PathBuf> {
        let named = || config.waivers.as_ref().map(|waiving| waiving.file.clone());
        let file = self.waivers.waivers.clone().or_else(named);
        file.filter(|_| !self.no_waivers)
    }

    /// The files that say what a run accepts.
    pub fn files(&self, config: &Config) -> impl Iterator<Item = PathBuf> {
        self.waivers_file(config)
            .into_iter()
            .chain(self.baseline.clone())
    }
}

/// In which forms to report, and where.
#[derive(Debug, Args)]
pub struct Forms {
    /// The form of the report on standard output; docs/output.md tells them.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub format: ReportFormat,
    /// A report in a file beside it, in one of the same forms, such as sarif=tenantlint.sarif; may be repeated.
    #[arg(long, value_name = "FORM=FILE", value_parser = OutputFile::<ReportFormat>::read)]
    pub output: Vec<OutputFile<ReportFormat>>,
    /// Show no more than the N gravest in the forms for people: human (else 1000, and 50 of a rule), concise, github,
    /// azure, markdown. The others always carry all.
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,
}

/// A report in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile<Format> {
    pub format: Format,
    pub path: PathBuf,
}

impl<Format: ValueEnum> OutputFile<Format> {
    fn read(text: &str) -> Result<OutputFile<Format>, String> {
        let Some((format, path)) = text.split_once('=').filter(|(_, path)| !path.is_empty()) else {
            return Err("it is FORM=FILE, such as json=tenantlint.json".to_owned());
        };
        let format = Format::from_str(format, false).map_err(|_| {
            let names: Vec<String> = Format::value_variants()
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
    pub accepted: Accepted,
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
    /// Judge everything, but report only findings in files that changed since this revision of git.
    #[arg(long, value_name = "REF")]
    pub changed_since: Option<String>,
    /// Judge only this job's share of the tenants, such as 1/4; `merge` joins the reports.
    #[arg(long, value_name = "K/N")]
    pub shard: Option<Shard>,
    /// Write a reproducible archive for auditors: report, ledger, waivers used, and digests of all that led to them.
    #[arg(long, value_name = "FILE.zip", value_parser = zip_name)]
    pub evidence: Option<PathBuf>,
    /// Show every finding, every unknown outcome, and what was read and passed over.
    #[arg(long, short)]
    pub verbose: bool,
    /// When to use colour.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
}

#[derive(Debug, Args)]
pub struct WaiveArgs {
    /// The rule whose finding is accepted.
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// What the finding is about: a partner by tenant id or name, a policy by Identity, or `tenant`.
    #[arg(value_name = "SUBJECT")]
    pub subject: String,
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub waivers: WaiverFile,
    /// Why the finding is accepted.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who answers for it.
    #[arg(long, value_name = "WHO")]
    pub owner: String,
    /// The last day on which the waiver holds.
    #[arg(long, value_name = "DATE")]
    pub expires: Date,
    /// Only what is found at this setting, such as inboundTrust.isMfaAccepted.
    #[arg(long, value_name = "SETTING")]
    pub path: Option<String>,
    /// Where it was decided.
    #[arg(long, value_name = "TEXT")]
    pub ticket: Option<String>,
    /// Who approved it.
    #[arg(long, value_name = "WHO")]
    pub approved_by: Option<String>,
    /// The tenant, where there are several.
    #[arg(long, value_name = "NAME")]
    pub tenant: Option<String>,
}

#[derive(Debug, Args)]
pub struct WaiversArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub waivers: WaiverFile,
    /// The form of the list.
    #[arg(long, value_enum, default_value_t = WaiversFormat::Human)]
    pub format: WaiversFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WaiversFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}

#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// Before the change: a revision of git, a folder or a file. Of a revision, the commit counts where the change parted
    /// from it.
    #[arg(value_name = "BASE")]
    pub base: String,
    /// After the change: a revision, a folder or a file [default: the current folder as it is].
    #[arg(value_name = "HEAD")]
    pub head: Option<String>,
    /// Files and folders to read of each side, instead of all of it.
    #[arg(value_name = "PATH", last = true)]
    pub paths: Vec<PathBuf>,
    /// Take BASE and HEAD for revisions even where files have these names: in CI a change could bring such files, to be
    /// compared with themselves.
    #[arg(long)]
    pub revisions: bool,
    /// The config of both sides; without it, each side's own.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The register of both sides; without it, each side's own.
    #[arg(long, value_name = "FILE")]
    pub register: Option<PathBuf>,
    /// A folder with rules of your own, for both sides; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub policies: Vec<PathBuf>,
    /// Which rules run, instead of the config's word.
    #[arg(long, value_enum)]
    pub profile: Option<RuleProfile>,
    /// The day on which agreements are judged, on both sides [default: today].
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// The form of the review.
    #[arg(long, value_enum, default_value_t = ReviewFormat::Human)]
    pub format: ReviewFormat,
    /// The review in a file beside it, in one of the same forms, such as markdown=review.md; may be repeated.
    #[arg(long, value_name = "FORM=FILE", value_parser = OutputFile::<ReviewFormat>::read)]
    pub output: Vec<OutputFile<ReviewFormat>>,
    /// Exit with 1 for these findings.
    #[arg(long, value_enum, value_name = "WHICH", default_value_t = ReviewFailOn::New)]
    pub fail_on: ReviewFailOn,
    /// Exit with 0 whatever the findings; nothing else is hidden.
    #[arg(long)]
    pub exit_zero: bool,
    /// Show every partner that a change of the default touches, and everything that changed sideways or closed.
    #[arg(long, short)]
    pub verbose: bool,
    /// When to use colour.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    /// For people.
    Human,
    /// For programs; see schemas/review.schema.json.
    Json,
    /// For a comment on a pull request.
    Markdown,
    /// GitHub's annotations on the lines of the change.
    Github,
    /// GitLab's code quality report.
    Gitlab,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewFailOn {
    /// Errors that the change adds.
    New,
    /// Anything at or over this level after the change, added or not.
    Info,
    Warning,
    Error,
    /// Only broken input, config or rules fail the run.
    Never,
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
    /// Fail when a line of a rule is run by no test and no example.
    #[arg(long)]
    pub coverage: bool,
    /// Name every test, and show what each example gives.
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

/// Another name may be that of an export, and would write over it.
fn zip_name(text: &str) -> Result<PathBuf, String> {
    let is_zip = text.len() > 4 && text.to_ascii_lowercase().ends_with(".zip");
    let path = is_zip.then(|| PathBuf::from(text));
    path.ok_or_else(|| "the name must end in .zip".to_owned())
}

impl FailOn {
    /// As on the command line.
    pub fn name(self) -> &'static str {
        self.level().map_or("never", Level::as_str)
    }

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
