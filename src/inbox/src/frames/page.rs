//! The page as one plugin's frame sees it.

use std::rc::Rc;

use encaixe_api::id::{ConversationId, PluginId};
use encaixe_host::{Call, LocalBoxFuture, Page, Status, Surroundings, encode};
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::scope::{AnyScope, Scopes};
use encaixe_ui::time;
use wasm_bindgen::JsValue;

use super::keyboard::Keyboard;
use super::mounted::is_shown;
use super::report::Reporter;
use crate::state::Action;
use crate::state::panel::View;
use crate::store::Store;
use crate::{command, plugin_data};

/// One plugin's view of the page.
pub(super) struct PluginPage {
    store: Store,
    id: PluginId,
    keyboard: Keyboard,
    reporter: Rc<Reporter>,
}

impl PluginPage {
    pub(super) fn new(
        store: Store,
        id: PluginId,
        keyboard: Keyboard,
        reporter: Rc<Reporter>,
    ) -> Self {
        Self {
            store,
            reporter,
            id,
            keyboard,
        }
    }
}

impl Page for PluginPage {
    fn surroundings(&self) -> Surroundings {
        let state = self.store.state();
        Surroundings {
            locale: state.locale.tag().to_owned(),
            timezone: time::timezone(),
            theme: state.theme,
            visible: is_shown(&state, &self.id),
        }
    }

    fn conversation(&self) -> Option<ConversationId> {
        let state = self.store.state();
        let open = state.open_for_plugins();
        open.filter(|_| state.is_for(&self.id)).cloned()
    }

    fn data(&self, _: bool) -> Option<JsValue> {
        let state = self.store.state();
        let frame = state
            .panel
            .frame(&self.id)
            .filter(|_| state.is_for(&self.id));
        let data = plugin_data::of(&state, frame?)?;
        self.reporter.used(Scopes::DATA);
        encode(&data).ok()
    }

    fn run(&self, call: Call) -> LocalBoxFuture<'static, Result<JsValue, WireError>> {
        let store = self.store.clone();
        let id = self.id.clone();
        let keyboard = self.keyboard.clone();
        // Calls of apps the server notes by itself.
        if let Some(AnyScope::Named(scope)) = call.scope {
            self.reporter.used(Scopes::NONE.with(scope));
        }
        Box::pin(async move {
            let source = store
                .state()
                .panel
                .frame(&id)
                .map(|frame| {
                    let source = crate::state::toasts::Source {
                        id: frame.id.clone(),
                        name: frame.name.clone(),
                        icon: frame.icon.clone(),
                    };
                    (source, frame.scopes.named())
                })
                .ok_or_else(|| WireError::new(Code::Closed, "the plugin was removed"))?;
            command::run(store, source, keyboard, call).await
        })
    }

    fn changed(&self, status: &Status) {
        self.reporter.report(status);
        let view = View::from(status);
        self.store
            .dispatch(Action::FrameStatus(self.id.clone(), view));
    }

    fn document_gone(&self) {
        self.store.dispatch(Action::DocumentGone(self.id.clone()));
    }
}
