//! Closing a conversation: what the workspace wants to know of its attendance then is asked first.

use std::collections::BTreeMap;
use std::rc::Rc;

use encaixe_api::access::Workspace;
use encaixe_api::id::ConversationId;
use encaixe_api::inbox::attendance::{Choice, ClosingRule};
use encaixe_api::inbox::conversation::{ConversationPatch, Status};
use encaixe_protocol::command::send_form::{self, Answer, Item, ItemKind, Kind, Params, Value};
use encaixe_ui::i18n::Words;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use super::{changes, complain};
use crate::api_client;
use crate::form::text_of;
use crate::found::Found;
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

/// Closes a conversation for the agent, once what the workspace wants to know is answered.
pub(crate) fn close(store: &Store, id: &ConversationId) {
    let workspace = &store.state().directory.workspace;
    let rules = [workspace.closing_category, workspace.closing_report];
    if rules == [ClosingRule::Off; 2] {
        send(store, id, Answers::new());
    } else {
        spawn_local(ask(store.clone(), id.clone(), Answers::new()));
    }
}

/// Asks what the workspace wants to know, with what was answered before, and closes the conversation with the answers.
async fn ask(store: Store, id: ConversationId, mut answers: Answers) {
    let categories = match api_client::categories().await {
        Ok(categories) => categories,
        Err(failure) => return complain(&store, "problem-change", &failure),
    };
    let mut wrong = None;
    loop {
        let state = store.state();
        let words = Words::of(state.locale);
        let items = questions(&words, &state.directory.workspace, &categories, &answers);
        if items.is_empty() {
            break;
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
        let Some(reply) = answer.wait().await else {
            return;
        };
        answers = reply.answers;
        // The form gives the focus back when it is gone; what follows takes it after that.
        TimeoutFuture::new(0).await;
        if !is_mixed(&answers) {
            break;
        }
        wrong = Some("attendance-mixed");
    }
    send(&store, &id, answers);
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
    let otherwise = move |store: &Store| {
        if !answers.is_empty() {
            spawn_local(ask(store.clone(), again, answers));
        }
    };
    changes::close(store, id, patch, Box::new(otherwise));
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

fn questions(
    words: &Words,
    workspace: &Workspace,
    categories: &Found,
    before: &Answers,
) -> Vec<Item> {
    let mut all = Vec::new();
    let mut add = |rule: ClosingRule, kind, name: &str, label: &str, options: Option<Vec<_>>| {
        let is_choosable = options.as_ref().is_none_or(|options| !options.is_empty());
        if rule != ClosingRule::Off && is_choosable {
            all.push(Item {
                kind,
                name: name.to_owned(),
                label: Some(words.t(label)),
                description: None,
                required: Some(rule == ClosingRule::Must),
                options,
                value: before.get(name).cloned().flatten(),
            });
        }
    };
    let (options, kind) = choices(categories);
    let rule = workspace.closing_category;
    add(rule, kind, CATEGORY, "attendance-category", Some(options));
    let rule = workspace.closing_report;
    add(rule, ItemKind::Text, REPORT, "attendance-report", None);
    all
}

/// What can be chosen: categories without items one at a time, items as many as fit.
fn choices(categories: &Found) -> (Vec<send_form::Choice>, ItemKind) {
    let mut all = Vec::new();
    let mut kind = ItemKind::Select;
    let mut add = |value: String, label: String| {
        all.push(send_form::Choice {
            value: Value::Text(value),
            label: Some(label),
        });
    };
    let active = |list: &Found| {
        let mut list = list.items();
        list.retain(|it| it.is("isActive"));
        list
    };
    for category in active(categories) {
        let (id, name) = (category.text("id"), category.text("name"));
        let items = active(&category.at("items"));
        for item in &items {
            kind = ItemKind::MultiSelect;
            let (item, its_name) = (item.text("id"), item.text("name"));
            add(format!("{id}{ITEM}{item}"), format!("{name}: {its_name}"));
        }
        if items.is_empty() {
            add(id, name);
        }
    }
    (all, kind)
}
