//! The normal form of a setting's value, by which a finding is known again and a waiver holds.

use serde_json::Value;

use crate::digest;
use crate::tenant::ids;

/// A value longer than this, in bytes of JSON, is known by its digest: a run may have a finding for each of many
/// partners that inherit one long list.
const LONGEST: usize = 2048;

/// The one list whose order means something: the first identity provider that fits redeems an invitation.
pub const ORDERED: &str = "primaryIdentityProviderPrecedenceOrder";

/// The same for every way to write the value of a setting: lists in one order, ids in lower case. Long values become
/// `sha256:…`. `path` is the setting's.
pub fn normal(path: &str, value: Value) -> Value {
    let key = path.rsplit('.').next().unwrap_or_default();
    let value = sorted(key, value);
    let text = value.to_string();
    if text.len() <= LONGEST {
        return value;
    }
    Value::String(format!("sha256:{}", digest::of(text.as_bytes())))
}

/// Whether the order of a list at `path` means something.
pub fn is_ordered(path: &str) -> bool {
    path.rsplit('.').next() == Some(ORDERED)
}

fn sorted(key: &str, value: Value) -> Value {
    match value {
        Value::String(text) if ids::is_id(&text) => Value::String(ids::key(&text)),
        // What settings list else, users, groups, applications, domains, has no order.
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(|item| sorted("", item)).collect();
            if key != ORDERED {
                items.sort_by_cached_key(Value::to_string);
            }
            Value::Array(items)
        }
        Value::Object(members) => members
            .into_iter()
            .map(|(key, value)| {
                let value = sorted(&key, value);
                (key, value)
            })
            .collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn order_and_casing_of_ids_do_not_count() {
        let id = "abcdef12-1111-4111-8111-111111111111";
        let one =
            json!({"targets": [{"target": id}, {"target": "AllUsers"}], "accessType": "allowed"});
        let other = json!({"accessType": "allowed",
            "targets": [{"target": "AllUsers"}, {"target": id.to_ascii_uppercase()}]});
        assert_eq!(normal("", one), normal("", other));
    }

    #[test]
    fn what_is_not_an_id_keeps_its_casing_and_null_is_not_false() {
        assert_ne!(normal("", json!("Allowed")), normal("", json!("allowed")));
        assert_ne!(normal("", json!(null)), normal("", json!(false)));
    }

    #[test]
    fn the_order_of_identity_providers_counts() {
        let (one, other) = (json!(["a", "b"]), json!(["b", "a"]));
        assert_eq!(
            normal("targets", one.clone()),
            normal("targets", other.clone())
        );
        let path = "invitationRedemptionIdentityProviderConfiguration.primaryIdentityProviderPrecedenceOrder";
        assert_ne!(normal(path, one.clone()), normal(path, other.clone()));
        assert!(is_ordered(path) && !is_ordered("targets"));
        let whole = |list| json!({ORDERED: list});
        assert_ne!(normal("", whole(one)), normal("", whole(other)));
    }

    #[test]
    fn a_long_value_is_known_by_its_digest() {
        let long = |last: &str| json!(["x".repeat(LONGEST), last]);
        let digest = normal("", long("a"));
        assert!(
            digest
                .as_str()
                .is_some_and(|text| text.len() == "sha256:".len() + 64)
        );
        assert_eq!(digest, normal("", long("a")));
        assert_ne!(digest, normal("", long("b")));
        // Known by its digest, and known again when the digest is what somebody wrote down.
        assert_eq!(normal("", digest.clone()), digest);
    }
}
