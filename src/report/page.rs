//! A page of a rule as text for a terminal: headings without their marks, blocks indented instead of fenced.

use std::io::Write;

use super::text::safe;

const INDENT: &str = "    ";

/// Write a `doc.md`. Its title is left out, for it repeats the id.
pub fn write(doc: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let body = doc
        .split_once('\n')
        .filter(|(first, _)| first.starts_with("# "))
        .map_or(doc, |(_, rest)| rest);
    let mut fenced = false;
    for line in body.trim().lines() {
        let line = line.trim_end();
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        match (fenced, heading(line)) {
            (_, _) if line.is_empty() => writeln!(out)?,
            (true, _) => writeln!(out, "{INDENT}{}", safe(line))?,
            (false, Some(heading)) => {
                let heading = safe(heading);
                writeln!(out, "{heading}\n{}", "-".repeat(heading.chars().count()))?;
            }
            (false, None) => writeln!(out, "{}", safe(line))?,
        }
    }
    Ok(())
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    if text.len() < line.len() {
        text.strip_prefix(' ')
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn headings_and_blocks_lose_their_marks() {
        let doc = "# some-rule\n\nA lead.\n\n## How to fix\n\n```powershell\n# $b: a body\nSet-It\n```\n\nDone \u{1b}[1m.\n";
        let mut out = Vec::new();
        write(doc, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "A lead.\n\nHow to fix\n----------\n\n    # $b: a body\n    Set-It\n\nDone \\u{1b}[1m.\n"
        );
    }
}
