//! One entry of the log: who, what, and when.

use encaixe_api::audit::{AuditActor, AuditActorKind, AuditEntry};
use encaixe_ui::i18n::Words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::time;
use yew::prelude::*;

use super::sentence::{more, sentence};

pub(crate) fn line(words: &Words, entry: &AuditEntry) -> Html {
    let (icon, kind) = match entry.actor.kind {
        AuditActorKind::Member => ("user-round", "audit-by-member"),
        AuditActorKind::Plugin => ("puzzle", "audit-by-plugin"),
        AuditActorKind::Token => ("key-round", "audit-by-token"),
        AuditActorKind::CommandLine => ("terminal", "audit-by-command-line"),
        AuditActorKind::System => ("settings", "audit-by-system"),
    };
    html! {
        <li class="line-card audit-line" key={entry.id.as_str()} data-testid="audit-entry" data-kind={entry.kind.as_str()}>
            <span class="audit-icon" title={words.t(kind)}>{ small_icon(icon) }</span>
            <div class="line-main">
                <p class="audit-what"><strong>{ who(words, &entry.actor) }</strong>{ " " }{ sentence(words, entry) }</p>
                if let Some(more) = more(words, entry) { <p class="line-more">{ more }</p> }
            </div>
            <time class="audit-time" datetime={entry.at.clone()} title={time::date_time(words, &entry.at)}>{ time::clock(words, &entry.at) }</time>
        </li>
    }
}

/// Who did it, by the name of then; of a plugin also for whom.
fn who(words: &Words, actor: &AuditActor) -> String {
    let name = |name: &Option<String>, id: Option<&String>| {
        let known = name.as_ref().or(id).cloned();
        known.unwrap_or_default()
    };
    match (actor.kind, &actor.member) {
        (AuditActorKind::CommandLine, _) => words.t("audit-by-command-line"),
        (AuditActorKind::System, _) => words.t("audit-by-system"),
        (AuditActorKind::Plugin, Some(member)) => {
            let plugin = name(&actor.name, actor.id.as_ref());
            let member = name(&member.name, Some(&member.id));
            words.with(
                "audit-by-plugin-for",
                [("plugin", plugin.into()), ("member", member.into())],
            )
        }
        (AuditActorKind::Member | AuditActorKind::Plugin | AuditActorKind::Token, _) => {
            name(&actor.name, actor.id.as_ref())
        }
    }
}
