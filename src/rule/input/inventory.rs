//! Shared channels as rules see them: who takes part by tenant, what the register says of each, and what is in force for it.

use std::collections::{HashMap, HashSet};

use super::Ref;
use super::build::{Builder, number};
use super::whole::Whole;
use crate::engine::Datum;
use crate::export::PartnerList;
use crate::register::{Entry, Lifecycle};
use crate::tenant::access::Admits;
use crate::tenant::effective::Effective;
use crate::tenant::inventory::{Channel, Gap, Inventory, Outsider, Side, Spot};
use crate::tenant::labels::Labels;
use crate::tenant::setting::{Setting, SettingName};

const NO_GROUPS_IN_REGISTER: &str = "a group of ours in its register entry has no `id`";
const GROUP_NOT_EXPORTED: &str = "the members of our group for this partner are not in the export: GET /groups?$expand=members($select=id,userType)";
const LIST_OF_INCOMING: &str = "channels that other tenants host are not in the inventory: GET /teams/{id}/incomingChannels lists them";

/// Builds the inventory of a tenant, with what many channels share made once.
struct Shared<'a> {
    whole: &'a Whole<'a>,
    builder: &'a Builder,
    /// Partners by lower-case tenant id.
    partners: HashMap<&'a str, usize>,
    /// What is the same for a tenant in every channel.
    tenants: HashMap<String, [Datum; 4]>,
    /// `None` when the input has no labels.
    labels: Option<Labels>,
}

impl Whole<'_> {
    pub(super) fn inventory_datum(&self, builder: &Builder, inventory: &Inventory) -> Datum {
        let mut shared = Shared {
            whole: self,
            builder,
            partners: HashMap::new(),
            tenants: HashMap::new(),
            labels: Labels::read(self.tenant, self.documents),
        };
        for index in 0..self.tenant.partners.len() {
            shared.partners.entry(self.facts.id(index)).or_insert(index);
        }
        let channels = inventory.channels.iter();
        builder.members([
            (
                "channels",
                Datum::list(channels.map(|channel| shared.channel(channel))),
            ),
            ("gaps", gaps(builder, &inventory.gaps)),
            (
                "incoming_reason",
                Datum::optional(
                    (!inventory.tells_incoming).then_some(LIST_OF_INCOMING),
                    Datum::text,
                ),
            ),
        ])
    }
}

impl Shared<'_> {
    fn channel(&mut self, channel: &Channel) -> Datum {
        let outsiders: Vec<Datum> = channel
            .outsiders
            .iter()
            .map(|outsider| self.outsider(channel, outsider))
            .collect();
        let told = |count: Option<usize>| Datum::optional(count, number);
        self.builder.members([
            ("ref", Datum::text(&reference(&channel.spot))),
            ("path", Datum::text(&channel.spot.path)),
            ("name", Datum::text(&channel.name)),
            (
                "team",
                Datum::optional(channel.team.as_deref(), Datum::text),
            ),
            ("side", self.builder.word(channel.side.as_str())),
            ("shared", Datum::optional(channel.shared, Datum::bool)),
            ("archived", Datum::optional(channel.archived, Datum::bool)),
            ("labelled", Datum::optional(channel.labelled, Datum::bool)),
            ("label", self.label(channel)),
            ("members", told(channel.members)),
            ("teams", told(channel.teams)),
            ("owners", told(channel.owners)),
            ("outsiders", Datum::list(outsiders)),
            ("gaps", gaps(self.builder, &channel.gaps)),
        ])
    }

    fn outsider(&mut self, channel: &Channel, outsider: &Outsider) -> Datum {
        let id = outsider.tenant_id.as_str();
        let entry = self.whole.register.and_then(|register| register.find(id));
        let [name, register, inbound, outbound] = self.of_tenant(id);
        let lifecycle = entry.map(|(_, entry)| &entry.lifecycle);
        let (outside, reason) = match (channel.side, entry) {
            (Side::Incoming, Some((_, entry))) => self.outside_group(channel, entry),
            _ => (None, None),
        };
        self.builder.members([
            ("ref", Datum::text(&reference(&outsider.spot))),
            ("path", Datum::text(&outsider.spot.path)),
            ("tenant_id", Datum::text(id)),
            ("name", name),
            ("register", register),
            ("members", number(outsider.members)),
            ("teams", number(outsider.teams)),
            ("inbound", inbound),
            ("outbound", outbound),
            ("outlived", self.outlived(channel, lifecycle)),
            ("idle", self.idle(channel, lifecycle)),
            ("team_idle", self.team_idle(channel, lifecycle)),
            ("outside_group", Datum::optional(outside, number)),
            (
                "outside_reason",
                Datum::optional(reason, |reason| self.builder.word(reason)),
            ),
        ])
    }

    /// Name, register entry, and whom direct connect admits in and out.
    fn of_tenant(&mut self, id: &str) -> [Datum; 4] {
        if let Some(known) = self.tenants.get(id) {
            return known.clone();
        }
        let whole = self.whole;
        let entry = whole.register.and_then(|register| register.find(id));
        let partner = self.partners.get(id).copied();
        let name = match (entry, partner) {
            (Some((_, entry)), _) => entry.name.clone(),
            (None, Some(index)) => whole.facts.name(index, whole.register),
            (None, None) => id.to_owned(),
        };
        let register = entry.map_or(Datum::NULL, |(at, _)| whole.entry(at));
        let [inbound, outbound] = self.admits(partner);
        let all = [
            Datum::text(&name),
            register,
            self.builder.word(inbound),
            self.builder.word(outbound),
        ];
        self.tenants.insert(id.to_owned(), all.clone());
        all
    }

    /// What is in force for a tenant: its own configuration, or the default when the list of partners is known to lack it.
    fn admits(&self, partner: Option<usize>) -> [&'static str; 2] {
        let whole = self.whole;
        let own = partner.and_then(|index| {
            let record = *whole.tenant.partners.get(index)?;
            let default = whole.default.as_ref();
            whole
                .tenant
                .resolve_partner(whole.documents, record, default)
        });
        let settings: &[Effective] = match (&own, &whole.default) {
            (Some(partner), _) => &partner.settings,
            (None, Some(default)) if whole.tenant.partner_list == PartnerList::Present => {
                &default.settings
            }
            _ => &[],
        };
        [
            SettingName::DirectConnectInbound,
            SettingName::DirectConnectOutbound,
        ]
        .map(|name| {
            let effective = settings.iter().find(|one| one.name == name);
            let setting = effective.and_then(|one| one.setting.as_deref());
            setting
                .and_then(Setting::admits)
                .map_or("unknown", Admits::as_str)
        })
    }

    /// Whether the channel is older than the agreement lets one be.
    fn outlived(&self, channel: &Channel, lifecycle: Option<&Lifecycle>) -> Datum {
        let end = lifecycle
            .and_then(|lifecycle| lifecycle.max_channel_age)
            .and_then(|age| channel.created?.checked_add(age).ok());
        Datum::optional(end, |end| Datum::bool(end < self.whole.as_of))
    }

    /// What the label of its team says; null when the team has none, or the input has no labels.
    fn label(&self, channel: &Channel) -> Datum {
        let label = channel.label.as_ref().zip(self.labels.as_ref());
        let label = label.map(|(named, labels)| labels.find(named));
        Datum::optional(label, |label| {
            let flag = |value| Datum::optional(value, Datum::bool);
            self.builder.members([
                ("name", Datum::text(&label.name)),
                ("forbids_guests", flag(label.forbids_guests)),
                ("forbids_outside_teams", flag(label.forbids_outside_teams)),
                (
                    "reason",
                    Datum::optional(label.reason, |reason| self.builder.word(reason)),
                ),
            ])
        })
    }

    /// Whether nothing happened in its whole team for as long, on the day of the report on teams; null when something did, or
    /// the inventory itself has the date of the channel.
    fn team_idle(&self, channel: &Channel, lifecycle: Option<&Lifecycle>) -> Datum {
        let period = lifecycle.and_then(|lifecycle| lifecycle.inactive_after);
        let report = channel
            .team_activity
            .filter(|_| channel.active.is_none() && channel.side == Side::Hosted);
        let is_idle = period.zip(report).is_some_and(|(period, report)| {
            let end = report.last.checked_add(period);
            end.is_ok_and(|end| end < report.refreshed)
        });
        Datum::optional(is_idle.then_some(true), Datum::bool)
    }

    /// Whether nothing happened in it for longer than the agreement lets it lie.
    fn idle(&self, channel: &Channel, lifecycle: Option<&Lifecycle>) -> Datum {
        let end = lifecycle
            .and_then(|lifecycle| lifecycle.inactive_after)
            .and_then(|period| channel.active?.checked_add(period).ok());
        Datum::optional(end, |end| Datum::bool(end < self.whole.as_of))
    }

    /// How many people of ours are in the channel and not in our groups for its host, or why that is not known.
    fn outside_group(
        &self,
        channel: &Channel,
        entry: &Entry,
    ) -> (Option<usize>, Option<&'static str>) {
        let people = match &channel.ours {
            Ok(people) => people,
            Err(reason) => return (None, Some(*reason)),
        };
        let mut eligible: HashSet<&str> = HashSet::new();
        for group in &entry.groups.ours {
            let Some(id) = &group.id else {
                return (None, Some(NO_GROUPS_IN_REGISTER));
            };
            let group = self.whole.facts.group(id);
            match group.and_then(|group| group.members.as_ref()) {
                Some(members) => eligible.extend(members.iter().map(String::as_str)),
                None => return (None, Some(GROUP_NOT_EXPORTED)),
            }
        }
        let outside = people
            .iter()
            .filter(|person| !eligible.contains(person.as_str()));
        (Some(outside.count()), None)
    }
}

fn gaps(builder: &Builder, gaps: &[Gap]) -> Datum {
    Datum::list(gaps.iter().map(|gap| {
        builder.members([
            ("ref", Datum::text(&reference(&gap.spot))),
            ("path", Datum::text(&gap.spot.path)),
            ("reason", Datum::text(gap.reason)),
        ])
    }))
}

fn reference(spot: &Spot) -> String {
    Ref::Record(spot.kind, spot.index).write()
}
