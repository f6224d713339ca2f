//! In an app that runs anywhere: where calls will go, which the reader has to confirm.

use encaixe_ui::i18n::Words;
use encaixe_ui::icon::small_icon;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The id of what is wrong.
const MISTAKE: &str = "confirmed-host-mistake";

/// A box to be ticked for a host; `onconfirm` is told of the host, or of none where it was unticked.
pub(super) fn confirm(
    words: &Words,
    host: String,
    confirmed: Option<&String>,
    mistake: Option<&String>,
    onconfirm: &Callback<Option<String>>,
) -> Html {
    let is_confirmed = confirmed == Some(&host);
    let text = words.with("connection-confirm", [("host", host.as_str().into())]);
    let onchange = onconfirm.reform(move |event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        let is_checked = input.is_some_and(|input| input.checked());
        is_checked.then(|| host.clone())
    });
    html! {
        <div class={classes!("field", mistake.is_some().then_some("has-error"))}>
            <label class="app-confirm">
                <input type="checkbox" name="confirmedHost" checked={is_confirmed} aria-invalid={mistake.is_some().then_some("true")} aria-describedby={mistake.is_some().then_some(MISTAKE)} {onchange} />
                <span>{ text }</span>
            </label>
            if let Some(mistake) = mistake { <p class="field-error" id={MISTAKE}>{ small_icon("circle-alert") }{ mistake.clone() }</p> }
        </div>
    }
}
