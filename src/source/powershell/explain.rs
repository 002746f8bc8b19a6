//! What is wrong with a text that is not PowerShell data, and what was probably meant.

use super::{Fault, ReadCode, ReadError, Reader, Span, quoted};

/// What went wrong: only called once, before reading ends.
#[cold]
#[inline(never)]
fn invalid(span: Span, message: impl Into<String>) -> Fault {
    ReadError::new(ReadCode::PowerShellInvalid, span, message)
}

const MEMBERS: &str = "members are written `Name = value`, one a line or with `;` between";

impl Reader<'_> {
    /// The word or the character here, nothing at the end of the text.
    fn here(&self) -> Span {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.'))
            .unwrap_or(rest.len());
        let first = rest.chars().next().map_or(0, char::len_utf8);
        Span::new(self.at, self.at + length.max(first))
    }

    fn found(&self, span: Span) -> String {
        match self.slice(span.start as usize, span.end as usize) {
            "" => "the end of the text".to_owned(),
            found => quoted(found),
        }
    }

    #[cold]
    pub(super) fn not_closed(&self, what: &str, span: Span) -> Fault {
        let message = format!("the {what} that begins here is not closed");
        let fault = invalid(span, message);
        match what {
            "string" => fault.help("the file was cut, or a quote inside a string is not doubled"),
            "here-string" => {
                fault.help("its end, the quote and `@`, stands at the very beginning of a line")
            }
            _ => fault.help("the file was cut, or a bracket is missing"),
        }
    }

    /// A block or a hash table whose closing brace is missing.
    #[cold]
    pub(super) fn block_not_closed(&self, opened: Span) -> Fault {
        match self.slice(opened.start as usize, opened.end as usize) {
            "@{" => self.not_closed("hash table", opened),
            word => invalid(opened, format!("the block {} is not closed", quoted(word)))
                .help("the file was cut, or a closing brace is missing"),
        }
    }

    #[cold]
    pub(super) fn not_opened(&self) -> Fault {
        let span = self.here();
        let message = format!("{} closes nothing", self.found(span));
        invalid(span, message).help("there is one bracket too many, or an opening one is missing")
    }

    /// The bracket here is not the one that closes what began at `begin`.
    #[cold]
    pub(super) fn crossed(&self, begin: usize, wanted: u8) -> Fault {
        let span = self.here();
        let message = format!("expected `{}`, found {}", wanted as char, self.found(span));
        invalid(span, message).related(Span::new(begin, begin + 1), "to close this")
    }

    #[cold]
    pub(super) fn no_value(&self) -> Fault {
        let span = self.here();
        invalid(
            span,
            format!("expected a value, found {}", self.found(span)),
        )
    }

    /// The member whose name was read last has no value.
    #[cold]
    pub(super) fn empty_member(&self) -> Fault {
        let message = format!("the member {} has no value", self.member_name());
        invalid(self.member, message).help("`$null` says that there is none")
    }

    /// A member where a list has values.
    #[cold]
    pub(super) fn member_in_list(&self, word: Span) -> Fault {
        let message = format!("the member {} stands in a list", self.found(word));
        invalid(word, message)
            .help("members stand between `@{` and `}`; or the list, `@(`, is not closed before it")
    }

    #[cold]
    pub(super) fn no_key(&self) -> Fault {
        let span = self.here();
        let message = format!("expected the name of a member, found {}", self.found(span));
        invalid(span, message).help(MEMBERS)
    }

    /// A name without `=`, in the block or hash table `opened`.
    #[cold]
    pub(super) fn no_equals(&self, opened: Span, name: Span) -> Fault {
        let shown = self.found(name);
        let fault = invalid(name, format!("the member {shown} has no `=`")).help(MEMBERS);
        fault.related(opened, "in this block")
    }

    /// A block without its opening brace: `word` is its type.
    #[cold]
    pub(super) fn no_brace(&self, word: Span) -> Fault {
        let message = format!("the block {} has no opening brace", self.found(word));
        invalid(word, message).help(
            "Microsoft365DSC 1.24.731 wrote such text (its issue 4968): export again with a newer version",
        )
    }

    /// Something that stands behind a value, which ends at `end`, on its line.
    #[cold]
    pub(super) fn stray(&self, end: usize) -> Fault {
        let span = self.here();
        let before = self.slice(0, end).chars().next_back();
        let quote = match before {
            Some('"' | '\'') => None,
            Some(quote @ '\u{2018}'..='\u{201E}') => Some(quote),
            _ => {
                let message = format!(
                    "expected `;` or the end of the line, found {}",
                    self.found(span)
                );
                return invalid(span, message);
            }
        };
        let message = format!("{} follows the closing quote of a string", self.found(span));
        let fault = invalid(span, message).related(
            Span::new(end - quote.map_or(1, char::len_utf8), end),
            "the string ends here",
        );
        match quote {
            None => fault.help("a quote inside a string is written twice"),
            Some(quote) => fault.help(format!(
                "PowerShell takes {quote} for a quote, and Microsoft365DSC did not escape it (its issue 5533): write it twice"
            )),
        }
    }

    #[cold]
    pub(super) fn trailing_comma(&self, comma: usize) -> Fault {
        invalid(
            Span::new(comma, comma + 1),
            "a comma without a value behind it",
        )
        .help("remove the comma")
    }

    #[cold]
    pub(super) fn bad_escape(&self, start: usize) -> Fault {
        let span = Span::new(start, start + 2);
        invalid(
            span,
            "the escape `u{ } needs one to six hexadecimal digits of a character",
        )
    }

    #[cold]
    pub(super) fn after_the_end(&self) -> Fault {
        invalid(self.here(), "text follows the data").help("a data file is one `@{ }`")
    }

    /// A script in which no resource block stands; `begin` is where its first statement does.
    #[cold]
    pub(super) fn no_resource(&self, begin: usize) -> Fault {
        let rest = self.text.get(begin..).unwrap_or_default();
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let message = "no DSC resource block stands in this script";
        invalid(Span::new(begin, begin + line), message).help(
            "tenantlint reads Microsoft365DSC configurations and data files, and never runs scripts",
        )
    }
}
