//! The config and the register, filled with what was found.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use super::found::{Found, FoundTenant};
use crate::source::discover::display;

/// Where the schemas lie, from the folder of the config. Hidden, so that no run takes them for exports.
pub(super) const SCHEMAS: &str = ".tenantlint";

/// The config, which names the register.
pub(super) fn config(found: &Found, register: &Path) -> String {
    let tenants = if found.tenants.is_empty() {
        include_str!("tenants.yaml").to_owned()
    } else {
        let mut text = "tenants:\n".to_owned();
        for tenant in &found.tenants {
            one_tenant(&mut text, tenant);
        }
        text
    };
    include_str!("tenantlint.yaml")
        .replace("# TENANTS\n", &tenants)
        .replace("REGISTER", &scalar(&display(register)))
}

fn one_tenant(text: &mut String, tenant: &FoundTenant) {
    let _ = writeln!(text, "  - name: {}", scalar(&tenant.name));
    let _ = match &tenant.tenant_id {
        Some(id) => writeln!(text, "    tenantId: {id}"),
        None => writeln!(
            text,
            "    # tenantId: the tenant's own id, which these exports don't tell"
        ),
    };
    text.push_str(
        "    # cloud: commercial           # commercial | us-government | china: no export tells\n\
         \x20   # phase: selected-partners    # internal-pilot | selected-partners | open\n",
    );
    if !tenant.paths.is_empty() {
        text.push_str("    paths:\n");
        for path in &tenant.paths {
            let _ = writeln!(text, "      - {}", scalar(path));
        }
    }
}

/// The register, with each partner proposed: who is vetted, only people know.
pub(super) fn register(partners: &BTreeSet<String>, name: &Path) -> String {
    let mut text = at(name, include_str!("partners.yaml"));
    if partners.is_empty() {
        text.push_str("partners: []\n");
        return text;
    }
    text.push_str("partners:\n");
    for id in partners {
        let _ = write!(
            text,
            "  - tenantId: {id}\n    name: {id}\n    status: proposed\n"
        );
    }
    text
}

pub(super) fn waivers(name: &Path) -> String {
    at(name, include_str!("waivers.yaml"))
}

/// A text for a file that may lie below the folder of the schemas: editors look for a schema from the file.
fn at(name: &Path, text: &str) -> String {
    let up = "../".repeat(name.components().count().saturating_sub(1));
    text.replacen("$schema=", &format!("$schema={up}"), 1)
}

/// A text as YAML: plain where nothing can be mistaken, else in double quotes, with everything odd as its code.
fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_./*".contains(c))
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&text.to_ascii_lowercase().as_str());
    if is_plain {
        return text.to_owned();
    }
    let mut quoted = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            ' '..='~' => quoted.push(c),
            c if c.is_alphanumeric() => quoted.push(c),
            c => {
                let _ = write!(quoted, "\\U{:08x}", u32::from(c));
            }
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::scalar;

    #[test]
    fn a_text_comes_back_as_it_was() {
        for text in [
            "contoso",
            "Contoso Ltd.",
            "true",
            "No",
            "~",
            "-",
            "1",
            "*x",
            "a: b",
            "a #b",
            "\"",
            "\\",
            "日本",
            "tenants/**",
            "\u{202e}x\u{7}\n\u{85}\u{1f600}",
            "'",
            " ",
            "{a}",
            "[x]/**",
            "a/é b/*",
        ] {
            let written = format!("name: {}\n", scalar(text));
            let read: std::collections::BTreeMap<String, String> =
                serde_yaml::from_str(&written).unwrap();
            assert_eq!(read.get("name").unwrap(), text, "{written}");
        }
    }
}
