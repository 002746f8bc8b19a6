//! `Containerfile`. No container can be built here: this is what its text tells.

use crate::stage::text;

#[test]
fn the_image_is_one_program_that_is_not_root() {
    let file = text("Containerfile");
    let (_, last) = file.rsplit_once("\nFROM ").expect("two stages");
    let mut lines = last.lines();
    assert_eq!(lines.next(), Some("scratch"));
    let of = |word: &str| -> Vec<&str> {
        last.lines()
            .filter_map(|line| line.strip_prefix(word))
            .collect()
    };
    assert_eq!(of("COPY "), ["--from=build /tenantlint /tenantlint"]);
    // Numbers: there is no /etc/passwd to look a name up in, and orchestrators must see that it is not root.
    let user = of("USER ").pop().expect("a user");
    let (user, group) = user.split_once(':').expect("a group");
    assert!(user.parse::<u32>().is_ok_and(|id| id > 0));
    assert!(group.parse::<u32>().is_ok_and(|id| id > 0));
    // Without a shell only this form starts.
    assert_eq!(of("ENTRYPOINT "), ["[\"/tenantlint\"]"]);
    assert!(of("RUN ").is_empty());
}

/// What is built in or named by Cargo.toml must reach the build.
#[test]
fn the_context_holds_what_the_build_needs() {
    let ignore = text(".dockerignore");
    let let_in: Vec<&str> = ignore
        .lines()
        .filter_map(|line| line.strip_prefix('!'))
        .collect();
    for needed in [
        "Cargo.toml",
        "Cargo.lock",
        "benches",
        "policies",
        "schemas",
        "src",
    ] {
        assert!(let_in.contains(&needed), "{needed}");
    }
    assert!(ignore.lines().any(|line| line == "*"));
}
