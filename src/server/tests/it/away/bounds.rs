//! Hosts that send much, take their time, or say something else than what they send.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use encaixe_server::media::MOST_STREAMED;
use futures::stream::{self, Stream, StreamExt as _};
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

use super::{PNG, media, start};
use crate::support::{client, header, refused};

/// The most that a picture weighs, in bytes.
const PICTURE: usize = 8 << 20;

/// How large the parts of a long film are, in bytes, and how many a film has that is far larger than all that the system keeps of it on
/// its way.
const PART: usize = 1 << 20;
const PARTS: usize = 192;

const TOO_LARGE: &str = "this cannot be shown: it is too large";
const OTHER_KIND: &str = "this cannot be shown: it is of another kind than pictures, films and recordings that browsers show";
const NOT_PUBLIC: &str =
    "this cannot be shown: its address is not one of the open internet by https";
const NO_ANSWER: &str = "this cannot be shown: its host does not answer";

/// A host that answers so; where it is.
async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

/// A picture of so many bytes.
fn picture(bytes: usize) -> Vec<u8> {
    let mut picture = PNG.to_vec();
    picture.resize(bytes, 0);
    picture
}

/// The same, without a word of how long it is.
fn picture_in_parts(bytes: usize) -> Body {
    let whole = Bytes::from(picture(bytes));
    let places = (0..bytes).step_by(64 << 10);
    let parts = places.map(move |at| whole.slice(at..bytes.min(at + (64 << 10))));
    Body::from_stream(stream::iter(parts.map(Ok::<_, Infallible>)))
}

/// How much was taken of a film, and how often its reader was done with it.
#[derive(Clone, Default)]
struct Taken {
    parts: Arc<AtomicUsize>,
    ended: Arc<AtomicUsize>,
}

/// One answer with a film, which counts when a part is taken and when it goes.
struct Film(Taken);

impl Film {
    fn count(&self) {
        self.0.parts.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Film {
    fn drop(&mut self) {
        self.0.ended.fetch_add(1, Ordering::Relaxed);
    }
}

impl Taken {
    /// A film of these parts, of which is counted what is taken.
    fn film(&self, parts: impl Stream<Item = Bytes> + Send + 'static) -> Response {
        let film = Film(self.clone());
        let parts = parts.map(move |part| {
            film.count();
            Ok::<_, Infallible>(part)
        });
        ([(CONTENT_TYPE, "video/mp4")], Body::from_stream(parts)).into_response()
    }

    fn parts(&self) -> usize {
        self.parts.load(Ordering::Relaxed)
    }

    /// How many parts were taken once no further one is.
    async fn settled(&self) -> usize {
        let mut before = usize::MAX;
        while self.parts() != before {
            before = self.parts();
            sleep(Duration::from_millis(300)).await;
        }
        before
    }

    /// Waits until the film's reader was done with it so often.
    async fn ended(&self, times: usize) {
        let ended = async {
            while self.ended.load(Ordering::Relaxed) < times {
                sleep(Duration::from_millis(10)).await;
            }
        };
        let ended = timeout(Duration::from_secs(10), ended).await;
        ended.expect("somebody still takes of the film");
    }
}

#[tokio::test]
async fn a_picture_is_shown_up_to_its_bound_whether_or_not_its_host_says_how_large_it_is() {
    let said = get(|Path(bytes): Path<usize>| async move { picture(bytes) });
    let unsaid = get(|Path(bytes): Path<usize>| async move { picture_in_parts(bytes) });
    let router = Router::new()
        .route("/said/{bytes}", said)
        .route("/unsaid/{bytes}", unsaid);
    let host = serve(router).await;
    let running = start("127.0.0.1").await;
    let admin = running.admin().await;
    for way in ["said", "unsaid"] {
        let told = media(&admin, "image", &format!("{host}/{way}/{PICTURE}")).await;
        let answer = client().get(&told).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{way}");
        assert_eq!(header(&answer, "content-type"), "image/png");
        assert_eq!(answer.bytes().await.unwrap().len(), PICTURE, "{way}");
        let more = PICTURE + 1;
        let told = media(&admin, "image", &format!("{host}/{way}/{more}")).await;
        let error = refused(client().get(&told), 502).await;
        assert_eq!(error.message, TOO_LARGE, "{way}");
    }
}

#[tokio::test]
async fn what_is_called_a_picture_and_is_none_is_not_shown() {
    let page = "<!doctype html><script>alert(1)</script>";
    let drawing = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let png = |content: &'static str| {
        get(move || async move { ([(CONTENT_TYPE, "image/png")], content) })
    };
    let film = get(move || async move { ([(CONTENT_TYPE, "video/mp4")], page) });
    let router = Router::new()
        .route("/page.png", png(page))
        .route("/drawing.png", png(drawing))
        .route("/nothing.png", png(""))
        .route("/page.mp4", film);
    let host = serve(router).await;
    let running = start("127.0.0.1").await;
    let admin = running.admin().await;
    for path in ["/page.png", "/drawing.png", "/nothing.png"] {
        let told = media(&admin, "image", &format!("{host}{path}")).await;
        let error = refused(client().get(&told), 502).await;
        assert_eq!(error.message, OTHER_KIND, "{path}");
    }
    // What a film holds is not looked at: it stays what its host called it, and opened by itself it does nothing.
    let told = media(&admin, "video", &format!("{host}/page.mp4")).await;
    let answer = client().get(&told).send().await.unwrap();
    assert_eq!(header(&answer, "content-type"), "video/mp4");
    assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
    let policy = header(&answer, "content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"),
        "{policy}"
    );
}

#[tokio::test]
async fn a_host_that_is_slow_to_begin_is_waited_for() {
    let slow = |kind: &'static str| {
        get(move || async move {
            sleep(Duration::from_millis(700)).await;
            ([(CONTENT_TYPE, kind)], PNG)
        })
    };
    let router = Router::new()
        .route("/a.png", slow("image/png"))
        .route("/a.mp4", slow("video/mp4"));
    let host = serve(router).await;
    let running = start("127.0.0.1").await;
    let admin = running.admin().await;
    for (kind, path) in [("image", "/a.png"), ("video", "/a.mp4")] {
        let told = media(&admin, kind, &format!("{host}{path}")).await;
        let answer = client().get(&told).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(answer.bytes().await.unwrap(), PNG, "{path}");
    }
}

#[tokio::test]
async fn no_redirect_leads_to_what_may_not_be_asked_and_none_goes_on_for_ever() {
    let (reached, rounds) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (reach, round) = (reached.clone(), rounds.clone());
    let router = Router::new()
        .route(
            "/to",
            get(|RawQuery(to): RawQuery| async move {
                (StatusCode::FOUND, [(LOCATION, to.unwrap_or_default())])
            }),
        )
        .route(
            "/round",
            get(move || {
                round.fetch_add(1, Ordering::Relaxed);
                async { (StatusCode::FOUND, [(LOCATION, "/round")]) }
            }),
        )
        .fallback(move || {
            reach.fetch_add(1, Ordering::Relaxed);
            async { PNG }
        });
    let host = serve(router).await;
    let (_, port) = host.rsplit_once(':').unwrap();
    // One host is excepted, by one of its names alone.
    let running = start("127.0.0.1").await;
    let admin = running.admin().await;
    for kind in ["image", "video"] {
        for to in [
            format!("http://localhost:{port}/ana.png"),
            format!("https://localhost:{port}/ana.png"),
            format!("http://127.0.0.2:{port}/ana.png"),
            format!("http://[::1]:{port}/ana.png"),
            format!("//[::ffff:127.0.0.1]:{port}/ana.png"),
            "http://10.0.0.1/ana.png".to_owned(),
            "https://192.168.0.1/ana.png".to_owned(),
            "http://169.254.169.254/latest/meta-data/".to_owned(),
            "https://[fd00::1]/ana.png".to_owned(),
            "http://example.com/ana.png".to_owned(),
            "file:///etc/hostname".to_owned(),
        ] {
            let told = media(&admin, kind, &format!("{host}/to?{to}")).await;
            let error = refused(client().get(&told), 502).await;
            assert_eq!(error.message, NOT_PUBLIC, "{kind}: {to}");
        }
    }
    assert_eq!(reached.load(Ordering::Relaxed), 0);
    // Where it may go, it goes.
    let own = format!("{host}/to?{host}/ana.png");
    let told = media(&admin, "image", &own).await;
    let answer = client().get(&told).send().await.unwrap();
    assert_eq!(answer.bytes().await.unwrap(), PNG);
    assert_eq!(reached.load(Ordering::Relaxed), 1);

    let told = media(&admin, "image", &format!("{host}/round")).await;
    let error = refused(client().get(&told), 502).await;
    assert_eq!(error.message, NO_ANSWER);
    // The address itself, and three redirects.
    assert_eq!(rounds.load(Ordering::Relaxed), 4);
}

#[tokio::test]
async fn a_long_film_is_passed_on_as_it_is_read_and_not_held() {
    let taken = Taken::default();
    let own = taken.clone();
    let film = move || {
        let parts = stream::iter(0..PARTS);
        let part = |number| Bytes::from(vec![byte_of(number); PART]);
        let film = own.film(parts.map(part));
        async move { film }
    };
    let host = serve(Router::new().route("/long.mp4", get(film))).await;
    let running = start("127.0.0.1").await;
    let admin = running.admin().await;
    let told = media(&admin, "video", &format!("{host}/long.mp4")).await;

    // While nobody reads on, the server takes no more than what the system keeps on its way.
    let mut answer = client().get(&told).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let begun = taken.settled().await;
    assert!(begun < PARTS / 2, "{begun} of {PARTS} parts");
    let mut length = 0;
    while let Some(part) = answer.chunk().await.unwrap() {
        assert_eq!(part.first(), Some(&byte_of(length / PART)), "at {length}");
        length += part.len();
    }
    assert_eq!((length, taken.parts()), (PARTS * PART, PARTS));
    taken.ended(1).await;

    // Whoever stops in the middle ends it for the other host too.
    let mut answer = client().get(&told).send().await.unwrap();
    assert!(answer.chunk().await.unwrap().is_some());
    drop(answer);
    taken.ended(2).await;
    assert!(taken.parts() < 2 * PARTS, "{}", taken.parts());
}

/// What a part of a long film is made of.
fn byte_of(number: usize) -> u8 {
    u8::try_from(number % 251).unwrap()
}

#[tokio::test]
async fn a_film_that_never_ends_is_cut_off_at_its_bound() {
    let taken = Taken::default();
    let own = taken.clone();
    let part = Bytes::from(vec![0; PART]);
    let film = move || {
        let film = own.film(stream::repeat(part.clone()));
        async move { film }
    };
    let host = serve(Router::new().route("/endless.mp4", get(film))).await;
    let running = start("127.0.0.1").await;
    let admin = running.admin().await;
    let told = media(&admin, "video", &format!("{host}/endless.mp4")).await;
    let mut answer = client().get(&told).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let mut length: u64 = 0;
    let is_whole = loop {
        match answer.chunk().await {
            Ok(Some(part)) => length += part.len() as u64,
            Ok(None) => break true,
            Err(_) => break false,
        }
    };
    assert!(!is_whole, "it looks as if it had ended at {length}");
    assert!(length <= MOST_STREAMED, "{length}");
    assert!(length > MOST_STREAMED / 2, "{length}");
    taken.ended(1).await;
}
