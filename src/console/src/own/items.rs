//! The items of a category: lines with a name, in an order. One that is known can be switched off, any can be taken out; what
//! may not go is said by the server.

use encaixe_api::inbox::category::GivenItem;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::focus;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::use_words;
use encaixe_ui::numbers;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew::props;

use crate::drag::{Label, Move, use_dragging};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The items as the request has them.
    pub(super) value: AttrValue,
    pub(super) onchange: Callback<String>,
}

/// An item with a number by which its line is known.
type Line = (u32, GivenItem);

fn lines(value: &str) -> Vec<Line> {
    let items: Vec<GivenItem> = serde_json::from_str(value).unwrap_or_default();
    let items = items.into_iter();
    items.map(|item| (numbers::next(), item)).collect()
}

fn written(lines: &[Line]) -> String {
    let items: Vec<&GivenItem> = lines.iter().map(|(_, item)| item).collect();
    serde_json::to_string(&items).unwrap_or_default()
}

#[component]
pub(super) fn Items(props: &Props) -> Html {
    let words = use_words();
    let shown = use_state_eq(|| lines(&props.value));
    {
        // What came from elsewhere; what was typed here is there already.
        let shown = shown.clone();
        use_effect_with(props.value.clone(), move |value| {
            if written(&shown) != **value {
                shown.set(lines(value));
            }
        });
    }
    // What takes the keyboard once it is drawn: a line's handle, or its name.
    let next = use_mut_ref(|| None::<String>);
    {
        let next = next.clone();
        let order: Vec<u32> = shown.iter().map(|(key, _)| *key).collect();
        use_effect_with(order, move |_| {
            if let Some(place) = next.take() {
                focus::on(&place);
            }
        });
    }
    let change = {
        let (shown, onchange) = (shown.clone(), props.onchange.clone());
        Callback::from(move |lines: Vec<Line>| {
            onchange.emit(written(&lines));
            shown.set(lines);
        })
    };
    let put = {
        let (shown, change, next) = (shown.clone(), change.clone(), next.clone());
        Callback::from(move |Move { from, to, .. }: Move| {
            let mut lines = (*shown).clone();
            let line = lines.remove(from);
            next.replace(Some(format!("[data-item='{}'] .line-grip", line.0)));
            lines.insert(to, line);
            change.emit(lines);
        })
    };
    let dragging = use_dragging(&put);
    let add = {
        let (shown, change, next) = (shown.clone(), change.clone(), next.clone());
        Callback::from(move |at: usize| {
            let mut lines = (*shown).clone();
            let key = numbers::next();
            lines.insert(at, (key, GivenItem::default()));
            next.replace(Some(format!("[data-item='{key}'] input")));
            change.emit(lines);
        })
    };
    let edit = |place: usize, edit: fn(&mut GivenItem, String)| {
        let (shown, change) = (shown.clone(), change.clone());
        move |value: String| {
            let mut lines = (*shown).clone();
            if let Some((_, item)) = lines.get_mut(place) {
                edit(item, value);
            }
            change.emit(lines);
        }
    };
    let count = shown.len();
    let line = |place: usize, (key, item): &Line| {
        let oninput = {
            let edit = edit(place, |item, value| item.name = value);
            Callback::from(move |event: InputEvent| {
                if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                    edit(input.value());
                }
            })
        };
        let onkeydown = {
            let add = add.clone();
            Callback::from(move |event: KeyboardEvent| {
                if event.key() == "Enter" && !event.is_composing() {
                    // The next item, as in a list that is typed.
                    event.prevent_default();
                    add.emit(place + 1);
                }
            })
        };
        let is_on = item.is_active != Some(false);
        let switch = {
            let edit = edit(place, |item, _| {
                item.is_active = Some(item.is_active == Some(false));
            });
            Callback::from(move |_: MouseEvent| edit(String::new()))
        };
        let remove = {
            let (shown, change, next) = (shown.clone(), change.clone(), next.clone());
            Callback::from(move |_: MouseEvent| {
                let mut lines = (*shown).clone();
                lines.remove(place);
                let heir = lines.get(place).or_else(|| lines.last());
                next.replace(Some(heir.map_or_else(
                    || "[data-testid=item-add]".to_owned(),
                    |(key, _)| format!("[data-item='{key}'] input"),
                )));
                change.emit(lines);
            })
        };
        let named = |key: &str| words.with(key, [("name", item.name.as_str().into())]);
        let grip = (count > 1).then(|| {
            let text = words.with("plugin-move", [("name", item.name.as_str().into())]);
            dragging.grip("items", place, Some(Label { text, count }))
        });
        html! {
            <li
                key={*key} data-item={key.to_string()}
                class={classes!("own-item", (!is_on).then_some("is-off"), dragging.class("items", place))}
            >
                { grip }
                <input
                    type="text" dir="auto" value={item.name.clone()} autocomplete="off" spellcheck="false" maxlength="60"
                    aria-label={words.with("own-item", [("place", (place + 1).into())])} {oninput} {onkeydown}
                />
                if !is_on { <span class="badge">{ words.t("own-is-off") }</span> }
                if item.id.is_some() {
                    { push_button(&props!(encaixe_ui::button::Props { label: named(if is_on { "own-item-off" } else { "own-item-on" }), icon: "power", look: Look::Quiet, bare: true, onclick: switch, testid: "item-switch" })) }
                }
                { push_button(&props!(encaixe_ui::button::Props { label: named("own-item-remove"), icon: "x", look: Look::Quiet, bare: true, onclick: remove, testid: "item-remove" })) }
            </li>
        }
    };
    let onadd = add.reform(move |_: MouseEvent| count);
    html! {
        <>
            if count > 0 {
                <ul class="own-items" data-testid="items">{ for shown.iter().enumerate().map(|(place, it)| line(place, it)) }</ul>
            }
            <div>{ push_button(&props!(encaixe_ui::button::Props { label: words.t("own-item-add"), icon: "plus", onclick: onadd, testid: "item-add" })) }</div>
        </>
    }
}
