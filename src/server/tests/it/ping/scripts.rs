//! What a script's end says of the credentials.

use encaixe_api::app::PingOutcome::{
    AddressRefused, CredentialsRefused, NoPing, Passed, RateLimited, Refused, RightsMissing,
    ScriptFailed, ServiceDown,
};
use encaixe_server::apps::ping::{made_up, ping};
use encaixe_server::script::Event;
use encaixe_server::time;

use super::{Service, TOKEN, asker, by, descriptor, event, is, returning, runner};

/// The example of the developer manual, word for word.
pub(crate) const LAHAR: &str = "exports.ping = (plg, event) => plg.axios({
method: 'get',
url: `${event.meta.baseURI}/api/custom_fields`,
params: {
token_api_lahar: event.auth.token_api_lahar,
},
}).then((res) => {
const { data } = res.data;
if (data) throw new Error(data.error.message);
return data;
});
";

#[tokio::test]
async fn lahars_ping_runs_word_for_word() {
    let service = Service::start().await;
    let good = by(&runner(), &service, LAHAR).await;
    assert_eq!((good.outcome, good.status), (Passed, Some(200)), "{good:?}");
    let line = format!("GET {}/api/custom_fields?token_api_lahar=***", service.url);
    assert_eq!(good.request.as_ref(), Some(&line));

    let wrong = event(&service, "wrong-token");
    let bad = ping(
        &runner(),
        &descriptor(),
        Some(LAHAR),
        &wrong,
        &[],
        &asker(true),
    )
    .await;
    is(&bad, Refused, "Token inválido: ***");
    assert_eq!((bad.status, bad.request), (Some(200), Some(line)));
}

#[tokio::test]
async fn a_ping_with_made_up_credentials_shows_whether_it_proves_anything() {
    let service = Service::start().await;
    let real = event(&service, TOKEN);
    let other = Event {
        auth: made_up(&descriptor(), &real.auth).unwrap(),
        ..real.clone()
    };
    let found = ping(
        &runner(),
        &descriptor(),
        Some(LAHAR),
        &other,
        &[],
        &asker(true),
    )
    .await;
    assert_eq!(found.outcome, Refused, "{found:?}");
    let nothing = "exports.ping = (plg, event) => plg.axios.get(event.meta.baseURI + '/echo')";
    let found = ping(
        &runner(),
        &descriptor(),
        Some(nothing),
        &other,
        &[],
        &asker(true),
    )
    .await;
    assert_eq!(found.outcome, Passed, "{found:?}");
}

#[tokio::test]
async fn the_status_of_an_answer_says_which_it_was() {
    let service = Service::start().await;
    for (status, outcome) in [
        (200, Passed),
        (204, Passed),
        (302, AddressRefused),
        (400, Refused),
        (401, CredentialsRefused),
        (403, RightsMissing),
        (404, Refused),
        (429, RateLimited),
        (500, ServiceDown),
        (503, ServiceDown),
    ] {
        let found = returning(
            &service,
            &format!("plg.axios.get(`${{event.meta.baseURI}}/status/{status}`)"),
        )
        .await;
        assert_eq!(
            (found.outcome, found.status),
            (outcome, Some(status)),
            "{found:?}"
        );
        if status >= 300 {
            assert!(
                found.message.starts_with(&format!("Words of {status}")),
                "{found:?}"
            );
        }
    }
    let silent = returning(
        &service,
        "plg.axios.get(`${event.meta.baseURI}/status/401?silent`)",
    )
    .await;
    is(
        &silent,
        CredentialsRefused,
        "The app refuses the credentials (status 401).",
    );
    assert_eq!(
        silent.request,
        Some(format!("GET {}/status/401?silent", service.url))
    );
}

#[tokio::test]
async fn what_a_script_throws_says_which_it_was() {
    let service = Service::start().await;
    for (expression, outcome, message) in [
        (
            "{ throw plg.errors.authError('Wrong key') }",
            CredentialsRefused,
            "Wrong key",
        ),
        (
            "{ throw new plg.errors.authError('Wrong key') }",
            CredentialsRefused,
            "Wrong key",
        ),
        ("{ throw plg.errors.error('No plan') }", Refused, "No plan"),
        (
            "{ throw plg.errors.transientError('Come back') }",
            ServiceDown,
            "Come back",
        ),
        (
            "{ throw new plg.errors.rateLimitError('Slow down', 60) }",
            RateLimited,
            "Slow down",
        ),
        ("{ throw new Error('Own words') }", Refused, "Own words"),
        ("{ throw 'a text' }", Refused, "a text"),
        ("{ throw 42 }", Refused, "42"),
        ("{ throw { message: 'an object' } }", Refused, "an object"),
        ("{ throw { why: 1 } }", Refused, "{\"why\":1}"),
        (
            "{ throw undefined }",
            Refused,
            "The app's script refuses the credentials without saying why.",
        ),
        (
            "{ throw null }",
            ScriptFailed,
            "null was thrown, by the script or because no memory was left",
        ),
        (
            "Promise.reject()",
            Refused,
            "The app's script refuses the credentials without saying why.",
        ),
        ("Promise.reject('later')", Refused, "later"),
        (
            "(async () => { throw new Error('async') })()",
            Refused,
            "async",
        ),
        (
            "{ throw { get message() { throw 1 } } }",
            Refused,
            "The app's script refuses the credentials without saying why.",
        ),
        (
            "{ throw new Proxy({}, { get() { throw 1 } }) }",
            Refused,
            "The app's script refuses the credentials without saying why.",
        ),
        (
            "event.nothing.more",
            ScriptFailed,
            "TypeError: cannot read property 'more' of undefined (lib/index.js:1:32)",
        ),
        (
            "nowhere()",
            ScriptFailed,
            "ReferenceError: nowhere is not defined (lib/index.js:1:32)",
        ),
        (
            "require('axios')",
            Refused,
            "require(\"axios\"): there are no modules here, but plg.axios, plg.errors, Buffer, URLSearchParams, btoa, atob, setTimeout, Promise and JSON",
        ),
        (
            "new Promise((done) => setTimeout(done, 30))",
            Passed,
            "The app takes the credentials.",
        ),
        (
            "({ then(done) { done() } })",
            Passed,
            "The app takes the credentials.",
        ),
        (
            "({ then(done, not) { not('thenable') } })",
            Refused,
            "thenable",
        ),
        (
            "new Promise(() => setTimeout(() => { throw new Error('from a timer') }))",
            Refused,
            "from a timer",
        ),
        (
            "new Promise(() => {})",
            ScriptFailed,
            "The promise that `ping` returned never settles: nothing is left that it could wait for.",
        ),
        (
            "new Promise(() => clearTimeout(setTimeout(() => {}, 9000)))",
            ScriptFailed,
            "The promise that `ping` returned never settles: nothing is left that it could wait for.",
        ),
        (
            "5",
            ScriptFailed,
            "`ping` returned no promise, so that nobody knows whether it passed.",
        ),
        (
            "{}",
            ScriptFailed,
            "`ping` returned no promise, so that nobody knows whether it passed.",
        ),
    ] {
        let found = returning(&service, expression).await;
        is(&found, outcome, message);
        assert_eq!((found.request, found.status), (None, None));
    }
}

#[tokio::test]
async fn an_error_that_follows_from_a_refused_request_is_told_as_that_request_with_the_scripts_words()
 {
    let service = Service::start().await;
    let asked = "plg.axios.get(event.meta.baseURI + '/status/401')";
    let found = returning(
        &service,
        &format!(
            "{asked}.catch((e) => {{ throw new Error('Key: ' + e.response.data.error.message) }})"
        ),
    )
    .await;
    is(&found, CredentialsRefused, "Key: Words of 401 Unauthorized");
    let found = returning(&service, &format!("{asked}.catch((e) => e.nothing.at.all)")).await;
    is(&found, CredentialsRefused, "Words of 401 Unauthorized");
    let found = returning(
        &service,
        &format!("{asked}.catch((e) => {{ throw plg.errors.error('Not today') }})"),
    )
    .await;
    is(&found, Refused, "Not today");
    assert_eq!(found.status, Some(401));
    let found = returning(&service, &format!("{asked}.catch(() => 'fine')")).await;
    assert_eq!(found.outcome, Passed);
}

#[tokio::test]
async fn the_request_that_is_shown_is_the_one_that_failed() {
    let service = Service::start().await;
    let get = |path: &str| format!("plg.axios.get(event.meta.baseURI + '{path}')");
    let both = format!("Promise.all([{}, {}])", get("/status/403"), get("/while"));
    let found = returning(&service, &both).await;
    assert_eq!(
        (found.outcome, found.status),
        (RightsMissing, Some(403)),
        "{found:?}"
    );
    assert_eq!(
        found.request,
        Some(format!("GET {}/status/403", service.url))
    );
}

#[tokio::test]
async fn a_rate_limit_is_told_with_its_end() {
    let service = Service::start().await;
    let before = time::now();
    let of = async |expression: &str| {
        let found = returning(&service, expression).await;
        assert_eq!(found.outcome, RateLimited, "{found:?}");
        found
            .until
            .map(|until| (time::parse(&until).unwrap() - before) / 1_000)
    };
    let near = |seconds: Option<i64>, wanted| {
        seconds.is_some_and(|seconds| (wanted..wanted + 20).contains(&seconds))
    };
    let get = "plg.axios.get(event.meta.baseURI + '/limited?";
    assert!(near(of(&format!("{get}120')")).await, 120));
    assert_eq!(of(&format!("{get}soon')")).await, None);
    let date = of(&format!("{get}Fri,+31+Dec+2100+23:59:59+GMT')")).await;
    assert!(near(date, 366 * 24 * 3_600));
    assert!(near(
        of("{ throw plg.errors.rateLimitError('x', 300) }").await,
        300
    ));
    assert_eq!(of("{ throw plg.errors.rateLimitError('x') }").await, None);
    assert_eq!(
        of("{ throw plg.errors.rateLimitError('x', 'soon') }").await,
        None
    );
    let caught = format!("{get}60').catch(() => {{ throw plg.errors.rateLimitError('x') }})");
    assert!(near(of(&caught).await, 60));
}

#[tokio::test]
async fn a_service_that_is_not_there_is_down_and_one_that_may_not_be_asked_is_refused() {
    let service = Service::start().await;
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = gone.local_addr().unwrap();
    drop(gone);
    let found = returning(&service, &format!("plg.axios.get('http://{address}/')")).await;
    assert_eq!(
        (found.outcome, found.status),
        (ServiceDown, None),
        "{found:?}"
    );
    let found = returning(
        &service,
        "plg.axios.get(event.meta.baseURI + '/slow', { timeout: 200 })",
    )
    .await;
    is(&found, ServiceDown, "timeout of 200ms exceeded");

    let script = "exports.ping = (plg, event) => plg.axios.get(event.meta.baseURI + '/echo')";
    let inside = ping(
        &runner(),
        &descriptor(),
        Some(script),
        &event(&service, TOKEN),
        &[],
        &asker(false),
    )
    .await;
    assert_eq!(inside.outcome, AddressRefused, "{inside:?}");
    assert_eq!(service.requests(), 1);
    for address in [
        "ftp://127.0.0.1/",
        "/relative",
        "file:///etc/passwd",
        "javascript:1",
    ] {
        let found = returning(&service, &format!("plg.axios.get('{address}')")).await;
        assert_eq!(found.outcome, ScriptFailed, "{found:?}");
    }
}

#[tokio::test]
async fn a_script_that_does_not_parse_is_told_with_its_place() {
    let service = Service::start().await;
    for (script, place) in [
        ("exports.ping = (", "lib/index.js:1:17: "),
        (
            "\n\nexports.ping = () => {\n  const a = ;\n}",
            "lib/index.js:4:13: ",
        ),
        ("const a = 1;\nconst a = 2;", "lib/index.js:2:"),
        ("'não'; exports.ping = 1 1", "lib/index.js:1:"),
        ("a\0b", "lib/index.js:1:2: a NUL character"),
        (
            "export const ping = () => {}",
            "lib/index.js:1:1: ES modules are not supported",
        ),
        (
            "// one\nimport axios from 'axios'",
            "lib/index.js:2:8: ES modules are not supported",
        ),
    ] {
        let found = by(&runner(), &service, script).await;
        assert_eq!(found.outcome, ScriptFailed, "{found:?}");
        assert!(found.message.starts_with(place), "{place} {found:?}");
    }
    // One that runs into such an error by itself does parse.
    for script in ["JSON.parse('{')", "new Function('(')"] {
        let found = by(&runner(), &service, script).await;
        assert!(found.message.starts_with("SyntaxError: "), "{found:?}");
    }
}

#[tokio::test]
async fn a_script_exports_ping_in_either_way() {
    let service = Service::start().await;
    for script in [
        "exports.ping = async () => {}",
        "module.exports.ping = async () => {}",
        "module.exports = { ping: async () => {} }",
        "module.exports = { async ping() { return this.ping } }",
        "\u{feff}'use strict'; exports.ping = async function () {}",
        "const module_ = module; class A { static ping = async () => {} } module_.exports = A",
        "var exports = module.exports; exports.ping = async () => {}",
        "console.log('x', process.env.HOME); exports.ping = async () => {}",
    ] {
        let found = by(&runner(), &service, script).await;
        assert_eq!(found.outcome, Passed, "{script}: {found:?}");
    }
    for script in [
        "",
        "exports.pong = 1",
        "exports.ping = 'x'",
        "module.exports = null",
        "function ping() {}",
    ] {
        let found = by(&runner(), &service, script).await;
        is(&found, NoPing, "lib/index.js exports no function `ping`.");
    }
}

#[tokio::test]
async fn no_form_of_a_credential_is_told() {
    let service = Service::start().await;
    let found = returning(
        &service,
        "{ const t = event.auth.token_api_lahar; throw new Error([t, encodeURIComponent(t), btoa('me:' + t), btoa(t), 'and more'].join(' ')) }",
    )
    .await;
    assert!(!found.message.contains("good-token"), "{found:?}");
    assert!(!found.message.contains("Z29vZC10b2tlbi8x"), "{found:?}");
    assert!(
        found.message.starts_with("*** *** ") && found.message.ends_with(" *** and more"),
        "{found:?}"
    );
    let found = returning(&service, "plg.axios.get(`${event.meta.baseURI}/${event.auth.token_api_lahar}?q=${event.auth.token_api_lahar}&page=1`)").await;
    assert_eq!(
        found.request,
        Some(format!("GET {}/***?q=***&page=1", service.url))
    );
    let found = returning(&service, "{ throw 'é'.repeat(10000) }").await;
    assert_eq!(found.message.chars().count(), 500);
}
