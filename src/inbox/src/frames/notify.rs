//! Sends the frames events of the open conversation and of the page, by comparing the state with what was last sent.

use std::rc::Rc;

use encaixe_api::access::Me;
use encaixe_api::id::{ChannelId, PluginId};
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::Conversation as Whole;
use encaixe_api::plugin::Frame;
use encaixe_host::encode;
use encaixe_protocol::event::conversation::Data;
use encaixe_protocol::event::conversation_updated::{Change, Data as Updated};
use encaixe_protocol::event::{Name, locale, theme};
use encaixe_protocol::handshake::Theme;
use encaixe_protocol::scope::Scopes;
use encaixe_protocol::scope::parts::Granted as _;
use encaixe_ui::i18n::Locale;
use encaixe_ui::remote::Remote;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::Inner;
use super::arrived::{Seen, told_of};
use super::mounted::Mounted;
use super::working::Working;
use crate::plugin_data;
use crate::state::State;

/// What the frames were last sent.
#[derive(Debug)]
pub(super) struct LastSent {
    theme: Theme,
    locale: Locale,
    open: LastOpen,
}

/// What they were last sent of the open conversation.
#[derive(Debug, Default)]
enum LastOpen {
    /// `no_conversation`, or nothing yet.
    #[default]
    Nothing,
    /// A conversation of that channel, which is no longer open, while the next one loads. Frames verified meanwhile were sent none.
    Moving(ChannelId),
    /// This conversation.
    Known(Box<Known>),
}

/// A conversation as it was last sent.
#[derive(Debug)]
struct Known {
    parts: Parts,
    data: Data,
    seen: Seen,
}

/// The sources of the data object.
#[derive(Debug, Clone)]
struct Parts {
    whole: Rc<Whole>,
    directory: Rc<Directory>,
    me: Rc<Me>,
}

impl Parts {
    fn of(state: &State) -> Option<Self> {
        Some(Self {
            whole: Rc::clone(state.conversation()?),
            directory: Rc::clone(state.names()?),
            me: Rc::clone(state.me.ready()?),
        })
    }

    fn data(&self) -> Data {
        plugin_data::data(&self.whole, &self.directory, &self.me, false)
    }

    /// Whether both share the same allocations, so that nothing can differ.
    fn are(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.whole, &other.whole)
            && Rc::ptr_eq(&self.directory, &other.directory)
            && Rc::ptr_eq(&self.me, &other.me)
    }
}

impl LastOpen {
    /// The channel of the conversation.
    fn channel(&self) -> Option<&ChannelId> {
        match self {
            Self::Nothing => None,
            Self::Moving(channel) => Some(channel),
            Self::Known(known) => Some(&known.parts.whole.summary.channel),
        }
    }
}

impl LastSent {
    /// The state at the start: frames get the rest from their welcome.
    pub(super) fn at_start(state: &State) -> Self {
        Self {
            theme: state.theme,
            locale: state.locale,
            open: LastOpen::Nothing,
        }
    }
}

impl Inner {
    /// Sends what changed since the last time.
    pub(super) fn notify(&self, state: &State) {
        let mut last = self.last_sent.borrow_mut();
        if last.theme != state.theme {
            last.theme = state.theme;
            let theme = state.theme;
            self.send(Name::Theme, &theme::Data { theme });
        }
        if last.locale != state.locale {
            last.locale = state.locale;
            let locale = state.locale.tag().to_owned();
            self.send(Name::Locale, &locale::Data { locale });
        }
        let before = std::mem::take(&mut last.open);
        last.open = self.notify_open(state, before);
    }

    fn notify_open(&self, state: &State, before: LastOpen) -> LastOpen {
        let open = state.open.as_ref().map(|open| (&open.id, &open.data));
        match (open, before) {
            (None | Some((_, Remote::Failed(_))), before) => {
                self.leave(&before, None);
                LastOpen::Nothing
            }
            (Some((id, Remote::Loading)), LastOpen::Known(known))
                if known.data.conversation.id != *id =>
            {
                LastOpen::Moving(known.parts.whole.summary.channel.clone())
            }
            (Some((_, Remote::Loading)), before) => before,
            (Some((_, Remote::Ready(_))), before) => match Parts::of(state) {
                Some(parts) => self.notify_whole(parts, before),
                None => before,
            },
        }
    }

    fn notify_whole(&self, parts: Parts, before: LastOpen) -> LastOpen {
        match before {
            LastOpen::Known(known) if known.parts.are(&parts) => LastOpen::Known(known),
            LastOpen::Known(known) if known.parts.whole.summary.id == parts.whole.summary.id => {
                self.notify_more(parts, *known)
            }
            LastOpen::Nothing | LastOpen::Moving(_) | LastOpen::Known(_) => {
                let data = parts.data();
                let channel = &parts.whole.summary.channel;
                self.leave(&before, Some(channel));
                self.open(
                    Name::Conversation,
                    |frame| frame.is_for(channel),
                    |plugin| {
                        let dev = plugin.dev;
                        let told = Data {
                            dev,
                            ..data.clone()
                        };
                        Some(encoded(&told.granted(plugin.scopes.named())))
                    },
                );
                LastOpen::Known(Box::new(Known {
                    data,
                    seen: Seen::at_opening(&parts.whole.messages),
                    parts,
                }))
            }
        }
    }

    /// The same conversation in another state.
    fn notify_more(&self, parts: Parts, mut known: Known) -> LastOpen {
        let data = parts.data();
        let channel = parts.whole.summary.channel.clone();
        let is_changed = !Change::between(&known.data, &data).is_empty();
        if is_changed {
            self.each_in(&channel, Name::ConversationUpdated, |plugin| {
                let before = known.data.clone().granted(plugin.scopes.named());
                let after = data.clone().granted(plugin.scopes.named());
                let changed = Change::between(&before, &after);
                // What changed may be what this plugin does not see.
                (!changed.is_empty()).then(|| {
                    encoded(&Updated {
                        changed,
                        conversation: after.conversation,
                        contact: after.contact,
                        session: after.session,
                    })
                })
            });
        }
        for arrived in known.seen.arrived(&parts.whole.messages) {
            let told = told_of(arrived, &data.conversation, &parts.me);
            self.each_in(&channel, Name::Message, |plugin| {
                let need = Name::Message.scope();
                let is_told = need.is_none_or(|need| plugin.scopes.named().has(need));
                is_told.then(|| encoded(&told.clone().granted(plugin.scopes.named())))
            });
        }
        LastOpen::Known(Box::new(Known {
            parts,
            data,
            seen: known.seen,
        }))
    }

    /// Tells the plugins of a conversation that is left that none is open, but for those that the next one's channel has too.
    fn leave(&self, before: &LastOpen, next: Option<&ChannelId>) {
        if let Some(left) = before.channel() {
            self.open(
                Name::NoConversation,
                |frame| frame.is_for(left) && !next.is_some_and(|next| frame.is_for(next)),
                |_| Some(JsValue::NULL),
            );
        }
    }

    /// Sends some of the frames what was opened, and shows which plugins take a while with it.
    fn open(
        &self,
        event: Name,
        to: impl Fn(&Frame) -> bool,
        data: impl Fn(&Frame) -> Option<JsValue>,
    ) {
        self.told(&to, &data, |id, mounted, data| {
            if let Some(frame) = &mounted.frame {
                let working = Working::begin(&self.store, id);
                frame.send_awaited(event, data, move || working.end());
            }
        });
    }

    /// Sends each plugin that a channel has what it may know.
    fn each_in(&self, channel: &ChannelId, event: Name, data: impl Fn(&Frame) -> Option<JsValue>) {
        let to = |frame: &Frame| frame.is_for(channel);
        self.told(&to, &data, |_, mounted, data| mounted.send(event, data));
    }

    /// Makes the data once for all plugins that are told the same, and passes it on.
    fn told(
        &self,
        to: &dyn Fn(&Frame) -> bool,
        data: &dyn Fn(&Frame) -> Option<JsValue>,
        send: impl Fn(&PluginId, &Mounted, &JsValue),
    ) {
        let mut made: Vec<((bool, Scopes), Option<JsValue>)> = Vec::new();
        for (id, mounted) in &*self.mounted.borrow() {
            let plugin = &mounted.config.0;
            if !to(plugin) {
                continue;
            }
            let kind = (plugin.dev, plugin.scopes.named());
            let at = made.iter().position(|(known, _)| *known == kind);
            let at = at.unwrap_or_else(|| {
                made.push((kind, data(plugin)));
                made.len() - 1
            });
            if let Some((_, Some(data))) = made.get(at) {
                send(id, mounted, data);
                if !data.is_null() {
                    mounted.reporter.used(Scopes::DATA);
                }
            }
        }
    }

    fn send(&self, event: Name, data: &impl Serialize) {
        let data = encoded(data);
        for mounted in self.mounted.borrow().values() {
            mounted.send(event, &data);
        }
    }
}

/// Data of ours can always be encoded.
fn encoded(data: &impl Serialize) -> JsValue {
    encode(data).unwrap_or(JsValue::NULL)
}

impl Mounted {
    /// Sends an event to the page in the frame, if it is verified.
    pub(super) fn send(&self, event: Name, data: &JsValue) {
        if let Some(frame) = &self.frame {
            frame.send(event, data);
        }
    }
}
