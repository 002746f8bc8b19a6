//! The handshake for people: an answer for each way and direction, what decides it, and what to ask of the other side.

use std::io::Write;

use super::{Handshake, folder_of, paragraph, place};
use crate::finding::Label;
use crate::handshake::ask::Ask;
use crate::handshake::{Check, Passage, Verdict, Visit};
use crate::report::text::safe;
use crate::source::Sources;

/// Write it. `explain` shows every check, not only those that decide.
pub fn write(
    handshake: &Handshake<'_>,
    sources: &Sources,
    explain: bool,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let checks = handshake
        .visits
        .iter()
        .flat_map(|visit| &visit.passages)
        .flat_map(|passage| &passage.checks);
    let folder = folder_of(checks.flat_map(|check| &check.chain), sources);
    let title = format!("{} and {}", named(&handshake.us), named(&handshake.them));
    out.write_all(paragraph(&title, 0).as_bytes())?;
    if !folder.is_empty() {
        writeln!(out, "  places are below {}", safe(&folder))?;
    }
    let page = Page {
        sources,
        folder: &folder,
        explain,
    };
    for visit in &handshake.visits {
        page.visit(visit, out)?;
    }
    match &handshake.ask {
        Some(asked) => ask(asked, out),
        None => Ok(()),
    }
}

fn named(party: &crate::handshake::Party<'_>) -> String {
    format!("{} ({})", party.name, party.id)
}

struct Page<'a> {
    sources: &'a Sources,
    folder: &'a str,
    explain: bool,
}

impl Page<'_> {
    fn visit(&self, visit: &Visit, out: &mut dyn Write) -> std::io::Result<()> {
        let title = format!("People of {} at {}", visit.home, visit.host);
        writeln!(out, "\n{}", safe(&title))?;
        for passage in &visit.passages {
            self.passage(passage, out)?;
        }
        Ok(())
    }

    fn passage(&self, passage: &Passage, out: &mut dyn Write) -> std::io::Result<()> {
        writeln!(
            out,
            "  {}: {}",
            passage.way.title(),
            passage.verdict.as_str()
        )?;
        if !passage.who.is_empty() {
            out.write_all(paragraph(&format!("for {}", passage.who), 4).as_bytes())?;
        }
        for check in &passage.checks {
            // What is not known does not matter where something blocks.
            let decides = check.verdict == passage.verdict && check.verdict != Verdict::Works;
            if decides || self.explain {
                self.check(check, out)?;
            }
        }
        if !passage.provided.is_empty() {
            let text = format!("provided: {}", passage.provided.join("; "));
            out.write_all(paragraph(&text, 4).as_bytes())?;
        }
        Ok(())
    }

    fn check(&self, check: &Check, out: &mut dyn Write) -> std::io::Result<()> {
        let word = match check.verdict {
            Verdict::Works => "ok",
            Verdict::Blocked => "blocked by",
            Verdict::Unknown => "unknown because",
        };
        let text = format!("{word}: {}", check.text);
        out.write_all(paragraph(&text, 4).as_bytes())?;
        for label in &check.chain {
            let line = format!("{}  {}", self.place(label), label.text);
            out.write_all(paragraph(&line, 8).as_bytes())?;
        }
        if let Some(export) = check.export {
            out.write_all(paragraph(&format!("export: {export}"), 8).as_bytes())?;
        }
        Ok(())
    }

    fn place(&self, label: &Label) -> String {
        place(label, self.sources, self.folder)
    }
}

/// A text to send.
fn ask(ask: &Ask, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(
        out,
        "\n{}\n",
        safe(&format!(
            "What to ask of {}, as a text to send:",
            ask.their_name
        ))
    )?;
    if ask.requests.is_empty() {
        let nothing = "Nothing: neither our settings nor the register open anything for them.";
        out.write_all(paragraph(nothing, 2).as_bytes())?;
        return notes(ask, out);
    }
    let id = ask.our_id.as_deref().unwrap_or("<our tenant id>");
    let opening = format!(
        "To work with {} (tenant {id}), tenant {} needs these settings for it:",
        ask.our_name, ask.their_id
    );
    out.write_all(paragraph(&opening, 2).as_bytes())?;
    for (index, request) in ask.requests.iter().enumerate() {
        let text = format!("{}. {}: {}", index + 1, request.setting, request.text);
        writeln!(out)?;
        out.write_all(paragraph(&text, 2).as_bytes())?;
        out.write_all(paragraph(&request.portal, 5).as_bytes())?;
    }
    if !ask.patch.is_empty() {
        let how = format!("The Entra settings in one request: PATCH {}", ask.path());
        let new = "(without an entry for us: POST to .../partners, with `tenantId` in the body)";
        writeln!(out)?;
        out.write_all(paragraph(&how, 2).as_bytes())?;
        out.write_all(paragraph(new, 2).as_bytes())?;
        let body = serde_json::to_string_pretty(&ask.patch).unwrap_or_default();
        for line in body.lines() {
            writeln!(out, "  {}", safe(line))?;
        }
    }
    writeln!(out)?;
    let back = "So that we can see that both sides fit, send us:";
    out.write_all(paragraph(back, 2).as_bytes())?;
    for export in &ask.exports {
        out.write_all(paragraph(export, 4).as_bytes())?;
    }
    notes(ask, out)
}

/// For ourselves.
fn notes(ask: &Ask, out: &mut dyn Write) -> std::io::Result<()> {
    if ask.notes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nTo be seen to:")?;
    for note in &ask.notes {
        out.write_all(paragraph(&format!("- {note}"), 2).as_bytes())?;
    }
    Ok(())
}
