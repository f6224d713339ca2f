//! Where the agent writes: a reply to the contact, or a note for colleagues on a ground of its own colour.

use std::rc::Rc;

use encaixe_api::inbox::conversation::{Conversation, Status};
use encaixe_ui::hooks::use_id;
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use yew::prelude::*;
use yew::props;

use crate::drafts::Mode;
use crate::hooks::{use_select, use_store};
use crate::state::Action;
use crate::state::composer::ComposerAction;

mod about;
mod canned;
mod caret;
mod closed;
mod sheet;
mod tabs;

use closed::use_closed;
use sheet::use_sheet_part;
use tabs::use_tabs;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) conversation: Rc<Conversation>,
}

/// The composer of one conversation; another one's has another key.
#[hook]
pub(crate) fn use_composer(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let state = use_select(|state| state.composer.clone());
    let panel = use_id("composer");
    let row = &props.conversation.summary;
    let mode = state.mode(&row.id);
    let is_closed = mode == Mode::Reply && row.status == Status::Closed;
    let choose = {
        let id = row.id.clone();
        Callback::from(move |mode| {
            store.dispatch(Action::Compose(ComposerAction::Mode(id.clone(), mode)));
        })
    };
    html! {
        <section
            class={classes!("composer", format!("composer-{}", mode.as_str()))}
            data-testid="composer"
            data-mode={mode.as_str()}
            aria-label={words.t("composer-label")}
        >
            { part!(use_tabs, props!(crate::components::composer::tabs::Props { mode, panel: panel.clone(), onchoose: choose })) }
            <div id={panel} role="tabpanel" class="composer-panel">
                if is_closed {
                    { part!(use_closed, props!(crate::components::composer::closed::Props { id: row.id.clone(), called: state.called })) }
                } else {
                    { part!(use_sheet_part, mode.as_str(), props!(crate::components::composer::sheet::Props { id: row.id.clone(), mode, name: row.contact.name.clone() })) }
                }
            </div>
        </section>
    }
}
