//! Settings > Audit: who did what to what, by day, with filters, and the same as a file.
//!
//! What is new while the page is open waits behind a button, so that nothing moves under the reader.

use encaixe_api::audit::AuditEntry;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::company;
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::hooks::use_now;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::revisions::Topic;
use encaixe_ui::time;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::shown::{Entry, Ready, View, use_shown};

mod filter;
mod line;
mod sentence;

use filter::{Filter, Filters};
pub(super) use line::line;

impl Entry for AuditEntry {
    fn key(&self) -> &str {
        self.id.as_str()
    }
}

#[component]
pub(super) fn Audit() -> Html {
    let words = use_words();
    let filter = use_state_eq(Filter::default);
    let log = use_shown(
        (*filter).clone(),
        Topic::Audit,
        "problem-audit",
        |filter: Filter, before| async move {
            api_client::audit(&filter.query(), before.as_deref()).await
        },
    );
    let onfilter = {
        let filter = filter.clone();
        Callback::from(move |chosen: Filter| filter.set(chosen))
    };
    let list = match log.view {
        View::Failed(failure, onretry) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure, onretry })) } }
        }
        View::Ready(log) if log.shown.items.is_empty() => {
            nothing(&words, *filter == Filter::default(), &onfilter)
        }
        View::Ready(log) => html! { <Entries {log} /> },
        View::Loading => html! {
            <div class="cards" aria-hidden="true">
                { for (0..4).map(|_| html! { <div class="line-card"><span class="skeleton skeleton-text" /></div> }) }
            </div>
        },
    };
    let file = format!("/api/audit?format=csv{}", filter.query());
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("audit") }</h1><p>{ words.t("audit-text") }</p></div>
                <a class="button button-plain" href={company::path(&file)} download="" data-testid="audit-file">
                    { small_icon("arrow-down") }<span>{ words.t("audit-file") }</span>
                </a>
            </header>
            <Filters filter={(*filter).clone()} onchange={onfilter} />
            { list }
        </>
    }
}

/// In the place of a list without lines: whether there is nothing at all, or nothing of what was chosen.
fn nothing(words: &Words, is_all: bool, onfilter: &Callback<Filter>) -> Html {
    if is_all {
        return html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "clock", title: words.t("audit-empty"), text: words.t("audit-empty-text") })) }
        };
    }
    let clear = onfilter.reform(|_: MouseEvent| Filter::default());
    let button = push_button(&props!(encaixe_ui::button::Props {
        label: words.t("audit-clear"),
        onclick: clear
    }));
    html! {
        { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "list-filter", title: words.t("audit-none"), text: words.t("audit-none-text"), children: button })) }
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    log: Ready<Filter, AuditEntry>,
}

#[component]
fn Entries(props: &Props) -> Html {
    let words = use_words();
    let now = use_now();
    let log = &props.log;
    let shown = &log.shown;
    let fresh = log.fresh_word(&words, "audit-fresh", "audit-fresh-many");
    let days = shown
        .items
        .chunk_by(|one, next| time::same_day(&one.at, &next.at));
    html! {
        <>
            <div class="audit-fresh" role="status">
                if let Some(label) = fresh {
                    { push_button(&props!(encaixe_ui::button::Props { label, icon: "arrow-up", onclick: log.onfresh.clone(), testid: "audit-fresh" })) }
                }
            </div>
            { for days.map(|day| html! {
                <section class="audit-day" key={day.first().map(|one| one.id.to_string()).unwrap_or_default()}>
                    <h2>{ day.first().map(|one| time::day_heading(&words, &one.at, now)) }</h2>
                    <ul class="cards">{ for day.iter().map(|entry| line(&words, entry)) }</ul>
                </section>
            }) }
            if shown.next.is_some() {
                <div class="audit-more">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("audit-more"), look: Look::Plain, busy: log.is_loading, onclick: log.onmore.clone(), testid: "audit-more" })) }
                </div>
            }
        </>
    }
}

#[cfg(test)]
mod tests;
