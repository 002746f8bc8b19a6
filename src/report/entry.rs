//! What every form tells of one finding or diagnostic, in the same words.

use std::borrow::Cow;

use super::Report;
use super::text::shorten;
use crate::diagnostic::Diagnostic;
use crate::finding::{Finding, Label, Level, Outcome, Standing};

/// Characters kept of what is said: an export may hold a name of megabytes, and each of many findings repeats it.
const MAX_MESSAGE: usize = 2_000;
/// Characters kept of the name of a subject.
pub(super) const MAX_NAME: usize = 200;

/// A finding or a diagnostic.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'a> {
    Diagnostic(&'a Diagnostic),
    Finding(&'a Finding),
}

/// What an entry means for the reader, from grave to harmless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Something could not be read or judged at all.
    Broken,
    Error,
    Warning,
    /// A rule can't tell.
    Unknown,
    Info,
    /// The baseline knows it.
    Known,
    Waived,
}

impl Report {
    /// Everything the run has to tell: diagnostics, then findings.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let diagnostics = self.diagnostics.iter().map(Entry::Diagnostic);
        diagnostics.chain(self.findings.iter().map(Entry::Finding))
    }

    /// The same, the gravest first.
    pub fn by_gravity(&self) -> Vec<Entry<'_>> {
        let mut entries: Vec<Entry<'_>> = self.entries().collect();
        entries.sort_by_key(|entry| entry.class());
        entries
    }

    pub fn of_class(&self, class: Class) -> usize {
        self.entries()
            .filter(|entry| entry.class() == class)
            .count()
    }
}

impl<'a> Entry<'a> {
    pub fn class(self) -> Class {
        let of_level = |level| match level {
            Level::Error => Class::Error,
            Level::Warning => Class::Warning,
            Level::Info => Class::Info,
        };
        match self {
            Entry::Diagnostic(diagnostic) => match diagnostic.level() {
                Level::Error => Class::Broken,
                level => of_level(level),
            },
            Entry::Finding(finding) => match (&finding.standing, finding.outcome) {
                (Standing::Waived(_), _) => Class::Waived,
                (Standing::Known, _) => Class::Known,
                (Standing::Open, Outcome::Unknown) => Class::Unknown,
                (Standing::Open, _) => of_level(finding.level),
            },
        }
    }

    pub fn finding(self) -> Option<&'a Finding> {
        match self {
            Entry::Finding(finding) => Some(finding),
            Entry::Diagnostic(_) => None,
        }
    }

    /// The id of the rule, or the code of the diagnostic.
    pub fn name(self) -> &'a str {
        match self {
            Entry::Diagnostic(diagnostic) => diagnostic.code.as_str(),
            Entry::Finding(finding) => &finding.rule,
        }
    }

    pub fn level(self) -> Level {
        match self {
            Entry::Diagnostic(diagnostic) => diagnostic.level(),
            Entry::Finding(finding) => finding.level,
        }
    }

    pub fn is_unknown(self) -> bool {
        self.finding()
            .is_some_and(|finding| finding.outcome == Outcome::Unknown)
    }

    /// `error`, `warning`, `info`; `unknown` when the rule can't tell.
    pub fn word(self) -> &'static str {
        if self.is_unknown() {
            "unknown"
        } else {
            self.level().as_str()
        }
    }

    /// What is wrong, or why nobody can tell; it names its subject.
    pub fn said(self) -> Cow<'a, str> {
        match self {
            Entry::Diagnostic(diagnostic) => shorten(&diagnostic.message, MAX_MESSAGE),
            // Messages name their subject; reasons need not.
            Entry::Finding(finding) if self.is_unknown() => Cow::Owned(format!(
                "{}: {}",
                shorten(&finding.subject.name, MAX_NAME),
                shorten(&finding.message, MAX_MESSAGE)
            )),
            Entry::Finding(finding) => shorten(&finding.message, MAX_MESSAGE),
        }
    }

    /// The same where no word beside it says that it is unknown.
    pub fn message(self) -> Cow<'a, str> {
        if self.is_unknown() {
            Cow::Owned(format!("cannot tell for {}", self.said()))
        } else {
            self.said()
        }
    }

    /// How it stands unless it is open: `waived until 2027-01-31: reason`, or `known to the baseline`.
    pub fn standing(self) -> Option<String> {
        match &self.finding()?.standing {
            Standing::Open => None,
            Standing::Known => Some("known to the baseline".to_owned()),
            Standing::Waived(acceptance) => Some(format!(
                "waived until {}: {}",
                acceptance.expires,
                shorten(&acceptance.reason, MAX_MESSAGE)
            )),
        }
    }

    /// The message, and how the finding stands in brackets.
    pub fn marked(self, message: Cow<'a, str>) -> Cow<'a, str> {
        match self.standing() {
            Some(standing) => Cow::Owned(format!("{message} ({standing})")),
            None => message,
        }
    }

    /// What to do about it; nothing for a rule that can't tell.
    pub fn help(self) -> Option<&'a str> {
        match self {
            Entry::Diagnostic(diagnostic) => diagnostic.help.as_deref(),
            Entry::Finding(_) if self.is_unknown() => None,
            Entry::Finding(finding) => finding.help.as_deref(),
        }
    }

    pub fn labels(self) -> &'a [Label] {
        match self {
            Entry::Diagnostic(diagnostic) => &diagnostic.labels,
            Entry::Finding(finding) => &finding.labels,
        }
    }
}

/// The `most` gravest of the entries, in the order they came, and how many are left out.
pub(super) fn gravest(entries: Vec<Entry<'_>>, most: usize) -> (Vec<Entry<'_>>, usize) {
    let left_out = entries.len().saturating_sub(most);
    if left_out == 0 {
        return (entries, 0);
    }
    let mut ranked: Vec<(usize, Entry<'_>)> = entries.into_iter().enumerate().collect();
    ranked.sort_by_key(|(_, entry)| entry.class());
    ranked.truncate(most);
    ranked.sort_by_key(|(place, _)| *place);
    let kept = ranked.into_iter().map(|(_, entry)| entry).collect();
    (kept, left_out)
}
