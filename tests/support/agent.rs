//! An agent at the inbox page: what a person does there, and what they see.

use std::ops::Deref;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};
use thirtyfour::{By, Key, WebElement};

use crate::driver::Browser;
use crate::keys::Keys;
use crate::plugin::Plugin;
use crate::wait::{SOON, until, until_equal};

/// One browser on one server. Elements are named by CSS selectors; [`hook`] writes those of our own page.
#[derive(Debug)]
pub struct Agent {
    browser: Browser,
    page: String,
}

/// The selector of one of the page's hooks for tests.
#[must_use]
pub fn hook(name: &str) -> String {
    format!("[data-testid=\"{name}\"]")
}

/// The selector of a hook that stands for one thing among many.
#[must_use]
pub fn hook_of(name: &str, attribute: &str, value: &str) -> String {
    format!("[data-testid=\"{name}\"][{attribute}=\"{value}\"]")
}

impl Deref for Agent {
    type Target = thirtyfour::WebDriver;

    fn deref(&self) -> &Self::Target {
        &self.browser.driver
    }
}

impl Agent {
    /// Takes a browser to the server whose page is at `page`.
    #[must_use]
    pub fn new(browser: Browser, page: &str) -> Self {
        Self {
            browser,
            page: page.to_owned(),
        }
    }

    /// Opens a sign-in link; ends when the inbox shows.
    ///
    /// # Errors
    /// The inbox did not show.
    pub async fn sign_in(&self, link: &str) -> Result<()> {
        self.goto(link).await?;
        self.see(&hook("conversation-row"))
            .await
            .context("after signing in")?;
        Ok(())
    }

    /// Opens a path of the page.
    ///
    /// # Errors
    /// The browser could not.
    pub async fn visit(&self, path: &str) -> Result<()> {
        Ok(self.goto(format!("{}{path}", self.page)).await?)
    }

    /// Goes to a path of the page by its own links, without loading it anew; ends when `css` can be seen.
    ///
    /// # Errors
    /// It never could.
    pub async fn visit_within(&self, path: &str, css: &str) -> Result<()> {
        let go = "history.pushState(null, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate')); return null";
        self.js::<Value>(go, &[path.into()]).await?;
        self.see(css).await?;
        Ok(())
    }

    /// The path on which the page is.
    ///
    /// # Errors
    /// The browser did not say.
    pub async fn path(&self) -> Result<String> {
        Ok(self.current_url().await?.path().to_owned())
    }

    /// Clicks a conversation's row; ends when the conversation shows.
    ///
    /// # Errors
    /// It did not show.
    pub async fn open(&self, conversation: &str) -> Result<()> {
        self.click(&hook_of("conversation-row", "data-id", conversation))
            .await?;
        self.see(&hook_of("conversation", "data-id", conversation))
            .await?;
        Ok(())
    }

    /// Presses Esc in the page; ends when no conversation shows.
    ///
    /// # Errors
    /// One still does.
    pub async fn unselect(&self) -> Result<()> {
        self.press(Key::Escape).await?;
        self.gone(&hook("conversation")).await
    }

    /// Presses a key in the page, where the focus is.
    ///
    /// # Errors
    /// The browser could not.
    pub async fn press(&self, key: impl Into<char>) -> Result<()> {
        Ok(self.action_chain().send_keys(key.into()).perform().await?)
    }

    /// Types where the focus is, with a pause behind each key; ends when all are pressed, whoever has them then.
    ///
    /// # Errors
    /// The browser could not.
    pub async fn types(&self, text: &str, pause: Duration) -> Result<()> {
        if let Some(profile) = self.browser.chromium() {
            return Keys::of(profile).await?.types(text, pause).await;
        }
        let pause = u32::try_from(pause.as_millis())?;
        let keys = text.chars().flat_map(|key| {
            [
                json!({"type": "keyDown", "value": key}),
                json!({"type": "keyUp", "value": key}),
                json!({"type": "pause", "duration": pause}),
            ]
        });
        let keys: Vec<Value> = keys.collect();
        let keys = json!([{"type": "key", "id": "keys", "actions": keys}]);
        self.cmd(Command::PerformActions(Actions::from(keys)))
            .await?;
        Ok(())
    }

    /// Writes where the focus is by an input method, whose text is still open while `meanwhile` lasts. In Chromium alone: no other
    /// driver has one.
    ///
    /// # Errors
    /// The browser could not.
    pub async fn composes(
        &self,
        so_far: &str,
        meanwhile: impl Future<Output = Result<()>>,
        at_last: &str,
    ) -> Result<()> {
        let profile = self.browser.chromium().context("not in Chromium")?;
        let mut keys = Keys::of(profile).await?;
        keys.composes(so_far, meanwhile, at_last).await
    }

    /// Chooses a plugin's tab, in the menu where it has no room beside the others.
    ///
    /// # Errors
    /// There is none.
    pub async fn choose(&self, plugin: &Plugin) -> Result<()> {
        let [tab, choice] =
            ["panel-tab", "panel-choice"].map(|one| hook_of(one, "data-plugin", &plugin.id));
        until(&format!("a click on {tab}"), SOON, async || {
            for css in [&tab, &choice] {
                if let Some(element) = self.shown(css).await? {
                    element.click().await?;
                    return Ok(Some(()));
                }
            }
            if let Some(more) = self.shown(&hook("panel-more")).await? {
                more.click().await?;
            }
            Ok(None)
        })
        .await
    }

    /// Waits until the chosen plugin's frame stands so.
    ///
    /// # Errors
    /// It stays otherwise.
    pub async fn frame_is(&self, state: &str) -> Result<()> {
        until_equal("the frame's state", state.to_owned(), async || {
            self.frame_state().await
        })
        .await
    }

    /// How the chosen plugin's frame stands.
    ///
    /// # Errors
    /// Nothing says it.
    pub async fn frame_state(&self) -> Result<String> {
        let chip = self.see(&hook("frame-state")).await?;
        chip.attr("data-state")
            .await?
            .context("the chip has no state")
    }

    /// The element, when one is there and can be seen.
    ///
    /// # Errors
    /// The browser did not say.
    pub async fn shown(&self, css: &str) -> Result<Option<WebElement>> {
        for element in self.find_all(By::Css(css)).await? {
            if element.is_displayed().await? {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// Waits until the element can be seen.
    ///
    /// # Errors
    /// It never could.
    pub async fn see(&self, css: &str) -> Result<WebElement> {
        until(css, SOON, async || self.shown(css).await).await
    }

    /// The text of what is seen there, once it has some: what was just drawn may be drawn anew.
    ///
    /// # Errors
    /// It stayed without.
    pub async fn read(&self, css: &str) -> Result<String> {
        until(css, SOON, async || {
            let text = self.see(css).await?.text().await?;
            Ok(Some(text).filter(|text| !text.is_empty()))
        })
        .await
    }

    /// Waits until no such element can be seen.
    ///
    /// # Errors
    /// One stays.
    pub async fn gone(&self, css: &str) -> Result<()> {
        let what = format!("the end of {css}");
        until(&what, SOON, async || {
            Ok(self.shown(css).await?.is_none().then_some(()))
        })
        .await
    }

    /// Waits for the element and clicks it where a person would.
    ///
    /// # Errors
    /// It never came, or something lay over it all the time.
    pub async fn click(&self, css: &str) -> Result<()> {
        until(&format!("a click on {css}"), SOON, async || {
            let Some(element) = self.shown(css).await? else {
                return Ok(None);
            };
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Empties a field and types into it.
    ///
    /// # Errors
    /// The field never came.
    pub async fn fill(&self, css: &str, text: &str) -> Result<()> {
        // The driver empties it without the page's knowledge: what is drawn anew just then has its text again.
        until_equal(css, Some(text.to_owned()), async || {
            let field = self.see(css).await?;
            field.clear().await?;
            field.send_keys(text).await?;
            Ok(field.prop("value").await?)
        })
        .await
    }

    /// Waits until the visible text of the element is this.
    ///
    /// # Errors
    /// It stays another.
    pub async fn reads(&self, css: &str, text: &str) -> Result<()> {
        until_equal(css, text.to_owned(), async || {
            Ok(self.see(css).await?.text().await?)
        })
        .await
    }

    /// Waits until what has the focus is such an element.
    ///
    /// # Errors
    /// Something else has it.
    pub async fn focus_is(&self, css: &str) -> Result<()> {
        let body = "return document.activeElement.matches(arguments[0])";
        let what = format!("the focus on {css}");
        until_equal(&what, true, async || self.js(body, &[css.into()]).await).await
    }

    /// Runs a function body in the page and gives what it returns.
    ///
    /// # Errors
    /// It threw, or returned another shape.
    pub async fn js<T: DeserializeOwned>(&self, body: &str, arguments: &[Value]) -> Result<T> {
        let returned = self
            .execute(body, arguments)
            .await
            .with_context(|| body.to_owned())?;
        Ok(serde_json::from_value(returned.json().clone())?)
    }

    /// Runs a function body that calls `done` with its result when it is ready.
    ///
    /// # Errors
    /// It threw, took longer than 20 s, or gave another shape.
    pub async fn js_later<T: DeserializeOwned>(&self, body: &str) -> Result<T> {
        let body = format!("const done = arguments[0]; {body}");
        let returned = self
            .execute_async(&body, Vec::new())
            .await
            .with_context(|| body.clone())?;
        Ok(serde_json::from_value(returned.json().clone())?)
    }

    /// Chooses an option of a list by its value.
    ///
    /// # Errors
    /// There is no such option.
    pub async fn pick(&self, css: &str, value: &str) -> Result<()> {
        let list = self.see(css).await?;
        list.find(By::Css(format!("option[value=\"{value}\"]")))
            .await?
            .click()
            .await?;
        Ok(())
    }

    /// Loads the page anew; ends when the old document is gone and the inbox shows.
    ///
    /// # Errors
    /// The inbox did not show.
    pub async fn reload(&self) -> Result<()> {
        self.js::<Value>("window.oldOfTheTest = true; return null", &[])
            .await?;
        self.refresh().await?;
        until_equal("a new document", false, async || {
            self.js("return window.oldOfTheTest === true", &[]).await
        })
        .await?;
        self.see(&hook("conversation-row")).await?;
        Ok(())
    }

    /// The ids of the rows of the list, from the top.
    ///
    /// # Errors
    /// No row came.
    pub async fn rows(&self) -> Result<Vec<String>> {
        self.see(&hook("conversation-row")).await?;
        self.js(
            "return [...document.querySelectorAll(arguments[0])].map((row) => row.dataset.id)",
            &[hook("conversation-row").into()],
        )
        .await
    }

    /// The ids of the tags that the page shows on the open conversation.
    ///
    /// # Errors
    /// No conversation is open.
    pub async fn tags(&self) -> Result<Vec<String>> {
        let css = format!("{} {}", hook("conversation"), hook("tag"));
        self.js(
            "return [...document.querySelectorAll(arguments[0])].map((tag) => tag.dataset.id)",
            &[css.into()],
        )
        .await
    }

    pub(crate) const fn browser(&self) -> &Browser {
        &self.browser
    }
}
