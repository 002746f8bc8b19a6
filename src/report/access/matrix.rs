//! The matrix for people: a block for each partner, or a line each when there are many.

use std::io::Write;

use super::{View, folder_of, padded, paragraph, place, whence};
use crate::finding::Label;
use crate::matrix::{Cell, Item, Matrix, Row, State};
use crate::report::text::{safe, shorten};
use crate::source::Sources;
use crate::tenant::effective::Origin;
use crate::tenant::setting::Direction;
use crate::toward::Stance;

/// Rows that get a block each; more get a line each.
const BLOCKS: usize = 12;

/// Write the matrices, one after the other.
pub fn write(
    matrices: &[Matrix],
    sources: &Sources,
    view: &View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    for (index, matrix) in matrices.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        one(matrix, sources, view, out)?;
    }
    Ok(())
}

fn one(
    matrix: &Matrix,
    sources: &Sources,
    view: &View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let cells = matrix.rows.iter().flat_map(|row| &row.cells);
    let chains = cells.flat_map(|cell| &cell.chain);
    let teams = matrix.teams.iter().flat_map(|row| &row.chain);
    let folder = folder_of(chains.chain(teams), sources);
    let id = matrix
        .tenant_id
        .as_ref()
        .map_or_else(String::new, |id| format!(" ({id})"));
    writeln!(out, "{}", safe(&format!("{}{id}", matrix.tenant)))?;
    if !folder.is_empty() {
        writeln!(out, "  places are below {}", safe(&folder))?;
    }
    if !matrix.complete {
        let missing = "the list of partners is not whole: there may be more than these";
        out.write_all(paragraph(missing, 2).as_bytes())?;
    }
    let page = Page {
        sources,
        folder: &folder,
        explain: view.explain,
    };
    if matrix.rows.len() > BLOCKS && !view.one && !view.explain {
        table(matrix, out)?;
    } else {
        for row in &matrix.rows {
            page.block(row, out)?;
        }
    }
    page.teams(matrix, out)
}

struct Page<'a> {
    sources: &'a Sources,
    folder: &'a str,
    explain: bool,
}

impl Page<'_> {
    fn block(&self, row: &Row, out: &mut dyn Write) -> std::io::Result<()> {
        let id = match &row.tenant_id {
            Some(id) if *id != row.name => format!(" ({id})"),
            _ => String::new(),
        };
        let proposed = if row.proposed { ", as proposed" } else { "" };
        writeln!(out, "\n{}", safe(&format!("{}{id}{proposed}", row.name)))?;
        if let Some(note) = note(row) {
            out.write_all(paragraph(note, 2).as_bytes())?;
        }
        for cell in &row.cells {
            self.cell(cell, out)?;
        }
        Ok(())
    }

    fn cell(&self, cell: &Cell, out: &mut dyn Write) -> std::io::Result<()> {
        let direction = match cell.item.direction() {
            Direction::Inbound => "in",
            Direction::Outbound => "out",
        };
        let decides = cell.decides.and_then(|at| cell.chain.get(at));
        let place = decides.map_or_else(String::new, |label| self.place(label));
        let line = format!(
            "  {direction:<4} {:<26} {:<8} {:<12} {place}",
            cell.item.title(),
            cell.state.as_str(),
            whence(cell.origin)
        );
        writeln!(out, "{}", line.trim_end())?;
        if !cell.who.is_empty() {
            out.write_all(paragraph(&cell.who, 7).as_bytes())?;
        }
        if let Some(unknown) = &cell.unknown {
            out.write_all(paragraph(&unknown.reason, 7).as_bytes())?;
            if let Some(export) = unknown.export {
                out.write_all(paragraph(&format!("export: {export}"), 7).as_bytes())?;
            }
        }
        self.chain(&cell.chain, out)
    }

    fn chain(&self, chain: &[Label], out: &mut dyn Write) -> std::io::Result<()> {
        if !self.explain {
            return Ok(());
        }
        for label in chain {
            let text = format!("{}  {}", self.place(label), label.text);
            out.write_all(paragraph(&text, 9).as_bytes())?;
        }
        Ok(())
    }

    fn place(&self, label: &Label) -> String {
        place(label, self.sources, self.folder)
    }

    fn teams(&self, matrix: &Matrix, out: &mut dyn Write) -> std::io::Result<()> {
        writeln!(out, "\nTeams: who may")?;
        for row in &matrix.teams {
            let place = row
                .chain
                .first()
                .map_or_else(String::new, |label| self.place(label));
            let line = format!(
                "  {:<31} {:<8} {:<12} {place}",
                row.switch.title(),
                row.state.as_str(),
                ""
            );
            writeln!(out, "{}", line.trim_end())?;
            if row.state == State::Listed || row.population.policies.len() > 1 {
                out.write_all(paragraph(&row.population.who, 7).as_bytes())?;
            }
            if let Some(unknown) = &row.population.unknown {
                out.write_all(paragraph(&unknown.reason, 7).as_bytes())?;
                if let Some(export) = unknown.export {
                    out.write_all(paragraph(&format!("export: {export}"), 7).as_bytes())?;
                }
            }
            self.chain(&row.chain, out)?;
        }
        let direct = "Whoever has a policy assigned directly is in no export.";
        out.write_all(paragraph(direct, 2).as_bytes())
    }
}

/// What else is to be known of a row.
fn note(row: &Row) -> Option<&'static str> {
    match (row.stance, &row.tenant_id) {
        (Stance::Entry, _) => None,
        (Stance::NoEntry, None) => Some(
            "whoever has no configuration, in the same Microsoft cloud; of other clouds nobody gets in or out without one",
        ),
        (Stance::NoEntry, Some(_)) => Some("has no configuration of its own, so the default holds"),
        (Stance::OtherCloud, _) => Some(
            "has no configuration of its own, and of other Microsoft clouds nobody gets in or out without one",
        ),
        (Stance::Untold, _) => Some("whether it has a configuration of its own is not known"),
    }
}

/// Columns of a name in the table: a tenant id fits.
const NAME: usize = 37;

fn table(matrix: &Matrix, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(
        out,
        "\n{}collaboration   direct connect  trust         consent sync",
        padded("", NAME)
    )?;
    writeln!(
        out,
        "{}in      out     in      out     MFA comp hybr in  out user grp",
        padded("partner", NAME)
    )?;
    for row in &matrix.rows {
        let proposed = if row.proposed { " (proposed)" } else { "" };
        let name = safe(&row.name).into_owned() + proposed;
        let mut line = padded(&shorten(&name, NAME - 1), NAME);
        for (item, columns) in COLUMNS {
            let cell = row.cells.iter().find(|cell| cell.item == item);
            line.push_str(&padded(&cell.map_or_else(String::new, mark), columns));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(
        out,
        "* of the default; + Microsoft's own default. --partner NAME shows one with its lines, --explain all."
    )
}

const COLUMNS: [(Item, usize); 11] = {
    use crate::tenant::setting::SettingName as Name;
    [
        (Item::Setting(Name::CollaborationInbound), 8),
        (Item::Setting(Name::CollaborationOutbound), 8),
        (Item::Setting(Name::DirectConnectInbound), 8),
        (Item::Setting(Name::DirectConnectOutbound), 8),
        (Item::Trust(0), 4),
        (Item::Trust(1), 5),
        (Item::Trust(2), 5),
        (Item::Consent(0), 4),
        (Item::Consent(1), 4),
        (Item::Sync(0), 5),
        (Item::Sync(1), 5),
    ]
};

/// A cell in a word, marked with whence it comes.
fn mark(cell: &Cell) -> String {
    let word = match (cell.item, cell.state) {
        (Item::Setting(_), state) => state.as_str(),
        (_, State::Open | State::Listed) => "yes",
        (_, State::Closed) => "no",
        (_, State::Unknown) => "?",
    };
    let origin = match cell.origin {
        _ if cell.state == State::Unknown => "",
        Origin::Inherited => "*",
        Origin::ServiceDefault => "+",
        Origin::Own | Origin::Unknown => "",
    };
    format!("{word}{origin}")
}
