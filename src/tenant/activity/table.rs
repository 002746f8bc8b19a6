//! Tables of activity across tenants: the rows of Microsoft's workbook, and those of `Get-MsIdCrossTenantAccessActivity`
//! with `-SummaryStats`. A row of the workbook has both directions, one of the script names its direction.

use super::{Activity, Flow, Traffic};
use crate::export::Kind;
use crate::source::{NodeId, Tree};
use crate::tenant::inventory::Spot;
use crate::tenant::{Document, Tenant, ids, text};

/// Adds the tenants of tables that no log tells more of.
pub(super) fn add(activity: &mut Activity, tenant: &Tenant, documents: &[Document], home: &str) {
    let mut rows = Activity::default();
    for (index, document, node) in tenant.beside(documents, Kind::CrossTenantActivity) {
        let tree = &document.tree;
        let id = text(tree, node, "ExternalTenantId").map(ids::key);
        let Some(id) = id.filter(|id| !id.is_empty() && id != home) else {
            activity.unplaced += 1;
            continue;
        };
        let traffic = rows.tenants.entry(id).or_insert_with(|| Traffic {
            spot: Spot {
                kind: Kind::CrossTenantActivity,
                index,
                path: String::new(),
            },
            inbound: Flow::default(),
            outbound: Flow::default(),
        });
        if !row(traffic, tree, node) {
            activity.unplaced += 1;
        }
    }
    for (id, traffic) in rows.tenants {
        activity.tenants.entry(id).or_insert(traffic);
    }
}

/// Takes in one row; whether it could be read.
fn row(traffic: &mut Traffic, tree: &Tree, node: NodeId) -> bool {
    let number = |key: &str| {
        let member = tree.get(node, key)?;
        let text = tree.number_text(member).or_else(|| tree.as_str(member))?;
        text.trim().parse::<u64>().ok()
    };
    let flow = |total: &str, failure: &str, users: &str| {
        Some(Flow {
            sign_ins: number(total)?,
            failures: number(failure),
            users: number(users),
            days: None,
            direct_connect: None,
        })
    };
    match text(tree, node, "AccessDirection").map(ids::key).as_deref() {
        None => {
            let inbound = flow(
                "InboundSignInsTotal",
                "InboundSignInsFailure",
                "InboundUsers",
            );
            let outbound = flow(
                "OutboundSignInsTotal",
                "OutboundSignInsFailure",
                "OutboundUsers",
            );
            let (Some(inbound), Some(outbound)) = (inbound, outbound) else {
                return false;
            };
            traffic.inbound = inbound;
            traffic.outbound = outbound;
            true
        }
        Some(direction @ ("inbound" | "outbound")) => {
            let Some(flow) = flow("SignIns", "FailedSignIns", "UniqueUsers") else {
                return false;
            };
            match direction {
                "inbound" => traffic.inbound = flow,
                _ => traffic.outbound = flow,
            }
            true
        }
        Some(_) => false,
    }
}
