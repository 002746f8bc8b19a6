//! Texts that are not JSON or not YAML.

use super::texts_hold;

#[test]
fn json() {
    let rows = [
        ("empty file", "", "json-invalid 1:1", 4, "empty"),
        (
            "cut off",
            "{\"tenantId\": \"a\",\n \"inboundTrust\": {",
            "json-invalid 2:19",
            4,
            "the end of the text",
        ),
        (
            "cut off in a string",
            "{\"tenantId\": \"a",
            "json-invalid 1:16",
            4,
            "within a string",
        ),
        (
            "trailing comma in a list",
            "[\n  1,\n]",
            "json-invalid 2:4",
            4,
            "trailing comma",
        ),
        (
            "comma forgotten",
            "{\"a\": 1\n \"b\": 2}",
            "json-invalid 2:2",
            4,
            "expected `,`",
        ),
        (
            "colon forgotten",
            "{\"a\" 1}",
            "json-invalid 1:6",
            4,
            "expected `:`",
        ),
        (
            "comment",
            "{\n  // who\n  \"a\": 1}",
            "json-invalid 2:3",
            4,
            "no comments",
        ),
        (
            "single quotes",
            "{'a': 1}",
            "json-invalid 1:2",
            4,
            "double quotes",
        ),
        (
            "key without quotes",
            "{tenantId: 1}",
            "json-invalid 1:2",
            4,
            "`tenantId` without quotes",
        ),
        ("True", "{\"a\": True}", "json-invalid 1:7", 4, "lower case"),
        (
            "two values",
            "{\"a\": 1}\n{\"b\": 2}",
            "json-invalid 2:1",
            4,
            "second value",
        ),
        (
            "raw line break in a string",
            "{\"a\": \"x\ny\"}",
            "json-invalid 1:9",
            4,
            "control character",
        ),
        (
            "escape that JSON lacks",
            "{\"a\": \"\\x41\"}",
            "json-invalid 1:8",
            4,
            "not an escape",
        ),
        (
            "low surrogate first",
            "{\"a\": \"\\udc00\\ud800\"}",
            "json-invalid 1:8",
            4,
            "surrogate",
        ),
        (
            "key twice, once escaped",
            "{\"a\": 1,\n \"\\u0061\": 2}",
            "key-duplicate 2:2",
            4,
            "`a`",
        ),
        (
            "NaN",
            "{\"Rank\": NaN}",
            "number-invalid 1:10",
            4,
            "not a number",
        ),
        (
            "leading zero",
            "{\"Rank\": 007}",
            "number-invalid 1:10",
            4,
            "leading zero",
        ),
        (
            "hexadecimal",
            "{\"Rank\": 0x1F}",
            "number-invalid 1:10",
            4,
            "0x1F",
        ),
        (
            "number without end",
            concat!(
                "[1111111111111111111111111111111111111111",
                "1111111111111111111111111111111111111111]"
            ),
            "number-invalid 1:2",
            4,
            "longer than 64",
        ),
    ];
    texts_hold("export.json", &rows);
}

#[test]
fn yaml() {
    let rows = [
        (
            "tab as indent",
            "default:\n\tisServiceDefault: true\n",
            "yaml-invalid 2:1",
            4,
            "spaces",
        ),
        (
            "key twice",
            "default: {isServiceDefault: true}\npartners: []\ndefault: {isServiceDefault: false}\n",
            "key-duplicate 3:1",
            4,
            "`default`",
        ),
        (
            "alias without anchor",
            "default: *base\n",
            "yaml-invalid 1:10",
            4,
            "anchor",
        ),
        (
            "list as key",
            "? [a, b]\n: c\n",
            "yaml-invalid 1:3",
            4,
            "key",
        ),
        (
            "tag of a program",
            "default: !ruby/object {}\n",
            "yaml-invalid 1:10",
            4,
            "tag",
        ),
        (
            "infinite",
            "Rank: .inf\n",
            "number-invalid 1:7",
            4,
            "finite",
        ),
        (
            "bracket left open",
            "partners: [\n",
            "yaml-invalid 1:11",
            4,
            "",
        ),
        (
            "colon in a plain text",
            "a: b: c\n",
            "yaml-invalid 1:5",
            4,
            "",
        ),
        (
            "second document broken",
            "default: {isServiceDefault: true}\n---\npartners: [}\n",
            "yaml-invalid 3:11",
            4,
            "",
        ),
    ];
    texts_hold("export.yaml", &rows);
}

#[test]
fn nesting() {
    let deep = format!("{}1{}", "[".repeat(129), "]".repeat(129));
    let rows = [(
        "one level too many",
        leak(deep),
        "nesting-too-deep 1:129",
        4,
        "128",
    )];
    texts_hold("export.json", &rows);
    texts_hold("export.yaml", &rows);
    // One level less is read, and holds nothing.
    let allowed = format!("{}1{}", "[".repeat(128), "]".repeat(128));
    let rows = [(
        "as deep as allowed",
        leak(allowed),
        "not-recognised 1:1",
        4,
        "",
    )];
    texts_hold("export.json", &rows);
}

#[test]
fn aliases_that_explode() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let below = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    // An alias in level 4 repeats 11,111 values; with what came before, its eighth is the one too many.

    let rows = [(
        "ten to the ninth",
        leak(text),
        "alias-limit 5:45",
        4,
        "100000",
    )];
    texts_hold("export.yaml", &rows);
}

fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}
