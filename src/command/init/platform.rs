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
    let hosts: Vec<&str> = config.lines().filter_map(remote_host).collect();
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

/// The host in a line `url = ...` of git's config: `https://host/path`, `ssh://git@host:22/path` or `git@host:path`.
fn remote_host(line: &str) -> Option<&str> {
    let (key, url) = line.split_once('=')?;
    if key.trim() != "url" {
        return None;
    }
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let place = rest.split(['/', ':']).next()?;
    // A password may hold a colon: then what stands before it is no host, and nothing is found.
    Some(place.rsplit_once('@').map_or(place, |(_, host)| host))
}

#[cfg(test)]
mod tests {
    use super::remote_host;

    #[test]
    fn hosts_of_remotes() {
        for (line, host) in [
            (
                "\turl = https://github.com/contoso/settings.git",
                Some("github.com"),
            ),
            (
                "url = git@gitlab.contoso.com:m365/settings.git",
                Some("gitlab.contoso.com"),
            ),
            (
                "url=ssh://git@ssh.dev.azure.com:22/v3/a/b/c",
                Some("ssh.dev.azure.com"),
            ),
            (
                "url = https://user@dev.azure.com/a/b/_git/c",
                Some("dev.azure.com"),
            ),
            ("pushurl = https://github.com/contoso/settings.git", None),
            ("[remote \"origin\"]", None),
            ("url = /srv/git/github/settings", Some("")),
        ] {
            assert_eq!(remote_host(line), host, "{line}");
        }
    }
}
