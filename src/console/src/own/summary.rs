//! What the line of a thing says of it: its picture, what it is, by how much it is used.

use encaixe_api::inbox::Uses;
use encaixe_api::inbox::tag::text_color;
use encaixe_ui::i18n::Words;
use encaixe_ui::icon::{large_icon, of_channel, small_icon};
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
        Kind::Tags | Kind::Groups | Kind::Fields | Kind::Channels => {
            words.with(&key, [("count", uses.count.into())])
        }
    }
}

/// The colour, emoji or icon before the name.
pub(super) fn mark(thing: &Thing) -> Html {
    let inside = match thing {
        Thing::Tag(tag) => {
            let style = format!(
                "--tag: {}; --tag-text: {}",
                tag.color,
                text_color(&tag.color)
            );
            return html! { <span class="own-swatch" {style} aria-hidden="true">{ small_icon("tag") }</span> };
        }
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
        Thing::Channel(channel) => channel_word(words, &channel.kind),
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
