//! What became of an installation: the last entries of the log that are of it.

use encaixe_api::audit::AuditEntry;
use encaixe_api::id::IntegrationId;
use encaixe_ui::api_client::part as encoded;
use encaixe_ui::empty::use_trouble;
use encaixe_ui::hooks::{use_now, use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::time;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::audit::line;
use crate::route::Route;

/// How many entries are shown.
const SHOWN: usize = 10;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: IntegrationId,
}

#[component]
pub(super) fn Done(props: &Props) -> Html {
    let (words, shell, now) = (use_words(), use_shell(), use_now());
    let entries = use_resource(props.id.clone(), Topic::Audit, |id| {
        let query = format!("&object={}", encoded(&format!("integration:{id}")));
        async move { api_client::audit(&query, None).await }
    });
    let list = match &**entries.value {
        Remote::Loading => html! { <span class="skeleton skeleton-text" aria-hidden="true" /> },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: entries.retry() })) } }
        }
        Remote::Ready(page) if page.items.is_empty() => {
            html! { <p class="section-text">{ words.t("installation-done-empty") }</p> }
        }
        Remote::Ready(page) => days(&words, &page.items, now),
    };
    html! {
        <section class="section" data-testid="installation-done">
            <h2>{ words.t("installation-done") }</h2>
            { list }
            { link(&shell, Route::Audit.path(), "button button-quiet", words.t("audit").into()) }
        </section>
    }
}

fn days(words: &Words, items: &[AuditEntry], now: f64) -> Html {
    let shown = items.get(..SHOWN).unwrap_or(items);
    let days = shown.chunk_by(|one, next| time::same_day(&one.at, &next.at));
    let day = |entries: &[AuditEntry]| {
        let first = entries.first();
        html! {
            <div class="audit-day market-day" key={first.map(|one| one.id.to_string()).unwrap_or_default()}>
                <h3>{ first.map(|one| time::day_heading(words, &one.at, now)) }</h3>
                <ul class="cards">{ for entries.iter().map(|entry| line(words, entry)) }</ul>
            </div>
        }
    };
    html! { <>{ for days.map(day) }</> }
}
