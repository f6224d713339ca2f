//! What the parser says of the http(s) inputs of the URL Standard's own tests, as `addresses.json` has it. A browser test
//! reads the same file: where the parser takes an address, the browser has to read it in the same way.
//!
//! Source of the inputs: `urltestdata.json` of Web Platform Tests, as the crate `url` 2.5.8 brings it along.
//! `ENCAIXE_BLESS=1` writes the file anew.

use encaixe_api::frame_url::FrameUrl;
use encaixe_api::plugin_url::{PageOrigin, PluginUrl};
use serde_json::{Value, json};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/addresses.json");

#[test]
fn the_file_is_what_the_parser_says() {
    let page = PageOrigin::parse("https://inbox.example").unwrap();
    let known: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    let said = known.iter().map(|case| {
        let input = case["input"].as_str().unwrap();
        match PluginUrl::parse(input, &page) {
            Ok(url) => {
                let frame = FrameUrl::of(url.as_str()).unwrap();
                json!({"input": input, "taken": url.as_str(), "origin": frame.origin(), "path": frame.path()})
            }
            Err(refusal) => json!({"input": input, "refused": refusal.code()}),
        }
    });
    let said: Vec<Value> = said.collect();
    if std::env::var_os("ENCAIXE_BLESS").is_some() {
        let lines: Vec<String> = said.iter().map(Value::to_string).collect();
        std::fs::write(FILE, format!("[\n{}\n]\n", lines.join(",\n"))).unwrap();
    } else {
        assert_eq!(known, said);
    }
    assert!(said.iter().filter(|case| case["taken"].is_string()).count() > 50);
}
