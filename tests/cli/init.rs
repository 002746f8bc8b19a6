//! `tenantlint init`: what it writes is true of the folder, passes its own check, and touches nothing that is there.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::bad_input::{Files, SOUND};
use crate::runner::{Done, root, tenantlint};

fn init(folder: &Path, args: &[&str]) -> Done {
    tenantlint().dir(folder).args(["init"]).args(args).run()
}

/// Every file below a folder, with its bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy();
                found.insert(name.into_owned(), std::fs::read(&path).expect("a file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// Copy a folder of the repository into the test's.
fn copied(from: &str, to: &str) -> Files {
    let mut files = Files::new();
    for (name, bytes) in contents(&root().join(from)) {
        files = files.with(&format!("{to}/{name}"), bytes);
    }
    files
}

fn yaml(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("the file");
    serde_yaml::from_str(&text).expect("YAML")
}

#[test]
fn an_empty_folder_gets_files_that_pass_their_schemas() {
    let files = Files::new();
    let done = init(files.path(), &["--platform", "github"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    insta::assert_snapshot!(done.stdout, @r"
    wrote  tenantlint.yaml
    wrote  partners.yaml
    wrote  waivers.yaml
    wrote  .tenantlint/config.schema.json
    wrote  .tenantlint/register.schema.json
    wrote  .tenantlint/waivers.schema.json
    wrote  .github/workflows/tenantlint.yml

    next:
    - put exports here, as JSON from Graph and Teams PowerShell; `tenantlint inspect` names what is missing
    - `tenantlint check`
    - in .github/workflows/tenantlint.yml, put who holds tenantlint for OWNER
    ");
    for (file, schema) in [
        ("tenantlint.yaml", "config"),
        ("partners.yaml", "register"),
        ("waivers.yaml", "waivers"),
    ] {
        let text = std::fs::read_to_string(files.path().join(file)).expect("the file");
        let line = text.lines().next().expect("a line");
        let path = line
            .strip_prefix("# yaml-language-server: $schema=")
            .expect("the line for editors");
        // The path goes from the file, and what is there is the schema of this version.
        let there = std::fs::read_to_string(files.path().join(path)).expect("the schema");
        let ours = root().join(format!("schemas/{schema}.schema.json"));
        assert_eq!(there, std::fs::read_to_string(ours).expect("our schema"));
        let schema: Value = serde_json::from_str(&there).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let errors: Vec<String> = validator
            .iter_errors(&yaml(&files.path().join(file)))
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{file}: {errors:?}");
    }
    // The config is right, only that there is nothing to check yet.
    assert_eq!(files.check(&[]).code, 3);
    let files = files.with("exports/all.yaml", SOUND);
    let done = files.check(&[]);
    assert_eq!(done.code, 0, "{}", done.shown());
}

#[test]
fn the_first_check_of_exports_works() {
    let files = copied("examples/quickstart/exports", "exports");
    let done = init(files.path(), &[]);
    assert_eq!(done.code, 0, "{}", done.shown());
    let config = yaml(&files.path().join("tenantlint.yaml"));
    assert_eq!(
        config["tenants"],
        serde_json::json!([{"name": "tenant", "paths": ["exports/**"]}])
    );
    let register = yaml(&files.path().join("partners.yaml"));
    let partners = register["partners"].as_array().expect("a list");
    assert_eq!(partners.len(), 5);
    assert!(partners.iter().all(|one| one["status"] == "proposed"));

    let done = files.check(&[]);
    let report = done.json();
    assert_eq!(done.code, 1, "{}", done.shown());
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    assert_eq!(report["tenants"][0]["partners"], 5);
    // Proposed is not vetted: a register that init wrote makes nobody trusted.
    let unvetted: Vec<&Value> = report["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|finding| finding["rule"] == "partner-unvetted")
        .collect();
    assert!(!unvetted.is_empty());
    assert!(unvetted.iter().all(|finding| finding["outcome"] == "fail"));
}

#[test]
fn two_tenants_are_told_apart() {
    let files = copied("examples/contoso/tenants", "tenants");
    let done = init(files.path(), &[]);
    assert_eq!(done.code, 0, "{}", done.shown());
    let config = yaml(&files.path().join("tenantlint.yaml"));
    assert_eq!(
        config["tenants"],
        serde_json::json!([
            {
                "name": "Contoso",
                "tenantId": "11111111-1111-4111-8111-111111111111",
                "paths": ["tenants/contoso/**"],
            },
            {
                "name": "Fabrikam",
                "tenantId": "22222222-2222-4222-8222-222222222222",
                "paths": ["tenants/fabrikam/**"],
            },
        ])
    );
    let report = files.check(&[]).json();
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    let names: Vec<&Value> = report["tenants"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|tenant| &tenant["name"])
        .collect();
    assert_eq!(names, ["Contoso", "Fabrikam"]);
}

#[test]
fn nothing_that_is_there_is_touched() {
    let files = Files::new();
    for platform in ["github", "gitlab", "azure"] {
        init(files.path(), &["--platform", platform]);
    }
    let names: Vec<String> = contents(files.path()).into_keys().collect();
    assert_eq!(names.len(), 10, "{names:?}");
    // One file of somebody's at a time; the config has a test of its own.
    for name in names.iter().filter(|name| *name != "tenantlint.yaml") {
        let files = Files::new().with(name, "version: 1 # mine");
        for platform in ["github", "gitlab", "azure"] {
            let done = init(files.path(), &["--platform", platform]);
            assert_eq!(done.code, 0, "{name}: {}", done.shown());
        }
        let found = contents(files.path());
        assert_eq!(found[name], b"version: 1 # mine", "{name}");
    }
    // And a second run writes nothing at all.
    let before = contents(files.path());
    let done = init(files.path(), &["--platform", "gitlab"]);
    assert_eq!(done.code, 0);
    assert!(!done.stdout.contains("wrote"), "{}", done.shown());
    assert_eq!(
        done.stdout.matches("it is there already").count(),
        8,
        "{}",
        done.shown()
    );
    assert_eq!(contents(files.path()), before);
}

#[test]
fn a_config_that_is_there_decides_what_belongs_to_it() {
    // It names a register that is missing: that is written, and no other.
    let files = Files::new()
        .with(
            "tenantlint.yaml",
            "version: 1\nregister: lists/vetted.yaml\n",
        )
        .with("exports/all.yaml", SOUND);
    let done = init(files.path(), &[]);
    assert_eq!(done.code, 0, "{}", done.shown());
    let text = std::fs::read_to_string(files.path().join("lists/vetted.yaml")).expect("it");
    assert!(
        text.starts_with("# yaml-language-server: $schema=../.tenantlint/register.schema.json\n"),
        "{text}"
    );
    assert!(!files.path().join("partners.yaml").exists());
    assert!(!files.path().join("waivers.yaml").exists());
    assert!(
        done.stdout
            .contains("no waivers: tenantlint.yaml names none"),
        "{}",
        done.shown()
    );
    let done = files.check(&[]);
    assert_eq!(done.code, 0, "{}", done.shown());

    let files = Files::new().with("tenantlint.yaml", "version: 1\nregister: ../vetted.yaml\n");
    let done = init(files.path(), &[]);
    assert!(
        done.stdout.contains("it lies outside of this folder"),
        "{}",
        done.shown()
    );
    assert!(!files.path().join("../vetted.yaml").exists());

    let files = Files::new().with("tenantlint.yaml", "version: 1\nregistre: x\n");
    let done = init(files.path(), &[]);
    assert_eq!(done.code, 2, "{}", done.shown());
    assert!(
        done.stderr.contains("nothing was written"),
        "{}",
        done.shown()
    );
    assert_eq!(contents(files.path()).len(), 1);
}

#[test]
fn an_export_called_partners_is_no_register() {
    let export = "partners:\n  - tenantId: 22222222-2222-4222-8222-222222222222\n    inboundTrust: {isMfaAccepted: false}\n";
    let files = Files::new()
        .with("partners.yaml", export)
        .with("default.yaml", "default: {isServiceDefault: true}\n");
    init(files.path(), &[]);
    let config = yaml(&files.path().join("tenantlint.yaml"));
    assert_eq!(config["register"], "register.yaml");
    let report = files.check(&[]).json();
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    assert_eq!(report["tenants"][0]["partners"], 1);
}

#[test]
fn a_register_that_is_there_is_no_export() {
    let register = "partners:\n  - {tenantId: 22222222-2222-4222-8222-222222222222, name: Fabrikam, status: approved}\n";
    let files = Files::new()
        .with("partners.yaml", register)
        .with("exports/all.yaml", SOUND);
    let done = init(files.path(), &[]);
    assert!(
        done.stdout.contains("left   partners.yaml"),
        "{}",
        done.shown()
    );
    assert!(!done.stdout.contains("in the exports"), "{}", done.shown());
    assert_eq!(files.check(&[]).code, 0);
}

#[test]
fn the_platform_is_what_the_repository_shows() {
    let remote = |url: &str| format!("[remote \"origin\"]\n\turl = {url}\n");
    let github = ".github/workflows/tenantlint.yml";
    let gitlab = ".gitlab/tenantlint.yml";
    let azure = ".azure-pipelines/tenantlint.yml";
    for (file, text, args, wrote) in [
        (
            ".git/config",
            remote("git@github.com:a/b.git"),
            "",
            &[github][..],
        ),
        (
            ".git/config",
            remote("https://gitlab.contoso.com/a/b"),
            "",
            &[gitlab],
        ),
        (
            ".git/config",
            remote("https://a@dev.azure.com/a/b/_git/c"),
            "",
            &[azure],
        ),
        (
            ".git/config",
            remote("https://git.contoso.com/github/gitlab"),
            "",
            &[],
        ),
        (".github/dependabot.yml", String::new(), "", &[github]),
        (".gitlab-ci.yml", "include: []\n".to_owned(), "", &[gitlab]),
        (
            "azure-pipelines.yml",
            "steps: []\n".to_owned(),
            "",
            &[azure],
        ),
        (
            "azure-pipelines.yml",
            "steps: []\n".to_owned(),
            "github",
            &[github],
        ),
        ("README.md", String::new(), "", &[]),
    ] {
        let files = Files::new().with(file, &text);
        let args = if args.is_empty() {
            vec![]
        } else {
            vec!["--platform", args]
        };
        let done = init(files.path(), &args);
        assert_eq!(done.code, 0, "{}", done.shown());
        for path in [github, gitlab, azure] {
            let is_there = files.path().join(path).is_file();
            assert_eq!(is_there, wrote.contains(&path), "{text}: {}", done.shown());
        }
        let says_none = done.stdout.contains("no workflow: nothing here tells");
        assert_eq!(says_none, wrote.is_empty(), "{}", done.shown());
    }
}

#[test]
fn workflows_are_for_the_root_of_a_repository() {
    let files = Files::new()
        .with(
            ".git/config",
            "[remote \"origin\"]\n\turl = git@github.com:a/b.git\n",
        )
        .with("m365/exports/all.yaml", SOUND);
    let done = init(files.path(), &["m365"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    assert!(
        done.stdout
            .contains("no workflow: platforms look for it in the root"),
        "{}",
        done.shown()
    );
    assert!(
        done.stdout.contains("`tenantlint check m365`"),
        "{}",
        done.shown()
    );
    assert!(!files.path().join("m365/.github").exists());
    let config = yaml(&files.path().join("m365/tenantlint.yaml"));
    assert_eq!(
        config["tenants"][0]["paths"],
        serde_json::json!(["exports/**"])
    );
    let done = files.check(&["m365"]);
    assert_eq!(done.code, 0, "{}", done.shown());
}

#[test]
fn a_broken_export_is_said_and_stops_nothing() {
    let files = Files::new()
        .with("all.yaml", SOUND)
        .with("broken.json", "{");
    let done = init(files.path(), &[]);
    assert_eq!(done.code, 0, "{}", done.shown());
    assert!(
        done.stdout
            .contains("some files could not be read or trusted"),
        "{}",
        done.shown()
    );
    assert_eq!(files.check(&[]).code, 4);
}

#[test]
fn hostile_exports_make_no_hostile_config() {
    let organization = r#"{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#organization", "value": [
        {"id": "11111111-1111-4111-8111-111111111111", "displayName": "x\"\nregister: /etc/passwd\n\u001b[31m#: {"}]}"#;
    let files = Files::new()
        .with("a: b [c]#/organization.json", organization)
        .with("a: b [c]#/all.yaml", SOUND);
    let done = init(files.path(), &[]);
    assert_eq!(done.code, 0, "{}", done.shown());
    let config = yaml(&files.path().join("tenantlint.yaml"));
    assert_eq!(config["register"], "partners.yaml");
    assert_eq!(
        config["tenants"][0]["name"],
        "x\"\nregister: /etc/passwd\n\u{1b}[31m#: {"
    );
    assert_eq!(config["tenants"].as_array().map(Vec::len), Some(1));
    let done = files.check(&[]);
    assert_eq!(done.code, 0, "{}", done.shown());
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    let elsewhere = Files::new();
    let files = Files::new();
    std::os::unix::fs::symlink(elsewhere.path(), files.path().join(".github")).expect("a link");
    std::os::unix::fs::symlink(
        elsewhere.path().join("new"),
        files.path().join("waivers.yaml"),
    )
    .expect("a link");
    let done = init(files.path(), &["--platform", "github"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    assert!(
        done.stdout
            .contains("workflows/tenantlint.yml: it lies outside"),
        "{}",
        done.shown()
    );
    assert!(contents(elsewhere.path()).is_empty(), "{}", done.shown());
}

#[test]
fn a_folder_that_can_not_be_made_is_said() {
    let files = Files::new().with("taken", "a file");
    let done = init(files.path(), &["taken/below"]);
    assert_eq!(done.code, 2, "{}", done.shown());
    assert!(
        done.stderr.contains("could not be made"),
        "{}",
        done.shown()
    );
}
