//! JUnit XML is well-formed and has the structure of the common schema. `.ci/junit` holds it against the schema itself.

use super::EXAMPLES;
use super::forms::{count, write_all};

/// An element: its name, its attributes, the elements in it.
struct Element<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    children: Vec<Element<'a>>,
}

impl Element<'_> {
    fn get(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(key, _)| *key == name);
        found
            .unwrap_or_else(|| panic!("<{}> has no {name}", self.name))
            .1
    }

    fn number(&self, name: &str) -> usize {
        self.get(name).parse().expect("a number")
    }
}

/// Reads what the writer writes: elements with an end tag, attributes in double quotes, escaped text.
fn read<'a>(text: &mut &'a str) -> Element<'a> {
    let (tag, rest) = text
        .strip_prefix('<')
        .and_then(|text| text.split_once('>'))
        .expect("a tag");
    *text = rest;
    let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut element = Element {
        name,
        attributes: Vec::new(),
        children: Vec::new(),
    };
    while !attributes.is_empty() {
        let (key, rest) = attributes.split_once("=\"").expect("an attribute");
        let (value, rest) = rest.split_once('"').expect("an end of the value");
        check_text(value);
        element.attributes.push((key.trim(), value));
        attributes = rest.trim_start();
    }
    loop {
        let at = text.find('<').expect("an end tag");
        check_text(&text[..at]);
        *text = &text[at..];
        if let Some(rest) = text.strip_prefix("</") {
            let (end, rest) = rest.split_once('>').expect("an end tag");
            assert_eq!(end, name);
            *text = rest;
            return element;
        }
        element.children.push(read(text));
    }
}

fn check_text(text: &str) {
    assert!(!text.contains(['<', '>']), "{text}");
    for (at, _) in text.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"];
        assert!(
            known.iter().any(|entity| text[at..].starts_with(entity)),
            "{text}"
        );
    }
    let allowed = |c: char| c == '\n' || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    assert!(text.chars().all(allowed), "{text:?}");
}

/// Holds the structure and the sums; the number of tests that did not pass.
pub(crate) fn holds(text: &str) -> usize {
    let text = text
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .expect("a head");
    let mut text = text.trim_end();
    let suites = read(&mut text);
    assert_eq!((suites.name, text), ("testsuites", ""));
    let (mut tests, mut failures, mut errors, mut skipped) = (0, 0, 0, 0);
    for suite in &suites.children {
        assert_eq!(suite.name, "testsuite");
        let cases = suite
            .children
            .iter()
            .filter(|child| child.name == "testcase");
        let names: Vec<&str> = suite.children.iter().map(|child| child.name).collect();
        let around = ["properties", "system-out", "system-err"];
        assert!(
            names
                .iter()
                .all(|name| *name == "testcase" || around.contains(name)),
            "{names:?}"
        );
        let mut counted = [0; 3];
        for case in cases.clone() {
            assert!(!case.get("name").is_empty() && !case.get("classname").is_empty());
            assert!(case.children.len() <= 1);
            for outcome in &case.children {
                let kind = ["failure", "error", "skipped"];
                let at = kind.iter().position(|kind| *kind == outcome.name);
                counted[at.expect("an outcome")] += 1;
                assert!(!outcome.get("message").is_empty());
            }
        }
        assert_eq!(suite.number("tests"), cases.count());
        assert_eq!(
            ["failures", "errors", "skipped"].map(|name| suite.number(name)),
            counted
        );
        tests += suite.number("tests");
        failures += counted[0];
        errors += counted[1];
        skipped += counted[2];
    }
    assert_eq!(
        ["tests", "failures", "errors"].map(|name| suites.number(name)),
        [tests, failures, errors]
    );
    failures + errors + skipped
}

#[test]
fn reports_have_the_structure_and_their_sums() {
    for (example, ..) in EXAMPLES {
        for profile in ["baseline", "strict"] {
            let written = write_all(&format!("examples/{example}"), &["--profile", profile]);
            let text = &written.texts["junit"];
            assert_eq!(holds(text), count("junit", text), "{example}");
            // What can't be told fails a run under strict.
            let of = |tag: &str| {
                text.lines()
                    .filter(|line| line.contains(&format!("<{tag} type=\"unknown\"")))
                    .count()
            };
            let unknown = written.texts["concise"].matches(": unknown[").count();
            let expected = if profile == "strict" {
                (0, unknown)
            } else {
                (unknown, 0)
            };
            assert_eq!((of("skipped"), of("error")), expected, "{example}");
        }
    }
}
