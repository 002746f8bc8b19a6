//! Mistakes in `partners.yaml`: all end with 2, with the place in the register.

use super::{Expected, Files, SOUND, all_hold, judge};

const ID: &str = "22222222-2222-4222-8222-222222222222";

/// Rows say only what makes an entry wrong; `ENTRY` stands for a sound beginning of one.
fn hold(rows: &[(&'static str, &'static str, &'static str, &'static str)]) {
    let wrong = rows
        .iter()
        .filter_map(|(row, text, said, words)| {
            let entry = format!("{{tenantId: {ID}, name: Fabrikam, status: approved");
            let done = Files::new()
                .with("tenantlint.yaml", "version: 1\nregister: partners.yaml\n")
                .with("partners.yaml", text.replace("ENTRY", &entry))
                .with("export.yaml", SOUND)
                .check(&["."]);
            let expected = Expected {
                said,
                exit: 2,
                words,
            };
            judge(row, &done, expected)
        })
        .collect();
    all_hold(wrong);
}

#[test]
fn entries() {
    hold(&[
        (
            "tenant twice, in another casing",
            "partners:\n  - {tenantId: abcdabcd-2222-4222-8222-222222222222, name: Fabrikam, status: approved}\n  - {tenantId: ABCDABCD-2222-4222-8222-222222222222, name: Fabrikam Ltd, status: ended}\n",
            "register-invalid 3:6",
            "as Fabrikam",
        ),
        (
            "unknown status",
            "partners:\n  - tenantId: 22222222-2222-4222-8222-222222222222\n    name: Fabrikam\n    status: Approved\n",
            "register-invalid 4:5",
            "`approved`",
        ),
        (
            "no status",
            "partners:\n  - {tenantId: 22222222-2222-4222-8222-222222222222, name: Fabrikam}\n",
            "register-invalid 2:6",
            "`status`",
        ),
        (
            "unknown tier",
            "tiers: {strategic: {}, supplier: {}}\npartners:\n  - ENTRY, tier: suplier}\n",
            "register-invalid 3:88",
            "did you mean `supplier`?",
        ),
        (
            "tier without tiers",
            "partners:\n  - ENTRY, tier: strategic}\n",
            "register-invalid 2:88",
            "no tiers",
        ),
        (
            "unknown key",
            "partners:\n  - ENTRY, agreemnt: {}}\n",
            "register-invalid 2:88",
            "did you mean `agreement`?",
        ),
        (
            "unknown leave",
            "partners:\n  - ENTRY, allow: [direct-connect]}\n",
            "register-invalid 2:96",
            "direct-connect-inbound",
        ),
        (
            "tenant id is a domain",
            "partners:\n  - {tenantId: fabrikam.com, name: Fabrikam, status: approved}\n",
            "register-invalid 2:6",
            "fabrikam.com",
        ),
        (
            "group by its name",
            "partners:\n  - ENTRY, groups: {ours: [Project team]}}\n",
            "register-invalid 2:104",
            "Project team",
        ),
        (
            "group id that is none",
            "partners:\n  - ENTRY, groups: {ours: [{id: Project team}]}}\n",
            "register-invalid 2:105",
            "Project team",
        ),
        (
            "misspelt key of a group",
            "partners:\n  - ENTRY, groups: {ours: [{nmae: Project team}]}}\n",
            "register-invalid 2:105",
            "did you mean `name`?",
        ),
        (
            "group that says nothing",
            "partners:\n  - ENTRY, groups: {theirs: [{}]}}\n",
            "register-invalid 2:106",
            "needs `id`, `name` or both",
        ),
        (
            "group with a name that is an id",
            "partners:\n  - ENTRY, groups: {ours: [{name: 33333333-3333-4333-8333-333333333333}]}}\n",
            "register-invalid 2:105",
            "an object id goes into `id`",
        ),
        (
            "group with a blank name",
            "partners:\n  - ENTRY, groups: {ours: [{name: \" \"}]}}\n",
            "register-invalid 2:105",
            "display name",
        ),
        (
            "group with a null id",
            "partners:\n  - ENTRY, groups: {ours: [{id: null, name: Project team}]}}\n",
            "register-invalid 2:105",
            "null",
        ),
        (
            "null agreement",
            "partners:\n  - ENTRY, agreement: null}\n",
            "register-invalid 2:88",
            "null",
        ),
    ]);
}

#[test]
fn dates() {
    hold(&[
        (
            "month that is none",
            "partners:\n  - ENTRY, agreement: {expires: 2026-13-01}}\n",
            "register-invalid 2:100",
            "2026-13-01",
        ),
        (
            "day that is none",
            "partners:\n  - ENTRY, agreement: {expires: 2026-02-30}}\n",
            "register-invalid 2:100",
            "2026-02-30",
        ),
        (
            "day first",
            "partners:\n  - ENTRY, agreement: {expires: 30-06-2027}}\n",
            "register-invalid 2:100",
            "YYYY-MM-DD",
        ),
        (
            "signed on a day that is none",
            "partners:\n  - ENTRY, agreement: {signed: 2026-06-31}}\n",
            "register-invalid 2:100",
            "2026-06-31",
        ),
        (
            "period that is none",
            "partners:\n  - ENTRY, review: {every: 6 months}}\n",
            "register-invalid 2:97",
            "P6M",
        ),
    ]);
}

#[test]
fn wholes() {
    hold(&[
        ("empty", "", "register-invalid 1:1", "empty"),
        (
            "no partners",
            "tiers: {}\n",
            "register-invalid 1:1",
            "`partners`",
        ),
        (
            "partners null",
            "partners:\n",
            "register-invalid 1:1",
            "a list",
        ),
        (
            "key twice",
            "partners: []\npartners: []\n",
            "register-invalid 2:1",
            "`partners`",
        ),
        ("not YAML", "partners: [\n", "register-invalid 1:11", ""),
        (
            "tier of the wrong form",
            "tiers: {supplier: {trust: mfa}}\npartners: []\n",
            "register-invalid 1:20",
            "a list",
        ),
    ]);
}
