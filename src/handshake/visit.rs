//! Every way in which people of one tenant may come to another.

use super::conditional::{self, Visitor};
use super::meeting::{
    MEMBERS, Meeting, Through, apps_in_words, meet, office365, teams as teams_app, users_in_words,
};
use super::{Check, End, Party, Passage, Verdict, Visit, Way, clouds, consent, teams};
use crate::export::Kind;
use crate::matrix::pairs;
use crate::tenant::access::{Access, App, Apps, Set};
use crate::tenant::effective::Effective;
use crate::tenant::setting::{APPLICATIONS, Setting, SettingName, USERS};
use crate::toward::{On, Stance, Toward};

/// Judge people of `home` at `host`.
pub fn visit(home: &Party<'_>, host: &Party<'_>) -> Visit {
    Visit {
        home: home.name.clone(),
        host: host.name.clone(),
        passages: vec![
            direct_connect(home, host),
            collaboration(home, host),
            consent::redemption(home, host),
            consent::user_sync(home, host),
        ],
    }
}

/// The two settings that must both let somebody through.
struct Doors<'a> {
    out: Option<&'a On<Effective>>,
    into: Option<&'a On<Effective>>,
}

impl<'a> Doors<'a> {
    fn of(home: &'a Party<'_>, host: &'a Party<'_>, names: [SettingName; 2]) -> Doors<'a> {
        let [out, into] = names;
        let setting = |party: &'a Party<'_>, name| {
            let toward: &Toward = &party.seen.as_ref()?.toward;
            toward.setting(name)
        };
        Doors {
            out: setting(home, out),
            into: setting(host, into),
        }
    }

    fn settings(&self) -> Option<[&'a Setting; 2]> {
        Some([
            self.out?.is.setting.as_deref()?,
            self.into?.is.setting.as_deref()?,
        ])
    }

    fn meeting(&self) -> Option<Meeting> {
        let [out, into] = self.settings()?;
        meet(out, into)
    }
}

/// What the settings of both say of shared channels, and nothing but the settings.
pub struct Crossing<'a> {
    pub out: Check,
    pub into: Check,
    /// What the two let through together; nothing unless both are open.
    pub met: Option<Check>,
    /// Who is let through, by which settings.
    through: Option<(Users, [&'a Setting; 2])>,
}

impl Crossing<'_> {
    /// Both sides are open, for groups of which neither names one of the other's.
    pub fn is_of_other_groups(&self) -> bool {
        self.met.as_ref().is_some_and(|met| met.text == MEMBERS)
    }
}

/// People of `home` in shared channels of `host`, by the settings alone.
pub fn crossing<'a>(home: &'a Party<'_>, host: &'a Party<'_>) -> Crossing<'a> {
    let names = [
        SettingName::DirectConnectOutbound,
        SettingName::DirectConnectInbound,
    ];
    let doors = Doors::of(home, host, names);
    let [out, into] = names;
    let mut crossing = Crossing {
        out: door(home, End::Home, doors.out, out),
        into: door(host, End::Host, doors.into, into),
        met: None,
        through: None,
    };
    if !crossing.is_open() {
        return crossing;
    }
    let (Some(meeting), Some(settings)) = (doors.meeting(), doors.settings()) else {
        return crossing;
    };
    office(&mut crossing.out, settings);
    office(&mut crossing.into, settings);
    if crossing.is_open() {
        let (check, users) = met(&meeting, settings, &doors, &office365());
        crossing.met = Some(check);
        crossing.through = users.map(|users| (users, settings));
    }
    crossing
}

impl Crossing<'_> {
    fn is_open(&self) -> bool {
        self.out.verdict == Verdict::Works && self.into.verdict == Verdict::Works
    }
}

fn direct_connect(home: &Party<'_>, host: &Party<'_>) -> Passage {
    let Crossing {
        out,
        into,
        met,
        through,
    } = crossing(home, host);
    let mut checks = vec![out, into];
    checks.extend(met);
    let who = through
        .as_ref()
        .map_or_else(String::new, |(users, settings)| {
            format!("{} to Office365", users_in_words(users, *settings))
        });
    let (of_clouds, same_cloud) = clouds::checks(Way::DirectConnect, home, host);
    checks.extend(of_clouds);
    let goals: Vec<String> = office_goals();
    let (of_access, mut provided) = conditional::checks(host, home, Visitor::DirectConnect, &goals);
    checks.extend(of_access);
    checks.extend(teams::hosting(host));
    let let_out = through.as_ref().map(|(users, settings)| (users, *settings));
    let (joining, among) = teams::joining(home, let_out);
    checks.push(joining);
    provided.extend(among);
    provided.extend(same_cloud);
    provided.push("SharePoint and Microsoft 365 Groups of the host allow guests".to_owned());
    provided.push(
        "nobody concerned has another channel policy, assigned directly or with a better rank"
            .to_owned(),
    );
    provided.extend([home, host].into_iter().filter_map(licence));
    Passage::of(Way::DirectConnect, checks, who, provided)
}

fn collaboration(home: &Party<'_>, host: &Party<'_>) -> Passage {
    let names = [
        SettingName::CollaborationOutbound,
        SettingName::CollaborationInbound,
    ];
    let doors = Doors::of(home, host, names);
    let mut checks = vec![
        door(
            home,
            End::Home,
            doors.out,
            SettingName::CollaborationOutbound,
        ),
        door(
            host,
            End::Host,
            doors.into,
            SettingName::CollaborationInbound,
        ),
    ];
    let mut who = String::new();
    let mut goals: Vec<String> = vec!["office365".to_owned(), "other".to_owned()];
    if all_work(&checks)
        && let (Some(meeting), Some(settings)) = (doors.meeting(), doors.settings())
    {
        let (check, users) = met_anywhere(&meeting, settings, &doors);
        checks.push(check);
        if let Some(users) = users {
            let apps = meeting.apps_of(&users);
            let each = if meeting.each_to_all(&users) {
                ""
            } else {
                ", not each to all of these"
            };
            who = format!(
                "{} to {}{each}",
                users_in_words(&users, settings),
                apps_in_words(&apps)
            );
            goals = goals_of(&apps);
        }
    }
    let (of_clouds, same_cloud) = clouds::checks(Way::Collaboration, home, host);
    checks.extend(of_clouds);
    let (of_access, mut provided) = conditional::checks(host, home, Visitor::Guest, &goals);
    checks.extend(of_access);
    provided.extend(same_cloud);
    provided.push("the host's invitation settings let them be invited".to_owned());
    Passage::of(Way::Collaboration, checks, who, provided)
}

/// Scoping to groups and trusting MFA takes Microsoft Entra ID P1 on both sides.
fn licence(party: &Party<'_>) -> Option<String> {
    let name = &party.name;
    match party.licence {
        Some(true) => None,
        Some(false) => Some(format!(
            "{name} holds Microsoft Entra ID P1; the register says that it does not"
        )),
        None => Some(format!(
            "{name} holds Microsoft Entra ID P1, which the register does not tell"
        )),
    }
}

fn all_work(checks: &[Check]) -> bool {
    checks.iter().all(|check| check.verdict == Verdict::Works)
}

/// What one side's setting says by itself.
fn door(party: &Party<'_>, end: End, setting: Option<&On<Effective>>, of: SettingName) -> Check {
    let Some((setting, seen)) = setting.zip(party.seen.as_ref()) else {
        return party.unseen(end, of.title(), Kind::Partner.export());
    };
    let name = &party.name;
    let title = setting.is.name.title();
    let key = setting.is.name.key();
    let check = match (seen.toward.stance, setting.is.setting.as_deref()) {
        (Stance::OtherCloud, _) => {
            let text = format!(
                "{title} of {name}: closed, for the other tenant is in another Microsoft cloud and has no configuration there"
            );
            return Check::new(Verdict::Blocked, Some(end), text);
        }
        (_, Some(setting)) if setting.access.is_ok() => {
            if setting.access.as_ref().is_ok_and(Access::is_empty) {
                Check::new(
                    Verdict::Blocked,
                    Some(end),
                    format!("{title} of {name} is closed"),
                )
            } else {
                Check::new(
                    Verdict::Works,
                    Some(end),
                    format!("{title} of {name}: {}", pairs(setting)),
                )
            }
        }
        _ => {
            let reason = setting.is.unclear().unwrap_or("it is not known");
            let mut check = Check::new(
                Verdict::Unknown,
                Some(end),
                format!("{title} of {name} is not known: {reason}"),
            );
            if setting.is.setting.is_none() {
                check.export = Some(if seen.whole.default.is_none() {
                    Kind::Default.export()
                } else {
                    Kind::Partner.export()
                });
            }
            check
        }
    };
    if seen.toward.stance == Stance::Untold {
        return check;
    }
    check.at(end, setting.on, key)
}

/// Shared channels need Teams, and Microsoft's way to allow them is Office365 as a whole.
fn office(check: &mut Check, [out, into]: [&Setting; 2]) {
    let setting = if check.end == Some(End::Home) {
        out
    } else {
        into
    };
    let Ok(access) = &setting.access else { return };
    let apps = access.apps();
    let title = check.text.clone();
    if !apps.contains(&teams_app()) {
        check.verdict = Verdict::Blocked;
        check.text = format!("{title}, which leaves out Office365, and shared channels need it");
    } else if !office365().iter().all(|app| apps.contains(app)) {
        check.verdict = Verdict::Unknown;
        check.text = format!(
            "{title}, a part of Office365; whether shared channels work with a part is not documented"
        );
    } else {
        return;
    }
    for place in &mut check.places {
        place.path = format!("{}.{APPLICATIONS}", place.path);
    }
}

type Users = crate::tenant::access::Users;

fn met(
    meeting: &Meeting,
    settings: [&Setting; 2],
    doors: &Doors<'_>,
    apps: &[App],
) -> (Check, Option<Users>) {
    let through = match meeting.through(apps) {
        // Nobody for all of it; somebody for Teams alone?
        Through::Nobody => match meeting.through(&[teams_app()]) {
            Through::Nobody => Through::Nobody,
            _ => Through::Unknown(
                "they meet in a part of Office365, and whether shared channels work with a part is not documented",
            ),
        },
        other => other,
    };
    said(through, settings, doors)
}

fn met_anywhere(
    meeting: &Meeting,
    settings: [&Setting; 2],
    doors: &Doors<'_>,
) -> (Check, Option<Users>) {
    let [out, into] = settings;
    let (Ok(out), Ok(into)) = (&out.access, &into.access) else {
        return said(Through::Nobody, settings, doors);
    };
    let (out, into) = (out.apps(), into.apps());
    if out.intersect(&into).is_empty() {
        let check = if may_contain(&out, &into) || may_contain(&into, &out) {
            Check::new(
                Verdict::Unknown,
                None,
                "the two sides name different applications, and which belong to Office365 Microsoft does not list",
            )
        } else {
            Check::new(
                Verdict::Blocked,
                None,
                "the two sides have no application in common",
            )
        };
        return (places(check, doors, APPLICATIONS), None);
    }
    said(meeting.through_to_any(), settings, doors)
}

/// Whether an application that `inner` names by its id may belong to those that `outer` names by a word.
fn may_contain(outer: &Apps, inner: &Apps) -> bool {
    let words = outer.contains(&App::OfficeRest) || outer.contains(&App::MicrosoftRest);
    match inner {
        Set::Only(apps) => words && apps.iter().any(|app| matches!(app, App::Id(_))),
        Set::AllBut(_) => false,
    }
}

fn said(through: Through, settings: [&Setting; 2], doors: &Doors<'_>) -> (Check, Option<Users>) {
    let (check, users) = match through {
        Through::Some(users) => {
            let text = format!("both let through {}", users_in_words(&users, settings));
            (Check::new(Verdict::Works, None, text), Some(users))
        }
        Through::Nobody => (
            Check::new(
                Verdict::Blocked,
                None,
                "nobody is let out by the one and in by the other",
            ),
            None,
        ),
        Through::Unknown(reason) => (Check::new(Verdict::Unknown, None, reason), None),
    };
    (places(check, doors, USERS), users)
}

fn places(mut check: Check, doors: &Doors<'_>, half: &str) -> Check {
    for (end, setting) in [(End::Home, doors.out), (End::Host, doors.into)] {
        if let Some(setting) = setting {
            let path = format!("{}.{half}", setting.is.name.key());
            check = check.at(end, setting.on, path);
        }
    }
    check
}

/// Applications as the question on Conditional Access names them.
fn goals_of(apps: &Apps) -> Vec<String> {
    let Set::Only(apps) = apps else {
        return vec!["office365".to_owned(), "other".to_owned()];
    };
    let name = |app: &App| match app {
        App::Id(id) => id.to_string(),
        App::OfficeRest => "office365".to_owned(),
        App::MicrosoftRest => "other".to_owned(),
    };
    apps.iter().map(name).collect()
}

fn office_goals() -> Vec<String> {
    goals_of(&Set::only(office365()))
}
