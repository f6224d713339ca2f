//! The SDK as authors get it: `dist/sdk` and `dist/npm`.

mod examples;
mod files;
mod install;
mod pages;
mod script;
mod server_side;
mod starter;
mod types;
mod wire;

use anyhow::Result;
use encaixe_tests::driver::{Browser, Driver};
use encaixe_tests::fixture::Fixture;

/// A browser and pages, without a server of ours.
struct Page {
    fixture: Fixture,
    browser: Browser,
    _driver: Driver,
}

/// Opens a fixture page in a browser of its own, plays, and ends the browser.
async fn on_page(name: &str, play: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let driver = Driver::start().await?;
    let page = Page {
        fixture: Fixture::start().await?,
        browser: driver.browser().await?,
        _driver: driver,
    };
    let outcome = async {
        page.browser.driver.goto(page.fixture.page(name)).await?;
        play(&page).await
    }
    .await;
    page.browser.driver.clone().quit().await?;
    outcome
}
