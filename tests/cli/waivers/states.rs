//! Every state of a waiver, each both ways: what becomes of the finding, what is said of the waiver, how the run ends.

use super::{
    CLOSED, OPEN, PATH, RULE, UNCLEAR, VALUE, about_waivers, check, entry, files, standing,
};

/// A row: its name, the partner, more members of the entry, the arguments; then the finding's standing, what is said of the
/// waiver, and the exit code.
type Row = (
    &'static str,
    &'static str,
    String,
    &'static [&'static str],
    &'static str,
    &'static [&'static str],
    i32,
);

const HERE: &[&str] = &["."];

#[test]
fn every_state() {
    let upper = OPEN.to_uppercase();
    let upper: &'static str = Box::leak(upper.into_boxed_str());
    let until = |day: &str| format!(", expires: {day}");
    let accepts = |value: &str| format!(", expires: 2027-06-30, accepted: {value}");
    let at = |path: &str| format!(", expires: 2027-06-30, path: {path}");
    let rows: Vec<Row> = vec![
        (
            "in force",
            OPEN,
            until("2027-06-30"),
            HERE,
            "waived",
            &[],
            0,
        ),
        (
            "the partner in capitals",
            upper,
            until("2027-06-30"),
            HERE,
            "waived",
            &[],
            0,
        ),
        (
            "the value in another order",
            OPEN,
            accepts(VALUE),
            HERE,
            "waived",
            &[],
            0,
        ),
        ("the path", OPEN, at(PATH), HERE, "waived", &[], 0),
        (
            "30 days left",
            OPEN,
            until("2026-12-23"),
            HERE,
            "waived",
            &["waiver-expiring"],
            0,
        ),
        (
            "31 days left",
            OPEN,
            until("2026-12-24"),
            HERE,
            "waived",
            &[],
            0,
        ),
        (
            "its last day",
            OPEN,
            until("2026-11-23"),
            HERE,
            "waived",
            &["waiver-expiring"],
            0,
        ),
        (
            "the day after",
            OPEN,
            until("2026-11-22"),
            HERE,
            "open",
            &["waiver-expired"],
            1,
        ),
        (
            "another value",
            OPEN,
            accepts("{accessType: blocked}"),
            HERE,
            "open",
            &["waiver-void"],
            1,
        ),
        (
            "null is a value",
            OPEN,
            accepts("null"),
            HERE,
            "open",
            &["waiver-void"],
            1,
        ),
        (
            "another path",
            OPEN,
            at("b2bDirectConnectInbound"),
            HERE,
            "open",
            &["waiver-unmatched"],
            1,
        ),
        (
            "a partner that passes",
            CLOSED,
            until("2027-06-30"),
            HERE,
            "open",
            &["waiver-unmatched"],
            1,
        ),
        (
            "the same, expired",
            CLOSED,
            until("2020-06-30"),
            HERE,
            "open",
            &["waiver-unmatched"],
            1,
        ),
        (
            "no such partner",
            "99999999-9999-4999-8999-999999999999",
            until("2027-06-30"),
            HERE,
            "open",
            &["waiver-unmatched"],
            1,
        ),
        // What can't be told is not waived, and not missing either.
        (
            "unknown",
            UNCLEAR,
            until("2027-06-30"),
            HERE,
            "open",
            &[],
            1,
        ),
        (
            "unknown and expired",
            UNCLEAR,
            until("2020-06-30"),
            HERE,
            "open",
            &["waiver-expired"],
            1,
        ),
        // A part of the input proves nothing.
        (
            "a sub-folder",
            CLOSED,
            until("2027-06-30"),
            &["exports"],
            "open",
            &[],
            1,
        ),
        (
            "a file",
            CLOSED,
            until("2027-06-30"),
            &["exports/tenant.yaml"],
            "open",
            &[],
            1,
        ),
        (
            "a sub-folder, in force",
            OPEN,
            until("2027-06-30"),
            &["exports"],
            "waived",
            &[],
            0,
        ),
        (
            "no waivers",
            OPEN,
            until("2027-06-30"),
            &[".", "--no-waivers"],
            "open",
            &[],
            1,
        ),
        (
            "no waivers, expired",
            OPEN,
            until("2020-06-30"),
            &[".", "--no-waivers"],
            "open",
            &[],
            1,
        ),
    ];
    let mut wrong = Vec::new();
    for (row, partner, more, args, expected, said, code) in rows {
        let done = check(&files(&entry(partner, &more)), args);
        let report = done.json();
        let about = about_waivers(&report);
        let ids: Vec<&str> = about
            .iter()
            .filter_map(|one| one.split(' ').next())
            .collect();
        if (standing(&report).as_str(), ids.as_slice(), done.code) != (expected, said, code) {
            wrong.push(format!(
                "{row}: {} {about:?} {}",
                standing(&report),
                done.code
            ));
        }
        let ledger = &report["ledger"]["byRule"][RULE];
        let waived = u64::from(expected == "waived");
        assert_eq!(
            (&ledger["waived"], &ledger["fail"]),
            (&waived.into(), &(1 - waived).into()),
            "{row}"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_waiver_says_who_accepts_and_points_at_its_own_words() {
    let more = ", approvedBy: ciso, ticket: CAB-1, expires: 2026-11-30";
    let report = check(&files(&entry(OPEN, more)), HERE).json();
    let findings = report["findings"].as_array().expect("a list");
    let waived = findings
        .iter()
        .find(|finding| finding["standing"] == "waived");
    assert_eq!(
        waived.expect("the waived one")["waiver"],
        serde_json::json!({"reason": "r", "owner": "o", "approvedBy": "ciso", "ticket": "CAB-1", "expires": "2026-11-30"})
    );
    assert_eq!(about_waivers(&report), ["waiver-expiring 2:146"]);
}

#[test]
fn a_void_waiver_shows_the_value_accepted_and_the_place_of_the_new_one() {
    let files = files(&entry(
        OPEN,
        ", accepted: {accessType: blocked}, expires: 2027-01-01",
    ));
    let report = check(&files, HERE).json();
    let findings = report["findings"].as_array().expect("a list");
    let void = findings
        .iter()
        .find(|finding| finding["rule"] == "waiver-void");
    let void = void.expect("it is void");
    let places: Vec<(&str, bool)> = void["labels"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|label| {
            (
                label["path"].as_str().expect("a path"),
                label["primary"] == true,
            )
        })
        .collect();
    assert_eq!(
        places,
        [("waivers.yaml", true), ("exports/tenant.yaml", false)]
    );
    let message = void["message"].as_str().expect("a message");
    assert!(message.contains(r#"accepts {"accessType":"blocked"}, and b2bDirectConnectInbound.usersAndGroups is now {"accessType":"allowed""#), "{message}");
}

#[test]
fn a_rule_that_does_not_run_leaves_its_waivers_alone() {
    let waivers = format!(
        "{}  - {{rule: mfa-trust-missing, partner: {CLOSED}, reason: r, owner: o, expires: 2020-01-01}}\n",
        entry(OPEN, ", expires: 2027-01-01")
    );
    let report = check(&files(&waivers), HERE).json();
    assert_eq!(about_waivers(&report), [""; 0]);
    let expired = &report["ledger"]["byRule"]["waiver-expired"];
    assert_eq!(
        (&expired["pass"], &expired["notApplicable"]),
        (&1.into(), &1.into())
    );
}

#[test]
fn an_input_that_is_refused_proves_nothing() {
    let files = files(&entry(CLOSED, ", expires: 2027-01-01")).with("exports/broken.json", "{");
    let done = check(&files, HERE);
    assert_eq!(done.code, 4, "{}", done.shown());
    assert_eq!(about_waivers(&done.json()), [""; 0]);
}

#[test]
fn what_the_house_asks_is_an_error_where_it_lacks() {
    let config = |more: &str| format!("version: 1\nwaivers: {{file: waivers.yaml{more}}}\n");
    let year = ", maxLifetime: P1Y";
    let rows: [(&str, &str, &[&str], i32); 9] = [
        (year, ", created: 2026-11-01, expires: 2027-11-01", &[], 0),
        (
            year,
            ", created: 2026-11-01, expires: 2027-11-02",
            &["waiver-lifetime"],
            1,
        ),
        // Nobody gains time with a day that lies ahead.
        (
            year,
            ", created: 2027-11-01, expires: 2027-11-24",
            &["waiver-lifetime"],
            1,
        ),
        (year, ", expires: 2027-01-01", &["waiver-lifetime"], 1),
        ("", ", expires: 2099-01-01", &[], 0),
        (
            ", requireTicket: true",
            ", ticket: CAB-1, expires: 2027-01-01",
            &[],
            0,
        ),
        (
            ", requireTicket: true",
            ", expires: 2027-01-01",
            &["waiver-ticket-missing"],
            1,
        ),
        (
            ", expiryNotice: P3M",
            ", expires: 2027-01-31",
            &["waiver-expiring"],
            0,
        ),
        (", expiryNotice: P0D", ", expires: 2026-11-24", &[], 0),
    ];
    for (asked, more, said, code) in rows {
        let files = files(&entry(OPEN, more)).with("tenantlint.yaml", config(asked));
        let done = check(&files, HERE);
        let report = done.json();
        let about = about_waivers(&report);
        let ids: Vec<&str> = about
            .iter()
            .filter_map(|one| one.split(' ').next())
            .collect();
        assert_eq!((ids.as_slice(), done.code), (said, code), "{asked}{more}");
        // It holds all the same.
        assert_eq!(standing(&report), "waived");
    }
}

#[test]
fn two_that_accept_the_same_are_one_too_many() {
    let one = entry(OPEN, ", expires: 2027-01-01");
    let other = one
        .lines()
        .nth(1)
        .expect("the entry")
        .replace("reason: r", "reason: s");
    let report = check(&files(&format!("{one}{other}\n")), HERE).json();
    assert_eq!(about_waivers(&report), ["waiver-duplicate 3:6"]);
    assert_eq!(standing(&report), "waived");
    // The first counts.
    let waived = report["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["rule"] == RULE && one["standing"] == "waived");
    assert_eq!(waived.expect("the waived one")["waiver"]["reason"], "r");
}

#[test]
fn a_renewed_waiver_holds_while_the_expired_one_is_still_told() {
    let old = entry(OPEN, ", expires: 2026-01-01");
    let new = entry(OPEN, &format!(", accepted: {VALUE}, expires: 2027-01-01"));
    let waivers = format!("{old}{}\n", new.lines().nth(1).expect("the entry"));
    let report = check(&files(&waivers), HERE).json();
    assert_eq!(standing(&report), "waived");
    assert!(about_waivers(&report)[0].starts_with("waiver-expired 2:"));
}

#[test]
fn another_file_and_the_levels_of_the_run() {
    let other = files("waivers: []\n").with("other.yaml", entry(OPEN, ", expires: 2027-01-01"));
    assert_eq!(standing(&check(&other, &["."]).json()), "open");
    let report = check(&other, &[".", "--waivers", "other.yaml"]).json();
    assert_eq!(standing(&report), "waived");
    // An unmatched waiver is a warning.
    let unmatched = files(&entry(CLOSED, ", expires: 2027-01-01"));
    let done = check(&unmatched, &[".", "--fail-on", "never"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    // Nothing was checked, however many waivers there are.
    let nothing = files(&entry(OPEN, ", expires: 2020-01-01"));
    std::fs::remove_dir_all(nothing.path().join("exports")).expect("the folder is removed");
    assert_eq!(check(&nothing, HERE).code, 3);
}

#[test]
fn a_waiver_of_everything_is_a_check_all_the_same() {
    let only_open = super::export()
        .lines()
        .take(3)
        .fold(String::new(), |text, line| text + line + "\n");
    let files = files(&entry(OPEN, ", expires: 2027-01-01")).with("exports/tenant.yaml", only_open);
    let done = check(&files, HERE);
    assert_eq!(done.code, 0, "{}", done.shown());
}
