//! What regorus says is wrong, with its place in the Rego.

use super::Module;

/// Why a rule could not be compiled or run. `line` and `column` count from 1 where known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineError {
    pub path: String,
    pub line: Option<u32>,
    pub column: Option<u32>,
    pub message: String,
}

impl EngineError {
    pub(super) fn plain(path: &str, message: &str) -> EngineError {
        EngineError {
            path: path.to_owned(),
            line: None,
            column: None,
            message: message.to_owned(),
        }
    }

    pub(super) fn at(path: &str, line: u32, column: u32, message: String) -> EngineError {
        EngineError {
            path: path.to_owned(),
            line: Some(line),
            column: Some(column),
            message,
        }
    }

    /// regorus counts a tab as four columns; people's editors and our excerpts count characters.
    pub(super) fn in_text(mut self, text: &str) -> EngineError {
        const TAB: u32 = 4;
        let line = self
            .line
            .and_then(|line| text.lines().nth((line as usize).saturating_sub(1)));
        if let (Some(line), Some(column)) = (line, self.column) {
            let mut wide = 1;
            let mut true_column = 1;
            for character in line.chars() {
                if wide >= column {
                    break;
                }
                wide += if character == '\t' { TAB } else { 1 };
                true_column += 1;
            }
            self.column = Some(true_column);
        }
        self
    }

    /// What regorus says while it reads `module`, be it of that or of the shared Rego.
    pub(super) fn of_module(module: &Module, text: &str) -> EngineError {
        let error = EngineError::from_text(&module.path, text);
        if error.path == module.path {
            error.in_text(&module.text)
        } else {
            error
        }
    }

    /// regorus gives text: `… --> file:line:col`, a source snippet, `error: what`.
    pub(super) fn from_text(path: &str, text: &str) -> EngineError {
        let message = text
            .lines()
            .find_map(|line| line.trim_start().strip_prefix("error: "))
            .map_or_else(|| text.trim().to_owned(), str::to_owned);
        let place = text.lines().find_map(|line| {
            let (_, place) = line.split_once("--> ")?;
            let mut parts = place.trim().rsplitn(3, ':');
            let column = parts.next()?.parse().ok()?;
            let line = parts.next()?.parse().ok()?;
            Some((parts.next()?.to_owned(), line, column))
        });
        match place {
            Some((file, line, column)) => EngineError::at(&file, line, column, message),
            None => EngineError::plain(path, &message),
        }
    }
}
