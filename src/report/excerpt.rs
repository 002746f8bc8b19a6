//! Cuts the few lines around the marked places out of a file, makes them safe, and hands them to miette.
//!
//! miette's own sources read the file from its first byte for every label, and its renderer panics past column 65,535.
//! An [`Excerpt`] costs what it shows, however long the file or the line.

use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::text::{safe, shorten, width_of, window, wrap};

/// Marks beyond this many are counted, not drawn: nobody reads them, and each one widens its line.
const MAX_MARKS: usize = 12;
/// Characters kept of a label.
const MAX_LABEL: usize = 300;
/// A label is never wrapped narrower than this, even at the right edge.
const MIN_LABEL: usize = 30;
/// Marked lines at most this far apart are shown as one piece of text: a second heading would take more room than the
/// one unmarked line it saves.
const BRIDGE: usize = 4;

/// Where the lines of a text are. Lines count from 0, offsets are bytes.
pub trait Lines {
    /// The line that holds `offset`. A line break belongs to the line it ends.
    fn line_of(&self, offset: usize) -> usize;
    /// The bytes of a line, without its line break.
    fn line_range(&self, line: usize) -> Range<usize>;
    /// How many lines there are.
    fn line_count(&self) -> usize;
    /// The characters of `text` between the start of its line and `offset`.
    ///
    /// This default counts them. An index of a file that may have very long lines should answer from counts it noted on
    /// the way, or each finding in a one-line file costs a walk over the file.
    fn column_of(&self, text: &str, offset: usize) -> usize {
        let start = self.line_range(self.line_of(offset)).start;
        text.get(start..offset)
            .map_or(0, |before| before.chars().count())
    }
}

/// One place to underline. Offsets are bytes of the text. An offset out of range or inside a character is moved to the
/// nearest sensible one.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'a> {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What to say there; may be empty.
    pub label: &'a str,
    /// Whether the finding is about this place. The first such mark gives the position in the heading.
    pub primary: bool,
}

/// A few lines around the marks, cut to a window and made safe, with the marks moved along.
#[derive(Debug, Clone)]
pub struct Excerpt {
    name: String,
    text: String,
    blocks: Vec<Block>,
    places: Vec<Place>,
    omitted: usize,
}

/// Consecutive lines of the file, as a part of the excerpt's text.
#[derive(Debug, Clone)]
struct Block {
    shown: Range<usize>,
    first_line: usize,
}

/// A mark that is drawn: where it is in the file, and where in the excerpt.
#[derive(Debug, Clone)]
struct Place {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    label: String,
    primary: bool,
    shown: Range<usize>,
}

impl Excerpt {
    /// Cuts the lines around `marks` out of `text`, no wider than about `width` columns once the line numbers stand
    /// before them. `name` is the file's name as it is to be shown.
    ///
    /// The lines around the primary mark come first, then the others in the order of the file. A mark over several
    /// lines is drawn on its first, to the end of it; where two overlap, the first ends where the second begins.
    #[must_use]
    pub fn new(
        name: &str,
        text: &str,
        lines: &dyn Lines,
        marks: &[Mark<'_>],
        width: usize,
    ) -> Excerpt {
        let mut excerpt = Excerpt {
            name: safe(name).into_owned(),
            text: String::new(),
            blocks: Vec::new(),
            places: Vec::new(),
            omitted: marks.len().saturating_sub(MAX_MARKS),
        };
        let mut groups: Vec<Vec<Place>> = Vec::new();
        for place in places(text, lines, marks) {
            match groups.last_mut() {
                Some(group) if group.last().is_some_and(|p| place.line - p.line <= BRIDGE) => {
                    group.push(place);
                }
                _ => groups.push(vec![place]),
            }
        }
        // A stable sort: only the primary mark's group moves.
        groups.sort_by_key(|group| !group.iter().any(|place| place.primary));
        for group in groups {
            excerpt.add(text, lines, group, width.clamp(40, 1000));
        }
        excerpt
    }

    /// The name of the file, made safe.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many of the marks are not shown because there were too many.
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.omitted
    }

    /// The marks, in the excerpt's own offsets and order.
    #[must_use]
    pub fn labels(&self) -> Vec<LabeledSpan> {
        let label = |place: &Place| {
            let text = (!place.label.is_empty()).then(|| place.label.clone());
            if place.primary {
                LabeledSpan::new_primary_with_span(text, place.shown.clone())
            } else {
                LabeledSpan::new_with_span(text, place.shown.clone())
            }
        };
        self.places.iter().map(label).collect()
    }

    /// Draws the lines of one group of neighbouring places.
    fn add(&mut self, text: &str, lines: &dyn Lines, mut group: Vec<Place>, width: usize) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            return;
        };
        // A line with marks, and one of context on each side unless there is nothing to see on it.
        let (mut from, mut to) = (first.line, last.line);
        if from > 0 && !lines.line_range(from - 1).is_empty() {
            from -= 1;
        }
        if to + 1 < lines.line_count() && !lines.line_range(to + 1).is_empty() {
            to += 1;
        }
        let digits = (to + 1).to_string().len();
        // miette puts a space, the number and ` │ ` before each line.
        let room = width.saturating_sub(digits + 4);
        let block_start = self.text.len();
        for number in from..=to {
            let line = lines.line_range(number);
            let mut here: Vec<&mut Place> = group.iter_mut().filter(|p| p.line == number).collect();
            let marked: Vec<Range<usize>> = here.iter().map(|p| p.start..p.end).collect();
            let pieces = window(text, &line, &marked, room);
            draw(&mut self.text, text, &line, &pieces, &mut here, room);
            self.text.push('\n');
        }
        self.blocks.push(Block {
            shown: block_start..self.text.len(),
            first_line: from,
        });
        self.places.append(&mut group);
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset().saturating_add(span.len());
        // A span over two blocks has no text of its own: the error makes miette draw them one after the other.
        let block = self
            .blocks
            .iter()
            .find(|b| b.shown.contains(&span.offset()) && end <= b.shown.end)
            .ok_or(MietteError::OutOfBounds)?;
        let data = self.text.as_bytes().get(block.shown.clone());
        // With lines of context miette wants text to draw; without, the position for the heading.
        let at_span = |place: &&Place| lines_before == 0 && place.shown.start == span.offset();
        let place = self.places.iter().find(at_span);
        let (line, column) = place.map_or((block.first_line, 0), |p| (p.line, p.column));
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data.ok_or(MietteError::OutOfBounds)?,
            (block.shown.start, block.shown.len()).into(),
            line,
            column,
            1,
        )))
    }
}

/// The marks to draw: each within one line and at least one character long, sorted, none over another (miette would
/// push the second one aside, under text it does not mean).
fn places(text: &str, lines: &dyn Lines, marks: &[Mark<'_>]) -> Vec<Place> {
    let primary = marks.iter().position(|mark| mark.primary);
    let others = (0..marks.len()).filter(|n| Some(*n) != primary);
    let chosen = primary.into_iter().chain(others).take(MAX_MARKS);
    let mut places: Vec<Place> = chosen
        .filter_map(|n| Some(place(text, lines, marks.get(n)?, Some(n) == primary)))
        .collect();
    places.sort_by_key(|place| (place.start, place.end));
    let mut apart: Vec<Place> = Vec::with_capacity(places.len());
    for place in places {
        match apart.last_mut() {
            Some(last) if last.start == place.start => {
                if place.primary {
                    (last.end, last.primary) = (place.end, true);
                }
                if !last.label.is_empty() && !place.label.is_empty() {
                    last.label.push('\n');
                }
                last.label.push_str(&place.label);
            }
            Some(last) if last.end > place.start => {
                last.end = place.start;
                apart.push(place);
            }
            _ => apart.push(place),
        }
    }
    apart
}

/// One mark, moved to whole characters of one line.
fn place(text: &str, lines: &dyn Lines, mark: &Mark<'_>, primary: bool) -> Place {
    let mut start = mark.start.min(text.len());
    let line = lines.line_of(start);
    let range = lines.line_range(line);
    start = start.clamp(range.start, range.end.max(range.start));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = mark.end.max(start + 1).min(range.end);
    while end < range.end && !text.is_char_boundary(end) {
        end += 1;
    }
    Place {
        start,
        end: end.max(start),
        line,
        column: lines.column_of(text, start),
        label: safe(&shorten(mark.label, MAX_LABEL)).into_owned(),
        primary,
        shown: 0..0,
    }
}

/// Writes the pieces of one line, and notes where each place went.
fn draw(
    out: &mut String,
    text: &str,
    line: &Range<usize>,
    pieces: &[Range<usize>],
    places: &mut [&mut Place],
    room: usize,
) {
    let line_start = out.len();
    let part = |range: Range<usize>| safe(text.get(range).unwrap_or_default());
    let mut places = places.iter_mut().peekable();
    let mut at = line.start;
    for piece in pieces {
        if piece.start > at {
            out.push_str(if at == line.start { "…" } else { " … " });
        }
        at = piece.start;
        while let Some(place) = places.next_if(|p| p.start < piece.end || piece.end == line.end) {
            out.push_str(&part(at..place.start));
            let start = out.len();
            at = place.end.min(piece.end);
            out.push_str(&part(place.start..at));
            if out.len() == start {
                // The end of a line has no character to stand under.
                out.push(' ');
            }
            place.shown = start..out.len();
            let across = width_of(out.get(line_start..start).unwrap_or_default());
            // miette hangs the label under the middle of the mark, behind `╰─┤ `.
            let left = room.saturating_sub(across + (out.len() - start) / 2 + 4);
            let left = left.max(MIN_LABEL);
            let label = place.label.split('\n');
            let label: Vec<String> = label.flat_map(|one| wrap(one, left, left)).collect();
            place.label = label.join("\n");
        }
        out.push_str(&part(at..piece.end));
        at = piece.end;
    }
    if at < line.end {
        out.push('…');
    }
}
