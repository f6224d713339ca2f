//! Files that somebody chose: a folder, a zip or the two files, as the API takes them.

use encaixe_api::app::{AppFiles, Problem, Severity};
use encaixe_ui::i18n::Words;
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList, FileReader};

/// Where the two files lie.
const DESCRIPTOR: &str = "lib/app.json";
const SCRIPT: &str = "lib/index.js";

/// The largest file that is read, in bytes: the largest zip that the server takes.
const MOST: f64 = 4.0 * 1024.0 * 1024.0;

/// What was chosen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Picked {
    /// What it is called to the reader.
    pub(super) name: String,
    pub(super) files: AppFiles,
}

/// Why nothing of it can be sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Unread {
    /// In words.
    Said(String),
    /// A file is no text.
    Problem(Box<Problem>),
}

/// Reads what was chosen.
pub(super) async fn read(words: Words, list: FileList) -> Result<Picked, Unread> {
    let files: Vec<File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
    let said = |key: &str| Unread::Said(words.t(key));
    // Of a folder the two files alone are read.
    let is_read = |one: &&File| files.len() == 1 || is(one, DESCRIPTOR) || is(one, SCRIPT);
    if let Some(large) = files.iter().filter(is_read).find(|one| one.size() > MOST) {
        let text = words.with(
            "app-pick-large",
            [
                ("file", large.name().into()),
                ("bytes", large.size().to_string().into()),
                ("most", MOST.to_string().into()),
            ],
        );
        return Err(Unread::Said(text));
    }
    if let [zip] = files.as_slice()
        && zip.name().to_ascii_lowercase().ends_with(".zip")
    {
        let archive = base64(zip).await.ok_or_else(|| said("app-pick-unread"))?;
        let files = AppFiles {
            archive: Some(archive),
            ..AppFiles::default()
        };
        let name = zip.name();
        return Ok(Picked { name, files });
    }
    let find = |file: &str| {
        let mut found: Vec<&File> = files.iter().filter(|one| is(one, file)).collect();
        // The one that lies highest in a folder.
        found.sort_by_key(|one| path(one).matches('/').count());
        found.into_iter().next()
    };
    let descriptor = find(DESCRIPTOR).ok_or_else(|| said("app-pick-missing"))?;
    let text = text(descriptor, DESCRIPTOR).await;
    let text =
        text.map_err(|wrong| wrong.map_or_else(|| said("app-pick-unread"), Unread::Problem))?;
    let script =
        match find(SCRIPT) {
            Some(file) => {
                let script = self::text(file, SCRIPT).await;
                Some(script.map_err(|wrong| {
                    wrong.map_or_else(|| said("app-pick-unread"), Unread::Problem)
                })?)
            }
            None => None,
        };
    let name = match path(descriptor).split_once('/') {
        Some((folder, _)) if folder != "lib" => folder.to_owned(),
        _ if script.is_some() => format!("{DESCRIPTOR}, {SCRIPT}"),
        _ => DESCRIPTOR.to_owned(),
    };
    let files = AppFiles {
        descriptor: Some(text),
        script,
        archive: None,
    };
    Ok(Picked { name, files })
}

/// Where a file lies in the folder that was chosen; its name where none was.
fn path(file: &File) -> String {
    let path = Reflect::get(file, &JsValue::from_str("webkitRelativePath"));
    let path = path.ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}

/// Whether a file is this one of an app: by its place in a folder, or by its name where it was chosen alone.
fn is(file: &File, wanted: &str) -> bool {
    let path = path(file);
    let name = wanted.rsplit('/').next().unwrap_or(wanted);
    path == name || path == wanted || path.ends_with(&format!("/{wanted}"))
}

/// The text of a file; an error without a problem is that it could not be read.
async fn text(file: &File, name: &str) -> Result<String, Option<Box<Problem>>> {
    let bytes = read_with(file, FileReader::read_as_array_buffer).await;
    let bytes = bytes.ok_or(None)?;
    let bytes = Uint8Array::new(&bytes).to_vec();
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..good).unwrap_or_default();
        let before = String::from_utf8_lossy(before);
        Some(Box::new(no_utf8(name, &before)))
    })
}

/// The problem of a file whose text ends there.
fn no_utf8(name: &str, before: &str) -> Problem {
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    Problem {
        severity: Severity::Error,
        code: "encoding".to_owned(),
        file: name.to_owned(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
        path: String::new(),
        found: "a byte that is no UTF-8".to_owned(),
        expected: "a text in UTF-8".to_owned(),
        hint: Some("save the file in UTF-8".to_owned()),
    }
}

/// The bytes of a file, in base64.
async fn base64(file: &File) -> Option<String> {
    let url = read_with(file, FileReader::read_as_data_url).await?;
    let url = url.as_string()?;
    // An empty file has no comma.
    Some(
        url.split_once(',')
            .map(|(_, text)| text.to_owned())
            .unwrap_or_default(),
    )
}

async fn read_with(
    file: &File,
    how: fn(&FileReader, &web_sys::Blob) -> Result<(), JsValue>,
) -> Option<JsValue> {
    if file.size() > MOST {
        return None;
    }
    let reader = FileReader::new().ok()?;
    let mut begun = Ok(());
    let ended = Promise::new(&mut |resolve, _| {
        reader.set_onloadend(Some(&resolve));
        begun = how(&reader, file);
    });
    begun.ok()?;
    JsFuture::from(ended).await.ok()?;
    reader.result().ok().filter(|value| !value.is_null())
}
