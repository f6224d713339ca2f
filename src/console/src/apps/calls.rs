//! The last calls of a connection: method, path, status and time, never a body.

use encaixe_api::app::AppCall;
use encaixe_api::id::ConnectionId;
use encaixe_ui::empty::use_trouble;
use encaixe_ui::hooks::{use_follow, use_resource};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::time;
use yew::prelude::*;
use yew::props;

use super::table;
use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The app's `app_id`.
    pub(super) id: AttrValue,
    pub(super) connection: ConnectionId,
}

#[component]
pub(super) fn Calls(props: &Props) -> Html {
    let words = use_words();
    let key = (props.id.clone(), props.connection.clone());
    let calls = use_resource(key, Topic::Apps, |(id, connection)| {
        let (id, connection) = (id.clone(), connection.clone());
        async move { api_client::app_calls(&id, &connection).await }
    });
    // No stream tells of calls.
    use_follow(false, &calls.again);
    let list = match &**calls.value {
        Remote::Loading => html! { <span class="skeleton skeleton-text" aria-hidden="true" /> },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: calls.retry() })) } }
        }
        Remote::Ready(all) if all.is_empty() => {
            html! { <p class="section-text">{ words.t("calls-empty") }</p> }
        }
        Remote::Ready(all) => listed(&words, all),
    };
    html! {
        <section class="section" data-testid="calls">
            <h2>{ words.t("calls") }</h2>
            <p class="section-text">{ words.t("calls-text") }</p>
            { list }
        </section>
    }
}

fn listed(words: &Words, calls: &[AppCall]) -> Html {
    let names = ["at", "request", "status", "took"].map(|one| words.t(&format!("call-{one}")));
    table::table(
        words.t("calls"),
        &names,
        calls.iter().map(|one| row(words, one)),
    )
}

fn row(words: &Words, call: &AppCall) -> [Html; 4] {
    let took = call.milliseconds.to_string();
    let status = call
        .status
        .map_or_else(|| words.t("attempt-no-answer"), |status| status.to_string());
    [
        html! { <time datetime={call.at.clone()}>{ time::date_time(words, &call.at) }</time> },
        html! { <code>{ format!("{} {}", call.method, call.path) }</code> },
        status.into(),
        words.with("attempt-took", [("ms", took.into())]).into(),
    ]
}
