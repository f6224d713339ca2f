//! A list that is paged, newest first, and followed: what changes is shown in its place, and what is new waits until it is
//! asked for, so that nothing moves under the reader.

use std::rc::Rc;

use encaixe_api::inbox::Page;
use encaixe_ui::api_client::Answer;
use encaixe_ui::hooks::{use_effect_with, use_resource, use_shell};
use encaixe_ui::i18n::Words;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// One line of such a list.
pub(crate) trait Entry: Clone + PartialEq + 'static {
    /// What tells it from the others.
    fn key(&self) -> &str;
}

/// What of a list is shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown<F, T> {
    /// The filter that it fits.
    pub(crate) filter: F,
    pub(crate) items: Vec<T>,
    /// Where what is older begins.
    pub(crate) next: Option<String>,
}

impl<F: Clone + PartialEq, T: Entry> Shown<F, T> {
    pub(crate) fn new(filter: &F, page: &Page<T>) -> Self {
        Self {
            filter: filter.clone(),
            items: page.items.clone(),
            next: page.next.clone(),
        }
    }

    /// How many entries of the newest page came after it; none where more came than a page has.
    pub(crate) fn fresh(&self, newest: &Page<T>) -> Option<usize> {
        let Some(first) = self.items.first() else {
            return Some(newest.items.len());
        };
        newest.items.iter().position(|one| one.key() == first.key())
    }

    /// It with what came after it.
    pub(crate) fn grown(&self, newest: &Page<T>) -> Self {
        let Some(fresh) = self.fresh(newest).filter(|_| !self.items.is_empty()) else {
            return Self::new(&self.filter, newest);
        };
        let mut items = newest.items.get(..fresh).unwrap_or_default().to_vec();
        items.extend(self.renewed(newest).items);
        Self {
            items,
            ..self.clone()
        }
    }

    /// It with its entries as they are in the newest page.
    fn renewed(&self, newest: &Page<T>) -> Self {
        let mut renewed = self.clone();
        for item in &mut renewed.items {
            if let Some(now) = newest.items.iter().find(|one| one.key() == item.key()) {
                now.clone_into(item);
            }
        }
        renewed
    }
}

/// How a list stands.
pub(crate) enum View<F, T> {
    /// Asked for.
    Loading,
    /// Not given.
    Failed(encaixe_ui::api_client::Failure, Callback<MouseEvent>),
    /// Here.
    Ready(Ready<F, T>),
}

/// A list that is here.
#[derive(Clone, PartialEq)]
pub(crate) struct Ready<F, T> {
    pub(crate) shown: Rc<Shown<F, T>>,
    /// How many came after it; none where they are more than a page.
    pub(crate) fresh: Option<usize>,
    /// Shows them.
    pub(crate) onfresh: Callback<MouseEvent>,
    /// Fetches what is older.
    pub(crate) onmore: Callback<MouseEvent>,
    /// It is being fetched.
    pub(crate) is_loading: bool,
}

impl<F, T> Ready<F, T> {
    /// What the button says that shows what is new; none where nothing is.
    pub(crate) fn fresh_word(&self, words: &Words, one: &str, many: &str) -> Option<String> {
        match self.fresh {
            Some(0) => None,
            Some(count) => Some(words.with(one, [("count", count.into())])),
            None => Some(words.t(many)),
        }
    }
}

/// Where `fetch` begins: with the newest, or before a place.
type Before = Option<String>;

/// A list that is followed.
pub(crate) struct List<F, T> {
    pub(crate) view: View<F, T>,
    /// Asks for what is new.
    pub(crate) again: Callback<()>,
    /// Shows what comes next at once: for what the reader does.
    pub(crate) take: Callback<()>,
}

/// Fetches a list that fits the filter and follows the topic. `problem` says that what is older did not come.
#[hook]
pub(crate) fn use_shown<F, T, Got>(
    filter: F,
    topic: Topic,
    problem: &'static str,
    fetch: fn(F, Before) -> Got,
) -> List<F, T>
where
    F: Clone + PartialEq + 'static,
    T: Entry,
    Got: Future<Output = Answer<Page<T>>> + 'static,
{
    let shell = use_shell();
    let list = use_resource(filter.clone(), topic, move |filter: &F| {
        let filter = filter.clone();
        async move {
            let page = fetch(filter.clone(), None).await?;
            Ok((filter, page))
        }
    });
    let shown = use_state_eq(|| None::<Rc<Shown<F, T>>>);
    let is_loading = use_state_eq(|| false);
    let takes_next = use_mut_ref(|| false);
    let take = {
        let (takes_next, again) = (Rc::clone(&takes_next), list.again.clone());
        Callback::from(move |()| {
            *takes_next.borrow_mut() = true;
            again.emit(());
        })
    };
    // What came for another filter is none for this one.
    let newest = list.value.ready().filter(|(of, _)| *of == filter);
    let kept = (*shown).clone().filter(|shown| shown.filter == filter);
    {
        let first = newest.map(|(filter, page)| Shown::new(filter, page));
        let (is_ready, shown, is_kept) = (newest.is_some(), shown.clone(), kept.is_some());
        use_effect_with((filter.clone(), is_ready, is_kept), move |_| {
            if let Some(first) = first.filter(|_| !is_kept) {
                shown.set(Some(Rc::new(first)));
            }
        });
    }
    {
        let grown = kept.as_ref().zip(newest);
        let grown = grown.filter(|(kept, (_, page))| kept.fresh(page) != Some(0));
        let grown = grown.map(|(kept, (_, page))| kept.grown(page));
        let shown = shown.clone();
        use_effect_with(Rc::clone(&list.value), move |_| {
            if let Some(grown) = grown.filter(|_| takes_next.take()) {
                shown.set(Some(Rc::new(grown)));
            }
        });
    }
    let view = match (&**list.value, kept, newest) {
        (Remote::Failed(failure), _, _) => View::Failed(failure.clone(), list.retry()),
        (_, Some(kept), Some((_, newest))) => {
            // Where nothing is shown, nothing moves.
            let kept = if kept.items.is_empty() {
                Rc::new(Shown::new(&filter, newest))
            } else {
                Rc::new(kept.renewed(newest))
            };
            let grown = Rc::new(kept.grown(newest));
            let fresh = kept.fresh(newest);
            let onfresh = {
                let shown = shown.clone();
                Callback::from(move |_: MouseEvent| shown.set(Some(Rc::clone(&grown))))
            };
            let onmore = {
                let (before, is_loading) = (Rc::clone(&kept), is_loading.clone());
                Callback::from(move |_: MouseEvent| {
                    let (before, is_loading) = (Rc::clone(&before), is_loading.clone());
                    let (shell, shown) = (shell.clone(), shown.clone());
                    is_loading.set(true);
                    spawn_local(async move {
                        match fetch(before.filter.clone(), before.next.clone()).await {
                            Ok(page) => {
                                let mut older = Shown::clone(&before);
                                older.items.extend(page.items);
                                older.next = page.next;
                                shown.set(Some(Rc::new(older)));
                            }
                            Err(failure) => shell.complain(problem, &failure),
                        }
                        is_loading.set(false);
                    });
                })
            };
            View::Ready(Ready {
                shown: kept,
                fresh,
                onfresh,
                onmore,
                is_loading: *is_loading,
            })
        }
        _ => View::Loading,
    };
    List {
        view,
        again: list.again,
        take,
    }
}
