//! The words of the audit log's lists.

use super::{AuditActorKind, AuditArea, AuditKind, AuditObjectKind};

macro_rules! check {
    ($($name:ident)+) => {$(
        for one in $name::ALL {
            let written = serde_json::to_value(one).unwrap();
            assert_eq!(written, one.as_str());
            assert_eq!($name::parse(one.as_str()), Some(*one));
        }
    )+};
}

#[test]
fn each_word_is_the_same_on_the_wire_and_in_the_database() {
    check!(AuditActorKind AuditArea AuditKind AuditObjectKind);
}
