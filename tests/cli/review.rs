//! `tenantlint review`: the four pull requests of the example, revisions of git, and how it ends.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::examples::{first_difference, write};
use crate::report::holds_against;
use crate::runner::{Done, root, tenantlint};

const DAY: &str = "2026-11-01";

/// A change of the example and how its review ends.
const REQUESTS: [(&str, i32); 4] = [("good", 0), ("subtle", 1), ("default", 1), ("deletion", 1)];

fn example() -> std::path::PathBuf {
    root().join("examples/pull-requests")
}

fn review(folder: &Path, args: &[&str]) -> Done {
    tenantlint()
        .args(["review", "--as-of", DAY])
        .args(args)
        .dir(folder)
        .run()
}

#[test]
fn every_pull_request_of_the_example_has_its_review() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for (request, code) in REQUESTS {
        for (format, name) in [("human", "txt"), ("markdown", "md")] {
            let done = review(&example(), &["main", request, "--format", format]);
            if done.code != code || !done.stderr.is_empty() {
                wrong.push(format!("{request}: {}", done.shown()));
            }
            let path = example().join(format!("expected/{request}.{name}"));
            if update {
                write(&path, &done.stdout);
            }
            let expected = std::fs::read_to_string(&path).unwrap_or_default();
            if done.stdout != expected {
                let difference = first_difference(&expected, &done.stdout);
                wrong.push(format!("{} differs:\n{difference}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn json_keeps_its_schema_and_tells_what_opens() {
    for (request, _) in REQUESTS {
        let done = review(&example(), &["main", request, "--format", "json"]);
        let found: Value = serde_json::from_str(&done.stdout).expect("JSON");
        holds_against("review.schema.json", &found);
        let opened = found["changes"].as_array().expect("a list");
        assert!(!opened.is_empty(), "{request}");
    }
}

#[test]
fn nothing_changes_between_a_folder_and_itself() {
    for example in ["pull-requests/main", "contoso", "quickstart"] {
        let folder = format!("examples/{example}");
        let done = review(root(), &[&folder, &folder, "--format", "json"]);
        let found: Value = serde_json::from_str(&done.stdout).expect("JSON");
        assert_eq!(found["changes"], serde_json::json!([]), "{example}");
        assert_eq!(
            found["findings"]["added"],
            serde_json::json!([]),
            "{example}"
        );
        assert_eq!(
            found["findings"]["fixed"],
            serde_json::json!([]),
            "{example}"
        );
        assert_eq!(done.code, 0, "{example}: nothing is new");
    }
}

/// A repository with the example's `main` in its first commit, and a change of it in the work tree.
struct Clone {
    folder: tempfile::TempDir,
}

impl Clone {
    fn of(request: &str) -> Clone {
        let clone = Clone {
            folder: tempfile::tempdir().expect("a folder"),
        };
        clone.take("main");
        clone.git(&["init", "--quiet", "--initial-branch=main"]);
        clone.commit("before");
        clone.git(&["checkout", "--quiet", "-b", "change"]);
        clone.take(request);
        clone
    }

    fn take(&self, request: &str) {
        for file in [
            "tenantlint.yaml",
            "partners.yaml",
            "exports/default.json",
            "exports/partners.json",
        ] {
            let to = self.folder.path().join(file);
            std::fs::create_dir_all(to.parent().expect("a folder")).expect("made");
            std::fs::copy(example().join(request).join(file), to).expect("copied");
        }
    }

    fn git(&self, args: &[&str]) -> String {
        let done = Command::new("git")
            .args([
                "-c",
                "user.name=tester",
                "-c",
                "user.email=tester@contoso.com",
            ])
            .args(args)
            .current_dir(self.folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .expect("git runs");
        assert!(done.status.success(), "{args:?}: {done:?}");
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn review(&self, args: &[&str]) -> Done {
        review(self.folder.path(), args)
    }
}

/// Kinds and settings of a review in JSON.
fn kinds(done: &Done) -> Vec<(String, String)> {
    let found: Value = serde_json::from_str(&done.stdout).expect("JSON");
    let text = |change: &Value, key: &str| change[key].as_str().unwrap_or_default().to_owned();
    found["changes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|change| (text(change, "setting"), text(change, "kind")))
        .collect()
}

#[test]
fn a_revision_is_read_without_touching_the_work_tree() {
    let clone = Clone::of("subtle");
    let before = clone.git(&["status", "--porcelain"]);
    let by_folder = review(&example(), &["main", "subtle", "--format", "json"]);
    // The work tree, then the same in a commit.
    let uncommitted = clone.review(&["main", "--format", "json"]);
    assert_eq!(uncommitted.code, 1, "{}", uncommitted.shown());
    assert_eq!(kinds(&uncommitted), kinds(&by_folder));
    assert_eq!(clone.git(&["status", "--porcelain"]), before);
    clone.commit("after");
    let committed = clone.review(&["main", "change", "--format", "json"]);
    assert_eq!(kinds(&committed), kinds(&by_folder));
    assert_eq!(clone.git(&["status", "--porcelain"]), "");
}

#[test]
fn places_before_the_change_name_the_revision() {
    let clone = Clone::of("deletion");
    let done = clone.review(&["main", "--format", "json"]);
    let found: Value = serde_json::from_str(&done.stdout).expect("JSON");
    let before = &found["changes"][0]["labelsBefore"][0]["path"];
    assert_eq!(before, "main:exports/partners.json");
    assert!(!done.stdout.contains("/tmp"), "{}", done.stdout);
}

#[test]
fn what_others_merged_meanwhile_is_not_this_change() {
    let clone = Clone::of("good");
    clone.commit("ours");
    clone.git(&["checkout", "--quiet", "main"]);
    clone.take("default");
    clone.commit("theirs");
    clone.git(&["checkout", "--quiet", "change"]);
    let done = clone.review(&["main", "--format", "json"]);
    let settings: Vec<String> = kinds(&done)
        .into_iter()
        .map(|(setting, _)| setting)
        .collect();
    assert_eq!(settings, ["b2bDirectConnectOutbound"]);
}

#[test]
fn a_revision_that_is_not_there_is_a_mistake_of_the_command_line() {
    let clone = Clone::of("good");
    let done = clone.review(&["no-such-branch"]);
    assert_eq!(done.code, 2, "{}", done.shown());
    assert!(done.stderr.contains("no-such-branch"), "{}", done.stderr);
}

#[test]
fn a_register_that_is_wrong_before_the_change_is_said_with_its_revision() {
    let clone = Clone::of("good");
    let register = clone.folder.path().join("partners.yaml");
    std::fs::write(&register, "partners: 7\n").expect("written");
    clone.commit("broken");
    clone.take("main");
    let done = clone.review(&["HEAD"]);
    assert_eq!(done.code, 2, "{}", done.shown());
    assert!(
        done.stderr.contains("HEAD:partners.yaml"),
        "{}",
        done.stderr
    );
}

#[test]
fn only_what_the_change_adds_fails_it() {
    // The quickstart is full of errors; a change that adds none passes.
    let done = review(root(), &["examples/quickstart", "examples/quickstart"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    let all = [
        "examples/quickstart",
        "examples/quickstart",
        "--fail-on",
        "error",
    ];
    assert_eq!(review(root(), &all).code, 1);
    let subtle = ["main", "subtle", "--fail-on", "never"];
    assert_eq!(review(&example(), &subtle).code, 0);
    let hidden = ["main", "subtle", "--exit-zero"];
    assert_eq!(review(&example(), &hidden).code, 0);
}

#[test]
fn a_broken_export_after_the_change_ends_as_broken() {
    let clone = Clone::of("good");
    let export = clone.folder.path().join("exports/default.json");
    std::fs::write(export, "{").expect("written");
    let done = clone.review(&["main", "--exit-zero"]);
    assert_eq!(done.code, 4, "{}", done.shown());
}

#[test]
fn a_partner_that_comes_and_goes_in_half_a_list_is_not_passed_over() {
    let side = |ids: &[&str]| {
        let folder = tempfile::tempdir().expect("a folder");
        let partners: Vec<Value> = ids
            .iter()
            .map(|id| serde_json::json!({"tenantId": id}))
            .collect();
        let list = serde_json::json!({
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners",
            "@odata.nextLink": "https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/partners?$skiptoken=2",
            "value": partners,
        });
        std::fs::write(folder.path().join("partners.json"), list.to_string()).expect("written");
        folder
    };
    let (one, other) = (
        "22222222-2222-4222-8222-222222222222",
        "33333333-3333-4333-8333-333333333333",
    );
    let (before, after) = (side(&[one]), side(&[one, other]));
    let paths = [before.path(), after.path()].map(|path| path.to_string_lossy().into_owned());
    let done = review(root(), &[&paths[0], &paths[1], "--format", "json"]);
    let found: Value = serde_json::from_str(&done.stdout).expect("JSON");
    let changes = found["changes"].as_array().expect("a list");
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0]["subject"]["id"], other);
    assert_eq!(changes[0]["kind"], "unknown");
}

#[test]
fn files_beside_the_review_hold_what_it_says_alone() {
    let clone = Clone::of("subtle");
    let forms = ["json", "markdown", "github", "gitlab", "human"];
    let mut args = vec!["main".to_owned()];
    for form in forms {
        args.push(format!("--output={form}=reports/{form}"));
    }
    std::fs::create_dir(clone.folder.path().join("reports")).expect("made");
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = clone.review(&args);
    assert_eq!(done.code, 1, "{}", done.shown());
    let written: Vec<String> = forms
        .iter()
        .map(|form| {
            let path = clone.folder.path().join("reports").join(form);
            std::fs::read_to_string(path).expect("written")
        })
        .collect();
    // They are exports to nobody, but they would be read.
    std::fs::remove_dir_all(clone.folder.path().join("reports")).expect("removed");
    for (form, text) in forms.iter().zip(written) {
        assert_eq!(
            text,
            clone.review(&["main", "--format", form]).stdout,
            "{form}"
        );
    }
    assert!(done.stdout.contains("adds 4 findings"), "{}", done.stdout);
}

#[test]
fn a_review_overwrites_nothing_it_reads_and_says_what_it_could_not_write() {
    let clone = Clone::of("good");
    for (output, code, says) in [
        ("json=exports/default.json", 2, "which this run reads"),
        ("json=no/such/folder", 70, "could not be written"),
        ("sarif=a", 2, "there is no form `sarif`"),
    ] {
        let done = clone.review(&["main", "--output", output]);
        assert_eq!(done.code, code, "{output}: {}", done.shown());
        assert!(done.stderr.contains(says), "{output}: {}", done.stderr);
    }
    let done = clone.review(&["main", "--output=json=a", "--output=markdown=./a"]);
    assert_eq!(done.code, 2, "{}", done.shown());
}

/// The example's tenant in a folder of its own, beside another that nobody asks for.
#[test]
fn of_named_paths_only_these_are_read_on_both_sides() {
    let clone = Clone::of("main");
    let at = |name: &str| clone.folder.path().join(name);
    std::fs::create_dir(at("drafts")).expect("made");
    std::fs::write(at("drafts/broken.json"), "{").expect("written");
    clone.commit("a broken draft");
    clone.take("subtle");
    let whole = clone.review(&["HEAD", "--format", "json"]);
    assert_eq!(whole.code, 4, "{}", whole.shown());
    let part = clone.review(&["HEAD", "--format", "json", "--", "exports"]);
    assert_eq!(part.code, 1, "{}", part.shown());
    assert_eq!(kinds(&part), kinds(&whole));
    // The register and the config above them count.
    let by_folder = review(&example(), &["main", "subtle", "--format", "json"]);
    assert_eq!(kinds(&part), kinds(&by_folder));
    let files = ["exports/default.json", "exports/partners.json"];
    let by_file = clone.review(&["HEAD", "--format", "json", "--", files[0], files[1]]);
    assert_eq!(kinds(&by_file), kinds(&by_folder));
    clone.commit("after");
    let committed = clone.review(&["HEAD^", "HEAD", "--format", "json", "--", "exports"]);
    assert_eq!(kinds(&committed), kinds(&by_folder));
}

#[test]
fn a_named_path_that_is_not_there_is_said() {
    let clone = Clone::of("good");
    let done = clone.review(&["main", "--", "exports", "no-such-folder"]);
    assert_eq!(done.code, 4, "{}", done.shown());
    assert!(done.stdout.contains("no-such-folder"), "{}", done.shown());
    for out in ["../other", "/etc"] {
        let done = clone.review(&["main", "--", out]);
        assert_eq!(done.code, 2, "{}", done.shown());
        assert!(done.stderr.contains("leads out"), "{}", done.stderr);
    }
    // New with this change: nothing stood there before, and the config above it counts before and after.
    std::fs::create_dir(clone.folder.path().join("new")).expect("made");
    for file in ["default.json", "partners.json"] {
        let from = clone.folder.path().join("exports").join(file);
        std::fs::rename(from, clone.folder.path().join("new").join(file)).expect("moved");
    }
    let done = clone.review(&["main", "--", "new"]);
    assert!(done.stdout.contains("main:new"), "{}", done.shown());
}

/// A change that brings a folder with the name of its base would be compared with itself.
#[test]
fn a_folder_that_is_called_like_the_base_does_not_stand_for_it() {
    let clone = Clone::of("subtle");
    let main = clone.git(&["rev-parse", "main"]);
    for base in ["main", main.trim()] {
        let to = clone.folder.path().join(base);
        std::fs::create_dir_all(&to).expect("made");
        for file in ["default.json", "partners.json"] {
            let from = clone.folder.path().join("exports").join(file);
            std::fs::copy(from, to.join(file)).expect("copied");
        }
        let fooled = clone.review(&[base, "--format", "json", "--", "."]);
        let sure = clone.review(&[base, "--revisions", "--format", "json", "--", "exports"]);
        assert_eq!(sure.code, 1, "{}", sure.shown());
        assert_ne!(kinds(&fooled), kinds(&sure));
        std::fs::remove_dir_all(&to).expect("removed");
    }
}

/// An agreement that comes with the access it blesses is seen, though the config that names the register is named by hand.
#[test]
fn a_config_that_is_named_is_read_as_each_side_has_it() {
    let clone = Clone::of("main");
    let register = clone.folder.path().join("partners.yaml");
    let agreed = std::fs::read_to_string(&register).expect("a register");
    let proposed = agreed.replacen("status: approved", "status: proposed", 1);
    std::fs::write(&register, proposed).expect("written");
    clone.commit("not agreed yet");
    clone.take("good");
    let found = clone.review(&["HEAD", "--format", "json"]);
    assert!(
        found.stdout.contains("agreement-added-with-access"),
        "{}",
        found.shown()
    );
    let config = ["--config", "tenantlint.yaml"];
    let named = clone.review(&[&["HEAD", "--format", "json"], &config[..]].concat());
    assert_eq!(named.stdout, found.stdout);
    // Before a commit that brings the config, the one that is there counts.
    clone.git(&["mv", "tenantlint.yaml", "other.yaml"]);
    let new = clone.review(&["HEAD", "--format", "json", "--config", "other.yaml"]);
    assert_eq!(kinds(&new), kinds(&found));
}
