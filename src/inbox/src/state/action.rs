//! What can happen to the page.

use std::rc::Rc;

use encaixe_api::access::Me;
use encaixe_api::id::{ConversationId, PluginId};
use encaixe_api::inbox::conversation::{Conversation, Filter, Summary};
use encaixe_api::inbox::found::Counts;
use encaixe_api::inbox::message::Message;
use encaixe_api::inbox::{Directory, Page};
use encaixe_api::plugin::Frame;
use encaixe_protocol::handshake::Theme;
use encaixe_ui::api_client::Failure;
use encaixe_ui::i18n::Locale;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Live;
use encaixe_ui::theme::Choice;

use super::dialogs::Dialog;
use super::list::{Step, Why};
use super::owed::Part;
use super::panel::View;
use super::toasts::Toast;
use super::{Address, composer, editing};

/// What can happen to the page.
#[derive(Debug)]
pub(crate) enum Action {
    /// The page's address changed.
    Address(Address),
    /// The agent chose a language.
    Locale(Locale),
    /// A token was made, or may be good no longer.
    NewToken(Option<Rc<str>>),
    /// The agent chose colours, or the system's changed.
    Theme(Choice, Theme),
    /// The server said who is signed in, or why not.
    Me(Remote<Rc<Me>>),
    /// The names of things came.
    Directory(Rc<Directory>),
    /// The address is one of the inbox, or of another page.
    InboxShown(bool),
    /// The list is asked for something else.
    Filter(Rc<Filter>),
    /// The first page of the list is asked for, and nothing is there yet.
    ListLoading,
    /// The first page of the list came.
    ListFirst(Page<Summary>),
    /// So many open conversations have messages that nobody here has seen, and so many there are.
    Counts(u32, Counts),
    /// What the search says of the rows that come with it: of a first page, or of a further one.
    Why(Why, bool),
    /// A further page is asked for.
    ListLoadingMore,
    /// A further page came.
    ListMore(Page<Summary>),
    /// A page of the list did not come.
    ListFailed(Failure),
    /// The keyboard stands on this row.
    Focus(ConversationId),
    /// The agent moves the keyboard in the list.
    Step(Step),
    /// The agent selected a conversation, or none.
    Select(Option<ConversationId>),
    /// A plugin or the page itself opened a conversation, or closed the last one: the address has to follow.
    Go(Option<ConversationId>),
    /// A conversation came.
    Conversation(Rc<Conversation>),
    /// The selected conversation did not come.
    ConversationFailed(ConversationId, Failure),
    /// A conversation's row changed.
    Row(Rc<Summary>),
    /// The agent changed the open conversation so that the list may have to show it no longer, or again.
    Settle(ConversationId),
    /// Messages before the first one shown came.
    Earlier(ConversationId, Page<Message>),
    /// The enabled plugins came.
    Frames(Vec<Rc<Frame>>),
    /// The enabled plugins did not come.
    FramesFailed(Failure),
    /// The agent chose a plugin's tab.
    Tab(PluginId),
    /// The agent put the tabs in this order.
    TabOrder(Vec<PluginId>),
    /// The window became too narrow for more than one pane, or wide enough.
    Narrow(bool),
    /// The panel is shown or put away.
    Panel(bool),
    /// The whole list lies over the conversation where there is room for a narrow one only, or no longer.
    ListOver(bool),
    /// A frame's state changed.
    FrameStatus(PluginId, View),
    /// A new element for that plugin.
    FrameReload(PluginId),
    /// The agent wants to see what is in the frame of a plugin that left.
    FrameShowLeft(PluginId),
    /// A plugin says whether it is busy.
    Busy(PluginId, bool),
    /// A plugin's listeners work for a while on what was opened, or no longer.
    Working(PluginId, bool),
    /// A plugin shows a number on its tab; 0 is none.
    Badge(PluginId, u32),
    /// A plugin's frame has that height in CSS pixels; none is the panel's.
    Height(PluginId, Option<f64>),
    /// The agent is in that plugin's frame with the keyboard, or in none.
    Inside(Option<PluginId>),
    /// A document of that plugin ended: what it asked for goes with it.
    DocumentGone(PluginId),
    /// A notice.
    Toast(Toast),
    /// A notice's time is over, or the agent dismissed it.
    ToastGone(u32),
    /// A plugin asks something.
    Dialog(Dialog),
    /// A question was answered or given up.
    DialogGone(u32),
    /// The agent is about to leave the inbox: its frames close.
    Leaving,
    /// The agent sent a message.
    Said(ConversationId, Rc<Message>),
    /// A message was sent again: it stands as it does now.
    Resent(ConversationId, Rc<Message>),
    /// Something happened to the composer.
    Compose(composer::ComposerAction),
    /// Something happened to what is changed of a contact's data.
    Edit(ConversationId, editing::EditAction),
    /// The agent is about to begin a conversation, or not any more.
    Starting(bool),
    /// The live stream's state.
    Live(Live),
    /// Something was changed that pages fetch for themselves.
    Changed(Topic),
    /// A part of the page that was asked for did not come, or came.
    Owed(Part, bool),
}
