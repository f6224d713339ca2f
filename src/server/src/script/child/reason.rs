//! What a script threw, as plain data.

use rquickjs::{Array, CatchResultExt as _, CaughtError, Ctx, Exception, Function};

use crate::script::wire::{End, Kind, MESSAGE_CHARS, Reason};

/// What the engine says when there is no memory left.
const NO_MEMORY: &str = "out of memory";

/// How a script ends that threw this.
pub(super) fn thrown<'js>(
    ctx: &Ctx<'js>,
    describe: &Function<'js>,
    error: CaughtError<'js>,
) -> End {
    let thrown = match error {
        CaughtError::Exception(exception) => exception.into_value(),
        CaughtError::Value(value) => value,
        // What the engine's library cannot say otherwise, such as a text that is no Unicode.
        CaughtError::Error(error) => {
            return End::Thrown(Reason {
                kind: Kind::Fault,
                message: error.to_string(),
                seconds: None,
                request: None,
            });
        }
    };
    let told: rquickjs::Result<Array> = describe.call((thrown,));
    let told = match told.catch(ctx) {
        Ok(told) => Some(told),
        Err(error) if is_out_of_memory(&error) => return End::OutOfMemory,
        // A script that throws what cannot be looked at has thrown nothing that could be told.
        Err(_) => None,
    };
    let told = told.as_ref();
    let reason = Reason {
        kind: told.map_or(Kind::Plain, |told| kind(&text(told, 0))),
        message: told.map(|told| text(told, 1)).unwrap_or_default(),
        seconds: told.and_then(|told| number(told, 2)),
        request: told.and_then(|told| number(told, 3)),
    };
    if reason.kind == Kind::Memory {
        End::OutOfMemory
    } else {
        End::Thrown(reason)
    }
}

fn kind(name: &str) -> Kind {
    serde_json::from_value(name.into()).unwrap_or(Kind::Plain)
}

fn text(told: &Array<'_>, place: usize) -> String {
    let text: String = told.get(place).unwrap_or_default();
    match text.char_indices().nth(MESSAGE_CHARS) {
        None => text,
        Some((end, _)) => text[..end].to_owned(),
    }
}

fn number(told: &Array<'_>, place: usize) -> Option<u32> {
    let number: f64 = told.get(place).ok()?;
    // A rate limit that lasts longer than a number of 32 bits in seconds has no end that matters.
    (number >= 0.0).then(|| number.min(f64::from(u32::MAX)) as u32)
}

/// Where a script does not parse, if that is what is wrong. An error of the parser has the script's own place first in its stack; one that a
/// running script throws names the function there.
pub(super) fn syntax(script: &str, file: &str, error: &CaughtError<'_>) -> Option<End> {
    let CaughtError::Exception(exception) = error else {
        return None;
    };
    let stack = exception.stack()?;
    let place = stack.lines().next()?.trim().strip_prefix("at ")?;
    let (line, column) = place
        .strip_prefix(file)?
        .strip_prefix(':')?
        .split_once(':')?;
    let (line, column) = (line.parse().ok()?, column.parse().ok()?);
    Some(End::Syntax {
        line,
        column,
        message: what(script, line, exception),
    })
}

fn what(script: &str, line: u32, exception: &Exception<'_>) -> String {
    let number = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    let text = script.lines().nth(number).unwrap_or_default().trim_start();
    let is_module = ["export ", "export{", "import ", "import{"];
    if is_module.iter().any(|begin| text.starts_with(begin)) {
        return "ES modules are not supported: write `exports.ping = ...` in place of `export`, and no `import`".to_owned();
    }
    exception.message().unwrap_or_default()
}

/// Whether the engine ran out of memory, which it says by an error of its own.
pub(super) fn is_out_of_memory(error: &CaughtError<'_>) -> bool {
    match error {
        CaughtError::Error(error) => matches!(error, rquickjs::Error::Allocation),
        CaughtError::Exception(exception) => exception.message().as_deref() == Some(NO_MEMORY),
        CaughtError::Value(_) => false,
    }
}
