//! What a reader sees of a text. One rule for every name that people give: of members, contacts, plugins, tags, groups,
//! fields, channels and tokens. Pure.
//!
//! Unicode has signs that draw nothing and yet change how the text around them is drawn, compared or sorted: a name
//! with U+202E in it reads backwards, one of U+200B alone cannot be seen. Names have none, but for those without which
//! some scripts and pictures cannot be written.

/// The name as it may stand: without the white space around it, controls and signs that draw nothing. Line breaks and
/// tabs become spaces.
#[must_use]
pub fn name(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    // A flag of a part of a country goes on in tags until one that ends it.
    let mut in_flag = false;
    while let Some(c) = rest.next() {
        let before = kept.chars().next_back();
        in_flag = match c {
            '\u{1F3F4}' => true,
            '\u{E0020}'..='\u{E007F}' => in_flag,
            _ => false,
        };
        let stays = match c {
            c if c.is_whitespace() => {
                kept.push(' ');
                continue;
            }
            '\u{200C}' | '\u{200D}' => {
                // A picture may be asked for in colour before it is joined to the next.
                let joins = |c: char| is_joined(c) && (c == '\u{FE0F}' || !is_unseen(c));
                before.is_some_and(joins) && rest.peek().copied().is_some_and(joins)
            }
            '\u{FE0E}' | '\u{FE0F}' => before.is_some_and(|c| !c.is_whitespace() && !is_unseen(c)),
            '\u{E0020}'..='\u{E007F}' => in_flag,
            c => !is_unseen(c),
        };
        if stays {
            kept.push(c);
        }
    }
    let kept = kept.trim();
    if is_blank(kept) {
        return String::new();
    }
    kept.to_owned()
}

/// Whether nothing of the text can be seen.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || is_unseen(c) || is_empty_letter(c))
}

/// Whether a sign turns around how the text behind it is drawn, so that it reads as something else.
#[must_use]
pub const fn is_turning(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Controls and signs that draw nothing. Source: Unicode, the general categories Cc and Cf without those that are drawn,
/// and the property `Default_Ignorable_Code_Point`.
#[must_use]
pub const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{70F}'
        | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Letters of which nothing is drawn.
#[must_use]
pub const fn is_empty_letter(c: char) -> bool {
    matches!(
        c,
        '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
    )
}

/// Whether a sign can be one of the two that a joiner stands between: letters whose form depends on their neighbour, and
/// pictures that are made of several.
const fn is_joined(c: char) -> bool {
    matches!(c,
        '\u{0600}'..='\u{08FF}' | '\u{0900}'..='\u{0DFF}' | '\u{0F00}'..='\u{109F}' | '\u{1780}'..='\u{18AF}'
        | '\u{2190}'..='\u{2BFF}' | '\u{A840}'..='\u{A87F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE0F}'
        | '\u{FE70}'..='\u{FEFC}' | '\u{10D00}'..='\u{10EFF}' | '\u{11000}'..='\u{11FFF}'
        | '\u{1E900}'..='\u{1E95F}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::{is_blank, name};

    #[test]
    fn names_are_without_what_turns_or_hides_them() {
        for (text, expected) in [
            (" Ana  Lima ", "Ana  Lima"),
            ("fatura\u{202e}fdp.exe", "faturafdp.exe"),
            ("\u{2066}Ana\u{2069}", "Ana"),
            ("A\u{200b}n\u{feff}a\u{ad}\u{2060}", "Ana"),
            ("An\u{e0041}a", "Ana"),
            ("Ana\nLima\t", "Ana Lima"),
            ("Ana\0\u{7f}\u{85}", "Ana"),
            ("\u{200e}Ana\u{200f}", "Ana"),
            ("A\u{200d}na", "Ana"),
            ("\u{200b}", ""),
            ("\u{3164}", ""),
            ("\u{2800}\u{fe0f}", ""),
            (" \u{202e} ", ""),
        ] {
            assert_eq!(name(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_scripts_and_pictures_need_stays() {
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👩\u{200d}🔧 Bia",
            "👩🏽\u{200d}❤\u{fe0f}\u{200d}👨🏿",
            "❤\u{fe0f}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "🇧🇷",
            "José",
            "Łukasz",
            "مريم",
            "O’Neill",
            "井上",
        ] {
            assert_eq!(name(text), text, "{text:?}");
        }
    }

    #[test]
    fn a_text_of_nothing_but_signs_that_draw_nothing_is_blank() {
        for text in [
            "",
            " \n",
            "\u{200b}",
            "\u{2800}",
            "\u{3164}\u{feff}",
            "\u{e0041}\u{ad}",
            "\u{a0}\u{3000}",
        ] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["a", ".", "❤", "\u{200f}ש", "-"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }
}
