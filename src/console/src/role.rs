//! Roles, as a choice and in a word.

use encaixe_api::access::Role;
use encaixe_ui::i18n::Words;
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use yew::prelude::*;
use yew::props;

/// What somebody may do.
pub(super) fn role_choice(
    words: &Words,
    role: Role,
    label: String,
    onchange: Callback<Role>,
) -> Html {
    let onchange = Callback::from(move |value: String| {
        if let Some(role) = Role::parse(&value) {
            onchange.emit(role);
        }
    });
    let options = [Role::Agent, Role::Admin, Role::Developer]
        .map(|role| (role.as_str().into(), role_word(words, role).into()));
    html! {
        { part!(use_select_part, "role", props!(encaixe_ui::select::Props { class: "select", name: "role", label, value: role.as_str(), options: options.to_vec(), onchange })) }
    }
}

/// A role in one word.
pub(super) fn role_word(words: &Words, role: Role) -> String {
    match role {
        Role::Agent => words.t("role-agent"),
        Role::Admin => words.t("role-admin"),
        Role::Developer => words.t("role-developer"),
    }
}
