//! Schemas of OpenAPI that no type of ours has by itself: what its serialisation takes is more, or less, than its fields say.

use encaixe_protocol::event::conversation::Scalar;
use utoipa::openapi::schema::{
    AnyOfBuilder, KnownFormat, ObjectBuilder, Schema, SchemaFormat, SchemaType, Type,
};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use crate::inbox::channel::ContactInfo;

/// An id in a request: a text, or a whole number, which stands for its digits.
#[derive(Debug)]
pub struct GivenId;

impl PartialSchema for GivenId {
    fn schema() -> RefOr<Schema> {
        // 2^53: as far as a JavaScript number names one integer.
        let number = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(-9_007_199_254_740_992_i64))
            .maximum(Some(9_007_199_254_740_992_i64));
        AnyOfBuilder::new()
            .description(Some(
                "An id: a text, as it stands in an answer, or a whole number, which stands for its digits.",
            ))
            .item(ObjectBuilder::new().schema_type(Type::String))
            .item(number)
            .into()
    }
}

impl ToSchema for GivenId {}

/// The scope of an app.
#[derive(Debug)]
pub struct AppScope;

impl PartialSchema for AppScope {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^app:[a-z0-9_]{1,64}$"))
            .description(Some("The scope of an app: calls of its API."))
            .examples(["app:asana"])
            .into()
    }
}

impl ToSchema for AppScope {}

/// A point in time.
#[derive(Debug)]
pub struct Timestamp;

impl PartialSchema for Timestamp {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .description(Some(
                "A point in time, RFC 3339; in answers in UTC with milliseconds.",
            ))
            .examples(["2026-11-22T17:20:16.000Z"])
            .into()
    }
}

impl ToSchema for Timestamp {}

/// What a message from outside can be.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum IncomingKind {
    /// Words.
    Text,
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A recording.
    Audio,
    /// Any other file.
    File,
}

/// What can be written here.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum NewKind {
    /// Words, which go to the contact.
    Text,
    /// For colleagues only.
    Note,
}

/// What a sender says of themselves. Whatever else it is, it does not keep the message out.
#[derive(Debug)]
pub struct Claims;

impl PartialSchema for Claims {
    fn schema() -> RefOr<Schema> {
        let anything = ObjectBuilder::new()
            .schema_type(SchemaType::AnyValue)
            .description(Some(
                "What cannot be used is left out, and told in the answer's `ignored`.",
            ));
        AnyOfBuilder::new()
            .description(Some(
                "What the sender says of themselves. It names a new contact and fills what is empty of a known one.",
            ))
            .item(Ref::from_schema_name(ContactInfo::name()))
            .item(anything)
            .into()
    }
}

impl ToSchema for Claims {
    fn schemas(all: &mut Vec<(String, RefOr<Schema>)>) {
        all.push((ContactInfo::name().into_owned(), ContactInfo::schema()));
    }
}

/// Changes of custom fields.
#[derive(Debug)]
pub struct FieldChanges;

impl PartialSchema for FieldChanges {
    fn schema() -> RefOr<Schema> {
        let value = AnyOfBuilder::new()
            .item(ObjectBuilder::new().schema_type(Type::Null))
            .item(Ref::from_schema_name(Scalar::name()))
            .build();
        ObjectBuilder::new()
            .description(Some(
                "Changes of custom fields by placeholder, at most 100: a missing one stays as it is; null, an empty text or an empty list empties it.",
            ))
            .additional_properties(Some(Schema::AnyOf(value)))
            .into()
    }
}

impl ToSchema for FieldChanges {
    fn schemas(all: &mut Vec<(String, RefOr<Schema>)>) {
        all.push((Scalar::name().into_owned(), Scalar::schema()));
    }
}

/// What can have a custom field.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum Entity {
    /// A person outside the company.
    Contact,
    /// One stretch of service, from start to finish.
    Session,
}

/// What a custom field holds.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "kebab-case")]
pub enum FieldKind {
    /// Words.
    Text,
    /// A whole number.
    Number,
    /// A number.
    Decimal,
    /// A day of the calendar.
    Date,
    /// One of the options.
    Select,
    /// Any of the options.
    MultiSelect,
}

/// What kind of way in a channel is.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum ChannelKind {
    /// WhatsApp.
    Whatsapp,
    /// Instagram.
    Instagram,
    /// Mail.
    Email,
    /// A chat on a web site.
    Webchat,
    /// Telegram.
    Telegram,
    /// Short messages.
    Sms,
}
