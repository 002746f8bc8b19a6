//! The same partners in each format that can hold them, and as many Teams policies in those that can't.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

/// File name, title and text of each.
pub fn all(graph: &Value, partners: &[Value]) -> Vec<(&'static str, &'static str, String)> {
    let pretty = serde_json::to_string_pretty(graph).expect("JSON");
    let pascal: Vec<Value> = partners.iter().map(|one| rename(one, &pascal)).collect();
    let snake: Vec<Value> = partners.iter().map(|one| rename(one, &snake)).collect();
    vec![
        ("pretty.json", "Graph's JSON, indented", pretty),
        (
            "powershell.json",
            "Graph PowerShell JSON",
            serde_json::to_string_pretty(&pascal).expect("JSON"),
        ),
        ("hand.yaml", "YAML written by hand", yaml(graph)),
        ("export.ps1", "Microsoft365DSC configuration", dsc(partners)),
        ("data.psd1", "Microsoft365DSC data file", psd1(partners)),
        (
            "report.json",
            "Microsoft365DSC JSON report",
            dsc_report(&pascal),
        ),
        ("snapshot.json", "UTCM snapshot", utcm(&pascal)),
        ("plan.json", "Terraform plan", terraform(&snake)),
        ("policies.json", "Teams PowerShell JSON", policies_json()),
        ("policies.txt", "Teams Format-List text", policies_list()),
        ("policies.csv", "Teams CSV", policies_csv()),
    ]
}

/// The same value with other keys.
fn rename(value: &Value, name: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .iter()
                .map(|(key, value)| (name(key), rename(value, name)))
                .collect::<Map<String, Value>>(),
        ),
        Value::Array(items) => items.iter().map(|item| rename(item, name)).collect(),
        other => other.clone(),
    }
}

fn pascal(key: &str) -> String {
    let (first, rest) = key.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}

fn snake(key: &str) -> String {
    let key = key.replace("AzureAD", "AzureAd").replace("b2b", "b2b_");
    let mut name = String::new();
    for character in key.chars() {
        if character.is_uppercase() && !name.ends_with('_') {
            name.push('_');
        }
        name.extend(character.to_lowercase());
    }
    name
}

fn yaml(value: &Value) -> String {
    serde_yaml::to_string(value).expect("YAML")
}

/// What Microsoft365DSC knows of a partner.
const DSC: [&str; 6] = [
    "b2bCollaborationInbound",
    "b2bCollaborationOutbound",
    "b2bDirectConnectInbound",
    "b2bDirectConnectOutbound",
    "inboundTrust",
    "automaticUserConsentSettings",
];

fn dsc(partners: &[Value]) -> String {
    let mut text = String::from(
        "# Generated with Microsoft365DSC version 1.25.611.1\nparam (\n)\n\nConfiguration M365TenantConfig\n{\n    Node localhost\n    {\n",
    );
    for (index, partner) in partners.iter().enumerate() {
        let _ = writeln!(
            text,
            "        AADCrossTenantAccessPolicyConfigurationPartner \"Partner-{index}\"\n        {{"
        );
        dsc_members(&mut text, partner, 12, true);
        text.push_str("        }\n");
    }
    text.push_str("    }\n}\n");
    text
}

fn dsc_members(text: &mut String, partner: &Value, indent: usize, typed: bool) {
    for key in DSC.iter().filter(|key| !partner[**key].is_null()) {
        let _ = write!(text, "{:indent$}{:<28} = ", "", pascal(key));
        dsc_value(text, &partner[*key], indent + 4, typed);
        text.push('\n');
    }
    let id = partner["tenantId"].as_str().expect("an id");
    let _ = writeln!(
        text,
        "{:indent$}Ensure                       = \"Present\";",
        ""
    );
    let _ = writeln!(
        text,
        "{:indent$}PartnerTenantId              = \"{id}\";",
        ""
    );
}

fn dsc_value(text: &mut String, value: &Value, indent: usize, typed: bool) {
    match value {
        Value::Object(members) => {
            text.push_str(if typed {
                "MSFT_AADCrossTenantAccessPolicySetting{\n"
            } else {
                "@{\n"
            });
            for (key, value) in members.iter().filter(|(_, value)| !value.is_null()) {
                let _ = write!(text, "{:indent$}{} = ", "", pascal(key));
                dsc_value(text, value, indent + 4, typed);
                text.push('\n');
            }
            let _ = write!(text, "{:1$}}}", "", indent - 4);
        }
        Value::Array(items) => {
            text.push_str("@(\n");
            for item in items {
                let _ = write!(text, "{:indent$}", "");
                dsc_value(text, item, indent + 4, typed);
                text.push('\n');
            }
            let _ = write!(text, "{:1$})", "", indent - 4);
        }
        Value::Bool(true) => text.push_str("$True"),
        Value::Bool(false) => text.push_str("$False"),
        Value::Null => text.push_str("$null"),
        Value::String(words) => {
            let _ = write!(text, "'{words}'");
        }
        Value::Number(number) => {
            let _ = write!(text, "{number}");
        }
    }
}

fn psd1(partners: &[Value]) -> String {
    let mut text = String::from(
        "@{\n    NonNodeData = @{\n        AzureAD = @{\n            CrossTenantAccessPolicyConfigurationPartners = @(\n",
    );
    for partner in partners {
        text.push_str("                @{\n");
        dsc_members(&mut text, partner, 20, false);
        text.push_str("                }\n");
    }
    text.push_str("            )\n        }\n    }\n}\n");
    text
}

/// Properties of a resource, without what the tool does not carry.
fn properties(partner: &Value) -> Value {
    let mut properties: Map<String, Value> = DSC
        .iter()
        .map(|key| pascal(key))
        .filter(|key| !partner[key].is_null())
        .map(|key| (key.clone(), partner[&key].clone()))
        .collect();
    properties.insert("PartnerTenantId".to_owned(), partner["TenantId"].clone());
    properties.insert("Ensure".to_owned(), json!("Present"));
    Value::Object(properties)
}

fn dsc_report(partners: &[Value]) -> String {
    let resources: Vec<Value> = partners
        .iter()
        .map(|partner| {
            let mut resource = json!({
                "ResourceName": "AADCrossTenantAccessPolicyConfigurationPartner",
                "ResourceInstanceName": "Partner",
            });
            if let (Some(to), Value::Object(from)) = (resource.as_object_mut(), properties(partner))
            {
                to.extend(from);
            }
            resource
        })
        .collect();
    serde_json::to_string_pretty(&resources).expect("JSON")
}

fn utcm(partners: &[Value]) -> String {
    let resources: Vec<Value> = partners
        .iter()
        .map(|partner| {
            json!({
                "displayName": "Partner",
                "resourceType": "microsoft.entra.crosstenantaccesspolicyconfigurationpartner",
                "properties": properties(partner),
            })
        })
        .collect();
    serde_json::to_string_pretty(&json!({ "displayName": "Snapshot", "resources": resources }))
        .expect("JSON")
}

fn terraform(partners: &[Value]) -> String {
    const TYPE: &str = "microsoft365wp_cross_tenant_access_policy_configuration_partner";
    let resources: Vec<Value> = partners
        .iter()
        .enumerate()
        .map(|(index, partner)| {
            json!({
                "address": format!("{TYPE}.partner[{index}]"),
                "mode": "managed",
                "type": TYPE,
                "name": "partner",
                "index": index,
                "values": partner,
            })
        })
        .collect();
    let plan = json!({
        "format_version": "1.2",
        "terraform_version": "1.9.5",
        "planned_values": { "root_module": { "resources": resources } },
    });
    serde_json::to_string(&plan).expect("JSON")
}

/// A channel policy as the Teams module prints it.
const SWITCHES: [&str; 8] = [
    "AllowOrgWideTeamCreation",
    "EnablePrivateTeamDiscovery",
    "AllowPrivateChannelCreation",
    "AllowSharedChannelCreation",
    "AllowChannelSharingToExternalUser",
    "AllowUserToParticipateInExternalSharedChannel",
    "ThreadedChannelCreation",
    "AllowCreateChannel",
];

fn policies() -> impl Iterator<Item = (String, [&'static str; 8])> {
    (0..super::PARTNERS).map(|index| {
        let on = |bit: usize| {
            if index >> bit & 1 == 1 {
                "True"
            } else {
                "False"
            }
        };
        let [a, b, c, d, e, f] = std::array::from_fn(on);
        (
            format!("Tag:Policy {index}"),
            [a, b, c, d, e, f, "Enabled", "Enabled"],
        )
    })
}

fn policies_json() -> String {
    let policies: Vec<Value> = policies()
        .map(|(identity, values)| {
            let mut policy = json!({ "Identity": identity, "Description": null });
            for (name, value) in SWITCHES.iter().zip(values) {
                policy[name] = match value {
                    "True" => json!(true),
                    "False" => json!(false),
                    text => json!(text),
                };
            }
            policy
        })
        .collect();
    serde_json::to_string_pretty(&policies).expect("JSON")
}

fn policies_list() -> String {
    let mut text = String::new();
    for (identity, values) in policies() {
        let _ = writeln!(text, "\n{:<45} : {identity}", "Identity");
        let _ = writeln!(text, "{:<45} :", "Description");
        for (name, value) in SWITCHES.iter().zip(values) {
            let _ = writeln!(text, "{name:<45} : {value}");
        }
    }
    text
}

fn policies_csv() -> String {
    let mut text = format!(
        "\"Identity\",\"Description\",\"{}\"\r\n",
        SWITCHES.join("\",\"")
    );
    for (identity, values) in policies() {
        let _ = write!(text, "\"{identity}\",,\"{}\"\r\n", values.join("\",\""));
    }
    text
}
