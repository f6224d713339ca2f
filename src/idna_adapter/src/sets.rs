//! Classes of characters, and the sets of classes that the rules name; a class is one bit of its set.

/// A kind of class and its set, each with what the library does with it.
macro_rules! classes {
    ($(#[$about:meta])* $class:ident, $(#[$set_about:meta])* $set:ident, $bits:ty) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $class($bits);

        $(#[$set_about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $set($bits);

        impl $class {
            /// The set of this one.
            #[must_use]
            pub const fn to_mask(self) -> $set {
                $set(self.0)
            }
        }

        impl $set {
            /// Whether the sets have one in common.
            #[must_use]
            pub const fn intersects(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }
        }
    };
}

classes! {
    /// How a character joins with those beside it, in scripts that are written joined.
    JoiningType,
    /// Some ways to join.
    JoiningTypeMask,
    u8
}

impl JoiningType {
    pub(crate) const LEFT: Self = Self(1);
    pub(crate) const RIGHT: Self = Self(1 << 1);
    pub(crate) const DUAL: Self = Self(1 << 2);
    pub(crate) const TRANSPARENT: Self = Self(1 << 3);
    pub(crate) const OTHER: Self = Self(0);

    /// Whether those beside it join as if it were not there.
    #[must_use]
    pub const fn is_transparent(self) -> bool {
        self.0 == Self::TRANSPARENT.0
    }
}

/// Joins to what comes after it.
pub const LEFT_OR_DUAL_JOINING_MASK: JoiningTypeMask =
    JoiningTypeMask(JoiningType::LEFT.0 | JoiningType::DUAL.0);
/// Joins to what comes before it.
pub const RIGHT_OR_DUAL_JOINING_MASK: JoiningTypeMask =
    JoiningTypeMask(JoiningType::RIGHT.0 | JoiningType::DUAL.0);

classes! {
    /// The direction in which a character is written.
    BidiClass,
    /// Some directions.
    BidiClassMask,
    u16
}

impl BidiClass {
    pub(crate) const L: Self = Self(1);
    pub(crate) const R: Self = Self(1 << 1);
    pub(crate) const AL: Self = Self(1 << 2);
    pub(crate) const AN: Self = Self(1 << 3);
    pub(crate) const EN: Self = Self(1 << 4);
    pub(crate) const ES: Self = Self(1 << 5);
    pub(crate) const CS: Self = Self(1 << 6);
    pub(crate) const ET: Self = Self(1 << 7);
    pub(crate) const ON: Self = Self(1 << 8);
    pub(crate) const BN: Self = Self(1 << 9);
    pub(crate) const NSM: Self = Self(1 << 10);
    pub(crate) const OTHER: Self = Self(0);

    /// Whether it is L, from left to right.
    #[must_use]
    pub const fn is_ltr(self) -> bool {
        self.0 == Self::L.0
    }

    /// Whether it is NSM, a mark on the character before it.
    #[must_use]
    pub const fn is_nonspacing_mark(self) -> bool {
        self.0 == Self::NSM.0
    }

    /// Whether it is EN, a European figure.
    #[must_use]
    pub const fn is_european_number(self) -> bool {
        self.0 == Self::EN.0
    }

    /// Whether it is AN, an Arabic figure.
    #[must_use]
    pub const fn is_arabic_number(self) -> bool {
        self.0 == Self::AN.0
    }
}

const fn any_of(classes: &[BidiClass]) -> BidiClassMask {
    let mut set = 0;
    let mut rest = classes;
    while let [first, others @ ..] = rest {
        set |= first.0;
        rest = others;
    }
    BidiClassMask(set)
}

/// Makes a name one with right-to-left labels.
pub const RTL_MASK: BidiClassMask = any_of(&[BidiClass::R, BidiClass::AL, BidiClass::AN]);
/// Rule 1: may begin a label.
pub const FIRST_BC_MASK: BidiClassMask = any_of(&[BidiClass::L, BidiClass::R, BidiClass::AL]);
/// Rule 2: may stand in a label from right to left.
pub const MIDDLE_RTL_MASK: BidiClassMask = any_of(&[
    BidiClass::R,
    BidiClass::AL,
    BidiClass::AN,
    BidiClass::EN,
    BidiClass::ES,
    BidiClass::CS,
    BidiClass::ET,
    BidiClass::ON,
    BidiClass::BN,
    BidiClass::NSM,
]);
/// Rule 3: may end a label from right to left.
pub const LAST_RTL_MASK: BidiClassMask =
    any_of(&[BidiClass::R, BidiClass::AL, BidiClass::EN, BidiClass::AN]);
/// Rule 5: may stand in a label from left to right.
pub const MIDDLE_LTR_MASK: BidiClassMask = any_of(&[
    BidiClass::L,
    BidiClass::EN,
    BidiClass::ES,
    BidiClass::CS,
    BidiClass::ET,
    BidiClass::ON,
    BidiClass::BN,
    BidiClass::NSM,
]);
/// Rule 6: may end a label from left to right.
pub const LAST_LTR_MASK: BidiClassMask = any_of(&[BidiClass::L, BidiClass::EN]);
