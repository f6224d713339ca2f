//! Which language a browser asks for.

use axum::http::{HeaderMap, HeaderValue};

use super::Language::{self, En, PtBr};

fn check(asked: &str, want: Language) {
    let mut headers = HeaderMap::new();
    headers.insert("accept-language", HeaderValue::from_str(asked).unwrap());
    assert_eq!(Language::of(&headers), want, "{asked}");
}

#[test]
fn the_first_of_our_languages_is_taken() {
    check("en-US,en;q=0.9", En);
    check("pt-PT", PtBr);
    check("de, fr;q=0.9, EN-GB;q=0.8, pt;q=0.7", En);
    check("en;q=0.5, pt-BR;q=0.9", PtBr);
    check("en;q=0, pt;q=0.1", PtBr);
    check("en, pt", En);
    check("de", PtBr);
    check("*", PtBr);
    check(";q=,,", PtBr);
    assert_eq!(Language::of(&HeaderMap::new()), PtBr);
}

#[test]
fn a_text_is_found_by_its_key() {
    assert_eq!(En.text("rating-send"), "Send");
    assert_eq!(PtBr.text("rating-send"), "Enviar");
    assert_eq!(En.text("rating-none"), "rating-none");
}
