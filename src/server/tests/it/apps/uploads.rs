//! How large what is uploaded may be.

use std::io::{Cursor, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_server::app_files::{MAX_ARCHIVE, MAX_BODY};
use reqwest::StatusCode;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{descriptor, start};
use crate::support::{expect, refused};

/// A zip of an app, with a picture beside it that makes it so long.
fn zip(text: &str, bytes: usize) -> Vec<u8> {
    let of = |picture: usize| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, content) in [
            ("lib/app.json", text.as_bytes()),
            ("picture.png", &vec![7; picture]),
        ] {
            writer.start_file(name, stored).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let around = of(0).len();
    of(bytes - around)
}

/// A good descriptor.
fn shop() -> String {
    let none = json!({"type": "no_auth"});
    descriptor("loja", "https://api.example", &none, &json!({}))
}

#[tokio::test]
async fn a_zip_of_the_largest_size_is_taken_and_a_larger_one_is_told_with_the_bound_and_its_size() {
    let running = start().await;
    let admin = running.admin().await;
    let text = shop();
    let files = |bytes: usize| json!({"archive": STANDARD.encode(zip(&text, bytes))});

    let largest = files(MAX_ARCHIVE);
    let checked: Value = expect(admin.post_json("/api/apps/check", &largest), StatusCode::OK).await;
    assert_eq!(checked["problems"], json!([]));
    let made: Value = expect(admin.post_json("/api/apps", &largest), StatusCode::CREATED).await;
    assert_eq!(made["appId"], "loja");

    let larger = files(MAX_ARCHIVE + 1);
    for path in ["/api/apps/check", "/api/apps"] {
        let answer = admin.post_json(path, &larger).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        let problem = [&answer["problems"][0], &answer["error"]["problems"][0]];
        let problem = problem.into_iter().find(|one| !one.is_null()).unwrap();
        assert_eq!(problem["code"], "too_large");
        assert_eq!(problem["found"], format!("{} bytes", MAX_ARCHIVE + 1));
        assert_eq!(problem["expected"], format!("at most {MAX_ARCHIVE} bytes"));

        let far = files(MAX_ARCHIVE + 100_000);
        let bytes = far.to_string().len();
        let error = refused(admin.post_json(path, &far), 413).await;
        assert_eq!(error.code, "too_large");
        assert_eq!(
            error.message,
            format!("the body has {bytes} bytes, and at most {MAX_BODY} are taken")
        );
    }
    // Everything else stays at its own bound.
    let note = json!({"name": "x".repeat(1 << 20)});
    let error = refused(admin.post_json("/api/tags", &note), 413).await;
    assert!(error.message.contains("1048576"), "{}", error.message);
}

#[tokio::test]
async fn two_texts_of_the_longest_length_are_taken_however_they_are_escaped() {
    let running = start().await;
    let admin = running.admin().await;
    let text = shop();
    let most = encaixe_api::descriptor::MAX_BYTES;
    let filled = |text: &str| format!("{text}/*{}*/", "\u{1}".repeat(most - text.len() - 4));
    let files = json!({"descriptor": filled(&text), "script": filled("exports.ping = () => 1;")});
    assert!(files.to_string().len() > 3_000_000);
    let checked: Value = expect(admin.post_json("/api/apps/check", &files), StatusCode::OK).await;
    let errors = checked["problems"].as_array().unwrap();
    assert!(
        errors.iter().all(|one| one["severity"] == "warning"),
        "{errors:?}"
    );
}
