//! Settings > Tags, Groups, Custom fields, Channels, Attendance categories, Canned replies: lists of what the workspace has of its own, all in one
//! way. What is special about each kind stands in `own/kind.rs` and `own/asks.rs`.

use encaixe_ui::part;
use std::rc::Rc;
use yew::props;

use encaixe_ui::button::{Look, push_button};
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::focus::use_back;
use encaixe_ui::hooks::{use_resource, use_shared, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::remote::Remote;
use encaixe_ui::shell::Request;
use encaixe_ui::shell::Shared;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api_client;
use crate::drag::{Move, use_dragging};

mod asks;
mod body;
mod carrier;
mod colors;
mod form;
mod items;
mod kind;
mod question;
mod row;
mod summary;
mod way_in;

pub(crate) use asks::{Ask, Control};
pub(crate) use kind::Kind;
pub(crate) use question::Question;

use asks::asks;
use form::OwnForm;
use kind::Thing;
use row::OwnRow;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) kind: Kind,
}

#[component]
pub(super) fn Own(props: &Props) -> Html {
    let words = use_words();
    let shell = use_shell();
    let kind = props.kind;
    let is_admin = use_shared(Shared::is_admin);
    let directory = use_shared(|shared| Rc::clone(&shared.directory));
    let things = use_resource(kind, kind.topic(), |kind| kind.fetch());
    // The part to which something is being added.
    let adding = use_state_eq(|| None::<&'static str>);
    let said = use_state_eq(AttrValue::default);
    let again = {
        let (again, shell) = (things.again.clone(), shell.clone());
        Callback::from(move |()| {
            again.emit(());
            shell.ask(Request::Directory);
        })
    };
    let text = |end: &str| words.t(&format!("own-{}{end}", kind.word()));
    let put = {
        let (things, words, said) = (things.clone(), words.clone(), said.clone());
        let (shell, again) = (shell.clone(), again.clone());
        Callback::from(move |Move { list, from, to }: Move| {
            let Some(found) = things.value.ready().cloned() else {
                return;
            };
            let mut inside = found.iter().filter(|it| it.part() == list);
            let count = inside.clone().count();
            let Some(thing) = inside.nth(from) else {
                return;
            };
            let place = [
                ("name", thing.name().into()),
                ("place", (to + 1).into()),
                ("count", count.into()),
            ];
            said.set(words.with("own-moved", place).into());
            let (shell, again, id) = (shell.clone(), again.clone(), thing.id().to_owned());
            spawn_local(async move {
                let body = json!({"position": to});
                if let Err(failure) = api_client::change_own(kind.list(), &id, &body).await {
                    shell.complain("problem-change", &failure);
                }
                again.emit(());
            });
        })
    };
    let dragging = use_dragging(&put);
    // The keyboard goes back to the button of the part where something was being added.
    let back = use_back(adding.is_some());
    let last = use_mut_ref(|| None::<&'static str>);
    if adding.is_some() {
        last.replace(*adding);
    }
    let close = {
        let adding = adding.clone();
        Callback::from(move |_: MouseEvent| adding.set(None))
    };
    let ondone = {
        let (adding, again) = (adding.clone(), again.clone());
        Callback::from(move |()| {
            adding.set(None);
            again.emit(());
        })
    };
    let part_of = |part: &'static str, things: &[Thing]| {
        let may_change = *is_admin || part == "personal";
        let inside: Vec<&Thing> = things.iter().filter(|it| it.part() == part).collect();
        let add = may_change && *adding != Some(part);
        let adding_here = *adding == Some(part);
        let open = {
            let adding = adding.clone();
            Callback::from(move |_: MouseEvent| adding.set(Some(part)))
        };
        let new = text("-new");
        let count = inside.len();
        let node = if *last.borrow() == Some(part) {
            back.clone()
        } else {
            NodeRef::default()
        };
        html! {
            <section key={part} class={(!part.is_empty()).then_some("own-part")}>
                if !part.is_empty() {
                    <div class="own-part-head">
                        <div>
                            <h2>{ words.t(&format!("own-part-{part}")) }</h2>
                            if let Some(about) = words.find(&format!("own-part-{part}-text")) { <p class="section-text">{ about }</p> }
                        </div>
                        if add {
                            { push_button(&props!(encaixe_ui::button::Props { label: new.clone(), icon: "plus", onclick: open.clone(), node, testid: format!("own-new-{part}") })) }
                        }
                    </div>
                }
                if adding_here {
                    <div class="section-form">
                        <h2>{ new.clone() }</h2>
                        <OwnForm {kind} {part} asks={asks(&words, kind, None, part, &directory, things)} ondone={ondone.clone()} oncancel={close.clone()} />
                    </div>
                }
                if inside.is_empty() && !adding_here {
                    { part!(use_empty, props!(encaixe_ui::empty::Props { icon: kind.icon(), title: text("-empty"), text: text("-empty-text"), children: html! { <>if add && part.is_empty() { { push_button(&props!(encaixe_ui::button::Props { label: new, icon: "plus", onclick: open })) } }</> } })) }
                }
                if count > 0 {
                    <ul class="cards">
                        { for inside.into_iter().enumerate().map(|(place, thing)| html! {
                            <OwnRow
                                key={thing.id().to_owned()} {kind} thing={thing.clone()} {place} {count} {may_change}
                                onchanged={again.clone()} onmove={put.reform(move |to| Move { list: part, from: place, to })}
                                dragged={dragging.class(part, place)}
                                grip={(may_change && thing.is_arranged() && count > 1).then(|| dragging.grip(part, place, None))}
                            />
                        }) }
                    </ul>
                }
            </section>
        }
    };
    let list = match &**things.value {
        Remote::Loading => html! {
            <div class="cards" aria-hidden="true">
                { for (0..3).map(|_| html! { <div class="line-card"><span class="skeleton skeleton-text" /></div> }) }
            </div>
        },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: things.retry() })) } }
        }
        Remote::Ready(found) => {
            html! { <>{ for kind.parts().iter().map(|part| part_of(part, found)) }</> }
        }
    };
    let open_whole = {
        let adding = adding.clone();
        Callback::from(move |_: MouseEvent| adding.set(Some("")))
    };
    let is_whole = kind.parts() == [""];
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ text("") }</h1><p>{ text("-text") }</p></div>
                if is_whole && *is_admin && adding.is_none() {
                    { push_button(&props!(encaixe_ui::button::Props { label: text("-new"), icon: "plus", look: Look::Primary, node: back.clone(), testid: "own-new", onclick: open_whole })) }
                }
            </header>
            { list }
            <p class="hidden-text" role="status">{ (*said).clone() }</p>
        </>
    }
}
