//! Guests of the directory, counted by the domain of their address.
//!
//! A guest's account does not say which tenant its owner comes from; the domain of the address is the nearest to it. People
//! are personal data: only domains and numbers leave this room, and ids that tell whether a member of a group is a guest.
//! Source: teams.md 3.3.

use std::collections::{BTreeMap, HashSet};

use super::{Document, Tenant, ids, text};
use crate::export::Kind;
use crate::source::{NodeId, Tree};

/// All of them.
#[derive(Debug, Default)]
pub struct Guests {
    /// How many there are, by domain in lower case.
    pub domains: BTreeMap<String, u64>,
    /// Guests without an address, and people of whom it is not told whether they are guests.
    pub untold: u64,
    /// The list goes on elsewhere, or one stands in no list.
    pub partial: bool,
    /// Why nothing could be counted.
    pub reason: Option<&'static str>,
    /// Object ids, in lower case.
    ids: HashSet<String>,
}

const ONLY_MEMBERS: &str = "the list of users has members and not one guest: whether guests were asked for is not told (GET /users?$filter=userType eq 'Guest')";

/// Between the address and the home of a guest's account.
const MARK: &str = "#ext#";

impl Guests {
    /// `None` when the input has no list of users.
    pub fn read(tenant: &Tenant, documents: &[Document]) -> Option<Guests> {
        if !tenant.listed.contains(&Kind::User) {
            return None;
        }
        let mut guests = Guests {
            partial: [&tenant.cut, &tenant.lone]
                .into_iter()
                .any(|kinds| kinds.contains(&Kind::User)),
            ..Guests::default()
        };
        let mut members = false;
        for (_, document, node) in tenant.beside(documents, Kind::User) {
            let tree = &document.tree;
            match is_guest(tree, node) {
                Some(true) => guests.add(tree, node),
                Some(false) => members = true,
                None => guests.untold += 1,
            }
        }
        let nobody = guests.domains.is_empty() && guests.untold == 0;
        guests.reason = (members && nobody).then_some(ONLY_MEMBERS);
        Some(guests)
    }

    fn add(&mut self, tree: &Tree, node: NodeId) {
        // Two lists may have the same people.
        let id = text(tree, node, "id").map(ids::key);
        if id.is_some_and(|id| !self.ids.insert(id)) {
            return;
        }
        match domain(tree, node) {
            Some(domain) => *self.domains.entry(domain).or_default() += 1,
            None => self.untold += 1,
        }
    }

    /// Whether the person is among them; `None` when a list that is not whole lacks them.
    pub fn has(&self, id: &str) -> Option<bool> {
        let is_whole = !self.partial && self.untold == 0 && self.reason.is_none();
        match self.ids.contains(id) {
            true => Some(true),
            false => is_whole.then_some(false),
        }
    }
}

/// The type says so; where it was not exported, an account that was invited from elsewhere.
fn is_guest(tree: &Tree, node: NodeId) -> Option<bool> {
    let said = |key| text(tree, node, key).map(ids::key);
    match said("userType").as_deref() {
        Some("guest") => Some(true),
        Some("member") => Some(false),
        Some(_) => None,
        None => {
            let is_marked = said("userPrincipalName").is_some_and(|name| name.contains(MARK));
            let was_invited = said("externalUserState").is_some_and(|state| !state.is_empty());
            (is_marked || was_invited).then_some(true)
        }
    }
}

/// That of the mail address, else of the address that the account was made from: `lena_fabrikam.com#EXT#@contoso.…`.
fn domain(tree: &Tree, node: NodeId) -> Option<String> {
    let of_mail = text(tree, node, "mail").and_then(|mail| mail.rsplit_once('@'));
    let of_account = || {
        let name = text(tree, node, "userPrincipalName")?.to_ascii_lowercase();
        let (address, _) = name.split_once(MARK)?;
        let (_, domain) = address.rsplit_once('_')?;
        Some(ids::key(domain))
    };
    let of_mail = of_mail.map(|(_, domain)| ids::key(domain));
    of_mail
        .filter(|domain| is_domain(domain))
        .or_else(|| of_account().filter(|domain| is_domain(domain)))
}

fn is_domain(text: &str) -> bool {
    let is_part = |part: &str| {
        let plain = |letter: char| letter.is_alphanumeric() || letter == '-';
        !part.is_empty() && part.chars().all(plain)
    };
    text.contains('.') && text.split('.').all(is_part)
}
