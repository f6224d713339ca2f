//! What is said of an attendance: reports and categories at its finish, and ratings.

use std::collections::BTreeSet;

use encaixe_api::error::FieldError;
use encaixe_api::inbox::attendance::{CHOICES, NewRating, OBSERVATION_CHARS, REPORT_CHARS, SCORES};
use encaixe_api::inbox::conversation::{ConversationPatch, Status};

use super::{Checked, collect_error, field_error, optional_text};

/// A change of a conversation with its report as it is kept: none when nothing can be seen of it.
///
/// # Errors
/// `not_closing`, `too_long`, `too_many` or `repeated`, at the path `report` or `categories`.
pub fn closing(patch: ConversationPatch) -> Result<ConversationPatch, Vec<FieldError>> {
    let mut errors = Vec::new();
    let report = patch
        .report
        .as_deref()
        .and_then(|text| collect_error(&mut errors, optional_text("report", text, REPORT_CHARS)));
    if patch.status != Some(Status::Closed) {
        let given = [
            ("report", patch.report.is_some()),
            ("categories", !patch.categories.is_empty()),
        ];
        for (path, _) in given.iter().filter(|(_, is_given)| *is_given) {
            let message = "this is said when a conversation is closed, beside `status`";
            errors.push(field_error(path, "not_closing", message));
        }
    }
    if patch.categories.len() > CHOICES {
        let message = format!("at most {CHOICES} choices are taken");
        errors.push(field_error("categories", "too_many", message));
    }
    let mut chosen = BTreeSet::new();
    for (place, choice) in patch.categories.iter().enumerate() {
        if !chosen.insert(choice) {
            let message = "this stands there before; once is enough";
            errors.push(field_error(
                &format!("categories[{place}]"),
                "repeated",
                message,
            ));
        }
    }
    super::ensure_valid(errors)?;
    Ok(ConversationPatch {
        report: report.flatten(),
        ..patch
    })
}

/// A rating with its words as they are kept.
///
/// # Errors
/// `invalid` at the path `score`, `too_long` at `observation`.
pub fn rating(new: NewRating) -> Result<NewRating, Vec<FieldError>> {
    let mut errors = Vec::new();
    if !SCORES.contains(&new.score) {
        let message = format!(
            "a whole number from {} to {} is expected",
            SCORES.start(),
            SCORES.end()
        );
        errors.push(field_error("score", "invalid", message));
    }
    let observation: Checked<Option<String>> = new.observation.map_or(Ok(None), |text| {
        optional_text("observation", &text, OBSERVATION_CHARS)
    });
    let observation = collect_error(&mut errors, observation).flatten();
    super::ensure_valid(errors)?;
    Ok(NewRating {
        score: new.score,
        observation,
    })
}
