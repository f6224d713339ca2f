//! Everything that the page shows, and the one reducer that changes it. Pure: no browser, no clock.

use std::rc::Rc;

use encaixe_api::access::Me;
use encaixe_api::id::{ConversationId, PluginId};
use encaixe_api::inbox::conversation::{Conversation, Summary};
use encaixe_api::inbox::{Directory, Page};
use encaixe_api::plugin::Frame;
use encaixe_protocol::handshake::Theme;

use crate::api_client::Failure;
use crate::i18n::Locale;
use crate::theme::Choice;

pub(crate) mod dialogs;
pub(crate) mod inbox;
pub(crate) mod panel;
pub(crate) mod toasts;

#[cfg(test)]
mod tests;

use dialogs::Dialogs;
use inbox::{List, Open};
use panel::{Panel, View};
use toasts::{Toast, Toasts};

/// Something that the server has to give first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Remote<T> {
    /// Asked for.
    Loading,
    /// Here.
    Ready(T),
    /// Not given.
    Failed(Failure),
}

impl<T> Remote<T> {
    /// The value, when it is here.
    pub(crate) const fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }
}

/// How the stream of live changes is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Live {
    /// Not opened yet.
    Off,
    /// Changes arrive.
    On,
    /// The connection broke; the browser tries again.
    Reconnecting,
}

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct State {
    /// Its language.
    pub(crate) locale: Locale,
    /// The agent's choice of colours.
    pub(crate) choice: Choice,
    /// The colours that the choice means now.
    pub(crate) theme: Theme,
    /// Who is signed in.
    pub(crate) me: Remote<Rc<Me>>,
    /// Names of members, groups, tags, fields and channels.
    pub(crate) directory: Rc<Directory>,
    /// The list of conversations.
    pub(crate) list: List,
    /// The selected conversation.
    pub(crate) open: Option<Open>,
    /// Whether the address is one of the inbox.
    pub(crate) inbox_shown: bool,
    /// The plugins and their frames.
    pub(crate) panel: Panel,
    /// Short notices.
    pub(crate) toasts: Toasts,
    /// Plugins' questions.
    pub(crate) dialogs: Dialogs,
    /// The live stream.
    pub(crate) live: Live,
}

/// What can happen to the page.
#[derive(Debug)]
pub(crate) enum Action {
    /// The agent chose a language.
    Locale(Locale),
    /// The agent chose colours, or the system's changed.
    Theme(Choice, Theme),
    /// The server said who is signed in, or why not.
    Me(Remote<Rc<Me>>),
    /// The names of things came.
    Directory(Rc<Directory>),
    /// The address is one of the inbox, or of another page.
    InboxShown(bool),
    /// The first page of the list is asked for, and nothing is there yet.
    ListLoading,
    /// The first page of the list came.
    ListFirst(Page<Summary>),
    /// A further page is asked for.
    ListLoadingMore,
    /// A further page came.
    ListMore(Page<Summary>),
    /// A page of the list did not come.
    ListFailed(Failure),
    /// The keyboard stands on this row.
    Focus(ConversationId),
    /// The agent selected a conversation, or none.
    Select(Option<ConversationId>),
    /// A conversation came.
    Conversation(Rc<Conversation>),
    /// The selected conversation did not come.
    ConversationFailed(ConversationId, Failure),
    /// A conversation's row changed.
    Row(Rc<Summary>),
    /// Messages before the first one shown came.
    Earlier(ConversationId, Page<encaixe_api::inbox::message::Message>),
    /// The enabled plugins came.
    Frames(Vec<Rc<Frame>>),
    /// The agent chose a plugin's tab.
    Tab(PluginId),
    /// The drawer of a narrow window opens or closes.
    Drawer(bool),
    /// A frame's state changed.
    FrameStatus(PluginId, View),
    /// A new element for that plugin.
    FrameReload(PluginId),
    /// A plugin says whether it is busy.
    Busy(PluginId, bool),
    /// A document of that plugin ended: what it asked for goes with it.
    DocumentGone(PluginId),
    /// A notice.
    Toast(Toast),
    /// A notice's time is over, or the agent dismissed it.
    ToastGone(u32),
    /// A plugin asks something.
    Dialog(dialogs::Dialog),
    /// A question was answered or given up.
    DialogGone(u32),
    /// The live stream's state.
    Live(Live),
}

impl State {
    /// The page before anything is known.
    pub(crate) fn new(locale: Locale, choice: Choice, theme: Theme, tab: Option<PluginId>) -> Self {
        Self {
            locale,
            choice,
            theme,
            me: Remote::Loading,
            directory: Rc::default(),
            list: List::default(),
            open: None,
            inbox_shown: false,
            panel: Panel::new(tab),
            toasts: Toasts::default(),
            dialogs: Dialogs::default(),
            live: Live::Off,
        }
    }

    /// Whether the signed-in member may change the workspace.
    pub(crate) fn is_admin(&self) -> bool {
        self.me
            .ready()
            .is_some_and(|me| me.member.role == encaixe_api::access::Role::Admin)
    }

    /// The selected conversation's id, also while its data is on the way.
    pub(crate) fn selected(&self) -> Option<&ConversationId> {
        self.open.as_ref().map(|open| &open.id)
    }

    /// The selected conversation, once it is here.
    pub(crate) fn conversation(&self) -> Option<&Rc<Conversation>> {
        self.open.as_ref().and_then(|open| open.data.ready())
    }

    /// Applies one action.
    pub(crate) fn reduce(&mut self, action: Action) {
        match action {
            Action::Locale(locale) => self.locale = locale,
            Action::Theme(choice, theme) => {
                self.choice = choice;
                self.theme = theme;
            }
            Action::Me(me) => self.me = me,
            Action::Directory(directory) => self.directory = directory,
            Action::InboxShown(shown) => self.inbox_shown = shown,
            Action::ListLoading => self.list.phase = inbox::Phase::Loading,
            Action::ListFirst(page) => self.list.first(page),
            Action::ListLoadingMore => self.list.phase = inbox::Phase::More,
            Action::ListMore(page) => self.list.more(page),
            Action::ListFailed(failure) => self.list.phase = inbox::Phase::Failed(failure),
            Action::Focus(id) => self.list.focus = Some(id),
            Action::Select(id) => self.select(id),
            Action::Conversation(conversation) => self.conversation_came(conversation),
            Action::ConversationFailed(id, failure) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.data = Remote::Failed(failure);
                }
            }
            Action::Row(row) => self.row_changed(&row),
            Action::Earlier(id, page) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.prepend(page);
                }
            }
            Action::Frames(frames) => self.panel.set(frames),
            Action::Tab(id) => self.panel.active = Some(id),
            Action::Drawer(open) => self.panel.drawer = open,
            Action::FrameStatus(id, view) => self.panel.status(id, view),
            Action::FrameReload(id) => self.panel.reload(&id),
            Action::Busy(id, on) => self.panel.busy(&id, on),
            Action::DocumentGone(id) => {
                self.panel.busy(&id, false);
                self.toasts.forget(&id);
                self.dialogs.forget(&id);
            }
            Action::Toast(toast) => self.toasts.push(toast),
            Action::ToastGone(id) => self.toasts.remove(id),
            Action::Dialog(dialog) => self.dialogs.push(dialog),
            Action::DialogGone(id) => self.dialogs.remove(id),
            Action::Live(live) => self.live = live,
        }
    }

    fn select(&mut self, id: Option<ConversationId>) {
        if self.selected() == id.as_ref() {
            return;
        }
        if let Some(id) = &id {
            self.list.focus = Some(id.clone());
        }
        self.open = id.map(|id| Open {
            id,
            data: Remote::Loading,
        });
    }

    fn conversation_came(&mut self, conversation: Rc<Conversation>) {
        self.list.replace(&Rc::new(conversation.summary.clone()));
        if let Some(open) = self
            .open
            .as_mut()
            .filter(|open| open.id == conversation.summary.id)
        {
            open.came(conversation);
        }
    }

    fn row_changed(&mut self, row: &Rc<Summary>) {
        self.list.replace(row);
        if let Some(open) = self.open.as_mut().filter(|open| open.id == row.id)
            && let Remote::Ready(conversation) = &mut open.data
        {
            Rc::make_mut(conversation).summary = Summary::clone(row);
        }
    }
}
