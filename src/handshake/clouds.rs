//! Microsoft's clouds: direct connect never crosses them, collaboration where both sides have opened the other's.

use super::{Check, End, Party, Verdict, Way};
use crate::export::Kind;
use crate::rule::input::Ref;
use crate::source::Kind as NodeKind;
use crate::tenant::effective::place;
use crate::toward::Stance;

const SAME: &str = "both are in the same Microsoft cloud, which neither config nor register tells";

/// How `allowedCloudEndpoints` names a cloud.
fn endpoint(cloud: &str) -> &'static str {
    match cloud {
        "us-government" => "microsoftonline.us",
        "china" => "partner.microsoftonline.cn",
        _ => "microsoftonline.com",
    }
}

/// What the clouds of the two have to say, and what must be provided.
pub(super) fn checks(way: Way, home: &Party<'_>, host: &Party<'_>) -> (Vec<Check>, Option<String>) {
    let (Some(from), Some(to)) = (&home.cloud, &host.cloud) else {
        return (Vec::new(), Some(SAME.to_owned()));
    };
    if from == to {
        let text = format!("both are in the {from} cloud");
        return (vec![Check::new(Verdict::Works, None, text)], None);
    }
    if way == Way::DirectConnect {
        let text = format!(
            "{} is in the {from} cloud and {} in {to}, and direct connect does not work across clouds",
            home.name, host.name
        );
        return (vec![Check::new(Verdict::Blocked, None, text)], None);
    }
    let ends = [(End::Home, home, to), (End::Host, host, from)];
    (
        ends.into_iter()
            .map(|(end, party, other)| opened(end, party, other))
            .collect(),
        None,
    )
}

/// Whether a tenant has opened another cloud.
fn opened(end: End, party: &Party<'_>, other: &str) -> Check {
    let export = Kind::PolicyRoot.export();
    let what = format!("whether it works with the {other} cloud");
    let Some(seen) = &party.seen else {
        return party.unseen(end, &format!("use of the {other} cloud"), export);
    };
    if matches!(seen.toward.stance, Stance::NoEntry | Stance::OtherCloud) {
        let text = format!(
            "{} has no configuration for the other tenant, and of other Microsoft clouds nobody gets in or out without one",
            party.name
        );
        return Check::new(Verdict::Blocked, Some(end), text);
    }
    let whole = seen.whole;
    let record = whole
        .tenant
        .adjacent
        .get(&Kind::PolicyRoot)
        .and_then(|roots| roots.first());
    let clouds = record.and_then(|record| {
        let (tree, node) = place(whole.documents, *record)?;
        let list = tree.get(node, "allowedCloudEndpoints")?;
        (tree.kind(list) == NodeKind::Array).then(|| {
            let mut clouds = tree.children(list);
            clouds.any(|cloud| tree.as_str(cloud) == Some(endpoint(other)))
        })
    });
    let name = &party.name;
    let check = match clouds {
        Some(true) => Check::new(
            Verdict::Works,
            Some(end),
            format!("{name} has opened the {other} cloud"),
        ),
        Some(false) => Check::new(
            Verdict::Blocked,
            Some(end),
            format!(
                "{name} has not opened the {other} cloud: `{}` is not among its allowedCloudEndpoints",
                endpoint(other)
            ),
        ),
        None => {
            let mut check = Check::new(
                Verdict::Unknown,
                Some(end),
                format!("{what} is not known of {name}: its policy is not in the input"),
            );
            check.export = Some(export);
            return check;
        }
    };
    check.at(
        end,
        Ref::Record(Kind::PolicyRoot, 0),
        "allowedCloudEndpoints",
    )
}
