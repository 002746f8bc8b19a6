//! Two tenants of which one is judged, and what each holds ready for the other: what rules of scope `pair` look at.
//!
//! Two tenants of a run are a pair when one has a configuration for the other. It is judged once, with the tenant of the
//! lower id, so that a shard judges it whole and no other shard does. A tenant and the evidence that its register has of a
//! partner are a pair, too, unless that partner is itself in the run.

use std::collections::{BTreeSet, HashMap};

use crate::counterpart::Shown;
use crate::finding::Label;
use crate::handshake::{End, Party, Seen};
use crate::locate::Locator;
use crate::rule::input::{Ref, Whole};
use crate::tenant::effective::{CONSENT_KEY, SYNC_KEY, TRUST_KEY, place};
use crate::tenant::setting::SETTINGS;
use crate::tenant::{Document, Tenant, text};
use crate::toward::{Proposed, Stance, Toward};

/// The first part of a path on a pair: whose record it is in.
pub const OURS: &str = "ours";
pub const THEIRS: &str = "theirs";
pub const REGISTER: &str = "register";

/// A tenant that is judged, and another one.
pub struct Pair<'a> {
    /// Our register's entry of the other, by index.
    pub entry: Option<usize>,
    /// Its entry of us, where the register serves it, too.
    pub mirror: Option<usize>,
    /// The other is known by the evidence in the register only.
    pub by_evidence: bool,
    pub ours: Party<'a>,
    pub theirs: Party<'a>,
    /// Why what the other holds ready for us is not known.
    pub unseen: Option<String>,
}

/// The pairs among the tenants of a run, by index: with whom it is judged, and the other.
pub fn in_run(tenants: &[Tenant], documents: &[Document]) -> Vec<[usize; 2]> {
    let mut by_id: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, tenant) in tenants.iter().enumerate() {
        if let Some(id) = id_of(tenant) {
            by_id.entry(id).or_default().push(index);
        }
    }
    if by_id.len() < 2 {
        return Vec::new();
    }
    let mut pairs = BTreeSet::new();
    for (index, tenant) in tenants.iter().enumerate() {
        let Some(own) = id_of(tenant) else { continue };
        for record in &tenant.partners {
            let Some((tree, node)) = place(documents, *record) else {
                continue;
            };
            let id = text(tree, node, "tenantId").unwrap_or_default();
            let id = id.to_ascii_lowercase();
            let others = by_id.get(&id).filter(|_| id != own);
            pairs.extend(others.into_iter().flatten().map(|other| {
                if own < id {
                    [index, *other]
                } else {
                    [*other, index]
                }
            }));
        }
    }
    pairs.into_iter().collect()
}

fn id_of(tenant: &Tenant) -> Option<String> {
    let id = tenant.profile.tenant_id.as_deref()?;
    Some(id.to_ascii_lowercase())
}

/// The pairs of a tenant: with `others` of its run, and with partners that have `shown` their side.
pub fn pairs<'a>(
    whole: &'a Whole<'a>,
    others: impl IntoIterator<Item = &'a Whole<'a>>,
    shown: &'a [Shown<'a>],
) -> Vec<Pair<'a>> {
    let own = id_of(whole.tenant);
    let in_run = others.into_iter().filter_map(|other| {
        let id = id_of(other.tenant)?;
        let entry = whole.register.and_then(|register| register.find(&id));
        let other = Other {
            name: entry.map_or(&other.tenant.profile.name, |(_, entry)| &entry.name),
            entry: entry.map(|(index, _)| index),
            by_evidence: false,
            whole: Ok(other),
            id,
        };
        Some(other)
    });
    let by_evidence = shown.iter().filter_map(|shown| {
        let entry = whole.register?.entries.get(shown.entry)?;
        let other = Other {
            id: entry.tenant_id.clone(),
            name: &entry.name,
            entry: Some(shown.entry),
            by_evidence: true,
            whole: shown.whole.as_ref().map_err(|reason| *reason),
        };
        (own.as_ref() != Some(&other.id)).then_some(other)
    });
    let mut pairs: Vec<Pair<'a>> = in_run
        .chain(by_evidence)
        .map(|other| Pair::of(whole, own.as_deref(), other))
        .collect();
    pairs.sort_by(|a, b| a.theirs.id.cmp(&b.theirs.id));
    pairs
}

/// The other one, before it is looked at.
struct Other<'a> {
    id: String,
    name: &'a str,
    entry: Option<usize>,
    by_evidence: bool,
    whole: Result<&'a Whole<'a>, &'a str>,
}

impl<'a> Pair<'a> {
    fn of(whole: &'a Whole<'a>, own: Option<&str>, other: Other<'a>) -> Pair<'a> {
        let entry_of = |id: &str| whole.register.and_then(|register| register.find(id));
        let cloud = |profile: Option<&String>, id: &str| {
            let written = || entry_of(id).and_then(|(_, entry)| entry.cloud.clone());
            profile.cloned().or_else(written)
        };
        let profile = &whole.tenant.profile;
        let our_cloud = cloud(profile.cloud.as_ref(), own.unwrap_or_default());
        let their_profile = other.whole.ok().map(|other| &other.tenant.profile);
        let their_cloud = cloud(
            their_profile.and_then(|profile| profile.cloud.as_ref()),
            &other.id,
        );
        let see = |from: &'a Whole<'a>, id: &str, cloud: Option<&String>| Seen {
            whole: from,
            toward: Toward::tenant(from, &Proposed::new(), id, cloud.map(String::as_str)),
        };
        let (theirs, unseen) = match (other.whole, own) {
            (Ok(their), Some(own)) => (Some(see(their, own, our_cloud.as_ref())), None),
            (Err(reason), _) => (None, Some(reason.to_owned())),
            (Ok(_), None) => {
                let reason = format!(
                    "the tenant id of {} is not known: write `tenantId` in tenantlint.yaml, or export its organization",
                    profile.name
                );
                (None, Some(reason))
            }
        };
        let mirror = own.filter(|_| !other.by_evidence).and_then(entry_of);
        Pair {
            entry: other.entry,
            mirror: mirror.map(|(index, _)| index),
            by_evidence: other.by_evidence,
            ours: Party {
                name: profile.name.clone(),
                id: own.unwrap_or_default().to_owned(),
                seen: Some(see(whole, &other.id, their_cloud.as_ref())),
                cloud: our_cloud,
                licence: None,
            },
            theirs: Party {
                name: other.name.to_owned(),
                id: other.id,
                seen: theirs,
                cloud: their_cloud,
                licence: None,
            },
            unseen,
        }
    }

    /// Where people come from and where they go, and whose the two are: first from us to them, then from them to us.
    pub fn ways(&self) -> [Way<'_, 'a>; 2] {
        [
            Way {
                home: &self.ours,
                host: &self.theirs,
                is_out: true,
            },
            Way {
                home: &self.theirs,
                host: &self.ours,
                is_out: false,
            },
        ]
    }

    /// Where a path that begins with a side leads: on which tenant's record, and by which path.
    pub fn follow<'p>(&self, path: &'p str) -> Option<Followed<'_, 'a, 'p>> {
        let (side, path) = path.split_once('.').unwrap_or((path, ""));
        let party = match side {
            OURS => &self.ours,
            THEIRS => &self.theirs,
            _ => return None,
        };
        Some(Followed { party, path })
    }
}

/// One direction of a pair.
pub struct Way<'p, 'a> {
    pub home: &'p Party<'a>,
    pub host: &'p Party<'a>,
    is_out: bool,
}

impl Way<'_, '_> {
    /// Whose a side of it is, as paths begin.
    pub fn side(&self, end: End) -> &'static str {
        if (end == End::Home) == self.is_out {
            OURS
        } else {
            THEIRS
        }
    }
}

/// A path on the record of one of the two.
pub struct Followed<'p, 'a, 's> {
    party: &'p Party<'a>,
    path: &'s str,
}

impl<'a> Followed<'_, 'a, '_> {
    /// The record that decides, when one does.
    fn record(&self) -> Option<(&'a Whole<'a>, Ref)> {
        let seen = self.party.seen.as_ref()?;
        let toward = &seen.toward;
        let key = self.path.split('.').next().unwrap_or_default();
        let on = match (toward.stance, key) {
            (Stance::Untold | Stance::OtherCloud, _) => return None,
            // Only an entry gives consent, and synchronizes.
            (Stance::NoEntry, CONSENT_KEY | SYNC_KEY) => return None,
            (Stance::NoEntry, _) if seen.whole.default.is_none() => return None,
            (_, CONSENT_KEY) => toward.consent.on,
            (_, SYNC_KEY) => toward.sync.on,
            (_, TRUST_KEY) => toward.trust.on,
            _ => {
                let name = SETTINGS.iter().find(|name| name.key() == key)?;
                toward.setting(*name)?.on
            }
        };
        Some((seen.whole, on))
    }

    pub fn labels(&self, text: &str) -> Vec<Label> {
        if let Some((whole, on)) = self.record() {
            return Locator::new(whole).labels(on, self.path, text);
        }
        let Some(seen) = &self.party.seen else {
            return Vec::new();
        };
        let why = match seen.toward.stance {
            Stance::Untold => "which configuration is in force is not known",
            Stance::NoEntry | Stance::OtherCloud => "no configuration for the other tenant",
            Stance::Entry => text,
        };
        Locator::new(seen.whole).labels(Ref::Tenant, "", why)
    }

    pub fn value(&self) -> serde_json::Value {
        match self.record() {
            Some((whole, on)) => Locator::new(whole).value(on, self.path),
            None => serde_json::Value::Null,
        }
    }
}
