//! `tenantlint.yaml`: found by walking up from the input to the repository root.

mod formats;
mod waivers;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic};
use crate::export::House;
use crate::finding::Level;
use crate::schema;
use crate::source::{NodeId, Sources, from_node};
use crate::tenant::Profile;
use crate::written::{self, Written};

pub use waivers::Waiving;

/// The name of the config file.
pub const NAME: &str = "tenantlint.yaml";

/// Which of the rules run, and how strict the run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum RuleProfile {
    /// Quiet on a sound tenant.
    #[default]
    Baseline,
    /// Everything; outcomes that can't be told fail the run.
    Strict,
    /// For organisations that are open by decision.
    OpenCollaboration,
}

impl RuleProfile {
    pub fn as_str(self) -> &'static str {
        match self {
            RuleProfile::Baseline => "baseline",
            RuleProfile::Strict => "strict",
            RuleProfile::OpenCollaboration => "open-collaboration",
        }
    }
}

/// What the config says of one rule.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RuleConfig {
    pub off: bool,
    pub level: Option<Level>,
    pub options: serde_json::Map<String, serde_json::Value>,
    /// Where it stands in the config, for mistakes that show only when the rules are loaded.
    pub node: Option<NodeId>,
}

/// One tenant of the config, and which files are its.
pub struct TenantConfig {
    pub profile: Profile,
    /// `None`: every file that no other tenant takes.
    pub paths: Option<GlobSet>,
    /// Where it stands in the config.
    pub node: NodeId,
}

/// The config, with paths made absolute to where it lies.
#[derive(Default)]
pub struct Config {
    pub written: Option<Written>,
    /// Folder that paths in the config start from.
    pub folder: PathBuf,
    pub profile: RuleProfile,
    pub tenants: Vec<TenantConfig>,
    pub register: Option<PathBuf>,
    pub waivers: Option<Waiving>,
    pub policies: Vec<PathBuf>,
    pub rules: BTreeMap<String, RuleConfig>,
    /// Shapes of the house's own files.
    pub formats: Vec<House>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    version: u64,
    #[serde(default)]
    profile: RuleProfile,
    #[serde(default)]
    tenants: Vec<TenantFile>,
    register: Option<PathBuf>,
    waivers: Option<waivers::WaiversFile>,
    #[serde(default)]
    policies: Vec<PathBuf>,
    #[serde(default)]
    formats: Vec<formats::FormatFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TenantFile {
    name: String,
    tenant_id: Option<String>,
    cloud: Option<String>,
    phase: Option<String>,
    paths: Option<Vec<String>>,
}

/// Look for the config: in the folder of the first input, then upwards, to the root of the repository (`.git`).
pub fn find(start: &Path) -> Option<PathBuf> {
    let start = start.canonicalize().ok()?;
    let mut folder = if start.is_dir() {
        Some(start.as_path())
    } else {
        start.parent()
    };
    while let Some(here) = folder {
        let candidate = here.join(NAME);
        if candidate.is_file() {
            return Some(candidate);
        }
        if here.join(".git").exists() {
            return None;
        }
        folder = here.parent();
    }
    None
}

impl Config {
    /// Whether a tenant of the config has that id.
    pub fn owns(&self, id: &str) -> bool {
        let tenants = self.tenants.iter();
        let mut ids = tenants.filter_map(|tenant| tenant.profile.tenant_id.as_deref());
        ids.any(|own| own.eq_ignore_ascii_case(id))
    }

    pub fn load(path: &Path, sources: &mut Sources) -> Result<Config, Vec<Diagnostic>> {
        let written = written::load(path, &schema::CONFIG, Code::ConfigInvalid, sources)?;
        let Some(root) = written.root() else {
            return Ok(Config::default());
        };
        let file: File = from_node(&written.tree, root).map_err(|error| {
            vec![written.mistake(root, Code::ConfigInvalid, error.message, "here")]
        })?;
        if file.version != 1 {
            let node = written.tree.get(root, "version").unwrap_or(root);
            return Err(vec![written.mistake(
                node,
                Code::ConfigInvalid,
                format!(
                    "version {} of the config is not known: this tenantlint reads version 1",
                    file.version
                ),
                "not 1",
            )]);
        }
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let tenants = tenants(&written, root, file.tenants)?;
        let rules = written
            .tree
            .get(root, "rules")
            .map(|node| rules(&written, node))
            .transpose()?
            .unwrap_or_default();
        let formats = formats::read(&written, root, file.formats, &folder)?;
        let under = |path: PathBuf| folder.join(path);
        Ok(Config {
            profile: file.profile,
            tenants,
            register: file.register.map(under),
            waivers: file.waivers.map(|waivers| waivers.under(&folder)),
            policies: file.policies.into_iter().map(under).collect(),
            rules,
            formats,
            written: Some(written),
            folder,
        })
    }
}

fn tenants(
    written: &Written,
    root: NodeId,
    files: Vec<TenantFile>,
) -> Result<Vec<TenantConfig>, Vec<Diagnostic>> {
    let list = written.tree.get(root, "tenants");
    let mut tenants: Vec<TenantConfig> = Vec::new();
    for (index, file) in files.into_iter().enumerate() {
        let node = list
            .and_then(|list| written.tree.item(list, index))
            .unwrap_or(root);
        if tenants
            .iter()
            .any(|tenant| tenant.profile.name == file.name)
        {
            return Err(vec![written.mistake(
                node,
                Code::ConfigInvalid,
                format!("two tenants are called `{}`", file.name),
                "the second",
            )]);
        }
        let paths = file
            .paths
            .map(|paths| globs(&paths))
            .transpose()
            .map_err(|error| {
                let node = written.tree.get(node, "paths").unwrap_or(node);
                vec![written.mistake(node, Code::ConfigInvalid, error, "here")]
            })?;
        tenants.push(TenantConfig {
            profile: Profile {
                name: file.name,
                tenant_id: file.tenant_id.map(|id| id.to_ascii_lowercase()),
                cloud: file.cloud,
                phase: file.phase,
            },
            paths,
            node,
        });
    }
    Ok(tenants)
}

/// A path as patterns of the config see it: from the config's folder.
pub fn relative_to(path: &str, folder: &Path) -> PathBuf {
    let absolute = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let path = absolute(Path::new(path));
    path.strip_prefix(absolute(folder))
        .map(Path::to_path_buf)
        .unwrap_or(path)
}

fn globs(paths: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for path in paths {
        let pattern = path
            .strip_prefix("./")
            .unwrap_or(path)
            .trim_end_matches('/');
        let glob = |pattern: &str| {
            GlobBuilder::new(pattern)
                .literal_separator(true)
                .build()
                .map_err(|error| format!("`{path}` is not a path pattern: {}", error.kind()))
        };
        set.add(glob(pattern)?);
        // A folder stands for what is in it.
        set.add(glob(&format!("{pattern}/**"))?);
    }
    set.build().map_err(|error| error.to_string())
}

fn rules(written: &Written, node: NodeId) -> Result<BTreeMap<String, RuleConfig>, Vec<Diagnostic>> {
    let tree = &written.tree;
    let mut rules = BTreeMap::new();
    for member in tree.children(node) {
        let Some(id) = tree.raw_key(member) else {
            continue;
        };
        let value: serde_json::Value = from_node(tree, member).map_err(|error| {
            vec![written.mistake(member, Code::ConfigInvalid, error.message, "here")]
        })?;
        let mut rule = RuleConfig {
            node: Some(member),
            ..RuleConfig::default()
        };
        let level = match value {
            serde_json::Value::Object(mut object) => {
                rule.off = object.get("off") == Some(&serde_json::Value::Bool(true));
                if let Some(serde_json::Value::Object(options)) = object.remove("options") {
                    rule.options = options;
                }
                object.remove("level")
            }
            other => Some(other),
        };
        match level {
            None => {}
            Some(text) if text == "off" => rule.off = true,
            Some(text) => {
                rule.level = serde_json::from_value(text)
                    .map_err(|_| {
                        vec![
                            written
                                .mistake(
                                    member,
                                    Code::ConfigInvalid,
                                    format!("the level of `{id}` is not known"),
                                    "here",
                                )
                                .help("levels: off, info, warning, error"),
                        ]
                    })
                    .map(Some)?;
            }
        }
        rules.insert(id.to_owned(), rule);
    }
    Ok(rules)
}
