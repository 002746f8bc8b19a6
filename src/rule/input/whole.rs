//! The input of a tenant as a whole: everything but its partners, which come in chunks.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use jiff::civil::Date;

use super::Ref;
use super::build::Builder;
use super::facts::Facts;
use super::partner::Context;
use super::records::{self, KINDS};
use crate::coverage::LICENCES;
use crate::engine::Datum;
use crate::export::{Kind, PartnerList};
use crate::register::{Register, Status};
use crate::source::NodeId;
use crate::tenant::activity::Activity;
use crate::tenant::effective::{Default, place};
use crate::tenant::guests::Guests;
use crate::tenant::ids;
use crate::tenant::inventory::Inventory;
use crate::tenant::teams::{
    AllowedDomains, Assignment, FEDERATION, Federation, Opening, Policy, SWITCHES,
};
use crate::tenant::{Document, RecordRef, Tenant};

/// A tenant ready to be shown to rules.
pub struct Whole<'a> {
    pub tenant: &'a Tenant,
    pub documents: &'a [Document],
    pub register: Option<&'a Register>,
    pub as_of: Date,
    pub default: Option<Default>,
    pub facts: Facts,
    pub policies: Vec<Policy>,
    /// Shared channels and who takes part in them; `None` when the input has none of it.
    inventory: Option<Inventory>,
    /// Sign-ins across tenants, counted; `None` likewise.
    activity: Option<Activity>,
    tells_group_sync: bool,
    /// Guests of the directory, counted; `None` likewise.
    guests: Option<Guests>,
    /// Group assignments of channel policies, beside their index in [`Tenant::assignments`].
    assignments: Vec<(usize, Assignment)>,
    /// Which of them name a policy, by its index.
    assigned: HashMap<usize, Vec<usize>>,
    /// Some assignment names a policy that is not in the input.
    names_absent_policy: bool,
    approved: Approved,
    /// The entries of the register as rules see them, once somebody asks.
    pub(super) entries: OnceLock<Vec<Datum>>,
}

impl<'a> Whole<'a> {
    pub fn new(
        tenant: &'a Tenant,
        documents: &'a [Document],
        register: Option<&'a Register>,
        as_of: Date,
    ) -> Whole<'a> {
        let policies: Vec<Policy> = tenant
            .policies
            .iter()
            .filter_map(|record| place(documents, *record))
            .map(|(tree, node)| Policy::read(tree, node))
            .collect();
        let mut assignments: Vec<(usize, Assignment)> = tenant
            .assignments
            .iter()
            .enumerate()
            .filter_map(|(index, record)| {
                let (tree, node) = place(documents, *record)?;
                Some((index, Assignment::read(tree, node)?))
            })
            .collect();
        // One name stands once: a second policy of that name is refused where tenants are put together.
        let mut by_name: HashMap<String, usize> = HashMap::with_capacity(policies.len());
        for (index, policy) in policies.iter().enumerate() {
            by_name.entry(policy.key()).or_insert(index);
        }
        let mut assigned: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut names_absent_policy = false;
        // What may be of another type is kept where its policy is one of ours; else nothing says that one is missing.
        assignments.retain(|(_, assignment)| {
            let is_known = by_name.contains_key(&assignment.policy);
            names_absent_policy |= !is_known;
            is_known || assignment.is_channels
        });
        for (at, (_, assignment)) in assignments.iter().enumerate() {
            if let Some(policy) = by_name.get(&assignment.policy) {
                assigned.entry(*policy).or_default().push(at);
            }
        }
        let guests = Guests::read(tenant, documents);
        Whole {
            inventory: Inventory::read(tenant, documents),
            activity: Activity::read(tenant, documents),
            tells_group_sync: tenant.tells_group_sync(documents),
            assigned,
            names_absent_policy,
            approved: Approved::gather(register, tenant.profile.tenant_id.as_deref()),
            default: tenant.resolve_default(documents),
            facts: Facts::gather(tenant, documents, register, guests.as_ref()),
            guests,
            tenant,
            documents,
            register,
            as_of,
            policies,
            assignments,
            entries: OnceLock::new(),
        }
    }

    /// Which inputs are there, by the names that rules `requires`.
    pub fn present(&self) -> Vec<(&'static str, bool)> {
        let beside = KINDS.iter().map(|(kind, name)| {
            let there = self.tenant.listed.contains(kind);
            (*name, there)
        });
        let judged = [
            ("default", self.default.is_some()),
            ("partners", self.tenant.partner_list == PartnerList::Present),
            ("register", self.register.is_some()),
            ("group_sync", self.tells_group_sync),
            ("policies", !self.policies.is_empty()),
            (
                "assignments",
                self.tenant.listed.contains(&Kind::GroupPolicyAssignment),
            ),
            ("federation", self.tenant.federation.is_some()),
            ("inventory", self.inventory.is_some()),
            ("groups", self.tenant.listed.contains(&Kind::Group)),
            ("activity", self.activity.is_some()),
            ("guests", self.guests.is_some()),
            ("visits", self.activity.is_some() || self.guests.is_some()),
            (
                "licences",
                LICENCES
                    .iter()
                    .any(|kind| self.tenant.listed.contains(kind)),
            ),
        ];
        judged.into_iter().chain(beside).collect()
    }

    /// The input without partners and options.
    pub fn frame(&self, builder: &Builder) -> Datum {
        builder.members([
            ("tenant", self.tenant_datum(builder)),
            ("default", self.default(builder)),
            ("partners", Datum::list([])),
            (
                "policies",
                Datum::list((0..self.policies.len()).map(|index| self.policy(builder, index))),
            ),
            ("teams", self.teams(builder)),
            ("federation", self.federation(builder)),
            (
                "records",
                records::all(builder, self.tenant, self.documents),
            ),
            (
                "register",
                Datum::optional(self.register, |_| {
                    builder.members([("entries", Datum::list(self.entries().iter().cloned()))])
                }),
            ),
            (
                "inventory",
                Datum::optional(self.inventory.as_ref(), |inventory| {
                    self.inventory_datum(builder, inventory)
                }),
            ),
            (
                "activity",
                Datum::optional(self.activity.as_ref(), |activity| {
                    self.activity_datum(builder, activity)
                }),
            ),
            (
                "guests",
                Datum::optional(self.guests.as_ref(), |guests| {
                    self.guests_datum(builder, guests)
                }),
            ),
            ("pairs", Datum::list([])),
            ("changes", Datum::list([])),
            ("options", Datum::object([])),
        ])
    }

    /// One partner, by index.
    pub fn partner(&self, builder: &Builder, index: usize) -> Option<Datum> {
        let record = *self.tenant.partners.get(index)?;
        let partner = self
            .tenant
            .resolve_partner(self.documents, record, self.default.as_ref())?;
        let entry = self
            .register
            .and_then(|register| register.find(&partner.tenant_id));
        let entry_datum = entry.map_or(Datum::NULL, |(at, _)| self.entry(at));
        let context = Context {
            index,
            facts: &self.facts,
            register: self.register,
            entry,
        };
        let (tree, node) = place(self.documents, record)?;
        let more = records::more(builder, tree, node, Kind::Partner);
        Some(builder.partner(&partner, entry_datum, more, &context))
    }

    fn default(&self, builder: &Builder) -> Datum {
        let record = self
            .tenant
            .default
            .and_then(|default| place(self.documents, default));
        match (&self.default, record) {
            (Some(default), Some((tree, node))) => {
                let more = records::more(builder, tree, node, Kind::Default);
                builder.default(default, more)
            }
            _ => Datum::NULL,
        }
    }

    fn tenant_datum(&self, builder: &Builder) -> Datum {
        let profile = &self.tenant.profile;
        builder.members([
            ("ref", Datum::text(&Ref::Tenant.write())),
            ("name", Datum::text(&profile.name)),
            (
                "id",
                Datum::optional(profile.tenant_id.as_deref(), Datum::text),
            ),
            (
                "cloud",
                Datum::optional(profile.cloud.as_deref(), Datum::text),
            ),
            (
                "phase",
                Datum::optional(profile.phase.as_deref(), Datum::text),
            ),
            ("as_of", Datum::text(&self.as_of.to_string())),
            (
                "partner_count",
                Datum::int(i64::try_from(self.tenant.partners.len()).unwrap_or(i64::MAX)),
            ),
            ("cut", Datum::texts(records::cut(self.tenant))),
            (
                "present",
                builder.members(
                    self.present()
                        .into_iter()
                        .map(|(name, there)| (name, Datum::bool(there))),
                ),
            ),
        ])
    }

    fn policy(&self, builder: &Builder, index: usize) -> Datum {
        let Some(policy) = self.policies.get(index) else {
            return Datum::NULL;
        };
        let settings = SWITCHES
            .iter()
            .zip(&policy.switches)
            .map(|(key, flag)| (*key, builder.flag(flag, key)));
        let assignments = self
            .assignments_of(index)
            .enumerate()
            .map(|(at, (_, assignment))| {
                let by_name = is_by_name(assignment);
                let approved = match assignment.doubt {
                    Some(doubt) => Err(doubt),
                    None => self.approved.says(&ids::key(&assignment.group), by_name),
                };
                builder.object([
                    ("group", Datum::text(&assignment.group)),
                    ("by_name", Datum::bool(by_name)),
                    ("rank", Datum::optional(assignment.rank, Datum::int)),
                    ("approved", Datum::optional(approved.ok(), Datum::bool)),
                    (
                        "reason",
                        Datum::optional(approved.err(), |reason| builder.word(reason)),
                    ),
                    ("path", Datum::text(&format!("assignments.{at}"))),
                ])
            });
        let record = self.tenant.policies.get(index).copied();
        let [value, unclear] = self.value(Kind::ChannelPolicy, record);
        builder.object([
            ("ref", Datum::text(&Ref::Policy(index).write())),
            ("identity", Datum::text(&policy.identity)),
            ("name", Datum::text(policy.name())),
            ("is_global", Datum::bool(policy.is_global())),
            ("is_template", Datum::bool(policy.is_template())),
            ("settings", builder.members(settings)),
            ("assignments", Datum::list(assignments)),
            value,
            unclear,
        ])
    }

    /// The group assignments of channel policies, also of such as are not in the input.
    pub fn assignments(&self) -> impl Iterator<Item = &Assignment> {
        self.assignments.iter().map(|(_, assignment)| assignment)
    }

    /// The group assignments that name a policy.
    pub fn assignments_of(&self, policy: usize) -> impl Iterator<Item = &(usize, Assignment)> {
        self.assigned
            .get(&policy)
            .into_iter()
            .flatten()
            .filter_map(|at| self.assignments.get(*at))
    }

    /// The record of the `at`-th assignment of a policy.
    pub fn assignment_record(&self, policy: usize, at: usize) -> Option<RecordRef> {
        let assigned = self.assigned.get(&policy)?;
        let (index, _) = self.assignments.get(*assigned.get(at)?)?;
        self.tenant.assignments.get(*index).copied()
    }

    fn teams(&self, builder: &Builder) -> Datum {
        let switches = ["creation", "sharing", "joining"]
            .into_iter()
            .enumerate()
            .map(|(at, name)| (name, self.switch(builder, at)));
        builder.members(switches.chain([("assignments", self.all_assignments(builder))]))
    }

    /// Every assignment of a channel policy, also of one that is not in the input.
    fn all_assignments(&self, builder: &Builder) -> Datum {
        let known: HashSet<String> = self.policies.iter().map(Policy::key).collect();
        Datum::list(self.assignments.iter().map(|(index, assignment)| {
            let on = Ref::Record(Kind::GroupPolicyAssignment, *index);
            let by_name = is_by_name(assignment);
            builder.object([
                ("ref", Datum::text(&on.write())),
                ("policy", Datum::text(&assignment.policy)),
                ("known", Datum::bool(known.contains(&assignment.policy))),
                ("group", Datum::text(&assignment.group)),
                ("by_name", Datum::bool(by_name)),
                ("rank", Datum::optional(assignment.rank, Datum::int)),
                ("path", Datum::text("PolicyName")),
            ])
        }))
    }

    fn document(&self, record: RecordRef) -> Option<(&Document, NodeId)> {
        Some((self.documents.get(record.document)?, record.node))
    }

    /// A record in canonical form, and what in it is unclear.
    fn value(&self, kind: Kind, record: Option<RecordRef>) -> [(&'static str, Datum); 2] {
        match record.and_then(|record| self.document(record)) {
            Some((document, node)) => records::value(kind, document, node),
            None => [("value", Datum::NULL), ("unclear", Datum::list([]))],
        }
    }

    /// For whom a switch is on, by what the policies say together, and the policy that says so: Global speaks for everybody
    /// that no other policy takes.
    pub fn opening(&self, at: usize) -> (Opening, Option<usize>) {
        let mut global = None;
        let mut custom_on = None;
        let mut custom_unknown = None;
        for (index, policy) in self.policies.iter().enumerate() {
            let value = policy.switches.get(at).and_then(|flag| flag.value);
            if policy.is_template() {
                continue;
            }
            if policy.is_global() {
                global = Some((index, value));
            } else if value == Some(true) {
                custom_on.get_or_insert(index);
            } else if value.is_none() {
                custom_unknown.get_or_insert(index);
            }
        }
        match (global, custom_on, custom_unknown) {
            (Some((index, Some(true))), _, _) => (Opening::Everyone, Some(index)),
            (Some((index, None)), _, _) => (Opening::Unknown, Some(index)),
            // Without Global nobody can tell what most people may do.
            (None, _, _) => (Opening::Unknown, None),
            (Some(_), Some(index), _) => (Opening::Some, Some(index)),
            // An assignment names a policy that was not exported: what that allows is not known.
            (Some((index, _)), None, None) if self.names_absent_policy => {
                (Opening::Unknown, Some(index))
            }
            (Some(_), None, Some(index)) => (Opening::Unknown, Some(index)),
            (Some((index, Some(false))), None, None) => (Opening::Nobody, Some(index)),
        }
    }

    fn switch(&self, builder: &Builder, at: usize) -> Datum {
        let key = SWITCHES.get(at).copied().unwrap_or_default();
        let (open, on) = self.opening(at);
        builder.members([
            ("open", Datum::text(open.as_str())),
            (
                "on",
                Datum::optional(on, |index| Datum::text(&Ref::Policy(index).write())),
            ),
            ("path", Datum::text(key)),
        ])
    }

    fn federation(&self, builder: &Builder) -> Datum {
        let record = self.tenant.federation;
        let Some((document, node)) = record.and_then(|record| self.document(record)) else {
            return Datum::NULL;
        };
        let federation = Federation::read(&document.tree, node);
        let settings = FEDERATION
            .iter()
            .zip(&federation.switches)
            .map(|(key, flag)| (*key, builder.flag(flag, key)));
        let (mode, domains) = match federation.allowed {
            AllowedDomains::AllowAll => ("allow-all", Vec::new()),
            AllowedDomains::List(domains) => ("list", domains),
            AllowedDomains::Unknown => ("unknown", Vec::new()),
        };
        let [value, unclear] = records::value(Kind::Federation, document, node);
        builder.members([
            ("ref", Datum::text(&Ref::Federation.write())),
            ("settings", builder.members(settings)),
            value,
            unclear,
            (
                "allowed_domains",
                builder.members([
                    ("mode", Datum::text(mode)),
                    ("domains", Datum::texts(domains)),
                    ("path", Datum::text("AllowedDomains")),
                ]),
            ),
        ])
    }
}

const NAME_AGAINST_ID: &str = "the export shows it by its display name, the register has groups by object id only; add `name` to the groups in the register, or export with ids";
const ID_AGAINST_NAME: &str = "the export shows it by its object id, the register has groups by display name only; add `id` to the groups in the register";
const NAME_STANDS_ELSEWHERE: &str = "the export shows it by its display name, and the register has that name for a partner that is not approved, too; export with ids";

/// A group that the file does not name at all is not shown by name either.
fn is_by_name(assignment: &Assignment) -> bool {
    assignment.has_group() && (assignment.by_name || !ids::is_id(&assignment.group))
}

/// The groups that approved entries of the register name as ours. Ids are held against ids only, names against names.
#[derive(Default)]
struct Approved {
    /// Keys of ids, and of names.
    keys: HashSet<String>,
    /// Keys of names that other entries have too: a name is not unique.
    doubtful: HashSet<String>,
    /// Some group has no id.
    lacks_id: bool,
    /// Some group has no name.
    lacks_name: bool,
}

impl Approved {
    /// The tenant's own entry, in a register that serves several tenants, describes no partner of it.
    fn gather(register: Option<&Register>, own: Option<&str>) -> Approved {
        let mut approved = Approved::default();
        let entries = register.iter().flat_map(|register| &register.entries);
        for entry in entries.filter(|entry| own != Some(&entry.tenant_id)) {
            let is_approved = entry.status == Status::Approved;
            for group in &entry.groups.ours {
                let name = group.name_key();
                if is_approved {
                    approved.lacks_id |= group.id.is_none();
                    approved.lacks_name |= name.is_none();
                    approved.keys.extend(group.id.clone());
                    approved.keys.extend(name);
                } else {
                    approved.doubtful.extend(name);
                }
            }
        }
        approved
    }

    /// Whether a group is among them, or why that can't be told.
    fn says(&self, key: &str, by_name: bool) -> Result<bool, &'static str> {
        match (self.keys.contains(key), by_name) {
            (true, true) if self.doubtful.contains(key) => Err(NAME_STANDS_ELSEWHERE),
            (true, _) => Ok(true),
            (false, true) if self.lacks_name => Err(NAME_AGAINST_ID),
            (false, false) if self.lacks_id => Err(ID_AGAINST_NAME),
            (false, _) => Ok(false),
        }
    }
}
