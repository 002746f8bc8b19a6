//! What concerns more than one partner, gathered once for a tenant before its partners are judged in chunks.

use std::collections::{BTreeSet, HashMap};

use crate::register::Register;
use crate::source::{NodeId, Tree};
use crate::tenant::effective::place;
use crate::tenant::groups::{self, Group};
use crate::tenant::guests::Guests;
use crate::tenant::ids;
use crate::tenant::setting::{SettingName, USERS};
use crate::tenant::{Document, Tenant, text};

/// Which side of the border a dedicated group of the register lives on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Side {
    Ours,
    Theirs,
}

/// Names that stand for all who share a group.
const FEW: usize = 10;

/// Facts about the partners of a tenant, taken together.
pub struct Facts {
    /// Lower-case tenant ids, by partner index.
    ids: Vec<String>,
    /// The first partner with the same tenant id, by the index of each later one.
    twins: HashMap<usize, usize>,
    /// Partners in whose own direct connect settings a group stands, by the key of its id, or of its name where the export
    /// shows no id.
    used_by: HashMap<String, BTreeSet<usize>>,
    /// Entries of the register that name a group, by side and the key of its id, and again of its name.
    registered: HashMap<(Side, String), BTreeSet<usize>>,
    /// Names of partners without an entry, by partner index.
    names: HashMap<usize, String>,
    /// Groups of ours in the export, by lower-case id.
    groups: HashMap<String, Group>,
}

impl Facts {
    pub fn gather(
        tenant: &Tenant,
        documents: &[Document],
        register: Option<&Register>,
        guests: Option<&Guests>,
    ) -> Facts {
        let mut facts = Facts {
            ids: Vec::with_capacity(tenant.partners.len()),
            twins: HashMap::new(),
            used_by: HashMap::new(),
            registered: HashMap::new(),
            names: HashMap::new(),
            groups: groups::read(tenant, documents, guests),
        };
        let mut seen: HashMap<String, usize> = HashMap::with_capacity(tenant.partners.len());
        for (index, record) in tenant.partners.iter().enumerate() {
            let Some((tree, node)) = place(documents, *record) else {
                facts.ids.push(String::new());
                continue;
            };
            let id = text(tree, node, "tenantId")
                .unwrap_or("")
                .to_ascii_lowercase();
            if let Some(name) = text(tree, node, "displayName") {
                facts.names.insert(index, name.to_owned());
            }
            match seen.get(&id) {
                Some(first) if !id.is_empty() => {
                    facts.twins.insert(index, *first);
                }
                _ => {
                    seen.insert(id.clone(), index);
                }
            }
            facts.uses(tree, node, index);
            facts.ids.push(id);
        }
        // One register may serve several tenants: a tenant's own entry describes no partner of it.
        let own = tenant.profile.tenant_id.as_deref();
        for (index, entry) in register
            .iter()
            .flat_map(|register| register.entries.iter().enumerate())
            .filter(|(_, entry)| own != Some(&entry.tenant_id))
        {
            for (side, groups) in [
                (Side::Ours, &entry.groups.ours),
                (Side::Theirs, &entry.groups.theirs),
            ] {
                let keys = groups
                    .iter()
                    .flat_map(|group| group.id.clone().into_iter().chain(group.name_key()));
                for key in keys {
                    facts
                        .registered
                        .entry((side, key))
                        .or_default()
                        .insert(index);
                }
            }
        }
        facts
    }

    fn uses(&mut self, tree: &Tree, record: NodeId, partner: usize) {
        for name in [
            SettingName::DirectConnectInbound,
            SettingName::DirectConnectOutbound,
        ] {
            // A group that is blocked is not used.
            let targets = tree
                .get(record, name.key())
                .and_then(|setting| tree.get(setting, USERS))
                .filter(|half| text(tree, *half, "accessType") == Some("allowed"))
                .and_then(|half| tree.get(half, "targets"));
            let Some(targets) = targets else { continue };
            for target in tree.children(targets) {
                if text(tree, target, "targetType") == Some("group")
                    && let Some(id) = text(tree, target, "target")
                {
                    self.used_by
                        .entry(ids::key(id))
                        .or_default()
                        .insert(partner);
                }
            }
        }
    }

    /// All configured tenant ids, for many look-ups.
    pub(super) fn configured(&self) -> std::collections::HashSet<&str> {
        self.ids.iter().map(String::as_str).collect()
    }

    /// The first partner with the same tenant id, when there is an earlier one.
    pub(super) fn twin(&self, partner: usize) -> Option<usize> {
        self.twins.get(&partner).copied()
    }

    /// The others that use a group, or have it in the register for our or their directory; the group by its keys. A
    /// handful of names stands for many: a group that everybody shares must not cost a list of everybody for each of them.
    pub(super) fn others(
        &self,
        keys: &[&str],
        ours: &[bool],
        partner: usize,
        own: Option<usize>,
        register: Option<&Register>,
    ) -> Vec<String> {
        let own_id = self.ids.get(partner);
        let used_by = keys.iter().filter_map(|key| self.used_by.get(*key));
        let users = used_by
            .flatten()
            .filter(|user| self.ids.get(**user) != own_id)
            .take(FEW)
            .map(|user| self.name(*user, register));
        let entries = keys
            .iter()
            .flat_map(|key| ours.iter().map(move |ours| (*key, *ours)))
            .flat_map(|(key, ours)| self.entries(key, ours, own))
            .take(FEW);
        let entries = entries
            .filter_map(|entry| register?.entries.get(entry))
            .map(|entry| entry.name.clone());
        let names: BTreeSet<String> = users.chain(entries).collect();
        // A count of names that were never gathered would be untrue.
        if names.len() >= FEW {
            let some = names.into_iter().take(2);
            return some.chain(["many others".to_owned()]).collect();
        }
        names.into_iter().collect()
    }

    /// Whether a register entry other than `own` names the group for our or their directory.
    pub(super) fn is_elsewhere(&self, group: &str, ours: bool, own: Option<usize>) -> bool {
        self.entries(group, ours, own).next().is_some()
    }

    fn entries(&self, group: &str, ours: bool, own: Option<usize>) -> impl Iterator<Item = usize> {
        let side = if ours { Side::Ours } else { Side::Theirs };
        self.registered
            .get(&(side, group.to_owned()))
            .into_iter()
            .flatten()
            .copied()
            .filter(move |entry| Some(*entry) != own)
    }

    /// Register name, else display name, else tenant id.
    pub fn name(&self, partner: usize, register: Option<&Register>) -> String {
        let id = self.ids.get(partner).map_or("", String::as_str);
        if let Some((_, entry)) = register.and_then(|register| register.find(id)) {
            return entry.name.clone();
        }
        match self.names.get(&partner) {
            Some(name) => name.clone(),
            None if id.is_empty() => "a partner without tenant id".to_owned(),
            None => id.to_owned(),
        }
    }

    /// A group of ours, when it is in the export.
    pub(super) fn group(&self, id: &str) -> Option<&Group> {
        self.groups.get(id)
    }

    /// Lower-case tenant id of a partner.
    pub fn id(&self, partner: usize) -> &str {
        self.ids.get(partner).map_or("", String::as_str)
    }
}
