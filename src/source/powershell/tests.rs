//! Tests of `powershell.rs`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod faults;
mod round;
mod show;

use super::*;
use show::{read, shown};

const EXPORT: &str = include_str!("tests/export.ps1");

/// The value of the one member of a hash table.
fn value(text: &str) -> String {
    let shown = shown(&format!("@{{ a = {text}\n}}"));
    let inner = shown
        .strip_prefix("{a:")
        .and_then(|rest| rest.strip_suffix('}'));
    inner.unwrap_or(&shown).to_owned()
}

#[test]
fn literals() {
    for (text, wanted) in [
        ("\"\"", "\"\""),
        ("'it''s'", "\"it's\""),
        ("\"say \"\"hi\"\"\"", "\"say \\\"hi\\\"\""),
        (
            "\"tab`tquote`\"tick``dollar`$x\"",
            "\"tab\\tquote\\\"tick`dollar$x\"",
        ),
        ("\"`u{1F600}`0\"", "\"😀\\0\""),
        ("'no `t escapes, no $x'", "\"no `t escapes, no $x\""),
        ("“typographic”", "\"typographic\""),
        ("‘single’", "\"single\""),
        ("\"mixed”", "\"mixed\""),
        ("'XXX’’s phone'", "\"XXX’s phone\""),
        ("\"costs $ 5 or 5$\"", "\"costs $ 5 or 5$\""),
        ("\"two\nlines\"", "\"two\\nlines\""),
        ("\"漢 – é\"", "\"漢 – é\""),
        (
            "@\"\n\"quoted\" 'text'\nmore\n\"@",
            "\"\\\"quoted\\\" 'text'\\nmore\"",
        ),
        ("@'\r\n$raw `n\r\n'@", "\"$raw `n\""),
        ("@'\n'@", "\"\""),
        ("$True", "true"),
        ("$false", "false"),
        ("$NULL", "null"),
        ("7", "7"),
        ("-7", "-7"),
        ("1.5", "1.5"),
        ("1e3", "1e3"),
        ("007", "7"),
        (".5", "0.5"),
        ("-5.", "-5.0"),
        ("0", "0"),
        ("0x1F", "31"),
        ("-0x10", "-16"),
        ("[string]\"x\"", "\"x\""),
        ("[System.String] 'x'", "\"x\""),
        ("[System.String[]]@('x', \"y\")", "[\"x\",\"y\"]"),
        ("[string[]]'x'", "[\"x\"]"),
        ("(\"a\")", "\"a\""),
        ("(( 'a' ))", "\"a\""),
        ("(1, 2)", "[1,2]"),
        ("`\n 5", "5"),
        ("\n\n 5 # five\n", "5"),
        ("<# none #> 5 <# five #>", "5"),
    ] {
        assert_eq!(value(text), wanted, "{text}");
    }
}

#[test]
fn lists_and_tables() {
    for (text, wanted) in [
        ("@()", "[]"),
        (
            "@( 'a','b' ,\n'c'\n'd'; 'e' )",
            "[\"a\",\"b\",\"c\",\"d\",\"e\"]",
        ),
        ("\"a\",\"b\" , 3", "[\"a\",\"b\",3]"),
        ("'a',\n'b'", "[\"a\",\"b\"]"),
        ("@(@(1), @(2, 3))", "[[1],[2,3]]"),
        ("@{}", "{}"),
        (
            "@{ k = 1; 'k 2' = 2\n \"k`t3\" = 3; 4 = 4; k-5 = 5 }",
            "{k:1,k 2:2,k\t3:3,4:4,k-5:5}",
        ),
        ("@{ $name = 1 }", "{$name:1}"),
        ("@{ x = 1 }, @{ x = 2 }", "[{x:1},{x:2}]"),
        (
            "@(@{ x = 1 }\n@{ x = @{ y = $null } })",
            "[{x:1},{x:{y:null}}]",
        ),
        ("MSFT_A{ x = 1; }", "{CIMInstance:\"MSFT_A\",x:1}"),
        (
            "MSFT_A\n{ x = 1 }, MSFT_A { x = 2 }",
            "[{CIMInstance:\"MSFT_A\",x:1},{CIMInstance:\"MSFT_A\",x:2}]",
        ),
        (
            "@(MSFT_A{ x = 1 } MSFT_A{ x = 2 }\nMSFT_B{})",
            "[{CIMInstance:\"MSFT_A\",x:1},{CIMInstance:\"MSFT_A\",x:2},{CIMInstance:\"MSFT_B\"}]",
        ),
        (
            "MSFT_A{ x = MSFT_B{ y = 1 }   z = 2 }",
            "{CIMInstance:\"MSFT_A\",x:{CIMInstance:\"MSFT_B\",y:1},z:2}",
        ),
    ] {
        assert_eq!(value(text), wanted, "{text}");
    }
}

#[test]
fn what_only_running_would_tell_is_unknown() {
    for text in [
        "$x",
        "$ConfigurationData.NonNodeData.ApplicationId",
        "$x.Split('@')[1]",
        "${a b}",
        "$env:USERNAME",
        "$true.ToString()",
        "$(Get-Date)",
        "\"by $name\"",
        "\"by $($x.Where({ $_ -eq \"}\" }))\"",
        "\"${x}\"",
        "@\"\nby $name\n\"@",
        "\"a\" + \"b\"",
        "\"a\" + 'b', 'c'",
        "'a', 'b' -join ','",
        "'{0}' -f $x",
        "'a' -eq `\n 'b'",
        "'a' +\n 'b'",
        "'a'.ToUpper()",
        "('a' + $x)",
        "(Get-Thing -Name \"a\" | Select-Object -First 1)",
        "@('a') + $x",
        "@{ x = 1 }.x",
        "('a', 'b').Count",
        "1..3",
        "1KB",
        "10L",
        "0xFFFFFFFF",
        "2ecf1bcd-94b5-4806-8b24-e1f7f9f57c9c",
        "[int]'5'",
        "[int]$x",
        "[string]$x",
        "[Instance]",
        "[System.Guid]::Empty",
        "-not $x",
        "!$x",
        "{ Get-Thing; { } }",
        "Present",
        "New-Object System.Management.Automation.PSCredential ('S', (ConvertTo-SecureString $x -AsPlainText -Force))",
        "if ($x) { 'a' } else { 'b' }",
        "Get-Thing -Force",
        ",'a'",
        "& $x",
        "@splat",
    ] {
        assert_eq!(value(text), format!("?{text}?"), "{text}");
        let listed = format!("@({text}\n'z')");
        let wanted = format!("[?{text}?,\"z\"]");
        // A list whose items an operator took is no longer a list.
        let whole = format!("?{listed}?");
        let found = value(&listed);
        assert!(
            found == wanted || text.contains(',') && found == whole,
            "{found}"
        );
    }
    assert_eq!(value("$x, 'b'"), "[?$x?,\"b\"]");
    assert_eq!(value("@('a', $x)"), "[\"a\",?$x?]");
}

#[test]
fn an_exported_configuration() {
    let tree = read(EXPORT).unwrap();
    let root = tree.roots()[0];
    let blocks: Vec<_> = tree.children(root).collect();
    let names = |key| -> Vec<_> {
        let member = |id: &_| tree.get(*id, key).and_then(|id| tree.as_str(id));
        blocks.iter().map(member).collect()
    };
    assert_eq!(
        names("ResourceName"),
        [
            Some("TeamsChannelsPolicy"),
            Some("AADCrossTenantAccessPolicyConfigurationPartner"),
            Some("TeamsFederationConfiguration"),
            Some("TeamsChannelsPolicy"),
        ]
    );
    assert_eq!(
        names("ResourceInstanceName"),
        [
            Some("TeamsChannelsPolicy-Global"),
            Some("Partner Fabrikam"),
            Some("22222222-2222-4222-8222-222222222222"),
            None
        ]
    );
    let partner = blocks[1];
    let direct = tree.get(partner, "B2BDirectConnectInbound").unwrap();
    let applications = tree.get(direct, "Applications").unwrap();
    let targets = tree.get(applications, "Targets").unwrap();
    let target = tree.item(targets, 1).unwrap();
    let place = tree.get(target, "Target").unwrap();
    assert_eq!(tree.as_str(place), Some("AllApplications"));
    assert_eq!(
        tree.pointer(place),
        "/1/B2BDirectConnectInbound/Applications/Targets/1/Target"
    );
    let slice = |span: Span| &EXPORT[span.start as usize..span.end as usize];
    assert_eq!(slice(tree.span(place)), "'AllApplications'");
    assert_eq!(slice(tree.key_span(place).unwrap()), "Target");
    assert_eq!(
        tree.kind(tree.get(partner, "TenantId").unwrap()),
        Kind::Unknown
    );
    let object = slice(tree.span(target));
    assert!(object.starts_with("MSFT_AADCrossTenantAccessPolicyTarget{") && object.ends_with('}'));
    let block = slice(tree.span(partner));
    assert!(block.starts_with("AADCrossTenantAccessPolicyConfigurationPartner '"));
    assert!(block.ends_with('}'));
    let kind = tree.get(partner, "ResourceName").unwrap();
    assert_eq!(
        slice(tree.span(kind)),
        "AADCrossTenantAccessPolicyConfigurationPartner"
    );
    assert_eq!(slice(tree.key_span(kind).unwrap()), "");
    let name = tree.get(partner, "ResourceInstanceName").unwrap();
    assert_eq!(slice(tree.span(name)), "'Partner Fabrikam'");
}

#[test]
fn blocks_stand_with_or_without_what_is_around() {
    let a = "{ResourceName:\"A\",ResourceInstanceName:\"n\",x:1}";
    let pair = format!("[{a},{a}]");
    for (text, wanted) in [
        ("A \"n\" { x = 1 }", format!("[{a}]")),
        ("A 'n'\r\n{\r\n  x = 1;\r\n}\r\n", format!("[{a}]")),
        ("A n{x=1}", format!("[{a}]")),
        ("A “n” { x = 1 } A n { x = 1 }", pair.clone()),
        ("A { x = 1 }", "[{ResourceName:\"A\",x:1}]".to_owned()),
        (
            "Node a { A n { x = 1 } }\nNode $AllNodes.Where{$_.b}.NodeName\n{ A n { x = 1 } }",
            pair.clone(),
        ),
        (
            "[DscLocalConfigurationManager()] Configuration C { A n { x = 1 } } C -Out .\\x\n$a = @{ b = '}' }\nA n { x = 1 }",
            pair,
        ),
        ("Configuration C { Node localhost { } }", "[]".to_owned()),
        (
            "function f { B n { x = 1 } }\nA n { x = 1 }",
            format!("[{a}]"),
        ),
        (
            "\"text\" | Foo `\n | Bar { }\nwrite one two { }\nA n { x = 1 }",
            format!("[{a}]"),
        ),
        (
            "# A n { }\n<# A n { } #> A n <# } #> { # }\n x = 1 }",
            format!("[{a}]"),
        ),
    ] {
        assert_eq!(shown(text), wanted, "{text}");
    }
    for name in [
        "$x",
        "$x.Name",
        "$($x)",
        "($x + 1)",
        "\"n-$x\"",
        "\"n-$($x.y)\"",
    ] {
        let wanted = format!("[{{ResourceName:\"A\",ResourceInstanceName:?{name}?,x:1}}]");
        assert_eq!(shown(&format!("A {name} {{ x = 1 }}")), wanted);
    }
}

#[test]
fn blocks_under_a_condition_say_so() {
    let text = "if ($a) { A n { x = 1 } }\nelseif ($b)\n{ A n { x = 1 } } else { A n { x = 1 } }
        foreach ($c in @(1, 2)) { Node b { A n { x = 1 } } }
        switch ($d) { 1 { A n { x = 1 } } { $_ -gt 1 } { A n { x = 1 } } default { A n { x = 1 } } }
        do { $e++ } while ($e -lt 3)
        A n { x = 1 }";
    let tree = read(text).unwrap();
    let keywords: Vec<_> = tree
        .children(tree.roots()[0])
        .map(|block| tree.get(block, "Conditional"))
        .map(|flag| {
            flag.map(|id| tree.span(id))
                .map(|span| &text[span.start as usize..span.end as usize])
        })
        .collect();
    let wanted = [
        "if", "elseif", "else", "foreach", "switch", "switch", "switch",
    ]
    .map(Some);
    assert_eq!(keywords[..7], wanted);
    assert_eq!(keywords[7..], [None]);
}

#[test]
fn blocks_in_what_is_passed_over_say_so_and_no_more() {
    let marker = |word: &str| format!("{{ResourceName:\"{word}\",Conditional:true}}");
    let (teams, aad) = (marker("TeamsX"), marker("AADX"));
    for text in [
        "1..3 | ForEach-Object { TeamsX \"p$_\" { x = $_ } }",
        "$all.ForEach({ TeamsX $_.Name\n{ x = 1 } })",
        "$x = { TeamsX n { x = 1 } }",
        "function f { Microsoft365DSC\\TeamsX (\"n\" + $a) { x = 1 } }",
        "& { TeamsX { x = 1 } }",
        "& { y;TeamsX n { x = 1 } }",
        "{ TeamsX 'n' # why\n { x = 1 } }",
        "switch ($a) { { TeamsX n { } } { } }",
    ] {
        let text = format!("Configuration C {{ Node a {{ {text} }} }}");
        assert_eq!(shown(&text), format!("[{teams}]"), "{text}");
    }
    let both = "function f { TeamsX n { AADX n { } } }";
    assert_eq!(shown(both), format!("[{teams},{aad}]"));
    for text in [
        "$x = { Get-TeamsX { x } }",
        "$x = { 'TeamsX' { x } }",
        "$x = { $TeamsX { x } }",
        "$x = { TeamsX; { x } }",
        "$x = { TeamsX n;y { x } }",
        "$x = { TeamsX\n y { x } }",
        "$x = { # TeamsX {\n }",
    ] {
        let text = format!("Configuration C {{ Node a {{ {text} }} }}");
        assert_eq!(shown(&text), "[]", "{text}");
    }
}
