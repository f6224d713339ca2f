//! Registering the path that this page's own browser saw instead of the registered one, once an admin has compared both.

use encaixe_api::id::PluginId;
use encaixe_api::plugin::{FrameReason, FrameState};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use wasm_bindgen_futures::spawn_local;
use web_sys::Url;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::flow::{self, session};
use crate::hooks::use_store;
use crate::state::panel::View;

/// The other path on the registered origin that was seen, the one thing that may be registered with a click. Which origin it
/// was the browser states; another origin is typed by hand, in the settings.
pub(super) fn other_path(src: &str, view: &View) -> Option<String> {
    if (view.state, view.reason) != (FrameState::Blocked, Some(FrameReason::Path)) {
        return None;
    }
    let origin = Url::new(src).ok()?.origin();
    let path = view.seen.as_deref()?.strip_prefix(origin.as_str())?;
    path.starts_with('/').then(|| path.to_owned())
}

/// The registered address with another path; none when that would be another origin.
fn moved(plugin_url: &str, path: &str) -> Option<String> {
    let url = Url::new(plugin_url).ok()?;
    let origin = url.origin();
    url.set_pathname(path);
    (url.origin() == origin && url.pathname() == path).then(|| url.href())
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: PluginId,
    pub(super) path: AttrValue,
}

/// The button, and the question behind it.
#[hook]
pub(super) fn use_adopt(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let asked = use_state_eq(|| None::<(String, String)>);
    let busy = use_state_eq(|| false);
    let onclick = {
        let (store, asked, busy) = (store.clone(), asked.clone(), busy.clone());
        let (id, path) = (props.id.clone(), props.path.clone());
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (store, asked, busy) = (store.clone(), asked.clone(), busy.clone());
            let (id, path) = (id.clone(), path.clone());
            spawn_local(async move {
                // The address as it is registered now, its query included.
                match api_client::plugin_url(&id).await {
                    Ok(plugin_url) => {
                        asked.set(moved(&plugin_url, &path).map(|now| (plugin_url, now)));
                    }
                    Err(failure) => flow::complain(&store, "problem-change", &failure),
                }
                busy.set(false);
            });
        })
    };
    let onanswer = {
        let (asked, busy, id) = (asked.clone(), busy.clone(), props.id.clone());
        Callback::from(move |confirmed: bool| {
            let Some((_, now)) = (*asked).clone().filter(|_| confirmed) else {
                return asked.set(None);
            };
            busy.set(true);
            let (store, asked, busy, id) = (store.clone(), asked.clone(), busy.clone(), id.clone());
            spawn_local(async move {
                match api_client::move_plugin(&id, &now).await {
                    Ok(()) => {
                        let words = Words::of(store.state().locale);
                        flow::notice(&store, Kind::Success, words.t("use-address-done"));
                        // The other address makes the frame anew.
                        session::load_frames(&store);
                    }
                    Err(failure) => flow::complain(&store, "problem-change", &failure),
                }
                busy.set(false);
                asked.set(None);
            });
        })
    };
    html! {
        <>
            { push_button(&props!(encaixe_ui::button::Props { label: words.t("use-address"), look: Look::Primary, busy: *busy, onclick, testid: "use-address" })) }
            if let Some((before, now)) = &*asked {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.t("use-address-title"), text: words.t("use-address-text"), ok: words.t("use-address"), cancel: words.t("cancel"), busy: *busy, onanswer, children: html! { <><dl class="facts">
                        <dt>{ words.t("state-expected") }</dt><dd><code>{ before }</code></dd>
                        <dt>{ words.t("use-address-new") }</dt><dd><code>{ now }</code></dd>
                    </dl></> } })) }
            }
        </>
    }
}
