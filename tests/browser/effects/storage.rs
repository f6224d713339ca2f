//! `storage`: who sees what a plugin keeps, and how much it may keep.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::plugin::Frame;
use encaixe_tests::scenario;
use serde_json::{Value, json};

use super::{Pair, event, knows, refusal, show, value};

#[tokio::test(flavor = "multi_thread")]
async fn each_scope_is_shared_by_those_whom_it_names_and_no_plugin_sees_anothers() -> Result<()> {
    scenario(async |stage| {
        let pair = Pair::begin(stage).await?;
        let [mine, theirs] = pair.frames();
        let odd = json!({"a": [1, "ç", null, {"deep": true}], "key/with ?#": 0.5});
        for scope in ["user", "workspace", "conversation"] {
            let call = format!("Kinbox.storage.set('chave/ç ?#', {odd}, {{scope: '{scope}'}})");
            ensure!(value(&mine, &call).await?.is_null());
            ensure!(get(&mine, scope).await? == odd, "{scope}");
            ensure!(
                value(&mine, &format!("Kinbox.storage.keys({{scope: '{scope}'}})")).await?
                    == json!(["chave/ç ?#"])
            );
        }
        let default = value(&mine, "Kinbox.storage.get('chave/ç ?#')").await?;
        ensure!(
            default == odd,
            "without a scope it is the user's: {default}"
        );
        ensure!(
            get(&theirs, "user").await?.is_null(),
            "a colleague sees what is the user's own"
        );
        for scope in ["workspace", "conversation"] {
            ensure!(
                get(&theirs, scope).await? == odd,
                "a colleague does not see {scope}"
            );
        }
        pair.colleague.open(&pair.rows[1]).await?;
        knows(&theirs, &pair.rows[1]).await?;
        ensure!(
            get(&theirs, "conversation").await?.is_null(),
            "another conversation has it too"
        );
        value(
            &theirs,
            "Kinbox.storage.remove('chave/ç ?#', {scope: 'workspace'})",
        )
        .await?;
        ensure!(
            get(&mine, "workspace").await?.is_null(),
            "what a colleague removed is still there"
        );

        let other = stage
            .register("Other", &stage.fixture.page_abroad("listens"))
            .await?;
        show(pair.admin, &other, &pair.rows[0]).await?;
        let strange = other.at(pair.admin);
        for scope in ["user", "workspace", "conversation"] {
            let keys = value(
                &strange,
                &format!("Kinbox.storage.keys({{scope: '{scope}'}})"),
            )
            .await?;
            ensure!(keys == json!([]), "another plugin sees {keys} of {scope}");
        }
        pair.admin.choose(&pair.plugin).await?;
        pair.admin.click(&hook("frame-reload")).await?;
        event(&mine, "conversation", 1).await?;
        ensure!(
            get(&mine, "user").await? == odd,
            "it did not outlive a reload"
        );

        pair.admin.unselect().await?;
        event(&mine, "no_conversation", 1).await?;
        let (code, _) = refusal(&mine, "Kinbox.storage.get('k', {scope: 'conversation'})").await?;
        ensure!(code == "no_conversation", "{code}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn past_its_bounds_nothing_is_stored_and_nothing_is_lost() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, _) = super::listening(stage).await?;
        let frame = plugin.at(agent);
        // The JSON text of a text has two quotes more.
        ensure!(value(&frame, "Kinbox.storage.set('most', 'x'.repeat(65534))").await?.is_null());
        let (code, message) = refusal(&frame, "Kinbox.storage.set('most', 'x'.repeat(65535))").await?;
        ensure!(code == "too_large" && message.contains("65536"), "{code}: {message}");
        let (code, _) = refusal(&frame, "Kinbox.storage.set('bytes', 'ç'.repeat(40000))").await?;
        ensure!(code == "too_large", "bytes are counted, not characters: {code}");
        let kept: usize = frame.js("return Kinbox.storage.get('most').then((value) => value.length)", &[]).await?;
        ensure!(kept == 65_534, "{kept}");

        let fill = "(async () => {
            const ends = [];
            for (let i = 0; i < 20; i++) ends.push(await end(Kinbox.storage.set('k' + i, 'x'.repeat(65534), {scope: 'workspace'})));
            return {ends, keys: (await Kinbox.storage.keys({scope: 'workspace'})).length};
        })()";
        let filled = value(&frame, fill).await?;
        let ends = filled["ends"].as_array().context("no ends")?;
        let fitted = ends.iter().take_while(|end| end.get("code").is_none()).count();
        ensure!(fitted == 15, "a mebibyte with its keys has room for 15, not {fitted}");
        for end in ends.iter().skip(fitted) {
            ensure!(end["code"] == "too_large", "{end}");
            ensure!(end["message"].as_str().is_some_and(|text| text.contains("1048576")), "{end}");
        }
        ensure!(filled["keys"] == 15, "{filled}");
        value(&frame, "Kinbox.storage.remove('k0', {scope: 'workspace'})").await?;
        value(&frame, "Kinbox.storage.set('again', 'x'.repeat(65000), {scope: 'workspace'})").await?;
        Ok(())
    })
    .await
}

async fn get(frame: &Frame<'_>, scope: &str) -> Result<Value> {
    value(
        frame,
        &format!("Kinbox.storage.get('chave/ç ?#', {{scope: '{scope}'}})"),
    )
    .await
}
