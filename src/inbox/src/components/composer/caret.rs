//! Where the focus and the caret are in the text.

use encaixe_ui::focus;
use encaixe_ui::hooks::use_effect_with;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::drafts::Key;
use crate::flow::composer;
use crate::hooks::use_store;
use crate::state::Action;
use crate::state::composer::ComposerAction;
use crate::store::Store;

/// Puts the focus there when the agent asks to write.
#[hook]
pub(super) fn use_call(called: bool, node: &NodeRef) {
    let (store, node) = (use_store(), node.clone());
    use_effect_with(called, move |called| {
        if *called {
            focus::to(&node);
            store.dispatch(Action::Compose(ComposerAction::Call(false)));
        }
    });
}

/// Puts the caret where the draft has it when the page itself changed the text.
#[hook]
pub(super) fn use_caret(placed: u32, node: &NodeRef, store: &Store, key: &Key) {
    let (node, store, key) = (node.clone(), store.clone(), key.clone());
    use_effect_with(placed, move |_| {
        choose(&node, composer::draft(&store, &key).selection);
    });
}

/// Selects a part of the text.
pub(super) fn choose(node: &NodeRef, (from, to): (u32, u32)) {
    if let Some(text) = node.cast::<HtmlTextAreaElement>() {
        // Places beyond the text are taken for its end.
        let _ = text.set_selection_range(from, to);
    }
}

/// What is selected of it; the caret is a selection without length.
pub(super) fn selection(node: &NodeRef) -> Option<(u32, u32)> {
    let text = node.cast::<HtmlTextAreaElement>()?;
    let (from, to) = (text.selection_start().ok()?, text.selection_end().ok()?);
    from.zip(to)
}
