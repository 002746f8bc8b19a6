//! The waivers of a run: the file that the config or the command line names, read and held against what there is.

use std::path::PathBuf;

use crate::cli::WaiverFile;
use crate::config::Waiving;
use crate::diagnostic::{Code, Diagnostic};
use crate::exit::Exit;
use crate::rule::RuleSet;
use crate::session::Session;
use crate::settle::Settling;
use crate::waiver::{Known, Waivers};

/// Waivers, and what the house asks of them.
pub(super) struct Held {
    pub(super) waivers: Waivers,
    pub(super) waiving: Waiving,
}

impl Held {
    /// `None` when neither the command line nor the config names a file.
    pub(super) fn open(
        file: &WaiverFile,
        session: &mut Session,
        rules: &RuleSet,
    ) -> Result<Option<Held>, Vec<Diagnostic>> {
        let Some(waiving) = waiving(file, session) else {
            return Ok(None);
        };
        let waivers = Waivers::load(&waiving.file, &mut session.sources)?;
        let dangling = waivers.dangling(&known(session, rules));
        if !dangling.is_empty() {
            return Err(dangling);
        }
        Ok(Some(Held { waivers, waiving }))
    }

    /// Ready to settle a run in which these things went wrong.
    pub(super) fn settling<'a>(
        &'a self,
        session: &'a Session,
        diagnostics: &[Diagnostic],
    ) -> Settling<'a> {
        let broken = diagnostics.iter().any(|one| one.code.exit() == Exit::Input);
        let doubt = if !session.whole {
            Some("not everything below the config's folder was read")
        } else if broken {
            Some("an input could not be trusted")
        } else {
            None
        };
        Settling::new(
            &self.waivers,
            &self.waiving,
            session.register.as_ref(),
            session.as_of,
            doubt,
        )
    }
}

/// Which file the waivers stand in, and what the config asks of them.
pub(super) fn waiving(file: &WaiverFile, session: &Session) -> Option<Waiving> {
    let config = session.config.waivers.clone();
    match &file.waivers {
        None => config,
        Some(path) => Some(Waiving {
            file: path.clone(),
            ..config.unwrap_or_else(|| Waiving::of(PathBuf::new()))
        }),
    }
}

pub(super) fn known<'a>(session: &'a Session, rules: &RuleSet) -> Known<'a> {
    let broken = rules
        .diagnostics
        .iter()
        .any(|one| one.code == Code::RuleInvalid);
    let folders = &session.store.folders;
    let by_config = &session.config.tenants;
    Known {
        rules: (!broken).then(|| folders.iter().map(|folder| folder.id.as_str()).collect()),
        tenants: if by_config.is_empty() {
            let tenants = session.tenants.iter();
            tenants.map(|tenant| tenant.profile.name.as_str()).collect()
        } else {
            let tenants = by_config.iter();
            tenants.map(|tenant| tenant.profile.name.as_str()).collect()
        },
        all_tenants: !by_config.is_empty() || session.whole,
        register: session.register.as_ref(),
    }
}
