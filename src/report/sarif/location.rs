//! Places as SARIF writes them.

use serde::Serialize;

use super::{Text, message};
use crate::report::places::{Place, Range};
use crate::report::text::shorten;
use crate::report::{Entry, Places};

/// Locations of a result that GitHub keeps.
const MAX_RELATED: usize = 99;
/// Characters kept of what is said of a place.
const MAX_LABEL: usize = 1_000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    /// One past the last column.
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

/// The place of an entry, of which there is always one, and the places that have to do with it.
pub(super) fn locations(entry: Entry<'_>, places: &Places<'_>) -> (Vec<Location>, Vec<Location>) {
    let own = location(&places.of(entry), None, None);
    let related = entry
        .labels()
        .iter()
        .enumerate()
        .skip(1)
        .take(MAX_RELATED)
        .map(|(id, label)| location(&places.label(label), Some(id), Some(&label.text)))
        .collect();
    (vec![own], related)
}

fn location(place: &Place<'_>, id: Option<usize>, text: Option<&str>) -> Location {
    Location {
        id,
        physical_location: PhysicalLocation {
            artifact_location: artifact(place.path),
            region: region(place.range.as_ref()),
        },
        message: text.filter(|text| !text.is_empty()).map(|text| Text {
            text: message(&shorten(text, MAX_LABEL)),
        }),
    }
}

/// A file that lies outside the repository has an address of its own.
fn artifact(path: &str) -> ArtifactLocation {
    let absolute = path.starts_with('/');
    let scheme = if absolute { "file://" } else { "" };
    ArtifactLocation {
        uri: format!("{scheme}{}", percent_encoded(path)),
        uri_base_id: (!absolute).then_some("SRCROOT"),
    }
}

/// A path as part of an address.
fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// GitHub wants a line even for a file as a whole.
fn region(range: Option<&Range<'_>>) -> Region {
    let Some(range) = range else {
        return Region {
            start_line: 1,
            start_column: None,
            end_line: None,
            end_column: None,
        };
    };
    let (start, end) = range.utf16_columns();
    Region {
        start_line: range.start.line,
        start_column: Some(start),
        end_line: Some(range.end.line),
        end_column: Some(end),
    }
}

#[cfg(test)]
mod tests {
    use super::percent_encoded;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(percent_encoded("exports/a-b_c.json"), "exports/a-b_c.json");
        assert_eq!(percent_encoded("ä b#1?.json"), "%C3%A4%20b%231%3F.json");
        assert_eq!(percent_encoded("a:b%\u{1b}"), "a%3Ab%25%1B");
    }
}
