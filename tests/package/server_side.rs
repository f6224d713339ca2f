//! The package where there is no page: on a server that renders one.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::project::Project;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn on_a_server_the_import_leaves_nothing_and_calls_say_that_there_is_no_page() -> Result<()> {
    let project = Project::new("tests/package/projects/server_side").await?;
    // It ends by itself, and an end that nobody looks at does not end it: both would fail here.
    let printed = project.run("node", &["render.mjs"]).await?;
    let told: Value = serde_json::from_str(printed.trim()).context(printed.clone())?;
    ensure!(told["globals"] == json!([]), "{told}");
    ensure!(told["busy"] == json!([]), "{told}");
    let found = told["found"].as_object().context("nothing found")?;
    ensure!(found.len() == 3, "{told}");
    for (entry, found) in found {
        for call in ["call", "stored"] {
            let end = &found[call];
            ensure!(end["name"] == "KinboxError", "{entry}: {end}");
            ensure!(end["code"] == "unsupported", "{entry}: {end}");
            let why = end["message"].as_str().unwrap_or_default();
            ensure!(why.contains("page"), "{entry}: {why}");
        }
        ensure!(found["same"] == true, "{entry}: {found}");
        ensure!(found["heard"] == 0, "{entry}: {found}");
        ensure!(
            found["state"] == json!([false, "none", null]),
            "{entry}: {found}"
        );
    }
    Ok(())
}
