//! Settings > Apps: a zip is chosen, and from there on the keyboard alone uploads, connects, checks and removes.

use std::fs;
use std::io::{Cursor, Write as _};

use anyhow::{Result, bail, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::app::descriptor;
use encaixe_tests::binary::fresh_folder;
use encaixe_tests::remote_api::{Asked, RemoteApi};
use encaixe_tests::wait::{SOON, until};
use encaixe_tests::{Agent, scenario_with};
use serde_json::{Value, json};
use thirtyfour::Key;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const KEY: &str = "chave-certa-1";

fn answer(asked: &Asked) -> (u16, Value) {
    if asked.header("x-api-key") == [KEY] {
        (200, json!({"id": 1}))
    } else {
        (401, json!({"message": "Unknown key"}))
    }
}

fn shop(base: &str) -> Value {
    let key =
        json!({"name": "key", "label": "Chave da API", "type": "password", "mapping": "X-Api-Key"});
    let ping = json!({"method_name": "/me"});
    let authentication =
        json!({"type": "pass_through_header", "fields": [key], "ping_request": ping});
    descriptor("loja", "Loja de Teste", base, &authentication)
}

/// A zip with these files.
fn zip(files: &[(&str, &str)]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Presses Tab until such an element has the focus, and shows it.
async fn tab_to(admin: &Agent, css: &str) -> Result<()> {
    let there = "const one = document.activeElement; const box = one.getBoundingClientRect();\
        return one.matches(arguments[0]) && one.matches(':focus-visible') && box.width > 0 && box.bottom > 0 && box.top < innerHeight";
    admin.see(css).await?;
    for _ in 0..60 {
        if admin.js(there, &[css.into()]).await? {
            return Ok(());
        }
        admin.press(Key::Tab).await?;
    }
    bail!("Tab does not come to {css}")
}

/// Goes to an element by Tab, and presses Enter there.
async fn enter(admin: &Agent, css: &str) -> Result<()> {
    tab_to(admin, css).await?;
    admin.press(Key::Enter).await
}

/// Presses a key while another one is held.
async fn chord(admin: &Agent, held: Key, key: impl Into<char>) -> Result<()> {
    let keys = admin
        .action_chain()
        .key_down(held.clone())
        .send_keys(key.into());
    Ok(keys.key_up(held).perform().await?)
}

/// Goes to a field by Tab, and writes into it in place of what it has.
async fn write(admin: &Agent, css: &str, text: &str) -> Result<()> {
    tab_to(admin, css).await?;
    chord(admin, Key::Control, 'a').await?;
    Ok(admin.action_chain().send_keys(text).perform().await?)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_comes_as_a_zip_and_the_keyboard_alone_connects_and_removes_it() -> Result<()> {
    scenario_with(&["--delivery-allow-loopback"], async |stage| {
        let admin = stage.admin().await?;
        let remote = RemoteApi::that(answer).await?;
        let folder = fresh_folder()?;
        let file = folder.path().join("loja.zip");
        let text = format!("{:#}", shop(&remote.origin));
        admin.visit("/settings/apps/new-app").await?;
        admin.see(&hook("app-upload")).await?;
        let upload = hook("app-upload");
        // What no zip of an app has is told, each time of another one, and nothing is kept.
        let broken = "{\"app_id\": \"loja\",}";
        let cases = [
            (
                zip(&[("lib/app.json", &text), ("../../fora.js", "1")])?,
                "../../fora.js",
            ),
            (zip(&[("leia-me.txt", "Oi")])?, "this file"),
            (zip(&[("loja/lib/app.json", broken)])?, "comma"),
            (b"no zip at all".to_vec(), "zip"),
        ];
        for (bytes, told) in cases {
            fs::write(&file, bytes)?;
            admin.attach("input[name=zip]", &[&file]).await?;
            until(told, SOON, async || {
                let page = admin.read(&hook("app-errors")).await?;
                Ok(page.contains(told).then_some(()))
            })
            .await?;
            ensure!(!admin.see(&upload).await?.is_enabled().await?, "{told}");
        }
        let api = stage.api().await?;
        let kept = api.get("/api/apps").await?;
        ensure!(kept == json!([]), "{kept}");

        // As developers zip it, with the folder around it.
        fs::write(
            &file,
            zip(&[("loja/lib/app.json", &text), ("loja/README.md", "# Loja")])?,
        )?;
        admin.attach("input[name=zip]", &[&file]).await?;
        enter(admin, &format!("{upload}:enabled")).await?;
        enter(admin, &format!("{} .button-primary", hook("connections"))).await?;
        write(admin, "[name=name]", "Vendas").await?;
        write(admin, "[name='fields.key']", "errada").await?;
        enter(admin, &hook("connection-try")).await?;
        admin
            .see(&hook_of("ping", "data-outcome", "ping-credentials-refused"))
            .await?;
        admin.focus_is(&hook("connection-try")).await?;
        // Back to the field, as people go back.
        chord(admin, Key::Shift, Key::Tab).await?;
        chord(admin, Key::Shift, Key::Tab).await?;
        admin.focus_is("[name='fields.key']").await?;
        write(admin, "[name='fields.key']", KEY).await?;
        // Enter in a field saves, as in every form.
        admin.press(Key::Enter).await?;
        admin.see(&hook("connection-standing")).await?;
        enter(admin, &hook("ping-now")).await?;
        admin
            .see(&hook_of("ping", "data-outcome", "ping-passed"))
            .await?;
        let delete = hook("app-delete");
        enter(admin, &delete).await?;
        admin.see(&hook("dialog")).await?;
        admin.press(Key::Escape).await?;
        admin.gone(&hook("dialog")).await?;
        admin.focus_is(&delete).await?;
        admin.press(Key::Enter).await?;
        enter(admin, &hook("dialog-ok")).await?;
        // The app's page, which has no connection any more.
        admin.see(&hook("connections")).await?;
        ensure!(admin.path().await? == "/settings/apps/loja");
        let left = api.get("/api/apps/loja/connections").await?;
        ensure!(left == json!([]), "{left}");
        Ok(())
    })
    .await
}
