//! `pattern`: regular expressions in apps' files. They take time that grows with the text alone, and know ASCII classes, as JavaScript does.

use regex_lite::{Regex, RegexBuilder};

use super::Check;

/// The longest, in characters.
pub(super) const MAX_PATTERN: usize = 500;
/// What one may take when it is compiled, in bytes.
const MAX_SIZE: usize = 128 * 1024;
const MAX_NEST: u32 = 32;

/// Compiles an expression that has to match the whole of a value.
pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    // Alone first: `a)(b` would be well formed between our own parentheses.
    build(pattern)?;
    build(&format!("^(?:{pattern})$"))
}

fn build(pattern: &str) -> Result<Regex, String> {
    RegexBuilder::new(pattern)
        .size_limit(MAX_SIZE)
        .nest_limit(MAX_NEST)
        .build()
        .map_err(|error| error.to_string())
}

impl Check {
    /// Whether a value is as this asks. Lengths are counted in characters.
    #[must_use]
    pub fn accepts(&self, value: &str) -> bool {
        match self {
            Self::MinLength(least) => value.chars().count() >= *least as usize,
            Self::MaxLength(most) => value.chars().count() <= *most as usize,
            Self::Pattern(pattern) => compile(pattern).is_ok_and(|regex| regex.is_match(value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Check, compile};

    #[test]
    fn a_pattern_matches_the_whole_value() {
        let check = Check::Pattern("[a-z]+|[0-9]{3}".to_owned());
        for good in ["abc", "123"] {
            assert!(check.accepts(good), "{good}");
        }
        for bad in ["", "abc1", "1234", "abc\n", "é"] {
            assert!(!check.accepts(bad), "{bad:?}");
        }
    }

    #[test]
    fn a_pattern_that_is_none_or_too_large_is_refused() {
        for bad in ["(", "a)(b", "[z-a]", "(a{1000}){1000}", "\\"] {
            assert!(compile(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn lengths_count_characters() {
        assert!(Check::MinLength(2).accepts("éé") && !Check::MinLength(3).accepts("éé"));
        assert!(Check::MaxLength(2).accepts("éé") && !Check::MaxLength(1).accepts("éé"));
    }
}
