//! What opens and what does not, and what becomes of the file.

use std::fs;

use super::*;

const OTHER: Column = Column {
    table: "plugin_key",
    ..PLUGIN_SECRET
};

fn vault() -> (tempfile::TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::at(Vault::file_in(folder.path()));
    (folder, vault)
}

#[test]
fn a_value_opens_in_its_own_place_and_nowhere_else() {
    let (_folder, vault) = vault();
    let sealed = vault.seal(PLUGIN_SECRET, "7", b"s3cret").unwrap();
    assert!(!sealed.contains("s3cret"));
    assert_eq!(vault.open(PLUGIN_SECRET, "7", &sealed).unwrap(), b"s3cret");
    for (of, row) in [(PLUGIN_SECRET, "8"), (PLUGIN_SECRET, ""), (OTHER, "7")] {
        assert_eq!(vault.open(of, row, &sealed), Err(Closed::Broken));
    }
    // The same value is never written alike.
    assert_ne!(vault.seal(PLUGIN_SECRET, "7", b"s3cret").unwrap(), sealed);
}

#[test]
fn what_is_damaged_or_not_sealed_does_not_open() {
    let (_folder, vault) = vault();
    let sealed = vault.seal(PLUGIN_SECRET, "7", b"s3cret").unwrap();
    for text in ["", "s3cret", MARK, "sealed.1.a.b", "sealed.1.a.b.c.d"] {
        assert_eq!(vault.open(PLUGIN_SECRET, "7", text), Err(Closed::Broken));
    }
    let head = sealed.rfind('.').unwrap();
    for place in (head + 1)..sealed.len() - 1 {
        let mut bytes = sealed.clone().into_bytes();
        bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
        let other = String::from_utf8(bytes).unwrap();
        assert_eq!(vault.open(PLUGIN_SECRET, "7", &other), Err(Closed::Broken));
    }
}

#[test]
fn a_key_file_is_read_by_lines_and_a_damaged_one_is_named() {
    let (one, other) = (Key::new().unwrap(), Key::new().unwrap());
    let keys = Keys(vec![one.clone(), other.clone()]);
    assert_eq!(Keys::parse(&keys.text()).unwrap(), keys);
    let twice = keys.text() + "\r\n" + &keys.text().replace('\n', "\r\n");
    assert_eq!(Keys::parse(&twice).unwrap(), keys);
    assert_eq!(one.id.len(), ID_CHARS);
    assert!(!format!("{keys:?}").contains(keys.text().split_whitespace().last().unwrap()));
    let whole = Keys(vec![one]).text();
    for (text, why) in [
        (String::new(), "it holds no key"),
        ("# nothing\n".to_owned(), "it holds no key"),
        (whole[..whole.len() - 2].to_owned(), "line 3 is no key"),
        (format!("{whole}x\n"), "line 4 is no key"),
    ] {
        assert_eq!(Keys::parse(&text).unwrap_err(), why);
    }
}

#[test]
fn another_vault_on_the_same_file_opens_what_a_new_key_sealed() {
    let (_folder, vault) = vault();
    let other = Vault::at(vault.file().to_owned());
    let first = vault.seal(PLUGIN_SECRET, "7", b"1").unwrap();
    assert_eq!(other.open(PLUGIN_SECRET, "7", &first).unwrap(), b"1");
    let id = vault.add_key().unwrap();
    let second = other.seal(PLUGIN_SECRET, "7", b"2").unwrap();
    assert!(second.starts_with(&format!("{MARK}{id}.")));
    assert_eq!(vault.keep_keys(&[]).unwrap(), 1);
    // Who knew the dropped key opens what was read before; whoever comes new does not.
    assert_eq!(other.open(PLUGIN_SECRET, "7", &first).unwrap(), b"1");
    let new = Vault::at(vault.file().to_owned());
    assert_eq!(new.open(PLUGIN_SECRET, "7", &first), Err(Closed::NoKey));
    assert_eq!(new.open(PLUGIN_SECRET, "7", &second).unwrap(), b"2");
}

#[test]
fn a_key_file_that_is_there_is_never_written_over() {
    let (folder, vault) = vault();
    fs::write(vault.file(), "something else").unwrap();
    assert!(matches!(vault.make(), Err(Error::Damaged(..))));
    assert!(vault.seal(PLUGIN_SECRET, "7", b"1").is_err());
    assert!(vault.add_key().is_err() && vault.keep_keys(&[]).is_err());
    let (_other, whole) = self::vault();
    whole.make().unwrap();
    let text = whole.export().unwrap().unwrap();
    assert!(vault.import(&text).is_err());
    assert_eq!(fs::read_to_string(vault.file()).unwrap(), "something else");
    let error = files::create(vault.file(), &text).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn who_seals_leaves_alone_what_somebody_writes_beside_a_key_that_is_there() {
    let (folder, vault) = vault();
    vault.make().unwrap();
    let partial = folder.path().join("vault.key.partial");
    fs::write(&partial, "half a key").unwrap();
    vault.seal(PLUGIN_SECRET, "7", b"1").unwrap();
    assert!(!vault.make().unwrap() && partial.exists());
    // A rotation that was killed left it, and the next one takes its place.
    vault.add_key().unwrap();
    assert!(!partial.exists());
}

#[test]
fn keys_of_another_file_come_behind_the_own() {
    let ((_one, vault), (_other, other)) = (vault(), vault());
    vault.make().unwrap();
    other.make().unwrap();
    let (own, more) = (vault.current_id().unwrap(), other.current_id().unwrap());
    let text = other.export().unwrap().unwrap();
    assert!(vault.import(&text).unwrap() && !vault.import(&text).unwrap());
    let keys = vault.must_read().unwrap();
    let ids: Vec<_> = keys.0.iter().map(|key| key.id.clone()).collect();
    assert_eq!(ids, [own, more]);
}

#[cfg(unix)]
#[test]
fn the_key_file_is_its_owners_alone_and_a_link_to_it_stays() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (folder, vault) = vault();
    vault.make().unwrap();
    let link = folder.path().join("link");
    symlink(vault.file(), &link).unwrap();
    Vault::at(link.clone()).add_key().unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(vault.must_read().unwrap().0.len(), 2);
    let mode = fs::metadata(vault.file()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}
