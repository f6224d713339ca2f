//! Settings > Sign-ins: where one is signed in, and the end of it; of a member too, for admins.

use encaixe_api::access::Session;
use encaixe_api::id::{MemberId, SessionId};
use encaixe_ui::button::push_button;
use encaixe_ui::empty::use_trouble;
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::large_icon;
use encaixe_ui::modal::Modal;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Request;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

/// One's own.
#[component]
pub(super) fn SessionsPage() -> Html {
    let words = use_words();
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("sessions") }</h1><p>{ words.t("sessions-text") }</p></div>
            </header>
            <List />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct MemberProps {
    pub(super) id: MemberId,
    pub(super) name: AttrValue,
    pub(super) onclose: Callback<()>,
}

/// A member's, over the list of members.
#[component]
pub(super) fn MemberSessions(props: &MemberProps) -> Html {
    let words = use_words();
    let title = words.with("sessions-of", [("member", props.name.to_string().into())]);
    html! {
        <Modal {title} onclose={props.onclose.clone()}>
            <p class="dialog-text">{ words.t("sessions-member-text") }</p>
            <List member={Some(props.id.clone())} />
        </Modal>
    }
}

#[derive(Properties, PartialEq)]
struct ListProps {
    /// Whose; none are one's own.
    #[prop_or_default]
    member: Option<MemberId>,
}

#[component]
fn List(props: &ListProps) -> Html {
    let words = use_words();
    let shell = use_shell();
    let member = props.member.clone();
    let sessions = {
        use_resource(member.clone(), Topic::Sessions, |member| {
            let member = member.clone();
            async move { api_client::sessions(member.as_ref()).await }
        })
    };
    let end = {
        let again = sessions.again.clone();
        Callback::from(move |id: Option<SessionId>| {
            let (shell, member, again) = (shell.clone(), member.clone(), again.clone());
            spawn_local(async move {
                let done = match &id {
                    Some(id) => api_client::end_session(member.as_ref(), id).await,
                    None => api_client::end_sessions(member.as_ref()).await,
                };
                match done {
                    Ok(()) => {
                        again.emit(());
                        shell.ask(Request::CheckSession);
                    }
                    // It ended meanwhile, which is what was wanted.
                    Err(failure) if failure.is_missing() => again.emit(()),
                    Err(failure) => shell.complain("problem-change", &failure),
                }
            });
        })
    };
    match &**sessions.value {
        Remote::Loading => html! {
            <div class="cards" aria-hidden="true">
                { for (0..2).map(|_| html! { <div class="line-card"><span class="skeleton skeleton-text" /></div> }) }
            </div>
        },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: sessions.retry() })) } }
        }
        Remote::Ready(found) if found.is_empty() => {
            html! { <p class="section-text">{ words.t("sessions-none") }</p> }
        }
        Remote::Ready(found) => {
            let others = found.iter().filter(|session| !session.current).count();
            let own = found.iter().any(|session| session.current);
            let all = words.t(if own {
                "sessions-end-others"
            } else {
                "sessions-end-all"
            });
            html! {
                <>
                    <ul class="cards">
                        { for found.iter().map(|session| line(&words, session, &end)) }
                    </ul>
                    if others > 1 || own && others > 0 {
                        <div class="form-buttons">
                            { push_button(&props!(encaixe_ui::button::Props { label: all, icon: "log-out", testid: "end-sessions", onclick: end.reform(|_: MouseEvent| None) })) }
                        </div>
                    }
                </>
            }
        }
    }
}

fn line(words: &Words, session: &Session, end: &Callback<Option<SessionId>>) -> Html {
    let name = match (&session.browser, &session.system) {
        (Some(browser), Some(system)) => words.with(
            "session-browser",
            [
                ("browser", browser.as_str().into()),
                ("system", system.as_str().into()),
            ],
        ),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => words.t("session-unknown"),
    };
    let is_phone = matches!(session.system.as_deref(), Some("Android" | "iPhone"));
    let made = time::date_time(words, &session.created_at);
    let made = words.with("session-made", [("at", made.into())]);
    let used = session
        .last_used_at
        .as_ref()
        .map(|at| words.with("session-used", [("at", time::date_time(words, at).into())]));
    let onclick = {
        let id = session.id.clone();
        end.reform(move |_: MouseEvent| Some(id.clone()))
    };
    let label = words.with("session-end-of", [("session", name.clone().into())]);
    html! {
        <li class="line-card" key={session.id.as_str()} data-session={session.id.to_string()}>
            <span class="line-icon">{ large_icon(if is_phone { "smartphone" } else { "monitor" }) }</span>
            <div class="line-main">
                <p class="line-name">
                    { name }
                    if session.current { <span class="badge" data-testid="session-current">{ words.t("session-current") }</span> }
                </p>
                <p class="line-more">
                    { made }
                    if let Some(used) = used { { " · " }{ used } }
                </p>
            </div>
            if !session.current {
                <div class="line-end">{ push_button(&props!(encaixe_ui::button::Props { label, bare: true, icon: "log-out", onclick, testid: "end-session" })) }</div>
            }
        </li>
    }
}
