//! The question of a plugin, or of the page itself, over the page.

use encaixe_protocol::command::send_form::Reply;
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use encaixe_ui::plugin_icon::plugin_icon;
use yew::prelude::*;
use yew::props;

use super::form::use_form_part;
use crate::hooks::{use_select, use_store};
use crate::state::Action;
use crate::state::dialogs::Question;

/// The question that stands in front.
#[hook]
pub(crate) fn use_plugin_dialogs() -> Html {
    let words = use_words();
    let store = use_store();
    let front = use_select(|state| state.dialogs.front().cloned());
    let Some(dialog) = front.as_ref().clone() else {
        return Html::default();
    };
    let source = dialog.source.map(|source| {
        html! {
            <>
                <span class="plugin-icon">{ plugin_icon(source.icon.as_deref()) }</span>
                { words.with("dialog-source", [("plugin", source.name.into())]) }
            </>
        }
    });
    match dialog.question {
        Question::Confirm(params, answer) => {
            let own = |text: &Option<String>, key: &str| {
                let own = text.clone().filter(|text| !text.is_empty());
                own.unwrap_or_else(|| words.t(key))
            };
            let onanswer = Callback::from(move |confirmed: bool| {
                store.dispatch(Action::DialogGone(dialog.id));
                answer.give(confirmed);
            });
            html! {
                { part!(use_dialog, &dialog.id.to_string(), props!(encaixe_ui::dialog::Props { title: params.title.clone(), text: params.description.clone().filter(|text| !text.is_empty()).map(AttrValue::from), source, ok: own(&params.ok_text, "dialog-ok"), cancel: own(&params.cancel_text, "dialog-cancel"), onanswer })) }
            }
        }
        Question::Form(params, answer) => {
            let onanswer = Callback::from(move |reply: Option<Reply>| {
                store.dispatch(Action::DialogGone(dialog.id));
                answer.give(reply);
            });
            part!(
                use_form_part,
                &dialog.id.to_string(),
                props!(crate::components::form::Props {
                    params,
                    source,
                    onanswer
                })
            )
        }
    }
}
