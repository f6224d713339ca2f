//! Labels for conversations.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::TagId;

/// A label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// Its name.
    pub name: String,
    /// Its colour, `#rrggbb`.
    pub color: String,
    /// The readable colour of text on it, `#rrggbb`; see [`text_color`].
    pub text_color: String,
    /// Whether it may still be put on conversations.
    pub is_active: bool,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it last changed.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub updated_at: Timestamp,
}

/// Black or white, whichever has the higher contrast on `color` (`#rrggbb`); black on anything else.
/// Source: WCAG 2.2, "relative luminance" and "contrast ratio".
#[must_use]
pub fn text_color(color: &str) -> &'static str {
    let Some(luminance) = luminance(color) else {
        return "#000000";
    };
    if (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) {
        "#000000"
    } else {
        "#ffffff"
    }
}

fn luminance(color: &str) -> Option<f64> {
    let rgb =
        u32::from_str_radix(color.strip_prefix('#').filter(|hex| hex.len() == 6)?, 16).ok()?;
    let channel = |shift: u32| {
        let value = f64::from((rgb >> shift) & 0xff) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    Some(0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0))
}

#[cfg(test)]
mod tests {
    use super::text_color;

    #[test]
    fn text_on_a_tag_takes_the_colour_that_reads_better() {
        for (color, text) in [
            ("#ffffff", "#000000"),
            ("#000000", "#ffffff"),
            ("#facc15", "#000000"),
            ("#1d4ed8", "#ffffff"),
            ("not a colour", "#000000"),
            ("#12345", "#000000"),
        ] {
            assert_eq!(text_color(color), text, "{color}");
        }
    }
}
