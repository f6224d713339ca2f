//! The number that a plugin shows on its tab.

use yew::prelude::*;

use crate::i18n::use_words;

/// The greatest number that is written out.
const MOST: u32 = 99;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) count: u32,
}

#[component]
pub(crate) fn Badge(props: &Props) -> Html {
    let words = use_words();
    if props.count == 0 {
        return Html::default();
    }
    let label = words.with("badge-count", [("count", props.count.into())]);
    html! {
        <span class="tab-badge" data-testid="panel-badge" title={label.clone()}>
            <span aria-hidden="true">{ short(props.count) }</span>
            <span class="hidden-text">{ label }</span>
        </span>
    }
}

fn short(count: u32) -> String {
    if count > MOST {
        format!("{MOST}+")
    } else {
        count.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_great_number_is_cut_short() {
        for (count, expected) in [(1, "1"), (99, "99"), (100, "99+"), (u32::MAX, "99+")] {
            assert_eq!(short(count), expected);
        }
    }
}
