//! The form of an integration, new or there already. The server alone says what is wrong; each mistake stands in its place, and nothing
//! typed is lost.

mod draft;
mod logo;
mod mistakes;
mod more;
mod redirects;
mod scopes;
mod sheet;
mod texts;
mod way;

use encaixe_api::integration::{IntegrationCategory, IntegrationManifest};
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::field::use_field_part;
use encaixe_ui::focus::{use_form, use_kept};
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::{Locale, Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use yew::prelude::*;
use yew::props;

pub(super) use self::draft::Draft;
use self::logo::Logo;
use self::mistakes::Mistakes;
use self::more::More;
use self::redirects::Redirects;
use self::scopes::Scopes;
use self::sheet::{Act, Change, Sheet, typed};
use self::texts::{Both, both};
use self::way::Way;

/// What is sent, and whom to tell where the server refuses it.
pub(super) struct Sending {
    pub(super) manifest: IntegrationManifest,
    pub(super) onrefused: Callback<Failure>,
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) initial: Draft,
    /// It is not there yet.
    #[prop_or_default]
    pub(super) new: bool,
    /// It cannot be saved now.
    #[prop_or_default]
    pub(super) is_locked: bool,
    pub(super) onsend: Callback<Sending>,
}

#[component]
pub(super) fn IntegrationForm(props: &Props) -> Html {
    let words = use_words();
    let sheet = use_reducer_eq(|| Sheet::of(props.initial.clone()));
    let form = use_form(sheet.is_sending);
    // After `use_form`: a field that is wrong has the focus first.
    let save = use_kept(sheet.is_sending);
    {
        let (sheet, before) = (sheet.dispatcher(), use_mut_ref(|| props.initial.clone()));
        use_effect_with(props.initial.clone(), move |now| {
            let before = before.replace(now.clone());
            sheet.dispatch(Act::Follow(Box::new((before, now.clone()))));
        });
    }
    let onchange = {
        let sheet = sheet.dispatcher();
        Callback::from(move |change: Change| sheet.dispatch(Act::Change(change)))
    };
    let onfold = {
        let sheet = sheet.dispatcher();
        Callback::from(move |is_open: bool| sheet.dispatch(Act::Unfold(is_open)))
    };
    let onsubmit = {
        let (sheet, words) = (sheet.clone(), words.clone());
        let (onsend, is_locked) = (props.onsend.clone(), props.is_locked);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if sheet.is_sending || is_locked {
                return;
            }
            let sent = sheet.draft.clone();
            let manifest = sent.manifest();
            let onrefused = {
                let (sheet, words) = (sheet.dispatcher(), words.clone());
                Callback::from(move |failure: Failure| {
                    let found = Mistakes::of_failure(&words, &failure, &sent);
                    sheet.dispatch(Act::Refused(found));
                })
            };
            sheet.dispatch(Act::Send);
            onsend.emit(Sending {
                manifest,
                onrefused,
            });
        })
    };
    let (draft, mistakes) = (&sheet.draft, &sheet.mistakes);
    let is_same = !props.new && draft.says_the_same(&props.initial);
    let label = words.t(if props.new {
        "integration-form-create"
    } else {
        "save"
    });
    html! {
        <form class="form" ref={form} {onsubmit} novalidate=true data-testid="integration-form">
            { about(&words, draft, mistakes, &onchange) }
            <Logo logo={draft.logo.clone()} error={mistakes.at("logo")} onchange={typed(&onchange, "logo", |draft: &mut Draft, address: String| draft.logo = address)} />
            <Redirects rows={draft.redirects.clone()} mistakes={mistakes.clone()} onchange={onchange.clone()} />
            <Scopes scopes={draft.scopes.clone()} mistakes={mistakes.clone()} onchange={onchange.clone()} />
            <Way draft={draft.clone()} mistakes={mistakes.clone()} onchange={onchange.clone()} />
            <More draft={draft.clone()} mistakes={mistakes.clone()} is_open={sheet.has_more} {onchange} {onfold} />
            if let Some(text) = &mistakes.elsewhere {
                <p class="form-error" role="alert">{ small_icon("circle-alert") }{ text.clone() }</p>
            }
            <div class="form-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label, look: Look::Primary, submit: true, busy: sheet.is_sending, disabled: is_same || props.is_locked, node: save, testid: "integration-save" })) }
            </div>
        </form>
    }
}

/// What it is called, what it is for and what it does.
fn about(words: &Words, draft: &Draft, wrong: &Mistakes, onchange: &Callback<Change>) -> Html {
    let name = typed(onchange, "name", |draft: &mut Draft, text: String| {
        draft.name = text;
    });
    let category = typed(onchange, "category", |draft: &mut Draft, word: String| {
        draft.category = IntegrationCategory::parse(&word).unwrap_or_default();
    });
    let categories = IntegrationCategory::ALL.iter().map(|one| {
        let word = one.as_str();
        let text = words.t(&format!("market-category-{word}"));
        (word.into(), text.into())
    });
    let ontyped = |language: Locale, place: String| {
        typed(onchange, place, move |draft: &mut Draft, text: String| {
            draft::write(&mut draft.description, language, text);
        })
    };
    let description = Both {
        place: "description",
        texts: &draft.description,
        label: "integration-form-description",
        rows: "6",
    };
    let category_label = words.t("integration-form-category");
    let error = wrong.at("category");
    html! {
        <>
            { part!(use_field_part, "name", props!(encaixe_ui::field::Props { label: words.t("integration-form-name"), name: "name", value: draft.name.clone(), help: words.t("integration-form-name-help"), error: wrong.at("name"), oninput: name })) }
            <div class="field">
                { both(words, &description, wrong, ontyped) }
                <p class="field-help">{ words.t("integration-form-description-help") }</p>
            </div>
            <div class={classes!("field", error.is_some().then_some("has-error"))}>
                <span class="label" aria-hidden="true">{ category_label.clone() }</span>
                { part!(use_select_part, "category", props!(encaixe_ui::select::Props { class: "select", name: "category", label: category_label, value: draft.category.as_str(), options: categories.collect::<Vec<_>>(), onchange: category })) }
                if let Some(error) = error { <p class="field-error" role="alert">{ small_icon("circle-alert") }{ error }</p> }
            </div>
        </>
    }
}
