//! The page as one plugin's frame sees it.

use std::cell::RefCell;

use encaixe_api::id::{ConversationId, PluginId};
use encaixe_api::plugin::{FrameState, StateReport};
use encaixe_host::{Call, LocalBoxFuture, Page, Status, Surroundings, encode};
use encaixe_protocol::error::{Code, WireError};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::mounted::is_shown;
use crate::state::Action;
use crate::state::panel::View;
use crate::store::Store;
use crate::{api_client, command, plugin_data, time};

/// One plugin's view of the page.
pub(super) struct PluginPage {
    store: Store,
    id: PluginId,
    reported: RefCell<Option<StateReport>>,
}

impl PluginPage {
    pub(super) const fn new(store: Store, id: PluginId) -> Self {
        Self {
            store,
            id,
            reported: RefCell::new(None),
        }
    }

    /// Tells the server, for the settings page, where the frame came to rest.
    fn report(&self, status: &Status) {
        if matches!(status.state, FrameState::Loading | FrameState::Connecting) {
            return;
        }
        let report = StateReport {
            state: status.state,
            reason: status.reason,
            seen: status.seen.clone(),
        };
        if self.reported.borrow().as_ref() == Some(&report) {
            return;
        }
        *self.reported.borrow_mut() = Some(report.clone());
        let id = self.id.clone();
        spawn_local(async move {
            // Nothing on this page depends on it; the next state is reported again.
            let _ = api_client::report_state(&id, &report).await;
        });
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
        self.store.state().open_for_plugins().cloned()
    }

    fn data(&self, dev: bool) -> Option<JsValue> {
        let state = self.store.state();
        encode(&plugin_data::of(&state, dev)?).ok()
    }

    fn run(&self, call: Call) -> LocalBoxFuture<'static, Result<JsValue, WireError>> {
        let store = self.store.clone();
        let id = self.id.clone();
        Box::pin(async move {
            let source = store
                .state()
                .panel
                .frame(&id)
                .map(|frame| crate::state::toasts::Source {
                    id: frame.id.clone(),
                    name: frame.name.clone(),
                    icon: frame.icon.clone(),
                })
                .ok_or_else(|| WireError::new(Code::Closed, "the plugin was removed"))?;
            command::run(store, source, call).await
        })
    }

    fn changed(&self, status: &Status) {
        self.report(status);
        let view = View::from(status);
        self.store
            .dispatch(Action::FrameStatus(self.id.clone(), view));
    }

    fn document_gone(&self) {
        self.store.dispatch(Action::DocumentGone(self.id.clone()));
    }
}
