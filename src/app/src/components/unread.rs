//! How many are unread.

use yew::prelude::*;

use crate::i18n::use_words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) count: u32,
    #[prop_or_default]
    pub(crate) testid: Option<AttrValue>,
}

/// A number on a ground of its own, with its meaning for who does not see it.
#[component]
pub(crate) fn Unread(props: &Props) -> Html {
    let words = use_words();
    html! {
        <span class="count" data-testid={props.testid.clone()}>
            <span aria-hidden="true">{ counted(props.count) }</span>
            <span class="hidden-text">{ words.with("list-unread", [("count", props.count.into())]) }</span>
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
