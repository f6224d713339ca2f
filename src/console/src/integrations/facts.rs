//! What is written of an integration, as its company reads it: its description, its addresses, and what it asks for.

use encaixe_api::integration::Integration;
use encaixe_ui::copy::use_copy_field;
use encaixe_ui::i18n::Words;
use encaixe_ui::part;
use yew::prelude::*;
use yew::props;

use crate::marketplace::parts::{said, wants};

pub(super) fn facts(words: &Words, found: &Integration) -> Html {
    let manifest = &found.manifest;
    let about = said(words, &manifest.description);
    let category = format!("market-category-{}", manifest.category.as_str());
    html! {
        <>
            <section class="section" data-testid="integration-client">
                <h2>{ words.t("integration-client") }</h2>
                <p class="section-text">{ words.t("integration-client-text") }</p>
                { part!(use_copy_field, "client", props!(encaixe_ui::copy::Props { value: found.id.to_string() })) }
            </section>
            <section class="section" data-testid="integration-about">
                <h2>{ words.t("integration-fact-about") }</h2>
                <p class="market-facts"><span class="badge">{ words.t(&category) }</span></p>
                if about.is_empty() {
                    <p class="section-text">{ words.t("integration-fact-about-empty") }</p>
                } else {
                    <p class="market-description" dir="auto">{ about.to_owned() }</p>
                }
            </section>
            <section class="section" data-testid="integration-addresses">
                <h2>{ words.t("integration-fact-addresses") }</h2>
                { addresses(words, found) }
            </section>
            <section class="section" data-testid="integration-scopes">
                <h2>{ words.t("integration-fact-scopes") }</h2>
                { wants(words, &manifest.scopes) }
            </section>
        </>
    }
}

/// Where people are sent back to, who is told, and where its page is.
pub(crate) fn addresses(words: &Words, found: &Integration) -> Html {
    let manifest = &found.manifest;
    let none =
        || html! { <span class="line-more">{ words.t("integration-fact-address-none") }</span> };
    let one = |address: Option<&str>| {
        address.map_or_else(
            none,
            |address| html! { <code>{ address.to_owned() }</code> },
        )
    };
    let redirects = &manifest.redirect_uris;
    let page = manifest.widget.as_ref();
    let page = page.map(|widget| widget.endpoint.as_str());
    let profile = format!("integration-fact-profile-{}", manifest.profile.as_str());
    html! {
        <dl class="facts integration-facts">
            <dt>{ words.t("integration-fact-redirects") }</dt>
            <dd>
                if redirects.is_empty() { { none() } }
                { for redirects.iter().map(|uri| html! { <code class="integration-address">{ uri.clone() }</code> }) }
            </dd>
            <dt>{ words.t("integration-fact-revocation") }</dt>
            <dd>{ one(manifest.revocation_url.as_deref()) }</dd>
            if page.is_some() || manifest.install_url.is_none() {
                <dt>{ words.t("integration-fact-page") }</dt>
                <dd>{ one(page) }</dd>
            }
            if manifest.install_url.is_some() {
                <dt>{ words.t("integration-fact-install") }</dt>
                <dd>{ one(manifest.install_url.as_deref()) }</dd>
            }
            <dt>{ words.t("integration-fact-profile") }</dt>
            <dd>{ words.t(&profile) }</dd>
        </dl>
    }
}
