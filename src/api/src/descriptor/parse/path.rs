//! Places in a document.

use std::fmt;

/// How much of a key is shown, in characters.
const SHOWN: usize = 60;

/// A place in a document, such as `authentication.fields[0].name`.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Path<'p> {
    /// The document.
    Root,
    /// What a key of an object has.
    Key(&'p Path<'p>, &'p str),
    /// What stands in a list.
    Index(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    /// What a key has there.
    pub(in super::super) fn key(&'p self, key: &'p str) -> Self {
        Self::Key(self, key)
    }

    /// What stands in the list there, counted from 0.
    pub(in super::super) fn index(&'p self, index: usize) -> Self {
        Self::Index(self, index)
    }

    /// Whether such a key is on the way.
    pub(in super::super) fn is_within(&self, wanted: &str) -> bool {
        match self {
            Self::Root => false,
            Self::Key(path, key) => *key == wanted || path.is_within(wanted),
            Self::Index(path, _) => path.is_within(wanted),
        }
    }

    /// The last key on the way.
    pub(in super::super) fn last_key(&self) -> &str {
        match self {
            Self::Root => "",
            Self::Key(_, key) => key,
            Self::Index(path, _) => path.last_key(),
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Index(path, index) => write!(f, "{path}[{index}]"),
            Self::Key(path, key) => {
                let is_word =
                    |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
                if key.is_empty() || key.len() > SHOWN || !key.bytes().all(is_word) {
                    let shown: String = key.chars().take(SHOWN).collect();
                    write!(f, "{path}[{shown:?}]")
                } else if matches!(path, Self::Root) {
                    f.write_str(key)
                } else {
                    write!(f, "{path}.{key}")
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn a_path_is_written_with_dots_and_brackets() {
        let root = Path::Root;
        let fields = root.key("fields");
        let first = fields.index(0);
        assert_eq!(first.key("name").to_string(), "fields[0].name");
        assert_eq!(first.key("a b").to_string(), "fields[0][\"a b\"]");
        assert_eq!(root.to_string(), "");
    }
}
