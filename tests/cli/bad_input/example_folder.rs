//! The files of `examples/broken-exports`: what each of them must give.

use super::{Expected, all_hold, judge};
use crate::runner::{TODAY, root, tenantlint};

/// Every file of `examples/broken-exports`, with what must be said of it.
const BROKEN: &[(&str, &str, i32, &str)] = &[
    (
        "access-type-in-wrong-case.json",
        "value-unknown 5:7",
        4,
        "`allowed`",
    ),
    (
        "access-type-unknown.json",
        "value-unknown 5:7",
        4,
        "`blocked`",
    ),
    (
        "access-type-with-stray-blank.json",
        "value-unknown 5:7",
        4,
        "blanks count",
    ),
    (
        "batch-with-failed-response.json",
        "graph-error 15:36",
        4,
        "Forbidden",
    ),
    (
        "boolean-as-text.json",
        "type-wrong 4:5",
        4,
        "without quotes",
    ),
    (
        "default-missing/partners.json",
        "default-missing 7:7",
        4,
        "export the default",
    ),
    (
        "graph-error.json",
        "graph-error 3:13",
        4,
        "Authorization_RequestDenied",
    ),
    ("key-twice.json", "key-duplicate 5:3", 4, "`inboundTrust`"),
    ("lone-surrogate.json", "json-invalid 3:29", 4, "surrogate"),
    ("nested-too-deep.json", "nesting-too-deep 1:198", 4, "128"),
    (
        "next-page-missing.json",
        "page-missing 3:22",
        4,
        "@odata.nextLink",
    ),
    ("not-utf-8.json", "encoding-invalid 1:1", 4, "byte 77"),
    (
        "number-not-finite.json",
        "number-invalid 6:13",
        4,
        "too large",
    ),
    // Nothing is broken here, and nothing is left to judge.
    (
        "partner-deleted.json",
        "record-deleted 4:22",
        3,
        "recycle bin",
    ),
    ("partners-null.json", "partners-null 1:15", 4, "`[]`"),
    (
        "result-of-another-tool.json",
        "result-file 2:3",
        4,
        "ScubaGear",
    ),
    (
        "trailing-comma.json",
        "json-invalid 4:26",
        4,
        "trailing comma",
    ),
    (
        "truncated-by-convertto-json.json",
        "export-truncated 9:7",
        4,
        "-Depth 10",
    ),
    ("yaml-1-1-yes.yaml", "type-wrong 4:3", 4, "write `true`"),
];

#[test]
fn the_example_folder() {
    let wrong = BROKEN
        .iter()
        .filter_map(|(name, said, exit, words)| {
            let path = format!("examples/broken-exports/{name}");
            let done = tenantlint()
                .args(["check", &path, "--format", "json", "--as-of", TODAY])
                .run();
            let expected = Expected {
                said,
                exit: *exit,
                words,
            };
            judge(name, &done, expected)
        })
        .collect();
    all_hold(wrong);
}

#[test]
fn no_file_of_the_example_folder_is_forgotten() {
    let folder = root().join("examples/broken-exports");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.into_string().expect("UTF-8"))
        .filter(|name| name.ends_with(".json") || name.ends_with(".yaml"))
        .chain(["default-missing/partners.json".to_owned()])
        .collect();
    names.sort();
    let table: Vec<&str> = BROKEN.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names, table);
    let readme = std::fs::read_to_string(folder.join("README.md")).expect("README.md");
    for name in table {
        assert!(
            readme.contains(&format!("`{name}`")),
            "{name} is not in README.md"
        );
    }
}
