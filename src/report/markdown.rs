//! Markdown for a comment on a pull request, or the summary of a step: the verdict, the gravest findings, the rest folded.

use std::collections::BTreeMap;
use std::io::Write;

use super::text::{safe, shorten};
use super::{Class, Entry, Places, Report, count, summary};

/// Bytes of a comment; GitHub takes 65,536 characters.
pub const COMMENT: usize = 60_000;
/// Bytes of the summary of a step, of the mebibyte that GitHub takes.
pub const STEP_SUMMARY: usize = 1_000_000;

/// Findings in the open table.
const GRAVEST: usize = 20;
/// Characters of a cell.
const MAX_CELL: usize = 400;
/// Characters of what to do about a rule.
const MAX_HELP: usize = 1_000;
/// Bytes kept free for the last words: how many findings are left out.
const LAST_WORDS: usize = 300;

const HEAD: &str = "| level | rule | where | what |\n|---|---|---|---|\n";

/// Write no more than `room` bytes, with no more than the `most` gravest findings.
pub fn write(
    report: &Report,
    places: &Places<'_>,
    most: usize,
    room: usize,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let entries = report.by_gravity();
    let mut page = Page {
        text: String::new(),
        room: room.saturating_sub(LAST_WORDS),
        rows: most,
        shown: 0,
        places,
    };
    page.push(&format!(
        "**{}**\n\n{}\n\n",
        escape(&summary::verdict(report)),
        escape(&summary::line(report))
    ));
    let is_open = |entry: &&Entry<'_>| {
        matches!(
            entry.class(),
            Class::Broken | Class::Error | Class::Warning | Class::Info
        )
    };
    let of = |class| move |entry: &&Entry<'_>| entry.class() == class;
    let open: Vec<Entry<'_>> = entries.iter().filter(is_open).copied().collect();
    let (gravest, rest) = open.split_at_checked(GRAVEST).unwrap_or((&open, &[]));
    page.table(gravest);
    page.folded("more", rest);
    page.help(&open);
    for (title, class) in [
        ("unknown: rules that can't tell", Class::Unknown),
        ("known to the baseline", Class::Known),
        ("waived", Class::Waived),
    ] {
        let of_class: Vec<Entry<'_>> = entries.iter().filter(of(class)).copied().collect();
        page.folded(title, &of_class);
    }
    let left_out = entries.len() - page.shown;
    if left_out > 0 {
        page.room = room;
        page.push(&format!(
            "{} left out here: see the full report.\n",
            count(left_out, "finding is", "findings are")
        ));
    }
    out.write_all(page.text.as_bytes())
}

struct Page<'a> {
    text: String,
    room: usize,
    /// How many more rows there may be.
    rows: usize,
    shown: usize,
    places: &'a Places<'a>,
}

impl Page<'_> {
    /// Whether there was room for it.
    fn push(&mut self, text: &str) -> bool {
        let fits = self.text.len() + text.len() <= self.room;
        if fits {
            self.text.push_str(text);
        }
        fits
    }

    fn table(&mut self, entries: &[Entry<'_>]) {
        let Some((first, more)) = entries.split_first() else {
            return;
        };
        if self.rows == 0 || !self.push(&format!("{HEAD}{}", row(*first, self.places))) {
            return;
        }
        self.counted();
        for entry in more {
            if self.rows == 0 || !self.push(&row(*entry, self.places)) {
                break;
            }
            self.counted();
        }
        // The room for the last words has some to spare.
        self.text.push('\n');
    }

    fn counted(&mut self) {
        self.rows -= 1;
        self.shown += 1;
    }

    /// What to do about each of the rules, a line each.
    fn help(&mut self, entries: &[Entry<'_>]) {
        let help: BTreeMap<&str, &str> = entries
            .iter()
            .filter_map(|entry| Some((entry.name(), entry.help()?)))
            .collect();
        let lines: String = help
            .iter()
            .map(|(name, help)| {
                let help = shorten(help.trim(), MAX_HELP).replace('\n', " ");
                format!("- **{}**: {}\n", escape(name), escape(&help))
            })
            .collect();
        if !lines.is_empty() {
            self.push(&format!(
                "<details>\n<summary>what to do</summary>\n\n{lines}\n</details>\n\n"
            ));
        }
    }

    /// A table that opens on a click.
    fn folded(&mut self, title: &str, entries: &[Entry<'_>]) {
        let before = (self.text.len(), self.shown);
        let head = format!(
            "<details>\n<summary>{} {title}</summary>\n\n",
            entries.len()
        );
        if entries.is_empty() || !self.push(&head) {
            return;
        }
        self.table(entries);
        if self.shown == before.1 {
            self.text.truncate(before.0);
        } else {
            self.text.push_str("</details>\n\n");
        }
    }
}

/// A row of the table.
fn row(entry: Entry<'_>, places: &Places<'_>) -> String {
    let place = places.of(entry);
    let line = place
        .range
        .map_or_else(String::new, |range| format!(":{}", range.start.line));
    let cell = |text: &str| escape(&shorten(text, MAX_CELL));
    format!(
        "| {} | {} | {} | {} |\n",
        entry.word(),
        cell(entry.name()),
        cell(&format!("{}{line}", place.path)),
        cell(&entry.marked(entry.message())),
    )
}

/// Text that stays text: no HTML, no markup, no link, no mention and no reference to an issue.
pub(super) fn escape(text: &str) -> String {
    let text = safe(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '|' | '`' | '*' | '_' | '[' | ']' | '\\' | '~' | '$' => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c => out.push(c),
        }
        // Platforms look for these in the finished page, so an entity would not do: an invisible space comes between.
        let joins = match c {
            '@' | '#' | '!' | '%' | '&' | '~' | '$' => {
                chars.peek().is_some_and(|next| next.is_alphanumeric())
            }
            ':' => chars.peek() == Some(&'/'),
            'w' | 'W' => {
                let last = out.len().checked_sub(3).and_then(|at| out.get(at..));
                last.is_some_and(|last| last.eq_ignore_ascii_case("www"))
            }
            _ => false,
        };
        if joins {
            out.push_str("&#8203;");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_stays_text() {
        for (text, shown) in [
            ("a | b", "a &#124; b"),
            ("<img src=x>&", "&lt;img src=x&gt;&amp;"),
            ("@octocat", "@&#8203;octocat"),
            ("#12 !3", "#&#8203;12 !&#8203;3"),
            ("[x](y) `z`", "&#91;x&#93;(y) &#96;z&#96;"),
            ("https://evil.example", "https:&#8203;//evil.example"),
            ("WWW.evil.example", "WWW&#8203;.evil.example"),
            (
                "**bold** __it__",
                "&#42;&#42;bold&#42;&#42; &#95;&#95;it&#95;&#95;",
            ),
            ("a\u{202e}\n# b", "a&#92;u{202e}&#92;n# b"),
            ("C# / 50 %", "C# / 50 %"),
        ] {
            assert_eq!(escape(text), shown, "{text:?}");
        }
    }
}
