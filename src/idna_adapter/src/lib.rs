//! What the crate `idna` asks about Unicode. That crate is made for others to answer; the workspace puts this one in the
//! place of the usual answers (`patch.crates-io` in `Cargo.toml`).
//!
//! On a server ICU4X answers, as usual. In the inbox page its tables would be 45 KB of what an agent loads first, and every
//! browser has them: there a host that is not ASCII is an error, one in Punycode is taken as it is, and what people type is
//! given to the browser first.
//!
//! Source: Unicode Technical Standard #46; RFC 5893, section 2 (the Bidi rule); RFC 5892, appendix A.1 (joiners).

#[cfg(any(target_family = "wasm", test))]
pub mod ascii;
mod sets;
#[cfg(not(target_family = "wasm"))]
mod unicode;

#[cfg(target_family = "wasm")]
pub use ascii::Adapter;
pub use sets::{
    BidiClass, BidiClassMask, FIRST_BC_MASK, JoiningType, JoiningTypeMask, LAST_LTR_MASK,
    LAST_RTL_MASK, LEFT_OR_DUAL_JOINING_MASK, MIDDLE_LTR_MASK, MIDDLE_RTL_MASK,
    RIGHT_OR_DUAL_JOINING_MASK, RTL_MASK,
};
#[cfg(not(target_family = "wasm"))]
pub use unicode::Adapter;

#[cfg(test)]
mod tests {
    use super::{ascii, unicode};

    fn in_full(name: &str) -> String {
        unicode::Adapter::new()
            .map_normalize(name.chars())
            .collect()
    }

    fn in_ascii(name: &str) -> String {
        ascii::Adapter::new().map_normalize(name.chars()).collect()
    }

    #[test]
    fn ascii_is_the_same_by_both() {
        let all: String = (0..=0x7F_u8).map(char::from).collect();
        assert_eq!(in_ascii(&all), in_full(&all));
        assert_eq!(in_ascii("XN--Mnchen-3ya.Example"), "xn--mnchen-3ya.example");
    }

    #[test]
    fn without_the_tables_other_letters_pass_in_punycode_alone() {
        assert_eq!(in_full("MÜNCHEN"), "münchen");
        assert_eq!(in_ascii("MÜNCHEN"), "m\u{fffd}nchen");
        let decoded = ascii::Adapter::new();
        let decoded: String = decoded.normalize_validate("münchen".chars()).collect();
        assert_eq!(decoded, "münchen");
        // Before a joiner.
        assert!(unicode::Adapter::new().is_virama('\u{94d}'));
        assert!(ascii::Adapter::new().is_virama('\u{94d}'));
    }
}
