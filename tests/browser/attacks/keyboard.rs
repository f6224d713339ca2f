//! Pages that take the keyboard while the agent writes elsewhere, and agents who mean to write in a plugin. Each page reports
//! every key that it gets.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::fixture::Record;
use encaixe_tests::plugin::Plugin;
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, in_each_engine};
use serde_json::{Value, json};
use thirtyfour::By;
use thirtyfour::common::command::{Actions, Command};
use thirtyfour::prelude::Key;
use tokio::time::{Instant, sleep, timeout};

/// From one key to the next, as a quick writer types.
const BETWEEN: Duration = Duration::from_millis(40);
/// How long a driver may take to type or to point.
const LONGEST: Duration = Duration::from_secs(60);
/// How long a page that is busy may take to take the keyboard back.
const RETURN: Duration = Duration::from_millis(500);
/// For how long no report of a key must come to know that all have come.
const REST: Duration = Duration::from_secs(1);
const TEXT: &str = "Good morning, your order left today and arrives on Friday.";

/// An agent with a conversation open, and the frames of plugins that were shown once, the last one in front.
struct Desk<'a> {
    stage: &'a Stage,
    agent: &'a Agent,
    plugins: Vec<Plugin>,
    rows: Vec<String>,
    /// Where frames begin in the page, in CSS pixels. Asked for before the agent does anything: a driver's script counts as a press.
    corner: [f64; 2],
    is_chromium: bool,
}

impl<'a> Desk<'a> {
    /// Each plugin is the thief's page with these words in its address.
    async fn begin(stage: &'a Stage, thieves: &[&str]) -> Result<Self> {
        let mut plugins = Vec::new();
        for (number, words) in thieves.iter().enumerate() {
            let address = format!("{}?{words}", stage.fixture.page("thief"));
            plugins.push(
                stage
                    .register(&format!("Plugin {number}"), &address)
                    .await?,
            );
        }
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        agent.open(rows.first().context("no conversation")?).await?;
        agent.see(".frame:not([hidden]) iframe").await?;
        let desk = Self {
            corner: agent.js("const {x, y} = document.querySelector('.stage').getBoundingClientRect(); return [x, y]", &[]).await?,
            is_chromium: agent.js("return 'chrome' in window", &[]).await?,
            stage,
            agent,
            plugins,
            rows,
        };
        for (number, plugin) in desk.plugins.iter().enumerate() {
            agent.choose(plugin).await?;
            let page = stage.fixture.page("thief");
            stage.fixture.heard(&page, "alive", number + 1).await?;
        }
        Ok(desk)
    }

    /// Types where the focus is.
    async fn types(&self, text: &str) -> Result<()> {
        let keys = text.chars().flat_map(|key| {
            let key = key.to_string();
            [
                json!({"type": "keyDown", "value": key}),
                json!({"type": "keyUp", "value": key}),
                json!({"type": "pause", "duration": BETWEEN.as_millis() as u64}),
            ]
        });
        let keys: Vec<Value> = keys.collect();
        self.acts(json!([{"type": "key", "id": "keys", "actions": keys}]))
            .await
    }

    async fn acts(&self, sources: Value) -> Result<()> {
        let acting = self
            .agent
            .cmd(Command::PerformActions(Actions::from(sources)));
        timeout(LONGEST, acting)
            .await
            .context("the driver hung")??;
        Ok(())
    }

    /// The pointer goes through these places of the shown frame, in CSS pixels from its corner, and presses at the last.
    async fn presses(&self, kind: &str, places: &[(i64, i64)], times: usize) -> Result<()> {
        let moves = places.iter().map(|(x, y)| {
            let (x, y) = (self.corner[0] as i64 + x, self.corner[1] as i64 + y);
            json!({"type": "pointerMove", "x": x, "y": y, "duration": 0})
        });
        let press = [
            json!({"type": "pointerDown", "button": 0}),
            json!({"type": "pointerUp", "button": 0}),
        ];
        let mut all: Vec<Value> = moves.collect();
        for _ in 0..times {
            all.extend(press.clone());
        }
        self.acts(json!([{
            "type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": all,
        }]))
        .await
    }

    /// Goes to the reply, types, and gives what stands there then.
    async fn writes(&self, text: &str) -> Result<String> {
        self.agent.click(&hook("composer-text")).await?;
        self.types(text).await?;
        self.written().await
    }

    async fn written(&self) -> Result<String> {
        self.agent
            .js(
                "return document.querySelector(arguments[0]).value",
                &[hook("composer-text").into()],
            )
            .await
    }

    /// The keys that the thieves got so far. The last plugin's own report comes after all of them.
    async fn stolen(&self, label: &str) -> Result<Vec<Record>> {
        let fixture = &self.stage.fixture;
        let witness = self.plugins.last().context("no plugin")?;
        let say = format!("record('{label}'); return null");
        witness.at(self.agent).js::<Value>(&say, &[]).await?;
        until(label, SOON, async || {
            let all = fixture.all();
            Ok(all.iter().any(|record| record.kind == label).then_some(()))
        })
        .await?;
        Ok(fixture.records(&fixture.page("thief"), "key"))
    }

    /// Types again and again until so many thieves, which begin at a message that comes meanwhile, are ended; gives how many keys
    /// that were.
    async fn types_until_they_end(&self, thieves: usize) -> Result<usize> {
        // In Firefox a frame that is not shown cannot take the keyboard at all.
        let thieves = if self.is_chromium { thieves } else { 0 };
        let mut pressed = 0;
        let typing = async {
            loop {
                self.agent.types(TEXT, BETWEEN).await?;
                pressed += TEXT.len();
                if self.stopped().await? == thieves {
                    return anyhow::Ok(());
                }
            }
        };
        let (typed, told) = tokio::join!(timeout(LONGEST, typing), self.message(1));
        typed.context("the thieves did not end")??;
        told?;
        Ok(pressed)
    }

    /// How many frames were taken out.
    async fn stopped(&self) -> Result<usize> {
        let stopped = By::Css(".frame[data-state=stopped]");
        Ok(self.agent.find_all(stopped).await?.len())
    }

    /// How often a page got the keyboard that is not the last plugin's.
    fn thefts(&self) -> usize {
        let page = self.stage.fixture.page("thief");
        let came = self.stage.fixture.records(&page, "came");
        came.iter()
            .filter(|record| record.data["who"] != "?hello")
            .count()
    }

    /// How many keys the last plugin's page got, and how many the others.
    fn keys(&self) -> [usize; 2] {
        let page = self.stage.fixture.page("thief");
        let keys = self.stage.fixture.records(&page, "key");
        let mine = keys
            .iter()
            .filter(|record| record.data["who"] == "?hello")
            .count();
        [mine, keys.len() - mine]
    }

    /// The same, once no key more was told for a while.
    async fn keys_at_last(&self) -> Result<[usize; 2]> {
        let (mut last, mut since) = (self.keys(), Instant::now());
        until("the last of the keys", SOON, async || {
            let now = self.keys();
            if now != last {
                (last, since) = (now, Instant::now());
            }
            Ok((since.elapsed() > REST).then_some(now))
        })
        .await
    }

    /// Waits until the pages together got these keys, in this order, in a field of this id.
    async fn got(&self, keys: &str, place: &str) -> Result<()> {
        let fixture = &self.stage.fixture;
        let want: Vec<(String, String)> = keys
            .chars()
            .map(|key| (key.to_string(), place.to_owned()))
            .collect();
        until_equal("the keys in the plugin", want, async || {
            let mut records = fixture.records(&fixture.page("thief"), "key");
            // Reports overtake each other.
            records.sort_by_key(|record| record.data["at"].as_u64());
            let word = |record: &Record, name: &str| {
                record.data[name].as_str().unwrap_or_default().to_owned()
            };
            let of_text = |record: &&Record| word(record, "key").chars().count() == 1;
            let keys = records.iter().filter(of_text);
            Ok(keys
                .map(|record| (word(record, "key"), word(record, "in")))
                .collect())
        })
        .await
    }

    /// A message from the contact comes into the open conversation; ends when the plugins were told.
    async fn message(&self, number: usize) -> Result<()> {
        let path = format!("/api/conversations/{}/messages", self.rows[0]);
        let note = json!({"type": "note", "text": format!("note {number}")});
        self.stage.api().await?.post(&path, &note).await?;
        let page = self.stage.fixture.page("thief");
        until("the event", SOON, async || {
            let told = self.stage.fixture.records(&page, "port");
            let events = told
                .iter()
                .filter(|record| record.data["message"]["event"] == "message");
            Ok((events.count() >= number).then_some(()))
        })
        .await
    }

    /// A page takes the keyboard, at a message that comes in; ends when it had to give it back.
    async fn robs(&self, number: usize) -> Result<()> {
        self.message(number).await?;
        until("the theft", SOON, async || {
            Ok((self.thefts() >= number).then_some(()))
        })
        .await?;
        sleep(RETURN).await;
        Ok(())
    }

    async fn shows_as(&self, number: usize, state: &str) -> Result<()> {
        let plugin = self.plugins.get(number).context("no such plugin")?;
        self.agent.choose(plugin).await?;
        self.agent.frame_is(state).await
    }
}

in_each_engine! {
    /// They begin while the agent types. Each has two tries before its third ends it.
    five_hidden_pages_that_fight_for_the_keyboard_get_no_key_of_a_later_burst(stage) {
        let thief = "hello&on=message&every=30";
        let desk = Desk::begin(stage, &[thief, thief, thief, thief, thief, "hello"]).await?;
        desk.agent.click(&hook("composer-text")).await?;
        let pressed = desk.types_until_they_end(5).await?;
        let lost = |written: &str| pressed.saturating_sub(written.len());
        let first = until("each key somewhere", SOON, async || {
            let written = desk.written().await?;
            ensure!(lost(&written) <= desk.thefts(), "{written:?} in {} thefts", desk.thefts());
            Ok(Some(written))
        })
        .await?;
        let during = desk.stolen("first").await?.len();
        eprintln!(
            "5 hidden pages at 30 ms: {during} of {pressed} keys stolen, {} not written, in {} thefts",
            lost(&first), desk.thefts()
        );
        ensure!(during <= lost(&first), "{during} stolen of {first:?}");
        desk.agent.types(TEXT, BETWEEN).await?;
        until_equal("the reply", format!("{first}{TEXT}"), async || desk.written().await).await?;
        ensure!(desk.stolen("second").await?.len() == during, "keys were stolen later");
        if desk.is_chromium {
            desk.shows_as(0, "stopped").await?;
            // A new frame of the plugin is as good as the first.
            desk.agent.click(&hook("frame-reload")).await?;
            desk.agent.frame_is("verified").await?;
        }
        Ok(())
    }

    /// In front of the agent and never verified, or behind it once another page has left for it: no key of the list's goes
    /// there either.
    a_page_that_fights_from_its_load_on_gets_no_key(stage) {
        let desk = Desk::begin(stage, &["hello&on=message&every=30", "every=30", "hello&leave"]).await?;
        desk.agent.frame_is("stopped").await?;
        // In Firefox the one behind it cannot take the keyboard any more.
        until("the ends of the thieves", SOON, async || {
            let stopped = desk.stopped().await?;
            Ok((stopped == 2 || !desk.is_chromium).then_some(()))
        })
        .await?;
        desk.types("jjkr").await?;
        desk.types(TEXT).await?;
        ensure!(desk.written().await? == TEXT, "{}", desk.written().await?);
        desk.shows_as(0, "verified").await?;
        let keys = desk.stolen("end").await;
        ensure!(keys.is_err() || keys?.is_empty(), "keys were stolen");
        // The keys are the page's too where nothing in it had the focus.
        desk.agent.js::<Value>("document.activeElement.blur(); return null", &[]).await?;
        desk.message(1).await?;
        desk.agent.frame_is("stopped").await?;
        desk.types("r").await?;
        desk.types(TEXT).await?;
        until_equal("the reply", TEXT.repeat(2), async || desk.written().await).await
    }

    an_agent_who_means_to_write_in_a_plugin_gets_in_and_stays(stage) {
        let desk = Desk::begin(stage, &["hello"]).await?;
        desk.agent.frame_is("verified").await?;
        let (field, act) = ((60, 55), (60, 115));
        let mut keys = String::new();
        let slow: Vec<(i64, i64)> = (0..20).map(|step| (200 - 7 * step, 200 - 7 * step)).chain([field]).collect();
        for (way, places, times) in [
            ("mouse", vec![field], 1),
            ("mouse", slow, 1),
            ("mouse", vec![field], 2),
            ("touch", vec![field], 1),
        ] {
            // Firefox's own driver makes touches, but no taps of them.
            if way == "touch" && !desk.is_chromium {
                continue;
            }
            let before = desk.writes("ab").await?;
            desk.agent.gone(".stage.has-keyboard").await?;
            desk.presses(way, &places, times).await?;
            // A tap is known for one a moment after the finger went.
            desk.agent.see(".stage.has-keyboard").await?;
            desk.types("xyz").await?;
            keys.push_str("xyz");
            desk.got(&keys, "field").await?;
            ensure!(desk.written().await? == before, "{}", desk.written().await?);
        }
        desk.agent.see(".stage.has-keyboard").await?;
        // The very first press after a key reaches a button too.
        desk.writes("ab").await?;
        desk.presses("mouse", &[act], 1).await?;
        until("the click on the button", SOON, async || {
            let clicks = stage.fixture.records(&stage.fixture.page("thief"), "click");
            Ok(clicks.iter().any(|click| click.data["on"] == "act").then_some(()))
        })
        .await?;
        desk.agent.frame_is("verified").await
    }

    an_agent_without_a_pointer_goes_in_by_tab_button_and_key_and_comes_back(stage) {
        let desk = Desk::begin(stage, &["hello"]).await?;
        desk.agent.frame_is("verified").await?;
        // From the button before the frame by its own press, and by another Tab.
        for (number, key) in [Key::Enter, Key::Tab].into_iter().enumerate() {
            desk.agent.js::<Value>("document.querySelector(arguments[0]).focus(); return null", &[hook("frame-reload").into()]).await?;
            desk.agent.press(Key::Tab).await?;
            let focused = "return document.activeElement.dataset.testid";
            until_equal("the button", Some("frame-enter".to_owned()), async || desk.agent.js(focused, &[]).await).await?;
            desk.agent.see(&hook("frame-enter")).await?;
            desk.agent.press(key).await?;
            desk.agent.see(".stage.has-keyboard").await?;
            if number == 0 {
                desk.agent.press(Key::Tab).await?;
            }
            desk.types("x").await?;
            desk.got(&"x".repeat(number + 1), "field").await?;
            desk.agent.click(&hook("composer-text")).await?;
            desk.agent.gone(".stage.has-keyboard").await?;
        }
        desk.agent.press(Key::Escape).await?;
        desk.types("p").await?;
        desk.agent.see(".stage.has-keyboard").await?;
        desk.types("y").await?;
        until("a key after the way in by p", SOON, async || {
            let keys = stage.fixture.records(&stage.fixture.page("thief"), "key");
            Ok(keys.iter().any(|key| key.data["key"] == "y").then_some(()))
        })
        .await?;
        // Out again, past the last of its fields.
        let is_out = "return document.activeElement.tagName !== 'IFRAME'";
        until("the way out by Tab", SOON, async || {
            desk.agent.press(Key::Tab).await?;
            Ok(desk.agent.js::<bool>(is_out, &[]).await?.then_some(()))
        })
        .await?;
        desk.agent.frame_is("verified").await
    }

    a_page_that_takes_the_keyboard_when_the_pointer_passes_gets_no_key(stage) {
        let desk = Desk::begin(stage, &["hello&move"]).await?;
        desk.agent.frame_is("verified").await?;
        desk.agent.click(&hook("composer-text")).await?;
        desk.types("ab").await?;
        desk.presses("mouse", &[(60, 200), (70, 210)], 0).await?;
        // Nothing is asked in between: a driver's script counts as a press.
        desk.types("cdef").await?;
        let written = desk.written().await?;
        let stolen = desk.stolen("end").await?.len();
        // A key for each of the two moves at most, and none of what comes later.
        ensure!(stolen <= 2 && written.len() + stolen == 6 && written.ends_with("ef"), "{written:?} and {stolen} stolen");
        Ok(())
    }

    what_is_pasted_or_composed_after_a_theft_is_in_the_reply(stage) {
        let desk = Desk::begin(stage, &["hello&on=message"]).await?;
        desk.agent.frame_is("verified").await?;
        desk.writes(TEXT).await?;
        let with_control = |keys: &str| {
            let press = |kind: &str, key: &str| json!({"type": kind, "value": key});
            let of_key = |key: char| [press("keyDown", &key.to_string()), press("keyUp", &key.to_string())];
            let control = "\u{e009}";
            let mut all = vec![press("keyDown", control)];
            all.extend(keys.chars().flat_map(of_key));
            all.push(press("keyUp", control));
            json!([{"type": "key", "id": "keys", "actions": all}])
        };
        // Nothing is asked in between: a driver's script counts as a press.
        desk.acts(with_control("ax")).await?;
        desk.robs(1).await?;
        desk.acts(with_control("v")).await?;
        if desk.is_chromium {
            desk.agent.composes("すし", desk.robs(2), "寿司").await?;
        }
        let end = if desk.is_chromium { "寿司" } else { "" };
        let written = until("what was pasted and composed", SOON, async || {
            let written = desk.written().await?;
            Ok(Some(written).filter(|text| text.starts_with(TEXT) && text.ends_with(end)))
        })
        .await?;
        eprintln!("pasted after a theft, and composed during one: {written}");
        let field = "return document.getElementById('field').value";
        let got: String = desk.plugins[0].at(desk.agent).js(field, &[]).await?;
        ensure!(got.is_empty(), "the thief has {got}");
        ensure!(desk.stolen("end").await?.is_empty(), "keys were stolen");
        Ok(())
    }

    keys_meant_for_one_plugin_never_reach_another(stage) {
        let thief = "hello&on=message&every=30";
        let desk = Desk::begin(stage, &[thief, thief, "hello"]).await?;
        desk.agent.frame_is("verified").await?;
        desk.presses("mouse", &[(60, 55)], 1).await?;
        desk.agent.see(".stage.has-keyboard").await?;
        let pressed = desk.types_until_they_end(2).await?;
        // Chromium itself takes the focus from the field that had it in the page; its keys still reach that page alone.
        let [mine, others] = desk.keys_at_last().await?;
        let thefts = desk.thefts();
        ensure!(mine + thefts >= pressed, "{mine} of {pressed} keys in {thefts} thefts, {others} stolen");
        eprintln!("in a plugin, 2 hidden pages at 30 ms: {others} of {pressed} keys stolen, {} missing", pressed - mine);
        desk.agent.types(TEXT, BETWEEN).await?;
        until_equal("all keys of the later burst", [mine + TEXT.len(), others], async || Ok(desk.keys())).await?;
        desk.agent.frame_is("verified").await
    }

    the_focus_goes_back_to_exactly_where_it_was(stage) {
        let desk = Desk::begin(stage, &["hello&on=message", "hello"]).await?;
        let place = "const e = document.activeElement; return [e.dataset.testid ?? e.name, e.value, e.selectionStart, e.selectionEnd]";
        let in_dialog = format!("{} input[name=name]", hook("start-dialog"));
        let mut number = 0;
        for css in [hook("composer-text"), hook("search"), in_dialog] {
            if css.contains("dialog") {
                desk.agent.js::<Value>("document.activeElement.blur(); return null", &[]).await?;
                desk.types("c").await?;
                desk.agent.click("input[name=who][value=new]").await?;
            }
            desk.agent.click(&css).await?;
            desk.types("abcd").await?;
            desk.agent.press(Key::Left).await?;
            let before: Value = desk.agent.js(place, &[]).await?;
            number += 1;
            // In Firefox one that is not shown cannot take the keyboard.
            if desk.is_chromium {
                desk.robs(number).await?;
            } else {
                desk.message(number).await?;
            }
            until_equal("the place", before.clone(), async || desk.agent.js(place, &[]).await).await?;
            desk.types("X").await?;
            let after: Value = desk.agent.js(place, &[]).await?;
            ensure!(after[1] == "abcXd", "{before} became {after}");
        }
        desk.agent.press(Key::Escape).await?;
        desk.agent.gone(&hook("start-dialog")).await?;
        // The frames stay in the page while the agent is elsewhere in it.
        desk.agent.visit_within("/settings/plugins/new", "input[name=name]").await?;
        desk.agent.click("input[name=name]").await?;
        desk.types("abcd").await?;
        ensure!(desk.stolen("end").await?.is_empty(), "keys were stolen");
        Ok(())
    }

    a_plugin_that_the_agent_lets_take_the_keyboard_keeps_it_and_the_agent_is_told(stage) {
        let desk = Desk::begin(stage, &["hello&on=message"]).await?;
        desk.agent.frame_is("verified").await?;
        desk.agent.click(&hook("frame-state")).await?;
        desk.agent.click(&hook("frame-let-keyboard")).await?;
        desk.writes("ab").await?;
        desk.message(1).await?;
        desk.agent.see(".stage.has-keyboard").await?;
        desk.agent.see(&hook("toast")).await?;
        desk.types("x").await?;
        desk.got("x", "field").await
    }
}
