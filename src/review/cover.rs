//! Whether the register gives leave for what a change opens, and since when.

use super::{Change, ChangeKind, Side};
use crate::finding::SubjectKind;
use crate::register::{AgreementState, Entry, Register, Status};
use crate::tenant::access::Admits;
use crate::tenant::effective::{CONSENT, CONSENT_KEY, SYNC, SYNC_KEY, TRUST, TRUST_KEY};
use crate::tenant::setting::SettingName;

/// The agreement that gives leave for an opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The partner's name in the register.
    pub entry: String,
    /// The agreement's reference, when the entry has one.
    pub reference: Option<String>,
    /// The entry gave no such leave before: the same change agrees and opens.
    pub is_new: bool,
}

/// What gives leave for a setting: a word of `allow`, or where an entry lists nothing there, its tier.
struct Leave {
    token: &'static str,
    /// The key of the tier and a word in it.
    tier: Option<(&'static str, &'static str)>,
    /// Whether an entry whose tier does not say gives leave. Collaboration, direct connect and trust in MFA are what an
    /// entry is for; the rest must be said.
    unsaid: bool,
    /// Direct connect is for a group kept for it: in our directory or in theirs.
    group: Option<bool>,
}

/// Find the entry that covers a change of a partner. What opens by default opens to everybody: no entry covers that.
pub(super) fn seek(change: &mut Change, base: &Side<'_>, head: &Side<'_>) {
    // What closes needs no leave.
    if matches!(change.kind, ChangeKind::Narrowed | ChangeKind::Closed) {
        return;
    }
    let Some(leave) = leave(&change.setting) else {
        return;
    };
    let id = match change.subject.kind {
        SubjectKind::Partner => change.subject.id.to_ascii_lowercase(),
        SubjectKind::Default => {
            change.needs_cover = true;
            return;
        }
        _ => return,
    };
    // Without a register there is nothing to hold it against.
    if head.register().is_none() {
        return;
    }
    change.needs_cover = true;
    let admits_all = change.after.word == Admits::Everybody.as_str();
    change.covered_by = given(head, &id, &leave, admits_all).map(|entry| Cover {
        entry: entry.name.clone(),
        reference: entry.agreement.reference.clone(),
        is_new: given(base, &id, &leave, admits_all).is_none(),
    });
}

/// Whether the register keeps a group for the partner, in our directory or in theirs.
fn has_group(entry: &Entry, ours: bool) -> bool {
    let groups = if ours {
        &entry.groups.ours
    } else {
        &entry.groups.theirs
    };
    !groups.is_empty()
}

/// The approved entry that gives leave, unless its agreement has run out. Where it keeps a group for direct connect, it gives
/// no leave for everybody.
fn given<'r>(side: &Side<'r>, id: &str, leave: &Leave, admits_all: bool) -> Option<&'r Entry> {
    let (register, as_of) = side.register()?;
    let (_, entry) = register.find(id)?;
    if admits_all && leave.group.is_some_and(|ours| has_group(entry, ours)) {
        return None;
    }
    let (state, _) = entry.agreement.on(as_of);
    if entry.status != Status::Approved || state == AgreementState::Expired {
        return None;
    }
    // An entry that lists nothing leaves it to its tier.
    let allowed = if entry.allow.is_empty() {
        grants(register, entry, leave)
    } else {
        entry.allow.iter().any(|given| given == leave.token)
    };
    allowed.then_some(entry)
}

fn grants(register: &Register, entry: &Entry, leave: &Leave) -> bool {
    let (Some((key, word)), Some(tier)) = (leave.tier, entry.tier_node) else {
        return leave.unsaid;
    };
    let tree = &register.written().tree;
    tree.get(tier, key).map_or(leave.unsaid, |list| {
        tree.children(list)
            .any(|item| tree.as_str(item) == Some(word))
    })
}

fn leave(path: &str) -> Option<Leave> {
    let direction = |token, word| Leave {
        token,
        tier: Some(("directions", word)),
        unsaid: true,
        group: None,
    };
    let direct = |token, word, ours| Leave {
        group: Some(ours),
        ..direction(token, word)
    };
    let trust = |token, word| Leave {
        token,
        tier: Some(("trust", word)),
        unsaid: token == "mfa-trust",
        group: None,
    };
    let plain = |token| Leave {
        token,
        tier: None,
        unsaid: false,
        group: None,
    };
    let (section, member) = path.split_once('.').unwrap_or((path, ""));
    let [mfa, compliant, hybrid] = TRUST;
    let [consent_in, _] = CONSENT;
    let [users, _] = SYNC;
    Some(match section {
        _ if section == SettingName::CollaborationInbound.key() => {
            direction("collaboration-inbound", "inbound")
        }
        _ if section == SettingName::CollaborationOutbound.key() => {
            direction("collaboration-outbound", "outbound")
        }
        _ if section == SettingName::DirectConnectInbound.key() => {
            direct("direct-connect-inbound", "inbound", false)
        }
        _ if section == SettingName::DirectConnectOutbound.key() => {
            direct("direct-connect-outbound", "outbound", true)
        }
        TRUST_KEY if member == mfa => trust("mfa-trust", "mfa"),
        TRUST_KEY if member == compliant => trust("device-trust", "compliantDevice"),
        TRUST_KEY if member == hybrid => trust("device-trust", "hybridJoined"),
        CONSENT_KEY if member == consent_in => plain("automatic-consent-inbound"),
        CONSENT_KEY => plain("automatic-consent-outbound"),
        SYNC_KEY if member.starts_with(users) => plain("user-sync"),
        SYNC_KEY => plain("group-sync"),
        _ => return None,
    })
}
