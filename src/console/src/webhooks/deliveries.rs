//! What was sent to an endpoint, newest first, by day, with filters.

use encaixe_api::id::EndpointId;
use encaixe_api::webhook::{Delivery, DeliveryStatus, EventName};
use encaixe_ui::api_client::part as encoded;
use encaixe_ui::button::push_button;
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::hooks::{use_follow, use_now, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::revisions::Topic;
use encaixe_ui::select::use_select_part;
use encaixe_ui::shell::Shell;
use encaixe_ui::time;
use yew::prelude::*;
use yew::props;

use super::events::title;
use super::status::{more, status_chip, status_word};
use crate::api_client;
use crate::route::Route;
use crate::shown::{Entry, Ready, View, use_shown};

impl Entry for Delivery {
    fn key(&self) -> &str {
        self.id.as_str()
    }
}

/// Which deliveries are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filter {
    endpoint: EndpointId,
    status: Option<DeliveryStatus>,
    event: Option<EventName>,
}

impl Filter {
    fn new(endpoint: &EndpointId) -> Self {
        Self {
            endpoint: endpoint.clone(),
            status: None,
            event: None,
        }
    }

    fn is_all(&self) -> bool {
        self.status.is_none() && self.event.is_none()
    }

    /// It as the rest of an address.
    fn query(&self) -> String {
        let status = self.status.map(DeliveryStatus::as_str);
        let event = self.event.map(EventName::as_str);
        let given = [("status", status), ("event", event)].into_iter();
        given
            .filter_map(|(name, value)| Some(format!("&{name}={}", encoded(value?))))
            .collect()
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) endpoint: EndpointId,
    /// How often the reader did something whose outcome is to be seen at once.
    pub(super) done: u32,
}

#[component]
pub(super) fn Deliveries(props: &Props) -> Html {
    let words = use_words();
    let filter = use_state_eq(|| Filter::new(&props.endpoint));
    let list = use_shown(
        (*filter).clone(),
        Topic::Webhooks,
        "problem-deliveries",
        |filter: Filter, before| async move {
            api_client::deliveries(&filter.endpoint, &filter.query(), before.as_deref()).await
        },
    );
    {
        let take = list.take.clone();
        use_effect_with(props.done, move |done| {
            if *done > 0 {
                take.emit(());
            }
        });
    }
    let is_waiting = |one: &Delivery| one.status == DeliveryStatus::Waiting;
    let is_busy = match &list.view {
        View::Ready(list) => list.shown.items.iter().any(is_waiting),
        View::Loading | View::Failed(..) => false,
    };
    use_follow(is_busy, &list.again);
    let onfilter = {
        let filter = filter.clone();
        Callback::from(move |chosen: Filter| filter.set(chosen))
    };
    let body = match list.view {
        View::Failed(failure, onretry) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure, onretry })) } }
        }
        View::Ready(list) if list.shown.items.is_empty() => nothing(&words, &filter, &onfilter),
        View::Ready(list) => html! { <Lines {list} /> },
        View::Loading => html! {
            <div class="cards" aria-hidden="true">
                { for (0..3).map(|_| html! { <div class="line-card"><span class="skeleton skeleton-text" /></div> }) }
            </div>
        },
    };
    html! {
        <section class="webhook-deliveries" aria-label={words.t("webhook-deliveries")} data-testid="deliveries">
            { filters(&words, &filter, &onfilter) }
            { body }
        </section>
    }
}

fn filters(words: &Words, filter: &Filter, onfilter: &Callback<Filter>) -> Html {
    let change = |set: fn(&mut Filter, &str)| {
        let filter = filter.clone();
        onfilter.reform(move |word: String| {
            let mut filter = filter.clone();
            set(&mut filter, &word);
            filter
        })
    };
    let all = |key: &str| (AttrValue::default(), words.t(key).into());
    let states =
        DeliveryStatus::ALL.map(|one| (one.as_str().into(), status_word(words, one).into()));
    let states: Vec<_> = [all("webhook-filter-any-status")]
        .into_iter()
        .chain(states)
        .collect();
    let events = EventName::ALL.iter();
    let events = events.map(|one| (one.as_str().into(), title(words, *one).into()));
    let events: Vec<_> = [all("webhook-filter-any-event")]
        .into_iter()
        .chain(events)
        .collect();
    let status = filter.status.map_or("", DeliveryStatus::as_str);
    let event = filter.event.map_or("", EventName::as_str);
    html! {
        <div class="audit-filters" role="group" aria-label={words.t("webhook-filters")}>
            { part!(use_select_part, "status", props!(encaixe_ui::select::Props { class: "select", name: "status", label: words.t("webhook-filter-status"), value: status, options: states, onchange: change(|filter, word| filter.status = DeliveryStatus::parse(word)) })) }
            { part!(use_select_part, "event", props!(encaixe_ui::select::Props { class: "select", name: "event", label: words.t("webhook-filter-event"), value: event, options: events, onchange: change(|filter, word| filter.event = EventName::parse(word)) })) }
        </div>
    }
}

/// In the place of a list without lines: whether there is nothing at all, or nothing of what was chosen.
fn nothing(words: &Words, filter: &Filter, onfilter: &Callback<Filter>) -> Html {
    if filter.is_all() {
        return html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "send", title: words.t("webhook-deliveries-none"), text: words.t("webhook-deliveries-none-text") })) }
        };
    }
    let all = Filter::new(&filter.endpoint);
    let clear = onfilter.reform(move |_: MouseEvent| all.clone());
    let button = push_button(&props!(encaixe_ui::button::Props {
        label: words.t("webhook-deliveries-all"),
        onclick: clear
    }));
    html! {
        { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "list-filter", title: words.t("webhook-deliveries-unmatched"), text: words.t("webhook-deliveries-unmatched-text"), children: button })) }
    }
}

#[derive(Properties, PartialEq)]
struct LinesProps {
    list: Ready<Filter, Delivery>,
}

#[component]
fn Lines(props: &LinesProps) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let now = use_now();
    let list = &props.list;
    let shown = &list.shown;
    let fresh = list.fresh_word(
        &words,
        "webhook-deliveries-fresh",
        "webhook-deliveries-fresh-many",
    );
    let days = shown
        .items
        .chunk_by(|one, next| time::same_day(&one.created_at, &next.created_at));
    html! {
        <>
            <div class="audit-fresh" role="status">
                if let Some(label) = fresh {
                    { push_button(&props!(encaixe_ui::button::Props { label, icon: "arrow-up", onclick: list.onfresh.clone(), testid: "deliveries-fresh" })) }
                }
            </div>
            { for days.map(|day| html! {
                <section class="audit-day" key={day.first().map(|one| one.id.to_string()).unwrap_or_default()}>
                    <h2>{ day.first().map(|one| time::day_heading(&words, &one.created_at, now)) }</h2>
                    <ul class="cards">{ for day.iter().map(|one| line(&words, &shell, one)) }</ul>
                </section>
            }) }
            if shown.next.is_some() {
                <div class="audit-more">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("webhook-deliveries-more"), busy: list.is_loading, onclick: list.onmore.clone(), testid: "deliveries-more" })) }
                </div>
            }
        </>
    }
}

fn line(words: &Words, shell: &Shell, delivery: &Delivery) -> Html {
    let to = Route::Delivery {
        id: delivery.endpoint.to_string(),
        delivery: delivery.id.to_string(),
    };
    html! {
        <li class="line-card is-link delivery-line" key={delivery.id.as_str()} data-testid="delivery" data-delivery={delivery.id.to_string()} data-status={delivery.status.as_str()}>
            <div class="line-main">
                { link(shell, to.path(), "line-name", title(words, delivery.event).into()) }
                <p class="line-more">{ more(words, delivery) }</p>
            </div>
            { status_chip(words, delivery) }
            <time class="delivery-time" datetime={delivery.created_at.clone()} title={time::date_time(words, &delivery.created_at)}>{ time::clock(words, &delivery.created_at) }</time>
            { small_icon("chevron-right") }
        </li>
    }
}
