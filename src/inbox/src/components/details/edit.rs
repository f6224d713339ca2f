//! The details with every field open to be changed. What is typed lies in the page's state: another conversation, or another
//! agent's change, takes nothing of it away.

use std::collections::BTreeMap;
use std::rc::Rc;

use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_protocol::command::send_form::Item;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::gathered;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::{Locale, Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use yew::prelude::*;
use yew::props;

use super::questions::{Labels, Question, questions};
use crate::components::form::field::use_field;
use crate::components::form::{focus_field, use_leaving_part, with_half_dates};
use crate::flow::details::{Change, save};
use crate::form::entry::{Entry, Mistake, initial, read};
use crate::hooks::{use_reading, use_select, use_store};
use crate::state::Action;
use crate::state::editing::{EditAction, EditState, Entity};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) conversation: Rc<Conversation>,
    pub(super) directory: Rc<Directory>,
    /// For the one who puts the focus into it.
    pub(super) node: NodeRef,
}

#[component]
pub(super) fn Edit(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let id = &props.conversation.summary.id;
    let sheet = {
        let id = id.clone();
        use_select(move |state| state.editing.of(&id).cloned().unwrap_or_default())
    };
    let node = props.node.clone();
    let asked = {
        let sources = (
            props.directory.clone(),
            props.conversation.clone(),
            words.clone(),
        );
        use_memo(sources, |(directory, conversation, words)| {
            questions(directory, conversation, &labels(words))
        })
    };
    let locale = words.locale();
    let act = {
        let id = id.clone();
        let store = store.clone();
        Callback::from(move |act: EditAction| store.dispatch(Action::Edit(id.clone(), act)))
    };
    let onentry = {
        let (act, asked) = (act.clone(), Rc::clone(&asked));
        Callback::from(move |(at, entry): (usize, Entry)| {
            if let Some(question) = asked.get(at) {
                let now = initial(&question.item, locale);
                act.emit(EditAction::Enter(question.key.clone(), entry, now));
            }
        })
    };
    let leave = {
        let (act, sheet) = (act.clone(), Rc::clone(&sheet));
        Callback::from(move |()| {
            act.emit(if sheet.leaving {
                EditAction::Leaving(false)
            } else if sheet.touched.is_empty() {
                EditAction::Close
            } else {
                EditAction::Leaving(true)
            });
        })
    };
    let onkeydown = {
        let leave = leave.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.default_prevented() {
                // The page's own Esc would close the conversation.
                event.stop_propagation();
                event.prevent_default();
                leave.emit(());
            }
        })
    };
    let onsubmit = {
        let (asked, sheet, node) = (Rc::clone(&asked), Rc::clone(&sheet), node.clone());
        let (act, id) = (act.clone(), id.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if sheet.saving {
                return;
            }
            let shown = entries(&asked, &sheet, locale);
            let items: Vec<Item> = asked.iter().map(|one| Item::clone(&one.item)).collect();
            let entries = with_half_dates(&items, &shown, &node);
            let heard = asked.iter().zip(&entries).zip(&shown);
            let heard = heard.filter(|((_, entry), shown)| entry != shown);
            act.emit(EditAction::Tried(
                heard
                    .map(|((question, entry), _)| {
                        let now = initial(&question.item, locale);
                        (question.key.clone(), entry.clone(), now)
                    })
                    .collect(),
            ));
            match changes(&asked, &entries, locale) {
                Err(at) => focus_field(&node, &format!("[data-at='{at}']")),
                Ok(changes) if changes.is_empty() => act.emit(EditAction::Close),
                Ok(changes) => save(&store, id.clone(), changes),
            }
        })
    };
    use_first_refused(&node, &asked, &sheet);
    let keep = {
        let (act, node) = (act.clone(), node.clone());
        Callback::from(move |_: MouseEvent| {
            act.emit(EditAction::Leaving(false));
            focus_field(&node, "[data-at='0']");
        })
    };
    let fields = entries(&asked, &sheet, locale);
    let mistakes = if sheet.tried {
        mistakes(&asked, &fields, locale)
    } else {
        BTreeMap::new()
    };
    let phone = asked.iter().zip(&fields).find_map(|(question, entry)| {
        let is_phone = question.key == (Entity::Contact, "phone".to_owned());
        match entry {
            Entry::Text(text) if is_phone && *entry != initial(&question.item, locale) => {
                Some(text.clone())
            }
            _ => None,
        }
    });
    let reading = use_reading(&words, "whatsapp", phone.as_deref().unwrap_or_default());
    let field = |at: usize, question: &Question| {
        let mistake = mistakes.get(&at).copied();
        // A contact without a name has words of its own.
        let is_nameless = mistake.is_some() && question.key.1 == "name";
        let refused = if is_nameless {
            Some(words.t("mistake-name-empty"))
        } else {
            refused(&words, &sheet, question)
        };
        html! {
            { part!(use_field, &at.to_string(), props!(crate::components::form::field::Props { at, item: question.item.clone(), entry: fields.get(at).cloned().unwrap_or(Entry::Text(String::new())), mistake: mistake.filter(|_| !is_nameless), refused: refused.map(AttrValue::from), note: changed_meanwhile(&words, &sheet, question).map(AttrValue::from).or_else(|| {
                    reading.clone().filter(|_| question.key.1 == "phone")
                }), line: question.line, onentry: onentry.clone() })) }
        }
    };
    let group = |entity: Entity, title: String| {
        let numbered = asked.iter().enumerate();
        let of_it: Vec<Html> = numbered
            .filter(|(_, question)| question.key.0 == entity)
            .map(|(at, question)| field(at, question))
            .collect();
        html! {
            if !of_it.is_empty() {
                <section class="detail-group" data-entity={entity.as_str()}>
                    <h2>{ title }</h2>
                    <div class="detail-fields">{ for of_it }</div>
                </section>
            }
        }
    };
    html! {
        <form ref={node} class="details-form" novalidate=true {onsubmit} {onkeydown} data-testid="details-form">
            { group(Entity::Contact, words.t("details-contact")) }
            { group(Entity::Session, words.t("details-session")) }
            <footer class="details-foot">
                <p class="form-summary" role="status">{ summary(&words, &sheet, mistakes.len()) }</p>
                if sheet.leaving {
                    { part!(use_leaving_part, props!(crate::components::form::LeavingProps { keep, discard: act.reform(|_: MouseEvent| EditAction::Close) })) }
                } else {
                    <div class="form-buttons">
                        { push_button(&props!(encaixe_ui::button::Props { label: words.t("cancel"), onclick: leave.reform(|_: MouseEvent| ()), testid: "details-cancel" })) }
                        { push_button(&props!(encaixe_ui::button::Props { label: words.t("save"), look: Look::Primary, submit: true, busy: sheet.saving, testid: "details-save" })) }
                    </div>
                }
            </footer>
        </form>
    }
}

/// Goes to the first field that the server refused.
#[hook]
fn use_first_refused(node: &NodeRef, asked: &Rc<Vec<Question>>, sheet: &Rc<EditState>) {
    let (node, asked, sheet) = (node.clone(), Rc::clone(asked), Rc::clone(sheet));
    let refused = !sheet.saving && !sheet.refused.is_empty();
    use_effect_with(refused, move |refused| {
        let first = asked.iter().position(|question| {
            let (entity, path) = &question.key;
            let failure = sheet.refused.get(entity);
            failure.is_some_and(|failure| failure.field(path).is_some())
        });
        if let (true, Some(at)) = (*refused, first) {
            focus_field(&node, &format!("[data-at='{at}']"));
        }
    });
}

fn labels(words: &Words) -> Labels {
    Labels {
        name: words.t("detail-name"),
        email: words.t("detail-email"),
        phone: words.t("detail-phone"),
        list: words.t("detail-list"),
    }
}

/// What stands in the fields: what the agent typed, else what is stored.
fn entries(asked: &[Question], sheet: &EditState, locale: Locale) -> Vec<Entry> {
    let entry = |question: &Question| {
        let touched = sheet.touched.get(&question.key);
        touched.map_or_else(|| initial(&question.item, locale), |t| t.entry.clone())
    };
    asked.iter().map(entry).collect()
}

/// What is wrong with what was typed; a field that was left alone is not judged.
fn mistakes(asked: &[Question], entries: &[Entry], locale: Locale) -> BTreeMap<usize, Mistake> {
    let fields = asked.iter().zip(entries).enumerate();
    let mistakes = fields
        .filter(|(_, (question, entry))| **entry != initial(&question.item, locale))
        .filter_map(|(at, (question, entry))| {
            Some((at, read(&question.item, entry, locale).err()?))
        });
    gathered::map(mistakes)
}

/// What differs from what is stored; else the place of the first mistake.
fn changes(asked: &[Question], entries: &[Entry], locale: Locale) -> Result<Vec<Change>, usize> {
    let mut changes = Vec::new();
    for (at, (question, entry)) in asked.iter().zip(entries).enumerate() {
        if *entry != initial(&question.item, locale) {
            let answer = read(&question.item, entry, locale).map_err(|_| at)?;
            changes.push((question.key.clone(), entry.clone(), question.stored(answer)));
        }
    }
    Ok(changes)
}

fn refused(words: &Words, sheet: &EditState, question: &Question) -> Option<String> {
    let (entity, path) = &question.key;
    failure::mistake(words, sheet.refused.get(entity)?, path)
}

/// Says what a field that the agent touched has become by somebody else.
fn changed_meanwhile(words: &Words, sheet: &EditState, question: &Question) -> Option<String> {
    let touched = sheet.touched.get(&question.key)?;
    let now = initial(&question.item, words.locale());
    if sheet.saving || touched.was == now {
        return None;
    }
    let now = question.reads(&now);
    Some(if now.is_empty() {
        words.t("detail-emptied")
    } else {
        words.with("detail-changed", [("value", now.into())])
    })
}

fn summary(words: &Words, sheet: &EditState, mistakes: usize) -> Html {
    let whole = sheet
        .refused
        .values()
        .find(|failure| failure.error.fields.is_empty());
    let text = if mistakes > 0 {
        Some(words.with("form-mistakes", [("count", mistakes.into())]))
    } else {
        let text = |failure| {
            format!(
                "{} {}",
                words.t("problem-change"),
                failure::reason(words, failure)
            )
        };
        whole.map(text)
    };
    html! { if let Some(text) = text { { small_icon("circle-alert") }{ text } } }
}
