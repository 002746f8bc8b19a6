//! Exports that are JSON or YAML but not to be trusted: the files of `examples/broken-exports`, and more.

use super::{Expected, Files, SOUND, all_hold, judge, texts_hold};
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

#[test]
fn values() {
    let rows = [
        (
            "boolean as number",
            "tenantId: a\ninboundTrust: {isMfaAccepted: 1}\n",
            "type-wrong 2:16",
            4,
            "true or false",
        ),
        (
            "boolean as the text of PowerShell",
            "tenantId: a\nisServiceProvider: \"False\"\ninboundTrust: {}\n",
            "type-wrong 2:1",
            4,
            "not read as off",
        ),
        (
            "PascalCase is shown as written",
            "TenantId: a\nInboundTrust: {IsMfaAccepted: \"True\"}\n",
            "type-wrong 2:16",
            4,
            "`IsMfaAccepted`",
        ),
        (
            "targets is one object, as PowerShell unrolls a list of one",
            "tenantId: a\nb2bCollaborationInbound: {usersAndGroups: {accessType: allowed, targets: {target: AllUsers, targetType: user}}, applications: {accessType: allowed, targets: []}}\n",
            "type-wrong 2:65",
            4,
            "a list",
        ),
        (
            "target type in wrong case",
            "tenantId: a\nb2bDirectConnectInbound:\n  usersAndGroups: {accessType: allowed, targets: [{target: AllUsers, targetType: User}]}\n  applications: {accessType: allowed, targets: []}\n",
            "value-unknown 3:70",
            4,
            "`user`",
        ),
        (
            "Graph's placeholder for what is to come",
            "tenantId: a\nb2bDirectConnectInbound:\n  usersAndGroups: {accessType: unknownFutureValue, targets: []}\n  applications: {accessType: blocked, targets: []}\n",
            "value-unknown 3:20",
            4,
            "unknownFutureValue",
        ),
        (
            "hashtable as text",
            "tenantId: a\nautomaticUserConsentSettings: \"@{inboundAllowed=; outboundAllowed=}\"\n",
            "export-truncated 2:1",
            4,
            "-Depth 10",
        ),
        (
            "list as text",
            "tenantId: a\nb2bDirectConnectInbound:\n  usersAndGroups: {accessType: allowed, targets: 'System.Object[]'}\n  applications: {accessType: blocked, targets: []}\n",
            "export-truncated 3:41",
            4,
            "-Depth 10",
        ),
        (
            "partner without tenant id",
            "default: {isServiceDefault: true}\npartners:\n  - inboundTrust: {isMfaAccepted: true}\n",
            "key-missing 3:5",
            4,
            "`tenantId`",
        ),
        (
            "channel policy without a name",
            "channelPolicies:\n  - AllowSharedChannelCreation: true\n",
            "key-missing 2:5",
            4,
            "`Identity`",
        ),
        (
            "partner that is a text",
            "default: {isServiceDefault: true}\npartners:\n  - {tenantId: b, inboundTrust: {}}\n  - fabrikam\n",
            "type-wrong 4:5",
            4,
            "an object",
        ),
        (
            "switch as text",
            "- Identity: Global\n  AllowSharedChannelCreation: Enabled\n",
            "type-wrong 2:3",
            4,
            "true or false",
        ),
    ];
    texts_hold("export.yaml", &rows);
}

#[test]
fn wholes() {
    let rows = [
        (
            "partners null beside a default",
            "default: {isServiceDefault: true}\npartners: null\n",
            "partners-null 2:11",
            4,
            "not exported",
        ),
        (
            "collection with value null",
            "'@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners'\nvalue: null\n",
            "partners-null 2:8",
            4,
            "",
        ),
        (
            "two defaults",
            "- {isServiceDefault: true}\n- {isServiceDefault: false}\n",
            "default-twice 2:4",
            4,
            "only the first",
        ),
        (
            "something else",
            "- {name: build, steps: [test]}\n",
            "not-recognised 1:1",
            4,
            "no settings",
        ),
        (
            "Conditional Access",
            "{conditions: {}, grantControls: {}}\n",
            "not-recognised 1:2",
            4,
            "Conditional Access",
        ),
        ("nothing at all", "\n", "not-recognised 1:1", 4, ""),
        (
            "several partners inherit, said once",
            "- {tenantId: a, inboundTrust: null}\n- {tenantId: b, inboundTrust: null}\n",
            "default-missing 1:17",
            4,
            "2 partners inherit",
        ),
    ];
    texts_hold("export.yaml", &rows);
}

#[test]
fn files() {
    let missing = Files::new().check(&["--no-config", "nowhere.json"]);
    let too_large = Files::new().with("huge.json", "");
    let file = std::fs::File::create(too_large.path().join("huge.json")).expect("the file");
    file.set_len((512 << 20) + 1).expect("a sparse file");
    let too_large = too_large.check(&["--no-config", "huge.json"]);
    let config = "version: 1\ntenants: [{name: contoso, paths: [contoso/**]}]\n";
    let stray = Files::new()
        .with("tenantlint.yaml", config)
        .with("contoso/default.yaml", SOUND)
        .with("elsewhere/default.yaml", SOUND)
        .check(&["."]);
    let wrong = [
        ("missing", missing, "file-unreadable 1:1", "no such file"),
        ("too large", too_large, "file-too-large 1:1", "512 MiB"),
        ("no tenant's", stray, "tenant-unknown 1:1", "`paths`"),
    ]
    .iter()
    .filter_map(|(row, done, said, words)| {
        let expected = Expected {
            said,
            exit: 4,
            words,
        };
        judge(row, done, expected)
    })
    .collect();
    all_hold(wrong);
}
