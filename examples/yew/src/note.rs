//! Takes a note by a form of the inbox, for colleagues.

use encaixe_plugin::typed::{Bound, Error, Form, Question, Toast};
use yew::prelude::*;

use crate::words::{Language, Words};

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) bound: Bound,
    pub(crate) language: Language,
}

#[component]
pub(crate) fn Note(props: &Props) -> Html {
    let words = props.language.words();
    let busy = use_state(|| false);
    let open = {
        let (bound, busy) = (props.bound.clone(), busy.setter());
        move |_| {
            let (bound, busy) = (bound.clone(), busy.clone());
            busy.set(true);
            bound.kinbox().clone().spawn(async move {
                let done = take(&bound, words).await;
                busy.set(false);
                done
            });
        }
    };
    html! {
        <section class="card stack">
            <p class="quiet">{ words.note_help }</p>
            <button id="note" type="button" class="main" disabled={*busy} onclick={open}>
                { words.take_note }
            </button>
        </section>
    }
}

async fn take(bound: &Bound, words: &Words) -> Result<(), Error> {
    let form = Form::new(words.take_note)
        .description(words.note_help)
        .question(Question::text("text").label(words.note).required())
        .ok_text(words.save);
    let Some(answers) = bound.kinbox().send_form(form).await? else {
        return Ok(()); // the agent cancelled
    };
    let text = answers.text("text").unwrap_or_default();
    bound.add_note(text).await?;
    bound.kinbox().toast(Toast::Success, words.noted).await
}
