//! Back from the app's page, where somebody agreed or did not.

use encaixe_protocol::command::toast::Kind;
use encaixe_ui::hooks::{use_effect_with, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::shell::Shell;
use web_sys::UrlSearchParams;
use yew::prelude::*;

use crate::route::Route;

/// Says what came of a round trip to the app's page, which sends back to this one, and takes it out of the address. `id` is the app's
/// `app_id`; `tried` is the connection on whose page this is, where the reader agrees before it is saved.
#[hook]
pub(super) fn use_come_back(id: AttrValue, tried: Option<AttrValue>) {
    let (words, shell) = (use_words(), use_shell());
    use_effect_with((), move |()| {
        come_back(&words, &shell, &id, tried.as_deref());
    });
}

fn come_back(words: &Words, shell: &Shell, id: &str, tried: Option<&str>) {
    let query = web_sys::window().and_then(|window| window.location().search().ok());
    let query = query.and_then(|query| UrlSearchParams::new_with_str(&query).ok());
    let Some(query) = query else { return };
    let agreed = match tried {
        Some(_) => "trial-agreed",
        None => "connection-agreed",
    };
    match query.get("outcome").as_deref() {
        Some("connected") => shell.notice(Kind::Success, words.t(agreed)),
        Some("refused") => {
            let reason = query.get("reason").unwrap_or_default();
            let text = words.with("connection-refused", [("reason", reason.as_str().into())]);
            shell.notice(Kind::Error, text);
        }
        _ => return,
    }
    let id = id.to_owned();
    let connection = tried.map(str::to_owned);
    let to = match connection.or_else(|| query.get("connection")) {
        Some(connection) => Route::Connection { id, connection },
        None => Route::App { id },
    };
    shell.replace(to.path());
}
