//! The check of custom fields that contacts and attendances share.

use encaixe_api::error::FieldError;
use encaixe_api::inbox::custom_field::Fields;

use crate::app::App;
use crate::check::field_values;
use crate::error::Result;
use crate::store::field::Changes;

/// The changes of an entity's custom fields as they are stored; what is wrong with them joins the list.
pub(super) async fn validate(
    app: &App,
    entity: &str,
    fields: &Fields,
    errors: &mut Vec<FieldError>,
) -> Result<Changes> {
    if fields.is_empty() {
        return Ok(Changes::new());
    }
    let mut known = app.store.custom_fields().await?;
    known.retain(|one| one.entity == entity);
    Ok(field_values::validate(&known, fields, errors))
}
