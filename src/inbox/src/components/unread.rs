//! How many are unread.

use encaixe_ui::i18n::Words;
use yew::prelude::*;

/// A number on a ground of its own, with its meaning for who does not see it.
pub(crate) fn unread(words: &Words, count: u32, testid: Option<&'static str>) -> Html {
    html! {
        <span class="count" data-testid={testid}>
            <span aria-hidden="true">{ counted(count) }</span>
            <span class="hidden-text">{ words.with("list-unread", [("count", count.into())]) }</span>
        </span>
    }
}

/// The number, or that it is more than two digits can say.
pub(crate) fn counted(count: u32) -> String {
    if count > 99 {
        "99+".to_owned()
    } else {
        count.to_string()
    }
}
