//! One integration in the marketplace's list.

use encaixe_api::integration::Listing;
use encaixe_ui::i18n::Words;
use encaixe_ui::link::link;
use encaixe_ui::shell::Shell;
use yew::prelude::*;

use super::parts::{logo, said};
use crate::route::Route;

pub(super) fn card(words: &Words, shell: &Shell, one: &Listing) -> Html {
    let to = Route::Listing {
        id: one.id.to_string(),
    };
    html! {
        <li class="market-card" key={one.id.as_str()} data-testid="listing-card" data-integration={one.id.to_string()}>
            <div class="market-card-head">
                { logo(&one.id, &one.name, one.logo.as_deref()) }
                <div class="line-main">
                    { link(shell, to.path(), "line-name", html! { <span dir="auto">{ one.name.clone() }</span> }) }
                    <p class="line-more" dir="auto">{ words.with("market-by", [("company", one.company.as_str().into())]) }</p>
                </div>
            </div>
            <p class="market-summary" dir="auto">{ said(words, &one.summary).to_owned() }</p>
            <p class="market-foot">
                { badges(words, one) }
                <span>{ words.with("market-companies", [("count", one.installations.into())]) }</span>
            </p>
        </li>
    }
}

/// Whether it is here already, and whether others are shown it.
pub(super) fn badges(words: &Words, one: &Listing) -> Html {
    html! {
        <>
            if one.is_installed { <span class="badge webhook-mark mark-good" data-testid="is-installed">{ words.t("market-installed") }</span> }
            if one.published_at.is_none() { <span class="badge" data-testid="is-own">{ words.t("market-own") }</span> }
        </>
    }
}
