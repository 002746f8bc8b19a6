//! One channel, from what stands in a file about it or in the files of its folder.

use std::collections::BTreeMap;

use super::node::Node;
use super::{Channel, Gap, MORE, Outsider, Side};
use crate::tenant::ids;

/// What is told of a channel, each part where it stands.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub(super) channel: Option<Node<'a>>,
    pub(super) members: Option<Node<'a>>,
    pub(super) teams: Option<Node<'a>>,
    pub(super) team: Option<Node<'a>>,
    /// It stands among the channels of other teams that ours takes part in.
    pub(super) is_incoming: bool,
}

const NO_TYPE: &str = "whether this channel is shared is not told: it has no `membershipType`";
const MASKED_TYPE: &str = "this channel is of a type that Graph hid, and probably shared: export again with the header `Prefer: include-unknown-enum-members`";
const NO_MEMBERS: &str = "who gets into this channel is not in the export: GET /teams/{id}/channels/{id}/allMembers lists them";
const NO_SHARED_TEAMS: &str = "the teams that this channel is shared with are not in the export: GET /teams/{id}/channels/{id}/sharedWithTeams lists them";
const NO_HOST: &str = "whether we or another tenant hosts this channel is not told: it takes `tenantId` of the channel, and the id of our tenant in tenantlint.yaml or in an export of the organization";
const NO_HOME: &str = "who is ours is not known: name the id of the tenant in tenantlint.yaml, or export the organization";
const NO_MEMBER_TENANT: &str = "the tenant that a member of this channel comes from is not told";
const NO_TEAM_TENANT: &str =
    "the tenant of a team that this channel is shared with is not told (`tenantId`, `isHostTeam`)";
const NO_CHANNEL: &str = "channel.json is not in this folder: GET /teams/{id}/channels/{id}";
const NO_ROLES: &str = "who owns this channel is not told: a member has no `roles`";
const INCOMING_NOT_TOLD: &str = "the people of ours in this channel are not in the export";
const PERSON_WITHOUT_ID: &str = "a person of ours in this channel has no `userId` in the export";

/// Those who take part, by tenant.
#[derive(Default)]
struct Tally {
    outsiders: BTreeMap<String, Outsider>,
    members: Option<usize>,
    teams: Option<usize>,
    owners: Option<usize>,
}

impl Parts<'_> {
    /// `None` for a channel that is not shared, and for one of ours that another team of ours takes part in: it stands with
    /// its host.
    pub(super) fn read(&self, home: Option<&str>) -> Option<Channel> {
        let mut gaps = Vec::new();
        let place = [&self.channel, &self.members, &self.teams]
            .into_iter()
            .flatten()
            .next()?;
        let shared = self.shared(&mut gaps);
        let side = self.side(home);
        let is_own = side == Side::Hosted && self.is_incoming;
        if shared == Some(false) || is_own {
            return None;
        }
        if self.channel.is_none() {
            gaps.push(place.gap(NO_CHANNEL));
        } else if side == Side::Unknown {
            gaps.push(place.below("tenantId").gap(NO_HOST));
        }
        let mut tally = Tally::default();
        if side == Side::Incoming {
            self.host(&mut tally);
        } else {
            self.people(&mut tally, home, place, &mut gaps);
            self.shared_teams(&mut tally, home, place, &mut gaps);
        }
        let date = |key| self.channel.as_ref().and_then(|channel| channel.day(key));
        let archived = [&self.channel, &self.team]
            .into_iter()
            .flatten()
            .filter_map(|node| node.flag("isArchived"))
            .reduce(|one, other| one || other);
        Some(Channel {
            spot: place.spot(),
            name: self.name(),
            team: self.team.as_ref().map(Node::name),
            team_id: self.team_id(place),
            side,
            shared,
            created: date("createdDateTime"),
            active: date("lastActivityDate"),
            team_activity: None,
            archived,
            labelled: self.team.as_ref().and_then(|team| team.has_text("label")),
            label: self
                .team
                .as_ref()
                .and_then(|team| team.text("label"))
                .map(str::to_owned),
            outsiders: tally.outsiders.into_values().collect(),
            members: tally.members,
            teams: tally.teams,
            owners: tally.owners,
            ours: self.ours(side, home),
            gaps,
        })
    }

    fn name(&self) -> String {
        match &self.channel {
            Some(channel) => channel.name(),
            None => {
                let folder = self.members.as_ref().or(self.teams.as_ref());
                let folder = folder.map(Node::folder).unwrap_or_default();
                folder.rsplit('/').next().unwrap_or_default().to_owned()
            }
        }
    }

    /// The id of our team: its own, else that of the folder above the channel's.
    fn team_id(&self, place: &Node<'_>) -> Option<String> {
        match &self.team {
            Some(team) => team.id("id"),
            None => {
                let (teams, _) = place.folder().rsplit_once('/')?;
                teams.rsplit('/').next().map(ids::key)
            }
        }
    }

    fn shared(&self, gaps: &mut Vec<Gap>) -> Option<bool> {
        // Only a shared channel can be somebody else's.
        if self.is_incoming {
            return Some(true);
        }
        let channel = self.channel.as_ref()?;
        let reason = match channel.text("membershipType") {
            Some("shared") => return Some(true),
            Some("standard" | "private") => return Some(false),
            Some("unknownFutureValue") => MASKED_TYPE,
            _ => NO_TYPE,
        };
        gaps.push(channel.below("membershipType").gap(reason));
        None
    }

    fn side(&self, home: Option<&str>) -> Side {
        let Some(channel) = &self.channel else {
            return Side::Unknown;
        };
        match (channel.id("tenantId"), home) {
            (Some(host), Some(home)) if host == home => Side::Hosted,
            (Some(_), Some(_)) => Side::Incoming,
            // What stands under a team's own channels is hosted where the team is.
            (None, _) if self.team.is_some() && !self.is_incoming => Side::Hosted,
            _ => Side::Unknown,
        }
    }

    fn host(&self, tally: &mut Tally) {
        let host = self.channel.as_ref().and_then(|channel| {
            let id = channel.id("tenantId")?;
            Some((id, channel.below("tenantId")))
        });
        if let Some((id, place)) = host {
            tally.outsider(id, &place);
        }
    }

    fn people(&self, tally: &mut Tally, home: Option<&str>, place: &Node<'_>, gaps: &mut Vec<Gap>) {
        let Some((list, people)) = list(self.members.as_ref()) else {
            let missing = self.missing(self.members.as_ref(), "allMembers", place);
            gaps.push(missing.gap(NO_MEMBERS));
            return;
        };
        let Some(home) = home else {
            gaps.push(list.gap(NO_HOME));
            return;
        };
        let before = gaps.len();
        if list.is_page() || self.nested_goes_on("allMembers") {
            gaps.push(list.gap(MORE));
        }
        let mut owners = Some(0);
        let mut of_nowhere = None;
        for person in &people {
            match person.id("tenantId") {
                None => of_nowhere = of_nowhere.or(Some(person)),
                Some(tenant) if tenant == home => {
                    owners = owners
                        .zip(owns(person))
                        .map(|(sum, one)| sum + usize::from(one));
                }
                Some(tenant) => tally.outsider(tenant, person).members += 1,
            }
        }
        gaps.extend(of_nowhere.map(|person| person.gap(NO_MEMBER_TENANT)));
        if owners.is_none() {
            gaps.push(list.gap(NO_ROLES));
        }
        tally.members = Some(people.len());
        // A page, or somebody of whom nobody knows whence, may own it too.
        tally.owners = owners.filter(|_| gaps.len() == before);
    }

    fn shared_teams(
        &self,
        tally: &mut Tally,
        home: Option<&str>,
        place: &Node<'_>,
        gaps: &mut Vec<Gap>,
    ) {
        let Some((list, teams)) = list(self.teams.as_ref()) else {
            let missing = self.missing(self.teams.as_ref(), "sharedWithTeams", place);
            gaps.push(missing.gap(NO_SHARED_TEAMS));
            return;
        };
        let Some(home) = home else {
            return;
        };
        if list.is_page() || self.nested_goes_on("sharedWithTeams") {
            gaps.push(list.gap(MORE));
        }
        let mut guests = 0;
        let mut of_nowhere = None;
        for team in &teams {
            match (team.id("tenantId"), team.flag("isHostTeam")) {
                // The host itself stands in the list.
                (_, Some(true)) => {}
                (Some(tenant), _) if tenant == home => guests += 1,
                (Some(tenant), Some(false)) => {
                    guests += 1;
                    let outsider = tally.outsider(tenant, team);
                    if outsider.teams == 0 {
                        outsider.spot = team.spot();
                    }
                    outsider.teams += 1;
                }
                _ => of_nowhere = of_nowhere.or(Some(team)),
            }
        }
        gaps.extend(of_nowhere.map(|team| team.gap(NO_TEAM_TENANT)));
        tally.teams = Some(guests);
    }

    /// People of ours in a channel that another tenant hosts.
    fn ours(&self, side: Side, home: Option<&str>) -> Result<Vec<String>, &'static str> {
        if side != Side::Incoming {
            return Ok(Vec::new());
        }
        let (Some((list, people)), Some(home)) = (list(self.members.as_ref()), home) else {
            return Err(INCOMING_NOT_TOLD);
        };
        let nested = ["allMembers", "members"];
        if list.is_page() || nested.iter().any(|key| self.nested_goes_on(key)) {
            return Err(MORE);
        }
        let mut ours = Vec::new();
        for person in &people {
            match person.id("tenantId") {
                None => return Err(NO_MEMBER_TENANT),
                Some(tenant) if tenant == home => {
                    ours.push(person.id("userId").ok_or(PERSON_WITHOUT_ID)?);
                }
                Some(_) => {}
            }
        }
        Ok(ours)
    }

    /// Whether a list that stands in the channel itself goes on elsewhere.
    fn nested_goes_on(&self, key: &str) -> bool {
        self.channel
            .as_ref()
            .is_some_and(|channel| channel.goes_on(key))
    }

    /// Where a list should be: the file that is no list, else in the channel, else any file of the folder.
    fn missing<'n>(&'n self, list: Option<&'n Node<'n>>, key: &str, place: &Node<'n>) -> Node<'n> {
        let in_channel = || self.channel.as_ref().map(|channel| channel.below(key));
        list.cloned()
            .or_else(in_channel)
            .unwrap_or_else(|| place.clone())
    }
}

/// A list and its items.
fn list<'a, 'n>(list: Option<&'n Node<'a>>) -> Option<(&'n Node<'a>, Vec<Node<'a>>)> {
    let list = list?;
    Some((list, list.items()?))
}

/// Whether a member owns the channel; Graph writes the role in several casings, and none for who has none.
fn owns(person: &Node<'_>) -> Option<bool> {
    let roles = person.list("roles")?;
    let is_owner = |role: &Node<'_>| role.is_text("owner");
    Some(roles.iter().any(is_owner))
}

impl Tally {
    /// The outsiders of a tenant; `place` is where it is first named.
    fn outsider(&mut self, tenant_id: String, place: &Node<'_>) -> &mut Outsider {
        self.outsiders
            .entry(tenant_id)
            .or_insert_with_key(|tenant_id| Outsider {
                tenant_id: tenant_id.clone(),
                members: 0,
                teams: 0,
                spot: place.spot(),
            })
    }
}
