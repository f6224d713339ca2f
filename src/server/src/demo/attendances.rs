//! How the attendances of the demo were served.

use anyhow::Context as _;
use encaixe_api::id::AttendanceId;
use encaixe_api::inbox::attendance::{Choice, NewRating};
use encaixe_api::inbox::conversation::Status;
use encaixe_api::inbox::message::Kind;

use super::file::{self, span};
use super::install::{Names, find, maybe};
use crate::store::Write;
use crate::store::attendance::past::{self, Past};
use crate::time::{MINUTE, Millis};

/// An attendance is taken by the first answer, or by the assignment; one without both waits.
pub(super) async fn serve(
    write: &mut Write,
    names: &Names,
    one: &file::Conversation,
    attendance: &AttendanceId,
    now: Millis,
) -> anyhow::Result<()> {
    let answer = one.message.iter();
    let mut answer = answer.filter(|said| said.by != "contact" && said.kind != Kind::Note);
    let answer = answer.next();
    let operator = answer
        .map(|said| said.by.as_str())
        .or(one.assignee.as_deref());
    let (Some(first), Some(last)) = (answer.or(one.message.first()), one.message.last()) else {
        return Ok(());
    };
    let Some(operator) = maybe(&names.members, operator)? else {
        return Ok(());
    };
    let finished_at = now - span(&last.at)?;
    let finish = one.finish.as_ref();
    let categories = finish.map(|finish| choice(names, finish)).transpose()?;
    let rating = finish.and_then(|finish| {
        let new = NewRating {
            score: finish.score?,
            observation: finish.observation.clone(),
        };
        Some((new, finished_at + 4 * MINUTE))
    });
    let past = Past {
        operator: Some(operator),
        started_at: now - span(&first.at)?,
        finished_at: (one.status == Status::Closed).then_some(finished_at),
        report: finish.and_then(|finish| finish.report.as_deref()),
        categories: &categories.into_iter().collect::<Vec<_>>(),
        rating,
    };
    past::keep(write, attendance, &past).await?;
    Ok(())
}

fn choice(names: &Names, finish: &file::Finish) -> anyhow::Result<Choice> {
    let category = find(&names.categories, &finish.category)?;
    let item = finish.item.as_deref().map(|name| {
        let item = category.items.iter().find(|item| item.name == name);
        item.with_context(|| format!("no such item: {name}"))
    });
    Ok(Choice {
        category: category.id.clone(),
        item: item.transpose()?.map(|item| item.id.clone()),
    })
}
