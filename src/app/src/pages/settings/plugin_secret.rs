//! A plugin's secret: masked, with Show, Copy and Rotate.

use encaixe_api::id::PluginId;
use encaixe_protocol::command::toast::Kind;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api_client;
use crate::components::button::Button;
use crate::components::copy::CopyButton;
use crate::components::dialog::Dialog;
use crate::flow;
use crate::hooks::{use_effect_with, use_store};
use crate::i18n::use_words;

const MASK: &str = "••••••••••••••••••••••••";

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: PluginId,
}

#[component]
pub(super) fn PluginSecret(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let secret = use_state_eq(|| None::<AttrValue>);
    let shown = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let asks = use_state_eq(|| false);
    {
        // Fetched at once, so that Copy can act in the click that the clipboard asks for.
        let (secret, store) = (secret.clone(), store.clone());
        use_effect_with(props.id.clone(), move |id| {
            let id = id.clone();
            spawn_local(async move {
                match api_client::secret(&id).await {
                    Ok(found) => secret.set(Some(found.secret.into())),
                    Err(failure) => flow::complain(&store, "problem-secret", &failure),
                }
            });
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
        let (secret, shown, busy, asks) =
            (secret.clone(), shown.clone(), busy.clone(), asks.clone());
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                return asks.set(false);
            }
            busy.set(true);
            let (store, id, words) = (store.clone(), id.clone(), words.clone());
            let (secret, shown, busy, asks) =
                (secret.clone(), shown.clone(), busy.clone(), asks.clone());
            spawn_local(async move {
                match api_client::rotate_secret(&id).await {
                    Ok(new) => {
                        secret.set(Some(new.secret.into()));
                        shown.set(true);
                        flow::notice(&store, Kind::Success, words.t("secret-rotated"));
                    }
                    Err(failure) => flow::complain(&store, "problem-change", &failure),
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
    let text = match (&*secret, *shown) {
        (Some(secret), true) => secret.clone(),
        _ => AttrValue::Static(MASK),
    };
    html! {
        <section class="section">
            <h2>{ words.t("secret") }</h2>
            <p class="section-text">{ words.t("secret-text") }</p>
            <div class="copy-field">
                <code class={classes!("copy-value", (!*shown).then_some("is-masked"))} data-testid="secret">{ text }</code>
                <Button {label} {icon} onclick={toggle} disabled={secret.is_none()} />
                if let Some(value) = &*secret { <CopyButton value={value.clone()} /> }
                <Button label={words.t("secret-rotate")} icon="refresh-cw" onclick={ask} />
            </div>
            if *asks {
                <Dialog
                    title={words.t("secret-rotate-title")}
                    text={words.t("secret-rotate-text")}
                    ok={words.t("secret-rotate")}
                    cancel={words.t("cancel")}
                    danger=true
                    busy={*busy}
                    onanswer={answer}
                />
            }
        </section>
    }
}
