//! What a plugin's server verifies by, on the plugin's page.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::scenario;
use encaixe_tests::wait::until_equal;
use serde_json::{Value, json};

use super::SUBMIT;

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_has_an_address_of_keys_or_a_secret_that_is_shown_and_rotates_with_an_overlap()
-> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let plugin = stage.demo().await?;
        let path = format!("/api/plugins/{}", plugin.id);
        let api = stage.api().await?;
        agent.visit(&format!("/settings/plugins/{}", plugin.id)).await?;
        let jwks = format!("{}/.well-known/jwks.json", stage.server.page);
        agent.reads(&hook("jwks"), &jwks).await?;
        ensure!(agent.shown(&hook("signing-show")).await?.is_none());

        let choose = "const select = document.querySelector('select[name=proofAlgorithm]');
            select.value = 'HS256'; select.dispatchEvent(new Event('change', {bubbles: true})); return null";
        agent.js::<Value>(choose, &[]).await?;
        agent.click(SUBMIT).await?;
        agent.see(&hook("signing-show")).await?;
        agent.gone(&hook("jwks")).await?;
        let secrets = async || -> Result<Vec<String>> {
            let all = api.get(&format!("{path}/signing/secrets")).await?;
            let all = all.as_array().context("no list")?.iter();
            Ok(all.filter_map(|one| Some(one["secret"].as_str()?.to_owned())).collect())
        };
        let first = secrets().await?;
        ensure!(agent.shown(&hook("signing-secret")).await?.is_none(), "it is shown unasked");
        agent.click(&hook("signing-show")).await?;
        agent.reads(&hook("signing-secret"), &first[0]).await?;

        agent.click(&hook("signing-rotate")).await?;
        agent.fill("input[name=overlapHours]", "800").await?;
        agent.see(".dialog .field-error").await?;
        agent.fill("input[name=overlapHours]", "48").await?;
        agent.click(&hook("dialog-ok")).await?;
        agent.gone(&hook("dialog")).await?;
        agent.gone(&hook("signing-secret")).await?;
        agent.click(&hook("signing-show")).await?;
        let shown = "return [...document.querySelectorAll('[data-testid=signing-secret]')].map((one) => one.textContent)";
        until_equal("both secrets", json!(secrets().await?), async || agent.js(shown, &[]).await).await?;
        let both = secrets().await?;
        ensure!(both.len() == 2 && both[0] == first[0], "the one before signs on");
        let facts = agent.see(&format!("{} .facts", hook("signing"))).await?.text().await?;
        ensure!(facts.contains("HS256") && facts.contains(&stage.server.page), "{facts}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_plugin_goes_without_its_secret_in_the_address_unless_the_older_protocol_is_allowed()
-> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let is_on = "return document.querySelector('input[name=authSecret]').checked";
        agent.visit("/settings/plugins/new").await?;
        agent.see("input[name=authSecret]").await?;
        ensure!(!agent.js::<bool>(is_on, &[]).await?, "the form proposes it");
        agent.click("input[name=classic]").await?;
        until_equal("with the older protocol", true, async || {
            agent.js(is_on, &[]).await
        })
        .await?;
        agent.click("input[name=classic]").await?;
        until_equal("without it", false, async || agent.js(is_on, &[]).await).await?;
        agent.fill("input[name=name]", "Pedidos").await?;
        agent
            .fill("input[name=endpoint]", &stage.fixture.page("sdk"))
            .await?;
        agent.click(SUBMIT).await?;
        agent.see(".section-danger").await?;
        let api = stage.api().await?;
        let list = api.get("/api/plugins").await?;
        let made = list["items"].as_array().context("no list")?.iter();
        let made = made
            .rev()
            .find(|one| one["name"] == "Pedidos")
            .context("it is not there")?
            .clone();
        ensure!(made["authSecret"] == false, "{made}");
        // The switch is for those that have it off, and those that have it on.
        agent.click("input[name=authSecret]").await?;
        agent.click(SUBMIT).await?;
        let path = format!("/api/plugins/{}", made["id"].as_str().context("no id")?);
        until_equal("the switch", json!(true), async || {
            Ok(api.get(&path).await?["authSecret"].clone())
        })
        .await
    })
    .await
}
