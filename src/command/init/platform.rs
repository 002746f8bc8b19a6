//! Where a repository's pipelines run, and the files that platform wants.

use std::path::Path;

use crate::cli::Platform;

impl Platform {
    /// Path and template of each file.
    pub(super) fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Platform::Github => &[(
                ".github/workflows/tenantlint.yml",
                include_str!("github.yml"),
            )],
            Platform::Gitlab => &[
                (".gitlab/tenantlint.yml", include_str!("gitlab.yml")),
                (".gitlab-ci.yml", include_str!("gitlab-ci.yml")),
            ],
            Platform::Azure => &[(
                ".azure-pipelines/tenantlint.yml",
                include_str!("azure-pipelines.yml"),
            )],
        }
    }

    /// What a person still has to do, once the files are there.
    pub(super) fn next(self) -> &'static str {
        match self {
            Platform::Github => {
                "in .github/workflows/tenantlint.yml, put who holds tenantlint for OWNER"
            }
            Platform::Gitlab => {
                "in .gitlab/tenantlint.yml, put who holds tenantlint for OWNER; .gitlab-ci.yml must include it: `- local: .gitlab/tenantlint.yml`"
            }
            Platform::Azure => {
                "in .azure-pipelines/tenantlint.yml, put who holds tenantlint for OWNER; then Pipelines, New pipeline, Existing Azure Pipelines YAML file"
            }
        }
    }
}

/// The platforms that a repository shows signs of: their files, or its remotes.
pub(super) fn found(root: &Path) -> Vec<Platform> {
    let config = std::fs::read_to_string(root.join(".git/config")).unwrap_or_default();
    let hosts = remote_hosts(&config);
    let signs: [(Platform, &str, &[&str]); 3] = [
        (Platform::Github, ".github", &["github"]),
        (Platform::Gitlab, ".gitlab-ci.yml", &["gitlab"]),
        (
            Platform::Azure,
            "azure-pipelines.yml",
            &["dev.azure.com", "visualstudio.com"],
        ),
    ];
    signs
        .into_iter()
        .filter(|(_, file, words)| {
            let is_remote = |host: &&str| words.iter().any(|word| host.contains(word));
            root.join(file).exists() || hosts.iter().any(is_remote)
        })
        .map(|(platform, _, _)| platform)
        .collect()
}

/// The hosts of the remotes in git's config; submodules have addresses there too.
fn remote_hosts(config: &str) -> Vec<&str> {
    let mut in_remote = false;
    let mut hosts = Vec::new();
    for line in config.lines().map(str::trim) {
        if line.starts_with('[') {
            in_remote = line.starts_with("[remote ");
        } else if in_remote
            && let Some((key, url)) = line.split_once('=')
            && key.trim() == "url"
        {
            hosts.extend(host(url.trim()));
        }
    }
    hosts
}

/// The host of `https://host/path`, `ssh://git@host:22/path` or `git@host:path`.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    // A password may hold a colon: then what stands before it is no host, and nothing is found.
    let place = rest.split(['/', ':']).next()?;
    Some(place.rsplit_once('@').map_or(place, |(_, host)| host))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{host, remote_hosts};

    #[test]
    fn hosts_of_addresses() {
        for (url, expected) in [
            ("https://github.com/contoso/settings.git", "github.com"),
            (
                "git@gitlab.contoso.com:m365/settings.git",
                "gitlab.contoso.com",
            ),
            (
                "ssh://git@ssh.dev.azure.com:22/v3/a/b/c",
                "ssh.dev.azure.com",
            ),
            ("https://user@dev.azure.com/a/b/_git/c", "dev.azure.com"),
            ("/srv/git/github/settings", ""),
        ] {
            assert_eq!(host(url).unwrap(), expected, "{url}");
        }
    }

    #[test]
    fn only_remotes_tell() {
        let config = "[core]\n\tbare = false\n[submodule \"x\"]\n\turl = https://github.com/a/b\n\
                      [remote \"origin\"]\n\tfetch = x\n\turl = https://gitlab.com/a/b\n\tpushurl = https://github.com/a/b\n";
        assert_eq!(remote_hosts(config), ["gitlab.com"]);
    }
}
