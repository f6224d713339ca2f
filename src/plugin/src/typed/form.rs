//! Forms, their questions and their answers.

use std::collections::BTreeMap;

use encaixe_protocol::command::send_form::{Answer, Choice, Item, ItemKind, Kind, Params, Value};

/// A form for the agent, with 1 to 50 questions. Texts have 1 to 2,000 characters.
///
/// ```no_run
/// use encaixe_plugin::typed::{Error, Form, Kinbox, Question};
///
/// # async fn example(kinbox: Kinbox) -> Result<(), Error> {
/// let form = Form::new("Open an exchange")
///     .question(Question::text("reason").label("Reason").required())
///     .question(Question::select("size", [("m", "Medium"), ("l", "Large")]).label("Size"));
/// if let Some(answers) = kinbox.send_form(form).await? {
///     let (reason, size) = (answers.text("reason"), answers.text("size"));
/// #   drop((reason, size));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use = "nothing is asked until it is given to `Kinbox::send_form`"]
pub struct Form(pub(super) Params);

impl Form {
    /// A form in the middle of the page.
    pub fn new(title: impl Into<String>) -> Self {
        Self(Params {
            kind: Kind::Modal,
            title: title.into(),
            description: None,
            items: Vec::new(),
            ok_text: None,
            cancel_text: None,
        })
    }

    /// At the page's edge, over its whole height.
    pub const fn drawer(mut self) -> Self {
        self.0.kind = Kind::Drawer;
        self
    }

    /// What is asked and why.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.0.description = Some(text.into());
        self
    }

    /// Another question, after those that there are.
    pub fn question(mut self, question: Question) -> Self {
        self.0.items.push(question.0);
        self
    }

    /// The word on the button that sends it.
    pub fn ok_text(mut self, text: impl Into<String>) -> Self {
        self.0.ok_text = Some(text.into());
        self
    }

    /// The word on the button that cancels.
    pub fn cancel_text(mut self, text: impl Into<String>) -> Self {
        self.0.cancel_text = Some(text.into());
        self
    }
}

/// For what the methods have no word for.
impl From<Params> for Form {
    fn from(form: Params) -> Self {
        Self(form)
    }
}

/// One question of a form, under the name of its answer: 1 to 100 characters, once in a form.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "nothing is asked until it is in a form"]
pub struct Question(Item);

impl Question {
    /// Asks for a text.
    pub fn text(name: impl Into<String>) -> Self {
        Self::new(ItemKind::Text, name.into())
    }

    /// Asks for a whole number.
    pub fn number(name: impl Into<String>) -> Self {
        Self::new(ItemKind::Number, name.into())
    }

    /// Asks for a number with a fraction.
    pub fn decimal(name: impl Into<String>) -> Self {
        Self::new(ItemKind::Decimal, name.into())
    }

    /// Asks for a day, `YYYY-MM-DD`.
    pub fn date(name: impl Into<String>) -> Self {
        Self::new(ItemKind::Date, name.into())
    }

    /// Asks for one of these, each the answer and what the agent reads.
    pub fn select<V: Into<String>, L: Into<String>>(
        name: impl Into<String>,
        options: impl IntoIterator<Item = (V, L)>,
    ) -> Self {
        Self::new(ItemKind::Select, name.into()).options(options)
    }

    /// Asks for some of these, each an answer and what the agent reads.
    pub fn multi_select<V: Into<String>, L: Into<String>>(
        name: impl Into<String>,
        options: impl IntoIterator<Item = (V, L)>,
    ) -> Self {
        Self::new(ItemKind::MultiSelect, name.into()).options(options)
    }

    /// What the agent reads; the name when missing.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.0.label = Some(text.into());
        self
    }

    /// Help under the field.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.0.description = Some(text.into());
        self
    }

    /// It must be answered.
    pub const fn required(mut self) -> Self {
        self.0.required = Some(true);
        self
    }

    /// What stands there when the form opens.
    pub fn value(mut self, value: Answer) -> Self {
        self.0.value = Some(value);
        self
    }

    fn new(kind: ItemKind, name: String) -> Self {
        Self(Item {
            kind,
            name,
            label: None,
            description: None,
            required: None,
            options: None,
            value: None,
        })
    }

    fn options<V: Into<String>, L: Into<String>>(
        mut self,
        options: impl IntoIterator<Item = (V, L)>,
    ) -> Self {
        let choice = |(value, label): (V, L)| Choice {
            value: Value::Text(value.into()),
            label: Some(label.into()),
        };
        self.0.options = Some(options.into_iter().map(choice).collect());
        self
    }
}

/// For what the methods have no word for, such as choices that are numbers.
impl From<Item> for Question {
    fn from(item: Item) -> Self {
        Self(item)
    }
}

/// A form as the agent sent it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers(pub(super) BTreeMap<String, Option<Answer>>);

impl Answers {
    /// The answer of that name; none where it was left empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Answer> {
        self.0.get(name)?.as_ref()
    }

    /// The answer as a text: of `text`, `date` and `select`.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Answer::One(value) => text(value),
            Answer::Many(_) => None,
        }
    }

    /// The answer as a number: of `number` and `decimal`.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.get(name)? {
            Answer::One(Value::Number(number)) => Some(*number),
            Answer::One(Value::Text(_)) | Answer::Many(_) => None,
        }
    }

    /// The chosen texts: of `multi-select`. Empty when none was chosen.
    #[must_use]
    pub fn list(&self, name: &str) -> Vec<&str> {
        match self.get(name) {
            Some(Answer::Many(values)) => values.iter().filter_map(text).collect(),
            Some(Answer::One(_)) | None => Vec::new(),
        }
    }
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        Value::Number(_) => None,
    }
}
