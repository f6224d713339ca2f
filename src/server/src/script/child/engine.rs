//! Runs a script in QuickJS.

use std::time::{Duration, Instant};

use rquickjs::context::EvalOptions;
use rquickjs::promise::PromiseState;
use rquickjs::{
    CatchResultExt as _, CaughtError, Context, Ctx, Exception, Function, Object, Promise, Runtime,
    Value,
};

use super::pipe::Pipe;
use super::reason;
use crate::script::MEMORY;
use crate::script::wire::{Asking, End, SAID_BYTES, Said, Start};

/// What a script's file is called in errors.
const FILE: &str = "lib/index.js";

/// How deep calls may go, in bytes of the process's stack, which has 8 MiB.
const STACK: usize = 1024 * 1024;

/// How many timers a script may set.
const TIMERS: u32 = 1_000;

/// What scripts find in place of a browser or Node, in the order in which it is put together.
const PRELUDE: [(&str, &str); 6] = [
    ("bytes.js", include_str!("../prelude/bytes.js")),
    ("search.js", include_str!("../prelude/search.js")),
    ("params.js", include_str!("../prelude/params.js")),
    ("errors.js", include_str!("../prelude/errors.js")),
    ("axios.js", include_str!("../prelude/axios.js")),
    ("prelude.js", include_str!("../prelude/prelude.js")),
];

/// Runs it to its end.
///
/// # Errors
/// When there is no engine, or it does not take the prelude.
pub(super) fn run(start: Start, pipe: &Pipe) -> anyhow::Result<End> {
    let until = Instant::now() + Duration::from_millis(start.milliseconds);
    let runtime = Runtime::new()?;
    runtime.set_max_stack_size(STACK);
    runtime.set_memory_limit(MEMORY);
    runtime.set_interrupt_handler(Some(Box::new(move || Instant::now() >= until)));
    let context = Context::full(&runtime)?;
    let end = context.with(|ctx| {
        let prelude = prelude(&ctx, &start, pipe)
            .catch(&ctx)
            .map_err(|error| anyhow::anyhow!("the prelude: {error}"))?;
        anyhow::Ok(prelude.script(&start.script, pipe, until))
    })?;
    // Nothing is looked at any more, so nothing is put away: the process ends.
    std::mem::forget(context);
    std::mem::forget(runtime);
    Ok(end)
}

/// What the prelude gives the host.
struct Prelude<'js> {
    ctx: Ctx<'js>,
    /// Calls `exports.ping`: its promise, `false` when it returns none, or nothing when there is no such function.
    ping: Function<'js>,
    /// Takes a line that was heard.
    deliver: Function<'js>,
    /// How much is being waited for.
    waiting: Function<'js>,
    /// What something is that was thrown.
    describe: Function<'js>,
}

fn prelude<'js>(ctx: &Ctx<'js>, start: &Start, pipe: &Pipe) -> rquickjs::Result<Prelude<'js>> {
    let library = Object::new(ctx.clone())?;
    library.set("host", host(ctx, pipe)?)?;
    for (name, source) in PRELUDE {
        let mut options = EvalOptions::default();
        options.filename = Some(name.to_owned());
        let part: Function = ctx.eval_with_options(source, options)?;
        part.call::<_, ()>((library.clone(),))?;
    }
    let begin: Function = library.get("begin")?;
    let auth = serde_json::to_string(&start.auth).unwrap_or_default();
    let made: Object = begin.call((start.base_uri.as_str(), auth))?;
    Ok(Prelude {
        ctx: ctx.clone(),
        ping: made.get("ping")?,
        deliver: made.get("deliver")?,
        waiting: made.get("waiting")?,
        describe: made.get("describe")?,
    })
}

/// What the prelude may ask of the process: a request and a timer. Each is written anew here, so that no script has a line of its own.
fn host<'js>(ctx: &Ctx<'js>, pipe: &Pipe) -> rquickjs::Result<Object<'js>> {
    let host = Object::new(ctx.clone())?;
    let to = pipe.clone();
    let ask = move |ctx: Ctx<'js>, text: String| -> rquickjs::Result<()> {
        let asking: Result<Asking, _> = serde_json::from_str(&text);
        let Ok(asking) = asking else {
            return Err(Exception::throw_type(&ctx, "this is no request"));
        };
        let said = Said::Ask(asking);
        // The bound of a line, with room for what it is wrapped in and for what is written longer.
        let length = serde_json::to_string(&said).map_or(usize::MAX, |line| line.len());
        if length >= SAID_BYTES {
            return Err(Exception::throw_range(
                &ctx,
                "the request is longer than 1 MiB",
            ));
        }
        to.say(&said);
        Ok(())
    };
    host.set("ask", Function::new(ctx.clone(), ask)?)?;
    let to = pipe.clone();
    let timers = std::cell::Cell::new(0);
    let sleep = move |ctx: Ctx<'js>, id: u32, milliseconds: f64| -> rquickjs::Result<()> {
        timers.set(timers.get() + 1);
        if timers.get() > TIMERS {
            return Err(Exception::throw_range(
                &ctx,
                "a script may set 1,000 timers",
            ));
        }
        // A float becomes the nearest whole number that there is; what is no number becomes none.
        let milliseconds = milliseconds.max(0.0) as u64;
        to.say(&Said::Sleep { id, milliseconds });
        Ok(())
    };
    host.set("sleep", Function::new(ctx.clone(), sleep)?)?;
    Ok(host)
}

impl<'js> Prelude<'js> {
    fn script(&self, script: &str, pipe: &Pipe, until: Instant) -> End {
        let late = || Instant::now() >= until;
        if let Some(end) = nul(script) {
            return end;
        }
        let mut options = EvalOptions::default();
        options.strict = false;
        options.filename = Some(FILE.to_owned());
        let read: rquickjs::Result<Value> = self.ctx.eval_with_options(script, options);
        if let Err(error) = read.catch(&self.ctx) {
            return match reason::syntax(script, FILE, &error) {
                Some(end) => end,
                None => self.failed(error, &late),
            };
        }
        let returned: rquickjs::Result<Value> = self.ping.call(());
        let returned = match returned.catch(&self.ctx) {
            Ok(returned) => returned,
            Err(error) => return self.failed(error, &late),
        };
        match returned.try_into_promise() {
            Ok(promise) => self.wait(&promise, pipe, late),
            Err(other) if other.is_bool() => End::NoPromise,
            Err(_) => End::NoPing,
        }
    }

    /// Goes on until the promise is settled, which is read where no script reaches.
    fn wait(&self, promise: &Promise<'js>, pipe: &Pipe, late: impl Fn() -> bool) -> End {
        loop {
            while !late() && self.ctx.execute_pending_job() {}
            if late() {
                return End::TimedOut;
            }
            if promise.state() != PromiseState::Pending {
                let settled = promise
                    .result::<Value>()
                    .unwrap_or_else(|| Ok(Value::new_undefined(self.ctx.clone())));
                return match settled.catch(&self.ctx) {
                    Ok(_) => End::Passed,
                    Err(error) => self.failed(error, &late),
                };
            }
            if self.waiting.call::<_, u32>(()).unwrap_or(0) == 0 {
                return End::NeverSettled;
            }
            let line = pipe.heard();
            let line = String::from_utf8(line).unwrap_or_default();
            let delivered: rquickjs::Result<()> = self.deliver.call((line,));
            if let Err(error) = delivered.catch(&self.ctx) {
                return self.failed(error, &late);
            }
        }
    }

    fn failed(&self, error: CaughtError<'js>, late: &impl Fn() -> bool) -> End {
        if late() {
            End::TimedOut
        } else if reason::is_out_of_memory(&error) {
            End::OutOfMemory
        } else {
            let end = reason::thrown(&self.ctx, &self.describe, error);
            // What was thrown may take all the time that is left to be looked at.
            if late() { End::TimedOut } else { end }
        }
    }
}

/// A script with a NUL in it, which the engine takes for its end.
fn nul(script: &str) -> Option<End> {
    let before = &script[..script.find('\0')?];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next()?.chars().count() + 1;
    Some(End::Syntax {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
        message: "a NUL character".to_owned(),
    })
}
