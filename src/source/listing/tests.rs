//! Tests of `listing.rs`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod faults;
mod properties;

use super::*;
use crate::source::tree::NodeId;

fn read(text: &str) -> Result<Tree, ReadError> {
    read_listing(Arc::from(text), &Limits::default())
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Nothing,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<String>),
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| (*item).to_owned()).collect())
}

fn value(tree: &Tree, id: NodeId) -> Value {
    match tree.kind(id) {
        Kind::Unknown => Value::Nothing,
        Kind::Bool => Value::Bool(tree.as_bool(id).unwrap()),
        Kind::Number => Value::Number(tree.number_text(id).unwrap().to_owned()),
        Kind::String => text(tree.as_str(id).unwrap()),
        _ => Value::List(
            tree.children(id)
                .map(|item| tree.as_str(item).unwrap().to_owned())
                .collect(),
        ),
    }
}

type Objects = Vec<Vec<(String, Value)>>;

fn objects(tree: &Tree) -> Objects {
    let member = |id| (tree.key(id).unwrap().to_owned(), value(tree, id));
    tree.children(tree.roots()[0])
        .map(|object| tree.children(object).map(member).collect())
        .collect()
}

/// What the text says where a value stands.
fn shown(tree: &Tree, id: NodeId) -> &str {
    let span = tree.span(id);
    &tree.text()[span.start as usize..span.end as usize]
}

const POLICIES: &str = "
Identity                   : Global
Description                :
AllowSharedChannelCreation : True
AllowOrgWideTeamCreation   : False
AllowedDomains             : {contoso.com, fabrikam.com}
BlockedDomains             : {}
Priority                   : 2
CreatedTime                : 10/25/2019 12:40:09 AM
GroupId                    : 22222222-2222-4222-8222-222222222222
Version                    : 1.10

Identity                   : Tag:Pilot
Description                : \t


";

#[test]
fn blocks_become_objects() {
    let tree = read(POLICIES).unwrap();
    let found = objects(&tree);
    let values: Vec<Value> = found[0].iter().map(|(_, value)| value.clone()).collect();
    let wanted = [
        text("Global"),
        Value::Nothing,
        Value::Bool(true),
        Value::Bool(false),
        list(&["contoso.com", "fabrikam.com"]),
        list(&[]),
        Value::Number("2".to_owned()),
        text("10/25/2019 12:40:09 AM"),
        text("22222222-2222-4222-8222-222222222222"),
        text("1.10"),
    ];
    assert_eq!(values, wanted);
    let second = [
        ("Identity".to_owned(), text("Tag:Pilot")),
        ("Description".to_owned(), Value::Nothing),
    ];
    assert_eq!(found[1..], [second.to_vec()]);
    assert_eq!(
        objects(&read(&POLICIES.replace('\n', "\r\n")).unwrap()),
        found
    );
}

#[test]
fn values_and_names_have_their_places() {
    let tree = read(POLICIES).unwrap();
    let first = tree.children(tree.roots()[0]).next().unwrap();
    let domains = tree.get(first, "AllowedDomains").unwrap();
    assert_eq!(shown(&tree, domains), "{contoso.com, fabrikam.com}");
    let items: Vec<&str> = tree
        .children(domains)
        .map(|item| shown(&tree, item))
        .collect();
    assert_eq!(items, ["contoso.com", "fabrikam.com"]);
    let description = tree.get(first, "Description").unwrap();
    let span = tree.span(description);
    assert_eq!(span.start, span.end);
    assert!(tree.text()[..span.start as usize].ends_with("Description                :"));
    let key = tree.key_span(domains).unwrap();
    assert_eq!(
        &tree.text()[key.start as usize..key.end as usize],
        "AllowedDomains"
    );
    assert!(shown(&tree, first).starts_with("Identity"));
    assert!(shown(&tree, first).ends_with(": 1.10"));
    assert_eq!(tree.pointer(domains), "/0/AllowedDomains");
}

#[test]
fn values_on_several_lines_are_joined() {
    let tree = read(
        "Identity    : Global\n\
         Description : Pilot of shared chan\n              nels with contoso and \n              fabrikam\n\
         Domains     : {contoso.com, fabri\n              kam.com, north\n              wind.com, tail.com}\n\
         Late        :\n              12\n\
         Broken      : 1\n              2\n\
         Gap         : one\n              \n              two\n              \n\nIdentity    : Tag:A\n",
    )
    .unwrap();
    let found = objects(&tree);
    let values: Vec<Value> = found[0].iter().map(|(_, value)| value.clone()).collect();
    let wanted = [
        text("Global"),
        text("Pilot of shared channels with contoso and fabrikam"),
        list(&["contoso.com", "fabrikam.com", "northwind.com", "tail.com"]),
        Value::Number("12".to_owned()),
        Value::Number("12".to_owned()),
        text("onetwo"),
    ];
    assert_eq!(values, wanted);
    assert_eq!(found.len(), 2);
    let object = tree.children(tree.roots()[0]).next().unwrap();
    let domains = tree.get(object, "Domains").unwrap();
    let items: Vec<&str> = tree
        .children(domains)
        .map(|item| shown(&tree, item))
        .collect();
    assert_eq!(
        items,
        [
            "contoso.com",
            "fabri\n              kam.com",
            "north\n              wind.com",
            "tail.com"
        ]
    );
}

#[test]
fn what_only_looks_like_a_list_or_a_number_is_text() {
    for printed in [
        "{[Key, Value], [Other, 1]}",
        "{@{Domain=contoso.com; Partner=True}, @{Domain=fabrikam.com}}",
        "@{Kind=AllowAll; Domains=}",
        "{a} and {b}",
        "{",
        "}",
        "{a",
        "007",
        "1.5",
        "-",
        "-0",
        "1,000",
        "true",
        "TRUE",
        "System.Object[]",
        &"1".repeat(65),
    ] {
        let tree = read(&format!("Name : {printed}")).unwrap();
        assert_eq!(objects(&tree)[0][0].1, text(printed));
    }
    for (printed, items) in [
        ("{ }", vec![]),
        ("{True, 1, }", vec!["True", "1", ""]),
        (
            "{Domain=a.com,Domain=b.com}",
            vec!["Domain=a.com", "Domain=b.com"],
        ),
    ] {
        let tree = read(&format!("Name : {printed}")).unwrap();
        assert_eq!(objects(&tree)[0][0].1, list(&items));
    }
    for number in ["0", "-12", &"1".repeat(64)] {
        let tree = read(&format!("Rank : {number}")).unwrap();
        assert_eq!(objects(&tree)[0][0].1, Value::Number(number.to_owned()));
    }
}

#[test]
fn objects_need_no_empty_line_between_them() {
    let tree = read("Id : 1\nName : a\nId : 2\nName : b\nPS C:\\> Get-Thing\nName : c").unwrap();
    let counts: Vec<usize> = objects(&tree).iter().map(Vec::len).collect();
    assert_eq!(counts, [2, 2, 1]);
}

#[test]
fn prompts_are_no_part_of_the_text() {
    for prompt in [
        "PS C:\\Users\\Megan Bowen> Get-CsTeamsChannelsPolicy | Format-List",
        "PS /home/megan> Get-CsTeamsChannelsPolicy | select @{n='a : b'} | fl",
        "PS C:\\>",
    ] {
        let tree = read(&format!("{prompt}\n\nIdentity : Global\n\n{prompt}")).unwrap();
        assert_eq!(objects(&tree).len(), 1);
    }
    let tree = read("PS Path : C:\\a>b").unwrap();
    assert_eq!(objects(&tree)[0][0].0, "PS Path");
}
