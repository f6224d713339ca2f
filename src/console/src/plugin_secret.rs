//! A plugin's secret: masked, with Show, Copy and Rotate.

use encaixe_api::id::PluginId;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::push_button;
use encaixe_ui::copy::use_copy_button;
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::hooks::use_resource;
use encaixe_ui::hooks::{use_effect_with, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

/// The code of the answer when the server's key does not open the secret.
const UNREADABLE: &str = "unreadable_secret";

const MASK: &str = "••••••••••••••••••••••••";

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: PluginId,
    /// Whether it goes along in the frame's address.
    pub(super) is_sent: bool,
}

#[component]
pub(super) fn PluginSecret(props: &Props) -> Html {
    let words = use_words();
    let shell = use_shell();
    // Fetched at once, so that Copy can act in the click that the clipboard asks for.
    let secret = use_resource(props.id.clone(), Topic::Plugins, |id| {
        let id = id.clone();
        async move { api_client::secret(&id).await }
    });
    let failure = match &**secret.value {
        Remote::Failed(failure) => Some(failure.clone()),
        Remote::Loading | Remote::Ready(_) => None,
    };
    let is_unreadable = failure
        .as_ref()
        .is_some_and(|failure| failure.error.code == UNREADABLE);
    let failure = failure.filter(|_| !is_unreadable);
    let shown = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let asks = use_state_eq(|| false);
    {
        let shell = shell.clone();
        use_effect_with(failure, move |failure| {
            if let Some(failure) = failure {
                shell.complain("problem-secret", failure);
            }
        });
    }
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let ask = {
        let asks = asks.clone();
        Callback::from(move |_: MouseEvent| asks.set(true))
    };
    let answer = {
        let (id, words) = (props.id.clone(), words.clone());
        let (again, shown, busy, asks) = (
            secret.again.clone(),
            shown.clone(),
            busy.clone(),
            asks.clone(),
        );
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                return asks.set(false);
            }
            busy.set(true);
            let (shell, id, words) = (shell.clone(), id.clone(), words.clone());
            let (again, shown) = (again.clone(), shown.clone());
            let (busy, asks) = (busy.clone(), asks.clone());
            spawn_local(async move {
                match api_client::rotate_secret(&id).await {
                    Ok(_) => {
                        again.emit(());
                        shown.set(true);
                        shell.notice(Kind::Success, words.t("secret-rotated"));
                    }
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                busy.set(false);
                asks.set(false);
            });
        })
    };
    let (label, icon) = if *shown {
        (words.t("hide"), "eye-off")
    } else {
        (words.t("show"), "eye")
    };
    let known = secret
        .value
        .ready()
        .map(|it| AttrValue::from(it.secret.clone()));
    let text = match (&known, *shown) {
        (Some(secret), true) => secret.clone(),
        _ => AttrValue::Static(MASK),
    };
    html! {
        <section class="section">
            <h2>{ words.t("secret") }</h2>
            <p class="section-text">{ words.t(if props.is_sent { "secret-text" } else { "secret-text-off" }) }</p>
            if is_unreadable {
                <div class="section-line" data-testid="secret-unreadable">
                    <p class="section-text">{ words.t("secret-unreadable") }</p>
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("secret-make"), icon: "refresh-cw", onclick: ask })) }
                </div>
            } else {
                <div class="copy-field">
                    <code class={classes!("copy-value", (!*shown).then_some("is-masked"))} data-testid="secret">{ text }</code>
                    { push_button(&props!(encaixe_ui::button::Props { label, icon, onclick: toggle, disabled: known.is_none() })) }
                    if let Some(value) = &known { { part!(use_copy_button, props!(encaixe_ui::copy::Props { value: value.clone() })) } }
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("secret-rotate"), icon: "refresh-cw", onclick: ask })) }
                </div>
            }
            if *asks {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.t("secret-rotate-title"), text: words.t("secret-rotate-text"), ok: words.t("secret-rotate"), cancel: words.t("cancel"), danger: true, busy: *busy, onanswer: answer })) }
            }
        </section>
    }
}
