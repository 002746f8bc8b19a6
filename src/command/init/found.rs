//! What exports in the folder already tell: whose they are, where they lie, and which partners they have.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::Inputs;
use crate::command::input::worst;
use crate::config::relative_to;
use crate::exit::Exit;
use crate::export::Kind;
use crate::session::{Own, Session};
use crate::source::discover::display;
use crate::tenant::{RecordRef, Tenant, ids, text};

#[derive(Default)]
pub(super) struct Found {
    pub(super) tenants: Vec<FoundTenant>,
    /// The tenant ids of all partners, each once.
    pub(super) partners: BTreeSet<String>,
    /// Whether something in the folder could not be read or trusted.
    pub(super) troubled: bool,
}

pub(super) struct FoundTenant {
    pub(super) name: String,
    pub(super) tenant_id: Option<String>,
    /// Patterns that its files match and those of no other tenant; empty for every file.
    pub(super) paths: Vec<String>,
}

/// Read the exports below `root`. `register` is a register that is there already, and no export.
pub(super) fn find(root: &Path, register: Option<PathBuf>) -> Found {
    let inputs = Inputs {
        paths: vec![root.to_path_buf()],
        no_config: true,
        register,
        ..Inputs::default()
    };
    let session = match Session::open(&inputs, &Own::default(), &|| {}) {
        Ok(session) => session,
        Err(_) => {
            return Found {
                troubled: true,
                ..Found::default()
            };
        }
    };
    let files: Vec<Vec<String>> = session
        .tenants
        .iter()
        .map(|tenant| files(tenant, &session, root))
        .collect();
    let names = names(&session);
    let tenants = session.tenants.iter().zip(names).enumerate();
    Found {
        tenants: tenants
            .map(|(index, (tenant, name))| FoundTenant {
                name,
                tenant_id: tenant.profile.tenant_id.clone().filter(|id| ids::is_id(id)),
                paths: paths(index, &files),
            })
            .collect(),
        partners: session
            .tenants
            .iter()
            .flat_map(|tenant| &tenant.partners)
            .filter_map(|place| member(&session, *place, "tenantId"))
            .filter(|id| ids::is_id(id))
            .map(ids::key)
            .collect(),
        troubled: worst(&session.loaded.diagnostics) != Exit::Clean,
    }
}

fn member<'a>(session: &'a Session, place: RecordRef, key: &str) -> Option<&'a str> {
    let document = session.loaded.documents.get(place.document)?;
    text(&document.tree, place.node, key)
}

/// The files of a tenant, from the root.
fn files(tenant: &Tenant, session: &Session, root: &Path) -> Vec<String> {
    tenant
        .documents
        .iter()
        .filter_map(|index| session.loaded.documents.get(*index))
        .map(|document| display(&relative_to(session.sources.path(document.file), root)))
        .collect()
}

/// What to call each tenant: as its organization is called, else as its folder; no two alike.
fn names(session: &Session) -> Vec<String> {
    let names: Vec<String> = session
        .tenants
        .iter()
        .map(|tenant| {
            let organization = tenant
                .adjacent
                .get(&Kind::Organization)
                .and_then(|places| member(session, *places.first()?, "displayName"));
            let folder = tenant.profile.name.rsplit('/').next();
            organization
                .or(folder)
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .unwrap_or("tenant")
                .to_owned()
        })
        .collect();
    let different: BTreeSet<&String> = names.iter().collect();
    if different.len() == names.len() {
        return names;
    }
    let numbered = names.iter().enumerate();
    numbered
        .map(|(index, name)| format!("{name}-{}", index + 1))
        .collect()
}

/// The patterns of a tenant: the folder of its files where that is its alone, else its files one by one.
fn paths(index: usize, files: &[Vec<String>]) -> Vec<String> {
    let Some(own) = files.get(index) else {
        return Vec::new();
    };
    let folder = own
        .iter()
        .map(|file| folder(file))
        .reduce(common)
        .unwrap_or_default();
    let mut others = files
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index)
        .flat_map(|(_, files)| files);
    let is_shared =
        folder.is_empty() || others.any(|file| Path::new(file).starts_with(Path::new(folder)));
    match (is_shared, files.len()) {
        (false, _) => vec![format!("{}/**", globset::escape(folder))],
        (true, 1) => Vec::new(),
        (true, _) => own.iter().map(|file| globset::escape(file)).collect(),
    }
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folder that both lie in.
fn common<'a>(one: &'a str, other: &'a str) -> &'a str {
    let mut here = one;
    while !Path::new(other).starts_with(Path::new(here)) {
        here = folder(here);
    }
    here
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(files: &[&[&str]]) -> Vec<Vec<String>> {
        let files: Vec<Vec<String>> = files
            .iter()
            .map(|files| files.iter().map(|file| (*file).to_owned()).collect())
            .collect();
        (0..files.len()).map(|index| paths(index, &files)).collect()
    }

    #[test]
    fn a_folder_of_its_own_is_the_pattern() {
        let found = patterns(&[
            &["tenants/a/entra/x.json", "tenants/a/teams/y.json"],
            &["tenants/ab/x.json"],
        ]);
        assert_eq!(found, [["tenants/a/**"], ["tenants/ab/**"]]);
    }

    #[test]
    fn the_only_tenant_of_the_root_takes_every_file() {
        assert_eq!(patterns(&[&["x.json", "teams/y.json"]]), [[""; 0]]);
    }

    #[test]
    fn a_shared_folder_gives_files_one_by_one() {
        let found = patterns(&[&["x.json", "[odd]/y.json"], &["b/x.json"]]);
        assert_eq!(found, [vec!["x.json", "[[]odd[]]/y.json"], vec!["b/**"]]);
    }
}
