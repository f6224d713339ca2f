//! What the script tag leaves on the page.

use anyhow::{Result, ensure};
use encaixe_tests::binary::dist;
use encaixe_tests::build::Build;
use serde_json::json;

use super::on_page;

/// The scripts for a plain tag.
const CLASSIC: [Build; 2] = [Build::Script, Build::PlainScript];

/// What the object has, in every state of the page.
pub(crate) const MEMBERS: [&str; 31] = [
    "version",
    "embedded",
    "wire",
    "context",
    "on",
    "once",
    "off",
    "onCallback",
    "toast",
    "loading",
    "dialog",
    "addTag",
    "removeTag",
    "assignTo",
    "moveToGroup",
    "setProperty",
    "sendForm",
    "getWorkspaceInfo",
    "getToken",
    "request",
    "getConversation",
    "listMessages",
    "insertText",
    "addNote",
    "sendNote",
    "openConversation",
    "copy",
    "setBadge",
    "setHeight",
    "storage",
    "dispatchEvent",
];

#[tokio::test(flavor = "multi_thread")]
async fn the_script_leaves_one_global_which_is_complete_when_the_tag_returns() -> Result<()> {
    on_page("globals", async |page| {
        for build in CLASSIC {
            let home = &page.fixture.home;
            let address = page.fixture.page_with(build, home, "globals");
            page.browser.driver.goto(&address).await?;
            let records = page.fixture.heard(&address, "globals", 1).await?;
            let found = &records[0].data;
            ensure!(found["names"] == json!(["Kinbox"]), "{}", found["names"]);
            let members = found["members"].to_string();
            for member in MEMBERS {
                ensure!(
                    members.contains(&format!("\"{member}\"")),
                    "no {member} in {members}"
                );
            }
            ensure!(found["wire"] == "none", "{}", found["wire"]);
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_not_embedded_is_told_so_by_every_command() -> Result<()> {
    on_page("globals", async |page| {
        page.fixture.heard(&page.fixture.page("globals"), "globals", 1).await?;
        let calls = "return Promise.all([Kinbox.toast('info', 'x'), Kinbox.addTag(1), Kinbox.getWorkspaceInfo()]
            .map((call) => call.then(() => 'done', (error) => error.code)))";
        let codes = page.browser.driver.execute(calls, Vec::new()).await?;
        ensure!(codes.json() == &json!(vec!["not_embedded"; 3]), "{}", codes.json());
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_script_works_when_it_is_inlined() -> Result<()> {
    on_page("lurker", async |page| {
        page.fixture.heard(&page.fixture.page("lurker"), "alive", 1).await?;
        for build in CLASSIC {
            let script = std::fs::read_to_string(dist().join("sdk").join(build.file()))?;
            let inline = "document.open(); document.write('<!doctype html><script>' + arguments[0] + '</' + 'script>'); document.close();
                return typeof Kinbox.on";
            let kind = page.browser.driver.execute(inline, vec![script.into()]).await?;
            ensure!(kind.json() == &json!("function"), "{}", kind.json());
        }
        Ok(())
    })
    .await
}
