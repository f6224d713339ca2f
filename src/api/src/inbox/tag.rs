//! Labels for conversations.

use serde::{Deserialize, Serialize};

use super::Uses;
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
    /// By how much it is used; in the lists of the settings alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(feature = "settings"), serde(skip))]
    pub uses: Option<Uses>,
}

/// `POST /api/tags` (admin; an agent where the workspace lets agents make tags).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewTag {
    /// Its name, 1 to 60 characters; no two tags share one, case and accents aside.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// Its colour, `#rrggbb`; missing, it is one that few tags have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = "^#[0-9a-fA-F]{6}$"))]
    pub color: Option<String>,
}

/// `PATCH /api/tags/{id}` (admin): a missing field stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TagPatch {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: Option<String>,
    /// A new colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = "^#[0-9a-fA-F]{6}$"))]
    pub color: Option<String>,
    /// Whether it may still be put on conversations. Switched off, it stays where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// Its place in the list, counted from 0; past the end is the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(format = Int64, maximum = 4_294_967_295u32))]
    pub position: Option<u32>,
}

/// The colours that tags are offered, and given when none is named.
pub const COLORS: [&str; 12] = [
    "#dc2626", "#ea580c", "#d97706", "#65a30d", "#16a34a", "#0f766e", "#0891b2", "#2563eb",
    "#4f46e5", "#7c3aed", "#c026d3", "#64748b",
];

/// A colour as it is stored, `#rrggbb` in lower case.
#[must_use]
pub fn color(text: &str) -> Option<String> {
    let hex = text.trim().strip_prefix('#')?;
    (hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .then(|| format!("#{}", hex.to_ascii_lowercase()))
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
