//! Automatic redemption and user sync: switches that both sides must set.

use super::{Check, End, Party, Passage, Verdict, Way};
use crate::export::Kind;
use crate::rule::input::Ref;
use crate::tenant::effective::{CONSENT, CONSENT_KEY, Flag, SYNC, SYNC_KEY};
use crate::toward::Stance;

/// Guests are spared the question when the home tenant answers it outbound and the host inbound.
pub(super) fn redemption(home: &Party<'_>, host: &Party<'_>) -> Passage {
    let checks = vec![outbound(home), inbound(host)];
    Passage::of(Way::Redemption, checks, String::new(), Vec::new())
}

/// Accounts come into the host's directory when it allows so; Microsoft asks for automatic redemption on both sides.
pub(super) fn user_sync(home: &Party<'_>, host: &Party<'_>) -> Passage {
    let end = End::Host;
    let sync = match &host.seen {
        None => host.unseen(end, "user sync", Kind::IdentitySync.export()),
        Some(seen) => {
            let [users, _] = seen.toward.sync.is;
            let [key, _] = SYNC;
            let path = format!("{SYNC_KEY}.{key}.isSyncAllowed");
            let words = ["lets user sync in", "does not let user sync in"];
            switch(
                host,
                end,
                &users,
                words,
                (seen.toward.sync.on, path),
                Kind::IdentitySync,
            )
        }
    };
    let provided = vec![
        format!(
            "{} has a synchronization job for {}, which is in no settings",
            home.name, host.name
        ),
        "the accounts can sign in only where collaboration works".to_owned(),
    ];
    let checks = vec![sync, inbound(host), outbound(home)];
    Passage::of(Way::UserSync, checks, String::new(), provided)
}

fn inbound(host: &Party<'_>) -> Check {
    consent(
        host,
        End::Host,
        0,
        [
            "redeems inbound invitations automatically",
            "does not redeem inbound invitations automatically",
        ],
    )
}

fn outbound(home: &Party<'_>) -> Check {
    consent(
        home,
        End::Home,
        1,
        [
            "redeems outbound invitations automatically",
            "does not redeem outbound invitations automatically",
        ],
    )
}

fn consent(party: &Party<'_>, end: End, index: usize, words: [&str; 2]) -> Check {
    let Some(seen) = &party.seen else {
        return party.unseen(end, "automatic redemption", Kind::Partner.export());
    };
    let consent = &seen.toward.consent;
    let key = CONSENT.get(index).copied().unwrap_or_default();
    let Some(flag) = consent.is.get(index) else {
        return party.unseen(end, "automatic redemption", Kind::Partner.export());
    };
    let path = format!("{CONSENT_KEY}.{key}");
    switch(party, end, flag, words, (consent.on, path), Kind::Partner)
}

fn switch(
    party: &Party<'_>,
    end: End,
    flag: &Flag,
    words: [&str; 2],
    (on, path): (Ref, String),
    kind: Kind,
) -> Check {
    let [is_on, is_off] = words;
    let name = &party.name;
    let check = match flag.value {
        Some(true) => Check::new(Verdict::Works, Some(end), format!("{name} {is_on}")),
        Some(false) => Check::new(Verdict::Blocked, Some(end), format!("{name} {is_off}")),
        None => {
            let reason = flag.reason.unwrap_or("it is not known");
            let text = format!("whether {name} {is_on} is not known: {reason}");
            let mut check = Check::new(Verdict::Unknown, Some(end), text);
            check.export = Some(kind.export());
            check
        }
    };
    let has_entry = party
        .seen
        .as_ref()
        .is_some_and(|seen| seen.toward.stance == Stance::Entry);
    if has_entry {
        check.at(end, on, path)
    } else {
        check
    }
}
