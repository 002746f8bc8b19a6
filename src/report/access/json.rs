//! The answers for programs: `schemas/access.schema.json`.

use std::io::Write;

use serde::Serialize;

use super::Handshake;
use crate::channels::Untold;
use crate::finding::Label;
use crate::handshake::ask::Ask;
use crate::handshake::{Party, Visit};
use crate::matrix::{Cell, Matrix, Row, TeamsRow};
use crate::source::Sources;
use crate::toward::Stance;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<T> {
    version: u32,
    tenants: Vec<T>,
}

/// One tenant.
#[derive(Serialize)]
struct TenantOut<'a> {
    name: &'a str,
    id: Option<&'a str>,
    cloud: Option<&'a str>,
    complete: bool,
    partners: Vec<RowOut<'a>>,
    teams: Vec<TeamsOut<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RowOut<'a> {
    name: &'a str,
    /// Null for everybody else.
    tenant_id: Option<&'a str>,
    entry: &'static str,
    proposed: bool,
    access: Vec<CellOut<'a>>,
}

#[derive(Serialize)]
struct CellOut<'a> {
    direction: &'static str,
    item: &'static str,
    setting: String,
    state: &'static str,
    origin: &'static str,
    who: &'a str,
    unknown: Option<UnknownOut<'a>>,
    decides: Option<PlaceOut<'a>>,
    chain: Vec<PlaceOut<'a>>,
}

#[derive(Serialize)]
struct TeamsOut<'a> {
    switch: &'static str,
    state: &'static str,
    who: &'a str,
    unknown: Option<UnknownOut<'a>>,
    chain: Vec<PlaceOut<'a>>,
}

#[derive(Serialize)]
pub(super) struct UnknownOut<'a> {
    reason: &'a str,
    export: Option<&'static str>,
}

impl<'a> From<&'a Untold> for UnknownOut<'a> {
    fn from(untold: &'a Untold) -> UnknownOut<'a> {
        UnknownOut {
            reason: &untold.reason,
            export: untold.export,
        }
    }
}

/// A place in a file; lines and columns count from 1.
#[derive(Serialize)]
pub(super) struct PlaceOut<'a> {
    path: &'a str,
    pointer: &'a str,
    line: u32,
    column: u32,
    text: &'a str,
}

pub(super) fn place<'a>(label: &'a Label, sources: &'a Sources) -> Option<PlaceOut<'a>> {
    let file = sources.get(label.file)?;
    let position = file.position(label.span.start);
    Some(PlaceOut {
        path: &file.path,
        pointer: &label.pointer,
        line: position.line,
        column: position.column,
        text: &label.text,
    })
}

pub(super) fn chain<'a>(labels: &'a [Label], sources: &'a Sources) -> Vec<PlaceOut<'a>> {
    let places = labels.iter().filter_map(|label| place(label, sources));
    places.collect()
}

pub(super) fn write<T: Serialize>(value: &T, out: &mut dyn Write) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// Write the matrices.
pub fn matrices(
    matrices: &[Matrix],
    sources: &Sources,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let tenants = matrices.iter().map(|matrix| TenantOut {
        name: &matrix.tenant,
        id: matrix.tenant_id.as_deref(),
        cloud: matrix.cloud.as_deref(),
        complete: matrix.complete,
        partners: matrix.rows.iter().map(|one| row(one, sources)).collect(),
        teams: matrix.teams.iter().map(|row| teams(row, sources)).collect(),
    });
    let document = Document {
        version: 1,
        tenants: tenants.collect(),
    };
    write(&document, out)
}

#[derive(Serialize)]
struct HandshakeOut<'a> {
    version: u32,
    from: PartyOut<'a>,
    to: PartyOut<'a>,
    visits: Vec<VisitOut<'a>>,
    ask: Option<AskOut<'a>>,
}

#[derive(Serialize)]
struct PartyOut<'a> {
    name: &'a str,
    id: &'a str,
    cloud: Option<&'a str>,
    /// Whether its export is here.
    seen: bool,
}

#[derive(Serialize)]
struct VisitOut<'a> {
    home: &'a str,
    host: &'a str,
    ways: Vec<WayOut<'a>>,
}

#[derive(Serialize)]
struct WayOut<'a> {
    way: &'static str,
    verdict: &'static str,
    who: &'a str,
    checks: Vec<CheckOut<'a>>,
    provided: &'a [String],
}

#[derive(Serialize)]
struct CheckOut<'a> {
    verdict: &'static str,
    tenant: Option<&'a str>,
    text: &'a str,
    export: Option<&'static str>,
    chain: Vec<PlaceOut<'a>>,
}

#[derive(Serialize)]
struct AskOut<'a> {
    requests: Vec<RequestOut<'a>>,
    method: &'static str,
    path: String,
    patch: &'a serde_json::Map<String, serde_json::Value>,
    notes: &'a [String],
    exports: &'a [&'static str],
}

#[derive(Serialize)]
struct RequestOut<'a> {
    setting: &'a str,
    portal: &'a str,
    text: &'a str,
}

/// Write a handshake.
pub fn handshake(
    handshake: &Handshake<'_>,
    sources: &Sources,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let document = HandshakeOut {
        version: 1,
        from: party(&handshake.us),
        to: party(&handshake.them),
        visits: handshake
            .visits
            .iter()
            .map(|one| visit(one, sources))
            .collect(),
        ask: handshake.ask.as_ref().map(asked),
    };
    write(&document, out)
}

fn party<'a>(party: &'a Party<'_>) -> PartyOut<'a> {
    PartyOut {
        name: &party.name,
        id: &party.id,
        cloud: party.cloud.as_deref(),
        seen: party.seen.is_some(),
    }
}

fn visit<'a>(visit: &'a Visit, sources: &'a Sources) -> VisitOut<'a> {
    let ways = visit.passages.iter().map(|passage| WayOut {
        way: passage.way.as_str(),
        verdict: passage.verdict.as_str(),
        who: &passage.who,
        checks: passage
            .checks
            .iter()
            .map(|check| CheckOut {
                verdict: check.verdict.as_str(),
                tenant: check.end.map(|end| visit.name(end)),
                text: &check.text,
                export: check.export,
                chain: chain(&check.chain, sources),
            })
            .collect(),
        provided: &passage.provided,
    });
    VisitOut {
        home: &visit.home,
        host: &visit.host,
        ways: ways.collect(),
    }
}

fn asked(ask: &Ask) -> AskOut<'_> {
    AskOut {
        requests: ask
            .requests
            .iter()
            .map(|request| RequestOut {
                setting: &request.setting,
                portal: &request.portal,
                text: &request.text,
            })
            .collect(),
        method: "PATCH",
        path: ask.path(),
        patch: &ask.patch,
        notes: &ask.notes,
        exports: &ask.exports,
    }
}

fn row<'a>(row: &'a Row, sources: &'a Sources) -> RowOut<'a> {
    RowOut {
        name: &row.name,
        tenant_id: row.tenant_id.as_deref(),
        entry: match row.stance {
            Stance::Entry => "own",
            Stance::NoEntry => "none",
            Stance::OtherCloud => "none-other-cloud",
            Stance::Untold => "unknown",
        },
        proposed: row.proposed,
        access: row.cells.iter().map(|one| cell(one, sources)).collect(),
    }
}

fn cell<'a>(cell: &'a Cell, sources: &'a Sources) -> CellOut<'a> {
    let decides = cell.decides.and_then(|at| cell.chain.get(at));
    CellOut {
        direction: cell.item.direction().as_str(),
        item: cell.item.title(),
        setting: cell.item.path(),
        state: cell.state.as_str(),
        origin: cell.origin.as_str(),
        who: &cell.who,
        unknown: cell.unknown.as_ref().map(UnknownOut::from),
        decides: decides.and_then(|label| place(label, sources)),
        chain: chain(&cell.chain, sources),
    }
}

fn teams<'a>(row: &'a TeamsRow, sources: &'a Sources) -> TeamsOut<'a> {
    TeamsOut {
        switch: row.switch.key(),
        state: row.state.as_str(),
        who: &row.population.who,
        unknown: row.population.unknown.as_ref().map(UnknownOut::from),
        chain: chain(&row.chain, sources),
    }
}
