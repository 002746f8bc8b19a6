//! The help texts, as snapshots in `snapshots/`. `INSTA_UPDATE=always cargo test --test cli` writes them anew.

use crate::runner::tenantlint;

fn help(args: &[&str]) -> String {
    let done = tenantlint().args(args).run();
    assert_eq!(done.code, 0, "{}", done.shown());
    assert_eq!(done.stderr, "");
    done.stdout
}

#[test]
fn help_of_every_command() {
    let whole = help(&["--help"]);
    let mut names = vec![String::new()];
    // Clap lists commands as "  name  what it does", and goes on below when that is long.
    let commands = whole
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("   "));
    names.extend(commands.filter_map(|line| line.split_whitespace().next().map(str::to_owned)));
    names.retain(|name| name != "help");
    assert!(names.len() > 4, "{names:?}");
    for name in &names {
        let args: Vec<&str> = [name.as_str(), "--help"]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let file = if name.is_empty() {
            "help".to_owned()
        } else {
            format!("help-{name}")
        };
        insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(file, help(&args));
        });
    }
}

#[test]
fn the_short_help_fits_a_terminal() {
    for args in [
        &["-h"][..],
        &["check", "-h"],
        &["rules", "-h"],
        &["input", "-h"],
        &["test", "-h"],
    ] {
        let text = help(args);
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(100), "{args:?}: {widest:?}\n{text}");
    }
}
