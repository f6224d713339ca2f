//! Settings > Members: who works here, what they may do, and ways in for them.

use encaixe_api::access::{MemberPatch, SignInLink};
use encaixe_api::id::MemberId;
use encaixe_api::inbox::member::Member;
use encaixe_ui::avatar::use_avatar;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::copy::use_copy_field;
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::empty::use_trouble;
use encaixe_ui::focus::use_back;
use encaixe_ui::hooks::{use_effect_with, use_resource, use_shared, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::modal::Modal;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Request;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::new_member::NewMemberForm;
use super::role::role_choice;
use super::sessions::MemberSessions;
use crate::api_client;

#[component]
pub(super) fn Members() -> Html {
    let words = use_words();
    let shell = use_shell();
    let members = use_resource((), Topic::Workspace, |()| api_client::members());
    let adding = use_state_eq(|| false);
    let back = use_back(*adding);
    let onadded = {
        let (again, adding, shell) = (members.again.clone(), adding.clone(), shell);
        Callback::from(move |_: Member| {
            adding.set(false);
            again.emit(());
            shell.ask(Request::Directory);
        })
    };
    let toggle = {
        let adding = adding.clone();
        Callback::from(move |_: MouseEvent| adding.set(!*adding))
    };
    let list = match &**members.value {
        Remote::Loading => html! {
            <div class="cards" aria-hidden="true">
                { for (0..3).map(|_| html! { <div class="line-card"><span class="skeleton skeleton-text" /></div> }) }
            </div>
        },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: members.retry() })) } }
        }
        Remote::Ready(found) => html! {
            <ul class="cards">
                { for found.iter().map(|member| html! {
                    <MemberRow key={member.id.to_string()} member={member.clone()} onchanged={members.again.clone()} />
                }) }
            </ul>
        },
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("members") }</h1><p>{ words.t("members-text") }</p></div>
                if !*adding {
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("member-add"), icon: "plus", look: Look::Primary, onclick: toggle.clone(), node: back })) }
                }
            </header>
            if *adding { <NewMemberForm {onadded} oncancel={toggle} /> }
            { list }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    member: Member,
    onchanged: Callback<()>,
}

#[component]
fn MemberRow(props: &Props) -> Html {
    let words = use_words();
    let shell = use_shell();
    let member = &props.member;
    let own = {
        let id = member.id.clone();
        use_shared(move |shared| shared.me.ready().is_some_and(|me| me.member.id == id))
    };
    let link = use_state_eq(|| None::<SignInLink>);
    let asks = use_state_eq(|| false);
    let sessions = use_state_eq(|| false);
    let show_sessions = {
        let sessions = sessions.clone();
        Callback::from(move |_: MouseEvent| sessions.set(true))
    };
    let hide_sessions = {
        let sessions = sessions.clone();
        Callback::from(move |()| sessions.set(false))
    };
    // The role on the screen: the chosen one until the server refuses it.
    let role = use_state_eq(|| member.role);
    {
        let role = role.clone();
        use_effect_with(member.role, move |known| role.set(*known));
    }
    let change = {
        let (shell, onchanged, role) = (shell.clone(), props.onchanged.clone(), role.clone());
        let (id, known) = (member.id.clone(), member.role);
        Callback::from(move |patch: MemberPatch| {
            let (shell, id, onchanged) = (shell.clone(), id.clone(), onchanged.clone());
            let role = role.clone();
            role.set(patch.role.unwrap_or(known));
            spawn_local(async move {
                if let Err(failure) = api_client::change_member(&id, &patch).await {
                    role.set(known);
                    shell.complain("problem-change", &failure);
                }
                onchanged.emit(());
                shell.ask(Request::Directory);
            });
        })
    };
    let set_active = |active: bool| MemberPatch {
        is_active: Some(active),
        ..MemberPatch::default()
    };
    let make_link = {
        let (shell, id, link) = (shell, member.id.clone(), link.clone());
        Callback::from(move |_: MouseEvent| make_link(&shell, &id, &link))
    };
    let close_link = {
        let link = link.clone();
        Callback::from(move |()| link.set(None))
    };
    let ask = {
        let (asks, change) = (asks.clone(), change.clone());
        let is_active = member.is_active;
        Callback::from(move |_: MouseEvent| {
            if is_active {
                asks.set(true);
            } else {
                change.emit(set_active(true));
            }
        })
    };
    let answer = {
        let (asks, change) = (asks.clone(), change.clone());
        Callback::from(move |confirmed: bool| {
            asks.set(false);
            if confirmed {
                change.emit(set_active(false));
            }
        })
    };
    let name = member.name.clone();
    let (activity, activity_icon) = if member.is_active {
        (words.t("member-deactivate"), "user-x")
    } else {
        (words.t("member-reactivate"), "user-check")
    };
    html! {
        <li class={classes!("line-card", (!member.is_active).then_some("is-off"))} data-member={member.id.to_string()}>
            { part!(use_avatar, props!(encaixe_ui::avatar::Props { id: member.id.to_string(), name: member.name.clone(), picture: member.avatar.clone().map(AttrValue::from) })) }
            <div class="line-main">
                <p class="line-name">
                    { &member.name }
                    if *own { <span class="badge">{ words.t("member-you") }</span> }
                    if !member.is_active { <span class="badge">{ words.t("member-inactive") }</span> }
                </p>
                <p class="line-more clip">{ &member.email }</p>
            </div>
            <div class="line-end">
                { role_choice(
                    &words,
                    *role,
                    words.with("member-role-of", [("member", name.clone().into())]),
                    change.reform(|role| MemberPatch { role: Some(role), ..MemberPatch::default() }),
                ) }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("member-link"), icon: "link", onclick: make_link, disabled: !member.is_active })) }
                { push_button(&props!(encaixe_ui::button::Props { label: words.with("sessions-of", [("member", name.clone().into())]), icon: "monitor", look: Look::Quiet, bare: true, onclick: show_sessions, testid: "member-sessions" })) }
                { push_button(&props!(encaixe_ui::button::Props { label: activity, icon: activity_icon, look: Look::Quiet, bare: true, onclick: ask, disabled: *own })) }
            </div>
            if let Some(link) = &*link {
                <Modal title={words.with("link-title", [("member", name.clone().into())])} onclose={close_link}>
                    <p class="dialog-text">{ words.t("link-text") }</p>
                    { part!(use_copy_field, props!(encaixe_ui::copy::Props { value: link.url.clone() })) }
                </Modal>
            }
            if *sessions {
                <MemberSessions id={member.id.clone()} name={name.clone()} onclose={hide_sessions} />
            }
            if *asks {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.with("member-deactivate-title", [("member", name.into())]), text: words.t("member-deactivate-text"), ok: words.t("member-deactivate"), cancel: words.t("cancel"), danger: true, onanswer: answer })) }
            }
        </li>
    }
}

fn make_link(
    shell: &encaixe_ui::shell::Shell,
    id: &MemberId,
    link: &UseStateHandle<Option<SignInLink>>,
) {
    let (shell, id, link) = (shell.clone(), id.clone(), link.clone());
    spawn_local(async move {
        match api_client::member_link(&id).await {
            Ok(made) => link.set(Some(made)),
            Err(failure) => shell.complain("problem-link", &failure),
        }
    });
}
