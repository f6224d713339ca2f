//! What the page shows, made anew by each event.

use std::rc::Rc;

use encaixe_plugin::typed::{Bound, ConversationData, Event, Kinbox, Theme};
use yew::Reducible;

use crate::words::Language;

/// All that the inbox told.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct State {
    pub(crate) language: Language,
    /// None with an inbox of the older protocol: the browser's own then.
    pub(crate) theme: Option<Theme>,
    pub(crate) shown: Shown,
}

/// What there is to show.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shown {
    /// The inbox said nothing yet.
    Waiting,
    /// No inbox embeds the page.
    Alone,
    /// No conversation is open.
    Nothing,
    /// A conversation, and the commands that are tied to it.
    Open {
        data: Rc<ConversationData>,
        bound: Bound,
    },
}

impl State {
    pub(crate) fn new(kinbox: &Kinbox) -> Self {
        let shown = if kinbox.is_embedded() {
            Shown::Waiting
        } else {
            Shown::Alone
        };
        Self {
            language: Language::of(kinbox),
            theme: None,
            shown,
        }
    }
}

impl Reducible for State {
    type Action = (Event, Bound);

    fn reduce(self: Rc<Self>, (event, bound): Self::Action) -> Rc<Self> {
        let kinbox = bound.kinbox().clone();
        let shown = match event {
            Event::Conversation(data) => Shown::Open {
                data: Rc::from(data),
                bound,
            },
            Event::ConversationUpdated(now) => match &self.shown {
                Shown::Open { data, bound } => Shown::Open {
                    data: Rc::new(ConversationData {
                        conversation: now.conversation,
                        contact: now.contact,
                        session: now.session,
                        ..(**data).clone()
                    }),
                    bound: bound.clone(),
                },
                other => other.clone(),
            },
            Event::NoConversation => Shown::Nothing,
            Event::Callback(_)
            | Event::Closing(_)
            | Event::Hidden
            | Event::Locale(_)
            | Event::Message(_)
            | Event::Theme(_)
            | Event::Visible => self.shown.clone(),
        };
        // By now the context has what the events `theme` and `locale` tell.
        let context = kinbox.context().ok().flatten();
        Rc::new(Self {
            language: Language::of(&kinbox),
            theme: context.map(|context| context.theme),
            shown,
        })
    }
}
