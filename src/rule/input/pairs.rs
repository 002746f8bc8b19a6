//! Pairs of tenants, as rules of scope `pair` see them: both directions, and in each what the one side lets out, the other
//! lets in, and both do together.

use super::Ref;
use super::build::Builder;
use super::partner::SYNC_PATH;
use super::whole::Whole;
use crate::engine::Datum;
use crate::handshake::{Check, Crossing, End, Party, Verdict, crossing};
use crate::pair::{Pair, REGISTER, Way};
use crate::tenant::effective::{CONSENT, CONSENT_KEY, Flag, SYNC_KEY, TRUST, TRUST_KEY};
use crate::toward::{Stance, Toward};

/// Where the register names the evidence.
const EVIDENCE: &str = "counterpart.evidence";

impl Whole<'_> {
    /// `input.pairs`: in the order of the tenant ids.
    pub fn pairs(&self, builder: &Builder, pairs: &[Pair<'_>]) -> Datum {
        let pairs = pairs.iter().enumerate();
        Datum::list(pairs.map(|(index, pair)| self.pair(builder, index, pair)))
    }

    fn pair(&self, builder: &Builder, index: usize, pair: &Pair<'_>) -> Datum {
        let entry = |entry: Option<usize>, in_tenant: &Party<'_>| match entry {
            // In the other tenant, "configured" is about its configurations.
            Some(at) => self.entry(at).with(
                "configured",
                Datum::optional(has_entry(in_tenant), Datum::bool),
            ),
            None => Datum::NULL,
        };
        let ways = pair.ways();
        builder.object([
            ("ref", Datum::text(&Ref::Pair(index).write())),
            ("tenant_id", Datum::text(&pair.theirs.id)),
            ("name", Datum::text(&pair.theirs.name)),
            ("by_evidence", Datum::bool(pair.by_evidence)),
            (
                "unseen",
                Datum::optional(pair.unseen.as_deref(), |reason| {
                    builder.object([
                        ("reason", Datum::text(reason)),
                        ("path", Datum::text(&format!("{REGISTER}.{EVIDENCE}"))),
                    ])
                }),
            ),
            ("register", entry(pair.entry, &pair.ours)),
            ("mirror", entry(pair.mirror, &pair.theirs)),
            (
                "ways",
                Datum::list(ways.iter().filter_map(|way| builder.way(way))),
            ),
        ])
    }
}

/// Whether a side has a configuration for the other; nothing when that is not known.
fn has_entry(party: &Party<'_>) -> Option<bool> {
    match party.seen.as_ref()?.toward.stance {
        Stance::Entry => Some(true),
        Stance::NoEntry | Stance::OtherCloud => Some(false),
        Stance::Untold => None,
    }
}

impl Builder {
    /// One direction; nothing when a side is not seen.
    fn way(&self, way: &Way<'_, '_>) -> Option<Datum> {
        let toward = |party: &Party<'_>| party.seen.as_ref().map(|seen| seen.toward.clone());
        let (home, host) = (toward(way.home)?, toward(way.host)?);
        let side = |party: &Party<'_>, end, rest: Vec<(&'static str, Datum)>| {
            let own = [
                ("is", self.word(way.side(end))),
                ("name", Datum::text(&party.name)),
            ];
            self.members(own.into_iter().chain(rest))
        };
        let crossing = crossing(way.home, way.host);
        Some(self.object([
            ("home", side(way.home, End::Home, self.home(way, &home))),
            ("host", side(way.host, End::Host, self.host(way, &host))),
            ("direct_connect", self.crossing(way, &crossing)),
        ]))
    }

    fn home(&self, way: &Way<'_, '_>, home: &Toward) -> Vec<(&'static str, Datum)> {
        let [_, outbound] = home.consent.is;
        let [_, key] = CONSENT;
        let path = format!("{CONSENT_KEY}.{key}");
        vec![("consent", self.flag_of(way, End::Home, &outbound, &path))]
    }

    fn host(&self, way: &Way<'_, '_>, host: &Toward) -> Vec<(&'static str, Datum)> {
        let end = End::Host;
        let [inbound, _] = host.consent.is;
        let [key, _] = CONSENT;
        let [users, groups] = host.sync.is;
        let [users_path, groups_path] = SYNC_PATH;
        let [mfa, ..] = host.trust.is;
        let [mfa_key, ..] = TRUST;
        let flag = |flag: &Flag, section: &str, key: &str| {
            self.flag_of(way, end, flag, &format!("{section}.{key}"))
        };
        vec![
            ("consent", flag(&inbound, CONSENT_KEY, key)),
            (
                "sync",
                self.object([
                    ("users", flag(&users, SYNC_KEY, users_path)),
                    ("groups", flag(&groups, SYNC_KEY, groups_path)),
                ]),
            ),
            ("mfa_trust", flag(&mfa, TRUST_KEY, mfa_key)),
        ]
    }

    fn flag_of(&self, way: &Way<'_, '_>, end: End, flag: &Flag, path: &str) -> Datum {
        self.flag(flag, &format!("{}.{path}", way.side(end)))
    }

    fn crossing(&self, way: &Way<'_, '_>, crossing: &Crossing<'_>) -> Datum {
        let met = crossing.met.as_ref().map(|met| {
            let is = match met.verdict {
                Verdict::Works => "together",
                Verdict::Blocked => "apart",
                Verdict::Unknown if crossing.is_of_other_groups() => "other-groups",
                Verdict::Unknown => "unknown",
            };
            let paths = met.places.iter();
            self.object([
                ("is", self.word(is)),
                ("text", Datum::text(&met.text)),
                (
                    "paths",
                    Datum::texts(
                        paths.map(|place| format!("{}.{}", way.side(place.end), place.path)),
                    ),
                ),
            ])
        });
        let [out, into] = [&crossing.out, &crossing.into].map(|door| {
            let is = match door.verdict {
                Verdict::Works => "open",
                Verdict::Blocked => "closed",
                Verdict::Unknown => "unknown",
            };
            self.door(way, door, is)
        });
        self.object([
            ("out", out),
            ("in", into),
            ("met", met.unwrap_or(Datum::NULL)),
        ])
    }

    fn door(&self, way: &Way<'_, '_>, door: &Check, is: &'static str) -> Datum {
        let side = door.end.map_or("", |end| way.side(end));
        let place = door.places.first().map(|place| place.path.as_str());
        let path = place.map_or_else(|| side.to_owned(), |path| format!("{side}.{path}"));
        self.object([
            ("is", self.word(is)),
            ("text", Datum::text(&door.text)),
            ("path", Datum::text(&path)),
        ])
    }
}
