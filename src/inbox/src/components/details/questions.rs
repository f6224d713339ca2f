//! What can be changed of a contact and an attendance, as the questions of a form: the empty ones too.

use std::collections::BTreeMap;
use std::rc::Rc;

use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::inbox::custom_field::CustomField;
use encaixe_protocol::command::send_form::{Answer, Choice, Item, ItemKind, Value};
use encaixe_protocol::event::conversation::Scalar;

use crate::form::entry::Entry;
use crate::form::{choice_label, options};
use crate::state::editing::{Entity, Key};

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    /// Which field it is about.
    pub(super) key: Key,
    /// The question as forms ask it, with the value that is stored now.
    pub(super) item: Rc<Item>,
    /// The kind of keyboard of a text that has one line only.
    pub(super) line: Option<&'static str>,
    /// Several texts are written in one, with commas between them.
    pub(super) is_list: bool,
}

/// What the page calls the fields that every contact has.
pub(super) struct Labels {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) phone: String,
    /// Help for a field that takes several texts.
    pub(super) list: String,
}

/// The questions about the open conversation's contact and attendance, in their order.
pub(super) fn questions(
    directory: &Directory,
    conversation: &Conversation,
    labels: &Labels,
) -> Vec<Question> {
    let person = &conversation.person;
    let phone = person.phone_display.as_ref().or(person.phone.as_ref());
    let mut questions = vec![
        own("name", &labels.name, Some(&person.name), "text"),
        own("email", &labels.email, person.email.as_ref(), "email"),
        own("phone", &labels.phone, phone, "tel"),
    ];
    let entities = [
        (Entity::Contact, &person.fields),
        (Entity::Session, &conversation.session_fields),
    ];
    for (entity, values) in entities {
        let fields = directory.custom_fields.iter();
        questions.extend(
            fields
                .filter(|field| field.is_active && field.entity == entity.as_str())
                .map(|field| custom(entity, field, values, labels)),
        );
    }
    questions
}

fn own(path: &str, label: &str, value: Option<&String>, line: &'static str) -> Question {
    let value = value.map(|value| Answer::One(Value::Text(value.clone())));
    Question {
        key: (Entity::Contact, path.to_owned()),
        item: Rc::new(Item {
            kind: ItemKind::Text,
            name: path.to_owned(),
            label: Some(label.to_owned()),
            description: None,
            required: (path == "name").then_some(true),
            options: None,
            value,
        }),
        line: Some(line),
        is_list: false,
    }
}

fn custom(
    entity: Entity,
    field: &CustomField,
    values: &BTreeMap<String, Scalar>,
    labels: &Labels,
) -> Question {
    let has_options = !field.options.is_empty();
    let kind = match field.kind.as_str() {
        "number" => ItemKind::Number,
        "decimal" => ItemKind::Decimal,
        "date" => ItemKind::Date,
        "select" if has_options => ItemKind::Select,
        "multi-select" if has_options => ItemKind::MultiSelect,
        _ => ItemKind::Text,
    };
    let is_list = field.kind == "multi-select" && !has_options;
    let value = values.get(&field.placeholder);
    let choice = |value: &str, label: &str| Choice {
        value: Value::Text(value.to_owned()),
        label: Some(label.to_owned()),
    };
    let mut options: Vec<Choice> = field
        .options
        .iter()
        .map(|option| choice(&option.value, &option.label))
        .collect();
    if has_options {
        // What is stored is shown also when it is no option any more.
        let known = |text: &String| field.options.iter().any(|option| option.value == *text);
        options.extend(
            texts(value)
                .filter(|text| !known(text))
                .map(|text| choice(text, text)),
        );
    }
    let description = field
        .description
        .clone()
        .filter(|text| !text.trim().is_empty());
    Question {
        key: (entity, format!("fields.{}", field.placeholder)),
        item: Rc::new(Item {
            kind,
            name: field.placeholder.clone(),
            label: Some(field.name.clone()),
            description: description.or_else(|| is_list.then(|| labels.list.clone())),
            required: None,
            options: has_options.then_some(options),
            value: value.map(|value| answer(kind, value)),
        }),
        line: None,
        is_list,
    }
}

fn texts(value: Option<&Scalar>) -> impl Iterator<Item = &String> {
    let texts = match value {
        Some(Scalar::List(list)) => list.as_slice(),
        Some(Scalar::Text(text)) => std::slice::from_ref(text),
        Some(Scalar::Number(_)) | None => &[],
    };
    texts.iter()
}

fn answer(kind: ItemKind, value: &Scalar) -> Answer {
    match value {
        Scalar::Number(number) => Answer::One(Value::Number(*number)),
        Scalar::Text(text) if kind == ItemKind::MultiSelect => {
            Answer::Many(vec![Value::Text(text.clone())])
        }
        Scalar::Text(text) => Answer::One(Value::Text(text.clone())),
        Scalar::List(list) if kind == ItemKind::MultiSelect => {
            Answer::Many(list.iter().cloned().map(Value::Text).collect())
        }
        Scalar::List(list) => Answer::One(Value::Text(list.join(", "))),
    }
}

impl Question {
    /// An entry as a line of text.
    pub(super) fn reads(&self, entry: &Entry) -> String {
        let options = options(&self.item);
        let label = |at: &usize| options.get(*at).map(choice_label);
        match entry {
            Entry::Text(text) => text.clone(),
            Entry::One(place) => place.as_ref().and_then(label).unwrap_or_default(),
            Entry::Many(places) => {
                let labels: Vec<String> = places.iter().filter_map(label).collect();
                labels.join(", ")
            }
            Entry::HalfDate => String::new(),
        }
    }

    /// What the server is to store for an answer; none empties the field.
    pub(super) fn stored(&self, answer: Option<Answer>) -> Option<Scalar> {
        let text = |value: Value| match value {
            Value::Text(text) => text,
            Value::Number(number) => number.to_string(),
        };
        let stored = match answer? {
            Answer::One(Value::Text(written)) if self.is_list => {
                let texts = written.split(',').map(str::trim);
                let texts = texts.filter(|text| !text.is_empty());
                Scalar::List(texts.map(ToOwned::to_owned).collect())
            }
            Answer::One(Value::Number(number)) => Scalar::Number(number),
            Answer::One(Value::Text(text)) => Scalar::Text(text),
            Answer::Many(values) => Scalar::List(values.into_iter().map(text).collect()),
        };
        let is_empty = match &stored {
            Scalar::Text(text) => text.trim().is_empty(),
            Scalar::List(list) => list.is_empty(),
            Scalar::Number(_) => false,
        };
        (!is_empty).then_some(stored)
    }
}

#[cfg(test)]
mod tests;
