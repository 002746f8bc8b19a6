//! Makes text that others wrote fit for a terminal and for the log of a pipeline: safe, short, and no wider than a line.

use std::borrow::Cow;
use std::ops::Range;

/// Columns a marked place and its surroundings get at the least on a cut line.
const MIN_PIECE: usize = 24;

/// Shows what a terminal would obey or hide, so that nothing in a file can move the cursor, colour the screen, reorder
/// a line or pass unseen.
///
/// The result is one line. A tab becomes one space, a line break `\n` or `\r`, and every other control character,
/// bidirectional control, line separator and invisible character its code: `\u{202e}`. The joiners and selectors inside
/// an emoji count as invisible: they can hide a message, and one character of noise is the lesser evil. A backslash stays
/// a backslash: this is for reading, not for reading back.
///
/// The agents that run pipelines obey some of what they read in a log: `##vso[…]` and `##[…]` anywhere in a line, `::…::`
/// at its beginning. The second character of such a pair becomes its code, too.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    match command(text) {
        None => visible(text),
        Some(_) => {
            let mut out = String::with_capacity(text.len() + 16);
            let mut rest = text;
            while let Some((head, c, tail)) = command(rest) {
                out.push_str(&visible(head));
                out.extend(c.escape_unicode());
                rest = tail;
            }
            out.push_str(&visible(rest));
            Cow::Owned(out)
        }
    }
}

/// The first thing in `text` that an agent may obey: what stands up to the character that makes it a command, that
/// character, and the rest. A long line may be broken anywhere, so every `::` may come to stand at the beginning of one.
fn command(text: &str) -> Option<(&str, char, &str)> {
    let at = text.find("##").into_iter().chain(text.find("::")).min()?;
    let (head, tail) = text.split_at_checked(at + 1)?;
    let c = tail.chars().next()?;
    Some((head, c, tail.get(c.len_utf8()..)?))
}

/// Shows control and invisible characters.
fn visible(text: &str) -> Cow<'_, str> {
    let unsafe_at = text.find(|c: char| c == '\t' || is_hidden(c));
    let Some((head, tail)) = unsafe_at.and_then(|at| text.split_at_checked(at)) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(head);
    for c in tail.chars() {
        match c {
            '\t' => out.push(' '),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if is_hidden(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// At most `max_chars` characters of `text`; what was cut off the end shows as `…`. Costs no more than what it keeps.
#[must_use]
pub fn shorten(text: &str, max_chars: usize) -> Cow<'_, str> {
    if text.chars().nth(max_chars).is_none() {
        return Cow::Borrowed(text);
    }
    let Some(last) = max_chars.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    Cow::Owned(text.chars().take(last).chain(['…']).collect())
}

/// The terminal columns `text` takes once [`safe`] has been over it.
#[must_use]
pub fn width_of(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// The terminal columns `c` takes once [`safe`] has been over it.
///
/// Wide means the East Asian and emoji blocks, whole: near enough to cut and wrap by, which is all this is for.
#[must_use]
pub fn columns(c: char) -> usize {
    match c {
        ' '..='~' | '\t' => 1,
        '\n' | '\r' => 2,
        c if is_hidden(c) => c.escape_unicode().len(),
        '\u{1100}'..='\u{115e}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f000}'..='\u{1faff}'
        | '\u{20000}'..='\u{3ffff}' => 2,
        _ => 1,
    }
}

/// Breaks one line of safe text at spaces so that the first line takes `first` columns at most and the others `rest`.
/// A word wider than a line is broken where the line ends. There is always at least one line.
#[must_use]
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let (mut used, mut room) = (0, first);
    for (n, word) in text.split(' ').enumerate() {
        let wide = width_of(word);
        if used > 0 && used + 1 + wide > room {
            lines.push(std::mem::take(&mut line));
            (used, room) = (0, rest);
        } else if n > 0 {
            line.push(' ');
            used += 1;
        }
        for c in word.chars() {
            if used > 0 && used + columns(c) > room {
                lines.push(std::mem::take(&mut line));
                (used, room) = (0, rest);
            }
            line.push(c);
            used += columns(c);
        }
    }
    lines.push(line);
    lines
}

/// The parts of `line`, a range of `text`, to show in about `room` columns: all of it if it fits, else the surroundings
/// of each of the `marked` ranges in it, which are in order and apart. Without any, the front. Each range keeps at least
/// its first character. Costs no more than what is shown.
#[must_use]
pub fn window(
    text: &str,
    line: &Range<usize>,
    marked: &[Range<usize>],
    room: usize,
) -> Vec<Range<usize>> {
    let (fits, _) = forward(text, line.clone(), room);
    if fits >= line.end {
        return vec![line.clone()];
    }
    if marked.is_empty() {
        let (end, _) = forward(text, line.clone(), room.saturating_sub(1));
        let front = line.start..end;
        return vec![front];
    }
    // Each share pays for its part of the ellipses too.
    let share = (room / marked.len()).max(MIN_PIECE) - 3;
    let mut pieces: Vec<Range<usize>> = Vec::with_capacity(marked.len());
    for mark in marked {
        let (mut end, used) = forward(text, mark.clone(), share * 2 / 3);
        let front = line.start..mark.start;
        let (mut start, before) = back(text, front.clone(), (share - used) / 2);
        if end == mark.end {
            let (to, after) = forward(text, end..line.end, share - used - before);
            end = to;
            // What the end of the line left over shows more of the front.
            start = back(text, front, share - used - after).0;
        } else {
            end = forward(text, mark.clone(), share - before).0;
        }
        match pieces.last_mut() {
            // A gap this small saves no room.
            Some(last) if start <= last.end + 6 => last.end = last.end.max(end),
            _ => pieces.push(start..end),
        }
    }
    pieces
}

/// How far from the front of `range` one gets in `room` columns, and the columns that took.
fn forward(text: &str, range: Range<usize>, room: usize) -> (usize, usize) {
    let mut used = 0;
    for (at, c) in text.get(range.clone()).unwrap_or_default().char_indices() {
        if used + columns(c) > room {
            return (range.start + at, used);
        }
        used += columns(c);
    }
    (range.end, used)
}

/// The same from the end of `range` towards its front.
fn back(text: &str, range: Range<usize>, room: usize) -> (usize, usize) {
    let mut used = 0;
    let part = text.get(range.clone()).unwrap_or_default();
    for (at, c) in part.char_indices().rev() {
        if used + columns(c) > room {
            return (range.start + at + c.len_utf8(), used);
        }
        used += columns(c);
    }
    (range.start, used)
}

/// Whether a terminal would obey `c`, or show nothing for it: the control characters, the format characters that matter
/// and Unicode's `Default_Ignorable_Code_Point`.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_borrowed() {
        for text in ["", "Fabrikam, Inc.", "Ünïcode 日本 🏢", "C:\\new"] {
            assert!(matches!(safe(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_a_terminal_obeys_or_hides_is_shown() {
        assert_eq!(safe("\u{1b}[31mred"), "\\u{1b}[31mred");
        assert_eq!(safe("a\tb\r\nc\0"), "a b\\r\\nc\\u{0}");
        assert_eq!(safe("nimda\u{202e}x\u{2066}"), "nimda\\u{202e}x\\u{2066}");
        assert_eq!(
            safe("a\u{200b}b\u{feff}\u{ad}"),
            "a\\u{200b}b\\u{feff}\\u{ad}"
        );
        assert_eq!(
            safe("\u{e0041}\u{2028}\u{9b}2J"),
            "\\u{e0041}\\u{2028}\\u{9b}2J"
        );
    }

    #[test]
    fn what_an_agent_obeys_is_no_command_any_more() {
        for (text, shown) in [
            ("a ##vso[task.complete]b", "a #\\u{23}vso[task.complete]b"),
            ("###[error]", "#\\u{23}#[error]"),
            ("::stop-commands::x", ":\\u{3a}stop-commands:\\u{3a}x"),
            ("a::b", "a:\\u{3a}b"),
            ("\t::a", " :\\u{3a}a"),
        ] {
            assert_eq!(safe(text), shown, "{text}");
        }
        for text in ["a: b", "#1", "C#", "Tag:Pilot"] {
            assert_eq!(safe(text), text);
        }
    }

    #[test]
    fn every_character_takes_the_columns_it_claims() {
        for c in (0..=0x2ffff).filter_map(char::from_u32) {
            if is_hidden(c) {
                assert_eq!(safe(&c.to_string()).chars().count(), columns(c), "{c:?}");
            }
        }
    }

    #[test]
    fn shortening_counts_characters() {
        assert_eq!(shorten("äöü", 3), "äöü");
        assert_eq!(shorten("äöüx", 3), "äö…");
        assert_eq!(shorten("äöü", 1), "…");
        assert_eq!(shorten("äöü", 0), "");
        assert_eq!(shorten("", 0), "");
    }

    #[test]
    fn wrapping_breaks_at_spaces_and_else_anywhere() {
        assert_eq!(wrap("one two three", 7, 5), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3, 4), ["abc", "defg", "h"]);
        assert_eq!(wrap("日本語", 4, 4), ["日本", "語"]);
        assert_eq!(wrap("a  b", 9, 9), ["a  b"]);
        assert_eq!(wrap("", 9, 9), [""]);
        assert_eq!(wrap("日本", 0, 0), ["日", "本"]);
    }

    #[test]
    fn a_window_keeps_what_is_marked() {
        let text = "0123456789".repeat(20);
        let all = 0..text.len();
        let cut = |marked: &[(usize, usize)]| -> Vec<(usize, usize)> {
            let marked: Vec<Range<usize>> = marked.iter().map(|m| m.0..m.1).collect();
            let pieces = window(&text, &all, &marked, 60);
            pieces
                .iter()
                .map(|piece| (piece.start, piece.end))
                .collect()
        };
        assert_eq!(window(&text, &all, &[], 200), std::slice::from_ref(&all));
        assert_eq!(cut(&[]), [(0, 59)]);
        assert_eq!(cut(&[(100, 105)]), [(74, 131)]);
        assert_eq!(cut(&[(2, 3)]), [(0, 57)]);
        assert_eq!(cut(&[(200, 200)]), [(143, 200)]);
        assert_eq!(cut(&[(0, 200)]), [(0, 57)]);
        assert_eq!(cut(&[(10, 12), (150, 153)]), [(0, 27), (138, 165)]);
        assert_eq!(cut(&[(10, 12), (40, 42)]), [(0, 55)]);
    }
}
