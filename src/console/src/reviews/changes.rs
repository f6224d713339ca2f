//! What a version changes of the one that every company can let in.

use encaixe_api::integration::{Changed, ReviewDetails};
use encaixe_ui::i18n::Words;
use encaixe_ui::icon::small_icon;
use yew::prelude::*;

pub(super) fn changes(words: &Words, found: &ReviewDetails) -> Html {
    if found.published.is_none() {
        return Html::default();
    }
    html! {
        <section class="section" data-testid="review-changes">
            <h2>{ words.t("review-changes") }</h2>
            if found.is_wider {
                <p class="note" data-testid="review-wider">{ small_icon("triangle-alert") }<span>{ words.t("review-wider") }</span></p>
            }
            if found.changes.is_empty() {
                <p class="section-text">{ words.t("review-changes-none") }</p>
            } else {
                { for found.changes.iter().map(|changed| line(words, changed)) }
            }
        </section>
    }
}

fn line(words: &Words, changed: &Changed) -> Html {
    let sides = [
        ("review-before", &changed.before),
        ("review-after", &changed.after),
    ];
    let field = words.find(&format!("review-field-{}", changed.field));
    html! {
        <div key={changed.field.clone()} class="review-change" data-field={changed.field.clone()}>
            <h3>{ field.unwrap_or_else(|| changed.field.clone()) }</h3>
            <div class="review-sides">
                { for sides.into_iter().map(|(key, text)| html! {
                    <div><p class="line-more">{ words.t(key) }</p><pre class="review-side" dir="auto" tabindex="0">{ text.clone() }</pre></div>
                }) }
            </div>
        </div>
    }
}
