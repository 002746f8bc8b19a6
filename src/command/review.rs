//! `tenantlint review`: what a change opens and closes, and the findings it adds.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::waiving::Held;
use super::{Streams, output};
use crate::cli::{Inputs, ReportFormat, ReviewArgs, ReviewFailOn, ReviewFormat, WaiverFile};
use crate::config::RuleProfile;
use crate::diagnostic::Diagnostic;
use crate::exit::Exit;
use crate::finding::{Finding, Label, Ledger, Level, Outcome};
use crate::git::{Commit, Repository};
use crate::judge::{Judgement, judge, judge_changes};
use crate::pair;
use crate::report::diagnostic::Style;
use crate::report::human::{View, write_diagnostics};
use crate::report::review::{human, json, markdown};
use crate::report::{self, Report};
use crate::review::open::{self, Failure, Name, Opened};
use crate::review::{Change, Review, Side, compare, compare_findings};
use crate::rule::input::Whole;
use crate::settle::Settling;
use crate::source::{FileId, Sources};
use crate::terminal;

pub(super) fn run(args: &ReviewArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    if let Some(mistake) = output::named_twice(&args.output) {
        return output::refuse(&mistake, streams);
    }
    let mut refuse = |diagnostics: &[Diagnostic], sources: &Sources| {
        write_diagnostics(diagnostics, sources, &view(args), streams.err)?;
        Ok(Exit::Usage)
    };
    let (mut base, mut head) = match open_both(args) {
        Ok(sides) => sides,
        Err(failure) => {
            let (diagnostics, sources) = failure.told();
            return refuse(&diagnostics, &sources);
        }
    };
    for side in [&base.session, &head.session] {
        let (sources, skipped) = (&side.sources, &side.loaded.skipped);
        if let Some(mistake) = output::overwrites(&args.output, sources, skipped, &side.policies) {
            return output::refuse(&mistake, streams);
        }
    }
    let mut held = Vec::new();
    for side in [&mut base, &mut head] {
        match Held::open(&WaiverFile::default(), &mut side.session, &side.rules) {
            Ok(waivers) => held.push(waivers),
            Err(diagnostics) => return refuse(&diagnostics, &side.session.sources),
        }
    }
    let strict = head.session.profile == RuleProfile::Strict;
    let (review, sources) = review(&mut base, &mut head, &held);
    let shown = Shown {
        added: added(&review, head, &sources),
        review,
        sources,
    };
    let in_a_file = View {
        style: Style::plain(),
        verbose: args.verbose,
    };
    let written = output::write_files(&args.output, streams, &|format, out| {
        shown.write(format, &in_a_file, out)
    })?;
    shown.write(args.format, &view(args), streams.out)?;
    Ok(exit(args, &shown.review, strict).max(written))
}

/// A review, and what platforms show of it on the lines.
struct Shown {
    review: Review,
    added: Report,
    sources: Sources,
}

impl Shown {
    fn write(&self, format: ReviewFormat, view: &View, out: &mut dyn Write) -> std::io::Result<()> {
        let Shown {
            review,
            added,
            sources,
        } = self;
        let on_lines = |format, out| report::write(format, added, sources, view, None, out);
        match format {
            ReviewFormat::Human => human::write(review, sources, view, out),
            ReviewFormat::Json => json::write(review, sources, out),
            ReviewFormat::Markdown => markdown::write(review, sources, out),
            ReviewFormat::Github => on_lines(ReportFormat::Github, out),
            ReviewFormat::Gitlab => on_lines(ReportFormat::Gitlab, out),
        }
    }
}

/// What the change adds, as a report.
fn added(review: &Review, head: Opened, sources: &Sources) -> Report {
    let session = head.session;
    let mut report = Report {
        as_of: session.as_of,
        profile: session.profile,
        shard: None,
        unshown: None,
        inputs: session.loaded.inputs,
        tenants: Vec::new(),
        rules: head.rules.rules,
        findings: review.findings.added.clone(),
        diagnostics: review.diagnostics.clone(),
        ledger: review.ledger.clone(),
        skipped: Vec::new(),
    };
    report.sort(sources);
    report
}

fn view(args: &ReviewArgs) -> View {
    View {
        style: terminal::style(args.color),
        verbose: args.verbose,
    }
}

/// Open both sides, side by side: reading is most of the work.
fn open_both(args: &ReviewArgs) -> Result<(Opened, Opened), Failure> {
    let inputs = Inputs {
        paths: args.paths.clone(),
        config: args.config.clone(),
        register: args.register.clone(),
        policies: args.policies.clone(),
        profile: args.profile,
        as_of: args.as_of,
        ..Inputs::default()
    };
    let here = Path::new(".");
    let name = |text: &str| Name::read(text, args.revisions);
    let head = args.head.as_deref().map(name);
    let (before, after) = match name(&args.base) {
        Name::Path(path) => (Wanted::Path(path), wanted(head, here)?),
        Name::Revision(revision) => {
            let repository = Repository::around(here)?;
            let other = repository.commit(&revision)?;
            let after = wanted(head, here)?;
            let tip = match &after {
                Wanted::Commit(found) => found.commit.clone(),
                Wanted::Path(_) => repository.commit("HEAD")?,
            };
            // What others did to the base meanwhile is not this change's.
            let parted = repository.merge_bases(&other, &tip)?.into_iter().next();
            let found = Found {
                commit: parted.unwrap_or(other),
                repository,
                title: revision,
            };
            (Wanted::Commit(found), after)
        }
    };
    let (base, head) = rayon::join(|| before.open(here, &inputs), || after.open(here, &inputs));
    Ok((base?, head?))
}

/// A side that is known to be there.
enum Wanted {
    Path(PathBuf),
    Commit(Found),
}

struct Found {
    repository: Repository,
    commit: Commit,
    title: String,
}

fn wanted(name: Option<Name>, here: &Path) -> Result<Wanted, Failure> {
    Ok(match name {
        None => Wanted::Path(here.to_path_buf()),
        Some(Name::Path(path)) => Wanted::Path(path),
        Some(Name::Revision(title)) => {
            let repository = Repository::around(here)?;
            let commit = repository.commit(&title)?;
            Wanted::Commit(Found {
                repository,
                commit,
                title,
            })
        }
    })
}

impl Wanted {
    fn open(&self, here: &Path, inputs: &Inputs) -> Result<Opened, Failure> {
        match self {
            Wanted::Path(path) => open::path(path, inputs),
            Wanted::Commit(found) => {
                open::commit(&found.repository, &found.commit, here, &found.title, inputs)
            }
        }
    }
}

/// What the rules said of one side.
struct Judged {
    findings: Vec<Finding>,
    diagnostics: Vec<Diagnostic>,
    ledger: Ledger,
}

fn judge_side(opened: &Opened, wholes: &[Whole<'_>], held: Option<&Held>) -> Judged {
    let mut judged = Judged {
        findings: Vec::new(),
        diagnostics: opened.session.loaded.diagnostics.clone(),
        ledger: Ledger::default(),
    };
    judged
        .diagnostics
        .extend(opened.rules.diagnostics.iter().cloned());
    let mut settling = held.map(|held| held.settling(&opened.session, &judged.diagnostics));
    let in_run = opened.session.pairs_in_run();
    let shown = opened.session.shown();
    for (index, whole) in wholes.iter().enumerate() {
        let with = in_run.iter().filter(|[own, _]| *own == index);
        let others = with.filter_map(|[_, other]| wholes.get(*other));
        let pairs = pair::pairs(whole, others, &shown);
        let mut judgement = judge(whole, &pairs, &opened.rules.rules, &|_| {});
        if let Some(settling) = &mut settling {
            settling.settle(whole, &mut judgement);
        }
        judged.take(judgement);
    }
    if let Some(told) = settling.map(Settling::finish) {
        judged.findings.extend(told.findings);
    }
    judged
}

impl Judged {
    fn take(&mut self, judgement: Judgement) {
        self.findings.extend(judgement.findings);
        self.diagnostics.extend(judgement.diagnostics);
        for (rule, counts) in judgement.ledger.by_rule {
            *self.ledger.by_rule.entry(rule).or_default() += counts;
        }
    }
}

/// Compare both sides, and bring the places of both into one set of sources.
fn review(base: &mut Opened, head: &mut Opened, held: &[Option<Held>]) -> (Review, Sources) {
    let mut sources = std::mem::take(&mut head.session.sources);
    let shift = sources.append(std::mem::take(&mut base.session.sources));
    let (base, head) = (&*base, &*head);
    let (old, new) = (base.session.wholes(), head.session.wholes());
    let mut changes = compare(&Side::of(&old), &Side::of(&new));
    for change in &mut changes {
        move_labels(&mut change.labels_before, &shift);
    }
    let held = |at: usize| held.get(at).and_then(Option::as_ref);
    let (mut before, mut after) = rayon::join(
        || judge_side(base, &old, held(0)),
        || judge_side(head, &new, held(1)),
    );
    for whole in &new {
        let of_tenant = changes
            .iter()
            .filter(|change| change.tenant == whole.tenant.profile.name);
        let of_tenant: Vec<Change> = of_tenant.cloned().collect();
        after.take(judge_changes(whole, &head.rules.rules, &of_tenant));
    }
    for finding in &mut before.findings {
        move_labels(&mut finding.labels, &shift);
    }
    for diagnostic in &mut before.diagnostics {
        move_labels(&mut diagnostic.labels, &shift);
    }
    let review = Review {
        base: base.title.clone(),
        head: head.title.clone(),
        changes,
        findings: compare_findings(before.findings, after.findings),
        diagnostics: after.diagnostics,
        diagnostics_before: before.diagnostics,
        ledger: after.ledger,
    };
    (review, sources)
}

fn move_labels(labels: &mut [Label], shift: &dyn Fn(FileId) -> FileId) {
    for label in labels {
        label.file = shift(label.file);
    }
}

/// The gravest of everything that happened; `--exit-zero` hides findings only.
fn exit(args: &ReviewArgs, review: &Review, strict: bool) -> Exit {
    let at_least = match args.fail_on {
        ReviewFailOn::New | ReviewFailOn::Error => Some(Level::Error),
        ReviewFailOn::Warning => Some(Level::Warning),
        ReviewFailOn::Info => Some(Level::Info),
        ReviewFailOn::Never => None,
    };
    let added = &review.findings.added;
    let rest: &[Finding] = match args.fail_on {
        ReviewFailOn::New => &[],
        _ => &review.findings.unchanged,
    };
    let counts = |finding: &Finding| match finding.outcome {
        Outcome::Unknown => strict && at_least.is_some(),
        _ => finding.is_open() && at_least.is_some_and(|level| finding.level >= level),
    };
    let mut exit = Exit::Clean;
    if added.iter().chain(rest).any(counts) && !args.exit_zero {
        exit = Exit::Findings;
    }
    let total = review.ledger.total();
    if total.pass + total.fail + total.waived == 0 {
        exit = exit.max(Exit::Nothing);
    }
    for diagnostic in &review.diagnostics {
        exit = exit.max(diagnostic.code.exit());
    }
    exit
}
