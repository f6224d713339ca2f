//! The two ways of writing, as tabs.

use encaixe_ui::focus;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use yew::prelude::*;

use crate::drafts::Mode;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) mode: Mode,
    /// The id of what the tab in front shows.
    pub(super) panel: AttrValue,
    pub(super) onchoose: Callback<Mode>,
}

#[hook]
pub(super) fn use_tabs(props: &Props) -> Html {
    let words = use_words();
    let (reply, note) = (use_node_ref(), use_node_ref());
    let onkeydown = {
        let (onchoose, shown) = (props.onchoose.clone(), props.mode);
        let (reply, note) = (reply.clone(), note.clone());
        Callback::from(move |event: KeyboardEvent| {
            if !matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
                return;
            }
            event.prevent_default();
            let (other, tab) = match shown {
                Mode::Reply => (Mode::Note, &note),
                Mode::Note => (Mode::Reply, &reply),
            };
            onchoose.emit(other);
            focus::to(tab);
        })
    };
    let tabs = Mode::ALL.map(|mode| {
        let selected = mode == props.mode;
        let (node, word, icon) = match mode {
            Mode::Reply => (reply.clone(), words.t("composer-reply"), None),
            Mode::Note => (note.clone(), words.t("composer-note"), Some("lock")),
        };
        html! {
            <button
                ref={node}
                type="button"
                role="tab"
                class={classes!("composer-tab", format!("composer-tab-{}", mode.as_str()))}
                aria-selected={if selected { "true" } else { "false" }}
                aria-controls={props.panel.clone()}
                tabindex={if selected { "0" } else { "-1" }}
                data-testid="composer-mode"
                data-mode={mode.as_str()}
                onclick={props.onchoose.reform(move |_: MouseEvent| mode)}
            >
                { for icon.map(small_icon) }
                { word }
            </button>
        }
    });
    html! {
        <div class="composer-tabs" role="tablist" aria-label={words.t("composer-label")} {onkeydown}>
            { for tabs }
        </div>
    }
}
