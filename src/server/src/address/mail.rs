//! Mailboxes.

use super::{Address, Kind};

/// The longest mailbox, in characters. Source: RFC 3696, erratum 1690, and RFC 5321, 4.5.3.1.
const MAX_CHARS: usize = 320;

/// The mailbox in a text.
pub(super) fn read(text: &str) -> Option<Address> {
    let mailbox = bare(text);
    let (local, domain) = mailbox.rsplit_once('@')?;
    let local = local.trim_end();
    let domain = domain.trim_start().trim_end_matches('.');
    let is_quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let is_sound = |c: char| !(c.is_whitespace() || c.is_control() || "<>(),;:@\"".contains(c));
    if local.is_empty() || !(is_quoted || local.chars().all(is_sound)) {
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
    let mut text = text.trim();
    // A comment at the end, as in `a@b.example (Ana)`.
    if text.ends_with(')')
        && let Some((mailbox, _)) = text.split_once('(')
        && mailbox.contains('@')
    {
        text = mailbox.trim();
    }
    let text = text.trim_matches(|c: char| c.is_whitespace() || "'<>,;“”‘’«»".contains(c));
    let quoted = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inside| !inside.contains('"') && inside.contains('@'));
    without_scheme(quoted.unwrap_or(text))
}

fn without_scheme(text: &str) -> &str {
    match text.split_at_checked("mailto:".len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => {
            rest.split('?').next().unwrap_or(rest)
        }
        _ => text,
    }
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
