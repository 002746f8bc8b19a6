//! Text from an export is hostile: what a terminal would obey never reaches it.

use crate::bad_input::Files;
use crate::runner::TODAY;

/// Escape, bell, a bidirectional override, a carriage return.
const EVIL: &str = "a\\u001b[31mb\\u0007c\\u202ed\\re";

fn export() -> String {
    format!(
        r#"{{"default": {{"isServiceDefault": true}}, "partners": [{{"tenantId": "x{EVIL}", "displayName": "y{EVIL}",
        "b2bDirectConnectInbound": {{"usersAndGroups": {{"accessType": "z{EVIL}", "targets": []}}, "applications": null}}}}],
        "channelPolicies": [{{"Identity": "Tag:{EVIL}", "AllowChannelSharingToExternalUser": "{EVIL}"}}]}}"#
    )
}

#[test]
fn control_characters_are_shown_escaped() {
    for format in ["human", "concise", "json"] {
        for name in ["export.json", "ev\u{1b}il.json"] {
            let files = Files::new().with(name, export());
            let done = crate::runner::tenantlint()
                .dir(files.path())
                .args(["check", "--no-config", "--verbose", "--as-of", TODAY])
                .args(["--format", format, name])
                .run();
            assert_eq!(done.code, 4, "{}", done.shown());
            for text in [&done.stdout, &done.stderr] {
                let raw = text.chars().find(|one| one.is_control() && *one != '\n');
                assert_eq!(raw, None, "{format} {name}: {text:?}");
                let turned = text.contains('\u{202e}');
                assert!(!turned || format == "json", "{format} {name}: {text:?}");
            }
        }
    }
}
