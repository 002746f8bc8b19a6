//! The `waivers` of the config: where they stand, and what the house asks of one.

use std::path::{Path, PathBuf};

use jiff::Span;
use serde::{Deserialize, Deserializer};

/// Where waivers stand, and what the house asks of one.
#[derive(Debug, Clone)]
pub struct Waiving {
    pub file: PathBuf,
    /// The longest time from `created` to `expires`.
    pub max_lifetime: Option<Span>,
    pub require_ticket: bool,
    /// How long before it expires a waiver is warned about.
    pub expiry_notice: Span,
}

impl Waiving {
    /// Waivers in `file`, of which the house asks nothing more.
    pub fn of(file: PathBuf) -> Waiving {
        Waiving {
            file,
            max_lifetime: None,
            require_ticket: false,
            expiry_notice: Span::new().days(30),
        }
    }
}

/// As it stands in the config; a plain text is the path. The schema has seen it already.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum WaiversFile {
    Path(PathBuf),
    #[serde(rename_all = "camelCase")]
    Members {
        file: PathBuf,
        #[serde(default, deserialize_with = "period")]
        max_lifetime: Option<Span>,
        #[serde(default)]
        require_ticket: bool,
        #[serde(default, deserialize_with = "period")]
        expiry_notice: Option<Span>,
    },
}

impl WaiversFile {
    /// With the path made one from `folder`.
    pub(super) fn under(self, folder: &Path) -> Waiving {
        match self {
            WaiversFile::Path(file) => Waiving::of(folder.join(file)),
            WaiversFile::Members {
                file,
                max_lifetime,
                require_ticket,
                expiry_notice,
            } => {
                let plain = Waiving::of(folder.join(file));
                Waiving {
                    max_lifetime,
                    require_ticket,
                    expiry_notice: expiry_notice.unwrap_or(plain.expiry_notice),
                    ..plain
                }
            }
        }
    }
}

fn period<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Span>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}
