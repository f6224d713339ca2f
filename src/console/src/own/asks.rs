//! What is asked of each kind of thing.

use encaixe_api::inbox::category::GivenItem;
use encaixe_api::inbox::custom_field::{self, has_options};
use encaixe_api::inbox::tag::COLORS;
use encaixe_api::inbox::{Directory, channel};
use encaixe_ui::i18n::Words;
use encaixe_ui::variables::variables;
use serde_json::json;

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
    /// The items of a category, as the request has them.
    Items,
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

/// The questions about a thing, or about a new one of that part beside all that there are.
pub(super) fn asks(
    words: &Words,
    kind: Kind,
    thing: Option<&Thing>,
    part: &str,
    directory: &Directory,
    all: &[Thing],
) -> Vec<Ask> {
    let name = thing.map(Thing::name).unwrap_or_default();
    let name = ask("name", words.t("own-name"), Control::Line, name);
    match kind {
        Kind::Tags => {
            let color = match thing {
                Some(Thing::Tag(tag)) => &tag.color,
                _ => rare(directory.tags.iter().map(|tag| tag.color.as_str())),
            };
            vec![
                name,
                ask("color", words.t("own-color"), Control::Color, color),
            ]
        }
        Kind::Categories => category(words, name, thing, all),
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
        .filter(|member| member.may_serve() || inside.contains(&member.id))
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

fn category(words: &Words, name: Ask, thing: Option<&Thing>, all: &[Thing]) -> Vec<Ask> {
    let known = match thing {
        Some(Thing::Category(category)) => Some(category),
        _ => None,
    };
    let items = known.map_or(&[][..], |category| &category.items);
    let items = items.iter().map(|item| GivenItem {
        id: Some(item.id.clone()),
        name: item.name.clone(),
        is_active: Some(item.is_active),
    });
    let items = json!(items.collect::<Vec<_>>()).to_string();
    let used = all.iter().filter_map(|thing| match thing {
        Thing::Category(category) => Some(category.color.as_str()),
        _ => None,
    });
    let color = known.map_or_else(|| rare(used), |category| &category.color);
    let (color_word, items_word) = (words.t("own-color"), words.t("own-items"));
    vec![
        name.help(words.t("own-categories-name-help")),
        ask("color", color_word, Control::Color, color),
        ask("items", items_word, Control::Items, &items).help(words.t("own-items-help")),
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

/// A colour that few have.
fn rare<'a>(used: impl Iterator<Item = &'a str>) -> &'static str {
    let used: Vec<&str> = used.collect();
    let count = |color: &&str| used.iter().filter(|one| **one == *color).count();
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
