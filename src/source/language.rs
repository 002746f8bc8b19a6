//! Which language a text is written in: by its file name, else by how it begins.

use std::fmt;
use std::sync::Arc;

use super::tree::{Limits, ReadError, Tree};
use super::{read_csv, read_json, read_json_lines, read_listing, read_powershell, read_yaml};

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Json,
    /// A value a line, as logs are written.
    JsonLines,
    Yaml,
    /// PowerShell data: a DSC configuration (`.ps1`) or a data file (`.psd1`). Read, never run.
    PowerShell,
    /// What `Format-List` prints.
    Listing,
    Csv,
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Language::Json => "JSON",
            Language::JsonLines => "JSON Lines",
            Language::Yaml => "YAML",
            Language::PowerShell => "PowerShell data",
            Language::Listing => "Format-List text",
            Language::Csv => "CSV",
        })
    }
}

impl Language {
    /// By the file name; `None` when the name does not tell.
    pub fn of_name(name: &str) -> Option<Language> {
        let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match extension.as_str() {
            "json" | "tfstate" => Some(Language::Json),
            "jsonl" | "ndjson" => Some(Language::JsonLines),
            "yaml" | "yml" => Some(Language::Yaml),
            "ps1" | "psd1" => Some(Language::PowerShell),
            "csv" => Some(Language::Csv),
            _ => None,
        }
    }

    /// Whether a file of this name is read when it is met in a folder: one whose name tells its language, and text files,
    /// as people save what PowerShell prints.
    pub fn is_met(name: &str) -> bool {
        let is_text = name
            .rsplit_once('.')
            .is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("txt"));
        is_text || Language::of_name(name).is_some()
    }

    /// By how the text begins, for names that do not tell.
    pub fn of_text(text: &str) -> Language {
        let text = text.trim_start();
        if text.starts_with(['{', '[']) {
            return Language::Json;
        }
        if text.starts_with("@{") || text.starts_with("<#") || is_dsc(text) {
            return Language::PowerShell;
        }
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        if first.starts_with("#TYPE ") || is_header(first) {
            Language::Csv
        } else if is_property(first)
            || first.starts_with("PS ")
            || lines.next().is_some_and(is_ruler)
        {
            Language::Listing
        } else {
            Language::Yaml
        }
    }
}

/// Words that open a DSC configuration, or a block of one: `TeamsChannelsPolicy "Global"` with a brace on the next line.
fn is_dsc(text: &str) -> bool {
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (Some(first), second) = (lines.next(), lines.next()) else {
        return text
            .lines()
            .next()
            .is_some_and(|line| line.contains("Microsoft365DSC"));
    };
    let word = first.split(char::is_whitespace).next().unwrap_or_default();
    let opens = first.ends_with('{') || second.is_some_and(|line| line.starts_with('{'));
    text.starts_with("# Generated with Microsoft365DSC")
        || ["param", "configuration", "node"]
            .iter()
            .any(|keyword| word.eq_ignore_ascii_case(keyword))
        || opens && word.chars().all(|c| c.is_ascii_alphanumeric()) && !first.contains(':')
}

/// `Identity   : Global`; YAML has no blank before the colon.
fn is_property(line: &str) -> bool {
    line.split_once(" :").is_some_and(|(name, rest)| {
        let name = name.trim_end();
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && (rest.is_empty() || rest.starts_with(' '))
    })
}

/// `"Identity","Description"` or `Identity,Description,Rank`
fn is_header(line: &str) -> bool {
    let is_word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric());
    line.starts_with('"') && line.contains("\",\"")
        || line.matches(',').count() >= 2 && line.trim_end().split(',').all(is_word)
}

/// The dashed line below the names of a table, as `Format-Table` draws it. The reader of listings says what is wrong with it.
fn is_ruler(line: &str) -> bool {
    line.starts_with("--") && line.chars().all(|c| c == '-' || c == ' ')
}

/// Read a text into a tree.
///
/// # Errors
/// The first fault, with its place; see the reader of each language.
pub fn read(text: Arc<str>, language: Language, limits: &Limits) -> Result<Tree, ReadError> {
    match language {
        Language::Json => read_json(text, limits),
        Language::JsonLines => read_json_lines(text, limits),
        Language::Yaml => read_yaml(text, limits),
        Language::PowerShell => read_powershell(text, limits),
        Language::Listing => read_listing(text, limits),
        Language::Csv => read_csv(text, limits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_text_begins_tells_its_language() {
        for (text, language) in [
            ("\n {\"a\": 1}", Language::Json),
            ("a: 1", Language::Yaml),
            ("- a: 1", Language::Yaml),
            ("@{ NonNodeData = @{} }", Language::PowerShell),
            (
                "# Generated with Microsoft365DSC version 1.25.1.1\nparam (\n)",
                Language::PowerShell,
            ),
            ("Configuration M365\n{", Language::PowerShell),
            (
                "TeamsChannelsPolicy \"TeamsChannelsPolicy-Global\"\n{\n",
                Language::PowerShell,
            ),
            ("Identity    : Global\nDescription :", Language::Listing),
            ("#TYPE Selected.X\n\"a\",\"b\"", Language::Csv),
            ("\"Identity\",\"Description\"", Language::Csv),
            ("Identity,Description,Rank\nGlobal,,1", Language::Csv),
            (
                "GroupId   PolicyType\n-------   ----------\n",
                Language::Listing,
            ),
            ("PS C:\\> Get-CsTeamsChannelsPolicy\n", Language::Listing),
            ("", Language::Yaml),
        ] {
            assert_eq!(Language::of_text(text), language, "{text}");
        }
    }
}
