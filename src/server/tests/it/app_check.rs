//! `encaixe app check`, and the schema of the same format for editors.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::Running;

fn descriptors(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../api/tests/descriptors")
        .join(folder)
}

fn check(paths: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_encaixe"));
    command.args(["app", "check"]).args(paths);
    command.output().unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn good_files_are_said_to_be_good_wherever_they_lie() {
    let folder = tempfile::tempdir().unwrap();
    let lib = folder.path().join("lib");
    fs::create_dir(&lib).unwrap();
    let descriptor = lib.join("app.json");
    fs::copy(descriptors("good/zendesk.json"), &descriptor).unwrap();
    for path in [folder.path(), &descriptor] {
        let output = check(&[path]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(printed(&output), "zendesk is good: 0 errors, 0 warnings\n");
    }
    let zip = folder.path().join("zendesk.ZIP");
    let mut writer = ZipWriter::new(fs::File::create(&zip).unwrap());
    writer
        .start_file("zendesk/lib/app.json", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(&fs::read(&descriptor).unwrap()).unwrap();
    writer.finish().unwrap();
    let output = check(&[&zip]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(printed(&output), "zendesk is good: 0 errors, 0 warnings\n");
    let script = lib.join("index.js");
    fs::write(&script, "const key = 'k3y_0123456789_abcdef';\n").unwrap();
    for paths in [
        &[folder.path()][..],
        &[&descriptor],
        &[&descriptor, &script],
    ] {
        let output = check(paths);
        assert_eq!(
            output.status.code(),
            Some(0),
            "warnings alone are no failure"
        );
        let printed = printed(&output);
        assert!(
            printed.starts_with("lib/index.js:1:13: warning: "),
            "{printed}"
        );
        assert!(printed.ends_with("zendesk is good: 0 errors, 1 warning\n"));
    }
}

#[test]
fn every_problem_has_a_line_and_errors_are_a_failure() {
    for entry in fs::read_dir(descriptors("bad")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let output = check(&[&path]);
        assert_eq!(output.status.code(), Some(1), "{}", path.display());
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap();
        assert_eq!(printed(&output), expected);
        let told = String::from_utf8(output.stderr).unwrap();
        let errors = expected
            .lines()
            .filter(|line| !line.contains(": warning: "));
        assert!(
            told.starts_with(&format!("error: {} error", errors.count())),
            "{told}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_a_failure_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let output = check(&[folder.path()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        printed(&output).starts_with("lib/app.json:1:1"),
        "{output:?}"
    );
    let zip = folder.path().join("app.zip");
    fs::write(&zip, "no zip").unwrap();
    let output = check(&[&zip]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).starts_with("app.zip:1:1"), "{output:?}");
    let output = check(&[&folder.path().join("nothing.json")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("nothing.json")
    );
}

#[tokio::test]
async fn the_schema_is_served_to_everyone() {
    let running = Running::start().await;
    let schema: Value = running.stranger().read("/app-descriptor.schema.json").await;
    assert_eq!(schema["type"], "object");
    assert_eq!(schema["properties"]["app_id"]["maxLength"], 64);
    let required = schema["required"].as_array().unwrap();
    assert!(required.contains(&Value::from("authentication")));
}
