//! JUnit XML: each finding is a test that failed, each rule that found nothing a test that passed.

use std::collections::BTreeMap;
use std::io::Write;

use super::entry::MAX_NAME;
use super::text::{safe, shorten};
use super::{Class, Entry, Places, Report};
use crate::config::RuleProfile;

/// The suite of what could not be read or judged.
const INPUT: &str = "input";

/// What became of a test.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Became {
    Failure,
    Error,
    Skipped,
}

impl Became {
    fn tag(self) -> &'static str {
        match self {
            Became::Failure => "failure",
            Became::Error => "error",
            Became::Skipped => "skipped",
        }
    }
}

/// Write a suite for the input, then one a rule that judged something.
pub fn write(report: &Report, places: &Places<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    let mut suites: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
    for (rule, counts) in &report.ledger.by_rule {
        // A rule without subjects tested nothing: it is no test that passed.
        if counts.pass > 0 {
            suites.insert(rule, Vec::new());
        }
    }
    let mut input = Vec::new();
    for entry in report.entries() {
        match entry {
            Entry::Diagnostic(_) => input.push(entry),
            Entry::Finding(_) => suites.entry(entry.name()).or_default().push(entry),
        }
    }
    let mut suites: Vec<(&str, Vec<Entry<'_>>)> = suites.into_iter().collect();
    if !input.is_empty() {
        suites.insert(0, (INPUT, input));
    }
    let writer = Suites { report, places };
    let all = suites
        .iter()
        .flat_map(|(_, entries)| entries.iter().copied());
    let (failures, errors, _) = writer.counts(all);
    let tests: usize = suites.iter().map(|(_, entries)| entries.len().max(1)).sum();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"tenantlint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" time=\"0\">"
    )?;
    for (id, (name, entries)) in suites.iter().enumerate() {
        writer.suite(id, name, entries, out)?;
    }
    writeln!(out, "</testsuites>")
}

struct Suites<'a> {
    report: &'a Report,
    places: &'a Places<'a>,
}

impl Suites<'_> {
    fn suite(
        &self,
        id: usize,
        name: &str,
        entries: &[Entry<'_>],
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let (failures, errors, skipped) = self.counts(entries.iter().copied());
        let name = xml(name);
        writeln!(
            out,
            "  <testsuite id=\"{id}\" name=\"{name}\" package=\"tenantlint\" hostname=\"localhost\" \
             timestamp=\"{}T00:00:00\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" time=\"0\">",
            self.report.as_of,
            entries.len().max(1),
        )?;
        // One schema that is in use wants these, empty or not.
        writeln!(out, "    <properties></properties>")?;
        if entries.is_empty() {
            writeln!(
                out,
                "    <testcase name=\"nothing found\" classname=\"tenantlint.{name}\" time=\"0\"></testcase>"
            )?;
        }
        for entry in entries {
            self.case(*entry, out)?;
        }
        writeln!(out, "    <system-out></system-out>")?;
        writeln!(out, "    <system-err></system-err>")?;
        writeln!(out, "  </testsuite>")
    }

    fn case(&self, entry: Entry<'_>, out: &mut dyn Write) -> std::io::Result<()> {
        let place = self.places.of(entry);
        let name = match entry.finding() {
            None => entry.said(),
            Some(finding) => {
                let name = shorten(&finding.subject.name, MAX_NAME);
                match finding.setting.as_str() {
                    "" => name,
                    setting => format!("{name}: {setting}").into(),
                }
            }
        };
        let tenant = entry.finding().map_or(String::new(), |finding| {
            format!(".{}", shorten(&finding.tenant, MAX_NAME))
        });
        let tag = self.became(entry).tag();
        writeln!(
            out,
            "    <testcase name=\"{}\" classname=\"tenantlint{}.{}\" time=\"0\">",
            xml(&name),
            xml(&tenant),
            xml(entry.name()),
        )?;
        let message = entry.marked(entry.message());
        writeln!(
            out,
            "      <{tag} type=\"{}\" message=\"{}\">{}",
            entry.word(),
            xml(&message),
            xml(place.path),
        )?;
        if let Some(range) = place.range {
            writeln!(
                out,
                "line {}, column {}",
                range.start.line, range.start.column
            )?;
        }
        for line in entry.help().into_iter().flat_map(str::lines) {
            writeln!(out, "{}", xml(line))?;
        }
        writeln!(out, "</{tag}>\n    </testcase>")
    }

    fn became(&self, entry: Entry<'_>) -> Became {
        match (entry.class(), entry) {
            (Class::Broken, _) => Became::Error,
            (Class::Unknown, _) if self.report.profile == RuleProfile::Strict => Became::Error,
            (Class::Unknown | Class::Known | Class::Waived, _) => Became::Skipped,
            // Good to know of a file, and no reason to fail.
            (_, Entry::Diagnostic(_)) => Became::Skipped,
            (_, Entry::Finding(_)) => Became::Failure,
        }
    }

    /// Failures, errors and skipped.
    fn counts<'e>(&self, entries: impl Iterator<Item = Entry<'e>>) -> (usize, usize, usize) {
        let mut counts = (0, 0, 0);
        for entry in entries {
            match self.became(entry) {
                Became::Failure => counts.0 += 1,
                Became::Error => counts.1 += 1,
                Became::Skipped => counts.2 += 1,
            }
        }
        counts
    }
}

/// Text for an attribute or an element. Characters that XML forbids are shown by their codes.
fn xml(text: &str) -> String {
    let text = safe(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::xml;

    #[test]
    fn text_is_xml() {
        assert_eq!(xml("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&apos;");
        assert_eq!(
            xml("]]>\u{0}\u{b}\u{fffe}\n😀"),
            "]]&gt;\\u{0}\\u{b}\\u{fffe}\\n😀"
        );
    }
}
