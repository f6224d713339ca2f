//! The same person twice: offered, compared, made one, taken back; an address that is read before it is kept.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::scenario;
use encaixe_tests::wait::until_equal;
use serde_json::json;
use thirtyfour::Key;

use super::{arrives, channel};

#[tokio::test(flavor = "multi_thread")]
async fn one_person_in_two_channels_is_made_one_contact_and_two_again() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let colleague = stage.colleague().await?;
        let (phone, chat) = (channel(stage, "whatsapp").await?, channel(stage, "webchat").await?);
        let by_phone = json!({"sender": "558588880001", "type": "text", "content": "Oi",
            "contactInfo": {"name": "Zulmira"}});
        let (_, by_phone) = arrives(stage, &phone, &by_phone).await?;
        let by_chat = json!({"sender": "v-77", "type": "file", "mediaUrl": "https://m.example/a", "fileName": "orçamento.pdf",
            "contactInfo": {"name": "Zulmira Prado", "phone": "+55 85 98888-0001", "email": "zu@correio.example"}});
        let (_, by_chat) = arrives(stage, &chat, &by_chat).await?;
        let id = |received: &serde_json::Value, what: &str| -> Result<String> {
            Ok(received[what]["id"].as_str().context("no id")?.to_owned())
        };
        let (first, second) = (id(&by_phone, "conversation")?, id(&by_chat, "conversation")?);
        let (kept, gone) = (id(&by_phone, "contact")?, id(&by_chat, "contact")?);
        ensure!(kept != gone, "what is claimed joins nobody");

        colleague.open(&first).await?;
        colleague.see(&hook_of("same", "data-contact", &gone)).await?;
        agent.open(&second).await?;
        agent.reads(".media-name", "orçamento.pdf").await?;
        agent.open(&first).await?;
        agent.reads(&hook("head-address"), "+55 85 98888-0001").await?;
        agent.see(&hook_of("same", "data-contact", &gone)).await?;

        // What will be kept is shown before, and Esc leaves all as it is.
        agent.click(&hook("same-compare")).await?;
        let facts = async || -> Result<String> {
            agent.js("return [...document.querySelectorAll('[data-testid=merge-fact]')].map((one) => one.innerText.replace(/\\s+/g, ' ')).join('|')", &[]).await
        };
        let shown = facts().await?;
        ensure!(shown.contains("Zulmira Zulmira Prado") && shown.contains("zu@correio.example"), "{shown}");
        agent.press(Key::Escape).await?;
        agent.gone(&hook("dialog")).await?;
        agent.click(&hook("same-compare")).await?;
        agent.see(&hook("dialog")).await?;
        agent.click(&hook("dialog-ok")).await?;
        agent.gone(&hook("dialog")).await?;
        for (conversation, who) in [(&first, agent), (&second, agent), (&first, colleague)] {
            who.open(conversation).await?;
            who.reads(".head-name", "Zulmira").await?;
            who.gone(&hook("same")).await?;
            let person = &stage.conversation(conversation).await?["person"];
            ensure!(person["id"] == kept.as_str() && person["email"] == "zu@correio.example", "{person}");
        }

        // Back by the notice; then once more, and back by the panel of the other agent.
        agent.click(&hook("toast-undo")).await?;
        let owner = async |conversation: &str| -> Result<String> {
            Ok(stage.conversation(conversation).await?["person"]["id"].as_str().context("no id")?.to_owned())
        };
        until_equal("the other's conversation", gone.clone(), async || owner(&second).await).await?;
        colleague.see(&hook_of("same", "data-contact", &gone)).await?;
        colleague.click(&hook("same-compare")).await?;
        colleague.see(&hook("dialog")).await?;
        colleague.click(&hook("dialog-ok")).await?;
        until_equal("one contact", kept.clone(), async || owner(&second).await).await?;
        agent.open(&first).await?;
        if agent.shown(&hook("details")).await?.is_none() {
            agent.click(&hook("details-toggle")).await?;
        }
        agent.click(&hook("same-undo")).await?;
        until_equal("two contacts", gone.clone(), async || owner(&second).await).await?;

        // Not the same: nobody is asked any more.
        agent.click(&hook("same-apart")).await?;
        agent.gone(&hook("same")).await?;
        colleague.gone(&hook("same")).await?;

        // What is typed is read before it is kept.
        agent.click(&hook("details-edit")).await?;
        let field = format!("{} [name=phone]", hook("details-form"));
        agent.fill(&field, "85 8888-0002").await?;
        agent.see(".field-note").await?;
        let note = agent.see(".field-note").await?.text().await?;
        ensure!(note.contains("+55 85 98888-0002"), "{note}");
        agent.click(&hook("details-save")).await?;
        agent.gone(&hook("details-form")).await?;
        let person = &stage.conversation(&first).await?["person"];
        ensure!(person["phone"] == "5585988880002", "{person}");
        Ok(())
    })
    .await
}
