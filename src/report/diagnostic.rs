//! Renders one finding for people to read: a heading, the lines it means, and what to do about it.
//!
//! miette draws the lines. The heading and the help are written here: miette would put the code, the severity and the
//! message on lines of their own, and repeat a severity before the lines of every further file.

use std::fmt::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use super::excerpt::Excerpt;
use super::text::{safe, shorten, width_of, wrap};

/// Characters kept of a message.
const MAX_MESSAGE: usize = 2_000;
/// Characters kept of the help.
const MAX_HELP: usize = 8_000;
/// The narrowest page that is worth wrapping to.
const MIN_WIDTH: usize = 40;

/// How grave a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// It has to be put right.
    Error,
    /// Somebody should look at it.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }

    /// The colour as a terminal wants it, bold.
    fn paint(self) -> &'static str {
        match self {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;36",
        }
    }
}

/// What to tell about one finding, or about an input that could not be read. Nothing in it need be safe to print:
/// [`render`] sees to that.
#[derive(Debug, Clone)]
pub struct Note {
    /// How grave it is.
    pub severity: Severity,
    /// The id of the rule or of the error.
    pub code: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it. Line breaks are kept.
    pub help: Option<String>,
    /// Where to read more.
    pub url: Option<String>,
    /// The places it is about: the first holds the primary mark, each of the others is another file.
    pub excerpts: Vec<Excerpt>,
}

/// What the reader's screen or file can show.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// A terminal reads this. Without it there is neither colour nor link, whatever the other fields say.
    pub graphical: bool,
    /// Lines are drawn with box characters, else with ASCII ones.
    pub unicode: bool,
    /// Colours, by SGR escape codes.
    pub colour: bool,
    /// Columns to wrap the message and the help at.
    pub width: usize,
    /// The code is a hyperlink (OSC 8). Else the address is printed on a line of its own.
    pub links: bool,
}

impl Style {
    /// The same on every machine: no colours, ASCII, 100 columns.
    #[must_use]
    pub fn plain() -> Style {
        Style {
            graphical: false,
            unicode: false,
            colour: false,
            width: 100,
            links: false,
        }
    }
}

/// Renders `note`. The text ends with exactly one line break and has no blank line at either end; put one between notes.
#[must_use]
pub fn render(note: &Note, style: &Style) -> String {
    let page = Page {
        colour: style.graphical && style.colour,
        links: style.graphical && style.links,
        unicode: style.unicode,
        width: style.width.max(MIN_WIDTH),
    };
    let mut out = String::with_capacity(1024);
    let url = note.url.as_deref().filter(|url| !url.is_empty());
    let link = url.filter(|url| page.links && is_linkable(url));
    page.heading(&mut out, note, link);
    for excerpt in &note.excerpts {
        page.snippet(&mut out, note.severity, excerpt);
    }
    if let Some(help) = &note.help {
        let help = shorten(help.trim_end(), MAX_HELP);
        page.footer(&mut out, "help", &help);
    }
    if let (Some(url), None) = (url, link) {
        // Not wrapped: an address over two lines can be neither clicked nor copied.
        page.painted(&mut out, "36", "  see: ");
        out.push_str(&safe(url));
        out.push('\n');
    }
    out
}

/// Whether a terminal takes `url` for the address of a link: OSC 8 allows printable ASCII only.
fn is_linkable(url: &str) -> bool {
    url.starts_with("https://") && url.bytes().all(|b| b.is_ascii_graphic())
}

/// What may be put on the page, once the style's fields have been weighed against each other.
struct Page {
    colour: bool,
    links: bool,
    unicode: bool,
    width: usize,
}

impl Page {
    /// Writes `text` in a colour, if there are colours.
    fn painted(&self, out: &mut String, sgr: &str, text: &str) {
        if self.colour {
            out.extend(["\u{1b}[", sgr, "m", text, "\u{1b}[0m"]);
        } else {
            out.push_str(text);
        }
    }

    /// `error[code]: message`, the message wrapped under itself by two columns.
    fn heading(&self, out: &mut String, note: &Note, link: Option<&str>) {
        let word = note.severity.word();
        let code = safe(&note.code);
        let mut tag = match link {
            Some(url) => format!("{word}[\u{1b}]8;;{url}\u{1b}\\{code}\u{1b}]8;;\u{1b}\\]"),
            None => format!("{word}[{code}]"),
        };
        let mut wide = word.len() + width_of(&code) + 4;
        if code.is_empty() {
            (tag, wide) = (word.to_owned(), word.len() + 2);
        }
        self.painted(out, note.severity.paint(), &tag);
        let message = shorten(note.message.trim_end(), MAX_MESSAGE);
        let left = self.width.saturating_sub(wide);
        // Beside a code that fills the line there is no room for a sentence.
        let (lead, first) = if left < MIN_WIDTH / 2 {
            (":\n  ", self.width - 2)
        } else {
            (": ", left)
        };
        let lines = wrap(&safe(&message), first, self.width - 2);
        for (n, line) in lines.iter().enumerate() {
            out.push_str(if n == 0 { lead } else { "\n  " });
            self.painted(out, "1", line);
        }
        out.push('\n');
    }

    /// The lines of one file, drawn by miette.
    fn snippet(&self, out: &mut String, severity: Severity, excerpt: &Excerpt) {
        let labels = excerpt.labels();
        if labels.is_empty() {
            // Something about a file as a whole.
            self.painted(out, "36", "  in: ");
            out.extend([excerpt.name(), "\n"]);
            return;
        }
        let theme = self.theme(severity, &labels);
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_links(false)
            .with_context_lines(1);
        let mut drawn = String::with_capacity(1024);
        // A String takes everything, so what miette could not draw is the only error; the rest still helps.
        let _ = handler.render_report(&mut drawn, &Snippet { excerpt, labels });
        // The first line is miette's icon before an empty message.
        for line in drawn.lines().skip(1) {
            out.extend([line.trim_end(), "\n"]);
        }
        if excerpt.omitted() > 0 {
            let places = if excerpt.omitted() == 1 {
                "place"
            } else {
                "places"
            };
            let _ = writeln!(
                out,
                "  and {} more {places} in this file",
                excerpt.omitted()
            );
        }
    }

    /// `  help: text`, wrapped under itself.
    fn footer(&self, out: &mut String, word: &str, text: &str) {
        let indent = word.len() + 4;
        let room = self.width - indent;
        self.painted(out, "36", &format!("  {word}: "));
        let lines = text.lines().flat_map(|line| wrap(&safe(line), room, room));
        for (n, line) in lines.enumerate() {
            if n > 0 {
                let _ = write!(out, "\n{:indent$}", "");
            }
            out.push_str(&line);
        }
        out.push('\n');
    }

    /// miette's theme: the primary mark in the colour of the severity, the others in one other colour.
    fn theme(&self, severity: Severity, labels: &[LabeledSpan]) -> GraphicalTheme {
        let mut theme = match (self.unicode, self.colour) {
            (true, true) => GraphicalTheme::unicode(),
            (true, false) => GraphicalTheme::unicode_nocolor(),
            (false, true) => GraphicalTheme::ascii(),
            (false, false) => GraphicalTheme::none(),
        };
        if !self.unicode {
            // One underline of one character, as compilers draw it.
            theme.characters.underbar = '^';
            theme.characters.vbar_break = '|';
        }
        let styles = &mut theme.styles;
        // The default, underlined and bold, outshines the message.
        styles.link = styles.help;
        let primary = match severity {
            Severity::Error => styles.error,
            Severity::Warning => styles.warning,
            Severity::Info => styles.advice,
        };
        // miette deals these out to the labels in turn; they come in the order it sorts them.
        if let Some(other) = styles.highlights.first().copied() {
            styles.highlights = labels
                .iter()
                .map(|label| if label.primary() { primary } else { other })
                .collect();
        }
        theme
    }
}

/// An excerpt in miette's terms, without a message: the lines are all that is wanted of it.
#[derive(Debug)]
struct Snippet<'a> {
    excerpt: &'a Excerpt,
    labels: Vec<LabeledSpan>,
}

impl fmt::Display for Snippet<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Snippet<'_> {}

impl Diagnostic for Snippet<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
