//! Activity across tenants as rules see it: numbers by tenant, with what the register says of each.

use std::collections::HashSet;

use super::Ref;
use super::build::{Builder, number};
use super::whole::Whole;
use crate::engine::Datum;
use crate::register::days_between;
use crate::tenant::activity::{Activity, Flow, Traffic};

impl Whole<'_> {
    pub(super) fn activity_datum(&self, builder: &Builder, activity: &Activity) -> Datum {
        let configured = self.facts.configured();
        let tenants = activity.tenants.iter();
        let days = activity
            .window
            .and_then(|(first, last)| days_between(first, last));
        let age = activity
            .window
            .and_then(|(_, last)| days_between(last, self.as_of));
        builder.members([
            (
                "tenants",
                Datum::list(
                    tenants.map(|(id, traffic)| self.traffic(builder, id, traffic, &configured)),
                ),
            ),
            ("days", Datum::optional(days, Datum::int)),
            ("ended_days_ago", Datum::optional(age, Datum::int)),
            ("non_interactive", Datum::bool(activity.non_interactive)),
            ("unplaced", number(activity.unplaced)),
            ("partial", Datum::bool(activity.partial)),
            (
                "reason",
                Datum::optional(activity.reason, |reason| builder.word(reason)),
            ),
        ])
    }

    fn traffic(
        &self,
        builder: &Builder,
        id: &str,
        traffic: &Traffic,
        configured: &HashSet<&str>,
    ) -> Datum {
        let entry = self.register.and_then(|register| register.find(id));
        let there = self.is_configured(configured, id);
        let spot = &traffic.spot;
        builder.members([
            (
                "ref",
                Datum::text(&Ref::Record(spot.kind, spot.index).write()),
            ),
            ("path", Datum::text(&spot.path)),
            ("tenant_id", Datum::text(id)),
            (
                "name",
                Datum::text(entry.map_or(id, |(_, entry)| entry.name.as_str())),
            ),
            (
                "register",
                entry.map_or(Datum::NULL, |(at, _)| self.entry(at)),
            ),
            ("configured", Datum::optional(there, Datum::bool)),
            ("inbound", flow(builder, &traffic.inbound)),
            ("outbound", flow(builder, &traffic.outbound)),
        ])
    }
}

fn flow(builder: &Builder, flow: &Flow) -> Datum {
    builder.members([
        ("sign_ins", number(flow.sign_ins)),
        ("failures", Datum::optional(flow.failures, number)),
        ("users", Datum::optional(flow.users, number)),
        ("active_days", Datum::optional(flow.days, number)),
        (
            "direct_connect",
            Datum::optional(flow.direct_connect, Datum::bool),
        ),
    ])
}
