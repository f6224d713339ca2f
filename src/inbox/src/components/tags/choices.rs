//! The tags that can be put on: typed to filter, walked by arrows, chosen by Enter. A name that no tag has makes one, for who
//! may. The focus stays in the field, as in
//! every combobox with a list. Source: WAI-ARIA Authoring Practices, combobox.

use std::rc::Rc;

use encaixe_api::id::TagId;
use encaixe_api::inbox::tag::Tag;
use encaixe_ui::fold::folded;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::hooks::{use_effect_with, use_id};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::{TAGS, link};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::hooks::use_select;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Those that are not on the conversation yet.
    pub(super) tags: Vec<Rc<Tag>>,
    /// Whether the workspace has no tag at all.
    pub(super) is_none: bool,
    pub(super) onchoose: Callback<TagId>,
    /// Makes a tag of that name and puts it on.
    pub(super) onmake: Callback<String>,
}

#[hook]
pub(super) fn use_choices_part(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let is_admin = use_select(|state| state.is_admin());
    let (field, sheet) = (use_node_ref(), use_node_ref());
    let list = use_id("tags");
    let typed = use_state_eq(String::new);
    let place = use_state_eq(|| 0_usize);
    use_focus(&field, &sheet);

    let sought = folded(typed.trim());
    let shown: Vec<&Rc<Tag>> = props
        .tags
        .iter()
        .filter(|tag| folded(&tag.name).contains(&sought))
        .collect();
    let name = AttrValue::from(typed.trim().to_owned());
    let is_free = {
        let name = sought.clone();
        use_select(move |state| {
            let may = state.is_admin() || state.directory.workspace.agents_make_tags;
            let mut tags = state.directory.tags.iter();
            (
                may,
                may && !name.is_empty() && tags.all(|tag| folded(&tag.name) != name),
            )
        })
    };
    let (may_make, makes) = *is_free;
    let last = (shown.len() + usize::from(makes)).saturating_sub(1);
    let at = (*place).min(last);
    let oninput = {
        let (typed, place) = (typed.clone(), place.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                typed.set(input.value());
                place.set(0);
            }
        })
    };
    let onkeydown = {
        let sheet = sheet.clone();
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => place.set(if at == last { 0 } else { at + 1 }),
                "ArrowUp" => place.set(at.checked_sub(1).unwrap_or(last)),
                "Enter" => press(&sheet, "[aria-selected=true]"),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let note = match (props.tags.is_empty(), props.is_none) {
        (false, _) if shown.is_empty() && !makes => "tag-none-found",
        (true, false) => "tag-none-left",
        (true, true) if may_make => "tag-none",
        (true, true) => "tag-none-agent",
        (false, _) => "",
    };
    let note = html! {
        if !note.is_empty() && !makes { <p class="menu-note" role="status">{ words.t(note) }</p> }
    };
    if props.tags.is_empty() && !may_make {
        return html! { <div class="menu" ref={sheet} tabindex="-1">{ note }</div> };
    }
    let make_id = format!("{list}-new");
    let make = {
        let name = name.to_string();
        props.onmake.reform(move |_: MouseEvent| name.clone())
    };
    let id_of = |tag: &Tag| format!("{list}-{}", tag.id);
    let choices = shown.iter().enumerate().map(|(row, tag)| {
        let onclick = {
            let id = tag.id.clone();
            props.onchoose.reform(move |_: MouseEvent| id.clone())
        };
        html! {
            <button
                key={tag.id.to_string()}
                id={id_of(tag)}
                type="button"
                role="option"
                tabindex="-1"
                class="menu-item"
                aria-selected={if row == at { "true" } else { "false" }}
                {onclick}
                data-tag={tag.id.to_string()}
            >
                <span class="dot" style={format!("--dot: {}", tag.color)} />
                <bdi>{ &tag.name }</bdi>
            </button>
        }
    });
    html! {
        <div class="menu" ref={sheet}>
            <input
                ref={field}
                class="menu-filter"
                type="text"
                dir="auto"
                role="combobox"
                value={(*typed).clone()}
                placeholder={words.t("tag-filter")}
                aria-label={words.t("tag-filter")}
                aria-expanded="true"
                aria-controls={list.clone()}
                aria-activedescendant={shown.get(at).map(|tag| id_of(tag)).or_else(|| makes.then(|| make_id.clone()))}
                maxlength="60"
                autocomplete="off"
                spellcheck="false"
                data-testid="tag-filter"
                {oninput}
                {onkeydown}
            />
            <div id={list.clone()} class="menu-list" role="listbox" aria-label={words.t("tag-add")}>
                { for choices }
                if makes {
                    <button
                        id={make_id} type="button" role="option" tabindex="-1" class="menu-item"
                        aria-selected={if at == shown.len() { "true" } else { "false" }}
                        onclick={make} data-testid="tag-make"
                    >
                        { small_icon("plus") }<span>{ words.with("tag-make", [("name", name.as_str().into())]) }</span>
                    </button>
                }
            </div>
            { note }
            if props.is_none && *is_admin {
                { link(&shell, TAGS, "button button-plain menu-next", words.t("tag-settings").into()) }
            }
        </div>
    }
}

/// Takes the focus when the sheet opens: the field, or the sheet where there is nothing to type.
#[hook]
fn use_focus(field: &NodeRef, sheet: &NodeRef) {
    let (field, sheet) = (field.clone(), sheet.clone());
    use_effect_with((), move |()| {
        let place = field.cast::<HtmlElement>().or_else(|| sheet.cast());
        if let Some(place) = place {
            // Both can take the focus.
            let _ = place.focus();
        }
    });
}

/// Clicks what is chosen, which also closes the sheet.
fn press(sheet: &NodeRef, what: &str) {
    let found = sheet
        .cast::<HtmlElement>()
        .and_then(|sheet| sheet.query_selector(what).ok()?)
        .and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = found {
        found.click();
    }
}
