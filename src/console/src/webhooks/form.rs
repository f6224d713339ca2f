//! The form of an endpoint, new or there already. Mistakes stand in their place; nothing typed is lost.

mod draft;
mod headers;
mod mistakes;
mod more;
mod places;

use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::field::use_field_part;
use encaixe_ui::focus;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use yew::prelude::*;
use yew::props;

pub(super) use self::draft::Draft;
use self::mistakes::Mistakes;
use self::more::More;
use self::places::Places;
use super::events::EventList;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) initial: Draft,
    /// It is not there yet.
    #[prop_or_default]
    pub(super) new: bool,
    pub(super) busy: bool,
    /// What was saved though it does not work now.
    #[prop_or_default]
    pub(super) is_unfound: bool,
    /// Why the server refused the last try.
    pub(super) failure: Option<Failure>,
    pub(super) onsubmit: Callback<Draft>,
}

#[component]
pub(super) fn EndpointForm(props: &Props) -> Html {
    let words = use_words();
    let draft = use_state_eq(|| props.initial.clone());
    let mistakes = use_state_eq(Mistakes::default);
    let (form, url) = (use_node_ref(), use_node_ref());
    {
        let url = url.clone();
        use_effect_with(props.new, move |is_new| {
            if *is_new {
                focus::to(&url);
            }
        });
    }
    {
        let (draft, before) = (draft.clone(), use_mut_ref(|| props.initial.clone()));
        use_effect_with(props.initial.clone(), move |initial| {
            let before = before.replace(initial.clone());
            draft.set(draft.following(&before, initial));
        });
    }
    {
        let (mistakes, words) = (mistakes.clone(), words.clone());
        use_effect_with(props.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                mistakes.set(Mistakes::of_failure(&words, failure));
            }
        });
    }
    {
        // The first mistake has the focus once it is drawn, also where it was folded away.
        let form = form.clone();
        let first = (mistakes.first(), props.busy);
        use_effect_with(first, move |(first, _)| {
            if let Some(css) = first {
                focus::to_first(&form, css);
            }
        });
    }
    let onchange = {
        let (draft, mistakes) = (draft.clone(), mistakes.clone());
        Callback::from(move |(new, left): (Draft, Mistakes)| {
            draft.set(new);
            mistakes.set(left);
        })
    };
    let edit = |change: fn(&mut Draft, String), mend: fn(&mut Mistakes)| {
        let (draft, mistakes) = (draft.clone(), mistakes.clone());
        onchange.reform(move |value: String| {
            let (mut new, mut left) = ((*draft).clone(), (*mistakes).clone());
            change(&mut new, value);
            mend(&mut left);
            (new, left)
        })
    };
    let choose = {
        let (draft, mistakes) = (draft.clone(), mistakes.clone());
        onchange.reform(move |events| {
            let (mut new, mut left) = ((*draft).clone(), (*mistakes).clone());
            new.events = events;
            left.events = None;
            (new, left)
        })
    };
    let onsubmit = {
        let (draft, mistakes, words) = (draft.clone(), mistakes.clone(), words.clone());
        let (submit, form) = (props.onsubmit.clone(), form.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let found = Mistakes::check(&words, &draft);
            match found.first() {
                Some(css) => focus::to_first(&form, css),
                None => submit.emit((*draft).clone()),
            }
            mistakes.set(found);
        })
    };
    let general = props.failure.as_ref().filter(|failure| {
        let found = Mistakes::of_failure(&words, failure);
        found == Mistakes::default()
    });
    let save = words.t(if props.new { "webhook-create" } else { "save" });
    let text = |mistake: &Option<String>| mistake.clone().map(AttrValue::from);
    let is_same = *draft == props.initial;
    html! {
        <form class="form" ref={form} {onsubmit} novalidate=true>
            { part!(use_field_part, "url", props!(encaixe_ui::field::Props { label: words.t("webhook-url"), name: "url", value: draft.url.clone(), kind: "url", node: url, placeholder: "https://", help: words.t("webhook-url-help"), error: text(&mistakes.url), oninput: edit(|draft, value| draft.url = value, |left| left.url = None) })) }
            if props.is_unfound && draft.url == props.initial.url {
                <p class="note" data-testid="webhook-unfound">{ small_icon("triangle-alert") }<span>{ words.t("webhook-url-warning") }</span></p>
            }
            { part!(use_field_part, "description", props!(encaixe_ui::field::Props { label: words.t("webhook-description"), name: "description", value: draft.description.clone(), help: words.t("webhook-description-help"), error: text(&mistakes.description), oninput: edit(|draft, value| draft.description = value, |left| left.description = None) })) }
            <EventList chosen={draft.events.clone()} body={draft.body} error={text(&mistakes.events)} onchange={choose} />
            <Places draft={(*draft).clone()} mistakes={(*mistakes).clone()} onchange={onchange.clone()} />
            <More draft={(*draft).clone()} mistakes={(*mistakes).clone()} {onchange} />
            if let Some(failure) = general {
                <p class="form-error" role="alert">{ small_icon("circle-alert") }{ failure::reason(&words, failure) }</p>
            }
            <div class="form-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: save, look: Look::Primary, submit: true, busy: props.busy, disabled: !props.new && is_same })) }
            </div>
        </form>
    }
}
