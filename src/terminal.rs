//! What the reader's side can show: a terminal or a pipe, its width, colours.

use std::io::IsTerminal;

use crate::cli::Colour;
use crate::report::diagnostic::Style;

/// Columns when nobody says.
const WIDTH: usize = 100;

/// The style for a file: the same bytes on every machine.
pub(crate) const IN_A_FILE: Style = Style {
    graphical: false,
    unicode: false,
    colour: false,
    width: WIDTH,
    links: false,
};

/// The style for standard output.
pub(crate) fn style(colour: Colour) -> Style {
    let terminal = std::io::stdout().is_terminal();
    let set =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let coloured = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => {
            false
        }
        Colour::Auto => terminal || set("CLICOLOR_FORCE"),
    };
    Style {
        graphical: terminal || coloured,
        // A pipe gets ASCII, so that the same run gives the same bytes whatever the locale.
        unicode: terminal && supports_unicode::on(supports_unicode::Stream::Stdout),
        colour: coloured,
        width: width(terminal),
        links: false,
    }
}

fn width(terminal: bool) -> usize {
    if !terminal {
        return WIDTH;
    }
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).min(120))
}
