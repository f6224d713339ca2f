//! The page in each state, in the inbox's language and colours.

use encaixe_plugin::typed::id::TagId;
use encaixe_plugin::typed::{Kinbox, Theme};
use yew::prelude::*;

use crate::contact::Contact;
use crate::note::Note;
use crate::state::{Shown, State};
use crate::vip::Vip;
use crate::words::Language;

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) kinbox: Kinbox,
}

/// The plugin's whole page.
#[component]
pub(crate) fn App(props: &Props) -> Html {
    let state = use_inbox(&props.kinbox);
    let vip = use_vip_tag(&props.kinbox);
    use_effect_with((state.language, state.theme), |(language, theme)| {
        follow(*language, *theme);
    });

    let words = state.language.words();
    let (title, text) = match &state.shown {
        Shown::Open { data, bound } => {
            let on = |tag: &TagId| data.conversation.tags.iter().any(|it| it.id == *tag);
            // By the key each conversation has components of its own: no state of one is ever shown for another.
            return html! {
                <main class="stack" key={data.conversation.id.to_string()}>
                    <section class="card stack">
                        <Contact data={data.clone()} language={state.language} />
                        if let Some(tag) = &*vip {
                            <Vip
                                bound={bound.clone()}
                                is_on={tag.as_ref().is_some_and(on)}
                                tag={tag.clone()}
                                language={state.language}
                            />
                        }
                    </section>
                    <Note bound={bound.clone()} language={state.language} />
                </main>
            };
        }
        Shown::Waiting => words.waiting,
        Shown::Nothing => words.nothing,
        Shown::Alone => words.alone,
    };
    html! {
        <main class="card empty stack">
            <h1>{ title }</h1>
            <p class="quiet">{ text }</p>
            if state.shown == Shown::Alone {
                <p><code>{ address() }</code></p>
            }
        </main>
    }
}

/// What the inbox tells: each event makes the next state.
#[hook]
fn use_inbox(kinbox: &Kinbox) -> UseReducerHandle<State> {
    let state = use_reducer(|| State::new(kinbox));
    let dispatcher = state.dispatcher();
    use_effect_with(kinbox.clone(), move |kinbox| {
        let listening = kinbox.on_event(move |event, bound| dispatcher.dispatch((event, bound)));
        move || drop(listening)
    });
    state
}

/// The tag VIP of the workspace, if it has one; none until that is known.
#[hook]
fn use_vip_tag(kinbox: &Kinbox) -> UseStateHandle<Option<Option<TagId>>> {
    let vip = use_state(|| None);
    let found = vip.setter();
    use_effect_with(kinbox.clone(), move |kinbox| {
        let asked = kinbox.clone();
        if kinbox.is_embedded() {
            kinbox.spawn(async move {
                let tags = asked.get_workspace_info().await?.tags;
                let tag = tags
                    .into_iter()
                    .find(|tag| tag.is_active && tag.name == "VIP");
                found.set(Some(tag.map(|tag| tag.id)));
                Ok(())
            });
        }
    });
    vip
}

/// Takes on the inbox's language and colours, which style.css looks at.
fn follow(language: Language, theme: Option<Theme>) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(root) = document.and_then(|document| document.document_element()) else {
        return;
    };
    // It fails only for names that HTML does not allow.
    drop(root.set_attribute("lang", language.tag()));
    if let Some(theme) = theme {
        let theme = match theme {
            Theme::Dark => "dark",
            Theme::Light => "light",
        };
        drop(root.set_attribute("data-theme", theme));
    }
}

/// The page's own address, to be registered.
fn address() -> String {
    let location = web_sys::window().map(|window| window.location());
    let part = |it: Result<String, _>| it.unwrap_or_default();
    location.map_or_else(String::new, |it| part(it.origin()) + &part(it.pathname()))
}
