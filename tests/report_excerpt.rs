//! What people see: excerpts and notes, rendered from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr
)]

use std::ops::Range;
use std::time::{Duration, Instant};

use insta::assert_snapshot;
use proptest::prelude::*;
use tenantlint::report::diagnostic::{Note, Severity, Style, render};
use tenantlint::report::excerpt::{Excerpt, Lines, Mark};

/// A line index as `Lines` wants it: line starts, and the characters before every 4 KiB so that a column in a file of
/// one line costs no walk over it.
struct Index {
    lines: Vec<Range<usize>>,
    chars: Vec<usize>,
    offsets: Vec<usize>,
}

const STEP: usize = 4096;

impl Index {
    fn new(text: &str) -> Index {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let bare = line.trim_end_matches('\n');
            let bare = bare.strip_suffix('\r').unwrap_or(bare);
            lines.push(start..start + bare.len());
            start += line.len();
        }
        if text.is_empty() || text.ends_with('\n') {
            lines.push(start..start);
        }
        let (mut chars, mut offsets, mut count) = (Vec::new(), Vec::new(), 0);
        for (offset, _) in text.char_indices() {
            if offset >= chars.len() * STEP {
                chars.push(count);
                offsets.push(offset);
            }
            count += 1;
        }
        Index {
            lines,
            chars,
            offsets,
        }
    }

    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let step = self.offsets.partition_point(|&at| at <= offset);
        let Some(step) = step.checked_sub(1) else {
            return 0;
        };
        self.chars[step] + text[self.offsets[step]..offset].chars().count()
    }
}

impl Lines for Index {
    fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset) - 1
    }
    fn line_range(&self, line: usize) -> Range<usize> {
        self.lines[line].clone()
    }
    fn line_count(&self) -> usize {
        self.lines.len()
    }
    fn column_of(&self, text: &str, offset: usize) -> usize {
        let start = self.lines[self.line_of(offset)].start;
        self.chars_before(text, offset) - self.chars_before(text, start)
    }
}

/// An excerpt of `text` with a mark on each `part` of it, the first one primary.
fn excerpt(name: &str, text: &str, parts: &[(&str, &str)]) -> Excerpt {
    let marks: Vec<Mark<'_>> = parts
        .iter()
        .enumerate()
        .map(|(n, (part, label))| {
            let start = text.find(part).expect("part is in text");
            Mark {
                start,
                end: start + part.len(),
                label,
                primary: n == 0,
            }
        })
        .collect();
    Excerpt::new(name, text, &Index::new(text), &marks, 80)
}

fn note(excerpts: Vec<Excerpt>) -> Note {
    Note {
        severity: Severity::Error,
        code: "mfa-trust-missing".into(),
        message: "Fabrikam's users get in without a second factor that this tenant accepts".into(),
        help: None,
        url: None,
        excerpts,
    }
}

const PLAIN: Style = Style {
    graphical: false,
    unicode: true,
    colour: true,
    width: 80,
    links: true,
};
const ASCII: Style = Style {
    unicode: false,
    ..PLAIN
};
const TERMINAL: Style = Style {
    graphical: true,
    ..PLAIN
};

fn plain(excerpts: Vec<Excerpt>) -> String {
    render(&note(excerpts), &PLAIN)
}

const POLICY: &str = r#"{
  "tenantId": "3d7e…",
  "displayName": "Fabrikam",
  "inboundTrust": {
    "isMfaAccepted": false,
    "isCompliantDeviceAccepted": true
  },
  "a": 1,
  "b": 2,
  "c": 3,
  "b2bCollaborationInbound": {
    "usersAndGroups": {
      "accessType": "allowed"
    }
  }
}
"#;

#[test]
fn several_lines_of_json() {
    let found = excerpt(
        "tenants/fabrikam.json",
        POLICY,
        &[("\"isMfaAccepted\": false", "not accepted")],
    );
    let full = Note {
        help: Some("set isMfaAccepted to true, or write down in the register why Fabrikam's users need no second factor here\nsee also: waivers\n".into()),
        url: Some("https://example.com/rules/mfa-trust-missing".into()),
        ..note(vec![found])
    };
    assert_snapshot!(render(&full, &PLAIN), @r#"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ╭─[tenants/fabrikam.json:5:5]
     4 │   "inboundTrust": {
     5 │     "isMfaAccepted": false,
       ·     ───────────┬──────────
       ·                ╰── not accepted
     6 │     "isCompliantDeviceAccepted": true
       ╰────
      help: set isMfaAccepted to true, or write down in the register why Fabrikam's
            users need no second factor here
            see also: waivers
      see: https://example.com/rules/mfa-trust-missing
    "#);
    assert_snapshot!(render(&full, &ASCII), @r#"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ,-[tenants/fabrikam.json:5:5]
     4 |   "inboundTrust": {
     5 |     "isMfaAccepted": false,
       |     ^^^^^^^^^^^^^^^^^^^^^^
       |                `-- not accepted
     6 |     "isCompliantDeviceAccepted": true
       `----
      help: set isMfaAccepted to true, or write down in the register why Fabrikam's
            users need no second factor here
            see also: waivers
      see: https://example.com/rules/mfa-trust-missing
    "#);
    assert_snapshot!(render(&full, &TERMINAL).replace('\u{1b}', "␛"), @r#"
    ␛[1;31merror[␛]8;;https://example.com/rules/mfa-trust-missing␛\mfa-trust-missing␛]8;;␛\]␛[0m: ␛[1mFabrikam's users get in without a second factor that␛[0m
      ␛[1mthis tenant accepts␛[0m
       ╭─[␛[36mtenants/fabrikam.json:5:5␛[0m]
     ␛[2m4␛[0m │   "inboundTrust": {
     ␛[2m5␛[0m │     "isMfaAccepted": false,
       · ␛[31m    ───────────┬──────────␛[0m
       ·                ␛[31m╰── ␛[31mnot accepted␛[0m␛[0m
     ␛[2m6␛[0m │     "isCompliantDeviceAccepted": true
       ╰────
    ␛[36m  help: ␛[0mset isMfaAccepted to true, or write down in the register why Fabrikam's
            users need no second factor here
            see also: waivers
    "#);
    let warning = Note {
        severity: Severity::Warning,
        ..full
    };
    let style = Style {
        links: false,
        colour: false,
        ..TERMINAL
    };
    assert_eq!(
        render(&warning, &style),
        render(&warning, &PLAIN),
        "a terminal without colours and links shows what a pipe gets"
    );
}

#[test]
fn an_object_is_underlined_on_its_first_line() {
    let start = POLICY.find("{\n    \"isMfa").unwrap();
    let end = POLICY.find("  },").unwrap() + 3;
    let mark = Mark {
        start,
        end,
        label: "this section",
        primary: true,
    };
    let found = Excerpt::new("a.json", POLICY, &Index::new(POLICY), &[mark], 80);
    assert_snapshot!(plain(vec![found]), @r#"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ╭─[a.json:4:19]
     3 │   "displayName": "Fabrikam",
     4 │   "inboundTrust": {
       ·                   ┬
       ·                   ╰── this section
     5 │     "isMfaAccepted": false,
       ╰────
    "#);
}

#[test]
fn two_labels_far_apart_begin_with_the_primary() {
    let found = excerpt(
        "tenants/fabrikam.json",
        POLICY,
        &[
            ("\"accessType\": \"allowed\"", "everybody may come in"),
            (
                "\"isMfaAccepted\": false",
                "and nobody's second factor counts",
            ),
        ],
    );
    assert_snapshot!(plain(vec![found]), @r#"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
        ╭─[tenants/fabrikam.json:13:7]
     12 │     "usersAndGroups": {
     13 │       "accessType": "allowed"
        ·       ───────────┬───────────
        ·                  ╰── everybody may come in
     14 │     }
        ╰────
       ╭─[tenants/fabrikam.json:5:5]
     4 │   "inboundTrust": {
     5 │     "isMfaAccepted": false,
       ·     ───────────┬──────────
       ·                ╰── and nobody's second factor counts
     6 │     "isCompliantDeviceAccepted": true
       ╰────
    "#);
}

#[test]
fn two_files() {
    let register = "partners:\n  - name: Fabrikam\n    mfa: required\n    until: 2027-01-01\n";
    let found = vec![
        excerpt(
            "tenants/fabrikam.json",
            POLICY,
            &[("\"isMfaAccepted\": false", "not accepted here")],
        ),
        excerpt(
            "register.yaml",
            register,
            &[("mfa: required", "but asked for here")],
        ),
    ];
    assert_snapshot!(plain(found), @r#"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ╭─[tenants/fabrikam.json:5:5]
     4 │   "inboundTrust": {
     5 │     "isMfaAccepted": false,
       ·     ───────────┬──────────
       ·                ╰── not accepted here
     6 │     "isCompliantDeviceAccepted": true
       ╰────
       ╭─[register.yaml:3:5]
     2 │   - name: Fabrikam
     3 │     mfa: required
       ·     ──────┬──────
       ·           ╰── but asked for here
     4 │     until: 2027-01-01
       ╰────
    "#);
}

#[test]
fn neighbours_and_overlaps_on_one_line() {
    let text = r#"{"inboundTrust":{"isMfaAccepted":false,"x":1},"name":"Fabrikam"}"#;
    let found = excerpt(
        "a.json",
        text,
        &[
            (r#"{"isMfaAccepted":false,"x":1}"#, "the section"),
            (r#""isMfaAccepted""#, "the key"),
            ("false", "the value"),
            (r#""Fabrikam""#, ""),
            ("false", "said twice"),
        ],
    );
    assert_snapshot!(plain(vec![found]), @r#"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ╭─[a.json:1:17]
     1 │ {"inboundTrust":{"isMfaAccepted":false,"x":1},"name":"Fabrikam"}
       ·                 ┬───────┬─────── ──┬──               ──────────
       ·                 │       │          ╰─┤ the value
       ·                 │       │            │ said twice
       ·                 │       ╰── the key
       ·                 ╰── the section
       ╰────
    "#);
}

/// 10 MB on one line, and a finding every 100 bytes or so.
fn one_line(bytes: usize) -> String {
    let mut text = String::from("[");
    let mut n = 0;
    while text.len() < bytes {
        text.push_str(&format!(r#"{{"id":{n},"displayName":"Fabrikam Süd","inboundTrust":{{"isMfaAccepted":false,"isCompliantDeviceAccepted":false}}}},"#));
        n += 1;
    }
    text.push_str("{}]");
    text
}

#[test]
fn a_file_of_one_long_line() {
    let text = one_line(10_000_000);
    let found = excerpt(
        "dump.json",
        &text,
        &[
            (r#"{"id":50000,"displayName""#, "this partner"),
            (r#""id":70007"#, "and that one"),
        ],
    );
    assert_snapshot!(plain(vec![found]), @r#"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ╭─[dump.json:1:5738892]
     1 │ …lse}},{"id":50000,"displayName" … d":false}},{"id":70007,"displayNam…
       ·        ────────────┬────────────               ─────┬────
       ·                    │                                ╰── and that one
       ·                    ╰── this partner
       ╰────
    "#);
    let before = text.find("{\"id\":50000,").unwrap();
    assert_eq!(text[..before].chars().count() + 1, 5_738_892);
    let whole = Mark {
        start: 0,
        end: text.len(),
        label: "all of it",
        primary: true,
    };
    let found = Excerpt::new("dump.json", &text, &Index::new(&text), &[whole], 80);
    assert_snapshot!(plain(vec![found]), @r#"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ╭─[dump.json:1:1]
     1 │ [{"id":0,"displayName":"Fabrikam Süd","inboundTrust":{"isMfaAccepted":fa…
       · ────────────────────────────────────┬───────────────────────────────────
       ·                                     ╰── all of it
       ╰────
    "#);
    let end = Mark {
        start: text.len(),
        end: text.len(),
        label: "the end",
        primary: true,
    };
    let found = Excerpt::new("dump.json", &text, &Index::new(&text), &[end], 80);
    assert_snapshot!(plain(vec![found]), @r#"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ╭─[dump.json:1:9913740]
     1 │ …undTrust":{"isMfaAccepted":false,"isCompliantDeviceAccepted":false}},{}]
       ·                                                                          ┬
       ·                                                                          ╰── the end
       ╰────
    "#);
}

#[test]
fn what_is_hostile_is_shown() {
    let text = "{\n\t\"displayName\": \"\u{1b}[2J\u{1b}]8;;http://evil\u{7}Fabri\u{202e}mak\u{200b}\",\n\t\"town\": \"東京 🏢\", \"x\": \"é\u{301}\"\n}";
    let found = excerpt(
        "a\u{1b}[31m\n.json",
        text,
        &[
            (
                "\u{1b}[2J",
                "clears\u{1b}[2J the screen\nerror[fake]: gotcha",
            ),
            ("mak\u{200b}", "reversed"),
            ("🏢", "an office"),
            ("\"x\"", "after wide characters"),
        ],
    );
    let hostile = Note {
        code: "odd-\u{9b}name".into(),
        message: "the name \"\u{1b}[2J\u{202e}kirbaF\"\nerror[fake]: gotcha".into(),
        help: Some("rename\u{7} it\r\nor ask\u{2028}Fabrikam".into()),
        url: Some("https://example.com/\u{1b}\\".into()),
        ..note(vec![found])
    };
    assert_snapshot!(render(&hostile, &PLAIN), @r#"
    error[odd-\u{9b}name]: the name "\u{1b}[2J\u{202e}kirbaF"\nerror[fake]: gotcha
       ╭─[a\u{1b}[31m\n.json:2:18]
     1 │ {
     2 │ …playName": "\u{1b}[2J\u{1b}]8;;http://evil\u{7}Fabri\u{202e}mak\u{200b}",
       ·              ────┬────                                       ─────┬─────
       ·                  │                                                ╰── reversed
       ·                  ╰── clears\u{1b}[2J the screen\nerror[fake]: gotcha
     3 │  "town": "東京 🏢", "x": "é́"
       ·                ─┬   ─┬─
       ·                 │    ╰── after wide characters
       ·                 ╰── an office
     4 │ }
       ╰────
      help: rename\u{7} it
            or ask\u{2028}Fabrikam
      see: https://example.com/\u{1b}\
    "#);
    assert!(!render(&hostile, &TERMINAL).contains("\u{1b}]8;;"));
}

#[test]
fn windows_line_ends() {
    let text = POLICY.replace('\n', "\r\n");
    let found = excerpt(
        "a.json",
        &text,
        &[("\"isMfaAccepted\": false", "not accepted")],
    );
    let unix = excerpt(
        "a.json",
        POLICY,
        &[("\"isMfaAccepted\": false", "not accepted")],
    );
    assert_eq!(plain(vec![found]), plain(vec![unix]));
}

#[test]
fn the_end_of_a_file_and_an_empty_one() {
    let mark = |at| Mark {
        start: at,
        end: at,
        label: "something is missing",
        primary: true,
    };
    let at = |text: &str, at| {
        plain(vec![Excerpt::new(
            "a.json",
            text,
            &Index::new(text),
            &[mark(at)],
            80,
        )])
    };
    assert_snapshot!(at("{\n  \"a\": 1\n", 11), @r#"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ╭─[a.json:3:1]
     2 │   "a": 1
     3 │
       · ┬
       · ╰── something is missing
       ╰────
    "#);
    assert_snapshot!(at("{\n  \"a\": 1\n", 12), @r#"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ╭─[a.json:3:1]
     2 │   "a": 1
     3 │
       · ┬
       · ╰── something is missing
       ╰────
    "#);
    assert_snapshot!(at("{}", usize::MAX), @r"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ╭─[a.json:1:3]
     1 │ {}
       ·   ┬
       ·   ╰── something is missing
       ╰────
    ");
    assert_snapshot!(at("", 0), @r"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
       ╭─[a.json:1:1]
     1 │
       · ┬
       · ╰── something is missing
       ╰────
    ");
    assert_snapshot!(plain(vec![Excerpt::new("a.json", "{}", &Index::new("{}"), &[], 80)]), @r"
    error[mfa-trust-missing]: Fabrikam's users get in without a second factor that
      this tenant accepts
      in: a.json
    ");
}

#[test]
fn more_marks_than_anyone_reads() {
    let text = "allow: all\n".repeat(40);
    let marks: Vec<Mark<'_>> = (0..40)
        .map(|n| Mark {
            start: n * 11,
            end: n * 11 + 5,
            label: "",
            primary: n == 39,
        })
        .collect();
    let found = Excerpt::new("a.yaml", &text, &Index::new(&text), &marks, 80);
    assert_eq!(found.labels().len(), 12);
    let shown = plain(vec![found]);
    assert!(
        shown.lines().nth(2).unwrap().ends_with("[a.yaml:40:1]"),
        "{shown}"
    );
    assert!(
        shown.ends_with("  and 28 more places in this file\n"),
        "{shown}"
    );
}

#[test]
fn a_long_code_leaves_the_message_its_own_line() {
    let named = Note {
        severity: Severity::Info,
        code: "b2b-direct-connect-inbound-all-users".into(),
        ..note(vec![])
    };
    let narrow = Style { width: 0, ..PLAIN };
    assert_snapshot!(render(&named, &narrow), @r"
    info[b2b-direct-connect-inbound-all-users]:
      Fabrikam's users get in without a
      second factor that this tenant accepts
    ");
}

#[test]
fn long_texts_wrap() {
    let long = "Every user of every partner, and every guest that any of them ever invited, may join every shared channel. ".repeat(3);
    let found = excerpt("a.json", POLICY, &[("\"isMfaAccepted\": false", &long)]);
    let long = Note {
        message: long.clone(),
        help: Some(long.clone()),
        ..note(vec![found])
    };
    let shown = render(&long, &PLAIN);
    assert_snapshot!(shown, @r#"
    error[mfa-trust-missing]: Every user of every partner, and every guest that any
      of them ever invited, may join every shared channel. Every user of every
      partner, and every guest that any of them ever invited, may join every shared
      channel. Every user of every partner, and every guest that any of them ever
      invited, may join every shared channel.
       ╭─[a.json:5:5]
     4 │   "inboundTrust": {
     5 │     "isMfaAccepted": false,
       ·     ───────────┬──────────
       ·                ╰─┤ Every user of every partner, and every guest that any of
       ·                  │ them ever invited, may join every shared channel. Every
       ·                  │ user of every partner, and every guest that any of them
       ·                  │ ever invited, may join every shared channel. Every user
       ·                  │ of every partner, and every guest that any of them ever
       ·                  │ invited, may join …
     6 │     "isCompliantDeviceAccepted": true
       ╰────
      help: Every user of every partner, and every guest that any of them ever
            invited, may join every shared channel. Every user of every partner, and
            every guest that any of them ever invited, may join every shared
            channel. Every user of every partner, and every guest that any of them
            ever invited, may join every shared channel.
    "#);
    assert!(
        shown.lines().all(|line| line.chars().count() <= 80),
        "{shown}"
    );
}

/// A debug build is ten times slower.
const FINDINGS: usize = if cfg!(debug_assertions) {
    1_000
} else {
    10_000
};

/// What that many findings of one file take, one at a time.
fn time_of_findings(text: &str) -> Duration {
    let index = Index::new(text);
    let at: Vec<usize> = text.match_indices("false").map(|(at, _)| at).collect();
    let start = Instant::now();
    let mut bytes = 0;
    for n in 0..FINDINGS {
        let start = at[n * 7919 % at.len()];
        let mark = Mark {
            start,
            end: start + 5,
            label: "not accepted",
            primary: true,
        };
        let found = Excerpt::new("dump.json", text, &index, &[mark], 100);
        bytes += render(&note(vec![found]), &TERMINAL).len();
    }
    assert!(bytes > 100 * FINDINGS);
    start.elapsed()
}

#[test]
fn the_cost_is_that_of_the_excerpt() {
    let small = time_of_findings(&one_line(15_000));
    let large = time_of_findings(&one_line(15_000_000));
    eprintln!(
        "{} and {} ns per finding",
        small.as_nanos() / FINDINGS as u128,
        large.as_nanos() / FINDINGS as u128
    );
    // Anything that walks the line would be a hundred times slower. The slack is for a busy machine.
    assert!(large < small * 10, "{small:?} and {large:?}");
}

/// Text that is likely to be awkward.
fn awkward() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[ -~]{0,12}",
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(String::from),
        2 => prop::sample::select(vec!["\n", "\r\n", "\r", "\t", "\u{1b}[31m", "\u{202e}", "\u{200d}", "日本", "🏢", "e\u{301}", "\u{85}", "\u{2028}"])
            .prop_map(String::from),
    ];
    let short = prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat());
    (short, prop_oneof![8 => Just(1usize), 1 => 2..200usize])
        .prop_map(|(text, times)| text.repeat(times))
}

/// `text` without its SGR escape sequences; any other escape stays.
fn without_colours(text: &str) -> String {
    let mut out = String::new();
    for (n, part) in text.split("\u{1b}[").enumerate() {
        match part.split_once('m') {
            _ if n == 0 => out.push_str(part),
            Some((sgr, rest)) if sgr.bytes().all(|b| b.is_ascii_digit() || b == b';') => {
                out.push_str(rest);
            }
            _ => out.extend(["\u{1b}", part]),
        }
    }
    out
}

fn is_raw(c: char) -> bool {
    let hidden =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (c.is_control() && c != '\n') || hidden
}

proptest! {
    #[test]
    fn nothing_panics_and_nothing_raw_gets_out(
        text in awkward(),
        words in prop::collection::vec(awkward(), 5),
        spots in prop::collection::vec((0..3000usize, 0..3000usize, any::<bool>()), 0..20),
        flags in (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()),
        width in 0..200usize,
    ) {
        let marks: Vec<Mark<'_>> = spots
            .iter()
            .map(|&(start, len, primary)| Mark { start, end: start + len % 40, label: &words[start % 5], primary })
            .collect();
        let index = Index::new(&text);
        let first = Excerpt::new(&words[0], &text, &index, &marks, width);
        let second = Excerpt::new("b", &text, &index, &marks[marks.len() / 2..], 80);
        let (graphical, unicode, colour, links) = flags;
        let style = Style { graphical, unicode, colour, width, links };
        let note = Note {
            severity: Severity::Info,
            code: words[1].clone(),
            message: words[2].clone(),
            help: Some(words[3].clone()),
            url: Some(words[4].clone()),
            excerpts: vec![first.clone(), second],
        };
        let mut shown = render(&note, &style);
        prop_assert!(shown.ends_with('\n') && !shown.ends_with("\n\n"));
        if graphical && colour {
            shown = without_colours(&shown);
        }
        prop_assert!(!shown.contains(is_raw), "{shown:?}");
        prop_assert!(!shown.contains("Failed to read"), "{shown}");
        for line in shown.lines().filter(|line| line.contains('│')) {
            prop_assert!(line.chars().count() < 500, "{line}");
        }
        // Every mark has an underline of its own, in order.
        let labels = first.labels();
        prop_assert!(labels.iter().all(|label| !label.is_empty()));
        prop_assert!(labels.windows(2).all(|two| two[0].offset() + two[0].len() <= two[1].offset()));
    }
}
