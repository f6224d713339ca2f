//! The answers of ICU4X.

use icu_normalizer::uts46::Uts46MapperBorrowed;
use icu_properties::props::{BidiClass as Bidi, GeneralCategory, JoiningType as Joining};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

use crate::sets::{BidiClass, JoiningType};

/// Answers for every character.
#[derive(Debug)]
pub struct Adapter {
    mapper: Uts46MapperBorrowed<'static>,
    category: CodePointMapDataBorrowed<'static, GeneralCategory>,
    bidi: CodePointMapDataBorrowed<'static, Bidi>,
    joining: CodePointMapDataBorrowed<'static, Joining>,
}

impl Default for Adapter {
    fn default() -> Self {
        Self::new()
    }
}

impl Adapter {
    /// The one with all tables.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            mapper: Uts46MapperBorrowed::new(),
            category: CodePointMapData::<GeneralCategory>::new(),
            bidi: CodePointMapData::<Bidi>::new(),
            joining: CodePointMapData::<Joining>::new(),
        }
    }

    /// Whether the character is a virama, after which a joiner is allowed.
    #[must_use]
    pub fn is_virama(&self, c: char) -> bool {
        self.mapper.is_virama(c)
    }

    /// Whether the character is a mark, with which no label begins.
    #[must_use]
    pub fn is_mark(&self, c: char) -> bool {
        matches!(
            self.category.get(c),
            GeneralCategory::NonspacingMark
                | GeneralCategory::SpacingMark
                | GeneralCategory::EnclosingMark
        )
    }

    /// The direction of the character.
    #[must_use]
    pub fn bidi_class(&self, c: char) -> BidiClass {
        match self.bidi.get(c) {
            Bidi::LeftToRight => BidiClass::L,
            Bidi::RightToLeft => BidiClass::R,
            Bidi::ArabicLetter => BidiClass::AL,
            Bidi::ArabicNumber => BidiClass::AN,
            Bidi::EuropeanNumber => BidiClass::EN,
            Bidi::EuropeanSeparator => BidiClass::ES,
            Bidi::CommonSeparator => BidiClass::CS,
            Bidi::EuropeanTerminator => BidiClass::ET,
            Bidi::OtherNeutral => BidiClass::ON,
            Bidi::BoundaryNeutral => BidiClass::BN,
            Bidi::NonspacingMark => BidiClass::NSM,
            _ => BidiClass::OTHER,
        }
    }

    /// How the character joins.
    #[must_use]
    pub fn joining_type(&self, c: char) -> JoiningType {
        match self.joining.get(c) {
            Joining::LeftJoining => JoiningType::LEFT,
            Joining::RightJoining => JoiningType::RIGHT,
            Joining::DualJoining => JoiningType::DUAL,
            Joining::Transparent => JoiningType::TRANSPARENT,
            _ => JoiningType::OTHER,
        }
    }

    /// The name as UTS #46 writes it, with U+FFFD for what it does not allow.
    pub fn map_normalize<'a, I: Iterator<Item = char> + 'a>(
        &'a self,
        name: I,
    ) -> impl Iterator<Item = char> + 'a {
        self.mapper.map_normalize(name)
    }

    /// A name that was written before, with U+FFFD for what is not as UTS #46 would have it.
    pub fn normalize_validate<'a, I: Iterator<Item = char> + 'a>(
        &'a self,
        name: I,
    ) -> impl Iterator<Item = char> + 'a {
        self.mapper.normalize_validate(name)
    }
}
