//! What the line of a thing says of it: its picture, what it is, by how much it is used.

use encaixe_api::inbox::Uses;
use encaixe_api::inbox::channel::Channel;
use encaixe_api::inbox::tag::text_color;
use encaixe_ui::i18n::Words;
use encaixe_ui::icon::{large_icon, of_channel, small_icon};
use encaixe_ui::time;
use yew::prelude::*;

use super::asks::{channel_word, field_word};
use super::kind::{Kind, Thing};

/// By how much something is used, in words.
pub(super) fn used(words: &Words, kind: Kind, uses: Uses) -> String {
    let key = format!(
        "own-{}-used{}",
        kind.word(),
        if uses.more { "-more" } else { "" }
    );
    match kind {
        Kind::Replies => String::new(),
        Kind::Tags | Kind::Groups | Kind::Fields | Kind::Channels | Kind::Categories => {
            words.with(&key, [("count", uses.count.into())])
        }
    }
}

/// The colour, emoji or icon before the name.
pub(super) fn mark(thing: &Thing) -> Html {
    let inside = match thing {
        Thing::Tag(tag) => return swatch(&tag.color, "tag"),
        Thing::Category(category) => return swatch(&category.color, "circle-check"),
        Thing::Group(group) => match &group.icon {
            Some(icon) => html! { { icon } },
            None => large_icon("users-round"),
        },
        Thing::Field(_) => large_icon("text-cursor-input"),
        Thing::Channel(channel) => large_icon(of_channel(&channel.kind)),
        Thing::Reply(_) => large_icon("message-square-quote"),
    };
    html! { <span class="line-icon" aria-hidden="true">{ inside }</span> }
}

/// Whether a channel is connected, and since when; none where nobody said so.
pub(super) fn state(words: &Words, channel: &Channel) -> Option<String> {
    let state = channel.state.as_ref()?;
    let key = if state.connected {
        "own-channels-connected-since"
    } else {
        "own-channels-apart-since"
    };
    let since = time::date_time(words, &state.since);
    Some(words.with(key, [("time", since.into())]))
}

/// What is wrong with a channel that is not connected, beside its name and below the line.
pub(super) fn trouble(words: &Words, thing: &Thing) -> (Html, Html) {
    let state = match thing {
        Thing::Channel(channel) => channel.state.as_ref(),
        _ => None,
    };
    let Some(state) = state.filter(|state| !state.connected) else {
        return Default::default();
    };
    let below = state.error.as_ref().map(|error| {
        html! { <p class="field-error" dir="auto" data-testid="channel-error">{ small_icon("circle-alert") }{ error }</p> }
    });
    let badge = html! { <span class="badge badge-warn" data-testid="channel-apart">{ words.t("own-channels-apart") }</span> };
    (badge, below.unwrap_or_default())
}

fn swatch(color: &str, icon: &'static str) -> Html {
    let style = format!("--tag: {color}; --tag-text: {}", text_color(color));
    html! { <span class="own-swatch" {style} aria-hidden="true">{ small_icon(icon) }</span> }
}

/// The second line.
pub(super) fn more(words: &Words, thing: &Thing, used: &str) -> String {
    let first = match thing {
        Thing::Tag(_) => String::new(),
        Thing::Group(group) => {
            let members = words.with("own-members-count", [("count", group.members.len().into())]);
            let about = group.description.iter().cloned();
            return about
                .chain([members, used.to_owned()])
                .collect::<Vec<_>>()
                .join(" · ");
        }
        Thing::Field(field) => field_word(words, &field.kind),
        Thing::Channel(channel) => {
            let kind = channel_word(words, &channel.kind);
            let said = [Some(kind), Some(used.to_owned()), state(words, channel)];
            return said.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        }
        Thing::Category(category) => {
            let active = category.items.iter().filter(|item| item.is_active).count();
            words.with("own-items-count", [("count", active.into())])
        }
        Thing::Reply(reply) => {
            // As much as a line holds.
            return reply.text.chars().take(140).collect();
        }
    };
    if first.is_empty() {
        used.to_owned()
    } else {
        format!("{first} · {used}")
    }
}
