//! What the host's Conditional Access asks of people who come from the home tenant, and whether they can meet it.
//!
//! Whom a policy is about stands in `policies/lib/external_sign_in.rego`, beside the Rego of the rules on the same policies.

use std::sync::LazyLock;

use super::{Check, End, Party, Seen, Verdict};
use crate::channels::Untold;
use crate::engine::{self, Datum, EngineError, Library};
use crate::export::Kind;
use crate::rule::Store;
use crate::rule::input::{Builder, Ref};
use crate::tenant::effective::{Flag, TRUST, TRUST_KEY};
use crate::toward::Stance;

const PACKAGE: &str = "tenantlint.external_sign_in";

/// The question, compiled when it is first asked.
static QUESTION: LazyLock<Result<engine::Check, EngineError>> = LazyLock::new(|| {
    let store = Store::built_in();
    Library::new(&store.library, false).and_then(|library| library.question(PACKAGE, "answers"))
});

/// The kind of users that come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visitor {
    DirectConnect,
    Guest,
}

/// Whether a policy is about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hits {
    Yes,
    /// In some of the applications.
    Part,
    /// For some sign-ins: of some places, devices or risks.
    Sometimes,
    Maybe,
}

struct Demand {
    on: Option<Ref>,
    name: String,
    hits: Hits,
    controls: Vec<String>,
    together: bool,
    /// Something in it could not be read.
    unclear: bool,
}

/// Whether a control can be met, and what that hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Met {
    Yes,
    /// Provided something that no export shows.
    If(String),
    /// Not met because this trust is off; or for good.
    No(Option<usize>, String),
    Unknown(String),
}

fn demands(
    host: &Seen<'_>,
    home: &str,
    visitor: Visitor,
    goals: &[String],
) -> Result<Vec<Demand>, Untold> {
    if !host.whole.tenant.listed.contains(&Kind::ConditionalAccess) {
        return Err(Untold::new(
            "whether Conditional Access lets them in is not known: its policies are not in the input",
            Some(Kind::ConditionalAccess.export()),
        ));
    }
    let broken = |error: &EngineError| Untold::new(error.message.clone(), None);
    let builder = Builder::default();
    let kind = match visitor {
        Visitor::DirectConnect => "b2bDirectConnectUser",
        Visitor::Guest => "b2bCollaborationGuest",
    };
    let asked = [
        ("tenant_id", Datum::text(home)),
        ("type", Datum::text(kind)),
    ];
    let asked = asked.into_iter().chain([("to", Datum::texts(goals))]);
    let asked = Datum::object(asked.map(|(key, value)| (Datum::text(key), value)));
    let input = host.whole.frame(&builder).with("options", asked);
    let question = QUESTION.as_ref().map_err(broken)?;
    let said = question.run(&input).map_err(|error| broken(&error))?;
    Ok(said.fail.iter().map(Demand::read).collect())
}

impl Demand {
    fn read(said: &Datum) -> Demand {
        let text = |key: &str| said.get_text(key).unwrap_or_default();
        Demand {
            on: Ref::read(&text("ref")),
            name: text("name"),
            hits: match text("hits").as_str() {
                "yes" => Hits::Yes,
                "part" => Hits::Part,
                "sometimes" => Hits::Sometimes,
                _ => Hits::Maybe,
            },
            controls: said
                .get("controls")
                .map(|controls| {
                    let controls = controls.items();
                    let texts = controls.iter().filter_map(Datum::as_text);
                    texts.map(str::to_owned).collect()
                })
                .unwrap_or_default(),
            together: said.get("together") == Some(Datum::bool(true)),
            unclear: said.get("unclear").is_none_or(|list| !list.is_empty()),
        }
    }

    /// Whether the visitors can do what it asks.
    fn met(&self, trust: &[Flag; 3], visitor: Visitor) -> Met {
        if self.unclear {
            return Met::Unknown("something in it is not clear in the export".to_owned());
        }
        let mut each: Vec<Met> = self
            .controls
            .iter()
            .map(|control| met(control, trust, visitor))
            .collect();
        let rank = |met: &Met| match met {
            Met::Yes => 0,
            Met::If(_) => 1,
            Met::Unknown(_) => 2,
            Met::No(..) => 3,
        };
        each.sort_by_key(rank);
        let decisive = if self.together {
            each.pop()
        } else {
            each.into_iter().next()
        };
        // It asks for nothing that stops anybody.
        decisive.unwrap_or(Met::Yes)
    }
}

/// Source: Microsoft, "Authentication and Conditional Access for External ID": what external users can satisfy.
fn met(control: &str, trust: &[Flag; 3], visitor: Visitor) -> Met {
    let trusts = |index: usize, what: &str, provided: &str| {
        let flag = trust.get(index).copied();
        match flag.and_then(|flag| flag.value) {
            Some(true) => Met::If(provided.to_owned()),
            Some(false) => Met::No(
                Some(index),
                format!("{what}, and that of their tenant is not trusted"),
            ),
            None => {
                let reason = flag
                    .and_then(|flag| flag.reason)
                    .unwrap_or("it is not known");
                Met::Unknown(format!(
                    "{what}, and whether that of their tenant is trusted is not known: {reason}"
                ))
            }
        }
    };
    match (control, visitor) {
        ("block", _) => Met::No(None, "it blocks them".to_owned()),
        ("mfa", Visitor::DirectConnect) => trusts(0, "it asks for MFA", "they do MFA at home"),
        ("strength", Visitor::DirectConnect) => trusts(
            0,
            "it asks for an authentication strength",
            "their MFA at home has the authentication strength that is asked for",
        ),
        // A guest whose MFA is not trusted registers here.
        ("mfa", Visitor::Guest) => match trust.first().and_then(|flag| flag.value) {
            Some(true) => Met::Yes,
            _ => Met::If("they register for MFA at the host where their own is not trusted".to_owned()),
        },
        ("strength", Visitor::Guest) => match trust.first().and_then(|flag| flag.value) {
            Some(true) => Met::If(
                "their MFA at home has the authentication strength that is asked for".to_owned(),
            ),
            _ => Met::Unknown(
                "it asks for an authentication strength, and guests whose MFA is not trusted can't register every method"
                    .to_owned(),
            ),
        },
        ("weakStrength", _) => Met::Yes,
        ("compliantDevice", _) => trusts(1, "it asks for a compliant device", "their devices are compliant at home"),
        ("domainJoinedDevice", _) => trusts(
            2,
            "it asks for a hybrid joined device",
            "their devices are hybrid joined at home",
        ),
        ("termsOfUse", Visitor::Guest) => Met::If("they accept the terms of use".to_owned()),
        ("termsOfUse", Visitor::DirectConnect) => Met::Unknown(
            "it asks for terms of use, which direct connect does not support, and what happens then is not documented"
                .to_owned(),
        ),
        ("approvedApplication" | "compliantApplication" | "passwordChange" | "custom", _) => Met::No(
            None,
            format!("it asks for `{control}`, which people of other tenants can't satisfy"),
        ),
        (other, _) => Met::Unknown(format!("what its control `{other}` asks of them is not known")),
    }
}

/// One check for each policy that stands in the way or may, or one that none does; and what must be provided.
pub(super) fn checks(
    host: &Party<'_>,
    home: &Party<'_>,
    visitor: Visitor,
    goals: &[String],
) -> (Vec<Check>, Vec<String>) {
    let end = Some(End::Host);
    let Some(seen) = &host.seen else {
        let export = Kind::ConditionalAccess.export();
        return (
            vec![host.unseen(End::Host, "Conditional Access", export)],
            Vec::new(),
        );
    };
    let demands = match demands(seen, &home.id, visitor, goals) {
        Ok(demands) => demands,
        Err(untold) => return (vec![Check::untold(end, untold)], Vec::new()),
    };
    let trust = &seen.toward.trust;
    let (mut checks, mut provided) = (Vec::new(), Vec::new());
    for demand in &demands {
        let (verdict, why, missing) = match demand.met(&trust.is, visitor) {
            Met::Yes => continue,
            Met::If(condition) => {
                if !provided.contains(&condition) {
                    provided.push(condition);
                }
                continue;
            }
            // What it stops depends on the sign-in, and that is in no export.
            Met::No(..) | Met::Unknown(_) if demand.hits == Hits::Sometimes => {
                provided.push(format!("{} stops none of their sign-ins", demand.name));
                continue;
            }
            Met::No(missing, why) => match demand.hits {
                Hits::Yes | Hits::Sometimes => (Verdict::Blocked, why, missing),
                Hits::Part => (
                    Verdict::Unknown,
                    format!("{why}, in a part of the applications"),
                    missing,
                ),
                Hits::Maybe => (
                    Verdict::Unknown,
                    format!("{why}, if it is about them"),
                    missing,
                ),
            },
            Met::Unknown(why) => (Verdict::Unknown, why, None),
        };
        let text = format!(
            "Conditional Access of {}, {}: {why}",
            host.name, demand.name
        );
        let mut check = Check::new(verdict, end, text);
        // Trust that nobody has given stands nowhere.
        let written = matches!(seen.toward.stance, Stance::Entry | Stance::NoEntry);
        if let Some(key) = missing
            .filter(|_| written)
            .and_then(|index| TRUST.get(index))
        {
            check = check.at(End::Host, trust.on, format!("{TRUST_KEY}.{key}"));
        }
        if let Some(on) = demand.on {
            check = check.at(End::Host, on, "");
        }
        if verdict == Verdict::Unknown && trust_untold(&trust.is) {
            check.export = Some(Kind::Partner.export());
        }
        checks.push(check);
    }
    if checks.is_empty() {
        let text = format!("Conditional Access of {} stands in nobody's way", host.name);
        checks.push(Check::new(Verdict::Works, end, text));
    }
    (checks, provided)
}

fn trust_untold(trust: &[Flag; 3]) -> bool {
    trust.iter().any(|flag| flag.value.is_none())
}
