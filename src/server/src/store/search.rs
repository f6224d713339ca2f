//! What somebody typed to find conversations, as expressions that FTS5 cannot misread.

use sqlx::{QueryBuilder, Sqlite};

/// The conversations `c` in which every word is found; none at all when nothing in the text can be looked for.
pub(super) fn push(query: &mut QueryBuilder<Sqlite>, text: &str) {
    let expressions = expressions(text);
    if expressions.is_empty() {
        query.push(" AND FALSE");
    }
    for expression in expressions {
        // The plus, as in `list`: SQLite would sort all that is found.
        query.push(
            " AND +c.number IN (SELECT rowid FROM conversation_words WHERE conversation_words MATCH ",
        );
        query.push_bind(expression.clone());
        query.push(" UNION ALL SELECT rowid >> 32 FROM message_words WHERE message_words MATCH ");
        query.push_bind(expression).push(")");
    }
}

/// One for each word, the longest first, since that is the rarest. What has no letter or digit is left out, and so is the
/// beginning of another word, which that word asks for already.
fn expressions(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(str::to_lowercase)
        .collect();
    words.sort_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
    let mut kept: Vec<String> = Vec::new();
    for word in words {
        if !kept.iter().any(|longer| longer.starts_with(&word)) {
            kept.push(word);
        }
    }
    kept.iter().map(|word| expression(word)).collect()
}

/// Signs within a word part it for FTS5, which then looks for the parts one after the other. Those in a telephone do not
/// count: it is kept as digits.
fn expression(word: &str) -> String {
    let quoted = format!("\"{}\" *", word.replace('"', "\"\""));
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let is_phone = digits.len() < word.len()
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || "+-().".contains(c));
    if is_phone {
        format!("{quoted} OR \"{digits}\" *")
    } else {
        quoted
    }
}

#[cfg(test)]
mod tests {
    use super::expressions;

    #[test]
    fn what_was_typed_becomes_quoted_words() {
        for (text, want) in [
            ("", &[] as &[&str]),
            (" - !! 😊 \" ", &[]),
            ("João", &["\"joão\" *"]),
            ("ana SILVA", &["\"silva\" *", "\"ana\" *"]),
            ("an ana an", &["\"ana\" *"]),
            ("a\"b OR c", &["\"a\"\"b\" *", "\"or\" *", "\"c\" *"]),
            ("90000-7001", &["\"90000-7001\" * OR \"900007001\" *"]),
            ("ana@loja", &["\"ana@loja\" *"]),
        ] {
            assert_eq!(expressions(text), want, "{text}");
        }
    }
}
