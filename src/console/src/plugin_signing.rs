//! What a plugin's server verifies tokens by: the addresses, the keys, and of HS256 the secrets, with Rotate.

use encaixe_api::id::PluginId;
use encaixe_api::plugin::proof::{MAX_OVERLAP_HOURS, OVERLAP_HOURS, ProofAlgorithm, SigningSecret};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::push_button;
use encaixe_ui::copy::use_copy_button;
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::field::use_field_part;
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use encaixe_ui::revisions::Topic;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: PluginId,
    /// By what its tokens are signed: another one is another list of keys.
    pub(super) algorithm: ProofAlgorithm,
}

#[component]
pub(super) fn PluginSigning(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let key = (props.id.clone(), props.algorithm);
    let signing = use_resource(key, Topic::Plugins, |(id, _)| {
        let id = id.clone();
        async move { api_client::signing(&id).await }
    });
    let secrets = use_state_eq(|| None::<Vec<SigningSecret>>);
    let (busy, asks) = (use_state_eq(|| false), use_state_eq(|| false));
    let hours = use_state_eq(|| OVERLAP_HOURS.to_string());
    let typed = hours.trim().parse::<u32>().ok();
    let typed = typed.filter(|hours| *hours <= MAX_OVERLAP_HOURS);
    let show = {
        let (id, shell, secrets) = (props.id.clone(), shell.clone(), secrets.clone());
        Callback::from(move |_: MouseEvent| {
            if secrets.is_some() {
                return secrets.set(None);
            }
            let (id, shell, secrets) = (id.clone(), shell.clone(), secrets.clone());
            spawn_local(async move {
                match api_client::signing_secrets(&id).await {
                    Ok(all) => secrets.set(Some(all)),
                    Err(failure) => shell.complain("problem-secret", &failure),
                }
            });
        })
    };
    let ask = {
        let asks = asks.clone();
        Callback::from(move |_: MouseEvent| asks.set(true))
    };
    let answer = {
        let (id, shell, words) = (props.id.clone(), shell, words.clone());
        let (again, secrets) = (signing.again.clone(), secrets.clone());
        let (busy, asks) = (busy.clone(), asks.clone());
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                return asks.set(false);
            }
            let Some(hours) = typed else { return };
            busy.set(true);
            let (id, shell, words) = (id.clone(), shell.clone(), words.clone());
            let (again, secrets) = (again.clone(), secrets.clone());
            let (busy, asks) = (busy.clone(), asks.clone());
            spawn_local(async move {
                match api_client::rotate_signing(&id, hours).await {
                    Ok(_) => {
                        // Those that are shown are of before.
                        secrets.set(None);
                        again.emit(());
                        shell.notice(Kind::Success, words.t("signing-rotated"));
                    }
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                busy.set(false);
                asks.set(false);
            });
        })
    };
    let Some(known) = signing.value.ready() else {
        return html! { <section class="section" aria-busy="true"><h2>{ words.t("signing") }</h2><span class="skeleton skeleton-text" /></section> };
    };
    let is_secret = known.algorithm == ProofAlgorithm::Hs256;
    let (text, toggle) = if is_secret {
        (
            words.t("signing-text-hs256"),
            words.t(if secrets.is_some() { "hide" } else { "show" }),
        )
    } else {
        (words.t("signing-text-eddsa"), String::new())
    };
    let icon = if secrets.is_some() { "eye-off" } else { "eye" };
    let error = typed
        .is_none()
        .then(|| {
            words.with(
                "signing-overlap-mistake",
                [("most", MAX_OVERLAP_HOURS.into())],
            )
        })
        .map(AttrValue::from);
    html! {
        <section class="section" data-testid="signing">
            <h2>{ words.t("signing") }</h2>
            <p class="section-text">{ text }{ " " }<a href="/docs/builds#proof" target="_blank" rel="noopener">{ words.t("reference") }</a></p>
            <dl class="facts">
                <dt>{ words.t("plugin-algorithm") }</dt><dd><code>{ known.algorithm.as_str() }</code></dd>
                <dt><code>{ "iss" }</code></dt><dd><code>{ &known.issuer }</code></dd>
                <dt><code>{ "aud" }</code></dt><dd><code>{ &known.audience }</code></dd>
                { for known.keys.iter().map(|key| html! {
                    <><dt><code>{ "kid" }</code></dt><dd><code>{ &key.kid }</code>{ until(&words, key.until.as_deref()) }</dd></>
                }) }
            </dl>
            if is_secret {
                { for secrets.iter().flatten().map(|one| html! {
                    <div class="copy-field" key={one.kid.clone()}>
                        <code class="copy-value" data-testid="signing-secret">{ &one.secret }</code>
                        { part!(use_copy_button, props!(encaixe_ui::copy::Props { value: one.secret.clone() })) }
                        <span class="section-text">{ until(&words, one.until.as_deref()) }</span>
                    </div>
                }) }
            } else {
                <div class="copy-field">
                    <code class="copy-value" data-testid="jwks">{ &known.jwks }</code>
                    { part!(use_copy_button, props!(encaixe_ui::copy::Props { value: known.jwks.clone() })) }
                </div>
            }
            <div class="form-buttons">
                if is_secret {
                    { push_button(&props!(encaixe_ui::button::Props { label: toggle, icon, onclick: show, testid: "signing-show" })) }
                }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("signing-rotate"), icon: "refresh-cw", onclick: ask, testid: "signing-rotate" })) }
            </div>
            if *asks {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.t("signing-rotate-title"), text: words.t("signing-rotate-text"), ok: words.t("signing-rotate"), cancel: words.t("cancel"), danger: typed == Some(0), busy: *busy, onanswer: answer, children: html! {
                    <>{ part!(use_field_part, "overlapHours", props!(encaixe_ui::field::Props { label: words.t("signing-overlap"), name: "overlapHours", value: (*hours).clone(), help: words.t("signing-overlap-help"), error, oninput: Callback::from(move |value: String| hours.set(value)) })) }</>
                } })) }
            }
        </section>
    }
}

/// Until when a key is good, where another takes its place.
fn until(words: &Words, until: Option<&str>) -> Html {
    match until {
        Some(at) => {
            html! { <span>{ " " }{ words.with("signing-until", [("at", time::date_time(words, at).into())]) }</span> }
        }
        None => html! {},
    }
}
