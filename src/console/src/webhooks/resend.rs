//! Sends several deliveries again: what did not arrive, or everything of a span.

use encaixe_api::webhook::{Endpoint, Replay};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::field::use_field_part;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

/// What is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// What did not arrive.
    Failed,
    /// Everything.
    All,
}

impl What {
    const ALL: [(Self, &'static str, &'static str); 2] = [
        (Self::Failed, "failed", "webhook-resend-failed"),
        (Self::All, "all", "webhook-resend-span"),
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::All => "all",
        }
    }
}

/// Of when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Ever,
    Day,
    Week,
    Month,
    Days,
}

impl When {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Ever, "ever"),
        (Self::Day, "day"),
        (Self::Week, "week"),
        (Self::Month, "month"),
        (Self::Days, "days"),
    ];

    fn word(self) -> &'static str {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|(when, _)| *when == self);
        found.map_or("", |(_, word)| word)
    }

    /// Whether it can be asked for: what did not arrive is asked for by its beginning alone, everything by its ends.
    const fn is_of(self, what: What) -> bool {
        match self {
            Self::Ever => matches!(what, What::Failed),
            Self::Days => matches!(what, What::All),
            Self::Day | Self::Week | Self::Month => true,
        }
    }
}

/// What the dialog holds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    what: What,
    when: When,
    /// The first and the last day, as `2026-11-29`.
    days: (String, String),
}

impl Choice {
    /// The request; none where a day is missing.
    fn replay(&self, endpoint: &Endpoint) -> Option<Replay> {
        let (from, to) = match self.when {
            When::Ever => (endpoint.created_at.clone(), None),
            When::Day => (time::before(1.0), None),
            When::Week => (time::before(7.0), None),
            When::Month => (time::before(30.0), None),
            When::Days => (
                time::beginning_of(&self.days.0, 0.0)?,
                Some(time::beginning_of(&self.days.1, 1.0)?),
            ),
        };
        Some(match self.what {
            What::Failed => Replay {
                failed_since: Some(from),
                ..Replay::default()
            },
            What::All => Replay {
                from: Some(from),
                to: Some(to.unwrap_or_else(|| time::before(0.0))),
                failed_since: None,
            },
        })
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) endpoint: Endpoint,
    /// It was asked for: how many are sent again.
    pub(super) onsent: Callback<u32>,
    pub(super) onclose: Callback<()>,
}

#[component]
pub(super) fn Resend(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let endpoint = &props.endpoint;
    let busy = use_state_eq(|| false);
    let choice = use_state_eq(|| {
        let (what, when) = if endpoint.health.dead > 0 {
            (What::Failed, When::Ever)
        } else {
            (What::All, When::Day)
        };
        let days = <(String, String)>::default();
        Choice { what, when, days }
    });
    let replay = choice.replay(endpoint);
    let onanswer = {
        let (id, busy, words) = (endpoint.id.clone(), busy.clone(), words.clone());
        let (onsent, onclose, replay) =
            (props.onsent.clone(), props.onclose.clone(), replay.clone());
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                return onclose.emit(());
            }
            let Some(replay) = replay.clone() else { return };
            let (id, shell, words, busy) = (id.clone(), shell.clone(), words.clone(), busy.clone());
            let (onsent, onclose) = (onsent.clone(), onclose.clone());
            busy.set(true);
            spawn_local(async move {
                match api_client::replay(&id, &replay).await {
                    Ok(count) => {
                        let said = words.with("webhook-resent", [("count", count.into())]);
                        shell.notice(Kind::Success, said);
                        onsent.emit(count);
                        onclose.emit(());
                    }
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                busy.set(false);
            });
        })
    };
    let change = |set: fn(&mut Choice, String)| {
        let choice = choice.clone();
        Callback::from(move |value: String| {
            let mut new = (*choice).clone();
            set(&mut new, value);
            choice.set(new);
        })
    };
    html! {
        { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.t("webhook-resend-many"), text: words.t("webhook-resend-text"), ok: words.t("webhook-resend"), cancel: words.t("cancel"), busy: *busy, onanswer, children: html! {
            <div class="form dialog-form">
                { chosen(&words, "what", "webhook-resend-what", choice.what.word(), whats(&words), change(|choice, word| {
                    choice.what = if word == What::All.word() { What::All } else { What::Failed };
                    if !choice.when.is_of(choice.what) {
                        choice.when = When::Week;
                    }
                })) }
                { chosen(&words, "when", "webhook-resend-when", choice.when.word(), whens(&words, choice.what), change(|choice, word| {
                    let mut all = When::ALL.into_iter();
                    if let Some((when, _)) = all.find(|(_, one)| *one == word) {
                        choice.when = when;
                    }
                })) }
                if choice.when == When::Days {
                    <div class="field-pair">
                        { part!(use_field_part, "from", props!(encaixe_ui::field::Props { label: words.t("webhook-resend-from"), name: "from", kind: "date", value: choice.days.0.clone(), oninput: change(|choice, day| choice.days.0 = day) })) }
                        { part!(use_field_part, "to", props!(encaixe_ui::field::Props { label: words.t("webhook-resend-to"), name: "to", kind: "date", value: choice.days.1.clone(), oninput: change(|choice, day| choice.days.1 = day) })) }
                    </div>
                }
                <p class="field-help" role="status">{ known(&words, &choice, replay.is_some(), endpoint.health.dead) }</p>
            </div>
        } })) }
    }
}

/// How many it will be, where that is known, or what is missing.
fn known(words: &Words, choice: &Choice, is_whole: bool, dead: u32) -> String {
    if !is_whole {
        return words.t("webhook-resend-empty-span");
    }
    match (choice.what, choice.when) {
        (What::Failed, When::Ever) => words.with("webhook-resend-known", [("count", dead.into())]),
        _ => String::new(),
    }
}

fn whats(words: &Words) -> Vec<(AttrValue, AttrValue)> {
    let all = What::ALL.iter();
    all.map(|(_, word, key)| ((*word).into(), words.t(key).into()))
        .collect()
}

fn whens(words: &Words, what: What) -> Vec<(AttrValue, AttrValue)> {
    let fit = When::ALL.iter().filter(|(when, _)| when.is_of(what));
    fit.map(|(_, word)| {
        let key = format!("webhook-resend-{word}");
        ((*word).into(), words.t(&key).into())
    })
    .collect()
}

fn chosen(
    words: &Words,
    name: &'static str,
    key: &str,
    value: &'static str,
    options: Vec<(AttrValue, AttrValue)>,
    onchange: Callback<String>,
) -> Html {
    let label = words.t(key);
    html! {
        <div class="field">
            <span class="label" aria-hidden="true">{ label.clone() }</span>
            { part!(use_select_part, name, props!(encaixe_ui::select::Props { class: "select", name, label, value, options, onchange })) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ProgressProps {
    /// How many are sent again.
    pub(super) count: u32,
    /// How many wait still, others among them.
    pub(super) waiting: u32,
}

/// How far it is.
#[component]
pub(super) fn Progress(props: &ProgressProps) -> Html {
    let words = use_words();
    let count = props.count;
    let done = count - props.waiting.min(count);
    let text = if done == count {
        words.with("webhook-resend-done", [("count", count.into())])
    } else {
        let numbers = [("done", done.into()), ("count", count.into())];
        words.with("webhook-resending", numbers)
    };
    html! {
        <div class="webhook-progress" role="status" data-testid="webhook-progress">
            <p>{ small_icon(if done == count { "check" } else { "refresh-cw" }) }{ text.clone() }</p>
            <progress max={count.to_string()} value={done.to_string()} aria-label={text} />
        </div>
    }
}
