//! Putting the lines of a list in order by a handle: dragged by the pointer, or moved by the arrow keys on it.

use encaixe_ui::icon::small_icon;
use web_sys::Element;
use yew::prelude::*;

/// A line on its way from one place in its list to another; a page may have several lists, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) list: &'static str,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The lists of a page whose lines can be dragged.
pub(crate) struct Dragging {
    now: UseStateHandle<Option<Move>>,
    put: Callback<Move>,
}

/// Calls `put` when a line is let go at another place, or a key moves it.
#[hook]
pub(crate) fn use_dragging(put: &Callback<Move>) -> Dragging {
    Dragging {
        now: use_state_eq(|| None),
        put: put.clone(),
    }
}

/// How a handle is called, and how many lines there are for the keys to go to.
pub(crate) struct Label {
    pub(crate) text: String,
    pub(crate) count: usize,
}

impl Dragging {
    /// How a line is drawn while one is dragged.
    pub(crate) fn class(&self, list: &'static str, place: usize) -> Option<&'static str> {
        let Move { from, to, .. } = self.now.filter(|now| now.list == list)?;
        match place {
            place if place == from => Some("is-dragged"),
            place if place == to && to < from => Some("drop-before"),
            place if place == to && to > from => Some("drop-after"),
            _ => None,
        }
    }

    /// The handle of a line. Without a label it is for the pointer alone: the line has other buttons for the keyboard.
    pub(crate) fn grip(&self, list: &'static str, place: usize, label: Option<Label>) -> Html {
        let set = |now: Option<Move>| {
            let state = self.now.clone();
            move || state.set(now)
        };
        let onpointerdown = {
            let begin = set(Some(Move {
                list,
                from: place,
                to: place,
            }));
            Callback::from(move |event: PointerEvent| {
                if let Some(grip) = event.target_dyn_into::<Element>()
                    && event.button() == 0
                    && grip.set_pointer_capture(event.pointer_id()).is_ok()
                {
                    begin();
                }
            })
        };
        let onpointermove = {
            let now = self.now.clone();
            Callback::from(move |event: PointerEvent| {
                if let (Some(moved), Some(grip)) = (*now, event.target_dyn_into::<Element>()) {
                    let to = place_at(&grip, moved.from, f64::from(event.client_y()));
                    now.set(Some(Move { to, ..moved }));
                }
            })
        };
        let onpointerup = {
            let (now, put) = (self.now.clone(), self.put.clone());
            Callback::from(move |_: PointerEvent| {
                if let Some(moved) = now.filter(|moved| moved.from != moved.to) {
                    put.emit(moved);
                }
                now.set(None);
            })
        };
        let onpointercancel = {
            let end = set(None);
            Callback::from(move |_: PointerEvent| end())
        };
        let Some(Label { text, count }) = label else {
            return html! {
                <span
                    class="line-grip" aria-hidden="true" data-testid={format!("{list}-grip")}
                    {onpointerdown} {onpointermove} {onpointerup} {onpointercancel}
                >
                    { small_icon("grip-vertical") }
                </span>
            };
        };
        let onkeydown = {
            let (put, end) = (self.put.clone(), set(None));
            Callback::from(move |event: KeyboardEvent| {
                let to = match event.key().as_str() {
                    "ArrowUp" => place.saturating_sub(1),
                    "ArrowDown" => (place + 1).min(count - 1),
                    "Home" => 0,
                    "End" => count - 1,
                    "Escape" => return end(),
                    _ => return,
                };
                event.prevent_default();
                event.stop_propagation();
                if to != place {
                    put.emit(Move {
                        list,
                        from: place,
                        to,
                    });
                }
            })
        };
        html! {
            <button
                type="button" class="line-grip" aria-label={text.clone()} title={text} aria-keyshortcuts="ArrowUp ArrowDown Home End"
                data-testid={format!("{list}-grip")} {onpointerdown} {onpointermove} {onpointerup} {onpointercancel} {onkeydown}
            >
                { small_icon("grip-vertical") }
            </button>
        }
    }
}

/// The place that a line comes to stand at when it is let go at that height of the window: behind each of the others whose middle is
/// above it.
fn place_at(grip: &Element, from: usize, y: f64) -> usize {
    let Ok(Some(list)) = grip.closest("ul") else {
        return from;
    };
    let lines = list.children();
    let others = (0..lines.length()).filter(|at| usize::try_from(*at) != Ok(from));
    others
        .filter_map(|at| lines.item(at))
        .filter(|line| {
            let line = line.get_bounding_client_rect();
            line.top() + line.height() / 2.0 < y
        })
        .count()
}
