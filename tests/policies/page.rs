//! `doc.md` as it is laid out: the id, a lead, and sections in a fixed order.

/// The sections of a page, in order.
pub(crate) const SECTIONS: [&str; 7] = [
    "What it checks",
    "Why it matters",
    "Fails",
    "Passes",
    "How to fix",
    "Options",
    "When not to",
];

/// A page, taken apart.
pub(crate) struct Page {
    /// The heading of the page.
    pub(crate) title: String,
    /// What stands before the first section.
    pub(crate) lead: String,
    /// Heading and text of each section, in order.
    pub(crate) sections: Vec<(String, String)>,
}

impl Page {
    /// Take a page apart at its headings. A line of a fenced block is none.
    pub(crate) fn read(text: &str) -> Page {
        let mut page = Page {
            title: String::new(),
            lead: String::new(),
            sections: Vec::new(),
        };
        let mut fenced = false;
        for (index, line) in text.lines().enumerate() {
            fenced ^= line.starts_with("```");
            if index == 0 {
                page.title = line.strip_prefix("# ").unwrap_or("").to_owned();
                continue;
            }
            if !fenced && (line.starts_with("# ") || line.starts_with("## ")) {
                let heading = line.strip_prefix("## ").unwrap_or(line);
                page.sections.push((heading.to_owned(), String::new()));
                continue;
            }
            let body = match page.sections.last_mut() {
                Some((_, body)) => body,
                None => &mut page.lead,
            };
            body.push_str(line);
            body.push('\n');
        }
        page
    }

    /// The text of a section, without blank lines around it.
    pub(crate) fn section(&self, heading: &str) -> &str {
        let found = self.sections.iter().find(|(name, _)| name == heading);
        found.map_or("", |(_, body)| body.trim_matches('\n'))
    }

    /// The options that the page names, with the defaults it gives: rows of a table.
    pub(crate) fn options(&self) -> Vec<(String, String)> {
        let rows = self.section("Options").lines();
        rows.filter_map(|row| row.strip_prefix("| `"))
            .filter_map(|row| {
                let (name, rest) = row.split_once('`')?;
                let default = rest.split('|').nth(1)?;
                Some((name.to_owned(), default.trim().to_owned()))
            })
            .collect()
    }
}

/// The sentence and the lines of a section that is one sentence and one `yaml` block.
pub(crate) fn sentence_and_block(section: &str) -> Result<(&str, Vec<&str>), String> {
    let (sentence, rest) = section
        .split_once("\n\n```yaml\n")
        .ok_or("is not a sentence, an empty line and a ```yaml block")?;
    let block = rest
        .strip_suffix("\n```")
        .ok_or("goes on after its block, or the block has no end")?;
    if block.contains("```") {
        return Err("has more than one block".to_owned());
    }
    if sentence.contains("\n\n") || !sentence.ends_with(['.', ':']) {
        return Err(format!("does not begin with one sentence: {sentence:?}"));
    }
    Ok((sentence, block.lines().collect()))
}

/// The first of `lines` that does not stand in `text`, whole and after those before it.
pub(crate) fn missing<'a>(lines: &[&'a str], text: &str) -> Option<&'a str> {
    let mut rest = text.lines();
    lines
        .iter()
        .copied()
        .find(|line| !rest.any(|other| other == *line))
}
