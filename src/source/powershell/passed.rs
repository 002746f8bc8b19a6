//! Resource blocks in what is passed over: script blocks, functions, the blocks of a pipeline.
//!
//! Only running would tell whether and how often they are there, and nothing of them is read but their type. Each becomes
//! a block with a member `Conditional`, so that it does not vanish without a word.

use super::{Content, Fault, Kind, Reader, Span};

/// How the resource types of Microsoft365DSC begin whose workload has settings that a linter may read.
const WORKLOADS: [&str; 3] = ["AAD", "Teams", "SPO"];

/// The type of a block that may begin here: a word of a workload, with nothing but its name up to the brace.
#[derive(Debug, Default)]
pub(super) struct PassedHead {
    word: Option<Span>,
    line_ended: bool,
}

impl PassedHead {
    pub(super) fn line_ends(&mut self) {
        self.line_ended = true;
    }

    /// A word, with the sign in front of it: a type may be written with its module, `Microsoft365DSC\TeamsChannelsPolicy`,
    /// or behind the end of a statement. `-TeamsX` and `$TeamsX` are none.
    pub(super) fn word(&mut self, text: &str, start: usize) {
        let name = text.trim_start_matches(['\\', ';', '|', '&']);
        let is_type = WORKLOADS.iter().any(|workload| {
            name.len() > workload.len() && super::value::starts_with(name, workload)
        });
        let end = start + text.len();
        if is_type {
            self.word = Some(Span::new(end - name.len(), end));
            self.line_ended = false;
        } else if self.line_ended || text.starts_with(';') {
            self.word = None;
        }
    }

    /// A bracket that opens: a brace makes the word before it the type of a block.
    pub(super) fn bracket(&mut self, byte: u8) -> Option<Span> {
        match byte {
            b'{' => self.word.take(),
            _ if self.line_ended => {
                self.word = None;
                None
            }
            _ => None,
        }
    }
}

impl Reader<'_> {
    /// Gives the blocks that were passed over since a place among the others; says how many there were.
    pub(super) fn passed_blocks(&mut self) -> Result<usize, Fault> {
        let passed = std::mem::take(&mut self.passed);
        for word in &passed {
            self.builder.open(Kind::Object, *word)?;
            self.told("ResourceName", *word, Content::String { quoted: false })?;
            self.told("Conditional", *word, Content::Bool(true))?;
            self.builder.close(word.end);
        }
        Ok(passed.len())
    }
}
