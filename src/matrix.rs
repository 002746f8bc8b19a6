//! Who can reach whom: for each partner of a tenant, and for everybody else, what is open, whence, and the lines that say so.

mod words;

use crate::channels::{Population, Switch, Untold, population};
use crate::export::{Kind, PartnerList};
use crate::finding::Label;
use crate::locate::Locator;
use crate::rule::input::{Ref, Whole};
use crate::tenant::access::Admits;
use crate::tenant::effective::{
    CONSENT, CONSENT_KEY, Effective, Flag, Origin, SYNC, SYNC_KEY, TRUST, TRUST_KEY,
};
use crate::tenant::setting::{APPLICATIONS, Direction, Setting, SettingName, USERS};
use crate::tenant::teams::Opening;
use crate::toward::{On, Proposed, Stance, Toward};
pub use words::{half_of_applications, half_of_users, pairs};

/// How far something is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    /// For those that are named only.
    Listed,
    Closed,
    Unknown,
}

impl State {
    pub fn as_str(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Listed => "listed",
            State::Closed => "closed",
            State::Unknown => "unknown",
        }
    }

    fn of_setting(setting: &Effective) -> State {
        match setting.setting.as_deref().and_then(Setting::admits) {
            None => State::Unknown,
            Some(Admits::Nobody) => State::Closed,
            Some(Admits::Listed) => State::Listed,
            Some(Admits::Everybody) => State::Open,
        }
    }

    fn of_flag(flag: &Flag) -> State {
        match flag.value {
            None => State::Unknown,
            Some(false) => State::Closed,
            Some(true) => State::Open,
        }
    }

    fn of_opening(opening: Opening) -> State {
        match opening {
            Opening::Everyone => State::Open,
            Opening::Some => State::Listed,
            Opening::Nobody => State::Closed,
            Opening::Unknown => State::Unknown,
        }
    }
}

/// A column of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    Setting(SettingName),
    /// By index in [`TRUST`].
    Trust(usize),
    /// By index in [`CONSENT`].
    Consent(usize),
    /// By index in [`SYNC`].
    Sync(usize),
}

/// All of them, inbound first.
pub const ITEMS: [Item; 11] = [
    Item::Setting(SettingName::CollaborationInbound),
    Item::Setting(SettingName::DirectConnectInbound),
    Item::Trust(0),
    Item::Trust(1),
    Item::Trust(2),
    Item::Consent(0),
    Item::Sync(0),
    Item::Sync(1),
    Item::Setting(SettingName::CollaborationOutbound),
    Item::Setting(SettingName::DirectConnectOutbound),
    Item::Consent(1),
];

impl Item {
    pub fn direction(self) -> Direction {
        match self {
            Item::Setting(name) => name.direction().unwrap_or(Direction::Inbound),
            Item::Consent(1) => Direction::Outbound,
            _ => Direction::Inbound,
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Item::Setting(name) if name.is_direct_connect() => "direct connect",
            Item::Setting(_) => "collaboration",
            Item::Trust(0) => "MFA trust",
            Item::Trust(1) => "compliant device trust",
            Item::Trust(_) => "hybrid joined device trust",
            Item::Consent(_) => "automatic consent",
            Item::Sync(0) => "user sync",
            Item::Sync(_) => "group sync",
        }
    }

    /// Where it stands in a partner configuration.
    pub fn path(self) -> String {
        let below = |section: &str, keys: &[&str], index: usize| {
            let key = keys.get(index).copied().unwrap_or_default();
            format!("{section}.{key}")
        };
        match self {
            Item::Setting(name) => name.key().to_owned(),
            Item::Trust(index) => below(TRUST_KEY, &TRUST, index),
            Item::Consent(index) => below(CONSENT_KEY, &CONSENT, index),
            Item::Sync(index) => format!("{}.isSyncAllowed", below(SYNC_KEY, &SYNC, index)),
        }
    }

    fn export(self) -> &'static str {
        match self {
            Item::Sync(_) => Kind::IdentitySync.export(),
            _ => Kind::Partner.export(),
        }
    }
}

/// One answer.
#[derive(Debug, Clone)]
pub struct Cell {
    pub item: Item,
    pub state: State,
    pub origin: Origin,
    /// Who, to what; empty when there is no more to say.
    pub who: String,
    pub unknown: Option<Untold>,
    /// The places that make it so, in the order in which they are looked at. Empty when nothing is written anywhere.
    pub chain: Vec<Label>,
    /// Which of the chain is in force.
    pub decides: Option<usize>,
}

/// One partner, or everybody else.
#[derive(Debug, Clone)]
pub struct Row {
    /// As people call it.
    pub name: String,
    /// Lower case; none for everybody else.
    pub tenant_id: Option<String>,
    pub stance: Stance,
    /// It is proposed, not in force.
    pub proposed: bool,
    pub cells: Vec<Cell>,
}

/// What the channel policies say of one switch.
#[derive(Debug, Clone)]
pub struct TeamsRow {
    pub switch: Switch,
    pub population: Population,
    pub state: State,
    pub chain: Vec<Label>,
}

/// One tenant.
pub struct Matrix {
    pub tenant: String,
    pub tenant_id: Option<String>,
    pub cloud: Option<String>,
    /// Whether the input holds the whole list of its partners.
    pub complete: bool,
    pub rows: Vec<Row>,
    pub teams: Vec<TeamsRow>,
}

/// Which rows are asked for.
pub enum Wanted<'a> {
    /// Every partner, and everybody else.
    All,
    /// The one with that tenant id.
    One(&'a str),
}

impl Matrix {
    pub fn of(whole: &Whole<'_>, proposed: &Proposed, wanted: &Wanted<'_>) -> Matrix {
        let locator = Locator::new(whole);
        let profile = &whole.tenant.profile;
        let changed: Vec<usize> = proposed.values().flatten().copied().collect();
        let mut rows: Vec<Row> = (0..whole.tenant.partners.len())
            .filter(|index| !changed.contains(index))
            .filter(|index| match wanted {
                Wanted::All => true,
                Wanted::One(id) => whole.facts.id(*index) == *id,
            })
            .filter_map(|index| {
                let toward = Toward::entry(whole, proposed, index)?;
                let name = whole.facts.name(index, whole.register);
                let proposed = proposed.contains_key(&index);
                Some(row(&locator, &toward, name, proposed))
            })
            .collect();
        match wanted {
            Wanted::All => {
                let toward = Toward::everybody_else(whole);
                rows.push(row(&locator, &toward, "everybody else".to_owned(), false));
            }
            Wanted::One(id) if rows.is_empty() => {
                let entry = whole.register.and_then(|register| register.find(id));
                let cloud = entry.and_then(|(_, entry)| entry.cloud.as_deref());
                let toward = Toward::tenant(whole, proposed, id, cloud);
                let name = entry.map_or_else(|| (*id).to_owned(), |(_, entry)| entry.name.clone());
                rows.push(row(&locator, &toward, name, false));
            }
            Wanted::One(_) => {}
        }
        Matrix {
            tenant: profile.name.clone(),
            tenant_id: profile.tenant_id.clone(),
            cloud: profile.cloud.clone(),
            complete: whole.tenant.partner_list == PartnerList::Present,
            rows,
            teams: Switch::ALL
                .into_iter()
                .map(|switch| teams(whole, &locator, switch))
                .collect(),
        }
    }
}

fn teams(whole: &Whole<'_>, locator: &Locator<'_>, switch: Switch) -> TeamsRow {
    let population = population(whole, switch);
    let mut chain = Vec::new();
    for index in &population.policies {
        let on = Ref::Policy(*index);
        let policy = whole.policies.get(*index);
        let name = policy.map_or_else(String::new, |policy| policy.name().to_owned());
        chain.extend(locator.labels(on, switch.key(), &format!("policy {name}")));
        for (at, (_, assignment)) in whole.assignments_of(*index).enumerate() {
            let rank = assignment
                .rank
                .map_or_else(String::new, |rank| format!(", rank {rank}"));
            let text = format!("{name} goes to group {}{rank}", assignment.group);
            chain.extend(locator.labels(on, &format!("assignments.{at}"), &text));
        }
    }
    TeamsRow {
        switch,
        state: State::of_opening(population.opening),
        population,
        chain,
    }
}

fn row(locator: &Locator<'_>, toward: &Toward, name: String, proposed: bool) -> Row {
    Row {
        name,
        tenant_id: Some(toward.tenant_id.clone()).filter(|id| !id.is_empty()),
        stance: toward.stance,
        proposed,
        cells: ITEMS
            .iter()
            .filter_map(|item| cell(locator, toward, *item))
            .collect(),
    }
}

fn cell(locator: &Locator<'_>, toward: &Toward, item: Item) -> Option<Cell> {
    let of = |on: &On<[Flag; 3]>, index: usize| on.is.get(index).map(|flag| (on.on, *flag));
    let of_two = |on: &On<[Flag; 2]>, index: usize| on.is.get(index).map(|flag| (on.on, *flag));
    let (on, flag) = match item {
        Item::Setting(name) => return Some(setting(locator, toward, item, toward.setting(name)?)),
        Item::Trust(index) => of(&toward.trust, index)?,
        Item::Consent(index) => of_two(&toward.consent, index)?,
        Item::Sync(index) => of_two(&toward.sync, index)?,
    };
    // What nobody has without a configuration of its own stands nowhere, nor does what the default can't hold.
    let nowhere = on == Ref::Default && !matches!(item, Item::Trust(_));
    let chain = match toward.stance {
        Stance::OtherCloud | Stance::Untold => Vec::new(),
        _ if nowhere => Vec::new(),
        _ => locator.labels(on, &item.path(), word(flag.value)),
    };
    let chain = match flag.origin {
        Origin::ServiceDefault => chain.into_iter().map(off_by_default).collect(),
        _ => chain,
    };
    let unknown = flag.value.is_none().then(|| Untold {
        reason: flag.reason.unwrap_or("it is not known").to_owned(),
        export: Some(export(item, flag.origin, flag.reason)),
    });
    Some(Cell {
        item,
        state: State::of_flag(&flag),
        origin: flag.origin,
        who: String::new(),
        unknown,
        decides: chain.len().checked_sub(1),
        chain,
    })
}

fn off_by_default(label: Label) -> Label {
    Label {
        text: "not set here: off, as Microsoft has it".to_owned(),
        ..label
    }
}

fn word(value: Option<bool>) -> &'static str {
    match value {
        Some(true) => "switched on here",
        Some(false) => "switched off here",
        None => "not told here",
    }
}

fn setting(locator: &Locator<'_>, toward: &Toward, item: Item, setting: &On<Effective>) -> Cell {
    let effective = &setting.is;
    let mut chain = match toward.stance {
        Stance::OtherCloud | Stance::Untold => Vec::new(),
        _ => locator.labels(setting.on, effective.name.key(), "in force"),
    };
    let decides = chain.len().checked_sub(1);
    let mut who = String::new();
    if let Some(found) = &effective.setting {
        who = pairs(found);
        if !chain.is_empty() && effective.origin != Origin::ServiceDefault {
            let halves = [
                (USERS, half_of_users(&found.users)),
                (APPLICATIONS, half_of_applications(&found.applications)),
            ];
            for (key, text) in halves {
                let path = format!("{}.{key}", effective.name.key());
                let place = locator.labels(setting.on, &path, &text).pop();
                chain.extend(place.map(|label| Label { text, ..label }));
            }
        }
    }
    let unknown = effective.unclear().map(|reason| Untold {
        reason: reason.to_owned(),
        // What is written and has no documented meaning is no matter of the export.
        export: effective
            .setting
            .is_none()
            .then(|| export(item, effective.origin, effective.reason)),
    });
    Cell {
        item,
        state: State::of_setting(effective),
        origin: effective.origin,
        who,
        unknown,
        chain,
        decides,
    }
}

/// The export that settles what is not known.
fn export(item: Item, origin: Origin, reason: Option<&str>) -> &'static str {
    let of_default = origin == Origin::Unknown
        && reason.is_some_and(|reason| reason.contains("inherited from a default"));
    if of_default {
        Kind::Default.export()
    } else {
        item.export()
    }
}
