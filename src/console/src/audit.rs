//! Settings > Audit: who did what to what, by day, with filters, and the same as a file.
//!
//! What is new while the page is open waits behind a button, so that nothing moves under the reader.

use std::rc::Rc;

use encaixe_api::audit::AuditEntry;
use encaixe_api::inbox::Page;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::hooks::{use_effect_with, use_now, use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

mod filter;
mod line;
mod sentence;

use filter::{Filter, Filters};
use line::line;

/// What of the log is shown.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    /// The filter that it fits.
    filter: Filter,
    items: Vec<AuditEntry>,
    /// Where what is older begins.
    next: Option<String>,
}

impl Shown {
    fn new(filter: &Filter, page: &Page<AuditEntry>) -> Self {
        Self {
            filter: filter.clone(),
            items: page.items.clone(),
            next: page.next.clone(),
        }
    }

    /// How many entries of the newest page came after it; none where more came than a page has.
    fn fresh(&self, newest: &Page<AuditEntry>) -> Option<usize> {
        let Some(first) = self.items.first() else {
            return Some(newest.items.len());
        };
        newest.items.iter().position(|one| one.id == first.id)
    }

    /// It with what came after it.
    fn grown(&self, newest: &Page<AuditEntry>) -> Self {
        let Some(fresh) = self.fresh(newest).filter(|_| !self.items.is_empty()) else {
            return Self::new(&self.filter, newest);
        };
        let mut items = newest.items.get(..fresh).unwrap_or_default().to_vec();
        items.extend_from_slice(&self.items);
        Self {
            items,
            ..self.clone()
        }
    }
}

#[component]
pub(super) fn Audit() -> Html {
    let words = use_words();
    let filter = use_state_eq(Filter::default);
    let log = use_resource((*filter).clone(), Topic::Audit, |filter: &Filter| {
        let filter = filter.clone();
        async move {
            let page = api_client::audit(&filter.query(), None).await?;
            Ok((filter, page))
        }
    });
    let shown = use_state_eq(|| None::<Rc<Shown>>);
    // What came for another filter is none for this one.
    let newest = log.value.ready().filter(|(of, _)| *of == *filter);
    let kept = (*shown).clone().filter(|shown| shown.filter == *filter);
    {
        let first = newest.map(|(filter, page)| Shown::new(filter, page));
        let (is_ready, shown, is_kept) = (newest.is_some(), shown.clone(), kept.is_some());
        use_effect_with(((*filter).clone(), is_ready, is_kept), move |_| {
            if let Some(first) = first.filter(|_| !is_kept) {
                shown.set(Some(Rc::new(first)));
            }
        });
    }
    let onfilter = {
        let (filter, shown) = (filter.clone(), shown.clone());
        Callback::from(move |chosen: Filter| {
            shown.set(None);
            filter.set(chosen);
        })
    };
    let list = match (&**log.value, kept, newest) {
        (Remote::Failed(failure), _, _) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: log.retry() })) } }
        }
        (_, Some(kept), Some((_, newest))) if kept.items.is_empty() && newest.items.is_empty() => {
            nothing(&words, *filter == Filter::default(), &onfilter)
        }
        (_, Some(kept), Some((_, newest))) => {
            // Where nothing is shown, nothing moves.
            let kept = if kept.items.is_empty() {
                Rc::new(Shown::new(&filter, newest))
            } else {
                kept
            };
            let grown = Rc::new(kept.grown(newest));
            let fresh = kept.fresh(newest);
            let onfresh = {
                let shown = shown.clone();
                Callback::from(move |_: MouseEvent| shown.set(Some(Rc::clone(&grown))))
            };
            let onmore = {
                let shown = shown.clone();
                Callback::from(move |older: Shown| shown.set(Some(Rc::new(older))))
            };
            html! { <Entries shown={kept} {fresh} {onfresh} {onmore} /> }
        }
        _ => html! {
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
                <a class="button button-plain" href={file} download="" data-testid="audit-file">
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
    shown: Rc<Shown>,
    /// How many came after it; none where they are more than a page.
    fresh: Option<usize>,
    onfresh: Callback<MouseEvent>,
    onmore: Callback<Shown>,
}

#[component]
fn Entries(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let now = use_now();
    let is_loading = use_state_eq(|| false);
    let shown = &props.shown;
    let more = {
        let (shown, is_loading) = (Rc::clone(shown), is_loading.clone());
        let onmore = props.onmore.clone();
        Callback::from(move |_: MouseEvent| {
            let (shown, is_loading) = (Rc::clone(&shown), is_loading.clone());
            let (shell, onmore) = (shell.clone(), onmore.clone());
            is_loading.set(true);
            spawn_local(async move {
                let query = shown.filter.query();
                match api_client::audit(&query, shown.next.as_deref()).await {
                    Ok(page) => {
                        let mut older = Shown::clone(&shown);
                        older.items.extend(page.items);
                        older.next = page.next;
                        onmore.emit(older);
                    }
                    Err(failure) => shell.complain("problem-audit", &failure),
                }
                is_loading.set(false);
            });
        })
    };
    let fresh = match props.fresh {
        Some(0) => None,
        Some(count) => Some(words.with("audit-fresh", [("count", count.into())])),
        None => Some(words.t("audit-fresh-many")),
    };
    let days = shown
        .items
        .chunk_by(|one, next| time::same_day(&one.at, &next.at));
    html! {
        <>
            <div class="audit-fresh" role="status">
                if let Some(label) = fresh {
                    { push_button(&props!(encaixe_ui::button::Props { label, icon: "arrow-up", onclick: props.onfresh.clone(), testid: "audit-fresh" })) }
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
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("audit-more"), look: Look::Plain, busy: *is_loading, onclick: more, testid: "audit-more" })) }
                </div>
            }
        </>
    }
}

#[cfg(test)]
mod tests;
