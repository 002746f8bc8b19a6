//! `check --evidence`: what an auditor needs to see that a verdict follows from its inputs, in one reproducible archive.
//!
//! It names the exports, the files people write and the rules by their digests, and does not hold them: they are full of
//! people. Nothing in it depends on the machine, the user or the hour: the same inputs on the same `--as-of` give the same
//! bytes.

mod zip;

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Value, json};

use crate::cli::CheckArgs;
use crate::diagnostic::{Code, Diagnostic};
use crate::digest;
use crate::exit::Exit;
use crate::finding::Finding;
use crate::register::Register;
use crate::report::diagnostic::Style;
use crate::report::{Report, human, json};
use crate::rule::Rule;
use crate::session::Session;
use crate::source::discover::{display, plain_io_error};
use crate::source::{FileId, decode, read_file};

/// Paths that would tell of the machine: a pack holds none.
pub fn refuse_absolute(args: &CheckArgs, session: &Session) -> Option<Diagnostic> {
    let config = session.config.written.iter().map(|one| one.file);
    let register = session.register.iter().map(|one| one.written().file);
    let documents = session.loaded.documents.iter().map(|one| one.file);
    let files = config.chain(register).chain(documents);
    let accepted: Vec<PathBuf> = args.accepted.files(&session.config).collect();
    let named = args.inputs.paths.iter().chain(&session.policies);
    let name = files
        .map(|file| session.sources.path(file).to_owned())
        .chain(named.chain(&accepted).map(|path| display(path)))
        .find(|name| Path::new(name).is_absolute())?;
    let message = format!("evidence holds no absolute paths, and {name} is one");
    let help =
        "run it in the folder of tenantlint.yaml, or of the repository, and name paths from there";
    Some(Diagnostic::new(Code::ConfigInvalid, message).help(help))
}

/// Write the evidence for a run that is over.
pub fn write(
    path: &Path,
    args: &CheckArgs,
    report: &Report,
    session: &Session,
    exit: Exit,
) -> std::io::Result<()> {
    let failed = |reason: &str| std::io::Error::other(format!("{}: {reason}", display(path)));
    let bytes = pack(args, report, session, exit).map_err(|reason| failed(&reason))?;
    std::fs::write(path, bytes).map_err(|error| failed(&plain_io_error(&error)))
}

fn pack(
    args: &CheckArgs,
    report: &Report,
    session: &Session,
    exit: Exit,
) -> Result<Vec<u8>, String> {
    let plain = |error: std::io::Error| plain_io_error(&error);
    let mut whole = Vec::new();
    json::write(report, &session.sources, &mut whole).map_err(plain)?;
    let mut text = Vec::new();
    let view = human::View {
        style: Style::plain(),
        verbose: true,
    };
    human::write(report, &session.sources, &view, usize::MAX, &mut text).map_err(plain)?;
    let waivers: Vec<Value> = report.findings.iter().filter_map(waived).collect();
    let mut entries = vec![
        ("ledger.json".to_owned(), pretty(&json::ledger(report))?),
        ("report.json".to_owned(), whole),
        ("report.txt".to_owned(), text),
        ("waivers.json".to_owned(), pretty(&waivers)?),
    ];
    let contents: Vec<Value> = entries
        .iter()
        .map(|(name, bytes)| json!({ "name": name, "sha256": digest::of(bytes) }))
        .collect();
    let manifest = manifest(args, report, session, exit, &contents)?;
    entries.insert(0, ("manifest.json".to_owned(), pretty(&manifest)?));
    zip::archive(&entries).ok_or_else(|| "the evidence is too large for a zip file".to_owned())
}

fn manifest(
    args: &CheckArgs,
    report: &Report,
    session: &Session,
    exit: Exit,
    contents: &[Value],
) -> Result<Value, String> {
    let inputs: Vec<Value> = report
        .inputs
        .iter()
        .map(|input| json!({ "path": input.path, "format": input.format, "sha256": input.sha256 }))
        .collect();
    let register = session.register.as_ref().map(Register::written);
    let waivers = args.accepted.waivers_file(&session.config);
    let shared = session
        .store
        .library
        .iter()
        .map(|module| module.text.as_str());
    Ok(json!({
        "version": 1,
        "tool": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "asOf": report.as_of.to_string(),
        "profile": report.profile.as_str(),
        "shard": report.shard,
        "options": {
            "paths": args.inputs.paths.iter().map(|path| display(path)).collect::<Vec<_>>(),
            "rule": args.rule,
            "failOn": args.fail_on.name(),
            "exitZero": args.exit_zero,
            "changedSince": args.changed_since,
        },
        "exitCode": exit.code(),
        "inputs": inputs,
        "config": written(session.config.written.as_ref().map(|one| one.file), session)?,
        "register": written(register.map(|one| one.file), session)?,
        "waivers": waivers.as_deref().map(of_disk).transpose()?,
        "baseline": args.accepted.baseline.as_deref().map(of_disk).transpose()?,
        "rules": report.rules.iter().map(|rule| of_rule(rule, session)).collect::<Vec<_>>(),
        "sharedRego": digest::of_parts(shared),
        "contents": contents,
    }))
}

/// A file people write, by the bytes that it has, which must be those that were read.
fn written(file: Option<FileId>, session: &Session) -> Result<Option<Value>, String> {
    let Some(file) = file.and_then(|file| session.sources.get(file)) else {
        return Ok(None);
    };
    let path = Path::new(&file.path);
    let text = read_file(path).ok().and_then(|bytes| decode(bytes).ok());
    if text.is_none_or(|(text, _)| *text != *file.text) {
        return Err(format!("{} changed while it was checked", file.path));
    }
    of_disk(path).map(Some)
}

fn of_disk(path: &Path) -> Result<Value, String> {
    let name = display(path);
    let bytes = read_file(path).map_err(|_| format!("{name} could not be read"))?;
    Ok(json!({ "path": name, "sha256": digest::of(&bytes) }))
}

fn of_rule(rule: &Rule, session: &Session) -> Value {
    let folder = session.store.find(&rule.id);
    json!({
        "id": rule.id,
        "level": rule.level,
        "options": rule.options.to_json(),
        "builtIn": folder.is_some_and(|folder| folder.built_in),
        "sha256": folder.map(|folder| digest::of(folder.module.text.as_bytes())),
    })
}

/// A finding that somebody accepts, and who.
fn waived(finding: &Finding) -> Option<Value> {
    let acceptance = finding.standing.acceptance()?;
    Some(json!({
        "rule": finding.rule,
        "tenant": finding.tenant,
        "subject": finding.subject,
        "setting": finding.setting,
        "identity": finding.identity(),
        "waiver": json::waiver(acceptance),
    }))
}

fn pretty(value: &impl Serialize) -> Result<Vec<u8>, String> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|error| error.to_string())?;
    bytes.push(b'\n');
    Ok(bytes)
}
