//! Everything that the page shows, and the one reducer that changes it. Pure: no browser, no clock.

use std::ops::Deref;
use std::rc::Rc;

use encaixe_api::id::{ConversationId, MemberId, PluginId};
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::found::Counts;
use encaixe_protocol::handshake::Theme;
use encaixe_ui::i18n::Locale;
use encaixe_ui::remote::Remote;
use encaixe_ui::shell::Shared;
use encaixe_ui::theme::Choice;

mod action;
pub(crate) mod composer;
pub(crate) mod dialogs;
pub(crate) mod editing;
pub(crate) mod inbox;
pub(crate) mod list;
pub(crate) mod owed;
pub(crate) mod panel;
pub(crate) mod slot;
pub(crate) mod toasts;

#[cfg(test)]
mod tests;

pub(crate) use action::Action;
use composer::Composer;
use dialogs::Dialogs;
use editing::Editing;
use inbox::Open;
use list::List;
use owed::Owed;
use panel::Panel;
use toasts::Toasts;

/// The page's address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Address {
    /// Its path.
    pub(crate) path: String,
    /// Its query, without the question mark.
    pub(crate) query: String,
}

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct State {
    /// What other modules of the page show too.
    pub(crate) shared: Rc<Shared>,
    /// The page's address.
    pub(crate) address: Address,
    /// The colours that the choice means now.
    pub(crate) theme: Theme,
    /// The list of conversations.
    pub(crate) list: List,
    /// How many open conversations have messages that nobody here has seen.
    pub(crate) unread: u32,
    /// How many open conversations there are.
    pub(crate) counts: Counts,
    /// Whether the whole list lies over the conversation where there is room for a narrow one only.
    pub(crate) list_over: bool,
    /// The selected conversation.
    pub(crate) open: Option<Open>,
    /// The conversation to which the address has to go, or none, with a number that tells one time from the next.
    pub(crate) go: Option<(u32, Option<ConversationId>)>,
    /// Whether the address is one of the inbox.
    pub(crate) inbox_shown: bool,
    /// Whether the agent is about to leave the inbox.
    pub(crate) leaving: bool,
    /// The plugins and their frames.
    pub(crate) panel: Panel,
    /// Short notices.
    pub(crate) toasts: Toasts,
    /// Plugins' questions.
    pub(crate) dialogs: Dialogs,
    /// Where the agent writes.
    pub(crate) composer: Composer,
    /// What agents are changing of contacts' data.
    pub(crate) editing: Editing,
    /// Whether the agent is about to begin a conversation.
    pub(crate) starting: bool,
    /// What was asked for and did not come.
    pub(crate) owed: Owed,
}

impl Deref for State {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl State {
    /// The page before anything is known.
    pub(crate) fn new(locale: Locale, choice: Choice, theme: Theme, tab: Option<PluginId>) -> Self {
        Self {
            shared: Rc::new(Shared::new(locale, choice)),
            address: Address::default(),
            theme,
            list: List::default(),
            unread: 0,
            counts: Counts::default(),
            list_over: false,
            open: None,
            go: None,
            inbox_shown: false,
            leaving: false,
            panel: Panel::new(tab),
            toasts: Toasts::default(),
            dialogs: Dialogs::default(),
            composer: Composer::default(),
            editing: Editing::default(),
            starting: false,
            owed: Owed::default(),
        }
    }

    /// The id of the signed-in member.
    fn my_id(&self) -> Option<MemberId> {
        self.me.ready().map(|me| me.member.id.clone())
    }

    /// The names of things, once they are here: a workspace has at least the member who is signed in.
    pub(crate) fn names(&self) -> Option<&Rc<Directory>> {
        Some(&self.directory).filter(|directory| !directory.members.is_empty())
    }

    fn share(&mut self) -> &mut Shared {
        Rc::make_mut(&mut self.shared)
    }

    /// Applies one action.
    pub(crate) fn reduce(&mut self, action: Action) {
        match action {
            Action::Address(address) => self.address = address,
            Action::Locale(locale) => self.share().locale = locale,
            Action::Theme(choice, theme) => {
                self.share().choice = choice;
                self.theme = theme;
            }
            Action::Me(me) => {
                self.leaving &= me.ready().is_none();
                self.share().me = me;
            }
            Action::Directory(directory) => self.share().directory = directory,
            Action::InboxShown(shown) => self.inbox_shown = shown,
            Action::Filter(filter) => self.list.ask(filter),
            Action::ListLoading => self.list.phase = list::Phase::Loading,
            Action::ListFirst(page) => {
                let selected = self.open.as_ref().map(|open| &open.id);
                self.list.first(page, selected);
            }
            Action::Counts(unread, counts) => {
                self.unread = unread;
                self.counts = counts;
            }
            Action::Why(why, is_first) => self.list.why(why, is_first),
            Action::ListLoadingMore => self.list.phase = list::Phase::More,
            Action::ListMore(page) => self.list.more(page),
            Action::ListFailed(failure) => self.list.fail(failure),
            Action::Focus(id) => self.list.focus = Some(id),
            Action::Step(step) => self.list.step(step),
            Action::Select(id) => self.select(id),
            Action::Go(id) => {
                let number = self.go.as_ref().map_or(0, |(number, _)| *number);
                self.go = Some((number.wrapping_add(1), id));
                self.panel.drawer = false;
                self.list_over = false;
            }
            Action::Conversation(conversation) => self.conversation_came(conversation),
            Action::ConversationFailed(id, failure) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.data = Remote::Failed(failure);
                    self.panel.at(None);
                }
            }
            Action::Row(row) => self.row_changed(&row),
            Action::Settle(id) => {
                self.toasts.settled(&id);
                let open = self.conversation().filter(|open| open.summary.id == id);
                if let Some(row) = open.map(|open| Rc::new(open.summary.clone())) {
                    self.list.came(&row, self.my_id().as_ref(), false);
                }
            }
            Action::Earlier(id, page) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.prepend(page);
                }
            }
            Action::Frames(frames) => self.panel.set(frames),
            Action::FramesFailed(failure) => self.panel.trouble = Some(failure),
            Action::Tab(id) => self.panel.choose(id),
            Action::TabOrder(order) => self.panel.put_in_order(order),
            Action::Narrow(narrow) => self.panel.narrow = narrow,
            Action::Panel(open) => self.panel.open(open),
            Action::ListOver(over) => self.list_over = over,
            Action::FrameStatus(id, view) => self.panel.status(id, view),
            Action::FrameReload(id) => self.panel.reload(&id),
            Action::FrameShowLeft(id) => self.panel.show_left(id),
            Action::Busy(id, on) => self.panel.busy(&id, on),
            Action::Working(id, on) => self.panel.working(&id, on),
            Action::Badge(id, count) => self.panel.badge(&id, count),
            Action::Height(id, height) => self.panel.set_height(&id, height),
            Action::Inside(id) => {
                self.share().is_in_frame = id.is_some();
                self.panel.inside = id;
            }
            Action::DocumentGone(id) => {
                self.panel.document_gone(&id);
                self.toasts.forget(&id);
                self.dialogs.forget(&id);
            }
            Action::Toast(toast) => self.toasts.push(toast),
            Action::ToastGone(id) => self.toasts.remove(id),
            Action::Dialog(dialog) => self.dialogs.push(dialog),
            Action::DialogGone(id) => self.dialogs.remove(id),
            Action::Leaving => self.leaving = true,
            Action::Said(id, message) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.said(&message);
                }
            }
            Action::Resent(id, message) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.id == id) {
                    open.changed(&message);
                }
            }
            Action::Compose(act) => self.composer.act(act),
            Action::Edit(id, edit) => self.editing.act(id, edit),
            Action::Starting(starting) => self.starting = starting,
            Action::NewToken(token) => self.share().new_token = token,
            Action::Live(live) => self.share().live = live,
            Action::Changed(topic) => self.share().revisions.grow(topic),
            Action::Owed(part, owed) => self.owed.set(part, owed),
        }
    }
}
