//! Guests, counted by the domain of their address, in every form that users are listed in.

use serde_json::{Value, json};

use super::seen;
use crate::bad_input::Files;

const FORMS: [&str; 4] = ["graph", "powershell", "table", "own"];

fn guests(text: &str) -> Value {
    seen(&Files::new().with("users.json", text))["guests"].clone()
}

#[test]
fn every_form_tells_the_same_numbers() {
    for form in FORMS {
        let guests = super::fixture(&format!("guests/{form}"))["guests"].clone();
        let domains = json!([
            {"domain": "fabrikam.example", "guests": 2},
            {"domain": "tailspin.example", "guests": 1},
        ]);
        assert_eq!(guests["domains"], domains, "{form}");
        assert_eq!(guests["untold"], 0, "{form}");
        assert_eq!(guests["partial"], false, "{form}");
        assert_eq!(guests["reason"], Value::Null, "{form}");
    }
}

#[test]
fn nobody_is_named() {
    for form in FORMS {
        let text = super::fixture(&format!("guests/{form}")).to_string();
        for word in ["fen", "sol", "ada_x", "mira", "d0000000"] {
            assert!(!text.to_lowercase().contains(word), "{form}: {word}");
        }
    }
}

const GUEST: &str = r#"{"id": "a", "userPrincipalName": "fen_fabrikam.example#EXT#@contoso.example", "mail": "fen@fabrikam.example", "userType": "Guest"}"#;

#[test]
fn a_page_is_not_the_whole_list() {
    for more in [r#""@odata.nextLink": "x""#, r#""@odata.count": 9"#] {
        let text = format!(r#"{{{more}, "value": [{GUEST}]}}"#);
        assert_eq!(guests(&text)["partial"], true, "{more}");
    }
    assert_eq!(
        guests(&format!(r#"{{"value": [{GUEST}]}}"#))["partial"],
        false
    );
}

#[test]
fn an_empty_page_and_a_lost_record_leave_the_list_open() {
    let context = r##""@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users""##;
    for text in [
        format!(r#"{{{context}, "@odata.nextLink": "x", "value": []}}"#),
        format!(r#"[{GUEST}, "@{{id=b; userType=Guest}}"]"#),
        format!(r#"[{GUEST}, {{"id": "b"}}]"#),
    ] {
        assert_eq!(guests(&text)["partial"], true, "{text}");
    }
}

#[test]
fn what_a_user_lacks_is_not_known() {
    for (from, to) in [
        // No address at all.
        (r#", "mail": "fen@fabrikam.example""#, ""),
        (r#""fen@fabrikam.example""#, r#""fen""#),
        (r#""fen@fabrikam.example""#, "7"),
    ] {
        let guest = GUEST
            .replace(from, to)
            .replace("fen_fabrikam.example#EXT#", "fen");
        assert_eq!(guests(&format!("[{guest}]"))["untold"], 1, "{to}");
    }
    // Nor whether it is one.
    for to in ["null", r#""Robot""#] {
        let user = GUEST.replace("#EXT#", "").replace(r#""Guest""#, to);
        let seen = guests(&format!("[{user}]"));
        assert_eq!(seen["untold"], 1, "{to}");
        assert_eq!(seen["domains"], json!([]), "{to}");
    }
}

#[test]
fn members_alone_tell_nothing_of_guests() {
    let member = GUEST.replace(r#""Guest""#, r#""Member""#);
    let alone = guests(&format!("[{member}]"));
    let reason = alone["reason"].as_str().unwrap_or_default();
    assert!(reason.contains("not one guest"), "{alone}");
    // No guests were found, and they were asked for.
    let none = r#"{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users(id,mail)", "value": []}"#;
    let none = guests(none);
    assert_eq!(none["reason"], Value::Null, "{none}");
    assert_eq!(none["domains"], json!([]), "{none}");
}

/// The same people in two lists are counted once.
#[test]
fn nobody_is_counted_twice() {
    let files = Files::new()
        .with("a.json", format!("[{GUEST}]"))
        .with("b.json", format!("[{GUEST}]"));
    let domains = json!([{"domain": "fabrikam.example", "guests": 1}]);
    assert_eq!(seen(&files)["guests"]["domains"], domains);
}

/// One guest who stands alone may be one of many.
#[test]
fn one_alone_is_no_list() {
    assert_eq!(guests(GUEST)["partial"], true);
}

/// What the group of the register that direct connect names has against it.
fn against(members: &str) -> Value {
    let register = "partners:\n  - {tenantId: 22222222-2222-4222-8222-222222222222, name: Fabrikam, status: approved, groups: {ours: [33333333-3333-4333-8333-333333333333]}}\n";
    let export = format!(
        r#"{{"partners": [{{"tenantId": "22222222-2222-4222-8222-222222222222", "b2bDirectConnectOutbound": {{"usersAndGroups": {{"accessType": "allowed", "targets": [{{"target": "33333333-3333-4333-8333-333333333333", "targetType": "group"}}]}}, "applications": {{"accessType": "allowed", "targets": [{{"target": "Office365", "targetType": "application"}}]}}}}}}],
        "entraGroups": [{{"id": "33333333-3333-4333-8333-333333333333", "groupTypes": [], "securityEnabled": true{members}}}],
        "entraUsers": [{GUEST}]}}"#
    );
    let files = Files::new()
        .with("tenantlint.yaml", "version: 1\nregister: partners.yaml\n")
        .with("partners.yaml", register)
        .with("export.json", export);
    let target = "/partners/0/settings/b2bDirectConnectOutbound/users/targets/0";
    let input = seen(&files);
    let target = input.pointer(target).expect("a target");
    json!([target["fault"], target["guests"]])
}

#[test]
fn guests_in_a_group_are_told_by_their_type_or_by_the_list() {
    for (members, fault) in [
        (
            r#", "members": [{"id": "b", "userType": "Member"}]"#,
            json!([null, null]),
        ),
        (
            r#", "members": [{"id": "b", "userType": "guest"}]"#,
            json!(["guests", 1]),
        ),
        (
            r#", "members": [{"id": "A"}, {"id": "b"}]"#,
            json!(["guests", 1]),
        ),
        (r#", "members": [{"id": "b"}]"#, json!([null, null])),
        (
            r##", "members": [{"id": "b", "@odata.type": "#microsoft.graph.device"}]"##,
            json!([null, null]),
        ),
        // Nobody knows who is in there.
        (
            r##", "members": [{"id": "b", "@odata.type": "#microsoft.graph.group"}]"##,
            json!(["unknown", null]),
        ),
        (
            r#", "members": [{"userType": null}]"#,
            json!(["unknown", null]),
        ),
        (
            r#", "members": [], "members@odata.nextLink": "x""#,
            json!(["unknown", null]),
        ),
        ("", json!(["unknown", null])),
        (r#", "members": []"#, json!([null, null])),
    ] {
        assert_eq!(against(members), fault, "{members}");
    }
}

/// The members of a group are no list of the guests there are.
#[test]
fn members_of_a_group_are_no_list_of_users() {
    let typed = GUEST.replace(
        r#"{"id""#,
        r##"{"@odata.type": "#microsoft.graph.user", "id""##,
    );
    let text = format!(
        r#"{{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#directoryObjects", "value": [{typed}]}}"#
    );
    let partners = r#"{"partners": []}"#;
    let files = Files::new()
        .with("members.json", text)
        .with("partners.json", partners);
    assert_eq!(seen(&files)["guests"], Value::Null);
}
