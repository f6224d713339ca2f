//! A registered plugin, and its page inside an agent's page.

use anyhow::{Context as _, Result};
use serde::de::DeserializeOwned;
use serde_json::Value;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{By, WebElement};

use crate::agent::Agent;
use crate::wait::{SOON, until, until_equal};

/// A registration.
#[derive(Debug, Clone)]
pub struct Plugin {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its registered address.
    pub endpoint: String,
}

impl Plugin {
    /// Reads what the API says of one.
    ///
    /// # Errors
    /// It is not a plugin.
    pub fn read(from: &Value) -> Result<Self> {
        let text = |key: &str| {
            from[key]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("no {key} in {from}"))
        };
        Ok(Self {
            id: text("id")?,
            name: text("name")?,
            endpoint: text("endpoint")?,
        })
    }

    /// Its page at this agent.
    #[must_use]
    pub const fn at<'a>(&'a self, agent: &'a Agent) -> Frame<'a> {
        Frame {
            agent,
            plugin: self,
        }
    }
}

/// A plugin's page in its iframe.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    agent: &'a Agent,
    plugin: &'a Plugin,
}

impl Frame<'_> {
    /// Runs a function body inside the plugin's page; a promise is awaited.
    ///
    /// # Errors
    /// There is no such frame, the body threw or returned another shape.
    pub async fn js<T: DeserializeOwned>(&self, body: &str, arguments: &[Value]) -> Result<T> {
        self.enter().await?;
        let returned = self.agent.js(body, arguments).await;
        self.agent.enter_default_frame().await?;
        returned
    }

    /// Waits until the body, run inside the plugin's page, returns this.
    ///
    /// # Errors
    /// It returns something else.
    pub async fn until_js<T: DeserializeOwned + PartialEq + std::fmt::Debug>(
        &self,
        want: T,
        body: &str,
    ) -> Result<()> {
        until_equal(body, want, async || self.js::<T>(body, &[]).await).await
    }

    /// Waits until the text of an element of the plugin's page is this.
    ///
    /// # Errors
    /// It stays another.
    pub async fn reads(&self, css: &str, text: &str) -> Result<()> {
        let body = "return document.querySelector(arguments[0])?.textContent ?? ''";
        until_equal(css, text.to_owned(), async || {
            self.js(body, &[css.into()]).await
        })
        .await
    }

    /// Goes into a field of the plugin's page by a click, as a person does, empties it and types.
    ///
    /// # Errors
    /// It never came, or took no text.
    pub async fn write(&self, css: &str, text: &str) -> Result<()> {
        let what = format!("a field {css} in {}", self.plugin.name);
        until(&what, SOON, async || {
            self.enter().await?;
            let written = match self.agent.find(By::Css(css)).await {
                Ok(field) => fill(&field, text).await,
                Err(why) => Err(why),
            };
            self.agent.enter_default_frame().await?;
            written?;
            Ok(Some(()))
        })
        .await
    }

    /// Clicks an element of the plugin's page where a person would.
    ///
    /// # Errors
    /// It never came.
    pub async fn click(&self, css: &str) -> Result<()> {
        until(
            &format!("a click on {css} in {}", self.plugin.name),
            SOON,
            async || {
                self.enter().await?;
                let clicked = match self.agent.find(By::Css(css)).await {
                    Ok(element) => element.click().await,
                    Err(why) => Err(why),
                };
                self.agent.enter_default_frame().await?;
                clicked?;
                Ok(Some(()))
            },
        )
        .await
    }

    /// Whether this is still the document that [`Self::mark`] marked.
    ///
    /// # Errors
    /// There is no such frame.
    pub async fn is_marked(&self) -> Result<bool> {
        self.js("return window.markOfTheTest === true", &[]).await
    }

    /// Leaves a mark in the document that only this very document bears.
    ///
    /// # Errors
    /// There is no such frame.
    pub async fn mark(&self) -> Result<()> {
        self.js("window.markOfTheTest = true; return null", &[])
            .await
    }

    /// How many iframes the page holds for this plugin.
    ///
    /// # Errors
    /// The browser did not say.
    pub async fn count(&self) -> Result<usize> {
        Ok(self.agent.find_all(self.selector()).await?.len())
    }

    async fn enter(&self) -> Result<()> {
        self.agent.enter_default_frame().await?;
        let frame = self.agent.find(self.selector()).await?;
        Ok(frame.enter_frame().await?)
    }

    fn selector(&self) -> By {
        By::Css(format!(
            ".frame[data-plugin=\"{}\"] iframe.plugin-frame",
            self.plugin.id
        ))
    }
}

/// Without the click the page around would take the focus for stolen, and have it back.
async fn fill(field: &WebElement, text: &str) -> WebDriverResult<()> {
    field.click().await?;
    field.clear().await?;
    field.send_keys(text).await
}
