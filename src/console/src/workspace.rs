//! Settings > Workspace: its name, where it is, and how new members begin.

use encaixe_ui::part;
use std::rc::Rc;
use yew::props;

use encaixe_api::access::{LOCALES, Workspace, WorkspacePatch};
use encaixe_api::country;
use encaixe_api::inbox::attendance::ClosingRule;
use encaixe_api::inbox::category::Category;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::field::{use_field_part, use_switch};
use encaixe_ui::fold::folded;
use encaixe_ui::hooks::{use_effect_with, use_resource, use_shared, use_shell};
use encaixe_ui::i18n::{Locale, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::revisions::Topic;
use encaixe_ui::select::use_select_part;
use encaixe_ui::shell::Request;
use encaixe_ui::{gathered, time};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api_client;
use crate::route::Route;

#[component]
pub(super) fn WorkspacePage() -> Html {
    let words = use_words();
    let shell = use_shell();
    let known = use_shared(|shared| shared.directory.workspace.clone());
    let draft = use_state_eq(|| Workspace::clone(&known));
    let is_https = use_shared(|shared| {
        let me = shared.me.ready();
        me.is_some_and(|me| me.public_origin.starts_with("https:"))
    });
    let categories = use_resource((), Topic::Workspace, |()| {
        api_client::own::<Category>("attendance-categories")
    });
    let has_no_category = categories
        .value
        .ready()
        .is_some_and(|all| !all.iter().any(|it| it.is_active));
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    {
        // What another admin changed is followed where nothing was typed.
        let (draft, before) = (draft.clone(), use_mut_ref(|| Workspace::clone(&known)));
        use_effect_with(Workspace::clone(&known), move |now| {
            let before = before.replace(now.clone());
            draft.set(followed(&draft, &before, now));
        });
    }
    let countries = use_memo(words.locale(), |locale| {
        let all = country::codes().map(|code| {
            let name = time::country(*locale, code);
            (folded(&name), code, name)
        });
        let all = gathered::sorted(all, |one, other| one.0.cmp(&other.0));
        let all = all.into_iter();
        all.map(|(_, code, name)| (AttrValue::from(code), AttrValue::from(name)))
            .collect::<Vec<_>>()
    });
    let zones = use_memo((), |()| time::zones());
    let onsubmit = {
        let (draft, known) = (draft.clone(), Rc::clone(&known));
        let (busy, failure, words) = (busy.clone(), failure.clone(), words.clone());
        let shell = shell.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let patch = changed(&known, &draft);
            let (shell, busy, failure) = (shell.clone(), busy.clone(), failure.clone());
            let saved = words.t("saved");
            busy.set(true);
            spawn_local(async move {
                match api_client::change_workspace(&patch).await {
                    Ok(()) => {
                        failure.set(None);
                        shell.ask(Request::Directory);
                        shell.notice(Kind::Success, saved);
                    }
                    Err(found) => {
                        shell.signed_out(&found);
                        failure.set(Some(found));
                    }
                }
                busy.set(false);
            });
        })
    };
    let edit = |change: fn(&mut Workspace, String)| {
        let draft = draft.clone();
        Callback::from(move |value: String| {
            let mut new = (*draft).clone();
            change(&mut new, value);
            draft.set(new);
        })
    };
    let choice = |name: &'static str,
                  label: String,
                  help: String,
                  value: &Option<String>,
                  none: String,
                  options: Vec<(AttrValue, AttrValue)>,
                  onchange: Callback<String>| {
        let options = std::iter::once((AttrValue::default(), none.into())).chain(options);
        html! {
            <div class="field">
                <span class="label" aria-hidden="true">{ label.clone() }</span>
                { part!(use_select_part, name, props!(encaixe_ui::select::Props { class: "select", name, label, value: value.clone().unwrap_or_default(), options: options.collect::<Vec<_>>(), onchange })) }
                <p class="field-help">{ help }</p>
            </div>
        }
    };
    let error = failure.as_ref().map(|failure| {
        let own = failure::mistake(&words, failure, "name");
        AttrValue::from(own.unwrap_or_else(|| failure::reason(&words, failure)))
    });
    let rule = |name: &'static str, value: ClosingRule, change: fn(&mut Workspace, ClosingRule)| {
        let options = ClosingRule::ALL.map(|rule| {
            let word = words.t(&format!("workspace-closing-{}", rule.as_str()));
            (AttrValue::from(rule.as_str()), AttrValue::from(word))
        });
        let draft = draft.clone();
        let onchange = Callback::from(move |value: String| {
            let mut new = (*draft).clone();
            change(&mut new, ClosingRule::parse(&value).unwrap_or_default());
            draft.set(new);
        });
        let label = words.t(&format!("workspace-{name}"));
        html! {
            <div class="field">
                <span class="label" aria-hidden="true">{ label.clone() }</span>
                { part!(use_select_part, name, props!(encaixe_ui::select::Props { class: "select", name, label, value: value.as_str(), options: options.to_vec(), onchange })) }
            </div>
        }
    };
    let languages = LOCALES.map(|tag| {
        let known = Locale::of(tag);
        (tag.into(), known.map_or(tag, Locale::own_name).into())
    });
    let zones = zones.iter().map(|zone| {
        (
            AttrValue::from(zone.clone()),
            AttrValue::from(zone.replace('_', " ")),
        )
    });
    let flip = {
        let draft = draft.clone();
        Callback::from(move |on: bool| {
            let mut new = (*draft).clone();
            new.agents_make_tags = on;
            draft.set(new);
        })
    };
    let flip_dev = {
        let draft = draft.clone();
        Callback::from(move |on: bool| {
            let mut new = (*draft).clone();
            new.dev_plugins = Some(on);
            draft.set(new);
        })
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("workspace") }</h1><p>{ words.t("workspace-text") }</p></div>
            </header>
            <section class="section">
                <form class="form" {onsubmit} novalidate=true data-testid="workspace-form">
                    { part!(use_field_part, "name", props!(encaixe_ui::field::Props { label: words.t("workspace-name"), name: "name", value: draft.name.clone(), error, oninput: edit(|draft, value| draft.name = value) })) }
                    { choice("country", words.t("workspace-country"), words.t("workspace-country-help"), &draft.country, words.t("workspace-country-none"), (*countries).clone(),
                        edit(|draft, value| draft.country = Some(value).filter(|value| !value.is_empty()))) }
                    { choice("locale", words.t("workspace-locale"), words.t("workspace-locale-help"), &draft.locale, words.t("workspace-locale-none"), languages.to_vec(),
                        edit(|draft, value| draft.locale = Some(value).filter(|value| !value.is_empty()))) }
                    { choice("timezone", words.t("workspace-timezone"), words.t("workspace-timezone-help"), &draft.timezone, words.t("workspace-timezone-none"), zones.collect(),
                        edit(|draft, value| draft.timezone = Some(value).filter(|value| !value.is_empty()))) }
                    { part!(use_switch, "agentsMakeTags", props!(encaixe_ui::field::SwitchProps { label: words.t("workspace-agents-tags"), name: "agentsMakeTags", on: draft.agents_make_tags, help: words.t("workspace-agents-tags-help"), onchange: flip })) }
                    { part!(use_switch, "devPlugins", props!(encaixe_ui::field::SwitchProps { label: words.t("workspace-dev-plugins"), name: "devPlugins", on: draft.allows_dev_plugins(*is_https), help: words.t(if *is_https { "workspace-dev-plugins-https" } else { "workspace-dev-plugins-help" }), onchange: flip_dev })) }
                    <fieldset class="field">
                        <legend class="label">{ words.t("workspace-closing") }</legend>
                        <p class="field-help">{ words.t("workspace-closing-help") }</p>
                        <div class="field-pair">
                            { rule("closingCategory", draft.closing_category, |draft, rule| draft.closing_category = rule) }
                            { rule("closingReport", draft.closing_report, |draft, rule| draft.closing_report = rule) }
                        </div>
                        if draft.closing_category != ClosingRule::Off && has_no_category {
                            <p class="note">{ small_icon("info") }<span>{ words.t("workspace-closing-none") }{ " " }{ link(&shell, Route::Categories.path(), "", words.t("own-categories").into()) }</span></p>
                        }
                    </fieldset>
                    <div class="form-buttons">
                        { push_button(&props!(encaixe_ui::button::Props { label: words.t("save"), look: Look::Primary, submit: true, busy: *busy, testid: "workspace-save" })) }
                    </div>
                </form>
            </section>
        </>
    }
}

/// What was typed stays, the rest is as it is now.
fn followed(typed: &Workspace, before: &Workspace, now: &Workspace) -> Workspace {
    fn one<T: Clone + PartialEq>(typed: &T, before: &T, now: &T) -> T {
        if typed == before { now } else { typed }.clone()
    }
    Workspace {
        id: now.id.clone(),
        name: one(&typed.name, &before.name, &now.name),
        country: one(&typed.country, &before.country, &now.country),
        locale: one(&typed.locale, &before.locale, &now.locale),
        timezone: one(&typed.timezone, &before.timezone, &now.timezone),
        agents_make_tags: one(
            &typed.agents_make_tags,
            &before.agents_make_tags,
            &now.agents_make_tags,
        ),
        dev_plugins: one(&typed.dev_plugins, &before.dev_plugins, &now.dev_plugins),
        closing_category: one(
            &typed.closing_category,
            &before.closing_category,
            &now.closing_category,
        ),
        closing_report: one(
            &typed.closing_report,
            &before.closing_report,
            &now.closing_report,
        ),
    }
}

/// Only what was changed is sent, so that nothing of another admin's is undone.
fn changed(known: &Workspace, draft: &Workspace) -> WorkspacePatch {
    fn one<T: Clone + PartialEq>(known: &T, draft: &T) -> Option<T> {
        (known != draft).then(|| draft.clone())
    }
    WorkspacePatch {
        name: one(&known.name, &draft.name),
        country: one(&known.country, &draft.country),
        locale: one(&known.locale, &draft.locale),
        timezone: one(&known.timezone, &draft.timezone),
        agents_make_tags: one(&known.agents_make_tags, &draft.agents_make_tags),
        dev_plugins: one(&known.dev_plugins, &draft.dev_plugins),
        closing_category: one(&known.closing_category, &draft.closing_category),
        closing_report: one(&known.closing_report, &draft.closing_report),
    }
}
