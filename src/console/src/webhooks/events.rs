//! The events in words, by groups, and the list of which some are chosen.

use encaixe_api::webhook::{Body, EventName};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use yew::prelude::*;
use yew::props;

/// Events that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Messages,
    Attendances,
    Conversations,
    Workspace,
}

impl Group {
    pub(super) const ALL: [Self; 4] = [
        Self::Messages,
        Self::Attendances,
        Self::Conversations,
        Self::Workspace,
    ];

    const fn of(event: EventName) -> Self {
        match event {
            EventName::MessageReceived
            | EventName::MessageSent
            | EventName::MessageFailed
            | EventName::MessageStatusChanged => Self::Messages,
            EventName::AttendanceStarted
            | EventName::AttendanceFinished
            | EventName::AttendanceRated => Self::Attendances,
            EventName::ConversationBegun
            | EventName::ConversationAssigned
            | EventName::ConversationTagged
            | EventName::ContactChanged => Self::Conversations,
            EventName::ChannelDisconnected
            | EventName::WebhookDisabled
            | EventName::ConnectionBroken => Self::Workspace,
        }
    }

    /// Its events.
    pub(super) fn events(self) -> impl Iterator<Item = EventName> {
        let all = EventName::ALL.iter().copied();
        all.filter(move |event| Self::of(*event) == self)
    }

    pub(super) fn word(self, words: &Words) -> String {
        words.t(match self {
            Self::Messages => "webhook-group-messages",
            Self::Attendances => "webhook-group-attendances",
            Self::Conversations => "webhook-group-conversations",
            Self::Workspace => "webhook-group-workspace",
        })
    }
}

/// An event in words: what happens.
pub(super) fn title(words: &Words, event: EventName) -> String {
    words.t(&key(event))
}

/// What is told of it.
pub(super) fn text(words: &Words, event: EventName) -> String {
    words.t(&format!("{}-text", key(event)))
}

fn key(event: EventName) -> String {
    format!("webhook-event-{}", event.as_str().replace(['.', '_'], "-"))
}

/// Whether bodies of that kind are made of it.
pub(super) fn has_body(event: EventName, body: Body) -> bool {
    body == Body::Standard || event.plug_key().is_some()
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) chosen: Vec<EventName>,
    /// What bodies are like.
    pub(super) body: Body,
    pub(super) error: Option<AttrValue>,
    pub(super) onchange: Callback<Vec<EventName>>,
}

#[component]
pub(super) fn EventList(props: &Props) -> Html {
    let words = use_words();
    let choose =
        |events: Vec<EventName>| props.onchange.reform(move |_: MouseEvent| events.clone());
    let groups = Group::ALL.map(|group| {
        html! {
            <li class="event-group">
                <p class="event-group-name">{ group.word(&words) }</p>
                <ul class="event-list">{ for group.events().map(|event| line(&words, props, event)) }</ul>
            </li>
        }
    });
    let class = classes!("scopes", props.error.is_some().then_some("has-error"));
    html! {
        <fieldset {class} aria-describedby="webhook-events-about">
            <legend class="label">{ words.t("webhook-events") }</legend>
            <ul class="scope-list">{ for groups }</ul>
            <div class="event-choice">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("webhook-events-all"), look: Look::Quiet, onclick: choose(EventName::ALL.to_vec()) })) }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("webhook-events-clear"), look: Look::Quiet, onclick: choose(Vec::new()) })) }
            </div>
            <div id="webhook-events-about" class="field-about" aria-live="polite">
                if let Some(error) = &props.error {
                    <p class="field-error">{ small_icon("circle-alert") }{ error }</p>
                } else {
                    <p class="field-help">{ words.t("webhook-events-help") }</p>
                }
            </div>
        </fieldset>
    }
}

fn line(words: &Words, props: &Props, event: EventName) -> Html {
    let is_chosen = props.chosen.contains(&event);
    let fits = has_body(event, props.body);
    let onchange = {
        let chosen = props.chosen.clone();
        props.onchange.reform(move |_: Event| {
            let all = EventName::ALL.iter().copied();
            // In the order of the list, whatever was chosen first.
            all.filter(|one| chosen.contains(one) != (*one == event))
                .collect()
        })
    };
    let id = format!("event-{}", event.as_str().replace('.', "-"));
    let about = format!("{id}-about");
    let help = if fits {
        text(words, event)
    } else {
        words.t("webhook-events-plug")
    };
    html! {
        <li key={event.as_str()} class="scope">
            <input
                id={id.clone()} type="checkbox" name="events" value={event.as_str()} checked={is_chosen && fits}
                disabled={!fits} aria-describedby={about.clone()} {onchange}
            />
            <div>
                <label for={id}>{ title(words, event) }<code>{ event.as_str() }</code></label>
                <p id={about} class="field-help">{ help }</p>
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::webhook::EventName;
    use encaixe_ui::i18n::{Locale, Words};

    use super::{Group, key};

    #[test]
    fn each_event_has_words_in_each_language_and_stands_in_one_group() {
        encaixe_ui::i18n::add(encaixe_ui::texts!());
        for locale in Locale::ALL {
            let words = Words::of(locale);
            for event in EventName::ALL {
                for key in [key(*event), format!("{}-text", key(*event))] {
                    assert!(words.find(&key).is_some(), "{locale:?}: {key}");
                }
            }
        }
        let grouped = Group::ALL.into_iter().flat_map(Group::events).count();
        assert_eq!(grouped, EventName::ALL.len());
    }
}
