//! Sign-ins across tenants, counted by the other tenant: from a log of sign-ins, or from a table that somebody else counted.
//!
//! A log is personal, and large: only numbers leave this room. No field is trusted alone: a sign-in counts when its two tenant
//! ids differ, unless its type names a way across that nobody works together by; whether it was direct connect only the type
//! can tell, and a type that contradicts the ids tells nothing. Source: teams.md 3.3.

mod table;

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use super::inventory::Spot;
use super::{Document, Tenant, ids, text};
use crate::export::Kind;
use crate::source::{Kind as NodeKind, NodeId, Tree};

/// What happened in one direction.
#[derive(Debug, Default, Clone)]
pub struct Flow {
    pub sign_ins: u64,
    /// `None` when the outcome of one is not told.
    pub failures: Option<u64>,
    pub users: Option<u64>,
    pub days: Option<u64>,
    /// Whether some were by direct connect; `None` when the type of one is not told, or somebody else counted.
    pub direct_connect: Option<bool>,
}

/// What happened with one other tenant.
#[derive(Debug, Clone)]
pub struct Traffic {
    /// The first sign-in or row that names it.
    pub spot: Spot,
    pub inbound: Flow,
    pub outbound: Flow,
}

/// All of it.
#[derive(Debug, Default)]
pub struct Activity {
    /// By lower-case tenant id.
    pub tenants: BTreeMap<String, Traffic>,
    /// The first and the last day of a log; a table does not tell which days it counts.
    pub window: Option<(Date, Date)>,
    /// The log has sign-ins without a person in front of them, such as those that renew a token.
    pub non_interactive: bool,
    /// Events that may be of another tenant, and do not tell which, or whether.
    pub unplaced: u64,
    /// The log goes on elsewhere.
    pub partial: bool,
    /// Why nothing could be counted.
    pub reason: Option<&'static str>,
}

/// The kinds that it is counted from.
pub const KINDS: [Kind; 2] = [Kind::SignIn, Kind::CrossTenantActivity];

const NO_HOME: &str = "whose sign-ins these are is not known: name the id of the tenant in tenantlint.yaml, or export the organization";

const DIRECT_CONNECT: &str = "b2bdirectconnect";
/// Ways across that nobody works together by, in lower case.
const ELSEWISE: [&str; 3] = ["serviceprovider", "microsoftsupport", "passthrough"];

/// How a sign-in went from one tenant to another, by its type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    DirectConnect,
    Collaboration,
    /// By delegated administration, support, or a mere passing through.
    Elsewise,
    /// It says that it stayed at home. When the ids differ all the same, it counts, and how it went is not told.
    None,
    Untold,
}

const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

impl Activity {
    /// `None` when the input has neither a log nor a table.
    pub fn read(tenant: &Tenant, documents: &[Document]) -> Option<Activity> {
        if !KINDS.iter().any(|kind| tenant.listed.contains(kind)) {
            return None;
        }
        let Some(home) = tenant.profile.tenant_id.as_deref() else {
            return Some(Activity {
                reason: Some(NO_HOME),
                ..Activity::default()
            });
        };
        let mut log = Log::default();
        for (index, document, node) in tenant.beside(documents, Kind::SignIn) {
            let tree = &document.tree;
            log.take(&Event::read(tree, node), index, home);
        }
        let mut activity = log.count();
        activity.partial = tenant.cut.contains(&Kind::SignIn);
        table::add(&mut activity, tenant, documents, home);
        Some(activity)
    }
}

/// One sign-in.
struct Event<'a> {
    home: Option<String>,
    resource: Option<String>,
    /// In lower case; may be several.
    types: Option<Vec<String>>,
    user: Option<&'a str>,
    day: Option<Date>,
    failed: Option<bool>,
    interactive: Option<bool>,
}

impl<'a> Event<'a> {
    fn read(tree: &'a Tree, node: NodeId) -> Event<'a> {
        let said = |key| {
            text(tree, node, key)
                .map(str::trim)
                .filter(|text| !text.is_empty())
        };
        let types = said("crossTenantAccessType").map(|types| {
            let types = types.split(',').map(ids::key);
            types.filter(|one| !one.is_empty()).collect()
        });
        let day = ["createdDateTime", "TimeGenerated"]
            .into_iter()
            .find_map(said);
        Event {
            home: said("homeTenantId").map(ids::key),
            resource: said("resourceTenantId").map(ids::key),
            types,
            user: said("userId"),
            day: day.and_then(|day| day.get(..10)?.parse().ok()),
            failed: failed(tree, node),
            interactive: tree
                .get(node, "isInteractive")
                .and_then(|node| tree.as_bool(node)),
        }
    }

    /// The other tenant, and whether its people came in.
    fn other(&self, home: &str) -> Option<(&str, bool)> {
        match (self.home.as_deref(), self.resource.as_deref()) {
            (Some(theirs), resource) if theirs != home => {
                // Both ids of other tenants: not ours to judge.
                resource
                    .is_none_or(|resource| resource == home)
                    .then_some((theirs, true))
            }
            (Some(_), Some(resource)) if resource != home => Some((resource, false)),
            _ => None,
        }
    }

    /// What the type says of the way across.
    fn way(&self) -> Way {
        let Some(types) = &self.types else {
            return Way::Untold;
        };
        let has = |word: &str| types.iter().any(|one| one == word);
        if has(DIRECT_CONNECT) {
            Way::DirectConnect
        } else if has("b2bcollaboration") {
            Way::Collaboration
        } else if ELSEWISE.iter().any(|word| has(word)) {
            Way::Elsewise
        } else if has("none") {
            Way::None
        } else {
            Way::Untold
        }
    }
}

/// The error code of a sign-in, as Graph, a diagnostic setting and Log Analytics write it.
fn failed(tree: &Tree, node: NodeId) -> Option<bool> {
    let in_status = tree
        .get(node, "status")
        .and_then(|status| tree.get(status, "errorCode"));
    let code = in_status.or_else(|| tree.get(node, "resultType"))?;
    let code = match tree.kind(code) {
        NodeKind::Number => tree.number_text(code)?,
        _ => tree.as_str(code)?.trim(),
    };
    code.parse::<i64>().ok().map(|code| code != 0)
}

/// A log while it is counted.
#[derive(Default)]
struct Log<'a> {
    tenants: BTreeMap<String, (usize, [Tally<'a>; 2])>,
    first: Option<Date>,
    last: Option<Date>,
    non_interactive: bool,
    unplaced: u64,
}

/// One direction of one tenant. Each set is complete only while no event lacked the value.
#[derive(Default)]
struct Tally<'a> {
    sign_ins: u64,
    failures: u64,
    outcome_untold: bool,
    users: HashSet<&'a str>,
    user_untold: bool,
    days: HashSet<Date>,
    day_untold: bool,
    direct_connect: bool,
    type_untold: bool,
}

impl<'a> Log<'a> {
    fn take(&mut self, event: &Event<'a>, index: usize, home: &str) {
        self.first = self.first.into_iter().chain(event.day).min();
        self.last = self.last.into_iter().chain(event.day).max();
        self.non_interactive |= event.interactive == Some(false);
        // Not yet anybody.
        if event.user == Some(NOBODY) {
            return;
        }
        let way = event.way();
        if way == Way::Elsewise {
            return;
        }
        let Some((other, inbound)) = event.other(home) else {
            let lacks_id = event.home.is_none() || event.resource.is_none();
            let may_be = match way {
                Way::DirectConnect | Way::Collaboration => true,
                Way::Untold => lacks_id,
                Way::None | Way::Elsewise => false,
            };
            self.unplaced += u64::from(may_be);
            return;
        };
        let (_, tallies) = self
            .tenants
            .entry(other.to_owned())
            .or_insert_with(|| (index, Default::default()));
        let [into, out] = tallies;
        let tally = if inbound { into } else { out };
        tally.add(event);
    }

    fn count(self) -> Activity {
        let spot = |index| Spot {
            kind: Kind::SignIn,
            index,
            path: String::new(),
        };
        let tenants = self.tenants.into_iter();
        Activity {
            tenants: tenants
                .map(|(id, (index, [inbound, outbound]))| {
                    let traffic = Traffic {
                        spot: spot(index),
                        inbound: inbound.count(),
                        outbound: outbound.count(),
                    };
                    (id, traffic)
                })
                .collect(),
            window: self.first.zip(self.last),
            non_interactive: self.non_interactive,
            unplaced: self.unplaced,
            partial: false,
            reason: None,
        }
    }
}

impl<'a> Tally<'a> {
    fn add(&mut self, event: &Event<'a>) {
        self.sign_ins += 1;
        self.failures += u64::from(event.failed == Some(true));
        self.outcome_untold |= event.failed.is_none();
        self.users.extend(event.user);
        self.user_untold |= event.user.is_none();
        self.days.extend(event.day);
        self.day_untold |= event.day.is_none();
        let way = event.way();
        self.type_untold |= matches!(way, Way::None | Way::Untold);
        self.direct_connect |= way == Way::DirectConnect;
    }

    fn count(self) -> Flow {
        let known = |count: usize, untold: bool| (!untold).then_some(count as u64);
        Flow {
            sign_ins: self.sign_ins,
            failures: (!self.outcome_untold).then_some(self.failures),
            users: known(self.users.len(), self.user_untold),
            days: known(self.days.len(), self.day_untold),
            direct_connect: match (self.direct_connect, self.type_untold) {
                (true, _) => Some(true),
                (false, true) => None,
                (false, false) => Some(false),
            },
        }
    }
}
