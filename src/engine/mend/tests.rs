//! What mended rules say on the machine, which is what OPA says.

#![allow(clippy::unwrap_used)]
use std::sync::Arc;

use super::super::{Datum, Library, Trial};
use super::*;

/// A map that lacks the second key, functions that are not defined for it, and a rule that is not there.
const SHARED: &str = "package a.b\n\nkeys := [\"a\", \"z\"]\n\nm := {\"a\": \"A\"}\n\nf(k) := m[k] if k != \"\"\n\nis_a(k) if k == \"a\"\n\nnobody := 1 if input.options.nothing\n\n";

/// What the rule finds: on the machine, and the same on the interpreter.
fn found(rego: &str) -> serde_json::Value {
    let rule = Module {
        path: "rule.rego".to_owned(),
        text: format!("{SHARED}{rego}\n"),
    };
    let library = Library::new(&[], true).unwrap();
    let check = library.compile(&rule, "a.b", true).unwrap();
    assert!(check.runs_on_machine(), "{rego}");
    let trial = Trial::of([]).unwrap().with_rule(&rule, "a.b").unwrap();
    let input = serde_json::json!({"options": {"rs": [{"id": "1", "x": "X"}, {"id": "2"}]}});
    let check = check.beside(Arc::new(trial));
    let said = check.run(&Datum::from_json(input)).unwrap();
    Datum::list(said.fail).to_json()
}

/// Each with what OPA 1.x says.
#[test]
fn what_is_not_there_does_not_hold() {
    let list = |items: &str| format!("fail contains {items} if count(keys) == 2");
    let rows = [
        (
            "fail contains k if {\n\tsome k in keys\n\tv := m[k]\n}",
            r#"["a"]"#,
        ),
        (
            "fail contains k if {\n\tsome k in keys\n\tv := f(k)\n}",
            r#"["a"]"#,
        ),
        (
            "fail contains k if {\n\tsome k in keys\n\tv := {\"v\": m[k]}\n}",
            r#"["a"]"#,
        ),
        (
            "fail contains k if {\n\tsome k in keys\n\tv := nobody\n}",
            "[]",
        ),
        (
            "fail contains k if {\n\tsome k in keys\n\tv := m[k] # said\n\tnot v in [\"B\"]\n}",
            r#"["a"]"#,
        ),
        (
            "fail contains g(k) if some k in keys\n\ng(k) := 1 if v := m[k]\n\nelse := 2",
            "[1,2]",
        ),
        (
            "fail contains g(k) if some k in keys\n\ng(k) := v if {\n\tv := m[k]\n} else := 2",
            r#"[2,"A"]"#,
        ),
        (
            "fail contains 1 if {\n\tevery k in keys {\n\t\tv := f(k)\n\t}\n}",
            "[]",
        ),
        (&list("[v | some k in keys; v := m[k]]"), r#"[["A"]]"#),
        (&list("[m[k] | some k in keys]"), r#"[["A"]]"#),
        (&list("[r.x | some r in input.options.rs]"), r#"[["X"]]"#),
        (&list("[f(k) | some k in keys]"), r#"[["A"]]"#),
        (&list("[nobody | some k in keys]"), "[[]]"),
        (
            &list("[{\"v\": m[k]} | some k in keys]"),
            r#"[[{"v":"A"}]]"#,
        ),
        (
            &list("[lower(r.x) | some r in input.options.rs]"),
            r#"[["x"]]"#,
        ),
        (&list("[input.options.rs[_].x | true]"), r#"[["X"]]"#),
        (&list("[[m[k] | true] | some k in keys]"), r#"[[["A"],[]]]"#),
        (
            &list(
                "[\n\t# said | why\n\tm[k] |\n\t\t# each\n\t\tsome k in keys\n\t\tis_string(k) # so\n\t]",
            ),
            r#"[["A"]]"#,
        ),
        (&list("{k | some k in keys; v := m[k]}"), r#"[["a"]]"#),
        (&list("{k: m[k] | some k in keys}"), r#"[{"a":"A"}]"#),
        (
            &list("{k: v | some k in keys; v := m[k]}"),
            r#"[{"a":"A"}]"#,
        ),
        (&list("{m[k]: 1 | some k in keys}"), r#"[{"A":1}]"#),
        (
            &list("{r.id: {\"x\": r.x} | some r in input.options.rs}"),
            r#"[{"1":{"x":"X"}}]"#,
        ),
        (&list("count([1 | some k in keys; f(k)])"), "[1]"),
    ];
    for (rego, want) in rows {
        assert_eq!(found(rego).to_string(), want, "{rego}");
    }
}

#[test]
fn what_is_there_stays() {
    let rows = [
        (
            "fail contains v if {\n\tsome k in keys\n\tv := k == \"a\"\n}",
            "[false,true]",
        ),
        ("fail contains v if {\n\tv := null\n}", "[null]"),
        (
            "fail contains [k | some k in keys; k != \"\"] if true",
            r#"[["a","z"]]"#,
        ),
        (
            "fail contains [object.get(m, k, null) | some k in keys] if true",
            r#"[["A",null]]"#,
        ),
        (
            "fail contains x if {\n\tk := \"a\"\n\tx := `raw\nstring`\n}",
            r#"["raw\nstring"]"#,
        ),
    ];
    for (rego, want) in rows {
        assert_eq!(found(rego).to_string(), want, "{rego}");
    }
}

#[test]
fn a_condition_before_the_loop_empties_the_comprehension_only() {
    let rows = [
        "fail contains k if {\n\tsome k in keys\n\tcount([1 | is_a(k)]) == 0\n}",
        "fail contains k if {\n\tsome k in keys\n\tcount({x | is_a(k); some x in keys}) == 0\n}",
        "fail contains k if {\n\tsome k in keys\n\tcount({x: 1 |\n\t\tv := m[k]\n\t\tsome x in [v]\n\t}) == 0\n}",
    ];
    for rego in rows {
        assert_eq!(found(rego).to_string(), r#"["z"]"#, "{rego}");
    }
}

#[test]
fn an_undefined_value_takes_the_else() {
    let rows = [
        "fail contains {\"k\": k, \"v\": v} if {\n\tsome k in keys\n\tv := g(k)\n}\n\ng(k) := m[k] if v := f(k)\n\nelse := 2",
        "fail contains {\"k\": k, \"v\": v} if {\n\tsome k in keys\n\tv := g(k)\n}\n\ng(k) := m[k] if {\n\tk != \"q\"\n} else := 2",
        "fail contains {\"k\": k, \"v\": v} if {\n\tsome k in keys\n\tv := g(k)\n}\n\ng(k) := m[k] if k != \"q\"\n\nelse := 2",
        "fail contains {\"k\": k, \"v\": v} if {\n\tsome k in keys\n\tv := g(k)\n}\n\ng(k) := 0 if {\n\tk == \"q\"\n} else := concat(\n\t\"\",\n\t[m[k]],\n) if {\n\t\"x\" in [\"x\"]\n} else := 2",
    ];
    for rego in rows {
        assert_eq!(
            found(rego).to_string(),
            r#"[{"k":"a","v":"A"},{"k":"z","v":2}]"#,
            "{rego}"
        );
    }
}

/// Lines tell where an error is, and which lines ran.
#[test]
fn what_is_mended_stays_on_its_line() {
    let text = "package a\n\nx := [f(k) |\n\tsome k in [1]\n]\n\ny if {\n\tv := f(1)\n\tw := f(\n\t\t2,\n\t)\n\tv == w\n}\n\nf(k) := input.options[k] if k == 1\n\nelse := 2\n";
    let module = Module {
        path: "a.rego".to_owned(),
        text: text.to_owned(),
    };
    let machine = for_machine(&module).unwrap().text;
    let interpreter = for_interpreter(&module).unwrap().text;
    for mended in [machine, interpreter] {
        assert_ne!(mended, text);
        let lines = mended.lines().zip(text.lines());
        for (number, (new, old)) in lines.enumerate() {
            let first = |line: &str| {
                line.split_whitespace()
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            };
            if number != 4 {
                assert!(first(new).starts_with(&first(old)), "{new}");
            }
        }
        assert_eq!(mended.lines().count(), text.lines().count());
    }
}
