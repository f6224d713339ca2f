//! Credentials that nobody has.

use std::collections::BTreeMap;

use encaixe_api::descriptor::Descriptor;

/// The same fields with other values: each of the same length, a digit for a digit, a letter for a letter, so that a service that looks at their form takes
/// them for real ones. Those that stand in addresses stay, or another service would be asked.
///
/// A ping that passes with them as well proves nothing.
///
/// # Errors
/// When the system gives no random bytes.
pub fn made_up(
    descriptor: &Descriptor,
    auth: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, getrandom::Error> {
    let values = auth.iter().map(|(name, value)| {
        let other = if descriptor.is_for_address(name) {
            value.clone()
        } else {
            other(value)?
        };
        Ok((name.clone(), other))
    });
    values.collect()
}

/// Another value of the same form.
fn other(value: &str) -> Result<String, getrandom::Error> {
    // Of one digit each tenth is the same again.
    const TRIES: usize = 64;
    let mut made = String::new();
    for _ in 0..TRIES {
        made.clear();
        let mut chance = vec![0; value.chars().count()];
        getrandom::fill(&mut chance)?;
        let plain = !value.chars().any(|character| character.is_alphanumeric());
        for (character, chance) in value.chars().zip(chance) {
            made.push(like(character, chance, plain));
        }
        if made != value {
            break;
        }
    }
    Ok(made)
}

/// Another character of the same kind; signs stay, unless there is nothing else.
fn like(character: char, chance: u8, signs_too: bool) -> char {
    let of = |first: u8, count: u8| char::from(first + chance % count);
    match character {
        '0'..='9' => of(b'0', 10),
        'A'..='Z' => of(b'A', 26),
        character if character.is_alphabetic() || signs_too => of(b'a', 26),
        character => character,
    }
}

#[cfg(test)]
mod tests {
    use super::other;

    #[test]
    fn a_made_up_value_has_the_form_of_the_real_one_and_is_another() {
        for value in [
            "a",
            "7",
            "sk_live_51Hx9",
            "ana.lima@aurora.example",
            "ção",
            "---",
            "5f0c-22AB",
        ] {
            let made = other(value).unwrap();
            assert_ne!(made, value);
            assert_eq!(made.chars().count(), value.chars().count());
            for (made, real) in made.chars().zip(value.chars()) {
                assert_eq!(made.is_ascii_digit(), real.is_ascii_digit());
                assert_eq!(made.is_ascii_uppercase(), real.is_ascii_uppercase());
                if value.chars().any(char::is_alphanumeric) {
                    assert_eq!(made.is_alphanumeric(), real.is_alphanumeric());
                }
            }
        }
        assert_eq!(other("").unwrap(), "");
    }
}
