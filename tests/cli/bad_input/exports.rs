//! Exports that are JSON or YAML but not to be trusted, beyond those of `examples/broken-exports`.

use super::{Expected, Files, SOUND, all_hold, judge, texts_hold};

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
fn identity_synchronization_by_itself() {
    let rows = [(
        "a switch as text",
        "tenantId: a\nuserSyncInbound: {isSyncAllowed: \"true\"}\n",
        "type-wrong 2:19",
        4,
        "without quotes",
    )];
    texts_hold("sync.yaml", &rows);
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
            "one page, in the casing of a tool",
            "'@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners'\n'@odata.NextLink': https://graph.microsoft.com/next\nvalue: []\n",
            "page-missing 2:20",
            4,
            "one page of a longer list",
        ),
        (
            "collection with value null",
            "'@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners'\nvalue: null\n",
            "partners-null 2:8",
            4,
            "",
        ),
        (
            "collection with value null under the key",
            "default: {isServiceDefault: true}\npartners: {value: null}\n",
            "partners-null 2:19",
            4,
            "not exported",
        ),
        (
            "failed response without a body",
            "responses: [{id: '1', status: 404}]\n",
            "graph-error 1:31",
            4,
            "failed",
        ),
        (
            "two defaults",
            "- {isServiceDefault: true}\n- {isServiceDefault: false}\n",
            "record-twice 2:4",
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
            "a member of a channel",
            "{roles: [owner], userId: a}\n",
            "not-recognised 1:2",
            4,
            "a member of a Teams channel",
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
