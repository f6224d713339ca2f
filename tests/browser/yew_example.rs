//! The example in Rust, `dist/examples/yew`, as a plugin of the real inbox.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::binary::dist;
use encaixe_tests::plugin::{Frame, Plugin};
use encaixe_tests::site::Site;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, Stage, database, scenario};
use serde_json::Value;

/// The admin with the example in front and the first conversation open, the served example, and the conversations.
struct Desk<'a> {
    agent: &'a Agent,
    plugin: Plugin,
    rows: Vec<String>,
    site: Site,
}

impl<'a> Desk<'a> {
    async fn begin(stage: &'a Stage) -> Result<Self> {
        let site = Site::start(&dist().join("examples/yew"), None).await?;
        let plugin = stage.register("Yew", &site.start_page()).await?;
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        agent.open(rows.first().context("no conversation")?).await?;
        agent.choose(&plugin).await?;
        agent.frame_is("verified").await?;
        Ok(Self {
            agent,
            plugin,
            rows,
            site,
        })
    }

    const fn frame(&self) -> Frame<'_> {
        self.plugin.at(self.agent)
    }

    /// Waits until the example shows this conversation's contact.
    async fn shows(&self, stage: &Stage, conversation: &str) -> Result<()> {
        let name = stage.conversation(conversation).await?["contact"]["name"].clone();
        let name = name.as_str().context("no name")?;
        self.frame().reads("#name", name).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_shows_the_contact_and_toggles_the_tag_of_the_open_conversation() -> Result<()> {
    scenario(async |stage| {
        let desk = Desk::begin(stage).await?;
        let (frame, rows) = (desk.frame(), &desk.rows);
        desk.shows(stage, &rows[0]).await?;
        let before = has_vip(stage, &rows[1]).await?;
        for _ in 0..2 {
            let was = has_vip(stage, &rows[0]).await?;
            pressed(&frame, was).await?;
            frame.click("#vip").await?;
            pressed(&frame, !was).await?;
            vip_in_database(stage, &rows[0], !was).await?;
            let chips = "return [...document.querySelectorAll('#tags li')].some((tag) => tag.textContent === 'VIP')";
            frame.until_js(!was, chips).await?;
        }
        desk.agent.open(&rows[1]).await?;
        desk.shows(stage, &rows[1]).await?;
        pressed(&frame, before).await?;
        frame.click("#vip").await?;
        pressed(&frame, !before).await?;
        vip_in_database(stage, &rows[1], !before).await?;

        // The keyboard is in the frame since the click: the page is left as by its address.
        let row = hook("conversation-row");
        desk.agent.visit_within("/inbox", &row).await?;
        let none = in_words(&frame, ["Nenhuma conversa aberta", "No conversation open"]);
        frame.reads("h1", none.await?).await?;
        ensure!(frame.js::<bool>("return !document.getElementById('vip')", &[]).await?);
        desk.agent.open(&rows[0]).await?;
        desk.shows(stage, &rows[0]).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn its_note_is_for_the_conversation_that_it_was_begun_in_or_for_none() -> Result<()> {
    scenario(async |stage| {
        let desk = Desk::begin(stage).await?;
        let (agent, frame, rows) = (desk.agent, desk.frame(), &desk.rows);
        desk.shows(stage, &rows[0]).await?;
        frame.click("#note").await?;
        agent.fill_in("text", "Quer trocar a manta").await?;
        agent.click(&hook("form-send")).await?;
        agent.see(&hook_of("toast", "data-kind", "success")).await?;
        ensure!(notes(stage, "Quer trocar a manta").await? == [rows[0].clone()]);

        frame
            .until_js(true, "return !document.getElementById('note').disabled")
            .await?;
        frame.click("#note").await?;
        agent.see(&hook("form")).await?;
        let other = hook_of("conversation", "data-id", &rows[1]);
        agent
            .visit_within(&format!("/inbox/{}", rows[1]), &other)
            .await?;
        agent.fill_in("text", "Para quem?").await?;
        agent.click(&hook("form-send")).await?;
        let problem = agent.see(&hook_of("toast", "data-kind", "error")).await?;
        let problem = problem.text().await?;
        let told = [
            "Outra conversa foi aberta; nada mudou.",
            "Another conversation was opened; nothing was changed.",
        ];
        ensure!(problem.contains(in_words(&frame, told).await?), "{problem}");
        ensure!(notes(stage, "Para quem?").await?.is_empty());
        desk.shows(stage, &rows[1]).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_follows_the_inboxs_colours_and_language_and_stands_alone_with_its_address() -> Result<()>
{
    scenario(async |stage| {
        let desk = Desk::begin(stage).await?;
        let (agent, frame) = (desk.agent, desk.frame());
        desk.shows(stage, &desk.rows[0]).await?;
        agent.click(".user-button").await?;
        for (choice, theme) in [(3, "dark"), (2, "light")] {
            let segment = format!(".sheet hr + .segments .segment:nth-child({choice})");
            agent.click(&segment).await?;
            let shown = "return document.documentElement.dataset.theme";
            frame.until_js(theme.to_owned(), shown).await?;
        }
        for (language, words) in [("en", "Take a note"), ("pt-BR", "Criar uma nota")] {
            agent
                .click(&format!(".segments .segment:has([lang=\"{language}\"])"))
                .await?;
            frame.reads("#note", words).await?;
            let shown = "return document.documentElement.lang";
            frame.until_js(language.to_owned(), shown).await?;
        }
        agent.goto(desk.site.start_page()).await?;
        agent.reads("code", &desk.site.start_page()).await
    })
    .await
}

/// Of the same words in Portuguese and English those of the example's language.
async fn in_words(
    frame: &Frame<'_>,
    [portuguese, english]: [&'static str; 2],
) -> Result<&'static str> {
    let language: String = frame
        .js("return document.documentElement.lang", &[])
        .await?;
    Ok(if language == "pt-BR" {
        portuguese
    } else {
        english
    })
}

async fn pressed(frame: &Frame<'_>, want: bool) -> Result<()> {
    let is = "const vip = document.getElementById('vip'); return vip && !vip.disabled ? vip.ariaPressed : null";
    frame.until_js(Value::from(want.to_string()), is).await
}

async fn has_vip(stage: &Stage, conversation: &str) -> Result<bool> {
    let sql = "SELECT tag.name FROM conversation_tag JOIN tag ON tag.id = tag_id WHERE conversation_id = $1";
    let tags = database::column(stage.data.path(), sql, &[conversation]).await?;
    Ok(tags.iter().any(|name| name == "VIP"))
}

async fn vip_in_database(stage: &Stage, conversation: &str, want: bool) -> Result<()> {
    until_equal("the tag in the database", want, async || {
        has_vip(stage, conversation).await
    })
    .await
}

/// The conversations that have a note with this text.
async fn notes(stage: &Stage, text: &str) -> Result<Vec<String>> {
    let sql = "SELECT conversation_id FROM message WHERE body = $1 AND kind = 'note'";
    database::column(stage.data.path(), sql, &[text]).await
}
