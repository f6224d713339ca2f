//! Where the keyboard is in the settings: in a form that opens, back where it came from, and never nowhere. And what comes
//! by itself after the server could not be reached.

use anyhow::Result;
use encaixe_tests::agent::hook;
use encaixe_tests::scenario;
use encaixe_tests::wait::until_equal;
use serde_json::Value;
use thirtyfour::Key;

use super::{PRIMARY, SUBMIT};

const NAME: &str = "input[name=name]";
const TITLE: &str = ".settings-column h1";

#[tokio::test(flavor = "multi_thread")]
async fn a_form_takes_the_keyboard_and_gives_it_back_and_no_end_loses_it() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        admin.visit("/settings/tokens").await?;
        let cancel = ".form-buttons .button-plain";
        for path in ["/settings/tokens", "/settings/members", "/settings/tags"] {
            admin.visit_within(path, PRIMARY).await?;
            admin.click(PRIMARY).await?;
            admin.focus_is(NAME).await?;
            admin.click(cancel).await?;
            admin.focus_is(PRIMARY).await?;
        }
        // Each part of a list has a button of its own.
        let second = hook("own-new-session");
        admin.visit_within("/settings/fields", &second).await?;
        admin.click(&second).await?;
        admin.focus_is(NAME).await?;
        admin.press(Key::Escape).await?;
        admin.focus_is(&second).await?;
        admin.visit_within("/settings/plugins", PRIMARY).await?;
        admin.click(PRIMARY).await?;
        admin.focus_is(NAME).await?;
        admin.click(".crumb").await?;
        admin.focus_is(TITLE).await?;

        // The first mistake has it, once: whoever goes on elsewhere stays there.
        let new = hook("own-new");
        admin.visit_within("/settings/groups", &new).await?;
        admin.click(&new).await?;
        admin.fill(NAME, "Suporte").await?;
        admin.click(&hook("own-save")).await?;
        admin.focus_is("fieldset.has-error input").await?;
        admin
            .see("input[name=description]")
            .await?
            .send_keys("Dia e noite")
            .await?;
        admin.focus_is("input[name=description]").await?;

        // What ends takes it along to the title.
        admin.visit_within("/settings/tags", &new).await?;
        admin.click(&new).await?;
        admin.fill(NAME, "Passageira").await?;
        admin.click(&hook("own-save")).await?;
        let line = "[data-name=Passageira]";
        admin.click(&format!("{line} {}", hook("own-edit"))).await?;
        admin.click(&hook("own-delete")).await?;
        admin.click(&hook("dialog-cancel")).await?;
        admin.focus_is(&hook("own-delete")).await?;
        admin.click(&hook("own-delete")).await?;
        admin.click(&hook("dialog-ok")).await?;
        admin.gone(line).await?;
        admin.focus_is(TITLE).await?;
        admin.visit_within("/settings/tokens", PRIMARY).await?;
        admin.click(PRIMARY).await?;
        admin.fill(NAME, "de passagem").await?;
        admin.click(SUBMIT).await?;
        admin.click(".section-once .form-buttons button").await?;
        admin.focus_is(TITLE).await?;
        admin
            .click("[data-token]:last-child .line-end button")
            .await?;
        admin.click(&hook("dialog-ok")).await?;
        admin.gone(&hook("dialog")).await?;
        admin.focus_is(TITLE).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_did_not_come_is_asked_for_again_by_itself() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        let lose = "const real = fetch; let left = 2; window.fetch = async (what, how) => {
            if (!String(what.url ?? what).includes('/api/tags')) return real(what, how);
            if (--left === 0) window.fetch = real;
            throw new TypeError('no network');
        }; return null";
        admin.js::<Value>(lose, &[]).await?;
        admin
            .visit_within("/settings/tags", ".settings [role=alert]")
            .await?;
        admin.see("[data-name=VIP]").await?;
        admin.gone(".settings [role=alert]").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_shows_which_section_is_open_and_leads_back_from_what_did_not_come() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        let rows = admin.rows().await?;
        admin.set_window_rect(0, 0, 500, 800).await?;
        let path = "/settings/sessions";
        admin.visit_within(path, &hook("session-current")).await?;
        let seen = "const [one, row] = ['.is-here', '.rail-list'].map((css) => document.querySelector(css).getBoundingClientRect());
            return one.left >= row.left - 1 && one.right <= row.right + 1";
        until_equal("the section in its row", true, async || admin.js(seen, &[]).await).await?;

        let lose = "window.fetch = async () => { throw new TypeError('no network'); }; return null";
        admin.js::<Value>(lose, &[]).await?;
        let back = ".conversation-place [role=alert] .only-single";
        admin.visit_within(&format!("/inbox/{}", rows[0]), back).await?;
        admin.click(back).await?;
        admin.see(&hook("conversation-row")).await?;
        Ok(())
    })
    .await
}
