//! Addresses as people and carriers write them, and the one form in which each is kept.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType};

use super::{By, Kind, country, phone, read, shown};

fn kept(channel: &str, text: &str) -> String {
    read(channel, text, By::Program).unwrap().kept
}

#[test]
fn a_telephone_is_one_however_a_carrier_or_a_program_writes_it() {
    for (want, spellings) in [
        (
            "5531988887777",
            &[
                "5531988887777",
                "+5531988887777",
                "+55 (31) 98888-7777",
                "553188887777",
                "+55 31 8888-7777",
                "+55 031 98888-7777",
                "+55 (0xx31) 98888-7777",
                "005531988887777",
                "00 55 31 98888 7777",
                "5531988887777@s.whatsapp.net",
                "553188887777@s.whatsapp.net",
                "5531988887777:12@s.whatsapp.net",
                "5531988887777@s.whatsapp.net:12",
                "5531988887777@s.whatsapp.net/12",
                "whatsapp:+5531988887777@s.whatsapp.net:12",
                "whatsapp://send?phone=5531988887777",
                "https://api.whatsapp.com/send?phone=5531988887777&text=oi",
                "https://wa.me/+5531988887777?text=oi",
                "+5531988887777,,12#",
                "5531988887777@c.us",
                "5531988887777@C.US",
                "whatsapp:+5531988887777",
                "WhatsApp:+55 31 98888-7777",
                "whatsapp:%2B5531988887777",
                "https://wa.me/5531988887777",
                "tel:+55-31-98888-7777",
                "tel:31-98888-7777;phone-context=+55",
                "tel:+55-31-98888-7777;ext=12",
                "sms:+5531988887777?body=oi",
                "+55 31 98888-7777 ramal 12",
                "+55 31 98888-7777 ext. 12",
                "+55 31 98888-7777 x12",
                "+55 31 98888-7777 #12",
                "\u{200e}+5531988887777\u{200e}",
                "\u{202a}+55 31 98888‑7777\u{202c}",
                "+55\u{200b}31\u{2060}98888\u{feff}7777",
                "\u{feff}5531988887777",
                "+55\u{a0}31\u{2009}98888\u{202f}7777",
                "+55\t31\u{3000}98888\n7777",
                "＋５５３１９８８８８７７７７",
                "+٥٥٣١٩٨٨٨٨٧٧٧٧",
                "+۵۵۳۱۹۸۸۸۸۷۷۷۷",
                "+५५३१९८८८८७७७७",
                "+55 31 98888–7777",
                "+55 31 98888−7777",
                "+55.31.98888.7777",
                "(+55) 31 98888 7777",
                "+55/31/98888/7777",
            ] as &[&str],
        ),
        // A fixed line has no ninth digit.
        ("553133334444", &["+55 31 3333-4444", "553133334444"]),
        (
            "525512345678",
            &[
                "+52 55 1234 5678",
                "5215512345678",
                "+52 1 55 1234 5678",
                "5215512345678@s.whatsapp.net",
                "+52 044 55 1234 5678",
                "+52 (01) 55 1234 5678",
            ],
        ),
        (
            "442079460958",
            &["+44 (0)20 7946 0958", "+44 20 7946 0958", "442079460958"],
        ),
        ("390612345678", &["+39 06 1234 5678", "390612345678"]),
        (
            "16502530000",
            &["+1 (650) 253-0000", "1-650-253-0000", "16502530000"],
        ),
        ("81312345678", &["+81 3-1234-5678", "+81 (0)3 1234 5678"]),
    ] {
        for text in spellings {
            for channel in ["whatsapp", "sms"] {
                let read = read(channel, text, By::Program).unwrap();
                assert_eq!(
                    (read.kept.as_str(), read.kind),
                    (want, Kind::Phone),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn what_is_no_telephone_is_kept_as_it_stands_without_marks_that_nobody_sees() {
    for (channel, text, want) in [
        ("whatsapp", "123456789012345@lid", "123456789012345@lid"),
        ("whatsapp", "123456789012345:7@LID", "123456789012345@lid"),
        ("whatsapp", "ana@lid", "ana@lid"),
        (
            "whatsapp",
            "https://loja.example/send",
            "https://loja.example/send",
        ),
        ("sms", "SEND", "SEND"),
        (
            "whatsapp",
            "5531988887777-1612345678@g.us",
            "5531988887777-1612345678@g.us",
        ),
        ("whatsapp", "status@broadcast", "status@broadcast"),
        ("sms", "AMAZON", "AMAZON"),
        ("sms", "30003", "30003"),
        ("sms", "190", "190"),
        ("sms", " Loja\u{200b} Azul ", "Loja Azul"),
        ("sms", "PIX 24H", "PIX 24H"),
        ("whatsapp", "988887777", "988887777"),
        ("whatsapp", "98888-7777", "988887777"),
        ("whatsapp", "BR.1234567890", "BR.1234567890"),
        // Their ids are no telephones, even where they are digits.
        ("telegram", "5531988887777", "5531988887777"),
        ("telegram", "553188887777", "553188887777"),
        ("telegram", "+55 31 98888-7777", "+55 31 98888-7777"),
        ("instagram", "17841400000000000", "17841400000000000"),
        ("webchat", "553188887777", "553188887777"),
        ("webchat", "\u{feff}visitor\u{200d}-1", "visitor-1"),
        ("webchat", "Ana@Loja.example", "Ana@Loja.example"),
    ] {
        assert_eq!(kept(channel, text), want, "{channel} {text}");
    }
    for text in [
        "",
        " ",
        "\u{200b}",
        "\u{a0}\u{feff}",
        "\u{3164}",
        "\n\u{2800}",
    ] {
        for channel in ["whatsapp", "sms", "email", "webchat"] {
            assert_eq!(read(channel, text, By::Program), None, "{text:?}");
        }
    }
    let long = |end: &str| format!("{}{end}", "é".repeat(5_000));
    assert_eq!(kept("webchat", &long("a")), kept("webchat", &long("a")));
    assert_ne!(kept("webchat", &long("a")), kept("webchat", &long("b")));
    assert!(kept("webchat", &long("a")).chars().count() <= super::CHARS);
}

#[test]
fn a_mailbox_is_one_however_it_is_written() {
    for (want, spellings) in [
        (
            "a@b.example",
            &[
                "a@b.example",
                " A@B.EXAMPLE ",
                "Name <a@b.example>",
                "\"Silva, Ana\" <A@b.example>",
                "=?utf-8?q?Ana?= <a@b.example>",
                "<a@b.example>",
                "mailto:a@b.example",
                "MAILTO:a@b.example?subject=Oi",
                "a@b.example (Ana)",
                "a@b.example.",
                "a@b.example;",
                "\u{feff}a@\u{200b}b.example",
                "a＠b.example",
                "ana@ <a@b.example>",
                "(c) a@b.example",
                "a(c)@b.example",
                "a@(c)b.example",
                "a((c) d)(e)@b.example(f)",
                "a@b.example(c).",
                "<(c)a@b.example>",
                "a@b.example (Ana (of the shop))",
                "Ana (work) <a@b.example>",
                "\"a\"@b.example",
                "[a@b.example]",
                "smtp:a@b.example",
            ] as &[&str],
        ),
        (
            "ana@xn--mnchen-3ya.example",
            &[
                "ana@münchen.example",
                "Ana@MÜNCHEN.example",
                "ana@xn--mnchen-3ya.example",
                "ana@mu\u{308}nchen.example",
            ],
        ),
        (
            "joão@b.example",
            &["João@b.example", "joa\u{303}o@b.example"],
        ),
        ("a+loja@b.example", &["a+loja@b.example"]),
        (
            "\"a b\"@c.example",
            &["\"a b\"@c.example", "\"A B\"@c.example"],
        ),
        ("\"a(b)\"@c.example", &["\"a(b)\"@c.example"]),
        ("\"a..b\"@c.example", &["\"a..b\"@c.example"]),
        ("a@[192.0.2.1]", &["a@[192.0.2.1]"]),
    ] {
        for text in spellings {
            let read = read("email", text, By::Program).unwrap();
            assert_eq!(
                (read.kept.as_str(), read.kind),
                (want, Kind::Mail),
                "{text}"
            );
        }
    }
    for (text, want) in [
        ("Ana", "ana"),
        ("a@b.example, c@d.example", "a@b.example, c@d.example"),
        (
            "A <a@b.example>, B <c@d.example>",
            "a <a@b.example>, b <c@d.example>",
        ),
        ("mailer-daemon", "mailer-daemon"),
        ("@b.example", "@b.example"),
        ("a@b.example (ana", "a@b.example (ana"),
        // A comment in a word parts it; it does not make another person's of it.
        ("ana(b)silva@x.example", "ana(b)silva@x.example"),
        ("ana@x(b)y.example", "ana@x(b)y.example"),
    ] {
        let read = read("email", text, By::Program).unwrap();
        assert_eq!(
            (read.kept.as_str(), read.kind),
            (want, Kind::Other),
            "{text}"
        );
    }
}

#[test]
fn what_a_person_types_is_read_by_the_country_of_the_workspace() {
    for (code, text, want) in [
        (Some("BR"), "(31) 98888-7777", Some("5531988887777")),
        (Some("BR"), "31 8888-7777", Some("5531988887777")),
        (Some("BR"), "031 98888-7777", Some("5531988887777")),
        (Some("BR"), "31 3333-4444", Some("553133334444")),
        (Some("BR"), "5531988887777", Some("5531988887777")),
        (Some("BR"), "+351 912 345 678", Some("351912345678")),
        (Some("BR"), "351912345678", Some("351912345678")),
        (Some("PT"), "912 345 678", Some("351912345678")),
        (Some("PT"), "00 55 31 98888 7777", Some("5531988887777")),
        (Some("GB"), "020 7946 0958", Some("442079460958")),
        (Some("MX"), "55 1234 5678", Some("525512345678")),
        (Some("MX"), "044 55 1234 5678", Some("525512345678")),
        (Some("MX"), "01 55 1234 5678", Some("525512345678")),
        (Some("MX"), "52 1 55 1234 5678", Some("525512345678")),
        (Some("MX"), "1 415 555 2671", Some("14155552671")),
        (Some("AR"), "011 15 2345-6789", Some("5491123456789")),
        (Some("AR"), "9 11 2345-6789", Some("5491123456789")),
        (Some("AR"), "1 415 555 2671", Some("14155552671")),
        (Some("BR"), "1 415 555 2671", Some("14155552671")),
        (Some("US"), "(650) 253-0000", Some("16502530000")),
        (Some("BR"), "98888-7777", None),
        (None, "(31) 98888-7777", None),
        (None, "5531988887777", Some("5531988887777")),
        (Some("BR"), "12345", None),
    ] {
        let by = By::Person(code.and_then(country));
        let read = phone(text, by).unwrap();
        match want {
            Some(want) => assert_eq!(
                (read.kept.as_str(), read.kind),
                (want, Kind::Phone),
                "{text}"
            ),
            None => assert_eq!(read.kind, Kind::Other, "{text}: {}", read.kept),
        }
    }
    for text in [
        "",
        "Ana",
        "1234",
        "55 11 CASA",
        "1234567890123456",
        "a@b.example",
    ] {
        assert_eq!(phone(text, By::Person(country("BR"))), None, "{text}");
    }
}

#[test]
fn a_number_of_argentina_is_one_with_its_nine_and_without() {
    let with = read("whatsapp", "5491123456789", By::Program).unwrap();
    let without = read("whatsapp", "+54 11 2345-6789", By::Program).unwrap();
    let fifteen = read("whatsapp", "+54 11 15-2345-6789", By::Program).unwrap();
    assert_eq!(with.key(), without.key());
    assert_eq!(with, fifteen);
    assert_eq!(
        with.forms().collect::<Vec<_>>(),
        ["5491123456789", "541123456789"]
    );
    assert_eq!(
        without.forms().collect::<Vec<_>>(),
        ["541123456789", "5491123456789"]
    );
}

#[test]
fn an_address_is_shown_as_people_write_it() {
    for (stored, want) in [
        ("5511900007001", "+55 11 90000-7001"),
        ("16502530000", "+1 650-253-0000"),
        ("525512345678", "+52 55 1234 5678"),
        ("30003", "30003"),
        ("988887777", "988887777"),
        ("ana@xn--mnchen-3ya.example", "ana@münchen.example"),
        ("Ana", "Ana"),
    ] {
        assert_eq!(shown(stored), want);
    }
}

/// The numbers that the plans give as samples, and their neighbours: each is one in all its spellings, and no two are one.
#[test]
fn every_spelling_of_a_number_is_one_and_no_two_numbers_are() {
    let kinds = [
        PhoneNumberType::Mobile,
        PhoneNumberType::FixedLine,
        PhoneNumberType::TollFree,
        PhoneNumberType::VoIP,
    ];
    let mut seen = std::collections::BTreeMap::new();
    let mut count = 0;
    for region in PHONE_NUMBER_UTIL.get_supported_regions() {
        for kind in kinds {
            let Ok(number) = PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, kind)
            else {
                continue;
            };
            for step in 0..5 {
                let mut number = number.clone();
                number.national_number += step;
                if !number.is_valid() {
                    continue;
                }
                count += 1;
                let first = number.format_as(PhoneNumberFormat::E164).into_owned();
                let want = read("whatsapp", &first, By::Program).unwrap();
                assert_eq!(want.kind, Kind::Phone, "{first}");
                let digits = first.trim_start_matches('+');
                let spellings = [
                    number
                        .format_as(PhoneNumberFormat::International)
                        .into_owned(),
                    number.format_as(PhoneNumberFormat::RFC3966).into_owned(),
                    digits.to_owned(),
                    format!("{digits}@s.whatsapp.net"),
                    format!("whatsapp:{first}"),
                    format!("00{digits}"),
                    format!("\u{202a}{first}\u{202c}"),
                    first
                        .chars()
                        .map(|c| {
                            char::from_digit(c.to_digit(10).unwrap_or(99), 10).map_or(c, |_| {
                                char::from_u32(0x660 + c.to_digit(10).unwrap_or(0)).unwrap_or(c)
                            })
                        })
                        .collect(),
                ];
                for text in spellings {
                    assert_eq!(
                        read("whatsapp", &text, By::Program).as_ref(),
                        Some(&want),
                        "{text}"
                    );
                }
                // As it is dialled at home.
                let home = number.format_as(PhoneNumberFormat::National).into_owned();
                if number.get_region_code() == Some(region) && kind == PhoneNumberType::Mobile {
                    let read =
                        phone(&home, By::Person(Some(region))).map(|one| one.key().to_owned());
                    assert_eq!(read.as_deref(), Some(want.key()), "{region:?} {home}");
                }
                if let Some(other) = seen.insert(want.key().to_owned(), first.clone()) {
                    // Fixed and mobile numbers share their samples in some plans.
                    let both = [other.clone(), first.clone()];
                    let is_argentina = both.iter().all(|one| one.starts_with("+54"));
                    assert!(other == first || is_argentina, "{both:?}");
                }
            }
        }
    }
    assert!(count > 1_500, "{count}");
}
