//! `tenantlint waivers`: every waiver, and how it stands.

use serde::Serialize;

use super::Streams;
use super::check;
use super::input::{complain, worst};
use super::waiving::Held;
use crate::cli::{WaiversArgs, WaiversFormat};
use crate::diagnostic::Diagnostic;
use crate::exit::Exit;
use crate::finding::Acceptance;
use crate::report::text::safe;
use crate::session::{Own, Session};
use crate::settle::{Account, State};
use crate::waiver::{On, Waiver};

/// A waiver, as programs read it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    path: &'a str,
    line: u32,
    state: &'static str,
    /// Why the state is no better known.
    why: Option<&'static str>,
    rule: &'a str,
    tenant: Option<&'a str>,
    partner: Option<&'a str>,
    policy: Option<&'a str>,
    /// What people call what it is about.
    subject: &'a str,
    setting: Option<&'a str>,
    reason: &'a str,
    owner: &'a str,
    approved_by: Option<&'a str>,
    ticket: Option<&'a str>,
    created: Option<String>,
    expires: String,
}

pub(super) fn run(args: &WaiversArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let own = Own {
        files: args.waivers.waivers.iter().cloned().collect(),
        may_begin_waivers: false,
    };
    let mut session = match Session::open(&args.inputs, &own, &|| {}) {
        Ok(session) => session,
        Err(refusal) => {
            complain(&refusal.diagnostics, &refusal.sources, streams)?;
            return Ok(Exit::Usage);
        }
    };
    let (held, accounts, diagnostics) = match judged(args, &mut session) {
        Ok(Some(judged)) => judged,
        Ok(None) => {
            writeln!(
                streams.err,
                "there is no file of waivers: neither tenantlint.yaml nor --waivers names one"
            )?;
            return Ok(Exit::Usage);
        }
        Err(mistakes) => {
            complain(&mistakes, &session.sources, streams)?;
            return Ok(Exit::Usage);
        }
    };
    complain(&diagnostics, &session.sources, streams)?;
    let path = session.sources.path(held.waivers.written().file);
    let lines: Vec<Line<'_>> = held
        .waivers
        .entries
        .iter()
        .zip(&accounts)
        .map(|(waiver, account)| {
            let at = held.waivers.line(waiver, &session.sources);
            line(path, at, waiver, account)
        })
        .collect();
    match args.format {
        WaiversFormat::Json => {
            serde_json::to_writer_pretty(&mut *streams.out, &lines)?;
            writeln!(streams.out)?;
        }
        WaiversFormat::Human => human(&lines, streams)?,
    }
    Ok(worst(&diagnostics))
}

type Judged = (Held, Vec<Account>, Vec<Diagnostic>);

/// The waivers, as a run of every rule leaves them.
fn judged(args: &WaiversArgs, session: &mut Session) -> Result<Option<Judged>, Vec<Diagnostic>> {
    let rules = check::rules(&[], &args.inputs.paths, session)?;
    let Some(held) = Held::open(&args.waivers, session, &rules)? else {
        return Ok(None);
    };
    let (report, accounts) = check::check(session, &rules, Some(&held), None);
    Ok(Some((held, accounts, report.diagnostics)))
}

fn line<'a>(path: &'a str, line: u32, waiver: &'a Waiver, account: &'a Account) -> Line<'a> {
    let Acceptance {
        reason,
        owner,
        approved_by,
        ticket,
        expires,
    } = waiver.acceptance.as_ref();
    let (partner, policy) = match &waiver.on {
        On::Tenant => (None, None),
        On::Partner(id) => (Some(id.as_str()), None),
        On::Policy(identity) => (None, Some(identity.as_str())),
    };
    Line {
        path,
        line,
        state: account.state.as_str(),
        why: match account.state {
            State::Untold(why) | State::Elsewhere(why) => Some(why),
            _ => None,
        },
        rule: &waiver.rule,
        tenant: waiver.tenant.as_deref(),
        partner,
        policy,
        subject: &account.subject,
        setting: waiver.path.as_deref(),
        reason,
        owner,
        approved_by: approved_by.as_deref(),
        ticket: ticket.as_deref(),
        created: waiver.created.map(|day| day.to_string()),
        expires: expires.to_string(),
    }
}

/// Two lines a waiver: how it stands and what it is about; who accepted it and why.
fn human(lines: &[Line<'_>], streams: &mut Streams<'_>) -> std::io::Result<()> {
    if lines.is_empty() {
        return writeln!(streams.out, "no waivers");
    }
    for line in lines {
        let state = match line.state {
            "in-force" => format!("in force until {}", line.expires),
            "expiring" => format!("expiring: in force until {}", line.expires),
            "expired" => format!("expired on {}", line.expires),
            state => format!("{state}, until {}", line.expires),
        };
        let setting = line
            .setting
            .map_or(String::new(), |path| format!(", {path}"));
        let about = format!("{} for {}{setting}", line.rule, line.subject);
        writeln!(
            streams.out,
            "{}:{}: {state}: {}",
            safe(line.path),
            line.line,
            safe(&about)
        )?;
        let ticket = line
            .ticket
            .map_or(String::new(), |ticket| format!(", {ticket}"));
        let who = format!("{}{ticket}: {}", line.owner, line.reason);
        writeln!(streams.out, "  {}", safe(&who))?;
        if let Some(why) = line.why {
            writeln!(streams.out, "  {why}")?;
        }
    }
    Ok(())
}
