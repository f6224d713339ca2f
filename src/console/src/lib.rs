//! The console: the settings, and every later page of those who look after the workspace. A module of the page of its own,
//! which the inbox fetches when it is opened and draws beside itself; its frames live on meanwhile.
//!
//! The inbox calls what this module exports, with texts as `encaixe_ui::bridge` has them: [`start`] draws the console in an
//! element, [`update`] tells it what changed, [`stop`] takes it away. What it asks of the whole goes to the function that
//! `start` was given, as a word and a text (`Request::written`).

use std::cell::RefCell;

use encaixe_ui::bridge::Update;
use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::AppHandle;

mod api_client;
mod app_scopes;
mod apps;
mod audit;
mod dev_plugins;
mod drag;
mod installed;
mod integrations;
mod marketplace;
mod members;
mod new_member;
mod new_plugin;
mod new_token;
mod own;
mod page;
mod plugin_danger;
mod plugin_form;
mod plugin_list;
mod plugin_page;
mod plugin_picture;
mod plugin_secret;
mod plugin_secrets;
mod plugin_signing;
mod plugins;
mod preferences;
mod rail;
mod reviews;
mod role;
mod root;
mod route;
mod sessions;
mod settings;
mod shown;
mod token_limits;
mod tokens;
mod webhooks;
mod workspace;

use page::Page;
use root::{Props, Root};

thread_local! {
    static RUNNING: RefCell<Option<(Page, AppHandle<Root>)>> = const { RefCell::new(None) };
}

/// Adds the console's words, once.
#[wasm_bindgen(start)]
pub fn begin() {
    encaixe_ui::i18n::add(encaixe_ui::texts!());
}

/// Draws the console in an element. `update` has everything; `ask` takes what the console asks of the whole.
#[wasm_bindgen]
pub fn start(place: Element, update: &str, ask: Function) {
    stop();
    let Ok(update) = serde_json::from_str::<Update>(update) else {
        return;
    };
    let page = Page::new(update, ask);
    let props = Props { page: page.clone() };
    let handle = yew::Renderer::<Root>::with_root_and_props(place, props).render();
    RUNNING.set(Some((page, handle)));
}

/// Tells what changed.
#[wasm_bindgen]
pub fn update(update: &str) {
    let page = RUNNING.with_borrow(|running| running.as_ref().map(|(page, _)| page.clone()));
    if let (Some(page), Ok(update)) = (page, serde_json::from_str(update)) {
        page.update(update);
    }
}

/// Takes the console away.
#[wasm_bindgen]
pub fn stop() {
    if let Some((_, handle)) = RUNNING.take() {
        handle.destroy();
    }
}
