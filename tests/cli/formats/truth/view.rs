//! What `tenantlint input` says of a tenant, as paths and short values.

use std::collections::BTreeMap;

use serde_json::Value;

/// The partners of the fixtures by their ids.
const PARTNERS: [(&str, &str); 2] = [
    ("22222222-2222-4222-8222-222222222222", "fabrikam"),
    ("33333333-3333-4333-8333-333333333333", "woodgrove"),
];

/// The marks of default and partners, and where the input has them.
const MARKS: [(&str, &str); 3] = [
    ("is_service_default", "isServiceDefault"),
    ("is_service_provider", "isServiceProvider"),
    (
        "in_multi_tenant_organization",
        "isInMultiTenantOrganization",
    ),
];

pub(super) fn of(input: &Value) -> BTreeMap<String, String> {
    let mut view = View(BTreeMap::new());
    if !input["default"].is_null() {
        view.configuration("default", &input["default"]);
    }
    for partner in list(&input["partners"]) {
        let id = text(&partner["tenant_id"]);
        let known = PARTNERS.iter().find(|(known, _)| *known == id);
        view.configuration(known.map_or(id, |(_, name)| name), partner);
    }
    for policy in list(&input["policies"]) {
        view.policy(policy);
    }
    if !input["federation"].is_null() {
        view.federation(&input["federation"]);
    }
    for key in [
        "default",
        "partners",
        "policies",
        "assignments",
        "federation",
    ] {
        view.put(
            format!("present.{key}"),
            input["tenant"]["present"][key].to_string(),
        );
    }
    view.0
}

struct View(BTreeMap<String, String>);

impl View {
    fn put(&mut self, path: String, value: String) {
        let before = self.0.insert(path, value);
        assert_eq!(before, None, "two records of one name");
    }

    /// The default or a partner.
    fn configuration(&mut self, name: &str, record: &Value) {
        for (key, mark) in MARKS {
            if let Some(value) = record.get(key) {
                let value = value.as_bool();
                self.put(
                    format!("{name}.{mark}"),
                    value.map_or("unknown".to_owned(), |value| value.to_string()),
                );
            }
        }
        for section in ["trust", "consent", "sync"] {
            for (key, told) in members(&record[section]) {
                self.put(format!("{name}.{section}.{key}"), flag(told));
            }
        }
        for (key, told) in members(&record["settings"]) {
            self.put(format!("{name}.{key}"), setting(told));
        }
    }

    fn policy(&mut self, policy: &Value) {
        let name = text(&policy["identity"]);
        for (key, told) in members(&policy["settings"]) {
            self.put(format!("policies.{name}.{key}"), flag(told));
        }
        let assignments: Vec<String> = list(&policy["assignments"])
            .iter()
            .map(|one| format!("{} at {}", text(&one["group"]), one["rank"]))
            .collect();
        self.put(
            format!("policies.{name}.assignments"),
            assignments.join(", "),
        );
    }

    fn federation(&mut self, federation: &Value) {
        for (key, told) in members(&federation["settings"]) {
            self.put(format!("federation.{key}"), flag(told));
        }
        let allowed = &federation["allowed_domains"];
        let domains: Vec<&str> = list(&allowed["domains"]).iter().map(text).collect();
        let told = format!("{} {}", text(&allowed["mode"]), domains.join(" "));
        self.put("federation.allowed".to_owned(), told.trim().to_owned());
    }
}

fn flag(told: &Value) -> String {
    if told["value"].is_null() {
        return "unknown".to_owned();
    }
    format!("{} {}", text(&told["origin"]), told["value"])
}

fn setting(told: &Value) -> String {
    let admits = text(&told["admits"]);
    if admits == "unknown" {
        return admits.to_owned();
    }
    format!(
        "{} {admits}: {}; {}",
        text(&told["origin"]),
        half(&told["users"]),
        half(&told["applications"])
    )
}

fn half(told: &Value) -> String {
    let mut half = text(&told["access"]).to_owned();
    for target in list(&told["targets"]) {
        // Reserved words tell their type themselves.
        if text(&target["type"]) == "group" {
            half.push_str(" group");
        }
        half.push(' ');
        half.push_str(text(&target["id"]));
    }
    half
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}
