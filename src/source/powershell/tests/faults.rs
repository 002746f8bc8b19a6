//! What is refused, with its place and the way out; and that nothing else happens.

use proptest::prelude::*;

use super::super::{Limits, ReadCode, read_powershell};
use super::EXPORT;
use super::show::read;

#[test]
fn faults_name_the_place_and_the_way_out() {
    let partner = "AADCrossTenantAccessPolicyConfigurationPartner";
    let unquoted = format!(
        "Node localhost\n{{\n {partner} \"{partner}-2222\n  MSFT_AADCrossTenantAccessPolicyB2BSetting {{\n x = 1 }}\n Id = \"y\";"
    );
    let no_brace = format!("the block `{}…` has no opening brace", &partner[..40]);
    for (text, place, message, help) in [
        ("", "", "no DSC resource block", "never runs scripts"),
        (
            "Get-Thing -Force\nRemove-Item x",
            "Get-Thing -Force",
            "no DSC resource block stands in this script",
            "never runs scripts",
        ),
        (
            "@{ a = 'b",
            "'",
            "the string that begins here is not closed",
            "cut",
        ),
        (
            "@{ a = @'\nb'@\n}",
            "@'",
            "the here-string that begins here is not closed",
            "beginning of a line",
        ),
        (
            "A n { <# x = 1 }",
            "<#",
            "the comment that begins here is not closed",
            "",
        ),
        ("A n { x = 1", "A", "the block `A` is not closed", "cut"),
        (
            "A n { x = MSFT_B { y = 1 }",
            "A",
            "the block `A` is not closed",
            "brace",
        ),
        (
            "@{ a = @{ b = 1 }",
            "@{",
            "the hash table that begins here is not closed",
            "",
        ),
        (
            "@{ a = @( 1, 2",
            "@(",
            "the list that begins here is not closed",
            "",
        ),
        (
            "@{ a = ( 1",
            "(",
            "the parenthesis that begins here is not closed",
            "",
        ),
        (
            "Node x { A n { }",
            "Node",
            "the block `Node` is not closed",
            "",
        ),
        (
            "$x = (1, (2\nA n {}",
            "(",
            "the bracket that begins here is not closed",
            "",
        ),
        ("$x = (1 }", "}", "expected `)`, found `}`", ""),
        ("@{ a = @( 1 } )", "}", "expected `)`, found `}`", ""),
        ("A n { } }", "}", "`}` closes nothing", "too many"),
        (
            "A n { x 1 }",
            "x",
            "the member `x` has no `=`",
            "Name = value",
        ),
        (
            "A n { MSFT_B { y = 1 } }",
            "MSFT_B",
            "the member `MSFT_B` has no `=`",
            "",
        ),
        (
            "A n { = 1 }",
            "=",
            "expected the name of a member, found `=`",
            "",
        ),
        (
            "@{ x = @(\n  y = 1\n) }",
            "y",
            "the member `y` stands in a list",
            "`@{`",
        ),
        (
            "@{ x = @(@{ z = 1 }\n  y = 1 }",
            "y",
            "the member `y` stands in a list",
            "not closed",
        ),
        ("A n { x = ; }", "x", "the member `x` has no value", "$null"),
        (
            "A n { x = \n y = 1 }",
            "x",
            "the member `x` has no value",
            "$null",
        ),
        ("@{ a = ) }", ")", "expected a value, found `)`", ""),
        (
            "@{ a = @(1, 2,\n) }",
            ",",
            "a comma without a value",
            "remove the comma",
        ),
        (
            "@{ a = 'x' y = 'z' }",
            "y",
            "`y` follows the closing quote of a string",
            "twice",
        ),
        (
            "@{ a = 1 b = 2 }",
            "b",
            "expected `;` or the end of the line, found `b`",
            "",
        ),
        (
            "@{ a = @(1 2) }",
            "2",
            "expected `;` or the end of the line",
            "",
        ),
        (
            "A n { d = \"App „Cloud“.\"; }",
            "Cloud",
            "`Cloud` follows the closing quote",
            "5533",
        ),
        (
            "A n { d = 'Fab’s phone' }",
            "s",
            "`s` follows the closing quote",
            "5533",
        ),
        (
            "Node x { A \"A-\"Important\"\" { } }",
            "Important",
            "`Important` follows the closing quote",
            "twice",
        ),
        (
            "@{ a = \"`u{110000}\" }",
            "`u",
            "needs one to six hexadecimal digits",
            "",
        ),
        ("@{ a = 1 } b", "b", "text follows the data", "one `@{ }`"),
        (&unquoted, partner, &no_brace, "4968"),
        (
            &format!("Node x {{\n{partner} 'a'\n PartnerTenantId = 'b'\n }}\n}}"),
            partner,
            &no_brace,
            "4968",
        ),
        (
            "A n { x = MSFT_B\n y = 1 } }",
            "MSFT_B",
            "the block `MSFT_B` has no opening brace",
            "4968",
        ),
    ] {
        let error = read(text).unwrap_err();
        let found = &text[error.span.start as usize..error.span.end as usize];
        assert_eq!(error.code, ReadCode::PowerShellInvalid, "{text}");
        assert!(error.message.contains(message), "{text}: {}", error.message);
        assert_eq!(found, place, "{text}: {}", error.message);
        assert!(!error.message.ends_with('.'));
        let told = error.help.unwrap_or_default();
        assert!(told.contains(help), "{text}: {told}");
    }
}

#[test]
fn limits_hold() {
    let long = "1".repeat(65);
    let deep = "@(".repeat(200);
    let parentheses = "(".repeat(200);
    let calls = "\"$(".repeat(200);
    let nodes = "Node x { ".repeat(200);
    let blocks = "MSFT_A { x = ".repeat(200);
    for (text, code) in [
        (format!("@{{ a = {long} }}"), ReadCode::NumberInvalid),
        ("@{ a = 1e999 }".to_owned(), ReadCode::NumberInvalid),
        ("@{ a = 1; a = 2 }".to_owned(), ReadCode::DuplicateKey),
        (format!("@{{ a = {deep}"), ReadCode::TooDeep),
        (format!("@{{ a = {parentheses}"), ReadCode::TooDeep),
        (format!("@{{ a = {calls}"), ReadCode::TooDeep),
        (format!("A n {{ a = {blocks}"), ReadCode::TooDeep),
        (nodes, ReadCode::TooDeep),
    ] {
        assert_eq!(read(&text).unwrap_err().code, code);
    }
    // However high the limit, the stack is not the input's to spend.
    let limits = Limits {
        depth: usize::MAX,
        ..Limits::default()
    };
    let text = format!("@{{ a = {}", "@(".repeat(1_000_000));
    let error = read_powershell(text.into(), &limits).unwrap_err();
    assert_eq!(error.code, ReadCode::TooDeep);
}

#[test]
fn a_cut_export_is_refused_or_read_and_never_worse() {
    let table = "@{ a = @( 'b', \"c`t“d”\" ); 'e' = MSFT_F { g = $h.i('j')[0] -join 'k' }\n l = @'\nm\n'@ }";
    for text in [EXPORT, table] {
        for (end, _) in text.char_indices() {
            let read = read(&text[..end]);
            let last = text.rfind('}').unwrap();
            // A block that is cut is never taken for a whole one; the table is only whole with its last brace.
            assert!(text != table || end > last || read.is_err(), "{end}");
            let _ = super::shown(&text[end..]);
        }
    }
}

#[test]
fn reading_is_linear() {
    // Each would take hours if a byte were looked at as often as there are bytes before it.
    let count = 200_000;
    for (begin, middle, end) in [
        ("@{ a = @(", "'b' + 'c', \n", "1) }"),
        ("@{ a = 1", ", @{ b = 1 }", " }"),
        ("@{ a = ", "'b' + \n", "'c' }"),
        ("@{ a = ", "$b.c", "\n }"),
        ("@{ a = ", "Foo -b\\\n | ", "c }"),
        ("@{ a = \"", "`t$b", "\" }"),
        ("", "foo \"b\" \n", "A n { }"),
        ("", "Node $x{ }\n", "A n { }"),
        ("", "$x = @'\n", ""),
        ("", "do { } while (1)\n", "A n { }"),
        ("A n { ", "x = MSFT_B\n\n", "}"),
        ("$a = ", "{ ( [", ""),
    ] {
        let _ = read(&format!("{begin}{}{end}", middle.repeat(count)));
    }
}

proptest! {
    #[test]
    fn no_text_is_worse_than_refused(text in any::<String>()) {
        let _ = read(&text);
        let _ = read(&format!("@{{ a = {text}"));
        let _ = read(&format!("A n {{ a = {text}"));
    }

    #[test]
    fn no_order_of_signs_is_worse_than_refused(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "@{", "@(", "$(", "(", ")", "{", "}", "[", "]", "\"", "'", "“", "’", "`", "$", "$x", "$true", ",", ";", "=",
                "\n", "\r\n", " ", "#", "<#", "#>", "@\"\n", "\n\"@", "@'\n", "\n'@", ".", "..", "-", "-join", "+", "|", "a",
                "MSFT_A", "Node", "if", "switch", "A n {", "x =", "1", "0x", "1e", "KB", "::", "\u{a0}", "é",
            ]),
            0..40,
        ),
    ) {
        let text: String = parts.concat();
        let _ = read(&text);
        let _ = read(&format!("@{{ a = {text}"));
        let _ = read(&format!("A n {{ a = {text}"));
    }
}
