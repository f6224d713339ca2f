//! `finishAttendance`: an attendance ended.

use serde_json::Value;

use super::{Attendance, Names, object};

/// How an attendance ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finish {
    /// Who finished it.
    pub by: String,
    /// When.
    pub at: i64,
    /// What they say of it.
    pub report: String,
    /// What the contact says of it.
    pub observation: String,
    /// What it was about.
    pub category: Category,
}

/// What an attendance was about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Category {
    /// Nobody says.
    #[default]
    None,
    /// One without items.
    One(One),
    /// Those with items, each with the one that was chosen.
    Items(Vec<(One, Item)>),
}

/// A category.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct One {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its colour, such as `#DD3344`.
    pub color: String,
}

/// An item of a category.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// The body.
#[must_use]
pub fn finished(names: Names, attendance: &Attendance, finish: &Finish) -> Value {
    let mut fields = attendance.common(names, "FINISH");
    fields.extend(object([
        ("endTime", finish.at.into()),
        ("finishBy", finish.by.as_str().into()),
        (names.report(), finish.report.as_str().into()),
        ("ratingObservation", finish.observation.as_str().into()),
        ("requestTime", attendance.requested_at.into()),
    ]));
    match &finish.category {
        Category::None => {}
        Category::One(one) => {
            let one = object([
                ("color", one.color.as_str().into()),
                ("id", one.id.as_str().into()),
                ("name", one.name.as_str().into()),
            ]);
            fields.insert("attendanceCategory".to_owned(), one.into());
        }
        Category::Items(chosen) => {
            let chosen: Vec<Value> = chosen.iter().map(|(one, item)| entry(one, item)).collect();
            fields.insert("attendanceCategories".to_owned(), chosen.into());
        }
    }
    attendance.with_chat(names, fields)
}

fn entry(one: &One, item: &Item) -> Value {
    object([
        ("categoryId", one.id.as_str().into()),
        ("categoryName", one.name.as_str().into()),
        ("color", one.color.as_str().into()),
        ("itemId", item.id.as_str().into()),
        ("itemName", item.name.as_str().into()),
    ])
    .into()
}
