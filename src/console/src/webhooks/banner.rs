//! The line over the settings that says that the server switched an endpoint off.

use encaixe_api::webhook::Endpoint;
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::revisions::Topic;
use yew::prelude::*;

use super::health::name;
use crate::api_client;
use crate::route::Route;

/// How many are named.
const NAMED: usize = 3;

#[component]
pub(crate) fn Banner() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let endpoints = use_resource((), Topic::Webhooks, |()| api_client::endpoints());
    let all = endpoints.value.ready().into_iter().flatten();
    let off = all.filter(|one| !one.enabled && one.disabled.is_some());
    let off: Vec<&Endpoint> = off.collect();
    let to = match off.as_slice() {
        [] => return html! { <div role="status" /> },
        [one] => Route::Webhook {
            id: one.id.to_string(),
        },
        _ => Route::Webhooks,
    };
    let names = off.iter().take(NAMED).map(|one| name(one));
    let names = names.collect::<Vec<_>>().join(", ");
    let said = [("count", off.len().into()), ("names", names.into())];
    html! {
        <div role="status">
            <div class="banner banner-webhooks" data-testid="webhook-banner">
                { small_icon("circle-alert") }
                <span>{ words.with("webhook-banner", said) }</span>
                { link(&shell, to.path(), Classes::new(), words.t("webhook-banner-show").into()) }
            </div>
        </div>
    }
}
