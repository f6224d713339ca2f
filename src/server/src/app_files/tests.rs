//! Archives that are good, odd and hostile.

use std::io::{Cursor, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_api::app::{AppFiles, Problem};
use encaixe_api::descriptor::MAX_BYTES;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Files, MAX_ARCHIVE, read};

const GOOD: &str = include_str!("../../../api/tests/descriptors/good/agendor.json");

/// A zip of these names and contents.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, packed).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same bytes with other ones in place of some, wherever they stand.
fn patched(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut patched = bytes.to_vec();
    let mut found = 0;
    for at in 0..=bytes.len() - from.len() {
        if &bytes[at..at + from.len()] == from {
            patched[at..at + to.len()].copy_from_slice(to);
            found += 1;
        }
    }
    assert!(found > 0);
    patched
}

fn unzip(bytes: &[u8]) -> Result<Files, Vec<Problem>> {
    read(&AppFiles {
        archive: Some(STANDARD.encode(bytes)),
        ..AppFiles::default()
    })
}

fn refused(bytes: &[u8]) -> Vec<(String, String)> {
    let problems = unzip(bytes).unwrap_err();
    assert!(problems.iter().all(Problem::is_error));
    problems
        .into_iter()
        .map(|one| (one.code, one.path))
        .collect()
}

fn code(bytes: &[u8]) -> String {
    let codes = refused(bytes);
    assert_eq!(codes.len(), 1, "{codes:?}");
    codes.into_iter().next().unwrap().0
}

#[test]
fn the_two_files_are_read_from_the_top_of_a_zip_or_from_its_one_folder() {
    let script = "exports.ping = () => 1;";
    for folder in ["", "agendor/", "agendor-1.0/"] {
        let (descriptor, index) = (
            format!("{folder}lib/app.json"),
            format!("{folder}lib/index.js"),
        );
        let bytes = zip(&[
            ("__MACOSX/lib/app.json", b"nothing"),
            ("README.md", "é".as_bytes()),
            (&index, script.as_bytes()),
            (&descriptor, GOOD.as_bytes()),
        ]);
        let files = unzip(&bytes).unwrap();
        assert_eq!(files.descriptor, GOOD);
        assert_eq!(files.script.as_deref(), Some(script));
        assert_eq!(files.check().problems, []);
    }
    let alone = unzip(&zip(&[("lib/app.json", GOOD.as_bytes())])).unwrap();
    assert_eq!(alone.script, None);
    let elsewhere = zip(&[("lib/app.json", GOOD.as_bytes()), ("a/lib/index.js", b"1")]);
    assert_eq!(unzip(&elsewhere).unwrap().script, None);
}

#[test]
fn an_archive_without_a_descriptor_or_with_several_is_refused() {
    assert_eq!(code(&zip(&[("app.json", b"{}")])), "missing");
    assert_eq!(code(&zip(&[("a/b/lib/app.json", b"{}")])), "missing");
    assert_eq!(
        code(&zip(&[
            ("a/lib/app.json", b"{}"),
            ("b/lib/app.json", b"{}")
        ])),
        "duplicate"
    );
    let twice = zip(&[("lib/app.json", b"{}"), ("lib/app.jsoN", b"{}")]);
    assert_eq!(
        code(&patched(&twice, b"lib/app.jsoN", b"lib/app.json")),
        "duplicate"
    );
}

#[test]
fn a_name_that_leads_out_of_the_archive_is_refused() {
    let good = zip(&[
        ("lib/app.json", GOOD.as_bytes()),
        ("lib/abcdefghi.md", b"x"),
    ]);
    assert!(unzip(&good).is_ok());
    for (bad, expected) in [
        (&b"../../etc/passwd"[..], "outside"),
        (b"/etc/passwd.....", "outside"),
        (b"lib/../../../a.b", "outside"),
        (b"..\\..\\..\\evil.md", "outside"),
        (b"C:\\Windows\\a.txt", "outside"),
        (b"lib\\abcdefghi.md", "name"),
        (b"lib/abcdefghi.\x07d", "name"),
        (b"lib/abcdefgh\xe9.md", "name"),
        (b"lib/abcdefgh.zip", "nested"),
        (b"lib/abcdef.tar.GZ".get(..16).unwrap(), "ok"),
    ] {
        let bytes = patched(&good, b"lib/abcdefghi.md", bad);
        if expected == "ok" {
            assert!(unzip(&bytes).is_ok());
            continue;
        }
        let codes = refused(&bytes);
        assert_eq!(codes.len(), 1, "{codes:?}");
        assert_eq!(codes[0].0, expected, "{codes:?}");
        assert!(!codes[0].1.is_empty());
    }
}

#[test]
fn a_bomb_is_unpacked_up_to_the_bound_alone_whatever_its_headers_say() {
    let large = vec![b' '; 60 * 1024 * 1024];
    let bomb = zip(&[("lib/app.json", &large)]);
    assert!(bomb.len() < 100_000);
    assert_eq!(code(&bomb), "too_large");
    let size = u32::try_from(large.len()).unwrap().to_le_bytes();
    let lying = patched(&bomb, &size, &16_u32.to_le_bytes());
    assert!(unzip(&lying).is_err());
    // What is not one of the two files is not unpacked.
    let beside = zip(&[("large.bin", &large), ("lib/app.json", GOOD.as_bytes())]);
    assert!(unzip(&beside).is_ok());
    let longest = vec![b' '; MAX_BYTES];
    assert!(unzip(&zip(&[("lib/app.json", &longest)])).is_ok());
}

#[test]
fn what_is_encrypted_or_packed_otherwise_is_refused() {
    let good = zip(&[("lib/app.json", GOOD.as_bytes())]);
    let mut encrypted = good.clone();
    // The flags of the entry: in its own header, and in the directory.
    let directory = encrypted
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    encrypted[6] |= 1;
    encrypted[directory + 8] |= 1;
    assert_eq!(code(&encrypted), "encrypted");
    let mut packed = good;
    packed[8] = 12;
    packed[directory + 10] = 12;
    assert_eq!(code(&packed), "packing");
}

#[test]
fn an_archive_that_is_too_large_or_has_too_many_entries_is_refused() {
    let names: Vec<String> = (0..10_000).map(|at| format!("lib/{at}.txt")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(code(&zip(&entries)), "too_many");
    assert_eq!(code(&vec![0; MAX_ARCHIVE + 1]), "too_large");
}

#[test]
fn what_is_no_archive_is_refused() {
    let good = zip(&[("lib/app.json", GOOD.as_bytes())]);
    for bad in [
        &b""[..],
        b"PK",
        GOOD.as_bytes(),
        &good[..good.len() / 2],
        &good[10..],
    ] {
        assert!(unzip(bad).is_err());
    }
    // Wherever a byte is another one, it is refused or read, and nothing worse.
    for at in 0..good.len() {
        let mut broken = good.clone();
        broken[at] ^= 0xff;
        let _ = unzip(&broken);
    }
    let not_base64 = AppFiles {
        archive: Some("%".to_owned()),
        ..AppFiles::default()
    };
    assert_eq!(read(&not_base64).unwrap_err()[0].code, "encoding");
}

#[test]
fn texts_are_taken_as_they_are_and_not_beside_an_archive() {
    let files = AppFiles {
        descriptor: Some(GOOD.to_owned()),
        script: Some("1".to_owned()),
        archive: None,
    };
    let read_files = read(&files).unwrap();
    assert_eq!(
        (read_files.descriptor.as_str(), read_files.script.as_deref()),
        (GOOD, Some("1"))
    );
    assert!(!format!("{read_files:?}").contains("agendor"));
    let both = AppFiles {
        archive: Some(String::new()),
        ..files
    };
    assert_eq!(read(&both).unwrap_err()[0].code, "both");
    assert_eq!(read(&AppFiles::default()).unwrap_err()[0].code, "missing");
    let latin = zip(&[("lib/app.json", b"{\n\xe9"), ("lib/index.js", b"\xff")]);
    let problems = unzip(&latin).unwrap_err();
    let places: Vec<_> = problems
        .iter()
        .map(|one| (one.file.as_str(), one.line))
        .collect();
    assert_eq!(places, [("lib/app.json", 2), ("lib/index.js", 1)]);
}
