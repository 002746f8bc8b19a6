//! Every form carries the same findings: each is read back and counted.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::{EXAMPLES, list};
use crate::bad_input::Files;
use crate::runner::{Done, TODAY, root, tenantlint};

pub(crate) const FORMS: [&str; 11] = [
    "human", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "azure", "markdown",
    "csv",
];

/// One run that writes every form to a file of its own.
pub(crate) struct Written {
    pub(crate) done: Done,
    pub(crate) texts: BTreeMap<&'static str, String>,
}

pub(crate) fn write_all(input: &str, args: &[&str]) -> Written {
    write_all_in(root(), input, &[args, &["--verbose"]].concat(), "2")
}

pub(crate) fn write_all_in(folder: &Path, input: &str, args: &[&str], threads: &str) -> Written {
    let files = Files::new();
    let outputs =
        FORMS.map(|form| format!("--output={form}={}", files.path().join(form).display()));
    let done = tenantlint()
        .dir(folder)
        .args(["check", input, "--as-of", TODAY])
        .args(args)
        .args(&outputs)
        .env("RAYON_NUM_THREADS", threads)
        .run();
    let text = |form: &'static str| {
        let text = std::fs::read_to_string(files.path().join(form));
        (
            form,
            text.unwrap_or_else(|error| panic!("{form}: {error}\n{}", done.shown())),
        )
    };
    Written {
        texts: FORMS.into_iter().map(text).collect(),
        done,
    }
}

/// The findings and diagnostics of a report, and those it says it leaves out.
pub(crate) fn count(form: &str, text: &str) -> usize {
    let json = || serde_json::from_str::<Value>(text).expect("JSON");
    let lines = |begins: &dyn Fn(&str) -> bool| text.lines().filter(|line| begins(line)).count();
    let number_before = |words: &str| {
        let number = text
            .split(words)
            .next()
            .filter(|before| before.len() < text.len());
        number.map_or(0, |before| {
            let digits = before.rsplit(|c: char| !c.is_ascii_digit()).next();
            digits
                .and_then(|digits| digits.parse().ok())
                .expect("a number")
        })
    };
    match form {
        "human" => lines(&|line| {
            ["error[", "warning[", "info["]
                .iter()
                .any(|head| line.starts_with(head))
        }),
        "concise" => text.lines().count(),
        "json" => list(&json(), "findings").len() + list(&json(), "diagnostics").len(),
        "jsonl" => lines(&|line| {
            let line: Value = serde_json::from_str(line).expect("a line of JSON");
            line.get("run").is_none()
        }),
        "sarif" => list(&json()["runs"][0], "results").len(),
        "junit" => lines(&|line| {
            ["<failure ", "<error ", "<skipped "]
                .iter()
                .any(|tag| line.trim_start().starts_with(tag))
        }),
        "github" => {
            let shown = lines(&|line| {
                let command = ["::error ", "::warning ", "::notice "];
                command.iter().any(|head| line.starts_with(head)) && line.contains(" file=")
            });
            shown + number_before(" more not shown here")
        }
        "gitlab" => json().as_array().expect("a list").len(),
        "azure" => text.lines().count(),
        "markdown" => {
            let row = ["| error |", "| warning |", "| info |", "| unknown |"];
            let rows = lines(&|line| row.iter().any(|head| line.starts_with(head)));
            rows + number_before(" findings are left out") + number_before(" finding is left out")
        }
        "csv" => text.lines().count() - 1,
        _ => panic!("{form} is no form"),
    }
}

#[test]
fn every_form_carries_the_same_findings() {
    let mut most = 0;
    let examples = std::fs::read_dir(root().join("examples")).expect("the examples");
    for example in examples.flatten() {
        let example = example.file_name().to_string_lossy().into_owned();
        let written = write_all(&format!("examples/{example}"), &[]);
        let expected = count("json", &written.texts["json"]);
        most = most.max(expected);
        for (form, text) in &written.texts {
            assert_eq!(count(form, text), expected, "{example} as {form}");
        }
        // What standard output gets is what a file gets.
        assert_eq!(written.done.stdout, written.texts["human"], "{example}");
    }
    assert!(most > 30);
}

#[test]
fn a_run_that_can_not_begin_is_said_in_every_form() {
    let written = write_all("examples/quickstart", &["--register", "nowhere.yaml"]);
    assert_eq!(written.done.code, 2, "{}", written.done.shown());
    for (form, text) in &written.texts {
        let found = text
            .lines()
            .filter(|line| line.contains("nowhere.yaml could not be read"));
        assert!(found.count() > 0, "{form}: {text}");
    }
}

#[test]
fn a_file_that_can_not_be_read_is_in_every_form() {
    let files = Files::new().with("broken.json", "{");
    let written = write_all(&files.path().display().to_string(), &[]);
    assert_eq!(written.done.code, 4, "{}", written.done.shown());
    for (form, text) in &written.texts {
        assert!(text.contains("json-invalid"), "{form}: {text}");
        let expected = count("json", &written.texts["json"]);
        let shown = if *form == "human" {
            count(form, text)
        } else {
            expected
        };
        assert_eq!(count(form, text), shown, "{form}");
    }
}

#[test]
fn lines_of_json_keep_their_schema_and_say_what_json_says() {
    let schemas = root().join("schemas");
    let read = |name: &str| -> Value {
        let text = std::fs::read_to_string(schemas.join(name)).expect("the schema");
        serde_json::from_str(&text).expect("the schema is JSON")
    };
    // Two files that refer to each other, as one.
    let mut schema = read("report-line.schema.json");
    let mut text = schema
        .to_string()
        .replace("report.schema.json#/", "#/$defs/report/");
    let report = read("report.schema.json")
        .to_string()
        .replace("\"#/", "\"#/$defs/report/");
    text.insert_str(
        text.len() - 1,
        &format!(",\"$defs\":{{\"report\":{report}}}"),
    );
    schema = serde_json::from_str(&text).expect("one schema");
    schema["$defs"]["report"]
        .as_object_mut()
        .expect("an object")
        .remove("$id");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema compiles");
    for (example, ..) in EXAMPLES {
        let written = write_all(&format!("examples/{example}"), &[]);
        let whole: Value = serde_json::from_str(&written.texts["json"]).expect("JSON");
        let lines: Vec<Value> = written.texts["jsonl"]
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        for line in &lines {
            let errors: Vec<String> = validator.iter_errors(line).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{line}: {errors:?}");
        }
        let of = |key: &str| -> Vec<Value> {
            lines
                .iter()
                .filter_map(|line| line.get(key))
                .cloned()
                .collect()
        };
        assert_eq!(of("finding"), *list(&whole, "findings"));
        assert_eq!(of("diagnostic"), *list(&whole, "diagnostics"));
        let last = &lines.last().expect("a last line")["run"];
        for key in [
            "version", "tool", "asOf", "profile", "inputs", "tenants", "ledger",
        ] {
            assert_eq!(last[key], whole[key], "{key}");
        }
    }
}
