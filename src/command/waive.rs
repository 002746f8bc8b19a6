//! `tenantlint waive`: an open finding becomes an entry of `waivers.yaml`.

mod choose;

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Streams;
use super::check;
use super::input::{complain, worst};
use super::waiving::{Held, waiving};
use crate::cli::WaiveArgs;
use crate::config::Waiving;
use crate::diagnostic::Diagnostic;
use crate::exit::Exit;
use crate::finding::{Finding, SubjectKind};
use crate::report::text::safe;
use crate::session::{Own, Session};
use crate::source::discover::{display, plain_io_error};
use crate::source::{Encoding, from_node};
use crate::waiver::append::{Members, appended, begun};
use crate::waiver::{On, Waiver, Waivers};
use crate::written::save;

pub(super) fn run(args: &WaiveArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let own = Own {
        files: args.waivers.waivers.iter().cloned().collect(),
        may_begin_waivers: true,
    };
    let mut session = match Session::open(&args.inputs, &own, &|| {}) {
        Ok(session) => session,
        Err(refusal) => {
            complain(&refusal.diagnostics, &refusal.sources, streams)?;
            return Ok(Exit::Usage);
        }
    };
    let added = match waive(args, &mut session) {
        Ok(added) => added,
        Err(Refused::Mistakes(diagnostics)) => {
            complain(&diagnostics, &session.sources, streams)?;
            return Ok(worst(&diagnostics).max(Exit::Usage));
        }
        Err(Refused::Says(message)) => {
            writeln!(streams.err, "error: {message}")?;
            return Ok(Exit::Usage);
        }
    };
    if let Err(message) = write(&added) {
        writeln!(streams.err, "error: {message}")?;
        return Ok(Exit::Defect);
    }
    for line in &added.lines {
        writeln!(streams.out, "{line}")?;
    }
    Ok(Exit::Clean)
}

/// Why nothing was written.
enum Refused {
    Mistakes(Vec<Diagnostic>),
    /// Text from files stands escaped in it.
    Says(String),
}

impl From<Vec<Diagnostic>> for Refused {
    fn from(diagnostics: Vec<Diagnostic>) -> Refused {
        Refused::Mistakes(diagnostics)
    }
}

impl From<String> for Refused {
    fn from(message: String) -> Refused {
        Refused::Says(message)
    }
}

/// What is to be written.
struct Added {
    waiving: Waiving,
    bytes: Vec<u8>,
    /// What was waived, for people.
    lines: Vec<String>,
}

fn waive(args: &WaiveArgs, session: &mut Session) -> Result<Added, Refused> {
    let rules = check::rules(
        std::slice::from_ref(&args.rule),
        &args.inputs.paths,
        session,
    )?;
    let waiving = waiving(&args.waivers, session).ok_or_else(|| {
        "there is no file of waivers: name one in tenantlint.yaml, `waivers: waivers.yaml`, or with --waivers".to_owned()
    })?;
    refuse_terms(args, session, &waiving)?;
    let there = waiving.file.is_file();
    let held = if there {
        Held::open(&args.waivers, session, &rules)?
    } else {
        None
    };
    let (report, _) = check::check(session, &rules, held.as_ref(), None);
    if worst(&report.diagnostics) > Exit::Clean {
        return Err(Refused::Mistakes(report.diagnostics));
    }
    if rules.rules.is_empty() {
        return Err(Refused::Says(format!(
            "{} does not run here: the config or the profile leaves it out",
            safe(&args.rule)
        )));
    }
    let several = session.config.tenants.len().max(session.tenants.len()) > 1;
    let findings = choose::choose(args, &report.findings)?;
    let entries: Vec<Members> = findings
        .iter()
        .map(|finding| members(args, finding, several, &session.as_of.to_string()))
        .collect();
    let bytes = if there {
        text(&waiving.file, held.as_ref(), &entries)?
    } else {
        begun(&entries).into_bytes()
    };
    let name = display(&waiving.file);
    let older = held.iter().flat_map(|held| older(held, &findings, session));
    let older: Vec<String> = older
        .map(|line| {
            format!(
                "{}:{line}: an older waiver for this; remove it",
                safe(&name)
            )
        })
        .collect();
    let lines = findings.iter().map(|finding| {
        let setting = match finding.setting.as_str() {
            "" => String::new(),
            setting => format!(", {setting}"),
        };
        format!(
            "{}: {} for {}{} is waived until {}",
            safe(&name),
            finding.rule,
            safe(&finding.subject.name),
            safe(&setting),
            args.expires
        )
    });
    Ok(Added {
        lines: lines.chain(older).collect(),
        waiving,
        bytes,
    })
}

/// Terms that the house does not allow, or that are none.
fn refuse_terms(args: &WaiveArgs, session: &Session, waiving: &Waiving) -> Result<(), String> {
    let as_of = session.as_of;
    for (flag, text) in [("reason", &args.reason), ("owner", &args.owner)] {
        if text.trim().is_empty() {
            return Err(format!("--{flag} says nothing"));
        }
    }
    if args.expires < as_of {
        return Err(format!("{} is past: today is {as_of}", args.expires));
    }
    if let Some(limit) = waiving.max_lifetime
        && let Ok(last) = as_of.checked_add(limit)
        && args.expires > last
    {
        return Err(format!(
            "a waiver may last {limit} here: until {last} at the latest"
        ));
    }
    if waiving.require_ticket && args.ticket.is_none() {
        return Err("a waiver must name a ticket here: --ticket".to_owned());
    }
    Ok(())
}

/// The entry for a finding.
fn members(args: &WaiveArgs, finding: &Finding, several: bool, created: &str) -> Members {
    let mut members: Members = vec![("rule", json!(finding.rule))];
    if several {
        members.push(("tenant", json!(finding.tenant)));
    }
    match finding.subject.kind {
        SubjectKind::Partner => members.push(("partner", json!(finding.subject.id))),
        SubjectKind::Policy => members.push(("policy", json!(finding.subject.id))),
        SubjectKind::Tenant | SubjectKind::Default | SubjectKind::File => {}
    }
    if !finding.setting.is_empty() {
        members.push(("path", json!(finding.setting)));
    }
    members.push(("accepted", finding.value.clone()));
    members.push(("reason", json!(args.reason)));
    members.push(("owner", json!(args.owner)));
    let optional = [("approvedBy", &args.approved_by), ("ticket", &args.ticket)];
    for (key, value) in optional {
        members.extend(value.as_ref().map(|value| (key, json!(value))));
    }
    members.push(("created", json!(created)));
    members.push(("expires", json!(args.expires.to_string())));
    members
}

/// The bytes of the file with the entries added, once they are seen to read back beside all that was there.
fn text(path: &Path, held: Option<&Held>, entries: &[Members]) -> Result<Vec<u8>, String> {
    let name = display(path);
    let Some(held) = held else {
        return Ok(begun(entries).into_bytes());
    };
    let bytes = std::fs::read(path).map_err(|error| {
        format!(
            "{} could not be read: {}",
            safe(&name),
            plain_io_error(&error)
        )
    })?;
    let encoding = crate::source::decode(bytes).map(|(_, encoding)| encoding);
    let mark: &[u8] = match encoding {
        Ok(Encoding::Utf8) => &[],
        Ok(Encoding::Utf8Bom) => "\u{feff}".as_bytes(),
        _ => {
            return Err(format!(
                "{} is not UTF-8: save it as that first",
                safe(&name)
            ));
        }
    };
    let text = appended(held.waivers.written(), entries);
    let mut expected = values(&held.waivers);
    expected.extend(entries.iter().map(|entry| {
        let members = entry.iter();
        let members = members.map(|(key, value)| ((*key).to_owned(), value.clone()));
        members.collect::<Value>()
    }));
    let file = held.waivers.written().file;
    let read = Waivers::of_text(&name, file, Arc::from(text.as_str()));
    if read.is_ok_and(|read| values(&read) == expected) {
        return Ok([mark, text.as_bytes()].concat());
    }
    Err(format!(
        "{} is written in a way to which nothing can be added safely: add this entry by hand\n{}",
        safe(&name),
        begun(entries)
    ))
}

/// The lines of entries that were about these findings before, and do not hold.
fn older(held: &Held, findings: &[&Finding], session: &Session) -> Vec<u32> {
    let is_older = |waiver: &&Waiver| {
        findings.iter().any(|finding| {
            waiver.rule == finding.rule
                && On::of(&finding.subject).as_ref() == Some(&waiver.on)
                && waiver.is_about(finding)
        })
    };
    let waivers = held.waivers.entries.iter().filter(is_older);
    waivers
        .map(|waiver| held.waivers.line(waiver, &session.sources))
        .collect()
}

/// Every entry as it reads.
fn values(waivers: &Waivers) -> Vec<Value> {
    let tree = &waivers.written().tree;
    let entries = waivers.entries.iter();
    entries
        .map(|entry| from_node(tree, entry.node).unwrap_or_default())
        .collect()
}

fn write(added: &Added) -> Result<(), String> {
    let path = &added.waiving.file;
    save(path, &added.bytes).map_err(|error| {
        format!(
            "{} could not be written: {}",
            safe(&display(path)),
            plain_io_error(&error)
        )
    })
}
