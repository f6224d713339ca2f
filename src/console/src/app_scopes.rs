//! Scopes of apps: what the apps of the workspace are called, and a list of them to be ticked.

use std::rc::Rc;

use encaixe_protocol::scope::{AnyScope, Grants};
use encaixe_ui::hooks::use_resource;
use encaixe_ui::i18n::Words;
use encaixe_ui::revisions::Topic;
use yew::prelude::*;

use crate::api_client::{self, AppName};

/// The apps of the workspace; none until they are known.
pub(super) type Apps = Option<Vec<AppName>>;

/// The names of the apps.
#[hook]
pub(super) fn use_apps() -> Rc<Apps> {
    let found = use_resource((), Topic::Plugins, |()| api_client::app_names());
    Rc::new(found.value.ready().cloned())
}

/// The scopes of the apps that there are, then of those that are held though they are gone.
pub(super) fn listed(apps: &Apps, held: &Grants) -> Vec<AnyScope> {
    let there = apps.iter().flatten();
    let mut scopes: Vec<AnyScope> = there.map(|app| AnyScope::app(&app.app_id)).collect();
    for scope in held.app_ids().map(AnyScope::app) {
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    scopes
}

/// What the scope of an app allows, in a sentence; none for another scope. An app that is gone has its id for a name.
pub(super) fn sentence(words: &Words, apps: &Apps, scope: &AnyScope) -> Option<String> {
    let app_id = scope.app_id()?;
    let name = find(apps, app_id).map_or(app_id, |app| &app.name);
    Some(words.with("scope-app", [("app", name.into())]))
}

/// That an app is gone, once that is known.
pub(super) fn gone(words: &Words, apps: &Apps, scope: &AnyScope) -> Html {
    let is_gone = apps.is_some() && scope.app_id().is_some_and(|id| find(apps, id).is_none());
    if is_gone {
        html! { <span class="badge badge-warn">{ words.t("scope-app-gone") }</span> }
    } else {
        Html::default()
    }
}

fn find<'a>(apps: &'a Apps, app_id: &str) -> Option<&'a AppName> {
    apps.iter().flatten().find(|app| app.app_id == app_id)
}

/// The set with a scope that was not in it, or without one that was.
pub(super) fn toggled(held: &Grants, scope: &AnyScope) -> Grants {
    if held.has(scope) {
        held.without(scope)
    } else {
        held.with(scope.clone())
    }
}

/// The id of a scope's box in a form.
pub(super) fn box_id(scope: &AnyScope) -> String {
    format!("scope-{}", scope.as_str().replace(':', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apps_that_are_gone_stay_in_the_list_while_they_are_held() {
        let held = Grants::parse("storage app:asana app:old").unwrap();
        let names = |apps: &Apps| {
            let scopes = listed(apps, &held).into_iter();
            scopes
                .map(|scope| scope.as_str().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&None), ["app:asana", "app:old"]);
        let app = |id: &str| AppName {
            app_id: id.to_owned(),
            name: id.to_uppercase(),
        };
        let apps = Some(vec![app("jira"), app("asana")]);
        assert_eq!(names(&apps), ["app:jira", "app:asana", "app:old"]);
    }

    #[test]
    fn a_tick_puts_a_scope_in_and_takes_it_out() {
        let held = Grants::parse("storage").unwrap();
        let asana = AnyScope::app("asana");
        let more = toggled(&held, &asana);
        assert_eq!(more.to_string(), "storage app:asana");
        assert_eq!(toggled(&more, &asana), held);
    }
}
