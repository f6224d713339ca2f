//! What the form of an integration is: what was typed, what is wrong with it, and whether it is on its way. Every change begins at what
//! stands there then, also that of a file which was read for a while.

use std::rc::Rc;

use yew::prelude::*;

use super::draft::Draft;
use super::mistakes::Mistakes;

/// A change of what was typed, and of the mistakes that are mended by it.
pub(super) type Change = Box<dyn FnOnce(&mut Draft, &mut Mistakes)>;

/// What happens to the form.
pub(super) enum Act {
    /// Somebody typed or chose.
    Change(Change),
    /// The integration is another than before: what it was, and what it is.
    Follow(Box<(Draft, Draft)>),
    /// What most do without is unfolded, or folded away.
    Unfold(bool),
    /// It is sent.
    Send,
    /// The server refused it.
    Refused(Mistakes),
}

/// The form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) draft: Draft,
    pub(super) mistakes: Mistakes,
    pub(super) is_sending: bool,
    /// What most do without is unfolded.
    pub(super) has_more: bool,
}

impl Sheet {
    pub(super) fn of(draft: Draft) -> Self {
        Self {
            has_more: draft.has_more(),
            draft,
            mistakes: Mistakes::default(),
            is_sending: false,
        }
    }
}

impl Reducible for Sheet {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let mut next = Self::clone(&self);
        match act {
            Act::Change(change) => change(&mut next.draft, &mut next.mistakes),
            Act::Follow(both) => {
                let (before, now) = *both;
                next.draft = next.draft.following(&before, &now);
            }
            Act::Unfold(has_more) => next.has_more = has_more,
            Act::Send => {
                next.is_sending = true;
                next.mistakes = Mistakes::default();
            }
            Act::Refused(mistakes) => {
                next.is_sending = false;
                next.has_more |= mistakes.has_more();
                next.mistakes = mistakes;
            }
        }
        Rc::new(next)
    }
}

/// What is to be done with what was typed at a place.
pub(super) fn typed<T: 'static>(
    onchange: &Callback<Change>,
    place: impl Into<String>,
    set: impl FnOnce(&mut Draft, T) + Clone + 'static,
) -> Callback<T> {
    let place = place.into();
    onchange.reform(move |value: T| -> Change {
        let (place, set) = (place.clone(), set.clone());
        Box::new(move |draft: &mut Draft, left: &mut Mistakes| {
            set(draft, value);
            left.mend(&place);
        })
    })
}
