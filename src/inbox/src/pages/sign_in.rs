//! Signing in by a link, and what to do without one.

use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::company;
use encaixe_ui::copy::use_copy_field;
use encaixe_ui::empty::use_trouble;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::storage;
use encaixe_ui::user_menu::use_languages;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::flow::session;

/// What makes a new link, as it is typed on the server.
const COMMAND: &str = "encaixe link create --data DIR --member EMAIL";
/// Where the page goes after signing in.
const AFTER: &str = "after-sign-in";

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) code: AttrValue,
}

/// Spends the link by a POST from the page it opens: a preview that merely fetches it spends nothing.
#[hook]
pub(crate) fn use_sign_in(props: &Props) -> Html {
    let words = use_words();
    let failure = use_state(|| None::<Failure>);
    let switch = use_state_eq(|| None::<(String, String)>);
    let tries = use_state_eq(|| 0_u32);
    let spend = {
        let (failure, switch, code) = (failure.clone(), switch.clone(), props.code.clone());
        move || {
            let (failure, code) = (failure.clone(), code.clone());
            switch.set(None);
            spawn_local(async move {
                match api_client::sign_in(&code).await {
                    // A fresh page: the link's address does not stay in the history.
                    Ok(()) => {
                        // What it asks for first depends on who came in.
                        if let Ok(me) = api_client::me().await {
                            session::remember(&me);
                        }
                        go(&wanted());
                    }
                    Err(found) => failure.set(Some(found)),
                }
            });
        }
    };
    {
        let (failure, switch, spend) = (failure.clone(), switch.clone(), spend.clone());
        use_effect_with((props.code.clone(), *tries), move |(code, _)| {
            let code = code.clone();
            failure.set(None);
            spawn_local(async move {
                // Somebody else is signed in here: a link must not make them act as another in silence.
                let Ok(me) = api_client::me().await else {
                    return spend();
                };
                match api_client::sign_in_who(&code).await {
                    Ok(found) if found.member.id == me.member.id => spend(),
                    Ok(found) => switch.set(Some((me.member.name, found.member.name))),
                    Err(found) => failure.set(Some(found)),
                }
            });
        });
    }
    if let Some((now, then)) = &*switch {
        let stay = Callback::from(|_: MouseEvent| go("/"));
        let change = Callback::from(move |_: MouseEvent| spend());
        return html! {
            <main class="alone">
                <div class="welcome" data-testid="switch">
                    { mark() }
                    <h1>{ words.t("switch-title") }</h1>
                    <p class="welcome-text">
                        { words.with("switch-text", [("now", now.as_str().into()), ("then", then.as_str().into())]) }
                    </p>
                    <div class="form-buttons">
                        { push_button(&props!(encaixe_ui::button::Props { label: words.with("switch-stay", [("now", now.as_str().into())]), onclick: stay, testid: "switch-stay" })) }
                        { push_button(&props!(encaixe_ui::button::Props { label: words.with("switch-go", [("then", then.as_str().into())]), look: Look::Primary, onclick: change, testid: "switch-go" })) }
                    </div>
                </div>
            </main>
        };
    }
    match &*failure {
        None => html! {
            <main class="alone" role="status">
                <div class="welcome">
                    { mark() }
                    <h1>{ words.t("sign-in-busy") }</h1>
                    <span class="spinner" aria-hidden="true" />
                </div>
            </main>
        },
        Some(found) if found.status.is_none_or(|status| status >= 500) => {
            let onretry = Callback::from(move |_: MouseEvent| tries.set(*tries + 1));
            html! { <main class="alone">{ part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: found.clone(), onretry })) }</main> }
        }
        Some(_) => help(&words, "sign-in-spent", "sign-in-spent-text"),
    }
}

/// Nobody is signed in: how to get in.
#[hook]
pub(crate) fn use_signed_out() -> Html {
    let words = use_words();
    use_effect_with((), |()| {
        if let Some(path) = web_sys::window().and_then(|window| window.location().pathname().ok()) {
            storage::set(AFTER, company::within(&path));
        }
    });
    help(&words, "signed-out", "signed-out-text")
}

/// How to get in.
fn help(words: &Words, title: &str, text: &str) -> Html {
    html! {
        <main class="alone">
            <div class="welcome">
                { mark() }
                <h1>{ words.t(title) }</h1>
                <p class="welcome-text">{ words.t(text) }</p>
                <ol class="ways">
                    <li>{ small_icon("users-round") }<p>{ words.t("way-colleague") }</p></li>
                </ol>
                <details class="ways-server">
                    <summary>{ words.t("way-server") }</summary>
                    <ol class="ways">
                        <li>{ small_icon("terminal") }<div><p>{ words.t("way-command") }</p>{ part!(use_copy_field, props!(encaixe_ui::copy::Props { value: COMMAND })) }</div></li>
                        <li>{ small_icon("rotate-ccw") }<p>{ words.t("way-restart") }</p></li>
                    </ol>
                </details>
                { part!(use_languages) }
            </div>
        </main>
    }
}

/// The product's name.
fn mark() -> Html {
    html! { <p class="mark"><img src="/assets/icons/encaixe.svg" alt="" width="32" height="32" />{ "Encaixe" }</p> }
}

/// The page that was asked for before signing in, once.
fn wanted() -> String {
    let path = storage::get(AFTER)
        // A path of this page, and nothing that a browser could read as another host.
        .filter(|path| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'))
        .filter(|path| !path.starts_with("/sign-in"));
    storage::set(AFTER, "/");
    path.unwrap_or_else(|| "/".to_owned())
}

fn go(path: &str) {
    if let Some(window) = web_sys::window() {
        // Fails only while the page is being left already.
        let _ = window.location().replace(&company::path(path));
    }
}
