//! Puts the tag VIP on the conversation, and takes it off.

use encaixe_plugin::typed::Bound;
use encaixe_plugin::typed::id::TagId;
use yew::prelude::*;

use crate::words::Language;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) bound: Bound,
    /// None where the workspace has no such tag.
    pub(crate) tag: Option<TagId>,
    pub(crate) is_on: bool,
    pub(crate) language: Language,
}

#[component]
pub(crate) fn Vip(props: &Props) -> Html {
    let words = props.language.words();
    let busy = use_state(|| false);
    let Some(tag) = props.tag.clone() else {
        return html! { <p class="quiet">{ words.no_vip_tag }</p> };
    };
    let is_on = props.is_on;
    let toggle = {
        let (bound, busy) = (props.bound.clone(), busy.setter());
        move |_| {
            let (bound, busy, tag) = (bound.clone(), busy.clone(), tag.clone());
            busy.set(true);
            // The tag lands on this conversation or, when the agent has gone on, on none. An error becomes a toast.
            bound.kinbox().clone().spawn(async move {
                let done = if is_on {
                    bound.remove_tag(tag).await
                } else {
                    bound.add_tag(tag).await
                };
                busy.set(false);
                done.map(drop)
            });
        }
    };
    html! {
        <button id="vip" type="button" aria-pressed={is_on.to_string()} disabled={*busy} onclick={toggle}>
            { if is_on { words.is_vip } else { words.make_vip } }
        </button>
    }
}
