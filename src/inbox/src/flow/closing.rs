//! Closing a conversation: what the workspace wants to know of its attendance then is asked first.

use std::collections::BTreeMap;
use std::rc::Rc;

use encaixe_api::id::ConversationId;
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::attendance::{Choice, ClosingRule};
use encaixe_api::inbox::conversation::{ConversationPatch, Status};
use encaixe_protocol::command::send_form::{self, Answer, Item, ItemKind, Kind, Params, Value};
use encaixe_ui::i18n::Words;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use super::changes;
use crate::form::text_of;
use crate::state::Action;
use crate::state::dialogs::{Dialog, Question};
use crate::state::slot::Slot;
use crate::store::Store;

/// The names of the questions.
const CATEGORY: &str = "categories";
const REPORT: &str = "report";
/// Stands between a category and its item.
const ITEM: char = '/';

/// The answers by the questions' names.
type Answers = BTreeMap<String, Option<Answer>>;

/// Closes a conversation for the agent, once what has to be known is.
pub(crate) fn close(store: &Store, id: &ConversationId) {
    let is_asked = ask(store, id, &Answers::new(), None);
    if !is_asked {
        send(store, id, Answers::new());
    }
}

/// Asks what the workspace wants to know, with what was answered before and the key of what was wrong with it; says whether that is
/// anything.
fn ask(store: &Store, id: &ConversationId, before: &Answers, wrong: Option<&str>) -> bool {
    let state = store.state();
    let words = Words::of(state.locale);
    let items = questions(&words, &state.directory, before);
    if items.is_empty() {
        return false;
    }
    let params = Params {
        kind: Kind::Modal,
        title: words.t("key-close"),
        description: wrong.map(|key| words.t(key)),
        items,
        ok_text: Some(words.t("conversation-close")),
        cancel_text: None,
    };
    let answer = Slot::new();
    store.dispatch(Action::Dialog(Dialog {
        id: encaixe_ui::numbers::next(),
        source: None,
        question: Question::Form(Rc::new(params), answer.clone()),
    }));
    let (store, id) = (store.clone(), id.clone());
    spawn_local(async move {
        if let Some(reply) = answer.wait().await {
            // The form gives the focus back when it is gone; what follows takes it after that.
            TimeoutFuture::new(0).await;
            if is_mixed(&reply.answers) {
                ask(&store, &id, &reply.answers, Some("attendance-mixed"));
            } else {
                send(&store, &id, reply.answers);
            }
        }
    });
    true
}

/// Closes it. After a refusal what was answered is asked again as it stands.
fn send(store: &Store, id: &ConversationId, answers: Answers) {
    let report = match answers.get(REPORT) {
        Some(Some(Answer::One(value))) => {
            Some(text_of(value)).filter(|text| !text.trim().is_empty())
        }
        _ => None,
    };
    let chosen = match answers.get(CATEGORY) {
        Some(Some(Answer::One(value))) => vec![text_of(value)],
        Some(Some(Answer::Many(values))) => values.iter().map(text_of).collect(),
        _ => Vec::new(),
    };
    let categories = chosen.iter().map(|chosen| match chosen.split_once(ITEM) {
        Some((category, item)) => Choice {
            category: category.into(),
            item: Some(item.into()),
        },
        None => Choice {
            category: chosen.as_str().into(),
            item: None,
        },
    });
    let patch = ConversationPatch {
        status: Some(Status::Closed),
        report,
        categories: categories.collect(),
        ..ConversationPatch::default()
    };
    let again = id.clone();
    changes::close(store, id, patch, move |store| {
        ask(store, &again, &answers, None);
    });
}

/// Whether a category without items was chosen beside others.
fn is_mixed(answers: &Answers) -> bool {
    match answers.get(CATEGORY) {
        Some(Some(Answer::Many(values))) => {
            values.len() > 1 && !values.iter().all(|value| text_of(value).contains(ITEM))
        }
        _ => false,
    }
}

fn questions(words: &Words, directory: &Directory, before: &Answers) -> Vec<Item> {
    let item = |rule: ClosingRule, kind, name: &str, label: &str, options| Item {
        kind,
        name: name.to_owned(),
        label: Some(words.t(label)),
        description: None,
        required: Some(rule == ClosingRule::Must),
        options,
        value: before.get(name).cloned().flatten(),
    };
    let workspace = &directory.workspace;
    let mut all = Vec::new();
    let (options, kind) = choices(directory);
    if workspace.closing_category != ClosingRule::Off && !options.is_empty() {
        let rule = workspace.closing_category;
        all.push(item(
            rule,
            kind,
            CATEGORY,
            "attendance-category",
            Some(options),
        ));
    }
    if workspace.closing_report != ClosingRule::Off {
        let rule = workspace.closing_report;
        all.push(item(
            rule,
            ItemKind::Text,
            REPORT,
            "attendance-report",
            None,
        ));
    }
    all
}

/// What can be chosen: categories without items one at a time, items as many as fit.
fn choices(directory: &Directory) -> (Vec<send_form::Choice>, ItemKind) {
    let mut all = Vec::new();
    let mut kind = ItemKind::Select;
    let mut add = |value: String, label: String| {
        all.push(send_form::Choice {
            value: Value::Text(value),
            label: Some(label),
        });
    };
    for category in directory.categories.iter().filter(|it| it.is_active) {
        let mut items = category.items.iter().filter(|it| it.is_active).peekable();
        if items.peek().is_none() {
            add(category.id.to_string(), category.name.clone());
        }
        for item in items {
            kind = ItemKind::MultiSelect;
            add(
                format!("{}{ITEM}{}", category.id, item.id),
                format!("{}: {}", category.name, item.name),
            );
        }
    }
    (all, kind)
}
