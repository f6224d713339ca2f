//! Names that lead elsewhere than they did.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::{Method, Url};
use tokio::net::TcpListener;

use super::resolver::Names;
use super::{Client, Failure, Refused, Request, Rules};

impl Client {
    /// One whose names lead where the function says.
    pub(crate) fn told(
        rules: Rules,
        by: impl Fn(&str) -> Vec<SocketAddr> + Send + Sync + 'static,
    ) -> Self {
        Self::with_names(rules, Names::told(by)).unwrap()
    }
}

/// A name server that says the first at the first question, and the second at all others.
fn changing(first: &'static str, later: &'static str) -> (Names, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let names = Names::told(move |_| {
        let said = match count.fetch_add(1, Ordering::Relaxed) {
            0 => first,
            _ => later,
        };
        vec![SocketAddr::new(said.parse().unwrap(), 0)]
    });
    (names, asked)
}

fn request(url: &Url) -> Request {
    Request {
        method: Method::POST,
        url: url.clone(),
        headers: Vec::new(),
        body: Vec::new(),
        timeout: None,
    }
}

#[tokio::test]
async fn a_name_that_leads_into_the_own_network_the_second_time_gets_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    for own in ["127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1"] {
        let (names, asked) = changing("93.184.215.14", own);
        let client = Client::with_names(Rules::default(), names).unwrap();
        let url = Url::parse(&format!("https://receiver.example:{port}/")).unwrap();
        assert_eq!(client.check(&url).await, Ok(true));
        let refused = client.send(request(&url)).await;
        let Err(Failure::Refused(Refused::Private { host, address })) = refused else {
            panic!("{own}: {refused:?}");
        };
        assert_eq!((&*host, &*address.to_string()), ("receiver.example", own));
        assert_eq!(asked.load(Ordering::Relaxed), 2);
        assert!(client.check(&url).await.is_err());
    }
    let none = tokio::time::timeout(std::time::Duration::from_millis(50), listener.accept());
    assert!(none.await.is_err(), "somebody connected");
}

#[tokio::test]
async fn without_https_a_name_has_to_lead_to_what_is_excepted_when_it_is_connected_to() {
    let (names, _) = changing("127.0.0.1", "93.184.215.14");
    let rules = Rules {
        loopback: true,
        ..Rules::default()
    };
    let client = Client::with_names(rules, names).unwrap();
    let url = Url::parse("http://receiver.example/").unwrap();
    assert_eq!(client.check(&url).await, Ok(true));
    let refused = client.send(request(&url)).await;
    assert!(
        matches!(refused, Err(Failure::Refused(Refused::Plain(_)))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_name_without_an_address_may_be_saved() {
    let client = Client::with_names(Rules::default(), Names::told(|_| Vec::new())).unwrap();
    let url = Url::parse("https://soon.example/").unwrap();
    assert_eq!(client.check(&url).await, Ok(false));
    let unknown = client.send(request(&url)).await;
    assert!(matches!(unknown, Err(Failure::Name(_))), "{unknown:?}");
}
