//! Asks the agent to fill in a form. Answers with null when they cancel it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Command, Name};

/// The command.
#[derive(Debug)]
pub struct SendForm;

impl Command for SendForm {
    const NAME: Name = Name::SendForm;
    type Params = Params;
    /// Null when the agent cancelled.
    type Reply = Option<Reply>;
}

/// The form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    /// Where it shows.
    #[serde(rename = "type", default)]
    pub kind: Kind,
    /// Its heading, 1 to [`TEXT_CHARS`] characters.
    pub title: String,
    /// What is asked and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The questions, 1 to [`ITEMS`], in the order in which they show.
    pub items: Vec<Item>,
    /// The word on the button that sends it; the host's own word when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ok_text: Option<String>,
    /// The word on the button that cancels; the host's own word when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_text: Option<String>,
}

/// The most questions of a form.
pub const ITEMS: usize = 50;

/// The most options of a question.
pub const OPTIONS: usize = 500;

/// The longest name of a question, in characters.
pub const NAME_CHARS: usize = 100;

/// The longest title, description, label or button text, in characters.
pub const TEXT_CHARS: usize = 2_000;

/// The longest text that an agent may answer with, in characters.
pub const ANSWER_CHARS: usize = 10_000;

/// Where a form shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// In the middle of the page.
    #[default]
    Modal,
    /// At the page's edge, over its whole height.
    Drawer,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// What is asked for.
    #[serde(rename = "type")]
    pub kind: ItemKind,
    /// The key of its answer, 1 to [`NAME_CHARS`] characters, once in a form.
    pub name: String,
    /// What the agent reads; the name when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Help under the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it must be answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// What can be chosen, for `select` and `multi-select`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<Choice>>,
    /// What stands there when the form opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Answer>,
}

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// A text; the answer is empty when nothing was written.
    Text,
    /// One of the options.
    Select,
    /// Some of the options; the answer is an empty list when none was chosen.
    MultiSelect,
    /// A whole number.
    Number,
    /// A number with a fraction.
    Decimal,
    /// A day, `YYYY-MM-DD`.
    Date,
}

/// One option.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What the answer has when it is chosen, of the same type.
    pub value: Value,
    /// What the agent reads; the value when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A text or a number, as it was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "expected a text or a number")]
pub enum Value {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// An answer: one value or, for `multi-select`, several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "expected a text, a number or a list of them")]
pub enum Answer {
    /// One.
    One(Value),
    /// Several, in the order of the options.
    Many(Vec<Value>),
}

/// The form as the agent sent it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// Every question's answer by its name; null where a number, a date or a choice was left empty.
    pub answers: BTreeMap<String, Option<Answer>>,
}
