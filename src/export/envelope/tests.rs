//! Records inside what stands around them.
#![allow(clippy::unwrap_used)]
use std::sync::Arc;

use super::*;
use crate::export::recognise;
use crate::source::{Limits, Sources, read_json};

#[test]
fn a_capability_tells_whose_it_is_and_what_is_expanded_is_none() {
    let base = "https://graph.microsoft.com/beta/$metadata#policies/crossTenantAccessPolicy";
    let read = |path: &str, item: &str| -> (Kind, PartnerList, Option<String>) {
        let text = format!(r#"{{"@odata.context": "{base}/{path}", "value": [{item}]}}"#);
        let mut tree = read_json(Arc::from(text), &Limits::default()).unwrap();
        let file = Sources::default().reserve(String::new());
        let reading = recognise(&mut tree, file, "", &[]);
        let record = reading.records.first().unwrap();
        let owner = tree.get(record.node, "tenantId");
        let owner = owner
            .and_then(|owner| tree.as_str(owner))
            .map(str::to_owned);
        (record.kind, reading.partners, owner)
    };
    let capability = r#"{"name": "crossTenantMailTipsAll", "inboundAccess": {"isAllowed": true}}"#;
    let of = |owner: Option<&str>| {
        (
            Kind::Capability,
            PartnerList::Absent,
            owner.map(str::to_owned),
        )
    };
    assert_eq!(read("default/m365Capabilities", capability), of(None));
    assert_eq!(
        read("partners('AB')/m365Capabilities", capability),
        of(Some("ab"))
    );
    let partner = r#"{"tenantId": "a", "m365Capabilities": []}"#;
    assert_eq!(
        read("partners(m365Capabilities())", partner),
        (Kind::Partner, PartnerList::Present, Some("a".to_owned()))
    );
}
