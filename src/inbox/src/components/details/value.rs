//! How a custom field's value reads.

use encaixe_api::inbox::custom_field::CustomField;
use encaixe_protocol::event::conversation::Scalar;

/// A value, as far as it does not depend on the reader's language.
#[derive(Debug, PartialEq)]
pub(super) enum Shown {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, `YYYY-MM-DD`.
    Day(String),
}

/// Options read by their labels; one that the field no longer has, as it was stored.
pub(super) fn shown(field: &CustomField, value: &Scalar) -> Shown {
    match value {
        Scalar::Number(number) => Shown::Number(*number),
        Scalar::Text(text) if field.kind == "date" => Shown::Day(text.clone()),
        Scalar::Text(text) => Shown::Text(label(field, text)),
        Scalar::List(list) => {
            let labels: Vec<String> = list.iter().map(|one| label(field, one)).collect();
            Shown::Text(labels.join(", "))
        }
    }
}

fn label(field: &CustomField, value: &str) -> String {
    let option = field.options.iter().find(|option| option.value == value);
    option.map_or_else(|| value.to_owned(), |option| option.label.clone())
}

#[cfg(test)]
mod tests {
    use encaixe_api::inbox::custom_field::{Choice, CustomField};

    use super::{Scalar, Shown, shown};

    fn field(kind: &str) -> CustomField {
        let option = |value: &str, label: &str| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
        };
        CustomField {
            id: "1".into(),
            name: "Campo".to_owned(),
            description: None,
            entity: "contact".to_owned(),
            placeholder: "campo".to_owned(),
            kind: kind.to_owned(),
            options: vec![option("p", "Pequeno"), option("g", "Grande")],
            is_active: true,
            uses: None,
            created_at: String::new(),
            updated_at: String::new(),
        }
    }

    #[test]
    fn each_kind_reads_in_its_own_way() {
        let text = |text: &str| Scalar::Text(text.to_owned());
        let words = |text: &str| Shown::Text(text.to_owned());
        for (kind, value, expected) in [
            ("select", text("p"), words("Pequeno")),
            ("select", text("gone"), words("gone")),
            (
                "multi-select",
                Scalar::List(vec!["g".to_owned(), "gone".to_owned()]),
                words("Grande, gone"),
            ),
            ("number", Scalar::Number(2.0), Shown::Number(2.0)),
            ("text", text("oi"), words("oi")),
            (
                "date",
                text("2026-11-22"),
                Shown::Day("2026-11-22".to_owned()),
            ),
        ] {
            assert_eq!(shown(&field(kind), &value), expected, "{kind}");
        }
    }
}
