//! Settings > API tokens: what programs sign in with.

use encaixe_api::access::{CreatedToken, Token};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::copy::use_copy_field;
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::focus::use_back;
use encaixe_ui::hooks::{use_resource, use_shared, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::large_icon;
use encaixe_ui::link::{HOME, link};
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Request;
use encaixe_ui::time;
use js_sys::Date;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::new_token::NewTokenForm;
use super::role::role_word;
use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct TokensProps {
    /// Whether the form is open from the start, for the one who has none yet.
    #[prop_or_default]
    pub(super) first: bool,
}

#[component]
pub(super) fn Tokens(props: &TokensProps) -> Html {
    let words = use_words();
    let shell = use_shell();
    let first = props.first;
    let tokens = use_resource((), Topic::Tokens, |()| api_client::tokens());
    let adding = use_state_eq(|| first);
    let back = use_back(*adding);
    let created = use_state_eq(|| None::<CreatedToken>);
    let oncreated = {
        let shell = shell.clone();
        let (adding, created, again) = (adding.clone(), created.clone(), tokens.again.clone());
        Callback::from(move |token: CreatedToken| {
            adding.set(false);
            shell.ask(Request::NewToken(Some(token.secret.clone())));
            created.set(Some(token));
            again.emit(());
        })
    };
    let toggle = {
        let adding = adding.clone();
        Callback::from(move |_: MouseEvent| adding.set(!*adding))
    };
    let forget = {
        let created = created.clone();
        Callback::from(move |_: MouseEvent| created.set(None))
    };
    let list = match &**tokens.value {
        Remote::Loading => html! {
            <div class="cards" aria-hidden="true">
                { for (0..2).map(|_| html! { <div class="line-card"><span class="skeleton skeleton-text" /></div> }) }
            </div>
        },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: tokens.retry() })) } }
        }
        Remote::Ready(found) if found.is_empty() => html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "key-round", title: words.t("tokens-empty"), text: words.t("tokens-empty-text") })) }
        },
        Remote::Ready(found) => html! {
            <ul class="cards">
                { for found.iter().map(|token| html! {
                    <TokenRow key={token.id.as_str()} token={token.clone()} onrevoked={tokens.again.clone()} />
                }) }
            </ul>
        },
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("tokens") }</h1><p>{ words.t("tokens-text") }</p></div>
                if !*adding {
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("token-new"), icon: "plus", look: Look::Primary, onclick: toggle.clone(), node: back })) }
                }
            </header>
            if *adding { <NewTokenForm {oncreated} oncancel={toggle} /> }
            if let Some(token) = &*created {
                <section class="section section-once" role="status">
                    <h2>{ words.with("token-created", [("name", token.token.name.clone().into())]) }</h2>
                    <p class="section-text">{ words.t("token-once") }</p>
                    { part!(use_copy_field, props!(encaixe_ui::copy::Props { value: token.secret.clone() })) }
                    if first { <p class="section-text">{ words.t("token-first") }</p> }
                    <div class="form-buttons">
                        { push_button(&props!(encaixe_ui::button::Props { label: words.t("token-kept"), onclick: forget })) }
                        if first {
                            { link(&shell, HOME, "button button-primary", words.t("token-first-go").into()) }
                        }
                    </div>
                </section>
            }
            { list }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    token: Token,
    onrevoked: Callback<()>,
}

#[component]
fn TokenRow(props: &Props) -> Html {
    let words = use_words();
    let shell = use_shell();
    let token = &props.token;
    let maker = {
        let by = token.created_by.clone();
        use_shared(move |shared| {
            let members = &shared.directory.members;
            let found = members
                .iter()
                .find(|member| Some(&member.id) == by.as_ref());
            found.map(|member| member.name.clone())
        })
    };
    let asks = use_state_eq(|| false);
    let ask = {
        let asks = asks.clone();
        Callback::from(move |_: MouseEvent| asks.set(true))
    };
    let answer = {
        let (asks, id, onrevoked) = (asks.clone(), token.id.clone(), props.onrevoked.clone());
        Callback::from(move |confirmed: bool| {
            asks.set(false);
            if confirmed {
                let (shell, id, onrevoked) = (shell.clone(), id.clone(), onrevoked.clone());
                spawn_local(async move {
                    match api_client::revoke_token(&id).await {
                        Ok(()) => {
                            shell.ask(Request::NewToken(None));
                            onrevoked.emit(());
                        }
                        Err(failure) => shell.complain("problem-change", &failure),
                    }
                });
            }
        })
    };
    let made = time::date_time(&words, &token.created_at);
    let by = (*maker)
        .clone()
        .unwrap_or_else(|| words.t("token-by-command"));
    let used = token.last_used_at.as_ref().map_or_else(
        || words.t("token-unused"),
        |at| words.with("token-used", [("at", time::date_time(&words, at).into())]),
    );
    let apps: Vec<&str> = token.scopes.app_ids().collect();
    let may_call = (!apps.is_empty())
        .then(|| words.with("token-may-call", [("apps", apps.join(", ").into())]));
    let only = token.only.as_ref().map(|only| {
        let names: Vec<String> = only.iter().map(|scope| scope.as_str().to_owned()).collect();
        words.with("token-only-some", [("scopes", names.join(", ").into())])
    });
    let ends = token.ends_at.as_ref().map(|at| {
        let key = if Date::parse(at) <= time::now() {
            "token-ended"
        } else {
            "token-ends"
        };
        words.with(key, [("at", time::date_time(&words, at).into())])
    });
    html! {
        <li class="line-card" data-token={token.id.to_string()}>
            <span class="line-icon">{ large_icon("key-round") }</span>
            <div class="line-main">
                <p class="line-name">
                    { &token.name }
                    <span class="badge">{ role_word(&words, token.role) }</span>
                </p>
                <p class="line-more">
                    { words.with("token-made", [("at", made.into()), ("by", by.into())]) }{ " · " }{ used }
                    if let Some(may_call) = may_call { { " · " }{ may_call } }
                    if let Some(only) = only { { " · " }{ only } }
                    if let Some(ends) = ends { { " · " }{ ends } }
                </p>
            </div>
            <div class="line-end">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("token-revoke"), icon: "trash-2", onclick: ask })) }
            </div>
            if *asks {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.with("token-revoke-title", [("name", token.name.clone().into())]), text: words.t("token-revoke-text"), ok: words.t("token-revoke"), cancel: words.t("cancel"), danger: true, onanswer: answer })) }
            }
        </li>
    }
}
