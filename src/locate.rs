//! From what a rule says, a ref and a path, to places in files.

use serde_json::{Value, json};

use crate::export::Kind;
use crate::finding::{Label, Subject, SubjectKind, normal};
use crate::pair::{Pair, REGISTER};
use crate::review::Change;
use crate::rule::input::{Ref, Whole};
use crate::source::{FileId, NodeId, Tree, from_node};
use crate::tenant::RecordRef;
use crate::tenant::effective::{SYNC_KEY, TRUST_KEY, place};
use crate::tenant::ids;
use crate::tenant::setting::SETTINGS;
use crate::written::label_of;

/// Finds the places of one tenant.
pub struct Locator<'a> {
    whole: &'a Whole<'a>,
    /// The pairs that are judged with it.
    pairs: &'a [Pair<'a>],
    /// What a review found, when there is one.
    changes: &'a [Change],
}

/// A record's tree and file, and the node to start from.
struct Start<'a> {
    tree: &'a Tree,
    file: FileId,
    node: NodeId,
}

impl<'a> Locator<'a> {
    pub fn new(whole: &'a Whole<'a>) -> Locator<'a> {
        Locator {
            whole,
            pairs: &[],
            changes: &[],
        }
    }

    /// The places of pairs, too.
    #[must_use]
    pub fn with_pairs(self, pairs: &'a [Pair<'a>]) -> Locator<'a> {
        Locator { pairs, ..self }
    }

    /// The places of what a review found, too.
    #[must_use]
    pub fn with_changes(self, changes: &'a [Change]) -> Locator<'a> {
        Locator { changes, ..self }
    }

    /// What a ref names, for people.
    pub fn subject(&self, on: Ref) -> Subject {
        let profile = &self.whole.tenant.profile;
        let tenant_id = profile.tenant_id.clone().unwrap_or_default();
        if let Ref::Record(kind, index) = on
            && let Some(subject) = self.of_record(kind, index)
        {
            return subject;
        }
        if let Some(change) = self.change(on) {
            return change.subject.clone();
        }
        let (kind, id, name) = match on {
            Ref::Pair(index) => {
                let theirs = self.pairs.get(index).map(|pair| &pair.theirs);
                (
                    SubjectKind::Partner,
                    theirs.map_or_else(String::new, |theirs| theirs.id.clone()),
                    theirs.map_or_else(String::new, |theirs| theirs.name.clone()),
                )
            }
            Ref::Tenant | Ref::Federation | Ref::Record(..) | Ref::Change(_) => {
                (SubjectKind::Tenant, tenant_id, profile.name.clone())
            }
            Ref::Default => (SubjectKind::Default, tenant_id, "the default".to_owned()),
            Ref::Partner(index) => (
                SubjectKind::Partner,
                self.whole.facts.id(index).to_owned(),
                self.whole.facts.name(index, self.whole.register),
            ),
            Ref::Policy(index) => {
                let policy = self.whole.policies.get(index);
                (
                    SubjectKind::Policy,
                    policy.map_or_else(String::new, |policy| policy.identity.clone()),
                    policy.map_or_else(String::new, |policy| policy.name().to_owned()),
                )
            }
            Ref::Entry(index) => {
                let entry = self
                    .whole
                    .register
                    .and_then(|register| register.entries.get(index));
                (
                    SubjectKind::Partner,
                    entry.map_or_else(String::new, |entry| entry.tenant_id.clone()),
                    entry.map_or_else(String::new, |entry| entry.name.clone()),
                )
            }
        };
        Subject { kind, id, name }
    }

    /// A record of which a tenant has many is a subject of its own, so that what is accepted of one is not accepted of
    /// the next. Of the others the tenant is the subject.
    fn of_record(&self, kind: Kind, index: usize) -> Option<Subject> {
        let subject = match kind {
            Kind::ExternalAccessPolicy
            | Kind::MeetingPolicy
            | Kind::ConditionalAccess
            | Kind::Capability => SubjectKind::Policy,
            Kind::DeletedPartner | Kind::MultiTenantMember => SubjectKind::Partner,
            _ => return None,
        };
        let record = self.at(self.record(kind, index)?)?;
        let first = |keys: [&str; 4]| {
            let mut texts = keys.into_iter();
            texts.find_map(|key| crate::tenant::text(record.tree, record.node, key))
        };
        let id = first(["Identity", "tenantId", "id", "displayName"])?.to_owned();
        let id = if ids::is_id(&id) { ids::key(&id) } else { id };
        let entry = self.whole.register.and_then(|register| register.find(&id));
        let name = match entry.filter(|_| subject == SubjectKind::Partner) {
            Some((_, entry)) => entry.name.clone(),
            None => first(["displayName", "name", "Identity", "tenantId"])
                .unwrap_or(&id)
                .to_owned(),
        };
        Some(Subject {
            kind: subject,
            id,
            name,
        })
    }

    /// The places of `path` on `on`: the first is the main one; an inherited value shows where it comes from, too.
    pub fn labels(&self, on: Ref, path: &str, text: &str) -> Vec<Label> {
        if let Some(change) = self.change(on) {
            return change.places(text);
        }
        if let Ref::Pair(index) = on {
            return self.of_pair(index, path, text);
        }
        let segments: Vec<&str> = path.split('.').filter(|part| !part.is_empty()).collect();
        let Some((start, rest)) = self.start(on, &segments) else {
            return Vec::new();
        };
        if let Some(labels) = self.inherited(on, &start, &segments) {
            return labels;
        }
        let service = on == Ref::Default && self.is_service_default();
        vec![label(&start, rest, text, service)]
    }

    /// The value in force at `path` on `on`, in normal form; null when the path is empty or leads to nothing. One that leads
    /// to a record has the whole of it.
    pub fn value(&self, on: Ref, path: &str) -> Value {
        if let Some(change) = self.change(on) {
            return json!([change.before.text, change.after.text]);
        }
        if let Ref::Pair(index) = on {
            let followed = self.pairs.get(index).and_then(|pair| pair.follow(path));
            let value = followed.map(|followed| followed.value());
            return value.unwrap_or_default();
        }
        let segments: Vec<&str> = path.split('.').filter(|part| !part.is_empty()).collect();
        let value = self.reached(on, &segments).and_then(|(start, node)| {
            let value: Value = from_node(start.tree, node).ok()?;
            Some(normal(path, value))
        });
        value.unwrap_or_default()
    }

    /// The values in force at several paths, by path, in normal form.
    pub fn values(&self, on: Ref, paths: &[String]) -> Value {
        let values = paths
            .iter()
            .map(|path| (path.clone(), self.value(on, path)));
        normal("", values.collect())
    }

    /// A path on a pair says whose record it is in.
    fn of_pair(&self, index: usize, path: &str, text: &str) -> Vec<Label> {
        let Some(pair) = self.pairs.get(index) else {
            return Vec::new();
        };
        if let Some(followed) = pair.follow(path) {
            return followed.labels(text);
        }
        let below = path.strip_prefix(REGISTER);
        match (below, pair.entry) {
            (Some(below), Some(entry)) => self.labels(Ref::Entry(entry), below, text),
            _ => self.labels(Ref::Tenant, "", text),
        }
    }

    fn change(&self, on: Ref) -> Option<&'a Change> {
        match on {
            Ref::Change(index) => self.changes.get(index),
            _ => None,
        }
    }

    fn reached(&self, on: Ref, segments: &[&str]) -> Option<(Start<'a>, NodeId)> {
        let (start, rest) = self.start(on, segments)?;
        let (start, rest) = match (self.inherits(on, &start, segments), rest) {
            // A path that leads to a record of its own means the whole of that.
            (_, []) if segments.is_empty() => return None,
            (Some(_), _) => (self.at(self.whole.tenant.default?)?, segments),
            (None, rest) => (start, rest),
        };
        let (node, missing) = walk(start.tree, start.node, rest);
        missing.is_none().then_some((start, node))
    }

    /// Where the walk begins; some paths lead to a record of their own.
    fn start<'p>(&self, on: Ref, segments: &'p [&'p str]) -> Option<(Start<'a>, &'p [&'p str])> {
        if let (Ref::Policy(policy), ["assignments", at, rest @ ..]) = (on, segments) {
            let record = self.whole.assignment_record(policy, at.parse().ok()?)?;
            return Some((self.at(record)?, rest));
        }
        let start = match on {
            Ref::Change(_) | Ref::Pair(_) => None,
            Ref::Tenant => self.tenant(),
            Ref::Default => self.at(self.whole.tenant.default?),
            Ref::Federation => self.at(self.whole.tenant.federation?),
            Ref::Partner(index) => self.at(*self.whole.tenant.partners.get(index)?),
            Ref::Policy(index) => self.at(*self.whole.tenant.policies.get(index)?),
            Ref::Record(kind, index) => self.at(self.record(kind, index)?),
            Ref::Entry(index) => {
                let register = self.whole.register?;
                let written = register.written();
                Some(Start {
                    tree: &written.tree,
                    file: written.file,
                    node: register.entries.get(index)?.node,
                })
            }
        }?;
        if let (Ref::Partner(_), [SYNC_KEY, rest @ ..]) = (on, segments) {
            // The expanded value, when it says something; else the record of its own.
            let (node, missing) = walk(start.tree, start.node, segments);
            let says = missing.is_none() && !start.tree.is_null(node);
            if !says && let Some(record) = self.sync(&start) {
                return Some((record, rest));
            }
        }
        Some((start, segments))
    }

    fn record(&self, kind: Kind, index: usize) -> Option<RecordRef> {
        let tenant = self.whole.tenant;
        let records = match kind {
            Kind::GroupPolicyAssignment => &tenant.assignments,
            _ => tenant.adjacent.get(&kind)?,
        };
        records.get(index).copied()
    }

    fn tenant(&self) -> Option<Start<'a>> {
        let tenant = self.whole.tenant;
        let record = tenant
            .default
            .or_else(|| tenant.partners.first().copied())
            .or_else(|| tenant.policies.first().copied())
            .or(tenant.federation)
            .or_else(|| tenant.adjacent.values().flatten().next().copied())?;
        self.at(record)
    }

    fn sync(&self, partner: &Start<'_>) -> Option<Start<'a>> {
        let id = crate::tenant::text(partner.tree, partner.node, "tenantId")?;
        let record = self.whole.tenant.syncs.get(&id.to_ascii_lowercase())?;
        self.at(*record)
    }

    fn at(&self, record: RecordRef) -> Option<Start<'a>> {
        let (tree, node) = place(self.whole.documents, record)?;
        let file = self.whole.documents.get(record.document)?.file;
        Some(Start { tree, file, node })
    }

    fn is_service_default(&self) -> bool {
        let default = self.whole.default.as_ref();
        default.is_some_and(|default| default.is_service_default == Some(true))
    }

    /// The partner's null that leaves a setting to the default.
    fn inherits(&self, on: Ref, start: &Start<'_>, segments: &[&str]) -> Option<NodeId> {
        let Ref::Partner(_) = on else { return None };
        let key = *segments.first()?;
        let inherits = key == TRUST_KEY || SETTINGS.iter().any(|name| name.key() == key);
        let node = start.tree.get(start.node, key)?;
        (inherits && start.tree.is_null(node)).then_some(node)
    }

    /// The partner's null, and the place in the default that is in force instead.
    fn inherited(&self, on: Ref, start: &Start<'_>, segments: &[&str]) -> Option<Vec<Label>> {
        let node = self.inherits(on, start, segments)?;
        let text = if start.tree.is_added(node) {
            "not written: inherits the default"
        } else {
            "null: inherits the default"
        };
        let own = label_of(start.tree, start.file, node, text, true);
        let default = self.whole.tenant.default.and_then(|record| self.at(record));
        let Some(default) = default else {
            return Some(vec![own]);
        };
        let (reached, missing) = walk(default.tree, default.node, segments);
        let text = match missing {
            None => "in force through the default",
            Some(_) if self.is_service_default() => {
                "the default leaves it at Microsoft's own value"
            }
            Some(_) => "the default does not say in this export",
        };
        Some(vec![
            own,
            label_of(default.tree, default.file, reached, text, false),
        ])
    }
}

/// A value that is not there is shown at the object that lacks it. `filled` says that Microsoft's own value stands in.
fn label(start: &Start<'_>, segments: &[&str], text: &str, filled: bool) -> Label {
    let (node, missing) = walk(start.tree, start.node, segments);
    match missing {
        Some(key) if !filled => {
            let text = format!("`{key}` is not in the export");
            label_of(start.tree, start.file, node, &text, true)
        }
        _ => label_of(start.tree, start.file, node, text, true),
    }
}

/// Follow a path as far as it goes: the node reached, and the first part that is missing.
fn walk<'p>(tree: &Tree, from: NodeId, segments: &[&'p str]) -> (NodeId, Option<&'p str>) {
    let mut node = from;
    for segment in segments {
        let next = match segment.parse::<usize>() {
            Ok(index) => tree.item(node, index),
            Err(_) => tree.get(node, segment),
        };
        match next {
            Some(next) => node = next,
            None => return (node, Some(segment)),
        }
    }
    (node, None)
}
