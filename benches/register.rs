//! The register of a generated tenant, as YAML a team would keep.

use std::fmt::Write as _;

use crate::generate::{Numbers, groups, tenant_id};

const FIRST: [&str; 16] = [
    "Fabrikam",
    "Woodgrove",
    "Tailspin",
    "Litware",
    "Proseware",
    "Adatum",
    "Northwind",
    "Wingtip",
    "Trey",
    "Alpine",
    "Lucerne",
    "Margie",
    "Relecloud",
    "Humongous",
    "Graphic",
    "Blue Yonder",
];
const SECOND: [&str; 8] = [
    "Research",
    "Logistics",
    "Bank",
    "Health",
    "Media",
    "Systems",
    "Travel",
    "Foods",
];

/// What a partner is called, in the register and in its entry.
pub fn name(index: usize) -> String {
    let mut numbers = Numbers::new(index, 6);
    let mut pick = |names: &[&'static str]| {
        let at = usize::try_from(numbers.next()).unwrap_or(0) % names.len();
        names[at]
    };
    format!("{} {} {index}", pick(&FIRST), pick(&SECOND))
}

/// `partners.yaml` for a tenant of so many partners.
pub fn register(partners: usize) -> String {
    let mut text = String::with_capacity(partners * 620 + 512);
    text.push_str(
        "# Invented.\ntiers:\n  strategic: {directions: [inbound, outbound], trust: [mfa, compliantDevice, hybridJoined]}\n  \
         supplier:  {directions: [inbound, outbound], trust: [mfa]}\n\npartners:\n",
    );
    for index in 0..partners {
        entry(&mut text, index);
    }
    text
}

/// Whether the house trusts the partner's devices too.
pub fn is_strategic(index: usize) -> bool {
    Numbers::new(index, 8).chance(300)
}

fn entry(text: &mut String, index: usize) {
    let mut numbers = Numbers::new(index, 7);
    // A few partners were never entered.
    if index > 0 && numbers.chance(15) {
        return;
    }
    let status = match numbers.below(1000) {
        _ if index == 0 => "approved",
        0..=9 => "proposed",
        10..=14 => "suspended",
        15..=19 => "rejected",
        20..=24 => "ended",
        _ => "approved",
    };
    let tier = if is_strategic(index) {
        "strategic"
    } else {
        "supplier"
    };
    let domain = format!("partner{index}.example");
    let _ = write!(
        text,
        "  - tenantId: {}\n    name: {}\n    domains: [{domain}]\n    cloud: commercial\n    kind: partner\n    tier: {tier}\n    \
         status: {status}\n    owner: collaboration-board@contoso.com\n",
        tenant_id(index),
        name(index)
    );
    let sync = if numbers.chance(10) {
        ", user-sync, automatic-consent-inbound"
    } else {
        ""
    };
    let _ = writeln!(
        text,
        "    allow: [collaboration-inbound, collaboration-outbound, direct-connect-inbound, direct-connect-outbound, mfa-trust{sync}]"
    );
    let [ours, theirs] = groups(index);
    let _ = writeln!(
        text,
        "    groups:\n      ours: [{ours}]\n      theirs: [{theirs}]"
    );
    let year = match numbers.below(1000) {
        // No agreement on record.
        0..=9 => return,
        10..=59 => "2025",
        _ => "2028",
    };
    let (month, day) = (1 + numbers.below(12), 1 + numbers.below(28));
    let _ = writeln!(
        text,
        "    agreement: {{reference: DPA-2024-{index:05}, signed: 2024-{month:02}-{day:02}, expires: {year}-{month:02}-{day:02}}}"
    );
}
