//! The checks on waivers: their ids, levels and words.

use crate::finding::Level;

/// A check on waivers. It is no rule: it can't be configured, and it can't be waived.
pub struct Check {
    pub id: &'static str,
    pub level: Level,
    pub title: &'static str,
    pub help: &'static str,
}

const VOID: Check = Check {
    id: "waiver-void",
    level: Level::Error,
    title: "A waiver accepts another value than the one in force",
    help: "Mend the setting, or have the new value accepted with `tenantlint waive`; then remove this entry.",
};
const EXPIRED: Check = Check {
    id: "waiver-expired",
    level: Level::Error,
    title: "A waiver has expired",
    help: "Mend the setting, or have it accepted anew with `tenantlint waive`; then remove this entry.",
};
const EXPIRING: Check = Check {
    id: "waiver-expiring",
    level: Level::Warning,
    title: "A waiver expires soon",
    help: "Mend the setting before that day, or have it accepted for longer.",
};
const UNMATCHED: Check = Check {
    id: "waiver-unmatched",
    level: Level::Warning,
    title: "A waiver accepts a finding that is not there",
    help: "Remove the entry: what it accepted is mended, or it names the wrong subject or path.",
};
const LIFETIME: Check = Check {
    id: "waiver-lifetime",
    level: Level::Error,
    title: "A waiver lasts longer than the house allows",
    help: "Choose an earlier `expires`; `maxLifetime` in tenantlint.yaml sets the limit.",
};
const TICKET_MISSING: Check = Check {
    id: "waiver-ticket-missing",
    level: Level::Error,
    title: "A waiver names no ticket",
    help: "Name the `ticket` in which it was decided; `requireTicket` in tenantlint.yaml asks for it.",
};
const DUPLICATE: Check = Check {
    id: "waiver-duplicate",
    level: Level::Warning,
    title: "Two waivers accept the same",
    help: "Keep the one that is right, remove the other.",
};

/// All checks on waivers, by id.
pub const CHECKS: [Check; 7] = [
    DUPLICATE,
    EXPIRED,
    EXPIRING,
    LIFETIME,
    TICKET_MISSING,
    UNMATCHED,
    VOID,
];
