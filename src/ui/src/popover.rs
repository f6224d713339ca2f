//! A button that opens a small sheet beside it. Esc, a click elsewhere or leaving it by Tab closes it.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};
use yew::prelude::*;

use crate::focus;
use crate::hooks::{use_effect_with, use_id, use_shared};

/// The button and its sheet.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the button shows.
    pub button: Html,
    /// The button's name for readers and its tooltip, where what it shows is not enough.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Classes of the button.
    #[prop_or_default]
    pub class: Classes,
    /// The sheet's edge that meets the button's: `start` or `end`.
    #[prop_or(AttrValue::Static("start"))]
    pub align: AttrValue,
    /// The button's name for browser tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// The word for `data-state`.
    #[prop_or_default]
    pub state: Option<AttrValue>,
    /// What the button opens, for readers: `menu`, where it is one.
    #[prop_or_default]
    pub popup: Option<AttrValue>,
    /// What is in the sheet.
    pub children: Html,
    /// Closes the sheet when something in it was chosen.
    #[prop_or_default]
    pub close_on_click: bool,
}

/// A button with a sheet.
#[hook]
pub fn use_popover(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let root = use_node_ref();
    let button = use_node_ref();
    let id = use_id("sheet");
    use_close_from_outside(&open, &root);
    {
        // What the agent does in a plugin's frame is seen by that frame alone.
        let open = open.clone();
        let inside = use_shared(|shared| shared.is_in_frame);
        use_effect_with(*inside, move |is_inside| {
            if *is_inside {
                open.set(false);
            }
        });
    }

    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if !*open {
                return;
            }
            // What is typed here is not meant for the page, whose Escape would unselect the conversation.
            event.stop_propagation();
            if event.key() == "Escape" {
                event.prevent_default();
                open.set(false);
                focus::to(&button);
            }
        })
    };
    let onclick = props.close_on_click.then(|| {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: MouseEvent| {
            let target = event.target_dyn_into::<Element>();
            let is_choice = target.is_some_and(|it| matches!(it.closest("button, a"), Ok(Some(_))));
            if is_choice {
                open.set(false);
                focus::to(&button);
            }
        })
    });
    let expanded = if *open { "true" } else { "false" };
    html! {
        <div class="popover" ref={root} {onkeydown}>
            <button
                ref={button}
                type="button"
                class={props.class.clone()}
                aria-expanded={expanded}
                aria-haspopup={props.popup.clone()}
                aria-controls={open.then(|| id.clone())}
                aria-label={props.label.clone()}
                title={props.label.clone()}
                data-testid={props.testid.clone()}
                data-state={props.state.clone()}
                onclick={toggle}
            >
                { props.button.clone() }
            </button>
            if *open {
                <div {id} class={classes!("sheet", format!("sheet-{}", props.align))} {onclick}>
                    { props.children.clone() }
                </div>
            }
        </div>
    }
}

#[hook]
fn use_close_from_outside(open: &UseStateHandle<bool>, root: &NodeRef) {
    let (handle, root) = (open.clone(), root.clone());
    use_effect_with(**open, move |is_open| {
        let listeners = is_open
            .then(|| web_sys::window()?.document())
            .flatten()
            .map(|document| {
                let on = |name: &'static str, target: &web_sys::EventTarget| {
                    let (handle, root) = (handle.clone(), root.clone());
                    EventListener::new(target, name, move |event| {
                        let inside = event
                            .target()
                            .and_then(|target| target.dyn_into::<Node>().ok())
                            .is_some_and(|target| {
                                root.get().is_some_and(|root| root.contains(Some(&target)))
                            });
                        if !inside {
                            handle.set(false);
                        }
                    })
                };
                (on("pointerdown", &document), on("focusin", &document))
            });
        move || drop(listeners)
    });
}
