//! Somebody who writes: who they are, and how a channel knows them.

use std::collections::BTreeMap;

use encaixe_api::inbox::contact::Contact;
use encaixe_api::inbox::custom_field::CustomField;
use encaixe_protocol::event::conversation::Scalar;

use super::chance::Rng;
use super::names::{AREAS, CITIES, FIRST, LAST, plain};

/// The contact of one conversation.
pub(super) fn contact(chance: &mut Rng, id: &str, fields: &[CustomField]) -> Contact {
    let (first, last) = (chance.word(FIRST), chance.word(LAST));
    let middle = chance.percent(35).then(|| chance.word(LAST));
    let name = match middle {
        Some(middle) if middle != last => format!("{first} {middle} {last}"),
        _ => format!("{first} {last}"),
    };
    let address = format!("{}.{}{}", plain(first), plain(last), chance.digits(3));
    Contact {
        id: id.into(),
        name,
        avatar: None,
        email: chance
            .percent(80)
            .then(|| format!("{address}@correio.example")),
        phone: Some(format!("55{}9{}", chance.word(AREAS), chance.digits(8))),
        updated_at: String::new(),
        phone_display: None,
        email_display: None,
        fields: filled(chance, fields, "contact", 40),
    }
}

/// How a channel of that kind knows them.
pub(super) fn identifier(chance: &mut Rng, kind: &str, contact: &Contact) -> Option<String> {
    match kind {
        "email" => contact.email.clone(),
        "instagram" => Some(format!("@{}{}", plain(&contact.name), chance.digits(2))),
        "webchat" => Some(format!("visitante-{}", chance.digits(10))),
        _ => contact.phone.clone(),
    }
}

/// Some of the workspace's fields, each with a value that it takes.
pub(super) fn filled(
    chance: &mut Rng,
    fields: &[CustomField],
    entity: &str,
    percent: u32,
) -> BTreeMap<String, Scalar> {
    let mut filled = BTreeMap::new();
    for field in fields.iter().filter(|field| field.entity == entity) {
        if !chance.percent(percent) {
            continue;
        }
        // A field that the company made may want what is not known here; it stays empty.
        if let Ok(Some(value)) = field.check(&value(chance, field)) {
            filled.insert(field.placeholder.clone(), value);
        }
    }
    filled
}

fn value(chance: &mut Rng, field: &CustomField) -> Scalar {
    let mut option = || {
        let found = chance.maybe(&field.options);
        found.map(|one| one.value.clone()).unwrap_or_default()
    };
    match (field.kind.as_str(), field.placeholder.as_str()) {
        ("select", _) => Scalar::Text(option()),
        ("multi-select", _) => {
            let mut chosen = vec![option(), option()];
            chosen.dedup();
            Scalar::List(chosen)
        }
        ("number", _) => Scalar::Number(f64::from(chance.below(60))),
        ("decimal", _) => Scalar::Number(f64::from(chance.below(900_000)) / 100.0),
        ("date", _) => Scalar::Text(format!(
            "{}-{:02}-{:02}",
            chance.within(1950, 2005),
            chance.within(1, 12),
            chance.within(1, 28)
        )),
        (_, "cidade") => Scalar::Text(chance.word(CITIES).to_owned()),
        (_, "cpf") => Scalar::Text(cpf(chance)),
        (_, "numero_pedido") => Scalar::Text(order(chance)),
        _ => Scalar::Text(String::new()),
    }
}

/// The number of an order.
pub(super) fn order(chance: &mut Rng) -> String {
    format!("AU-{}", chance.digits(5))
}

/// A taxpayer's number whose last two digits check the others. Source: Receita Federal, "Módulo 11".
fn cpf(chance: &mut Rng) -> String {
    let mut digits: Vec<u32> = (0..9).map(|_| chance.below(10)).collect();
    for _ in 0..2 {
        let weights = (2..).zip(digits.iter().rev());
        let rest = weights.map(|(weight, digit)| weight * digit).sum::<u32>() * 10 % 11;
        digits.push(rest % 10);
    }
    digits.iter().map(u32::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::{Rng, cpf};

    #[test]
    fn a_taxpayers_number_is_a_valid_one() {
        for place in 0..50 {
            let text = cpf(&mut Rng::of(1, place));
            let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
            assert_eq!(digits.len(), 11);
            for checked in [9, 10] {
                let sum: u32 = (0..checked)
                    .map(|at| digits[at] * u32::try_from(checked + 1 - at).unwrap())
                    .sum();
                assert_eq!(sum * 10 % 11 % 10, digits[checked], "{text}");
            }
        }
    }
}
