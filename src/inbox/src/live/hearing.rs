//! What is heard: by the tab that reads the stream, of the server; by the others, of that tab.

use std::rc::Rc;

use encaixe_api::live::Change;
use encaixe_ui::shell::Live;
use encaixe_ui::time;

use super::Inner;
use super::pulse::Patience;
use super::relay::Word;
use super::source::StreamEvent;
use crate::flow::{conversations, session};

impl Inner {
    /// The server said something, or the stream broke.
    pub(super) fn heard(self: &Rc<Self>, heard: StreamEvent) {
        match heard {
            StreamEvent::Opened => {
                self.pulse.borrow_mut().heard(time::now());
                self.show(Live::On);
                if self.missed.replace(false) {
                    self.take(Change::Reset);
                    self.relay(&Word::Change(Change::Reset, None));
                }
            }
            StreamEvent::Broke => self.show(Live::Reconnecting),
            StreamEvent::GaveUp => {
                self.show(Live::Reconnecting);
                // The usual cause is that the session ended, which the other tabs do not hear of.
                session::check(&self.store);
                if let Some(me) = self.store.state().me.ready() {
                    let member = me.member.id.clone();
                    self.relay(&Word::Change(Change::Sessions { member }, None));
                }
                self.missed.set(self.last.borrow().is_none());
            }
            StreamEvent::Beat(every_ms, id) => {
                self.pulse.borrow_mut().heard(time::now());
                self.pulse.borrow_mut().beats_every(every_ms);
                if id.is_some() {
                    *self.last.borrow_mut() = id;
                }
                self.tell_doing(true);
            }
            StreamEvent::Change(change, id) => {
                self.pulse.borrow_mut().heard(time::now());
                if id.is_some() {
                    self.last.borrow_mut().clone_from(&id);
                }
                self.relay(&Word::Change(change.clone(), id));
                self.take(change);
            }
        }
    }

    /// Another tab said something.
    pub(super) fn relayed(self: &Rc<Self>, word: Word) {
        match word {
            Word::Ask if self.leads() => {
                self.look(Patience::Short);
                self.tell_doing(self.store.state().live == Live::On);
            }
            Word::Ask => {}
            // Where there are no locks, every tab reads the stream.
            Word::Doing { .. } | Word::Change(..) if self.leads() => {}
            Word::Doing {
                open,
                hidden,
                every_ms,
                last,
            } => {
                self.follower_heard();
                self.pulse.borrow_mut().beats_every(every_ms);
                self.display(if open { Live::On } else { Live::Reconnecting });
                self.compare(last);
                if !open && hidden && !conversations::is_hidden() {
                    // One that is looked at has the network for itself.
                    self.take_over();
                }
            }
            Word::Change(change, id) => {
                self.follower_heard();
                if id.is_some() {
                    *self.last.borrow_mut() = id;
                }
                self.take(change);
            }
        }
    }

    fn follower_heard(&self) {
        self.doubt.take();
        self.pulse.borrow_mut().heard(time::now());
    }

    /// Fetches everything when the tab that reads the stream knows of an event that did not get here.
    fn compare(self: &Rc<Self>, theirs: Option<String>) {
        if theirs.is_none() {
            return;
        }
        let mine = self.last.replace(theirs.clone());
        if mine.is_some() && mine != theirs {
            self.take(Change::Reset);
        }
    }
}
