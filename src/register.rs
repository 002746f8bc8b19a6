//! `partners.yaml`: the organisation's own list of partners, who is vetted, for what, and until when.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Span;
use jiff::civil::Date;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::diagnostic::{Code, Diagnostic};
use crate::schema;
use crate::source::{FileId, NodeId, from_node};
use crate::suggest;
use crate::tenant::ids;
use crate::written::{self, Written};

/// The register, read and checked.
pub struct Register {
    written: Written,
    pub entries: Vec<Entry>,
    by_tenant: HashMap<String, usize>,
}

/// One partner of the register.
#[derive(Debug, Clone)]
pub struct Entry {
    pub node: NodeId,
    /// Lower case.
    pub tenant_id: String,
    pub name: String,
    pub status: Status,
    pub tier: Option<String>,
    pub owner: Option<String>,
    pub kind: Option<String>,
    pub cloud: Option<String>,
    pub allow: Vec<String>,
    pub groups: Groups,
    pub agreement: Agreement,
    /// What the partner's tier names, or Office365.
    pub applications: Vec<String>,
    /// Where the tier is defined.
    pub tier_node: Option<NodeId>,
    pub review: Review,
    pub lifecycle: Lifecycle,
    /// When the partner last showed what its own side looks like.
    pub confirmed: Option<Date>,
    /// Where the exports lie that it showed, as written: from the register's folder.
    pub evidence: Option<String>,
    /// Whether the partner holds Microsoft Entra ID P1.
    pub entra_p1: Option<bool>,
}

/// When the partner was last reviewed, and how often it must be.
#[derive(Debug, Clone, Default)]
pub struct Review {
    pub last: Option<Date>,
    pub every: Option<Span>,
}

impl Review {
    /// Days until the next review; negative when it is overdue, `None` when no period is set or it never took place.
    pub fn days_left(&self, as_of: Date) -> Option<i64> {
        let due = self.last?.checked_add(self.every?).ok()?;
        days_between(as_of, due)
    }
}

/// How long a shared channel may live, and how long nothing may happen in it.
#[derive(Debug, Clone, Default)]
pub struct Lifecycle {
    pub max_channel_age: Option<Span>,
    pub inactive_after: Option<Span>,
}

/// Days from one day to another.
pub fn days_between(from: Date, to: Date) -> Option<i64> {
    Some(i64::from(from.until(to).ok()?.get_days()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Proposed,
    Approved,
    Suspended,
    Rejected,
    Ended,
}

impl Status {
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Proposed => "proposed",
            Status::Approved => "approved",
            Status::Suspended => "suspended",
            Status::Rejected => "rejected",
            Status::Ended => "ended",
        }
    }
}

/// The dedicated groups of a partner, by directory.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Groups {
    pub ours: Vec<Group>,
    pub theirs: Vec<Group>,
}

/// A dedicated group: its object id, its display name, or both.
#[derive(Debug, Clone)]
pub struct Group {
    /// Lower case.
    pub id: Option<String>,
    /// As written.
    pub name: Option<String>,
}

impl Group {
    /// What the name is compared by.
    pub fn name_key(&self) -> Option<String> {
        self.name.as_deref().map(ids::key)
    }
}

impl<'de> Deserialize<'de> for Group {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Group, D::Error> {
        deserializer.deserialize_any(GroupVisitor)
    }
}

/// A plain text is an id.
struct GroupVisitor;

#[derive(Deserialize)]
struct GroupFile {
    id: Option<String>,
    name: Option<String>,
}

impl<'de> Visitor<'de> for GroupVisitor {
    type Value = Group;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an object id, or an object with `id` and `name`")
    }

    fn visit_str<E: serde::de::Error>(self, id: &str) -> Result<Group, E> {
        Ok(Group {
            id: Some(id.to_ascii_lowercase()),
            name: None,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Group, A::Error> {
        let file = GroupFile::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Group {
            id: file.id.map(|id| id.to_ascii_lowercase()),
            name: file.name,
        })
    }
}

/// The agreement with a partner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreement {
    pub present: bool,
    pub reference: Option<String>,
    /// As written; `none` for one without an end.
    pub expires: Option<String>,
}

/// How an agreement stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgreementState {
    Current,
    Expired,
    Missing,
    /// It names no end, so nobody can tell.
    Undated,
}

impl AgreementState {
    pub fn as_str(self) -> &'static str {
        match self {
            AgreementState::Current => "current",
            AgreementState::Expired => "expired",
            AgreementState::Missing => "missing",
            AgreementState::Undated => "undated",
        }
    }
}

impl Agreement {
    /// The state on `as_of`, and the days left when it has an end. It holds through its last day.
    pub fn on(&self, as_of: Date) -> (AgreementState, Option<i64>) {
        if !self.present {
            return (AgreementState::Missing, None);
        }
        match self.expires.as_deref() {
            None => (AgreementState::Undated, None),
            Some("none") => (AgreementState::Current, None),
            Some(text) => match text.parse::<Date>() {
                Err(_) => (AgreementState::Undated, None),
                Ok(expires) => {
                    let days = as_of
                        .until(expires)
                        .map_or(0, |span| i64::from(span.get_days()));
                    if expires < as_of {
                        (AgreementState::Expired, Some(days))
                    } else {
                        (AgreementState::Current, Some(days))
                    }
                }
            },
        }
    }
}

/// What one entry looks like on disk; the rest of it is checked by the schema and read by nobody yet.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EntryFile {
    tenant_id: String,
    name: String,
    status: Status,
    tier: Option<String>,
    owner: Option<String>,
    kind: Option<String>,
    cloud: Option<String>,
    #[serde(default)]
    allow: Vec<String>,
    #[serde(default)]
    groups: Groups,
    agreement: Option<AgreementFile>,
    #[serde(default)]
    review: ReviewFile,
    #[serde(default)]
    lifecycle: LifecycleFile,
    #[serde(default)]
    counterpart: CounterpartFile,
    #[serde(default)]
    licence: LicenceFile,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct LicenceFile {
    entra_p1: Option<bool>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ReviewFile {
    last: Option<String>,
    every: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct LifecycleFile {
    max_channel_age: Option<String>,
    inactive_after: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct CounterpartFile {
    confirmed: Option<String>,
    evidence: Option<String>,
}

#[derive(Deserialize)]
struct AgreementFile {
    reference: Option<String>,
    expires: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct TierFile {
    applications: Vec<String>,
}

impl Register {
    /// Read the register at `path`, whose place among the sources is `file`; its text comes back to fill that.
    pub fn load(path: &Path, file: FileId) -> (Arc<str>, Result<Register, Vec<Diagnostic>>) {
        let (text, written) =
            written::load_as(path, file, &schema::REGISTER, Code::RegisterInvalid);
        let register = written.and_then(|written| {
            let root = written.root();
            Register::read(written, root)
        });
        (text, register)
    }

    /// Read the register that stands at `root` of a document already held against its schema.
    pub fn read(written: Written, root: Option<NodeId>) -> Result<Register, Vec<Diagnostic>> {
        let mut reader = Reader {
            written: &written,
            root,
            mistakes: Vec::new(),
            entries: Vec::new(),
            by_tenant: HashMap::new(),
        };
        if let Some(root) = root {
            reader.read(root);
        }
        let (mistakes, entries, by_tenant) = (reader.mistakes, reader.entries, reader.by_tenant);
        if mistakes.is_empty() {
            Ok(Register {
                written,
                entries,
                by_tenant,
            })
        } else {
            Err(mistakes)
        }
    }

    pub fn written(&self) -> &Written {
        &self.written
    }

    /// The entry of a tenant id, whatever its casing.
    pub fn find(&self, tenant_id: &str) -> Option<(usize, &Entry)> {
        let index = *self.by_tenant.get(&tenant_id.to_ascii_lowercase())?;
        Some((index, self.entries.get(index)?))
    }
}

struct Reader<'a> {
    written: &'a Written,
    /// Where the register stands: in a test of a rule, below a key.
    root: Option<NodeId>,
    mistakes: Vec<Diagnostic>,
    entries: Vec<Entry>,
    by_tenant: HashMap<String, usize>,
}

impl Reader<'_> {
    fn read(&mut self, root: NodeId) {
        let tree = &self.written.tree;
        let tiers: HashMap<String, TierFile> = tree
            .get(root, "tiers")
            .map(|node| {
                tree.children(node)
                    .filter_map(|tier| {
                        let name = tree.raw_key(tier)?.to_owned();
                        Some((name, from_node(tree, tier).unwrap_or_default()))
                    })
                    .collect()
            })
            .unwrap_or_default();
        let Some(partners) = tree.get(root, "partners") else {
            return;
        };
        for node in tree.children(partners) {
            match from_node::<EntryFile>(tree, node) {
                Ok(entry) => self.entry(node, entry, &tiers),
                Err(error) => self.mistake(node, error.message, "here"),
            }
        }
    }

    fn entry(&mut self, node: NodeId, file: EntryFile, tiers: &HashMap<String, TierFile>) {
        let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let period = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let tenant_id = file.tenant_id.to_ascii_lowercase();
        if let Some(first) = self.by_tenant.get(&tenant_id) {
            let name = self
                .entries
                .get(*first)
                .map_or_else(String::new, |entry| entry.name.clone());
            let place = self.written.tree.get(node, "tenantId").unwrap_or(node);
            self.mistake(
                place,
                format!("tenant {tenant_id} is in the register twice: here and as {name}"),
                "a second entry for this tenant",
            );
            return;
        }
        if let Some((place, date)) = self.impossible_day(node) {
            self.mistake(
                place,
                format!("{date} is no day of the calendar"),
                "no such day",
            );
            return;
        }
        let applications = match &file.tier {
            None => Vec::new(),
            Some(tier) => match tiers.get(tier) {
                Some(tier) => tier.applications.clone(),
                None => {
                    self.unknown_tier(node, tier, tiers);
                    return;
                }
            },
        };
        let tier_node = file.tier.as_deref().and_then(|tier| {
            let tree = &self.written.tree;
            tree.get(tree.get(self.root?, "tiers")?, tier)
        });
        self.by_tenant.insert(tenant_id.clone(), self.entries.len());
        self.entries.push(Entry {
            node,
            tenant_id,
            name: file.name,
            status: file.status,
            tier: file.tier,
            owner: file.owner,
            kind: file.kind,
            cloud: file.cloud,
            allow: file.allow,
            groups: file.groups,
            agreement: file
                .agreement
                .map_or_else(Agreement::default, |agreement| Agreement {
                    present: true,
                    reference: agreement.reference,
                    expires: agreement.expires,
                }),
            applications: if applications.is_empty() {
                vec!["Office365".to_owned()]
            } else {
                applications
            },
            tier_node,
            review: Review {
                last: day(&file.review.last),
                every: period(&file.review.every),
            },
            lifecycle: Lifecycle {
                max_channel_age: period(&file.lifecycle.max_channel_age),
                inactive_after: period(&file.lifecycle.inactive_after),
            },
            confirmed: day(&file.counterpart.confirmed),
            evidence: file.counterpart.evidence,
            entra_p1: file.licence.entra_p1,
        });
    }

    /// The first date of an entry that the schema's pattern lets through and the calendar does not.
    fn impossible_day(&self, entry: NodeId) -> Option<(NodeId, String)> {
        const DATES: [(&str, &str); 4] = [
            ("agreement", "signed"),
            ("agreement", "expires"),
            ("review", "last"),
            ("counterpart", "confirmed"),
        ];
        let tree = &self.written.tree;
        DATES.iter().find_map(|(section, key)| {
            let node = tree.get(tree.get(entry, section)?, key)?;
            let text = tree.as_str(node)?;
            (text != "none" && text.parse::<Date>().is_err()).then(|| (node, text.to_owned()))
        })
    }

    fn unknown_tier(&mut self, node: NodeId, tier: &str, tiers: &HashMap<String, TierFile>) {
        let place = self.written.tree.get(node, "tier").unwrap_or(node);
        let mut names: Vec<&str> = tiers.keys().map(String::as_str).collect();
        names.sort_unstable();
        let message = format!("tier `{tier}` is not one of the register's tiers");
        let help = match suggest::nearest(tier, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => "the register defines no tiers".to_owned(),
            None => format!("known tiers: {}", names.join(", ")),
        };
        let mistake = self
            .written
            .mistake(place, Code::RegisterInvalid, message, "no such tier")
            .help(help);
        self.mistakes.push(mistake);
    }

    fn mistake(&mut self, node: NodeId, message: String, label: &str) {
        self.mistakes.push(
            self.written
                .mistake(node, Code::RegisterInvalid, message, label),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn agreement(expires: Option<&str>) -> Agreement {
        Agreement {
            present: true,
            reference: None,
            expires: expires.map(str::to_owned),
        }
    }

    #[test]
    fn an_agreement_holds_through_its_last_day() {
        let until = agreement(Some("2026-06-30"));
        assert_eq!(
            until.on(date(2026, 6, 30)),
            (AgreementState::Current, Some(0))
        );
        assert_eq!(
            until.on(date(2026, 7, 1)),
            (AgreementState::Expired, Some(-1))
        );
        assert_eq!(
            until.on(date(2025, 6, 30)),
            (AgreementState::Current, Some(365))
        );
    }

    #[test]
    fn no_agreement_and_no_end_differ() {
        let day = date(2026, 1, 1);
        assert_eq!(Agreement::default().on(day).0, AgreementState::Missing);
        assert_eq!(agreement(None).on(day).0, AgreementState::Undated);
        assert_eq!(agreement(Some("none")).on(day).0, AgreementState::Current);
    }
}
