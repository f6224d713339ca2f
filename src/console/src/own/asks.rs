//! What is asked of each kind of thing, and the request that the answers make.

use encaixe_api::inbox::custom_field::{self, Choice, has_options};
use encaixe_api::inbox::tag::COLORS;
use encaixe_api::inbox::{Directory, channel};
use encaixe_ui::i18n::Words;
use encaixe_ui::variables::variables;
use serde_json::{Map, Value, json};

use super::kind::{Kind, Thing};

/// How something is asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Control {
    /// A line.
    Line,
    /// Several lines.
    Text,
    /// A colour.
    Color,
    /// One of several: values with their words.
    One(Vec<(String, String)>),
    /// Some of several, by ids, one a line.
    Some(Vec<(String, String)>),
    /// A text with variables: what can be put in, with its words.
    Template(Vec<(String, String)>),
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ask {
    /// The field in the request.
    pub(crate) path: &'static str,
    pub(crate) label: String,
    pub(crate) help: Option<String>,
    pub(crate) control: Control,
    /// The answer so far.
    pub(crate) value: String,
}

fn ask(path: &'static str, label: String, control: Control, value: &str) -> Ask {
    Ask {
        path,
        label,
        help: None,
        control,
        value: value.to_owned(),
    }
}

impl Ask {
    fn help(self, help: String) -> Self {
        Self {
            help: Some(help),
            ..self
        }
    }
}

/// The questions about a thing, or about a new one of that part.
pub(super) fn asks(
    words: &Words,
    kind: Kind,
    thing: Option<&Thing>,
    part: &str,
    directory: &Directory,
) -> Vec<Ask> {
    let name = thing.map(Thing::name).unwrap_or_default();
    let name = ask("name", words.t("own-name"), Control::Line, name);
    match kind {
        Kind::Tags => {
            let color = match thing {
                Some(Thing::Tag(tag)) => &tag.color,
                _ => rare(directory),
            };
            vec![
                name,
                ask("color", words.t("own-color"), Control::Color, color),
            ]
        }
        Kind::Groups => group(words, name, thing, directory),
        Kind::Fields => field(words, name, thing),
        Kind::Channels => {
            let mut all = vec![name.help(words.t("own-channels-name-help"))];
            if thing.is_none() {
                let kinds = channel::KINDS.map(|kind| (kind.to_owned(), channel_word(words, kind)));
                let kinds = Control::One(kinds.to_vec());
                all.push(
                    ask("type", words.t("own-type"), kinds, "webchat")
                        .help(words.t("own-channels-type-help")),
                );
            }
            all
        }
        Kind::Replies => {
            let text = match thing {
                Some(Thing::Reply(reply)) => reply.text.as_str(),
                _ => "",
            };
            let template = Control::Template(variables(words, directory));
            let name = name.help(words.t("own-replies-name-help"));
            let text = ask("text", words.t("own-replies-body"), template, text);
            let mut all = vec![name, text.help(words.t("own-replies-body-help"))];
            if thing.is_none() {
                all.push(ask("part", String::new(), Control::Line, part));
            }
            all
        }
    }
}

fn group(words: &Words, name: Ask, thing: Option<&Thing>, directory: &Directory) -> Vec<Ask> {
    let (icon, description) = match thing {
        Some(Thing::Group(group)) => (group.icon.as_deref(), group.description.as_deref()),
        _ => (None, None),
    };
    let inside = thing.map(Thing::members).unwrap_or_default();
    let members = directory.members.iter();
    let members = members
        .filter(|member| member.is_active || inside.contains(&member.id))
        .map(|member| (member.id.to_string(), member.name.clone()));
    let chosen: Vec<&str> = inside.iter().map(|id| id.as_str()).collect();
    vec![
        name,
        ask(
            "icon",
            words.t("own-icon"),
            Control::Line,
            icon.unwrap_or_default(),
        )
        .help(words.t("own-icon-help")),
        ask(
            "description",
            words.t("own-description"),
            Control::Line,
            description.unwrap_or_default(),
        ),
        ask(
            "members",
            words.t("own-members"),
            Control::Some(members.collect()),
            &chosen.join("\n"),
        )
        .help(words.t("own-members-help")),
    ]
}

fn field(words: &Words, name: Ask, thing: Option<&Thing>) -> Vec<Ask> {
    let mut all = vec![name];
    let known = match thing {
        Some(Thing::Field(field)) => Some(field),
        _ => None,
    };
    if known.is_none() {
        let kinds = custom_field::KINDS.map(|kind| (kind.to_owned(), field_word(words, kind)));
        all.push(ask(
            "type",
            words.t("own-type"),
            Control::One(kinds.to_vec()),
            "text",
        ));
    }
    if known.is_none_or(|field| has_options(&field.kind)) {
        let labels = known.map(|field| {
            let labels = field.options.iter().map(|option| option.label.as_str());
            labels.collect::<Vec<_>>().join("\n")
        });
        let help = words.t("own-options-help");
        all.push(
            ask(
                "options",
                words.t("own-options"),
                Control::Text,
                &labels.unwrap_or_default(),
            )
            .help(help),
        );
    }
    let description = known.and_then(|field| field.description.as_deref());
    all.push(
        ask(
            "description",
            words.t("own-description"),
            Control::Line,
            description.unwrap_or_default(),
        )
        .help(words.t("own-fields-description-help")),
    );
    if known.is_none() {
        all.push(
            ask("placeholder", words.t("own-key"), Control::Line, "").help(words.t("own-key-help")),
        );
    }
    all
}

/// A colour that few tags have.
fn rare(directory: &Directory) -> &'static str {
    let count = |color: &&str| {
        let tags = directory.tags.iter();
        tags.filter(|tag| tag.color == **color).count()
    };
    COLORS.into_iter().min_by_key(count).unwrap_or("#64748b")
}

/// A kind of channel in words.
pub(super) fn channel_word(words: &Words, kind: &str) -> String {
    words
        .find(&format!("channel-{kind}"))
        .unwrap_or_else(|| kind.to_owned())
}

/// A kind of field in words.
pub(super) fn field_word(words: &Words, kind: &str) -> String {
    words
        .find(&format!("field-{kind}"))
        .unwrap_or_else(|| kind.to_owned())
}

/// The request that the answers make: all of a new thing, what changed of a known one.
pub(super) fn body(
    kind: Kind,
    thing: Option<&Thing>,
    part: &str,
    asked: &[Ask],
    answers: &[String],
) -> Value {
    let mut body = Map::new();
    let is_new = thing.is_none();
    let kind_of_field = answers
        .iter()
        .zip(asked)
        .find_map(|(answer, ask)| (ask.path == "type").then_some(answer.as_str()));
    for (ask, answer) in asked.iter().zip(answers) {
        let answer = answer.trim();
        if !is_new && answer == ask.value.trim() {
            continue;
        }
        let value = match (ask.path, &ask.control) {
            ("part", _) => continue,
            ("options", _) if is_new && !kind_of_field.is_some_and(has_options) => continue,
            ("options", _) => options(thing, answer),
            (_, Control::Some(_)) => json!(answer.lines().collect::<Vec<_>>()),
            ("placeholder" | "icon" | "description", _) if answer.is_empty() && is_new => continue,
            ("icon" | "description", _) if answer.is_empty() => Value::Null,
            // White space at its ends belongs to a text that people wrote.
            _ => json!(answer),
        };
        body.insert(ask.path.to_owned(), value);
    }
    if is_new {
        match kind {
            Kind::Fields => drop(body.insert("entity".to_owned(), json!(part))),
            Kind::Replies => drop(body.insert("shared".to_owned(), json!(part == "shared"))),
            Kind::Tags | Kind::Groups | Kind::Channels => {}
        }
    }
    Value::Object(body)
}

/// Options, one a line: what is stored for a known label stays, so that contacts keep what was chosen.
fn options(thing: Option<&Thing>, text: &str) -> Value {
    let known: &[Choice] = match thing {
        Some(Thing::Field(field)) => &field.options,
        _ => &[],
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|label| {
            let value = known.iter().find(|option| option.label == label);
            let value = value.map_or(label, |option| option.value.as_str());
            json!({"value": value, "label": label})
        })
        .collect()
}
