//! Tenant Configuration Management (UTCM), the successor of Microsoft365DSC in Graph: monitors and their baselines,
//! snapshots, collections of either, and the files that tools make of the items of a snapshot.
//!
//! An item is `{displayName, resourceType, properties}`; its properties are those of Microsoft365DSC. Absent properties are
//! unknown: nobody documents that a snapshot leaves out what is null. Source: configurationBaseline and
//! configurationSnapshotJob of Microsoft Graph; `utcm-monitor.json` of SchemaStore; entra.md 4.5.

mod item;
mod job;
mod open;

#[cfg(test)]
mod tests;

use super::resource::{self, Tool};
use super::{Carries, Format, Page, Partners};

pub(super) struct Utcm;

/// Properties of default and partners that UTCM does not know.
const NEVER: &[&str] = &[
    "identitySynchronization",
    "tenantRestrictions",
    "isServiceProvider",
    "isInMultiTenantOrganization",
    "m365CollaborationInbound",
    "m365CollaborationOutbound",
    "appServiceConnectInbound",
    "crossCloudMeetingConfiguration",
    "protectedContentSharing",
    "blockServiceProviderOutboundAccess",
    "invitationRedemptionIdentityProviderConfiguration",
];

/// What a tenant has.
static SNAPSHOT: Carries = Carries {
    partners: Partners::All,
    never: NEVER,
    omits_null: false,
};

/// What a tenant should have, of what somebody monitors; and all that does not say that it is a whole snapshot.
static BASELINE: Carries = Carries {
    partners: Partners::Some,
    never: NEVER,
    omits_null: false,
};

const TOOL: Tool = Tool {
    name: "UTCM",
    is_expression,
};

/// What a file without a record is.
const NOTHING: &str = "a UTCM monitor or snapshot without cross-tenant or Teams resources";

impl Format for Utcm {
    fn name(&self) -> &'static str {
        "utcm"
    }

    fn carries(&self) -> &'static Carries {
        &BASELINE
    }

    fn claims(&self, page: &Page<'_>) -> bool {
        let tree = &*page.tree;
        let roots = tree.roots();
        roots.iter().any(|root| open::is_ours(tree, *root))
            || item::kind_of_path(page.path).is_some()
                && roots.iter().any(|root| item::is_properties(tree, *root))
    }

    fn read(&self, page: &mut Page<'_>) {
        page.reading.otherwise = Some(NOTHING);
        let mut found = open::Found::default();
        for root in page.tree.roots().to_vec() {
            if open::is_ours(page.tree, root) {
                open::document(page, root, &mut found);
            } else {
                found.is_baseline = true;
                item::file(page, root, &mut found.resources);
            }
        }
        if found.is_snapshot && !found.is_baseline {
            page.reading.carries = &SNAPSHOT;
        }
        resource::read(page, &found.resources, &TOOL);
    }
}

/// `[parameters('x')]`, `[concat(parameters('x'), '-y')]`: known when the monitor runs.
fn is_expression(text: &str) -> bool {
    const PARAMETERS: &str = "parameters(";
    let text = text.trim();
    let inside = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match inside {
        Some(inside) => calls(inside),
        // Some write the expression bare.
        None => {
            let text = text.strip_prefix('[').unwrap_or(text).trim_start();
            text.get(..PARAMETERS.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(PARAMETERS))
        }
    }
}

/// Whether a function is called: `name(`. A display name like `[Fabrikam (guests)]` has a blank there.
fn calls(text: &str) -> bool {
    text.match_indices('(').any(|(at, _)| {
        text.get(..at)
            .and_then(|before| before.chars().next_back())
            .is_some_and(|last| last.is_ascii_alphanumeric() || last == '_')
    })
}
