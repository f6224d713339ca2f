//! `plg.axios` sends and answers as npm's `axios` 1.21 does, with which what is expected here was compared.

use encaixe_api::app::PingOutcome::Passed;
use serde_json::{Value, json};

use super::{Service, by, runner};

/// Runs lines in an async `ping` that throw the value of `shown` as JSON, and reads it.
async fn shown(service: &Service, lines: &str) -> Value {
    let script = format!(
        "exports.ping = async (plg, event) => {{
            const {{ axios }} = plg, base = event.meta.baseURI;
            {lines}
            throw JSON.stringify(shown);
        }}"
    );
    let found = by(&runner(), service, &script).await;
    serde_json::from_str(&found.message).unwrap_or_else(|_| panic!("{lines}: {found:?}"))
}

/// What of a request came to the service.
async fn sent(service: &Service, call: &str) -> Value {
    let lines = format!(
        "const {{ data }} = await {call};
        const {{ accept, authorization, ...more }} = data.headers;
        const shown = [data.method, data.url, more['content-type'] ?? null, data.body, authorization ?? null, more['x-a'] ?? null, accept ?? null];"
    );
    shown(service, &lines).await
}

const ACCEPT: &str = "application/json, text/plain, */*";

#[tokio::test]
async fn it_is_called_in_every_way() {
    let service = Service::start().await;
    let none = Value::Null;
    for (call, method) in [
        ("axios(base + '/echo')", "GET"),
        ("axios({ url: base + '/echo' })", "GET"),
        ("axios(base + '/echo', { method: 'DELETE' })", "DELETE"),
        (
            "axios({ url: '/echo', baseURL: base + '/', method: 'options' })",
            "OPTIONS",
        ),
        ("axios({ url: 'echo', baseURL: base })", "GET"),
        (
            "axios.request({ url: base + '/echo', method: 'get' })",
            "GET",
        ),
        ("axios.get(base + '/echo')", "GET"),
        ("axios.delete(base + '/echo')", "DELETE"),
        ("axios.options(base + '/echo')", "OPTIONS"),
        ("axios.create({ baseURL: base }).get('/echo')", "GET"),
        ("axios.create({ baseURL: base })('/echo')", "GET"),
    ] {
        let expected = json!([method, "/echo", none, "", none, none, ACCEPT]);
        assert_eq!(sent(&service, call).await, expected, "{call}");
    }
    let form = "application/x-www-form-urlencoded";
    for method in ["post", "put", "patch"] {
        let call = format!(
            "axios.{method}(base + '/echo', {{ a: 1, b: ['é'] }}, {{ headers: {{ 'X-A': 'x' }} }})"
        );
        let expected = json!([
            method.to_uppercase(),
            "/echo",
            "application/json",
            "{\"a\":1,\"b\":[\"é\"]}",
            none,
            "x",
            ACCEPT
        ]);
        assert_eq!(sent(&service, &call).await, expected);
        let expected = json!([method.to_uppercase(), "/echo", form, "", none, none, ACCEPT]);
        assert_eq!(
            sent(&service, &format!("axios.{method}(base + '/echo')")).await,
            expected
        );
    }
    let head = shown(
        &service,
        "const { status, data } = await axios.head(base + '/echo'); const shown = [status, data];",
    )
    .await;
    assert_eq!(head, json!([200, ""]));
}

#[tokio::test]
async fn parameters_are_written_as_axios_writes_them() {
    let service = Service::start().await;
    for (params, query) in [
        ("{ a: 1, b: 'x y' }", "?a=1&b=x+y"),
        ("{ a: [1, 2] }", "?a[]=1&a[]=2"),
        ("{ a: [1, null, undefined, 2] }", "?a[]=1&a[]=2"),
        ("{ a: { b: { c: 1 } } }", "?a[b][c]=1"),
        ("{ a: [{ b: 1 }, { b: 2 }] }", "?a[0][b]=1&a[1][b]=2"),
        ("{ a: { b: [1, 2] } }", "?a[b][0]=1&a[b][1]=2"),
        ("{ 'a{}': { x: 1 } }", "?a{}={\"x\":1}"),
        ("{ d: new Date(0) }", "?d=1970-01-01T00:00:00.000Z"),
        ("{ t: true, n: null, u: undefined, e: '' }", "?t=true&e="),
        ("{ e: 'é/?&=+:$,@' }", "?e=é/?&=+:$,@"),
        (
            "new URLSearchParams([['a', '1'], ['a', 'x y~']])",
            "?a=1&a=x+y~",
        ),
        ("{}", ""),
    ] {
        let found = sent(
            &service,
            &format!("axios.get(base + '/echo#part', {{ params: {params} }})"),
        )
        .await;
        let url = found[1].as_str().unwrap();
        let decoded = |text: &str| {
            let text = text
                .replace("%5B", "[")
                .replace("%5D", "]")
                .replace("%7B", "{")
                .replace("%7D", "}");
            text.replace("%22", "\"")
                .replace("%7E", "~")
                .replace("%C3%A9", "é")
        };
        let escaped = url
            .replace("%2F", "/")
            .replace("%3F", "?")
            .replace("%26", "&")
            .replace("%3D", "=")
            .replace("%2B", "+")
            .replace("%40", "@");
        assert_eq!(
            decoded(&escaped),
            format!("/echo{query}"),
            "{params}: {url}"
        );
    }
    // Exactly, once, with what is escaped.
    let found = sent(
        &service,
        "axios.get(base + '/echo?z=1', { params: { 'a b': 'é/?&=+:$,@[]' } })",
    )
    .await;
    assert_eq!(found[1], "/echo?z=1&a+b=%C3%A9%2F%3F%26%3D%2B:$,%40%5B%5D");
    let found = sent(
        &service,
        "axios.get(base + '/echo', { params: { a: 1 }, paramsSerializer: (all) => 'q=' + all.a })",
    )
    .await;
    assert_eq!(found[1], "/echo?q=1");
}

#[tokio::test]
async fn bodies_are_written_as_axios_writes_them() {
    let service = Service::start().await;
    let (form, json_) = ("application/x-www-form-urlencoded", "application/json");
    for (data, type_, body) in [
        ("'a=1'", form, "a=1"),
        ("[1]", json_, "[1]"),
        (
            "new URLSearchParams({ a: 1, b: 'x y' })",
            "application/x-www-form-urlencoded;charset=utf-8",
            "a=1&b=x+y",
        ),
        ("Buffer.from('héllo')", form, "héllo"),
        ("null", form, ""),
    ] {
        let found = sent(&service, &format!("axios.post(base + '/echo', {data})")).await;
        assert_eq!(
            (&found[2], &found[3]),
            (&json!(type_), &json!(body)),
            "{data}"
        );
    }
    for (data, type_, body) in [
        ("'abc'", json_, "\"abc\""),
        ("' {\"a\":1} '", json_, "{\"a\":1}"),
        (
            "{ a: 1, b: [1, 2], c: { d: 'x y' } }",
            form,
            "a=1&b%5B%5D=1&b%5B%5D=2&c%5Bd%5D=x+y",
        ),
    ] {
        let found = sent(
            &service,
            &format!(
                "axios.post(base + '/echo', {data}, {{ headers: {{ 'content-type': '{type_}' }} }})"
            ),
        )
        .await;
        assert_eq!(
            (&found[2], &found[3]),
            (&json!(type_), &json!(body)),
            "{data}"
        );
    }
}

#[tokio::test]
async fn headers_and_basic_are_sent_as_axios_sends_them() {
    let service = Service::start().await;
    for (config, authorization, x_a, accept) in [
        (
            "{ auth: { username: 'u', password: 'p:é' }, headers: { authorization: 'x' } }",
            json!("Basic dTpwOsOp"),
            json!(null),
            json!(ACCEPT),
        ),
        (
            "{ auth: { username: 'u' } }",
            json!("Basic dTo="),
            json!(null),
            json!(ACCEPT),
        ),
        (
            "{ headers: { Authorization: `Basic ${Buffer.from('u:p').toString('base64')}` } }",
            json!("Basic dTpw"),
            json!(null),
            json!(ACCEPT),
        ),
        (
            "{ headers: { Authorization: 'Basic ' + btoa('u:p') } }",
            json!("Basic dTpw"),
            json!(null),
            json!(ACCEPT),
        ),
        (
            "{ headers: { 'x-a': 1, accept: 'text/x', Host: 'other.example', 'Content-Length': 7 } }",
            json!(null),
            json!("1"),
            json!("text/x"),
        ),
        (
            "{ headers: { 'X-A': ['1', '2'], accept: 'b/c' } }",
            json!(null),
            json!("1, 2"),
            json!("b/c"),
        ),
        (
            "{ headers: { 'X-A': null, common: { Authorization: 'T' } } }",
            json!("T"),
            json!(null),
            json!(ACCEPT),
        ),
    ] {
        let found = sent(&service, &format!("axios.get(base + '/echo', {config})")).await;
        assert_eq!(
            (&found[4], &found[5], &found[6]),
            (&authorization, &x_a, &accept),
            "{config}"
        );
    }
    let found = sent(
        &service,
        "axios.get(base.replace('//', '//us%40er:p@') + '/echo')",
    )
    .await;
    assert_eq!(found[4], "Basic dXNAZXI6cA==");
    let made = "(() => { const one = axios.create({ headers: { 'X-A': 'd' }, params: { k: 1 } }); one.defaults.headers.common.Authorization = 'T'; return one })()";
    let found = sent(
        &service,
        &format!("{made}.get(base + '/echo', {{ params: {{ l: 2 }} }})"),
    )
    .await;
    assert_eq!(
        (&found[1], &found[4], &found[5]),
        (&json!("/echo?k=1&l=2"), &json!("T"), &json!("d"))
    );
    let found = sent(&service, "axios.get(base + '/echo')").await;
    assert_eq!((&found[4], &found[5]), (&json!(null), &json!(null)));
}

#[tokio::test]
async fn an_answer_has_what_axios_gives() {
    let service = Service::start().await;
    let lines = "const got = await axios.post(base + '/status/201', { a: 1 });
        const shown = [got.status, typeof got.data, got.data.error.message, got.headers['content-type'], got.headers.get('Content-Type'), got.config.method, got.config.data, typeof got.request];";
    let found = shown(&service, lines).await;
    assert_eq!(
        found,
        json!([
            201,
            "object",
            "Words of 201 Created",
            "application/json",
            "application/json",
            "post",
            "{\"a\":1}",
            "object"
        ])
    );
    for (config, data) in [
        ("{}", "no JSON {"),
        ("{ responseType: 'json' }", "no JSON {"),
        ("{ transformResponse: (text) => text + '!' }", "no JSON {!"),
    ] {
        let found = shown(
            &service,
            &format!("const shown = (await axios.get(base + '/text', {config})).data;"),
        )
        .await;
        assert_eq!(found, data);
    }
    let found = shown(
        &service,
        "const shown = typeof (await axios.get(base + '/me', { responseType: 'text' })).data;",
    )
    .await;
    assert_eq!(found, "string");
    for always in ["null", "() => true", "(status) => status < 500", "false"] {
        let found = shown(&service, &format!("const shown = (await axios.get(base + '/status/404', {{ validateStatus: {always} }})).status;")).await;
        assert_eq!(found, 404);
    }
}

#[tokio::test]
async fn an_error_has_what_axios_gives() {
    let service = Service::start().await;
    let of = async |call: &str| {
        let lines = format!(
            "let shown; try {{ await {call} }} catch (e) {{
                shown = [e.name, e.message, e.code ?? null, e.isAxiosError, axios.isAxiosError(e), e instanceof Error, e.response?.status ?? null, e.status ?? null, e.config?.method, JSON.parse(JSON.stringify(e)).message === e.message];
            }}"
        );
        shown(&service, &lines).await
    };
    for (status, code) in [
        (401, "ERR_BAD_REQUEST"),
        (404, "ERR_BAD_REQUEST"),
        (500, "ERR_BAD_RESPONSE"),
    ] {
        let found = of(&format!("axios.get(base + '/status/{status}')")).await;
        let message = format!("Request failed with status code {status}");
        assert_eq!(
            found,
            json!([
                "AxiosError",
                message,
                code,
                true,
                true,
                true,
                status,
                status,
                "get",
                true
            ])
        );
    }
    let found = of("axios.get(base + '/slow', { timeout: 100 })").await;
    assert_eq!(
        found,
        json!([
            "AxiosError",
            "timeout of 100ms exceeded",
            "ECONNABORTED",
            true,
            true,
            true,
            null,
            null,
            "get",
            true
        ])
    );
    let found = of("axios.get('http://127.0.0.1:1/')").await;
    assert_eq!(
        (&found[2], &found[6]),
        (&json!("ERR_NETWORK"), &json!(null))
    );
    let found = of("axios.get('/nowhere')").await;
    assert_eq!(found[2], "ERR_INVALID_URL");
}

#[tokio::test]
async fn what_else_scripts_expect_is_there() {
    let service = Service::start().await;
    let lines = "const shown = [
        Buffer.from('dTpw', 'base64').toString(), Buffer.from('é').toString('hex'), atob(btoa('x')), new URLSearchParams('?a=%C3%A9+b').get('a'),
        plg.errors.authError('x') instanceof plg.errors.authError, String(new plg.errors.rateLimitError('slow', 5)), plg.errors.error('x') instanceof Error,
        Object.isFrozen(plg), await new Promise((done) => setTimeout(done, 5, 'late')),
    ];";
    let found = shown(&service, lines).await;
    assert_eq!(
        found,
        json!([
            "u:p",
            "c3a9",
            "x",
            "é b",
            true,
            "RateLimitError: slow",
            true,
            true,
            "late"
        ])
    );
    let interval = "let count = 0; await new Promise((done) => { const each = setInterval(() => { if (++count === 3) { clearInterval(each); done() } }, 1) }); const shown = count;";
    assert_eq!(shown(&service, interval).await, 3);
    let found = by(&runner(), &service, "exports.ping = (plg, event) => plg.axios.all([plg.axios.get(event.meta.baseURI + '/me')]).then(plg.axios.spread((one) => one.data))").await;
    assert_eq!(found.outcome, Passed);
}
