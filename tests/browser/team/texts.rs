//! What people write: addresses in it, scripts that run the other way, signs that nobody sees, input methods, drafts,
//! days by the calendar.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, scenario};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use thirtyfour::Key;

use super::{arrives, channel, draft, says};

/// A person's messages; gives the conversation.
async fn wrote(stage: &Stage, texts: &[&str]) -> Result<String> {
    let channel = channel(stage, "whatsapp").await?;
    let mut id = String::new();
    for text in texts {
        let message = json!({"sender": "+5585988880003", "type": "text", "content": text,
            "contactInfo": {"name": "Dalia"}});
        let (status, came) = arrives(stage, &channel, &message).await?;
        ensure!(status == StatusCode::CREATED, "{status}: {came}");
        let found = came["conversation"]["id"].as_str();
        found.context("no id")?.clone_into(&mut id);
    }
    Ok(id)
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_lead_where_they_seem_to_and_texts_stay_as_they_were_written() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let turned = "fatura\u{202e}fdp.exe (veja)";
        let id = wrote(
            stage,
            &[
                "*https://pt.wikipedia.org/wiki/Curva_(desambiguação)*, ok",
                "WWW.Loja.example/p, ou ana@loja.example!",
                "https://good.example@bad.example/x",
                "https://аpple.com/",
                "javascript:alert(1)",
                turned,
                "\u{200b}\u{2800}",
                "שלום, מה שלומך?",
                "مرحبا",
            ],
        )
        .await?;
        agent.open(&id).await?;
        says(agent, turned, 1).await?;
        let links: Vec<(String, String)> = agent
            .js("return [...document.querySelectorAll('.message-text a')].map((a) => [a.textContent, a.href])", &[])
            .await?;
        let links: Vec<(&str, &str)> = links.iter().map(|(text, to)| (text.as_str(), to.as_str())).collect();
        ensure!(
            links
                == [
                    (
                        "https://pt.wikipedia.org/wiki/Curva_(desambiguação)",
                        "https://pt.wikipedia.org/wiki/Curva_(desambigua%C3%A7%C3%A3o)"
                    ),
                    ("WWW.Loja.example/p", "https://www.loja.example/p"),
                    ("ana@loja.example", "mailto:ana@loja.example"),
                    ("https://good.example@bad.example/x", "https://bad.example/x"),
                    ("https://аpple.com/", "https://xn--pple-43d.com/"),
                ],
            "{links:?}"
        );
        let hosts: Vec<String> = agent
            .js("return [...document.querySelectorAll('.link-host')].map((one) => one.textContent.trim())", &[])
            .await?;
        ensure!(hosts == ["(bad.example)", "(xn--pple-43d.com)"], "{hosts:?}");

        // What turns around turns nothing: the ending stands behind the name, as it was written.
        let right = "
            const text = [...document.querySelectorAll('.message-text')].find((one) => one.textContent === arguments[0]);
            const at = (needle) => {
                const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                while (walk.nextNode()) {
                    const from = walk.currentNode.data.indexOf(needle);
                    if (from < 0) continue;
                    const range = document.createRange();
                    range.setStart(walk.currentNode, from);
                    range.setEnd(walk.currentNode, from + 1);
                    return range.getBoundingClientRect().left;
                }
            };
            return at('fatura') < at('fdp') && at('fdp') < at('exe') && at('exe') < at('(veja')";
        ensure!(agent.js::<bool>(right, &[turned.into()]).await?);
        let unseen = agent.see(".message-unseen").await?.text().await?;
        ensure!(!unseen.trim().is_empty());
        let directions: Vec<String> = agent
            .js(
                "return [...document.querySelectorAll('.bubble')].slice(-2).map((one) => getComputedStyle(one).direction)",
                &[],
            )
            .await?;
        ensure!(directions == ["rtl", "rtl"], "{directions:?}");
        write(agent, "שלום").await?;
        let way = "return getComputedStyle(document.querySelector('[data-testid=composer-text]')).direction";
        ensure!(agent.js::<String>(way, &[]).await? == "rtl");

        // Names have none of it, and one that cannot be seen is none.
        let api = stage.api().await?;
        for (path, rest) in [
            ("/api/plugins", json!({"endpoint": "https://plugin.example"})),
            ("/api/tokens", json!({"role": "agent"})),
            ("/api/members", json!({"role": "agent", "email": "b@b.example"})),
        ] {
            let mut body = rest;
            body["name"] = "\u{200b}\u{3164}".into();
            let (status, answer) = api.send(Method::POST, path, Some(&body)).await?;
            ensure!(status == StatusCode::UNPROCESSABLE_ENTITY, "{path}: {status} {answer}");
            ensure!(answer["error"]["fields"][0]["path"] == "name", "{path}: {answer}");
            body["name"] = "Bia\u{202e} Moura".into();
            let made = api.post(path, &body).await?;
            ensure!(made.to_string().contains("\"Bia Moura\""), "{path}: {made}");
        }
        Ok(())
    })
    .await
}

/// Writes something in the place of what stands in the composer.
async fn write(agent: &Agent, text: &str) -> Result<()> {
    agent.click(&hook("composer-text")).await?;
    let put = "
        const field = document.activeElement;
        field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', {bubbles: true}));
        return null";
    agent.js::<Value>(put, &[text.into()]).await?;
    ensure!(draft(agent).await? == text, "{text} was not taken");
    Ok(())
}

/// A key of an input method, as the engine tells it.
async fn composed(agent: &Agent, field: &str, key: &str, engine: &str) -> Result<()> {
    let press = "
        const [css, key, engine] = arguments;
        const field = document.querySelector(css);
        field.focus();
        const tell = (name) => field.dispatchEvent(new CompositionEvent(name, {bubbles: true, data: 'か'}));
        const down = (isComposing, keyCode) => field.dispatchEvent(
            new KeyboardEvent('keydown', {key, keyCode, isComposing, bubbles: true, cancelable: true}));
        tell('compositionstart');
        if (engine === 'webkit') { tell('compositionend'); down(false, 229); }
        if (engine === 'gecko') { down(true, 229); tell('compositionend'); }
        if (engine === 'older') { down(false, 13); tell('compositionend'); }
        return null";
    let arguments = [field.into(), key.into(), engine.into()];
    agent.js::<Value>(press, &arguments).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keys_of_an_input_method_do_nothing_in_the_page() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let id = wrote(stage, &["oi"]).await?;
        agent.open(&id).await?;
        let (text, search) = (hook("composer-text"), hook("search"));
        let engines = ["webkit", "gecko", "older"];
        write(agent, "かな").await?;
        for engine in engines {
            for key in ["Enter", "Escape", "ArrowDown", "Tab"] {
                composed(agent, &text, key, engine).await?;
                let focus = "return document.activeElement.matches(arguments[0])";
                ensure!(
                    agent.js::<bool>(focus, &[text.clone().into()]).await?,
                    "{engine} {key}"
                );
            }
        }
        agent.fill(&search, "Dal").await?;
        until_equal("what was searched", Some("q=Dal".to_owned()), async || {
            Ok(agent.current_url().await?.query().map(str::to_owned))
        })
        .await?;
        for engine in engines {
            composed(agent, &search, "Escape", engine).await?;
            let value = agent.see(&search).await?.prop("value").await?;
            ensure!(value.as_deref() == Some("Dal"), "{engine}: {value:?}");
        }
        agent.click(&hook("search-clear")).await?;
        // A dialog stays, and what is in it is not sent.
        agent.click(&hook("start")).await?;
        let find = format!("{} input[name=find]", hook("start-dialog"));
        agent.see(&find).await?;
        for engine in engines {
            composed(agent, &find, "Escape", engine).await?;
            composed(agent, &find, "Enter", engine).await?;
        }
        agent.see(&hook("start-dialog")).await?;
        agent.press(Key::Escape).await?;
        agent.gone(&hook("start-dialog")).await?;

        // A real composition of the browser's own, whose Enter comes while it goes on.
        agent.click(&text).await?;
        let tools = agent.cdp();
        let compose = json!({"text": "かん", "selectionStart": 2, "selectionEnd": 2});
        tools.send_raw("Input.imeSetComposition", compose).await?;
        agent.press(Key::Enter).await?;
        tools
            .send_raw("Input.insertText", json!({"text": "漢"}))
            .await?;
        ensure!(draft(agent).await?.contains('漢'));
        let messages = stage.conversation(&id).await?;
        ensure!(
            messages["messages"].as_array().map(Vec::len) == Some(1),
            "half a word was sent: {messages}"
        );

        // Afterwards the same keys are the page's.
        write(agent, "pronto").await?;
        agent.press(Key::Enter).await?;
        says(agent, "pronto", 1).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_the_agents_in_every_tab_until_they_sign_out() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let id = wrote(stage, &["oi"]).await?;
        let path = format!("/inbox/{id}");
        let shown = hook_of("conversation", "data-id", &id);
        agent.open(&id).await?;
        write(agent, "começo").await?;
        let first = agent.window().await?;
        let second = agent.new_tab().await?;
        agent.switch_to_window(second.clone()).await?;
        agent.visit(&path).await?;
        agent.see(&shown).await?;
        ensure!(draft(agent).await? == "começo");
        write(agent, "começo e fim").await?;

        // The tab in which nobody is writing follows, also when it is sent.
        let is = async |text: &str| until_equal("the draft", text.to_owned(), async || draft(agent).await).await;
        agent.switch_to_window(first.clone()).await?;
        agent.js::<Value>("document.activeElement.blur(); return null", &[]).await?;
        agent.switch_to_window(second.clone()).await?;
        write(agent, "começo, meio e fim").await?;
        agent.switch_to_window(first.clone()).await?;
        is("começo, meio e fim").await?;
        agent.switch_to_window(second).await?;
        agent.click(&hook("composer-send")).await?;
        says(agent, "começo, meio e fim", 1).await?;
        write(agent, "para depois").await?;
        agent.close_window().await?;
        agent.switch_to_window(first).await?;
        is("para depois").await?;

        // A storage that takes nothing breaks nothing.
        let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }; return null";
        agent.js::<Value>(full, &[]).await?;
        write(agent, "sem lugar").await?;
        is("sem lugar").await?;
        agent.reload().await?;
        agent.see(&shown).await?;

        write(agent, "segredo").await?;
        let kept = "return Object.keys(localStorage).filter((key) => /draft|attempt/.test(key)).length";
        ensure!(agent.js::<usize>(kept, &[]).await? == 1);
        agent.click(".user-button").await?;
        agent.click(".sheet .menu > .menu-item:last-child").await?;
        until("the end of the drafts", SOON, async || {
            Ok((agent.js::<usize>(kept, &[]).await? == 0).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn days_are_those_of_the_calendar_and_the_clock_is_the_locales() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let channel = channel(stage, "whatsapp").await?;
        let tools = agent.cdp();
        tools
            .send_raw("Emulation.setTimezoneOverride", json!({"timezoneId": "America/New_York"}))
            .await?;
        // Days of 25 and of 23 hours, seen late on them and early on the next.
        let days = [
            ("2025-11-02T03:30:00.000Z", "2025-11-03T04:30:00.000Z"),
            ("2025-11-02T04:30:00.000Z", "2025-11-03T05:30:00.000Z"),
            ("2025-03-09T04:30:00.000Z", "2025-03-10T03:30:00.000Z"),
            ("2025-03-09T06:30:00.000Z", "2025-03-10T04:30:00.000Z"),
        ];
        for (number, (sent, now)) in days.into_iter().enumerate() {
            let message = json!({"sender": format!("+558598888001{number}"), "type": "text", "content": "oi", "sentAt": sent});
            let (_, came) = arrives(stage, &channel, &message).await?;
            let id = came["conversation"]["id"].as_str().context("no id")?;
            let clock = format!("Date.now = () => Date.parse('{now}');");
            let script = tools
                .send_raw("Page.addScriptToEvaluateOnNewDocument", json!({"source": clock}))
                .await?;
            agent.visit(&format!("/inbox/{id}")).await?;
            agent.see(&hook_of("conversation", "data-id", id)).await?;
            let heading = "return document.querySelector('.day span')?.textContent";
            until_equal(sent, Some("Yesterday".to_owned()), async || agent.js(heading, &[]).await).await?;
            tools
                .send_raw("Page.removeScriptToEvaluateOnNewDocument", script)
                .await?;
        }
        let time = "return document.querySelector('.message time').textContent.replace(/\\s/g, ' ')";
        let english: String = agent.js(time, &[]).await?;
        ensure!(english == "1:30 AM", "{english}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_choice_of_tags_has_the_keys_and_icons_need_no_server() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let api = stage.api().await?;
        let id = wrote(stage, &["oi"]).await?;
        agent.open(&id).await?;
        agent.click(&hook("tag-add")).await?;
        // What is typed is not meant for the page: `n` would turn to the note.
        for letter in "Entr".chars() {
            agent.press(letter).await?;
        }
        let choices = "return [...document.querySelectorAll('[role=option][data-tag]')].map((one) => one.textContent.trim())";
        until_equal("the choices", vec!["Entrega atrasada".to_owned()], async || agent.js(choices, &[]).await).await?;
        let mode = agent.see(&hook("composer")).await?.attr("data-mode").await?;
        ensure!(mode.as_deref() == Some("reply"), "{mode:?}");
        agent.press(Key::Enter).await?;
        until_equal("the tags", 1, async || Ok(agent.tags().await?.len())).await?;
        agent.gone(&hook("tag-filter")).await?;
        // Arrows walk through them, in a circle.
        agent.click(&hook("tag-add")).await?;
        agent.see(&hook("tag-filter")).await?;
        agent.press(Key::Up).await?;
        let last = "const all = [...document.querySelectorAll('[role=option][data-tag]')];
            return all.at(-1).ariaSelected === 'true' && document.activeElement.getAttribute('aria-activedescendant') === all.at(-1).id";
        until_equal("the last one", true, async || agent.js(last, &[]).await).await?;
        agent.press(Key::Escape).await?;
        agent.gone(&hook("tag-filter")).await?;
        agent.see(&hook_of("conversation", "data-id", &id)).await?;

        // A workspace without tags says so, and leads to where they are made.
        let directory = api.get("/api/workspace").await?;
        for tag in directory["tags"].as_array().context("no tags")? {
            let path = format!("/api/tags/{}", tag["id"].as_str().unwrap_or_default());
            let off = json!({"isActive": false});
            let (status, answer) = api.send(Method::PATCH, &path, Some(&off)).await?;
            ensure!(status == StatusCode::OK, "{status}: {answer}");
        }
        agent.click(&hook("tag-add")).await?;
        agent.see(".sheet a[href='/settings/tags']").await?;

        // A name that no tag has makes one and puts it on; what differs by case and accents alone has one.
        let make = hook("tag-make");
        for letter in "ATRASADÁ".chars() {
            agent.press(letter).await?;
        }
        agent.see(&make).await?;
        agent.press(Key::Enter).await?;
        until_equal("the tags", 2, async || Ok(agent.tags().await?.len())).await?;
        agent.gone(&hook("tag-filter")).await?;
        agent.click(&hook("tag-add")).await?;
        agent.fill(&hook("tag-filter"), "atrasada").await?;
        agent.gone(&make).await?;
        agent.press(Key::Escape).await?;

        let drawn = "return [...document.querySelectorAll('.icon use')].every((use) => {
            const to = use.getAttribute('href');
            return to.startsWith('#') && document.querySelector(to)?.localName === 'symbol';
        })";
        ensure!(agent.js::<bool>(drawn, &[]).await?);
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn forced_colours_leave_what_is_chosen_and_what_is_a_thing_by_itself_to_be_seen() -> Result<()>
{
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        agent.open(&rows[0]).await?;
        let tools = agent.cdp();
        let forced = json!({"features": [{"name": "forced-colors", "value": "active"}]});
        tools.send_raw("Emulation.setEmulatedMedia", forced).await?;
        let look = "
            const style = (css) => {
                const found = document.querySelector(css);
                return found && getComputedStyle(found);
            };
            const back = getComputedStyle(document.body).backgroundColor;
            const chosen = ['.row[aria-current]', '.segment[aria-pressed=true]', '.tab[aria-selected=true]', '.composer-tab[aria-selected=true]'];
            const things = ['.bubble', '.tag', '.property', '.composer-box'];
            return [...chosen.filter((css) => !style(css) || style(css).backgroundColor === back),
                ...things.filter((css) => !(parseFloat(style(css)?.borderTopWidth) >= 1))]";
        until_equal("what cannot be told apart", Vec::<String>::new(), async || {
            agent.js(look, &[]).await
        })
        .await?;
        agent.visit_within("/settings/plugins", ".switch, .settings").await?;
        let plugin = stage.demo().await?;
        agent.visit_within(&format!("/settings/plugins/{}", plugin.id), ".switch").await?;
        let switches = "
            const back = getComputedStyle(document.body).backgroundColor;
            return [...document.querySelectorAll('.switch')].every((one) => {
                const [track, knob] = [getComputedStyle(one), getComputedStyle(one, '::before')];
                return parseFloat(track.borderTopWidth) >= 1 && knob.backgroundColor !== track.backgroundColor;
            })";
        ensure!(agent.js::<bool>(switches, &[]).await?);
        Ok(())
    })
    .await
}
