//! Which entries of the log are wanted: of a part of the workspace, of somebody, of some days.

use encaixe_api::audit::{AuditActorKind, AuditArea};
use encaixe_ui::api_client::part as encoded;
use encaixe_ui::field::use_field_part;
use encaixe_ui::hooks::use_shared;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use encaixe_ui::time;
use yew::prelude::*;
use yew::props;

/// What is wanted; an empty text is everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Filter {
    /// A part of the workspace.
    area: String,
    /// Who, as the API has it: `member:101`, `system`.
    actor: String,
    when: When,
    /// The first and the last day of a choice of one's own, as `2026-11-29`.
    days: (String, String),
}

/// From when on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum When {
    #[default]
    Ever,
    Today,
    Week,
    Month,
    Days,
}

impl When {
    const ALL: [Self; 5] = [Self::Ever, Self::Today, Self::Week, Self::Month, Self::Days];

    const fn word(self) -> &'static str {
        match self {
            Self::Ever => "",
            Self::Today => "today",
            Self::Week => "week",
            Self::Month => "month",
            Self::Days => "days",
        }
    }

    fn label(self, words: &Words) -> String {
        words.t(match self {
            Self::Ever => "audit-when-ever",
            Self::Today => "audit-when-today",
            Self::Week => "audit-when-week",
            Self::Month => "audit-when-month",
            Self::Days => "audit-when-days",
        })
    }
}

impl Filter {
    /// It as the rest of an address.
    pub(super) fn query(&self) -> String {
        let (from, to) = match self.when {
            When::Ever => (None, None),
            When::Today => (time::midnight(0.0), None),
            When::Week => (time::midnight(-6.0), None),
            When::Month => (time::midnight(-29.0), None),
            When::Days => (
                time::beginning_of(&self.days.0, 0.0),
                time::beginning_of(&self.days.1, 1.0),
            ),
        };
        let given = [
            ("area", Some(self.area.clone())),
            ("actor", Some(self.actor.clone())),
            ("from", from),
            ("to", to),
        ];
        let given = given.into_iter();
        let given = given.filter_map(|(name, value)| Some((name, value?)));
        given
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("&{name}={}", encoded(&value)))
            .collect()
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) filter: Filter,
    pub(super) onchange: Callback<Filter>,
}

#[component]
pub(super) fn Filters(props: &Props) -> Html {
    let words = use_words();
    let members = use_shared(|shared| {
        let members = shared.directory.members.iter();
        let named = members.map(|it| (format!("member:{}", it.id), it.name.clone()));
        named.collect::<Vec<_>>()
    });
    let filter = &props.filter;
    // Each part is changed in what is shown, the others stay.
    let change = |set: fn(&mut Filter, String)| {
        let filter = filter.clone();
        props.onchange.reform(move |value: String| {
            let mut filter = filter.clone();
            set(&mut filter, value);
            filter
        })
    };
    let areas = AuditArea::ALL.iter();
    let areas = areas.map(|area| (area.as_str().into(), area_word(&words, *area).into()));
    let areas = choices(words.t("audit-area-all"), areas);
    let kinds = [
        AuditActorKind::Plugin,
        AuditActorKind::Token,
        AuditActorKind::CommandLine,
        AuditActorKind::System,
    ];
    let kinds = kinds.map(|kind| (kind.as_str().into(), actor_word(&words, kind).into()));
    let members = members.iter();
    let members = members.map(|(id, name)| (id.clone().into(), name.clone().into()));
    let actors = choices(words.t("audit-actor-all"), members.chain(kinds));
    let times = When::ALL.map(|when| (when.word().into(), when.label(&words).into()));
    let onwhen = change(|filter, word| {
        let found = When::ALL.into_iter().find(|when| when.word() == word);
        filter.when = found.unwrap_or_default();
    });
    let (first, last) = filter.days.clone();
    html! {
        <div class="audit-filters" role="group" aria-label={words.t("audit-filters")}>
            { part!(use_select_part, "area", props!(encaixe_ui::select::Props { class: "select", name: "area", label: words.t("audit-area"), value: filter.area.clone(), options: areas, onchange: change(|filter, value| filter.area = value) })) }
            { part!(use_select_part, "actor", props!(encaixe_ui::select::Props { class: "select", name: "actor", label: words.t("audit-actor"), value: filter.actor.clone(), options: actors, onchange: change(|filter, value| filter.actor = value) })) }
            { part!(use_select_part, "when", props!(encaixe_ui::select::Props { class: "select", name: "when", label: words.t("audit-when"), value: filter.when.word(), options: times.to_vec(), onchange: onwhen })) }
            if filter.when == When::Days {
                <div class="audit-days">
                    { part!(use_field_part, "from", props!(encaixe_ui::field::Props { label: words.t("audit-from"), name: "from", kind: "date", value: first, oninput: change(|filter, day| filter.days.0 = day) })) }
                    { part!(use_field_part, "to", props!(encaixe_ui::field::Props { label: words.t("audit-to"), name: "to", kind: "date", value: last, oninput: change(|filter, day| filter.days.1 = day) })) }
                </div>
            }
        </div>
    }
}

fn choices(
    all: String,
    others: impl Iterator<Item = (AttrValue, AttrValue)>,
) -> Vec<(AttrValue, AttrValue)> {
    let all = (AttrValue::default(), all.into());
    std::iter::once(all).chain(others).collect()
}

fn area_word(words: &Words, area: AuditArea) -> String {
    words.t(match area {
        AuditArea::Plugins => "audit-area-plugins",
        AuditArea::Frames => "audit-area-frames",
        AuditArea::Members => "audit-area-members",
        AuditArea::Tokens => "audit-area-tokens",
        AuditArea::SignIns => "audit-area-sign-ins",
        AuditArea::Settings => "audit-area-settings",
        AuditArea::Contacts => "audit-area-contacts",
        AuditArea::Webhooks => "audit-area-webhooks",
        AuditArea::Apps => "audit-area-apps",
        AuditArea::Integrations => "audit-area-integrations",
    })
}

fn actor_word(words: &Words, kind: AuditActorKind) -> String {
    words.t(match kind {
        AuditActorKind::Member => "audit-actor-member",
        AuditActorKind::Plugin => "audit-actor-plugin",
        AuditActorKind::Token => "audit-actor-token",
        AuditActorKind::CommandLine => "audit-actor-command-line",
        AuditActorKind::System => "audit-actor-system",
    })
}
