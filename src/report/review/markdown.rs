//! The review as a comment on a pull request: a verdict, a table of what opens, the rest folded.

use std::io::Write;

use super::{Row, because, leave, place, sections, verdict};
use crate::finding::{Finding, Outcome};
use crate::report::count;
use crate::review::{Review, list};
use crate::source::Sources;

/// The most a comment may hold on GitHub is 65,536 characters; some room is left for what a workflow puts around it.
const MOST_CHARACTERS: usize = 60_000;

/// Write the review.
pub fn write(review: &Review, sources: &Sources, out: &mut dyn Write) -> std::io::Result<()> {
    let mut page = Page::default();
    page.always(&format!(
        "### tenantlint: {}\n\nCompared {} with {}.\n\n",
        escaped(&verdict(review)),
        escaped(&review.base),
        escaped(&review.head)
    ));
    for (at, section) in sections(&review.changes).iter().enumerate() {
        // What opens is to be seen; the rest is a click away.
        let folded = at > 0 && !section.heading.starts_with("Opens");
        if folded {
            page.always(&format!(
                "<details><summary>{} ({})</summary>\n\n",
                section.heading,
                section.rows.len()
            ));
        } else {
            page.always(&format!("#### {}\n\n", section.heading));
        }
        page.always("| who | what | before | after | why | where |\n|---|---|---|---|---|---|\n");
        let lines = section.rows.iter().map(|row| line(row, sources));
        page.lines(lines, "rows");
        page.always(if folded { "\n</details>\n\n" } else { "\n" });
    }
    let findings = [
        ("Findings that it adds", &review.findings.added),
        ("Findings that it mends", &review.findings.fixed),
    ];
    for (heading, findings) in findings {
        if findings.is_empty() {
            continue;
        }
        page.always(&format!(
            "<details><summary>{heading} ({})</summary>\n\n",
            findings.len()
        ));
        page.lines(
            findings.iter().map(|finding| item(finding, sources)),
            "findings",
        );
        page.always("\n</details>\n\n");
    }
    if !review.diagnostics.is_empty() {
        page.always(&format!(
            "**{}**\n\n",
            count(
                review.diagnostics.len(),
                "problem with the files",
                "problems with the files"
            )
        ));
        let lines = review.diagnostics.iter().map(|diagnostic| {
            format!(
                "- {}: {}\n",
                diagnostic.code.as_str(),
                escaped(&diagnostic.message)
            )
        });
        page.lines(lines, "problems");
    }
    out.write_all(page.text.as_bytes())
}

/// A comment that never grows past what a platform takes. What is left out is counted.
#[derive(Default)]
struct Page {
    text: String,
    used: usize,
}

impl Page {
    fn always(&mut self, text: &str) {
        self.used += text.chars().count();
        self.text.push_str(text);
    }

    fn lines(&mut self, lines: impl Iterator<Item = String>, what: &str) {
        let mut left_out = 0;
        for line in lines {
            // Room for the headings that are still to come.
            if left_out > 0 || self.used + line.chars().count() > MOST_CHARACTERS - 2_000 {
                left_out += 1;
            } else {
                self.always(&line);
            }
        }
        if left_out > 0 {
            self.always(&format!(
                "\n… and {left_out} more {what}, which don't fit here\n"
            ));
        }
    }
}

fn line(row: &Row<'_>, sources: &Sources) -> String {
    let change = row.first;
    let names = row.names();
    let who = match names.len() {
        1 => names.join(""),
        many => format!("{many} partners: {}", list(&names)),
    };
    let mut why = vec![change.kind.as_str().to_owned()];
    why.extend([because(change).to_owned(), leave(change)]);
    why.retain(|part| !part.is_empty());
    let place = place(change, sources).unwrap_or_default();
    format!(
        "| {} | {} | {} | {} | {} | {} |\n",
        escaped(&who),
        escaped(&change.title),
        escaped(&change.before.text),
        escaped(&change.after.text),
        escaped(&why.join("; ")),
        escaped(&place),
    )
}

fn item(finding: &Finding, sources: &Sources) -> String {
    let word = match finding.outcome {
        Outcome::Unknown => "unknown",
        _ => finding.level.as_str(),
    };
    let place = finding
        .labels
        .first()
        .and_then(|label| {
            let file = sources.get(label.file)?;
            Some(format!(
                " ({}:{})",
                file.path,
                file.position(label.span.start).line
            ))
        })
        .unwrap_or_default();
    format!(
        "- **{word}** `{}`: {}{}\n",
        finding.rule,
        escaped(&finding.message),
        escaped(&place)
    )
}

/// Text of others in a table of Markdown: nothing in it is markup, a mention or a link.
fn escaped(text: &str) -> String {
    crate::report::markdown::escape(text)
}
