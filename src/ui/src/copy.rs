//! A value that is there to be copied, with its button.

use crate::part;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::button::push_button;
use crate::clipboard;
use crate::i18n::use_words;

/// How long the button says that it copied, in milliseconds.
const SAID_MS: u32 = 2_000;

/// What is copied.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text.
    pub value: AttrValue,
}

/// Copies a text, and says whether it worked.
#[hook]
pub fn use_copy_button(props: &Props) -> Html {
    let words = use_words();
    let copied = use_state(|| None::<bool>);
    let timer = use_mut_ref(|| None::<Timeout>);
    let onclick = {
        let (value, copied) = (props.value.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let (value, copied, timer) = (value.clone(), copied.clone(), timer.clone());
            spawn_local(async move {
                let done = clipboard::write(&value).await;
                copied.set(Some(done));
                let back = Timeout::new(SAID_MS, move || copied.set(None));
                *timer.borrow_mut() = Some(back);
            });
        })
    };
    let (label, icon) = match *copied {
        None => (words.t("copy"), "copy"),
        Some(true) => (words.t("copied"), "check"),
        Some(false) => (words.t("copy-failed"), "triangle-alert"),
    };
    html! { { push_button(&props!(crate::button::Props { label, icon, onclick, class: "copy" })) } }
}

/// A text with the button that copies it.
#[hook]
pub fn use_copy_field(props: &Props) -> Html {
    html! {
        <div class="copy-field">
            <code class="copy-value" tabindex="0">{ &props.value }</code>
            { part!(use_copy_button, props!(Props { value: props.value.clone() })) }
        </div>
    }
}
