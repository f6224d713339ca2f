//! The number that a plugin shows on its tab.

use encaixe_ui::i18n::Words;
use yew::prelude::*;

/// The greatest number that is written out.
const MOST: u32 = 99;

/// The number on a plugin's tab; nothing for none.
pub(crate) fn badge(words: &Words, count: u32) -> Html {
    if count == 0 {
        return Html::default();
    }
    let label = words.with("badge-count", [("count", count.into())]);
    html! {
        <span class="tab-badge" data-testid="panel-badge" title={label.clone()}>
            <span aria-hidden="true">{ short(count) }</span>
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
