//! Who may create shared channels, invite outsiders into them, and join those of others: what the channel policies of a
//! tenant and their assignments say together, and for one group.
//!
//! A policy that is assigned to a person directly beats every other, and is in no export: whoever says what somebody may do
//! says so for those without one.

use crate::export::Kind;
use crate::rule::input::Whole;
use crate::tenant::effective::Flag;
use crate::tenant::ids;
use crate::tenant::teams::{Assignment, Opening, Policy, SWITCHES};

/// One of [`SWITCHES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    Creation,
    Sharing,
    Joining,
}

impl Switch {
    pub const ALL: [Switch; 3] = [Switch::Creation, Switch::Sharing, Switch::Joining];

    /// The property of the policy.
    pub fn key(self) -> &'static str {
        let [creation, sharing, joining] = SWITCHES;
        match self {
            Switch::Creation => creation,
            Switch::Sharing => sharing,
            Switch::Joining => joining,
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Switch::Creation => "create shared channels",
            Switch::Sharing => "invite outsiders into them",
            Switch::Joining => "join those of others",
        }
    }

    fn of(self, policy: &Policy) -> Option<&Flag> {
        policy.switches.get(self as usize)
    }
}

/// For whom a switch is on.
#[derive(Debug, Clone)]
pub struct Population {
    pub opening: Opening,
    /// In words.
    pub who: String,
    /// The policies that decide, by index.
    pub policies: Vec<usize>,
    pub unknown: Option<Untold>,
}

/// Why something is not known, and what would settle it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    pub reason: String,
    pub export: Option<&'static str>,
}

impl Untold {
    pub fn new(reason: impl Into<String>, export: Option<&'static str>) -> Untold {
        Untold {
            reason: reason.into(),
            export,
        }
    }
}

/// What holds for the members of one group that are in no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForGroup {
    /// Whether the switch is on, by which policy, and whether that one is assigned to the group.
    Told {
        on: bool,
        policy: usize,
        assigned: bool,
    },
    Untold(Untold),
}

/// The policies of a tenant whose values count: all but the template, which nobody holds.
fn live<'a>(whole: &'a Whole<'_>) -> impl Iterator<Item = (usize, &'a Policy)> {
    let policies = whole.policies.iter().enumerate();
    policies.filter(|(_, policy)| !policy.is_template())
}

fn value(whole: &Whole<'_>, policy: usize, switch: Switch) -> Option<bool> {
    switch.of(whole.policies.get(policy)?)?.value
}

fn assignments_told(whole: &Whole<'_>) -> bool {
    whole.tenant.listed.contains(&Kind::GroupPolicyAssignment)
}

/// For whom a switch is on.
pub fn population(whole: &Whole<'_>, switch: Switch) -> Population {
    let (opening, on) = whole.opening(switch as usize);
    let customs = |wanted: Option<bool>| -> Vec<usize> {
        live(whole)
            .filter(|(_, policy)| !policy.is_global())
            .map(|(index, _)| index)
            .filter(|index| value(whole, *index, switch) == wanted)
            .collect()
    };
    let (who, mut policies) = match opening {
        Opening::Nobody => ("nobody".to_owned(), Vec::new()),
        Opening::Unknown => (String::new(), Vec::new()),
        Opening::Everyone => {
            let off = customs(Some(false));
            let who = match off.as_slice() {
                [] => "everybody".to_owned(),
                off => format!("everybody but who holds {}", names(whole, off)),
            };
            (who, off)
        }
        Opening::Some => {
            let on = customs(Some(true));
            let who: Vec<String> = on.iter().map(|index| holders(whole, *index)).collect();
            (who.join("; "), on)
        }
    };
    policies.extend(on.filter(|on| !policies.contains(on)));
    policies.sort_by_key(|index| Some(*index) != on);
    Population {
        opening,
        who,
        policies,
        unknown: (opening == Opening::Unknown).then(|| untold(whole, on, switch)),
    }
}

fn names(whole: &Whole<'_>, policies: &[usize]) -> String {
    let names = policies.iter().filter_map(|index| {
        let policy = whole.policies.get(*index)?;
        Some(policy.name().to_owned())
    });
    names.collect::<Vec<String>>().join(", ")
}

/// Who holds a policy.
fn holders(whole: &Whole<'_>, policy: usize) -> String {
    let name = names(whole, &[policy]);
    let groups: Vec<&str> = whole
        .assignments_of(policy)
        .map(|(_, assignment)| assignment.group.as_str())
        .collect();
    match (groups.as_slice(), assignments_told(whole)) {
        ([], false) => format!("who holds {name}, which this export does not tell"),
        ([], true) => format!("who holds {name}, which is assigned to no group"),
        ([one], _) => format!("group {one} ({name})"),
        (many, _) => format!("groups {} ({name})", many.join(", ")),
    }
}

fn untold(whole: &Whole<'_>, on: Option<usize>, switch: Switch) -> Untold {
    let export = Some(Kind::ChannelPolicy.export());
    if whole.policies.is_empty() {
        return Untold::new("the channel policies are not in the input", export);
    }
    let Some(policy) = on.and_then(|on| whole.policies.get(on)) else {
        return Untold::new("the Global channel policy is not in the input", export);
    };
    match switch.of(policy) {
        Some(flag) if flag.value.is_none() => Untold::new(
            format!(
                "{} in policy {}: {}",
                switch.key(),
                policy.name(),
                flag.reason.unwrap_or("it is not known")
            ),
            export,
        ),
        _ => Untold::new(
            "a group is assigned a channel policy that is not in the input",
            export,
        ),
    }
}

/// What holds for the members of a group.
pub fn for_group(whole: &Whole<'_>, switch: Switch, group: &str) -> ForGroup {
    let global = live(whole).find(|(_, policy)| policy.is_global());
    let Some((global, _)) = global else {
        return ForGroup::Untold(untold(whole, None, switch));
    };
    if !assignments_told(whole) {
        return without_assignments(whole, switch, global);
    }
    let mut held: Vec<(Option<i64>, usize)> = Vec::new();
    let mut doubtful: Vec<usize> = Vec::new();
    for (index, _) in live(whole) {
        for (_, assignment) in whole.assignments_of(index) {
            if may_be_another(assignment) || !ids::is_id(group) {
                doubtful.push(index);
            } else if assignment.group.eq_ignore_ascii_case(group) {
                held.push((assignment.rank, index));
            }
        }
    }
    if names_absent(whole, group) {
        return ForGroup::Untold(Untold::new(
            format!("group {group} is assigned a channel policy that is not in the input"),
            Some(Kind::ChannelPolicy.export()),
        ));
    }
    let policy = match held.as_slice() {
        [] => global,
        [(_, only)] => *only,
        many => match best(many) {
            Some(best) => best,
            None => {
                return ForGroup::Untold(Untold::new(
                    format!(
                        "group {group} has several channel policies, and their rank is not told"
                    ),
                    Some(Kind::GroupPolicyAssignment.export()),
                ));
            }
        },
    };
    let Some(on) = value(whole, policy, switch) else {
        return ForGroup::Untold(untold(whole, Some(policy), switch));
    };
    let differs = |index: &usize| value(whole, *index, switch) != Some(on);
    if doubtful.iter().any(differs) {
        return ForGroup::Untold(Untold::new(
            format!(
                "one of two groups is shown by name, so a channel policy that is assigned to another may be that of {group}"
            ),
            Some(Kind::GroupPolicyAssignment.export()),
        ));
    }
    ForGroup::Told {
        on,
        policy,
        assigned: !held.is_empty(),
    }
}

/// Which policy holds for whom is not in the input, so only what all of them say is sure.
fn without_assignments(whole: &Whole<'_>, switch: Switch, global: usize) -> ForGroup {
    let mut values = live(whole).map(|(index, _)| value(whole, index, switch));
    let of_global = value(whole, global, switch);
    match of_global {
        Some(on) if values.all(|value| value == of_global) => ForGroup::Told {
            on,
            policy: global,
            assigned: false,
        },
        None => ForGroup::Untold(untold(whole, Some(global), switch)),
        Some(_) => ForGroup::Untold(Untold::new(
            "which groups hold which channel policy is not in the input",
            Some(Kind::GroupPolicyAssignment.export()),
        )),
    }
}

/// The rank counts from 1, the best.
fn best(held: &[(Option<i64>, usize)]) -> Option<usize> {
    let ranked: Option<Vec<(i64, usize)>> = held
        .iter()
        .map(|(rank, policy)| Some(((*rank)?, *policy)))
        .collect();
    ranked?.into_iter().min().map(|(_, policy)| policy)
}

/// It does not tell an id, so it may be any group.
fn may_be_another(assignment: &Assignment) -> bool {
    assignment.by_name || !assignment.has_group() || assignment.doubt.is_some()
}

fn names_absent(whole: &Whole<'_>, group: &str) -> bool {
    whole.assignments().any(|assignment| {
        // The group first: few assignments are of one group.
        assignment.group.eq_ignore_ascii_case(group)
            && !whole
                .policies
                .iter()
                .any(|policy| policy.key() == assignment.policy)
    })
}
