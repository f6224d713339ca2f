//! The least that a page made with Yew is. `cargo xtask bench page` compares the inbox page's start with it.

use yew::prelude::*;

#[component]
fn Bare() -> Html {
    let count = use_state_eq(|| 0_u32);
    let onclick = {
        let count = count.clone();
        Callback::from(move |_: MouseEvent| count.set(*count + 1))
    };
    html! { <button data-testid="bare" {onclick}>{ *count }</button> }
}

fn main() {
    yew::Renderer::<Bare>::new().render();
}
