//! The countries there are.

/// The codes of ISO 3166-1 alpha-2 that are given to a country, one after the other.
const CODES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCU\
CVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJP\
KEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPH\
PKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVI\
VNVUWFWSYEYTZAZMZW";

/// Every code, in the order of the alphabet.
pub fn codes() -> impl Iterator<Item = &'static str> {
    (0..CODES.len() / 2).filter_map(|place| CODES.get(place * 2..place * 2 + 2))
}

/// Whether a text is one of the codes, in capital letters.
#[must_use]
pub fn is_code(text: &str) -> bool {
    codes().any(|code| code == text)
}

#[cfg(test)]
mod tests {
    use super::{codes, is_code};

    #[test]
    fn there_are_249_countries_each_once_and_in_order() {
        let all: Vec<_> = codes().collect();
        assert_eq!(all.len(), 249);
        assert!(all.is_sorted_by(|one, next| one < next));
        for code in ["BR", "US", "PT", "ZW", "AD"] {
            assert!(is_code(code), "{code}");
        }
        for text in ["", "br", "BRA", "XX", "DA", "B"] {
            assert!(!is_code(text), "{text}");
        }
    }
}
