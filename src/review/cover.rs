//! Whether the register gives leave for what a change opens, and since when.

use super::{Change, Side};
use crate::finding::SubjectKind;
use crate::register::{AgreementState, Entry, Register, Status};
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
}

/// Find the entry that covers a change of a partner. What opens by default opens to everybody: no entry covers that.
pub(super) fn seek(change: &mut Change, base: &Side<'_>, head: &Side<'_>) {
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
    if head.register.is_none() {
        return;
    }
    change.needs_cover = true;
    change.covered_by = given(head, &id, &leave).map(|entry| Cover {
        entry: entry.name.clone(),
        reference: entry.agreement.reference.clone(),
        is_new: given(base, &id, &leave).is_none(),
    });
}

/// The approved entry that gives leave, unless its agreement has run out.
fn given<'r>(side: &Side<'r>, id: &str, leave: &Leave) -> Option<&'r Entry> {
    let register = side.register?;
    let (_, entry) = register.find(id)?;
    let (state, _) = entry.agreement.on(side.as_of);
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
    };
    let trust = |token, word| Leave {
        token,
        tier: Some(("trust", word)),
        unsaid: token == "mfa-trust",
    };
    let plain = |token| Leave {
        token,
        tier: None,
        unsaid: false,
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
            direction("direct-connect-inbound", "inbound")
        }
        _ if section == SettingName::DirectConnectOutbound.key() => {
            direction("direct-connect-outbound", "outbound")
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
