//! What stands among records and is none, or is there twice: never dropped in silence because its neighbours are good.

use super::texts_hold;

#[test]
fn nothing_among_records_is_dropped() {
    let rows = [
        (
            "a partner that lost all its sections",
            "value:\n- {isServiceDefault: true}\n- {tenantId: a}\n",
            "record-unknown 3:4",
            4,
            "no record",
        ),
        (
            "a partner that lost its tenant id",
            "value:\n- {isServiceDefault: true}\n- {b2bDirectConnectInbound: {}}\n",
            "record-unknown 3:4",
            4,
            "no record",
        ),
        (
            "a partner that became text",
            "value:\n- {isServiceDefault: true}\n- '@{TenantId=3333}'\n",
            "export-truncated 3:3",
            4,
            "-Depth 10",
        ),
        (
            "a PATCH body as a second document",
            "isServiceDefault: true\n---\nb2bDirectConnectInbound: {}\n",
            "record-unknown 3:1",
            4,
            "no record",
        ),
        (
            "partners whose list is text",
            "default: {isServiceDefault: true}\npartners: {value: '@{TenantId=3}'}\n",
            "export-truncated 2:19",
            4,
            "not a list",
        ),
        (
            "a bundle that goes on elsewhere",
            "default: {isServiceDefault: true}\npartners: []\npartners@odata.nextLink: there\n",
            "page-missing 3:26",
            4,
            "nextLink",
        ),
        (
            "a batch answer without a body",
            "responses:\n- {status: 200, body: {isServiceDefault: true}}\n- {status: 200}\n",
            "graph-error 3:3",
            4,
            "no body",
        ),
        (
            "a failed batch answer whose status is text",
            "responses:\n- {status: 200, body: {isServiceDefault: true}}\n- {status: '403', body: null}\n",
            "graph-error 3:12",
            4,
            "failed",
        ),
        (
            "one setting in two casings",
            "tenantId: a\nisServiceProvider: false\nIsServiceProvider: true\ninboundTrust: {}\n",
            "key-duplicate 3:20",
            4,
            "casing",
        ),
        (
            "two policies of one name",
            "- {Identity: Global, AllowSharedChannelCreation: true}\n- {Identity: 'global ', AllowSharedChannelCreation: false}\n",
            "record-twice 2:4",
            4,
            "one name",
        ),
        (
            "synchronization of nobody",
            "- {isServiceDefault: true}\n- {tenantId: a, userSyncInbound: {isSyncAllowed: true}}\n",
            "partner-missing 2:4",
            4,
            "not among the partners",
        ),
    ];
    texts_hold("export.yaml", &rows);
}
