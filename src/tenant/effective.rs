//! What is in force for one partner: its own settings, or the default's, with the origin of each.
//!
//! Inheritance is per top-level setting, whole, with no deep merge. Three kinds of nothing are kept apart: null inherits,
//! an absent key is unknown, an object full of nulls is a null (the formats see to that). Source: entra.md 2.1 and 2.2.

use std::sync::Arc;

use super::setting::{Owner, SETTINGS, Setting, SettingName};
use super::sync::partner_sync;
use super::{Document, RecordRef, Tenant, text};
use crate::source::{Kind, NodeId, Tree};

/// Where an effective value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    Own,
    Inherited,
    ServiceDefault,
    Unknown,
}

impl Origin {
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Own => "own",
            Origin::Inherited => "inherited",
            Origin::ServiceDefault => "service-default",
            Origin::Unknown => "unknown",
        }
    }

    /// What it is to those who inherit it.
    fn handed_on(self) -> Origin {
        match self {
            Origin::Own => Origin::Inherited,
            other => other,
        }
    }
}

/// A setting in force.
#[derive(Debug, Clone)]
pub struct Effective {
    pub name: SettingName,
    pub origin: Origin,
    /// `None` when it is not known at all.
    pub setting: Option<Arc<Setting>>,
    /// Why it is not known.
    pub reason: Option<&'static str>,
}

impl Effective {
    fn unknown(name: SettingName, reason: &'static str) -> Effective {
        Effective {
            name,
            origin: Origin::Unknown,
            setting: None,
            reason: Some(reason),
        }
    }

    /// Why nobody can tell whom it admits.
    pub fn unclear(&self) -> Option<&'static str> {
        match &self.setting {
            None => self.reason,
            Some(setting) => setting.access.as_ref().err().copied(),
        }
    }
}

/// A switch in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Flag {
    /// `None` is unknown, never off.
    pub value: Option<bool>,
    pub origin: Origin,
    pub reason: Option<&'static str>,
}

impl Flag {
    pub fn known(value: bool, origin: Origin) -> Flag {
        Flag {
            value: Some(value),
            origin,
            reason: None,
        }
    }

    pub fn unknown(origin: Origin, reason: &'static str) -> Flag {
        Flag {
            value: None,
            origin,
            reason: Some(reason),
        }
    }
}

/// The flags of `inboundTrust`.
pub const TRUST: [&str; 3] = [
    "isMfaAccepted",
    "isCompliantDeviceAccepted",
    "isHybridAzureADJoinedDeviceAccepted",
];
/// The members of `automaticUserConsentSettings`: inbound, outbound.
pub const CONSENT: [&str; 2] = ["inboundAllowed", "outboundAllowed"];
/// The members of `identitySynchronization`: users, groups.
pub const SYNC: [&str; 2] = ["userSyncInbound", "groupSyncInbound"];

pub const TRUST_KEY: &str = "inboundTrust";
pub const CONSENT_KEY: &str = "automaticUserConsentSettings";
pub const SYNC_KEY: &str = "identitySynchronization";

const NOT_EXPORTED: &str = "it is not in the export";
const NO_DEFAULT: &str = "it is inherited from a default that is not in the input";
const NULL_DEFAULT: &str = "the default has null here, and what is then in force is not documented";
pub(super) const UNREADABLE: &str = "its value could not be read";
pub(super) const NULL_FLAG: &str =
    "it is null in an object that is not, and what that means is not documented";

/// The tenant of personal Microsoft accounts.
const CONSUMER_TENANT: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// What holds for every tenant without settings of its own.
#[derive(Debug, Clone)]
pub struct Default {
    pub is_service_default: Option<bool>,
    pub settings: Vec<Effective>,
    pub trust: [Flag; 3],
    pub consent: [Flag; 2],
}

/// What is in force for one partner.
#[derive(Debug, Clone)]
pub struct Partner {
    /// Lower case.
    pub tenant_id: String,
    pub display_name: Option<String>,
    pub is_service_provider: Option<bool>,
    pub in_multi_tenant_organization: Option<bool>,
    pub settings: Vec<Effective>,
    pub trust: [Flag; 3],
    pub consent: [Flag; 2],
    pub sync: [Flag; 2],
}

/// What stands under one key of a record.
pub(super) enum Own {
    Object(NodeId),
    Null,
    Absent,
    Unreadable,
}

pub(super) fn own(tree: &Tree, record: NodeId, key: &str) -> Own {
    match tree.get(record, key) {
        None => Own::Absent,
        Some(node) => match tree.kind(node) {
            Kind::Object => Own::Object(node),
            Kind::Null => Own::Null,
            _ => Own::Unreadable,
        },
    }
}

impl Default {
    pub fn resolve(tree: &Tree, record: NodeId) -> Default {
        let is_service_default = tree
            .get(record, "isServiceDefault")
            .and_then(|node| tree.as_bool(node));
        let filled = is_service_default == Some(true);
        let settings = SETTINGS
            .iter()
            .map(|name| default_setting(tree, record, *name, filled))
            .collect();
        Default {
            is_service_default,
            settings,
            trust: TRUST.map(|flag| default_flag(tree, record, TRUST_KEY, flag, filled)),
            consent: CONSENT.map(|flag| consent_default(tree, record, flag, filled)),
        }
    }
}

fn default_setting(tree: &Tree, record: NodeId, name: SettingName, filled: bool) -> Effective {
    match own(tree, record, name.key()) {
        Own::Object(node) => Effective {
            name,
            origin: Origin::Own,
            setting: Some(Arc::new(Setting::read(tree, node, name, Owner::Default))),
            reason: None,
        },
        Own::Unreadable => Effective::unknown(name, UNREADABLE),
        Own::Null | Own::Absent if filled => Effective {
            name,
            origin: Origin::ServiceDefault,
            setting: Some(Arc::new(Setting::service_default(name))),
            reason: None,
        },
        Own::Null => Effective::unknown(name, NULL_DEFAULT),
        Own::Absent => Effective::unknown(name, NOT_EXPORTED),
    }
}

/// All trust and consent is off in the service default.
fn default_flag(tree: &Tree, record: NodeId, section: &str, flag: &str, filled: bool) -> Flag {
    match own(tree, record, section) {
        Own::Object(node) => own_flag(tree, node, flag, NULL_FLAG),
        Own::Unreadable => Flag::unknown(Origin::Unknown, UNREADABLE),
        Own::Null | Own::Absent if filled => Flag::known(false, Origin::ServiceDefault),
        Own::Null => Flag::unknown(Origin::Unknown, NULL_DEFAULT),
        Own::Absent => Flag::unknown(Origin::Unknown, NOT_EXPORTED),
    }
}

pub(super) fn own_flag(tree: &Tree, section: NodeId, flag: &str, null: &'static str) -> Flag {
    match tree.get(section, flag) {
        None => Flag::unknown(Origin::Own, NOT_EXPORTED),
        Some(node) => match (tree.as_bool(node), tree.is_null(node)) {
            (Some(value), _) => Flag::known(value, Origin::Own),
            (None, true) => Flag::unknown(Origin::Own, null),
            (None, false) => Flag::unknown(Origin::Own, UNREADABLE),
        },
    }
}

/// Consent is never given by default: Microsoft keeps both members false there.
fn consent_default(tree: &Tree, record: NodeId, flag: &str, filled: bool) -> Flag {
    match own(tree, record, CONSENT_KEY) {
        Own::Object(node) => consent_flag(tree, node, flag),
        Own::Null => Flag::known(false, Origin::ServiceDefault),
        Own::Absent if filled => Flag::known(false, Origin::ServiceDefault),
        Own::Absent => Flag::unknown(Origin::Unknown, NOT_EXPORTED),
        Own::Unreadable => Flag::unknown(Origin::Unknown, UNREADABLE),
    }
}

/// A null member is documented: it inherits the default's, which is always false.
fn consent_flag(tree: &Tree, section: NodeId, flag: &str) -> Flag {
    match tree.get(section, flag) {
        Some(node) if tree.is_null(node) => Flag::known(false, Origin::ServiceDefault),
        _ => own_flag(tree, section, flag, NULL_FLAG),
    }
}

impl Partner {
    pub fn resolve(
        tree: &Tree,
        record: NodeId,
        default: Option<&Default>,
        sync: Option<(&Tree, NodeId)>,
    ) -> Partner {
        let tenant_id = text(tree, record, "tenantId")
            .unwrap_or("")
            .to_ascii_lowercase();
        let owner = if tenant_id == CONSUMER_TENANT {
            Owner::ConsumerTenant
        } else {
            Owner::Partner
        };
        let settings = SETTINGS
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let inherited = default.and_then(|default| default.settings.get(index));
                partner_setting(tree, record, *name, owner, inherited)
            })
            .collect();
        let flag = |key: &str| tree.get(record, key).and_then(|node| tree.as_bool(node));
        Partner {
            display_name: text(tree, record, "displayName").map(str::to_owned),
            is_service_provider: flag("isServiceProvider"),
            in_multi_tenant_organization: flag("isInMultiTenantOrganization"),
            settings,
            trust: partner_trust(tree, record, default),
            consent: CONSENT.map(|flag| partner_consent(tree, record, flag)),
            sync: partner_sync(tree, record, sync),
            tenant_id,
        }
    }
}

impl Partner {
    /// A tenant without an entry of its own: the default alone is in force, and nothing is given that only an entry gives.
    /// Source: entra.md 2.1.
    pub fn unlisted(tenant_id: &str, default: Option<&Default>) -> Partner {
        let settings = SETTINGS
            .iter()
            .enumerate()
            .map(|(index, name)| {
                inherited_setting(
                    *name,
                    default.and_then(|default| default.settings.get(index)),
                )
            })
            .collect();
        Partner {
            settings,
            trust: inherited_trust(default),
            ..Partner::shut_out(tenant_id)
        }
    }

    /// Of a tenant of which nothing is known, for a reason.
    pub fn untold(tenant_id: &str, reason: &'static str) -> Partner {
        let unknown = Flag::unknown(Origin::Unknown, reason);
        Partner {
            settings: SETTINGS
                .iter()
                .map(|name| Effective::unknown(*name, reason))
                .collect(),
            trust: [unknown; 3],
            consent: [unknown; 2],
            sync: [unknown; 2],
            ..Partner::shut_out(tenant_id)
        }
    }

    /// A tenant of another Microsoft cloud without an entry of its own: there the default counts for nobody.
    /// Source: entra.md, cross-cloud settings.
    pub fn shut_out(tenant_id: &str) -> Partner {
        let closed = |name: &SettingName| Effective {
            name: *name,
            origin: Origin::ServiceDefault,
            setting: Some(Arc::new(Setting::closed())),
            reason: None,
        };
        let off = Flag::known(false, Origin::ServiceDefault);
        Partner {
            tenant_id: tenant_id.to_owned(),
            display_name: None,
            is_service_provider: None,
            in_multi_tenant_organization: None,
            settings: SETTINGS.iter().map(closed).collect(),
            trust: [off; 3],
            consent: [off; 2],
            sync: [off; 2],
        }
    }
}

fn partner_setting(
    tree: &Tree,
    record: NodeId,
    name: SettingName,
    owner: Owner,
    inherited: Option<&Effective>,
) -> Effective {
    match own(tree, record, name.key()) {
        Own::Object(node) => Effective {
            name,
            origin: Origin::Own,
            setting: Some(Arc::new(Setting::read(tree, node, name, owner))),
            reason: None,
        },
        Own::Unreadable => Effective::unknown(name, UNREADABLE),
        Own::Absent => Effective::unknown(name, NOT_EXPORTED),
        Own::Null => inherited_setting(name, inherited),
    }
}

fn inherited_setting(name: SettingName, default: Option<&Effective>) -> Effective {
    match default {
        None => Effective::unknown(name, NO_DEFAULT),
        Some(default) => Effective {
            origin: default.origin.handed_on(),
            ..default.clone()
        },
    }
}

fn partner_trust(tree: &Tree, record: NodeId, default: Option<&Default>) -> [Flag; 3] {
    match own(tree, record, TRUST_KEY) {
        Own::Object(node) => TRUST.map(|flag| own_flag(tree, node, flag, NULL_FLAG)),
        Own::Unreadable => [Flag::unknown(Origin::Unknown, UNREADABLE); 3],
        Own::Absent => [Flag::unknown(Origin::Unknown, NOT_EXPORTED); 3],
        Own::Null => inherited_trust(default),
    }
}

fn inherited_trust(default: Option<&Default>) -> [Flag; 3] {
    match default {
        None => [Flag::unknown(Origin::Unknown, NO_DEFAULT); 3],
        Some(default) => default.trust.map(|flag| Flag {
            origin: flag.origin.handed_on(),
            ..flag
        }),
    }
}

fn partner_consent(tree: &Tree, record: NodeId, flag: &str) -> Flag {
    match own(tree, record, CONSENT_KEY) {
        Own::Object(node) => consent_flag(tree, node, flag),
        Own::Null => Flag::known(false, Origin::ServiceDefault),
        Own::Absent => Flag::unknown(Origin::Unknown, NOT_EXPORTED),
        Own::Unreadable => Flag::unknown(Origin::Unknown, UNREADABLE),
    }
}

impl Tenant {
    /// The default of this tenant, resolved.
    pub fn resolve_default(&self, documents: &[Document]) -> Option<Default> {
        let (tree, node) = place(documents, self.default?)?;
        Some(Default::resolve(tree, node))
    }

    /// One partner of this tenant, resolved.
    pub fn resolve_partner(
        &self,
        documents: &[Document],
        record: RecordRef,
        default: Option<&Default>,
    ) -> Option<Partner> {
        let (tree, node) = place(documents, record)?;
        let sync = self.sync_beside(documents, tree, node);
        Some(Partner::resolve(tree, node, default, sync))
    }
}

/// The tree and node of a record.
pub fn place(documents: &[Document], record: RecordRef) -> Option<(&Tree, NodeId)> {
    documents
        .get(record.document)
        .map(|document| (&document.tree, record.node))
}
