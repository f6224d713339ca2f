//! Pages that are not what was registered, or that misbehave. Each test proves with the recorder that the page ran
//! and that nothing reached it, or that the inbox stayed usable.

mod hello;
mod keyboard;
mod load;
mod navigation;
mod posing;
mod torrent;
mod unasked;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::plugin::Plugin;
use encaixe_tests::{Agent, Stage};
use serde_json::Value;
use thirtyfour::By;

/// An agent with a conversation open, a well-behaved plugin, and the attacker's tab in front.
struct Attack<'a> {
    stage: &'a Stage,
    agent: &'a Agent,
    control: Plugin,
    attacker: Plugin,
    rows: Vec<String>,
}

impl<'a> Attack<'a> {
    /// Registers the attacker at `endpoint` and shows its tab.
    async fn begin(stage: &'a Stage, endpoint: &str) -> Result<Self> {
        let attack = Self::prepare(stage, endpoint).await?;
        attack.agent.choose(&attack.attacker).await?;
        Ok(attack)
    }

    /// Registers an attacker at each endpoint, before the same agent, and leaves their tabs for the test to show.
    async fn each<const N: usize>(stage: &'a Stage, endpoints: [&str; N]) -> Result<Vec<Self>> {
        let mut attackers = Vec::new();
        for (number, endpoint) in endpoints.iter().enumerate() {
            let name = format!("Attacker {number}");
            attackers.push(stage.register(&name, endpoint).await?);
        }
        let attack = Self::prepare(stage, &stage.fixture.page("registered")).await?;
        let with = |attacker| Self {
            attacker,
            control: attack.control.clone(),
            rows: attack.rows.clone(),
            ..attack
        };
        Ok(attackers.into_iter().map(with).collect())
    }

    /// Registers the attacker, and leaves its tab for the test to show.
    async fn prepare(stage: &'a Stage, endpoint: &str) -> Result<Self> {
        let control = stage
            .register("Control", &stage.fixture.page("control"))
            .await?;
        let attacker = stage.register("Attacker", endpoint).await?;
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let first = rows.first().context("no conversation")?;
        agent.open(first).await?;
        agent.choose(&control).await?;
        agent.frame_is("verified").await?;
        Ok(Self {
            stage,
            agent,
            control,
            attacker,
            rows,
        })
    }

    /// Opens the conversation at this place of the list; ends when the host has told its plugins so.
    async fn open(&self, place: usize) -> Result<()> {
        let id = self.rows.get(place).context("too few conversations")?;
        self.agent.open(id).await?;
        let page = self.stage.fixture.page("control");
        encaixe_tests::wait::until(
            "the event at the control",
            encaixe_tests::wait::SOON,
            async || {
                let records = self.stage.fixture.records(&page, "port");
                let told = |record: &Value| {
                    record["type"] == "event" && record["conversation"] == id.as_str()
                };
                Ok(records
                    .iter()
                    .any(|record| told(&record.data["message"]))
                    .then_some(()))
            },
        )
        .await
    }

    /// The attacker's frame, as long as it is in the page.
    fn frame(&self) -> String {
        format!(".frame[data-plugin=\"{}\"] iframe", self.attacker.id)
    }

    /// The attacker's frame was taken out, and nothing had reached its page.
    async fn is_taken_out(&self, state: &str, page: &str) -> Result<()> {
        self.stage.fixture.heard(page, "alive", 1).await?;
        self.agent.frame_is(state).await?;
        let frames = self.agent.find_all(By::Css(self.frame())).await?;
        ensure!(frames.is_empty(), "its iframe is still there");
        self.open(1).await?;
        self.open(2).await?;
        self.told_nothing(page).await
    }

    /// The page ran, and after two more conversations were opened still nothing had reached it.
    async fn nothing_reached(&self, page: &str) -> Result<()> {
        let fixture = &self.stage.fixture;
        fixture.heard(page, "alive", 1).await?;
        self.open(1).await?;
        self.open(2).await?;
        // Whatever was on its way is there before the frame's own thread comes to this.
        let ends = || fixture.all().iter().filter(|it| it.kind == "end").count();
        let before = ends();
        self.attacker
            .at(self.agent)
            .js::<Value>("record('end'); return null", &[])
            .await?;
        encaixe_tests::wait::until("the end's record", encaixe_tests::wait::SOON, async || {
            Ok((ends() > before).then_some(()))
        })
        .await?;
        self.told_nothing(page).await
    }

    /// No message of the host's, and no word of a conversation or of the secret, is in what the page reported.
    async fn told_nothing(&self, page: &str) -> Result<()> {
        let fixture = &self.stage.fixture;
        for kind in ["port", "window"] {
            let told = fixture.records(page, kind);
            ensure!(told.is_empty(), "{page} was told: {told:#?}");
        }
        let mut words = Vec::new();
        // At its own origin the secret is the plugin's own affair: it stands in the registered page's address.
        if page.starts_with(&fixture.abroad) {
            let path = format!("/api/plugins/{}/secret", self.attacker.id);
            let answer = self.stage.api().await?.get(&path).await?;
            words.push(answer["secret"].as_str().context("no secret")?.to_owned());
        }
        for id in self.rows.iter().take(3) {
            let contact = self.stage.conversation(id).await?["person"]["name"].clone();
            words.push(
                contact
                    .as_str()
                    .context("a contact without a name")?
                    .to_owned(),
            );
        }
        for record in fixture.all().iter().filter(|record| record.page == page) {
            let text = record.data.to_string();
            ensure!(
                !words.iter().any(|word| text.contains(word)),
                "{page} knows: {text}"
            );
        }
        Ok(())
    }

    /// The page still does its work: a conversation opens, and the well-behaved plugin learns of it.
    async fn inbox_is_usable(&self) -> Result<()> {
        self.open(3).await?;
        self.agent.choose(&self.control).await?;
        self.agent.frame_is("verified").await
    }
}
