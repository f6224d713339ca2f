//! `set_property`: the server sets the fields, all or none, and whatever shows them follows.

use std::collections::BTreeMap;

use encaixe_api::id::{AttendanceId, ContactId};
use encaixe_api::inbox::attendance::AttendancePatch;
use encaixe_api::inbox::contact::ContactPatch;
use encaixe_api::inbox::custom_field::Fields;
use encaixe_protocol::command::send_form::{Answer, Value};
use encaixe_protocol::command::set_property::{Entity, Field, Params, Reply};
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::event::conversation::Scalar;
use encaixe_ui::remote::Remote;

use super::CommandContext;
use crate::api_client;
use crate::flow::conversations;

/// Whose fields.
enum Target {
    Contact(ContactId),
    Attendance(AttendanceId),
}

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<Reply, WireError> {
    let (key, target, fields) = read(context, params).await?;
    let done = match &target {
        Target::Contact(id) => {
            let patch = ContactPatch {
                fields,
                ..ContactPatch::default()
            };
            api_client::change_contact(context.by(), id, &patch).await
        }
        Target::Attendance(id) => {
            let patch = AttendancePatch { fields };
            api_client::change_attendance(context.by(), id, &patch).await
        }
    };
    done.map_err(|failure| context.refused(&failure))?;
    let state = context.store.state();
    if let Some(open) = state.conversation().filter(|open| match &target {
        Target::Contact(id) => open.person.id == *id,
        Target::Attendance(id) => open.session == *id,
    }) {
        conversations::refreshed(&context.store, &open.summary.id).await;
    }
    Ok(Reply { key, success: true })
}

async fn read(
    context: &CommandContext,
    params: Params,
) -> Result<(Option<Value>, Target, Fields), WireError> {
    if params.fields.is_empty() {
        return Err(WireError::invalid("fields: at least one is expected"));
    }
    let fields = values(params.fields)?;
    let named = match params.entity {
        Entity::Contact => params.contact_id.map(Target::Contact),
        Entity::Session => params.session_id.map(Target::Attendance),
    };
    let target = match named {
        Some(target) => target,
        None => of_open(context, params.entity).await?,
    };
    Ok((params.key, target, fields))
}

/// The contact or the attendance of the conversation that the call was made for.
async fn of_open(context: &CommandContext, entity: Entity) -> Result<Target, WireError> {
    let id = context.conversation()?;
    let found = context
        .when(|state| {
            let Some(open) = state.open.as_ref().filter(|open| open.id == id) else {
                let message = "another conversation was opened meanwhile";
                return Some(Err(WireError::new(Code::ConversationChanged, message)));
            };
            match &open.data {
                Remote::Loading => None,
                Remote::Failed(failure) => Some(Err(context.refused(failure))),
                Remote::Ready(open) => Some(Ok(match entity {
                    Entity::Contact => Target::Contact(open.person.id.clone()),
                    Entity::Session => Target::Attendance(open.session.clone()),
                })),
            }
        })
        .await;
    found.unwrap_or_else(|| Err(WireError::new(Code::Aborted, "the call was given up")))
}

/// What the server is to set; JSON would make null, which empties a field, of a number that is not finite.
fn values(fields: BTreeMap<String, Field>) -> Result<Fields, WireError> {
    let mut values = Fields::new();
    for (placeholder, field) in fields {
        let value = field.value.map(scalar).transpose().map_err(|number| {
            WireError::invalid(format!(
                "fields.{placeholder}.value: {number}; a finite number is expected"
            ))
        })?;
        values.insert(placeholder, value);
    }
    Ok(values)
}

/// The value as fields hold it; else the number in it that is not finite.
fn scalar(answer: Answer) -> Result<Scalar, f64> {
    Ok(match answer {
        Answer::One(Value::Number(number)) => Scalar::Number(finite(number)?),
        Answer::One(Value::Text(text)) => Scalar::Text(text),
        Answer::Many(values) => {
            let texts = values.into_iter().map(|value| match value {
                Value::Number(number) => finite(number).map(|number| number.to_string()),
                Value::Text(text) => Ok(text),
            });
            Scalar::List(texts.collect::<Result<_, _>>()?)
        }
    })
}

fn finite(number: f64) -> Result<f64, f64> {
    if number.is_finite() {
        Ok(number)
    } else {
        Err(number)
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, BTreeMap, Code, Field, Scalar, Value, scalar, values};

    #[test]
    fn answers_are_what_fields_hold() {
        let text = |text: &str| Value::Text(text.to_owned());
        for (answer, expected) in [
            (Answer::One(Value::Number(2.5)), Scalar::Number(2.5)),
            (Answer::One(text("2.5")), Scalar::Text("2.5".to_owned())),
            (
                Answer::Many(vec![text("a"), Value::Number(7.0)]),
                Scalar::List(vec!["a".to_owned(), "7".to_owned()]),
            ),
            (Answer::Many(Vec::new()), Scalar::List(Vec::new())),
        ] {
            assert_eq!(scalar(answer.clone()), Ok(expected), "{answer:?}");
        }
    }

    #[test]
    fn a_number_that_is_none_empties_no_field() {
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let number = Value::Number(number);
            for answer in [Answer::One(number.clone()), Answer::Many(vec![number])] {
                let value = Some(answer);
                let fields = BTreeMap::from([("filhos".to_owned(), Field { value })]);
                let refused = values(fields).unwrap_err();
                assert_eq!(refused.code, Code::Invalid);
                assert!(
                    refused.message.starts_with("fields.filhos.value: "),
                    "{refused:?}"
                );
            }
        }
        let emptied = BTreeMap::from([("filhos".to_owned(), Field { value: None })]);
        assert_eq!(
            values(emptied),
            Ok(BTreeMap::from([("filhos".to_owned(), None)]))
        );
    }
}
