//! `get_conversation`: the data object as it is now. While the conversation is on its way, the answer waits.

use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::event::conversation::Data;
use encaixe_ui::remote::Remote;

use super::CommandContext;
use crate::plugin_data;

pub(super) async fn run(context: &CommandContext) -> Result<Option<Data>, WireError> {
    let plugin = context.plugin.id.clone();
    context
        .when(
            move |state| match state.open.as_ref().map(|open| &open.data) {
                Some(Remote::Loading) => None,
                None | Some(Remote::Failed(_)) => Some(None),
                Some(Remote::Ready(_)) if !state.is_for(&plugin) => Some(None),
                Some(Remote::Ready(_)) => {
                    let frame = state.panel.frame(&plugin)?;
                    plugin_data::of(state, frame).map(Some)
                }
            },
        )
        .await
        .ok_or_else(|| WireError::new(Code::Aborted, "the call was given up"))
}
