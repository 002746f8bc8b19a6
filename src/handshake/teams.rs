//! The channel policies of both: the host's say who may make and share channels, the guests' own who may join.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Check, End, Party, Seen, Verdict};
use crate::channels::{ForGroup, Population, Switch, for_group, population};
use crate::export::Kind;
use crate::rule::input::Ref;
use crate::tenant::access::{Set, Users};
use crate::tenant::setting::{Setting, TargetKind};
use crate::tenant::teams::Opening;

/// Whether somebody of the host may make a channel and invite outsiders into it.
pub(super) fn hosting(host: &Party<'_>) -> Vec<Check> {
    let end = End::Host;
    let Some(seen) = &host.seen else {
        return vec![host.unseen(end, "sharing of channels", Kind::ChannelPolicy.export())];
    };
    let sharing = population(seen.whole, Switch::Sharing);
    let creation = population(seen.whole, Switch::Creation);
    let name = &host.name;
    let share = match sharing.opening {
        Opening::Nobody => (
            Verdict::Blocked,
            format!(
                "nobody of {name} may invite outsiders into shared channels; who is in one stays in"
            ),
        ),
        Opening::Unknown => (Verdict::Unknown, why(name, "invite outsiders", &sharing)),
        _ => (
            Verdict::Works,
            format!(
                "may invite outsiders into shared channels of {name}: {}",
                sharing.who
            ),
        ),
    };
    let create = match creation.opening {
        // Whoever owns a channel already may still share it; which there are is in no settings.
        Opening::Nobody => (
            Verdict::Unknown,
            format!(
                "nobody of {name} may create shared channels, so only those that exist can be shared, and whether there are any is not in these exports"
            ),
        ),
        Opening::Unknown => (
            Verdict::Unknown,
            why(name, "create shared channels", &creation),
        ),
        _ => (
            Verdict::Works,
            format!("may create shared channels of {name}: {}", creation.who),
        ),
    };
    [
        (share, Switch::Sharing, &sharing),
        (create, Switch::Creation, &creation),
    ]
    .into_iter()
    .map(|((verdict, text), switch, population)| {
        of_population(
            Check::new(verdict, Some(end), text),
            end,
            switch,
            population,
        )
    })
    .collect()
}

fn why(name: &str, what: &str, population: &Population) -> String {
    let reason = population
        .unknown
        .as_ref()
        .map_or("it is not known", |untold| untold.reason.as_str());
    format!("who of {name} may {what} is not known: {reason}")
}

fn of_population(mut check: Check, end: End, switch: Switch, population: &Population) -> Check {
    if check.verdict == Verdict::Unknown {
        let untold = population.unknown.as_ref();
        check.export = untold.and_then(|untold| untold.export);
    }
    match population.policies.first() {
        Some(first) => check.at(end, Ref::Policy(*first), switch.key()),
        None => check,
    }
}

/// Whether those who are let out may join channels of others, and who of them when that is not all.
pub(super) fn joining(home: &Party<'_>, let_out: Option<LetOut<'_>>) -> (Check, Option<String>) {
    let end = End::Home;
    let Some(seen) = &home.seen else {
        let export = Kind::ChannelPolicy.export();
        return (home.unseen(end, "joining of channels", export), None);
    };
    let joining = population(seen.whole, Switch::Joining);
    let name = &home.name;
    if joining.opening != Opening::Nobody
        && let Some((Set::Only(ids), settings)) = let_out
    {
        return listed(seen, home, ids, settings, &joining);
    }
    let (verdict, text) = match joining.opening {
        Opening::Nobody => (
            Verdict::Blocked,
            format!("nobody of {name} may join shared channels of others"),
        ),
        Opening::Unknown => (
            Verdict::Unknown,
            why(name, "join shared channels of others", &joining),
        ),
        Opening::Everyone | Opening::Some => (
            Verdict::Works,
            format!("may join shared channels of others: {}", joining.who),
        ),
    };
    let all = joining.opening == Opening::Everyone && joining.policies.len() < 2;
    let among = (!all).then(|| format!("they are among those who may join: {}", joining.who));
    let check = Check::new(verdict, Some(end), text);
    (of_population(check, end, Switch::Joining, &joining), among)
}

/// Users that are let out, and the two settings that name them.
pub(super) type LetOut<'a> = (&'a Users, [&'a Setting; 2]);

/// Users and groups that are looked at one by one; of more it is not told.
const LOOKED_AT: usize = 1000;

/// Whether one of those that are listed may join.
enum Joins {
    Yes(Check),
    No(Check),
    Untold(Check),
}

fn listed(
    seen: &Seen<'_>,
    home: &Party<'_>,
    ids: &BTreeSet<Arc<str>>,
    settings: [&Setting; 2],
    joining: &Population,
) -> (Check, Option<String>) {
    let targets = settings.iter().flat_map(|setting| &setting.users.targets);
    let users: BTreeSet<&Arc<str>> = targets
        .filter(|target| target.kind == Some(TargetKind::User))
        .map(|target| &target.id)
        .collect();
    let (mut yes, mut no, mut untold) = (Vec::new(), Vec::new(), Vec::new());
    for id in ids.iter().take(LOOKED_AT) {
        let joins = if users.contains(id) {
            user(home, id, joining)
        } else {
            group(seen, home, id, joining)
        };
        match joins {
            Joins::Yes(check) => yes.push((id, check)),
            Joins::No(check) => no.push(check),
            Joins::Untold(check) => untold.push(check),
        }
    }
    let some = yes.len() < ids.len();
    let names: Vec<String> = yes.iter().take(10).map(|(id, _)| id.to_string()).collect();
    let among = some.then(|| {
        format!(
            "they are of those who may join for sure: {}",
            names.join(", ")
        )
    });
    if let Some((_, check)) = yes.into_iter().next() {
        return (check, among);
    }
    let nobody = || {
        let text = "whether anybody who is let out may join is not known";
        Check::new(Verdict::Unknown, Some(End::Home), text)
    };
    let all_off = no.len() == ids.len();
    let check = untold.into_iter().next();
    let check = check.or_else(|| no.into_iter().next().filter(|_| all_off));
    (check.unwrap_or_else(nobody), None)
}

fn user(home: &Party<'_>, id: &str, joining: &Population) -> Joins {
    let check = |verdict, text| {
        at(
            Check::new(verdict, Some(End::Home), text),
            joining.policies.first(),
        )
    };
    if joining.opening == Opening::Everyone && joining.policies.len() < 2 {
        let text = format!("user {id} may join, as everybody of {} may", home.name);
        return Joins::Yes(check(Verdict::Works, text));
    }
    let text = format!("which channel policy user {id} holds is in no export");
    Joins::Untold(check(Verdict::Unknown, text))
}

fn group(seen: &Seen<'_>, home: &Party<'_>, id: &str, joining: &Population) -> Joins {
    let check =
        |verdict, text, policy| at(Check::new(verdict, Some(End::Home), text), Some(policy));
    match for_group(seen.whole, Switch::Joining, id) {
        ForGroup::Told {
            on: true, policy, ..
        } => {
            let text = format!(
                "group {id} of {} may join shared channels of others",
                home.name
            );
            Joins::Yes(check(Verdict::Works, text, &policy))
        }
        ForGroup::Told {
            policy, assigned, ..
        } => {
            let text = format!(
                "the channel policy of group {id} does not let it join shared channels of others"
            );
            if assigned && outranks(seen, id) {
                return Joins::No(check(Verdict::Blocked, text, &policy));
            }
            let text = format!(
                "{text}; whether its members hold another that does, as {} do, is in no export",
                joining.who
            );
            Joins::Untold(check(Verdict::Unknown, text, &policy))
        }
        ForGroup::Untold(untold) => {
            let check = Check::untold(Some(End::Home), untold);
            Joins::Untold(at(check, joining.policies.first()))
        }
    }
}

fn at(check: Check, policy: Option<&usize>) -> Check {
    match policy {
        Some(policy) => check.at(End::Home, Ref::Policy(*policy), Switch::Joining.key()),
        None => check,
    }
}

/// Whether the policy of a group that takes joining away has a better rank than every assignment of one that gives it, so
/// that no other group can give it back.
fn outranks(seen: &Seen<'_>, group: &str) -> bool {
    let whole = seen.whole;
    let mut best_off = None;
    let mut best_on = None;
    for (index, policy) in whole.policies.iter().enumerate() {
        let on = policy
            .switches
            .get(Switch::Joining as usize)
            .and_then(|flag| flag.value);
        let mut assignments = whole.assignments_of(index).peekable();
        let gives = on != Some(false) && !policy.is_global() && !policy.is_template();
        if gives && assignments.peek().is_none() {
            return false;
        }
        for (_, assignment) in assignments {
            let Some(rank) = assignment.rank else {
                return false;
            };
            let best = if gives { &mut best_on } else { &mut best_off };
            let is_it = gives || assignment.group.eq_ignore_ascii_case(group);
            if is_it && best.is_none_or(|best| rank < best) {
                *best = Some(rank);
            }
        }
    }
    match (best_off, best_on) {
        (Some(off), Some(on)) => off < on,
        (Some(_), None) => true,
        (None, _) => false,
    }
}
