//! How a file would write a key that it does not have.

use crate::export::{Kind, Record};
use crate::source::{NodeId, Tree};
use crate::suggest;
use crate::tenant::Document;

/// Keys of the formats of Microsoft365DSC, where `TenantId` is the own tenant.
const PARTNER: &str = "PartnerTenantId";
const SYNC: &str = "CrossTenantAccessPolicyConfigurationPartnerTenantId";

/// A canonical name, missing in the object at `node`, in the spelling of the keys around it.
pub(super) fn of(document: &Document, record: Record, node: NodeId, name: &str) -> String {
    let is_dsc = ["m365dsc", "utcm"].contains(&document.reading.format);
    match (name, record.kind) {
        ("tenantId", Kind::Partner) if is_dsc => PARTNER.to_owned(),
        ("tenantId", Kind::IdentitySync) if is_dsc => SYNC.to_owned(),
        _ => match sample(&document.tree, record.node, node) {
            Some(raw) => suggest::spelt_like(name, raw),
            None => name.to_owned(),
        },
    }
}

/// A key of the object, else of one around it within the record, that is its canonical name spelt in another way.
fn sample(tree: &Tree, record: NodeId, node: NodeId) -> Option<&str> {
    let mut node = node;
    loop {
        let found = tree
            .children(node)
            .filter_map(|member| Some((tree.key(member)?, tree.raw_key(member)?)))
            .find(|(name, raw)| {
                name != raw && suggest::spelt_like(name, raw).eq_ignore_ascii_case(raw)
            })
            .map(|(_, raw)| raw);
        if found.is_some() || node == record {
            return found;
        }
        node = tree.parent(node)?;
    }
}
