//! Why the server did not take what was asked, with each field that is missing or wrong.

use encaixe_api::error::FieldError;
use encaixe_ui::api_client::Failure;
use encaixe_ui::failure;
use encaixe_ui::i18n::Words;
use encaixe_ui::icon::small_icon;
use yew::prelude::*;

/// Why, and under it each field by its path.
pub(super) fn problems(words: &Words, failure: &Failure) -> Html {
    let fields = &failure.error.fields;
    let why = if fields.is_empty() {
        failure::reason(words, failure)
    } else {
        words.t("integration-problems")
    };
    let lines = fields.iter().map(|field| (&field.path, said(words, field)));
    listed(why, lines)
}

/// A sentence, and what belongs to it, each with its place.
pub(super) fn listed<'a>(
    why: String,
    lines: impl ExactSizeIterator<Item = (&'a String, String)>,
) -> Html {
    let has_lines = lines.len() > 0;
    html! {
        <div class="form-error integration-problems" role="alert" data-testid="integration-problems">
            { small_icon("circle-alert") }
            <div>
                <p>{ why }</p>
                if has_lines {
                    <ul>
                        { for lines.map(|(path, text)| html! {
                            <li data-path={path.clone()}><code>{ path.clone() }</code>{ " " }<span>{ text }</span></li>
                        }) }
                    </ul>
                }
            </div>
        </div>
    }
}

/// What is wrong with a field, in the page's words where it has them.
fn said(words: &Words, field: &FieldError) -> String {
    let (path, code) = (&field.path, field.code.replace('_', "-"));
    words
        .find(&format!("integration-problem-{path}-{code}"))
        .or_else(|| words.find(&format!("integration-problem-{code}")))
        .unwrap_or_else(|| field.message.clone())
}
