//! Truths about the domain: a few settings, and the verdict that must come of them.
//!
//! A [`Bundle`] is a tenant that nothing is wrong with: everything is closed by default, MFA is trusted for nobody, one
//! partner inherits all of it. Each truth changes one thing. Settings are written short: `+` allows, `-` blocks, the
//! users stand before the slash and the applications behind it, `g:` is a group and `u:` a user.

mod access;
mod completeness;
mod federation;
mod labels;
mod nothing;
mod partners;
mod register;
mod sync;
mod teams;
mod tenants;

use serde_json::{Value, json};

use crate::bad_input::Files;
use crate::runner::{TODAY, tenantlint};

/// The partner of every bundle.
pub(crate) const PARTNER: &str = "22222222-2222-4222-8222-222222222222";

/// A setting in short: `+g:1/+Office365`.
pub(crate) fn setting(short: &str) -> Value {
    let (users, applications) = short.split_once('/').expect("two halves");
    json!({"usersAndGroups": half(users, "user"), "applications": half(applications, "application")})
}

/// One half in short: `-AllUsers`, `+g:1,u:2`, `+` for no target at all.
pub(crate) fn half(short: &str, kind: &str) -> Value {
    let (sign, names) = short.split_at(1);
    let target = |name: &str| match name.split_once(':') {
        Some(("g", id)) => json!({"target": id, "targetType": "group"}),
        Some(("u", id)) => json!({"target": id, "targetType": "user"}),
        Some(("a", id)) => json!({"target": id, "targetType": "application"}),
        _ => json!({"target": name, "targetType": kind}),
    };
    let targets: Vec<Value> = names
        .split(',')
        .filter(|name| !name.is_empty())
        .map(target)
        .collect();
    let access = if sign == "+" { "allowed" } else { "blocked" };
    json!({"accessType": access, "targets": targets})
}

pub(crate) fn trust(mfa: impl Into<Value>) -> Value {
    json!({
        "isMfaAccepted": mfa.into(),
        "isCompliantDeviceAccepted": false,
        "isHybridAzureADJoinedDeviceAccepted": false,
    })
}

pub(crate) const CLOSED: &str = "-AllUsers/-AllApplications";
pub(crate) const OPEN: &str = "+AllUsers/+AllApplications";

const SETTINGS: [&str; 5] = [
    "b2bCollaborationInbound",
    "b2bCollaborationOutbound",
    "b2bDirectConnectInbound",
    "b2bDirectConnectOutbound",
    "tenantRestrictions",
];

/// A tenant, to be changed and judged.
#[derive(Clone)]
pub(crate) struct Bundle {
    value: Value,
    register: Option<Value>,
    as_of: String,
}

impl Bundle {
    /// All closed; one partner that inherits everything.
    pub(crate) fn new() -> Bundle {
        let mut default = json!({
            "isServiceDefault": false,
            "inboundTrust": trust(false),
            "automaticUserConsentSettings": {"inboundAllowed": false, "outboundAllowed": false},
        });
        for name in SETTINGS {
            default[name] = setting(CLOSED);
        }
        Bundle {
            value: json!({"default": default, "partners": [partner(PARTNER)]}),
            register: None,
            as_of: TODAY.to_owned(),
        }
    }

    /// Nothing but what is put in.
    pub(crate) fn empty() -> Bundle {
        Bundle {
            value: json!({}),
            register: None,
            as_of: TODAY.to_owned(),
        }
    }

    pub(crate) fn with(mut self, key: &str, value: impl Into<Value>) -> Bundle {
        self.value[key] = value.into();
        self
    }

    pub(crate) fn default(mut self, key: &str, value: impl Into<Value>) -> Bundle {
        self.value["default"][key] = value.into();
        self
    }

    pub(crate) fn partner(mut self, key: &str, value: impl Into<Value>) -> Bundle {
        self.value["partners"][0][key] = value.into();
        self
    }

    /// Take a key away, which is not the same as null.
    pub(crate) fn partner_without(mut self, key: &str) -> Bundle {
        let partner = self.value["partners"][0]
            .as_object_mut()
            .expect("an object");
        partner.remove(key);
        self
    }

    pub(crate) fn default_without(mut self, key: &str) -> Bundle {
        let default = self.value["default"].as_object_mut().expect("an object");
        default.remove(key);
        self
    }

    pub(crate) fn without_default(mut self) -> Bundle {
        self.value
            .as_object_mut()
            .expect("an object")
            .remove("default");
        self
    }

    pub(crate) fn another_partner(mut self, partner: Value) -> Bundle {
        self.value["partners"]
            .as_array_mut()
            .expect("a list")
            .push(partner);
        self
    }

    /// With a register that has these entries.
    pub(crate) fn register(mut self, entries: Value) -> Bundle {
        self.register = Some(json!({
            "tiers": {"wide": {"applications": ["AllApplications"]}, "plain": {}},
            "partners": entries,
        }));
        self
    }

    pub(crate) fn on_the_day(mut self, day: &str) -> Bundle {
        self.as_of = day.to_owned();
        self
    }

    /// Judge it, with all rules, from standard input.
    pub(crate) fn judge(&self) -> Report {
        self.judge_with(&[])
    }

    pub(crate) fn judge_with(&self, args: &[&str]) -> Report {
        let files = Files::new();
        let mut all: Vec<String> = ["check", "--format", "json", "--as-of", &self.as_of]
            .map(str::to_owned)
            .to_vec();
        all.extend(args.iter().map(|arg| (*arg).to_owned()));
        let files = match &self.register {
            None => files,
            Some(register) => {
                all.extend(["--register".to_owned(), "partners.yaml".to_owned()]);
                files.with("partners.yaml", register.to_string())
            }
        };
        all.extend(["--stdin-filename", "x.yaml", "-"].map(str::to_owned));
        let done = tenantlint()
            .dir(files.path())
            .args(all)
            .stdin(self.value.to_string())
            .run();
        Report(done.json())
    }
}

/// A partner that inherits everything, with user sync known to be off.
pub(crate) fn partner(id: &str) -> Value {
    let mut partner = json!({
        "tenantId": id,
        "inboundTrust": null,
        "automaticUserConsentSettings": {"inboundAllowed": null, "outboundAllowed": null},
        "identitySynchronization": {"tenantId": id, "userSyncInbound": {"isSyncAllowed": false}},
    });
    for name in SETTINGS {
        partner[name] = Value::Null;
    }
    partner
}

/// A report on one bundle.
pub(crate) struct Report(pub(crate) Value);

impl Report {
    pub(crate) fn findings(&self, rule: &str) -> Vec<&Value> {
        let findings = self.0["findings"].as_array().expect("a list");
        findings
            .iter()
            .filter(|finding| finding["rule"] == rule)
            .collect()
    }

    /// What a rule says of the partner, the default, a policy or the tenant, by the kind of subject: `fail`, `unknown`,
    /// or `quiet`, which is a pass or not applicable.
    pub(crate) fn says(&self, rule: &str, kind: &str) -> &'static str {
        let of_kind = |outcome: &str| {
            self.findings(rule)
                .iter()
                .any(|finding| finding["subject"]["kind"] == kind && finding["outcome"] == outcome)
        };
        assert!(
            !self.0["ledger"]["byRule"][rule].is_null(),
            "{rule} did not run: {}",
            self.0
        );
        if of_kind("fail") {
            "fail"
        } else if of_kind("unknown") {
            "unknown"
        } else {
            "quiet"
        }
    }

    pub(crate) fn count(&self, rule: &str, outcome: &str) -> u64 {
        let count = &self.0["ledger"]["byRule"][rule][outcome];
        count
            .as_u64()
            .unwrap_or_else(|| panic!("no count of {rule}: {}", self.0))
    }
}

/// Truths that do not hold, all at once.
pub(crate) struct Truths(Vec<String>);

impl Truths {
    pub(crate) fn new() -> Truths {
        Truths(Vec::new())
    }

    /// What a rule must say of a kind of subject.
    pub(crate) fn say(
        &mut self,
        what: &str,
        bundle: &Bundle,
        rule: &str,
        kind: &str,
        verdict: &str,
    ) {
        let report = bundle.judge();
        let found = report.says(rule, kind);
        if found != verdict {
            let messages: Vec<&Value> = report
                .findings(rule)
                .iter()
                .map(|one| &one["message"])
                .collect();
            self.0.push(format!(
                "{what}: {rule} must be {verdict}, is {found} {messages:?}"
            ));
        }
    }

    pub(crate) fn hold(self) {
        assert!(
            self.0.is_empty(),
            "{} truths do not hold:\n{}",
            self.0.len(),
            self.0.join("\n")
        );
    }
}
