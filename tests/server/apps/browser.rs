//! A person's browser, as far as a round trip needs one: it keeps cookies, is sent on, and fills in what the provider's pages ask.

use anyhow::{Context as _, Result, bail, ensure};
use encaixe_tests::binary::{self, Server};
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use serde_json::Value;
use tempfile::TempDir;

/// How often it is sent on at most.
const STEPS: u32 = 20;

/// What the person does where the app asks whether they agree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
}

/// It follows no redirect by itself.
pub(super) struct Browser(Client);

impl Browser {
    pub(super) fn new() -> Result<Self> {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(Policy::none())
            .build()?;
        Ok(Self(client))
    }

    /// One in which the admin is signed in, by a link of its own.
    pub(super) async fn of_admin(data: &TempDir, server: &Server) -> Result<Self> {
        let browser = Self::new()?;
        let link = ["link", "create", "--member", "ana@aurora.example"];
        let link = binary::line(data.path(), &link).await?;
        let link = browser.0.post(link).header("origin", &server.page);
        link.send().await?.error_for_status()?;
        Ok(browser)
    }

    /// What the server answers the page.
    pub(super) async fn post(&self, server: &Server, path: &str) -> Result<Value> {
        let request = self.0.post(format!("{}{path}", server.page));
        let answer = request.header("origin", &server.page).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    /// Goes to an address: the status, and where it is sent on to; that is not asked.
    pub(super) async fn look(&self, url: &str) -> Result<(StatusCode, String)> {
        let answer = self.0.get(url).send().await?;
        let location = location(answer.headers())?.unwrap_or_default();
        Ok((answer.status(), location.to_owned()))
    }

    /// Goes to the provider's page, signs in there, and answers, until it is sent to an address that begins so: that one, which is not asked
    /// yet.
    pub(super) async fn answer(&self, url: &str, answer: Answer, back: &str) -> Result<String> {
        let mut request = self.0.get(url);
        for _ in 0..STEPS {
            let shown = request.send().await?;
            let (here, status) = (shown.url().clone(), shown.status());
            if let Some(location) = location(shown.headers())? {
                let next = here.join(location)?;
                if next.as_str().starts_with(back) {
                    return Ok(next.into());
                }
                request = self.0.get(next);
                continue;
            }
            let page = shown.text().await?;
            ensure!(status.is_success(), "{here} gave {status}: {page}");
            let prompt = between(&page, "name=\"prompt\" value=\"")?;
            if prompt == "consent" && answer == Answer::No {
                request = self.0.get(here.join(between(&page, "<a href=\"")?)?);
                continue;
            }
            let form = self.0.post(here.join(between(&page, "action=\"")?)?);
            request = form
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(format!("prompt={prompt}&login=ana&password=any"));
        }
        bail!("sent on more than {STEPS} times from {url}")
    }
}

fn location(headers: &HeaderMap) -> Result<Option<&str>> {
    let location = headers.get(LOCATION).map(|value| value.to_str());
    Ok(location.transpose()?)
}

/// What stands between these words and the next quote.
fn between<'a>(page: &'a str, before: &str) -> Result<&'a str> {
    let found = page
        .split_once(before)
        .and_then(|(_, rest)| rest.split_once('"'));
    let (found, _) = found.with_context(|| format!("no {before} in {page}"))?;
    Ok(found)
}
