//! The sheet that shows every key.

use encaixe_ui::i18n::use_words;
use encaixe_ui::modal::Modal;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) onclose: Callback<()>,
}

#[hook]
pub(crate) fn use_shortcuts(props: &Props) -> Html {
    let words = use_words();
    let keys: [(&[&str], String); 17] = [
        (&["j", "↓"], words.t("key-next")),
        (&["k", "↑"], words.t("key-previous")),
        (&["Home", "End"], words.t("key-ends")),
        (&["Enter"], words.t("key-open")),
        (&["/"], words.t("key-search")),
        (&["r"], words.t("key-reply")),
        (&["n"], words.t("key-note")),
        (&["t"], words.t("key-take")),
        (&["e"], words.t("key-close")),
        (&["c"], words.t("key-start")),
        (&["p"], words.t("key-plugin")),
        (&["Shift", "p"], words.t("key-panel")),
        (&["z"], words.t("key-undo")),
        (&["Esc"], words.t("key-unselect")),
        (&["g", "s"], words.t("key-settings")),
        (&["g", "i"], words.t("key-inbox")),
        (&["?"], words.t("key-help")),
    ];
    html! {
        <Modal title={words.t("shortcuts")} onclose={props.onclose.clone()}>
            <dl class="keys">
                { for keys.iter().map(|(keys, meaning)| html! {
                    <div class="keys-line">
                        <dt>{ meaning }</dt>
                        <dd>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }</dd>
                    </div>
                }) }
            </dl>
            <p class="keys-about">{ words.t("key-plugin-about") }</p>
        </Modal>
    }
}
