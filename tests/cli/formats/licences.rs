//! The products that a tenant is subscribed to.

use serde_json::Value;

use super::{fixture, seen};
use crate::bad_input::Files;

fn products(input: &Value) -> &Vec<Value> {
    let records = &input["records"]["subscribed_sku"];
    records.as_array().expect("a list")
}

#[test]
fn both_forms_tell_the_same_plans() {
    for form in ["graph", "powershell"] {
        let input = fixture(&format!("licences/{form}"));
        let [product] = products(&input).as_slice() else {
            panic!("{form}: {input}");
        };
        assert_eq!(product["name"], "SPE_E3", "{form}");
        assert_eq!(product["unclear"], serde_json::json!([]), "{form}");
        let value = &product["value"];
        assert_eq!(value["capabilityStatus"], "Enabled", "{form}");
        let plan = &value["servicePlans"][1];
        assert_eq!(
            plan["servicePlanId"], "41781fb2-bc02-4b7c-bd55-b576c07bb09d",
            "{form}"
        );
        assert_eq!(plan["provisioningStatus"], "Success", "{form}");
    }
}

const PRODUCT: &str = r#"{"skuId": "x", "skuPartNumber": "X", "capabilityStatus": "Enabled", "servicePlans": [{"servicePlanId": "57ff2da0-773e-42df-b2af-ffb7a2317929", "provisioningStatus": "Success"}]}"#;

#[test]
fn what_may_not_be_all_is_said() {
    for (text, is_cut) in [
        (format!("[{PRODUCT}]"), false),
        (format!(r#"{{"value": [{PRODUCT}]}}"#), false),
        (
            format!(r#"{{"@odata.nextLink": "x", "value": [{PRODUCT}]}}"#),
            true,
        ),
        (
            format!(r#"{{"@odata.count": 2, "value": [{PRODUCT}]}}"#),
            true,
        ),
        // One of several, or all there is: nobody knows.
        (PRODUCT.to_owned(), true),
    ] {
        let input = seen(&Files::new().with("skus.json", &text));
        let cut = input["tenant"]["cut"].as_array().expect("a list");
        assert_eq!(!cut.is_empty(), is_cut, "{text}: {cut:?}");
    }
}

#[test]
fn plans_that_powershell_cut_are_unclear() {
    let text = PRODUCT.replace(
        r#"{"servicePlanId": "57ff2da0-773e-42df-b2af-ffb7a2317929", "provisioningStatus": "Success"}"#,
        r#""Microsoft.Graph.PowerShell.Models.MicrosoftGraphServicePlanInfo""#,
    );
    let input = seen(&Files::new().with("skus.json", format!("[{text}]")));
    assert_eq!(
        products(&input)[0]["unclear"],
        serde_json::json!(["servicePlans.0"])
    );
}
