//! What the agent's last gesture in a frame, a click or a key, allows its page to do.

use std::collections::HashMap;

use encaixe_api::id::PluginId;

/// How long a gesture is leave for the page's own work on it, in milliseconds: its backend may draft an answer.
const LEAVE_MS: f64 = 30_000.0;
/// How long a gesture counts as made just now. It is seen as long as the browser says that there was one.
const FRESH_MS: f64 = 5_000.0;

/// What needs a leave, and uses it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Text for the reply.
    InsertText,
    /// Another conversation.
    OpenConversation,
}

#[derive(Debug)]
struct Gesture {
    /// When it was seen last.
    seen: f64,
    used: Vec<Use>,
}

/// The last gesture in each plugin's frame.
#[derive(Debug, Default)]
pub(super) struct Leaves(HashMap<PluginId, Gesture>);

impl Leaves {
    /// There was a gesture in that plugin's frame: after a use, which spends the browser's word of it, another one.
    pub(super) fn gesture(&mut self, plugin: &PluginId, now: f64) {
        let used = Vec::new();
        self.0.insert(plugin.clone(), Gesture { seen: now, used });
    }

    /// Whether the last gesture in it was just now.
    pub(super) fn is_fresh(&self, plugin: &PluginId, now: f64) -> bool {
        let gesture = self.0.get(plugin);
        gesture.is_some_and(|gesture| now - gesture.seen < FRESH_MS)
    }

    /// Takes the leave for one such use; says whether there was one.
    pub(super) fn take(&mut self, plugin: &PluginId, what: Use, now: f64) -> bool {
        let gesture = self.0.get_mut(plugin);
        let unused = gesture.filter(|it| now - it.seen < LEAVE_MS && !it.used.contains(&what));
        unused.map(|gesture| gesture.used.push(what)).is_some()
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::id::PluginId;

    use super::{Leaves, Use};

    #[test]
    fn a_gesture_is_leave_for_one_use_of_each_kind_in_its_own_frame() {
        let (a, b) = (PluginId::from("a"), PluginId::from("b"));
        let mut leaves = Leaves::default();
        assert!(!leaves.take(&a, Use::InsertText, 0.0));
        leaves.gesture(&a, 0.0);
        assert!(!leaves.take(&b, Use::InsertText, 1.0));
        assert!(leaves.take(&a, Use::InsertText, 1.0));
        assert!(!leaves.take(&a, Use::InsertText, 2.0));
        assert!(leaves.take(&a, Use::OpenConversation, 3.0));
        leaves.gesture(&a, 4.0);
        assert!(leaves.take(&a, Use::InsertText, 5.0));
    }

    #[test]
    fn an_answer_may_take_its_time_and_what_must_be_at_once_may_not() {
        let a = PluginId::from("a");
        let mut leaves = Leaves::default();
        leaves.gesture(&a, 0.0);
        assert!(leaves.is_fresh(&a, 4_999.0));
        assert!(!leaves.is_fresh(&a, 5_000.0));
        assert!(leaves.take(&a, Use::InsertText, 29_999.0));
        assert!(!leaves.take(&a, Use::OpenConversation, 30_000.0));
    }
}
