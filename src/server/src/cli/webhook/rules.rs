//! The rules of Standard Webhooks 1.0.0 by which a sender is judged.

/// How much a rule matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// A receiver has to rely on it.
    Must,
    /// The specification recommends it.
    Should,
}

macro_rules! rules {
    ($($one:ident, $weight:ident, $text:literal;)+) => {
        /// One rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Rule {
            $($one,)+
        }

        impl Rule {
            /// All of them, in the order of the table.
            pub(super) const ALL: &[Self] = &[$(Self::$one,)+];

            /// What it says.
            pub(super) const fn text(self) -> &'static str {
                match self { $(Self::$one => $text,)+ }
            }

            /// How much it matters.
            pub(super) const fn weight(self) -> Weight {
                match self { $(Self::$one => Weight::$weight,)+ }
            }
        }
    };
}

rules! {
    Post, Must, "a delivery is a POST with a body";
    Json, Should, "the body is JSON, and content-type says so";
    Shape, Should, "the body has type, timestamp and data";
    Type, Should, "type is words of A-Z a-z 0-9 _ with dots between";
    Small, Should, "the body has less than 20 kB";
    Id, Must, "webhook-id is there, without a dot";
    Unique, Must, "no two events have one webhook-id";
    Time, Must, "webhook-timestamp is the seconds of the attempt";
    List, Must, "webhook-signature lists versions and base64, by single spaces";
    Signature, Must, "a signature holds for id, time and body as sent";
    Retry, Must, "a delivery that failed comes again";
    SameId, Must, "it comes with the same webhook-id";
    SameBody, Should, "it comes with the same body";
    NewTime, Must, "it comes with the time of its attempt, signed anew";
    Redirect, Should, "a redirect is a failure, and nobody follows it";
    Later, Should, "Retry-After is taken into account";
    Patient, Should, "an answer may take 14 s";
    Done, Must, "what was taken does not come again";
    Gone, Should, "after 410 nothing comes any more";
}
