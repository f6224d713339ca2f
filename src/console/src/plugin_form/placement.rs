//! The part of a plugin's form that says for whom it is, and in which channels.

use std::rc::Rc;

use encaixe_api::inbox::Directory;
use encaixe_api::integration::NewInstallation;
use encaixe_api::plugin::{Audience, NewPlugin, Plugin, PluginPatch};
use encaixe_ui::api_client::Failure;
use encaixe_ui::hooks::use_shared;
use encaixe_ui::i18n::{Words, use_words};
use yew::prelude::*;

use crate::own::{Ask, Control, Question};

/// What "some" is called among the choices of channels; "all" is the empty text.
const SOME: &str = "some";

/// For whom a plugin is, as the form holds it: words of choices, and ids, one a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Placement {
    audience: Audience,
    groups: String,
    members: String,
    some_channels: bool,
    channels: String,
}

/// What is wrong with it: the field, and why.
pub(crate) type Mistake = Option<(&'static str, String)>;

impl Placement {
    pub(crate) fn of(plugin: &Plugin) -> Self {
        Self {
            audience: plugin.audience,
            groups: lines(&plugin.groups),
            members: lines(&plugin.members),
            some_channels: plugin.channels.is_some(),
            channels: plugin.channels.as_deref().map(lines).unwrap_or_default(),
        }
    }

    /// Puts it into a request.
    pub(crate) fn put_into(&self, patch: &mut PluginPatch) {
        patch.audience = Some(self.audience);
        patch.groups = Some(ids(&self.groups));
        patch.members = Some(ids(&self.members));
        patch.channels = Some(self.some_channels.then(|| ids(&self.channels)));
    }

    /// Puts it into the request of a new plugin.
    pub(crate) fn put_into_new(&self, new: &mut NewPlugin) {
        new.audience = Some(self.audience);
        new.groups = Some(ids(&self.groups));
        new.members = Some(ids(&self.members));
        new.channels = self.some_channels.then(|| ids(&self.channels));
    }

    /// Puts it into the request of an installation: the lists that decide alone.
    pub(crate) fn put_into_installation(&self, new: &mut NewInstallation) {
        new.audience = Some(self.audience);
        new.groups = (self.audience == Audience::Groups).then(|| ids(&self.groups));
        new.members = (self.audience == Audience::Members).then(|| ids(&self.members));
        new.channels = self.some_channels.then(|| ids(&self.channels));
    }

    /// The list that decides and has nothing in it.
    pub(crate) fn check(&self, words: &Words) -> Mistake {
        let empty = match self.audience {
            Audience::Groups if self.groups.is_empty() => "groups",
            Audience::Members if self.members.is_empty() => "members",
            _ if self.some_channels && self.channels.is_empty() => "channels",
            _ => return None,
        };
        Some((empty, words.t(&format!("plugin-{empty}-empty"))))
    }
}

/// What the server said is wrong with it, or with a part of it such as `groups[2]`.
pub(crate) fn of_failure(words: &Words, failure: &Failure) -> Mistake {
    ["audience", "groups", "members", "channels"]
        .into_iter()
        .find_map(|path| {
            let mut fields = failure.error.fields.iter();
            let inside =
                |found: &str| found.starts_with(path) && found[path.len()..].starts_with('[');
            let found = fields.find(|field| field.path == path || inside(&field.path))?;
            let text = words.find(&format!("plugin-{path}-{}", found.code));
            Some((path, text.unwrap_or_else(|| found.message.clone())))
        })
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) placement: Placement,
    pub(crate) mistake: Mistake,
    pub(crate) onchange: Callback<Placement>,
}

#[component]
pub(crate) fn PlacementPart(props: &Props) -> Html {
    let words = use_words();
    let directory = use_shared(|shared| Rc::clone(&shared.directory));
    let placement = &props.placement;
    let change = |change: fn(&mut Placement, String)| {
        let (onchange, placement) = (props.onchange.clone(), placement.clone());
        Callback::from(move |value: String| {
            let mut new = placement.clone();
            change(&mut new, value);
            onchange.emit(new);
        })
    };
    let error = |path: &str| {
        let mistake = props.mistake.as_ref().filter(|(field, _)| *field == path);
        mistake.map(|(_, text)| AttrValue::from(text.clone()))
    };
    let ask = |path: &'static str, help: Option<&str>, control: Control| Ask {
        path,
        label: words.t(&format!("plugin-{path}")),
        help: help.map(|key| words.t(key)),
        control,
        value: String::new(),
    };
    let one = |choices: &[(&str, &str)]| {
        let choices = choices.iter();
        Control::One(
            choices
                .map(|(value, key)| ((*value).to_owned(), words.t(key)))
                .collect(),
        )
    };
    let audiences = [Audience::Everyone, Audience::Groups, Audience::Members];
    let audiences = audiences.map(Audience::as_str);
    let audiences = audiences.map(|word| (word, format!("plugin-audience-{word}")));
    let audiences: Vec<(&str, &str)> = audiences
        .iter()
        .map(|(word, key)| (*word, key.as_str()))
        .collect();
    let some = if placement.some_channels { SOME } else { "" };
    html! {
        <>
            <Question
                ask={ask("audience", Some("plugin-audience-help"), one(&audiences))} value={placement.audience.as_str()} error={error("audience")}
                onchange={change(|all, word| all.audience = Audience::parse(&word).unwrap_or_default())}
            />
            if placement.audience == Audience::Groups {
                <Question
                    ask={ask("groups", None, Control::Some(groups(&words, &directory, &placement.groups)))} value={placement.groups.clone()}
                    error={error("groups")} onchange={change(|all, ids| all.groups = ids)}
                />
            }
            if placement.audience == Audience::Members {
                <Question
                    ask={ask("members", None, Control::Some(members(&words, &directory, &placement.members)))} value={placement.members.clone()}
                    error={error("members")} onchange={change(|all, ids| all.members = ids)}
                />
            }
            <Question
                ask={ask("where", Some("plugin-where-help"), one(&[("", "plugin-where-all"), (SOME, "plugin-where-some")]))} value={some} error={None::<AttrValue>}
                onchange={change(|all, word| all.some_channels = word == SOME)}
            />
            if placement.some_channels {
                <Question
                    ask={ask("channels", None, Control::Some(channels(&words, &directory, &placement.channels)))} value={placement.channels.clone()}
                    error={error("channels")} onchange={change(|all, ids| all.channels = ids)}
                />
            }
        </>
    }
}

fn groups(words: &Words, directory: &Directory, chosen: &str) -> Vec<(String, String)> {
    let all = directory.groups.iter();
    choices(
        words,
        chosen,
        all.map(|it| (it.id.to_string(), it.name.as_str(), it.is_active)),
    )
}

fn members(words: &Words, directory: &Directory, chosen: &str) -> Vec<(String, String)> {
    let all = directory.members.iter();
    choices(
        words,
        chosen,
        all.map(|it| (it.id.to_string(), it.name.as_str(), it.is_active)),
    )
}

/// The channels that can be chosen, by ids with their names; what is switched off only where it was chosen before.
pub(crate) fn channels(
    words: &Words,
    directory: &Directory,
    chosen: &str,
) -> Vec<(String, String)> {
    let all = directory.channels.iter();
    choices(
        words,
        chosen,
        all.map(|it| (it.id.to_string(), it.name.as_str(), it.is_active)),
    )
}

/// What can be chosen; what is switched off only where it was chosen before.
fn choices<'a>(
    words: &Words,
    chosen: &str,
    all: impl Iterator<Item = (String, &'a str, bool)>,
) -> Vec<(String, String)> {
    all.filter(|(id, _, is_active)| *is_active || chosen.lines().any(|one| one == id))
        .map(|(id, name, is_active)| {
            let name = if is_active {
                name.to_owned()
            } else {
                format!("{name} ({})", words.t("own-is-off"))
            };
            (id, name)
        })
        .collect()
}

fn lines<T: ToString>(ids: &[T]) -> String {
    ids.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

fn ids<T: From<String>>(lines: &str) -> Vec<T> {
    lines.lines().map(|id| T::from(id.to_owned())).collect()
}
