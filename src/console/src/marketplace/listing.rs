//! One integration in the marketplace: what it is, what it will be able to do, and how it comes here.

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::ListingDetails;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::hooks::{use_resource, use_shared, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::{Shared, Shell};
use encaixe_ui::time;
use web_sys::Url;
use yew::prelude::*;
use yew::props;

use super::card::badges;
use super::install::Install;
use super::parts::{crumb, failed, loading, logo, said, wants};
use super::press::is_by_a_person;
use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: AttrValue,
}

#[component]
pub(super) fn ListingPage(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let is_admin = use_shared(Shared::is_admin);
    let id = IntegrationId::new(props.id.as_str());
    let listing = use_resource(id, Topic::Integrations, |id| {
        let id = id.clone();
        async move { api_client::listing(&id).await }
    });
    let asks = use_state_eq(|| false);
    let is_scripted = use_state_eq(|| false);
    let ask = {
        let (asks, is_scripted) = (asks.clone(), is_scripted.clone());
        Callback::from(move |event: MouseEvent| {
            let is_pressed = is_by_a_person(&event);
            is_scripted.set(!is_pressed);
            asks.set(is_pressed);
        })
    };
    let onclose = {
        let asks = asks.clone();
        Callback::from(move |()| asks.set(false))
    };
    let found = match &**listing.value {
        Remote::Loading => return loading(),
        Remote::Failed(failure) => {
            let what = ("listing", "market", &Route::Marketplace);
            return failed(&words, &shell, what, failure, listing.retry());
        }
        Remote::Ready(found) => found,
    };
    let one = &found.listing;
    let can_install = *is_admin && one.has_widget && found.is_offered && !one.is_installed;
    html! {
        <>
            <header class="settings-head">
                <div class="market-title">
                    { crumb(&shell, &Route::Marketplace, words.t("market")) }
                    <div class="market-head">
                        { logo(&one.id, &one.name, one.logo.as_deref()) }
                        <div class="line-main">
                            <h1 dir="auto">{ one.name.clone() }</h1>
                            <p class="market-facts">{ facts(&words, found) }</p>
                        </div>
                    </div>
                </div>
                <div class="settings-actions">
                    if one.is_installed && *is_admin { { to_installed(&words, &shell, found) } }
                    if can_install {
                        { push_button(&props!(encaixe_ui::button::Props { label: words.t("market-install"), icon: "plus", look: Look::Primary, onclick: ask, testid: "listing-install" })) }
                    }
                </div>
            </header>
            if *is_scripted {
                <p class="form-error" role="alert" data-testid="not-pressed">{ small_icon("circle-alert") }{ words.t("market-not-pressed") }</p>
            }
            { notes(&words, *is_admin, found) }
            <section class="section" data-testid="listing">
                <h2>{ words.t("market-about") }</h2>
                <p class="market-description" dir="auto">{ said(&words, &found.description).to_owned() }</p>
            </section>
            <section class="section">
                <h2>{ words.t("market-can") }</h2>
                { wants(&words, &found.scopes) }
            </section>
            <section class="section">
                <h2>{ words.t("market-where") }</h2>
                { destinations(&words, found) }
            </section>
            if !one.has_widget && found.is_offered { { elsewhere(&words, found) } }
            if *asks && can_install {
                <Install listing={found.clone()} {onclose} onstale={listing.again.clone()} />
            }
        </>
    }
}

/// By whom, since when, in how many companies.
fn facts(words: &Words, found: &ListingDetails) -> Html {
    let one = &found.listing;
    let mut facts = vec![words.with("market-by", [("company", one.company.as_str().into())])];
    if let Some(at) = &one.published_at {
        let at = time::date_time(words, at);
        facts.push(words.with("market-since", [("at", at.into())]));
    }
    facts.push(words.with("market-companies", [("count", one.installations.into())]));
    let category = words.t(&format!("market-category-{}", one.category.as_str()));
    html! {
        <>
            { badges(words, one) }
            <span class="badge">{ category }</span>
            <span dir="auto">{ facts.join(" · ") }</span>
        </>
    }
}

fn to_installed(words: &Words, shell: &Shell, found: &ListingDetails) -> Html {
    let to = Route::Installation {
        id: found.listing.id.to_string(),
    };
    link(
        shell,
        to.path(),
        "button button-plain",
        words.t("market-open").into(),
    )
}

/// What keeps the reader from installing it, or who else can.
fn notes(words: &Words, is_admin: bool, found: &ListingDetails) -> Html {
    let one = &found.listing;
    let keys = [
        (!found.is_offered, "market-not-offered"),
        (!is_admin, "market-ask-admin"),
        (one.published_at.is_none(), "market-own-text"),
    ];
    let key = keys.into_iter().find(|(is_so, _)| *is_so);
    match key {
        Some((_, key)) if !one.is_installed => html! {
            <p class="note market-note" data-testid="listing-note">{ small_icon("info") }<span>{ words.t(key) }</span></p>
        },
        _ => Html::default(),
    }
}

/// Where what it sees goes.
pub(super) fn destinations(words: &Words, found: &ListingDetails) -> Html {
    let lines = [
        ("market-widget-origin", &found.widget_origin),
        ("market-redirect-origin", &found.redirect_origin),
    ];
    let lines: Vec<_> = lines
        .into_iter()
        .filter_map(|(key, origin)| Some((key, origin.as_deref()?)))
        .collect();
    if lines.is_empty() {
        return html! { <p class="section-text">{ words.t("market-where-unknown") }</p> };
    }
    html! {
        <dl class="facts market-origins">
            { for lines.into_iter().map(|(key, origin)| html! {
                <><dt>{ words.t(key) }</dt><dd><code>{ origin.to_owned() }</code></dd></>
            }) }
        </dl>
    }
}

/// How one without a page comes here: by its own site.
fn elsewhere(words: &Words, found: &ListingDetails) -> Html {
    let url = found.install_url.as_deref();
    let url = url.and_then(|url| Url::new(url).ok());
    // No address that would run something here.
    let url = url.filter(|url| ["https:", "http:"].contains(&url.protocol().as_str()));
    html! {
        <section class="section" data-testid="listing-elsewhere">
            <h2>{ words.t("market-how") }</h2>
            <p class="section-text">{ words.t("market-how-text") }</p>
            if let Some(url) = url {
                <a class="button button-primary" href={url.href()} target="_blank" rel="noopener noreferrer" data-testid="listing-go">
                    <span>{ words.with("market-go", [("host", url.host().into())]) }</span>{ small_icon("external-link") }
                </a>
            }
        </section>
    }
}
