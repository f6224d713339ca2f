//! Closed lists of words, each the same on the wire and in the database.

/// A closed list of words.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$line:meta])* $one:ident = $word:literal;)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$line])* $one,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$one,)+];

            /// It as it stands on the wire and in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$one => $word,)+
                }
            }

            /// The one of that word, if there is one.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }
    };
}

pub(crate) use words;
