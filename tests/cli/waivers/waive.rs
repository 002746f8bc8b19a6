//! `tenantlint waive`: what it writes holds, and what it refuses leaves the file alone.

use super::{CLOSED, OPEN, PATH, RULE, UNCLEAR, check, entry, export, files, run, standing, text};
use crate::bad_input::Files;
use crate::runner::Done;

const TERMS: [&str; 6] = [
    "--reason",
    "why: so",
    "--owner",
    "board",
    "--expires",
    "2027-06-30",
];

fn waive(files: &Files, subject: &str, more: &[&str]) -> Done {
    run(
        files,
        &[&["waive", RULE, subject, "."], &TERMS[..], more].concat(),
    )
}

#[test]
fn a_new_file_is_begun_and_holds() {
    let files = files("");
    std::fs::remove_file(files.path().join("waivers.yaml")).expect("the file is removed");
    let done = waive(
        &files,
        OPEN,
        &["--ticket", "CAB-1", "--approved-by", "ciso"],
    );
    assert_eq!(
        (done.code, done.stderr.as_str()),
        (0, ""),
        "{}",
        done.shown()
    );
    insta::assert_snapshot!(done.stdout, @"waivers.yaml: direct-connect-inbound-unscoped for abcdef22-2222-4222-8222-222222222222, b2bDirectConnectInbound.usersAndGroups is waived until 2027-06-30");
    insta::assert_snapshot!(text(&files, "waivers.yaml"), @r#"
    # Findings that somebody accepts, why, and until when.
    waivers:
      - rule: direct-connect-inbound-unscoped
        partner: abcdef22-2222-4222-8222-222222222222
        path: b2bDirectConnectInbound.usersAndGroups
        accepted: {"accessType": "allowed", "targets": [{"target": "AllUsers", "targetType": "user"}]}
        reason: "why: so"
        owner: board
        approvedBy: ciso
        ticket: CAB-1
        created: 2026-11-23
        expires: 2027-06-30
    "#);
    let report = check(&files, &["."]);
    assert_eq!(standing(&report.json()), "waived");
    assert_eq!(report.code, 0);
}

#[test]
fn what_stands_there_stays() {
    let old = "# ours\r\nwaivers: # all\r\n- rule: mfa-trust-missing\r\n  reason: \"r\" # why\r\n  owner: o\r\n  expires: 2027-01-01\r\n# end";
    let files = files("").with("waivers.yaml", format!("\u{feff}{old}"));
    let done = waive(&files, &OPEN.to_uppercase(), &["--path", PATH]);
    assert_eq!(done.code, 0, "{}", done.shown());
    let new = text(&files, "waivers.yaml");
    assert!(
        new.starts_with(&format!(
            "\u{feff}{old}\r\n- rule: {RULE}\r\n  partner: {OPEN}\r\n"
        )),
        "{new}"
    );
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
    assert_eq!(standing(&check(&files, &["."]).json()), "waived");
}

#[test]
fn by_the_name_of_the_register_and_for_its_tenant() {
    let register =
        format!("partners:\n  - {{tenantId: {OPEN}, name: Fabrikam, status: approved}}\n");
    let config = "version: 1\nwaivers: waivers.yaml\nregister: partners.yaml\ntenants:\n  - {name: contoso, paths: [exports]}\n  - {name: woodgrove, paths: [woodgrove]}\n";
    let files = files("waivers: []\n")
        .with("partners.yaml", register)
        .with("tenantlint.yaml", config)
        .with("woodgrove/tenant.yaml", export());
    let both = waive(&files, "fabrikam", &[]);
    assert_eq!(both.code, 2, "{}", both.shown());
    assert!(
        both.stderr.contains("may be several")
            && both.stderr.contains("contoso: ")
            && both.stderr.contains("woodgrove: "),
        "{}",
        both.shown()
    );
    let done = waive(&files, "fabrikam", &["--tenant", "woodgrove"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    assert!(
        text(&files, "waivers.yaml").contains(&format!("tenant: woodgrove\n    partner: {OPEN}\n"))
    );
}

#[test]
fn what_is_refused_leaves_the_file_alone() {
    let old = entry(UNCLEAR, ", expires: 2027-01-01");
    let limits =
        "version: 1\nwaivers: {file: waivers.yaml, maxLifetime: P1Y, requireTicket: true}\n";
    let ticket = ["--ticket", "CAB-1"];
    let rows: [(&str, &str, &[&str], &str); 9] = [
        ("passes", CLOSED, &ticket, "finds nothing for"),
        (
            "near",
            &OPEN.replace("222222", "222223"),
            &ticket,
            &format!("did you mean `{OPEN}`?"),
        ),
        (
            "unknown",
            UNCLEAR,
            &ticket,
            "what nobody knows can't be waived",
        ),
        (
            "another path",
            OPEN,
            &["--ticket", "x", "--path", "tenantRestrictions"],
            PATH,
        ),
        (
            "past",
            OPEN,
            &["--ticket", "x", "--expires", "2026-11-22"],
            "is past",
        ),
        (
            "too long",
            OPEN,
            &["--ticket", "x", "--expires", "2027-11-24"],
            "until 2027-11-23 at the latest",
        ),
        ("no ticket", OPEN, &[], "--ticket"),
        (
            "no reason",
            OPEN,
            &["--ticket", "x", "--reason", " "],
            "--reason says nothing",
        ),
        (
            "no such tenant",
            OPEN,
            &["--ticket", "x", "--tenant", "nobody"],
            "finds nothing",
        ),
    ];
    for (row, subject, args, words) in rows {
        let files = files(&old).with("tenantlint.yaml", limits);
        let mut terms: Vec<&str> = Vec::new();
        for pair in TERMS.chunks(2) {
            if !args.contains(&pair[0]) {
                terms.extend(pair);
            }
        }
        let done = run(
            &files,
            &[&["waive", RULE, subject, "."], &terms[..], args].concat(),
        );
        assert_eq!(done.code, 2, "{row}: {}", done.shown());
        assert!(done.stderr.contains(words), "{row}: {}", done.shown());
        assert_eq!(text(&files, "waivers.yaml"), old, "{row}");
    }
}

#[test]
fn once_is_enough_and_an_expired_one_can_be_renewed() {
    let files = files(&entry(OPEN, ", expires: 2026-01-01"));
    let done = waive(&files, OPEN, &[]);
    assert_eq!(done.code, 0, "{}", done.shown());
    assert!(
        done.stdout
            .contains("waivers.yaml:2: an older waiver for this; remove it"),
        "{}",
        done.shown()
    );
    let again = waive(&files, OPEN, &[]);
    assert_eq!(again.code, 2, "{}", again.shown());
    assert!(
        again.stderr.contains("waived already, until 2027-06-30"),
        "{}",
        again.shown()
    );
}

#[test]
fn a_file_that_can_not_be_added_to_safely_is_left_alone() {
    let list = format!(
        "waivers:\n  - {{rule: {RULE}, partner: {CLOSED}, reason: r, owner: o, expires: 2027-01-01}}\n"
    );
    let utf16: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16 = [&[0xFF, 0xFE], utf16.as_slice()].concat();
    for (bytes, words) in [
        (format!("{list}...\n").into_bytes(), "by hand"),
        (utf16, "UTF-8"),
        (b"waivers: [".to_vec(), "waivers-invalid"),
    ] {
        let files = files("").with("waivers.yaml", &bytes);
        let done = waive(&files, OPEN, &[]);
        assert_eq!(done.code, 2, "{}", done.shown());
        assert!(done.stderr.contains(words), "{words}: {}", done.shown());
        let left = std::fs::read(files.path().join("waivers.yaml")).expect("the file");
        assert_eq!(left, bytes);
    }
}

#[test]
fn a_run_that_goes_wrong_writes_nothing() {
    let broken = files("waivers: []\n").with("exports/broken.json", "{");
    assert_eq!(waive(&broken, OPEN, &[]).code, 4);
    let nowhere = files("waivers: []\n").with("tenantlint.yaml", "version: 1\n");
    let done = waive(&nowhere, OPEN, &[]);
    assert_eq!(done.code, 2, "{}", done.shown());
    assert!(
        done.stderr.contains("waivers: waivers.yaml"),
        "{}",
        done.shown()
    );
    for files in [broken, nowhere] {
        assert_eq!(text(&files, "waivers.yaml"), "waivers: []\n");
    }
}

#[test]
fn hostile_words_are_written_as_they_are_meant() {
    let files = files("waivers: []\n");
    let reason = "a: b # c\n- d \u{202e}\u{1b}[31m 'e' \"f\" {{x}} %";
    let args = [
        "waive",
        RULE,
        OPEN,
        ".",
        "--reason",
        reason,
        "--owner",
        "yes",
        "--expires",
        "2027-06-30",
    ];
    let done = run(&files, &args);
    assert_eq!(done.code, 0, "{}", done.shown());
    let report = check(&files, &["."]).json();
    let findings = report["findings"].as_array().expect("a list");
    let waived = findings
        .iter()
        .find(|finding| finding["standing"] == "waived")
        .expect("one");
    assert_eq!(waived["waiver"]["reason"], reason);
    assert_eq!(waived["waiver"]["owner"], "yes");
    assert!(!text(&files, "waivers.yaml").contains(['\u{202e}', '\u{1b}']));
}
