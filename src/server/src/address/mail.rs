//! Mailboxes.

use super::{Address, Kind};

/// The longest mailbox, in characters. Source: RFC 3696, erratum 1690, and RFC 5321, 4.5.3.1.
const MAX_CHARS: usize = 320;

/// The mailbox in a text.
pub(super) fn read(text: &str) -> Option<Address> {
    let text = without_comments(text);
    let mailbox = bare(&text);
    let (local, domain) = mailbox.rsplit_once('@')?;
    let local = local.trim();
    let domain = domain
        .trim_start()
        .trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let is_sound = |c: char| !(c.is_whitespace() || c.is_control() || "<>(),;:@\"\\".contains(c));
    let quoted = local
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inside| !inside.is_empty());
    // Quotes that nothing asks for make no other mailbox. Source: RFC 5321, 4.1.2.
    let needless = |inside: &&str| {
        inside.chars().all(is_sound) && inside.split('.').all(|part| !part.is_empty())
    };
    let local = quoted.filter(needless).unwrap_or(local);
    if local.is_empty() || !(quoted.is_some() || local.chars().all(is_sound)) {
        return None;
    }
    let domain = host(domain)?;
    let kept = format!("{}@{domain}", super::clean(local).to_lowercase());
    (kept.chars().count() <= MAX_CHARS).then(|| Address::new(kept, Kind::Mail))
}

/// With its domain in its own script.
pub(super) fn shown(kept: &str) -> Option<String> {
    let (local, domain) = kept.rsplit_once('@')?;
    let (domain, read) = idna::domain_to_unicode(domain);
    read.ok().map(|()| format!("{local}@{domain}"))
}

/// What stands between angle brackets, or without the words and signs that people put around a mailbox.
fn bare(text: &str) -> &str {
    if let Some((before, inside)) = text.rsplit_once('<')
        && let Some((inside, after)) = inside.split_once('>')
        && inside.contains('@')
        && !(is_mailbox(before) || is_mailbox(after))
    {
        return without_scheme(inside.trim());
    }
    let text = text.trim_matches(|c: char| c.is_whitespace() || "'<>,;“”‘’«»".contains(c));
    // Brackets around it all, not those of an address by number.
    let text = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(text);
    let quoted = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inside| !inside.contains('"') && inside.contains('@'));
    without_scheme(quoted.unwrap_or(text))
}

/// Comments, as in `a@b.example (Ana)`, outside of quotes. Source: RFC 5322, 3.2.2.
fn without_comments(text: &str) -> String {
    let (mut kept, mut depth, mut is_quoted, mut is_escaped) = (String::new(), 0_u32, false, false);
    for c in text.chars() {
        let was_escaped = is_escaped;
        is_escaped = c == '\\' && !was_escaped;
        match c {
            '"' if depth == 0 && !was_escaped => is_quoted = !is_quoted,
            '(' if !is_quoted && !was_escaped => depth += 1,
            ')' if depth > 0 && !was_escaped => {
                depth -= 1;
                // Inside a word it parts the two halves, which are none together.
                if depth == 0 {
                    kept.push(' ');
                }
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            kept.push(c);
        }
    }
    // Brackets and quotes that do not end are no comments.
    if depth > 0 || is_quoted {
        text.to_owned()
    } else {
        kept
    }
}

fn without_scheme(text: &str) -> &str {
    for scheme in ["mailto:", "smtp:"] {
        if let Some((first, rest)) = text.split_at_checked(scheme.len())
            && first.eq_ignore_ascii_case(scheme)
        {
            return rest.split('?').next().unwrap_or(rest).trim();
        }
    }
    text
}

/// Whether what stands beside the brackets is a mailbox of its own and no name: then it is not for us to choose.
fn is_mailbox(text: &str) -> bool {
    text.contains('<') && text.contains('@')
}

/// A domain in ASCII and lower case.
fn host(domain: &str) -> Option<String> {
    if domain.starts_with('[') && domain.ends_with(']') {
        return Some(domain.to_lowercase());
    }
    let ascii = idna::domain_to_ascii(domain).ok()?;
    let is_sound =
        |c: char| !(c.is_whitespace() || c.is_control() || "<>(),;:@\"[]/\\".contains(c));
    (!ascii.is_empty() && ascii.chars().all(is_sound)).then_some(ascii)
}
