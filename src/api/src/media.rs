//! Pictures, films and recordings of other hosts. A page has them from its own server, at an address that holds the original.

/// What follows the page's origin in such an address; then come a signature and, as the query, the original.
pub const AWAY: &str = "/media/away/";

/// The address that the media came with, for an address that a page was told: a page of another site has nothing of the server's.
#[must_use]
pub fn original<'a>(url: &'a str, origin: &str) -> &'a str {
    let rest = url.strip_prefix(origin.trim_end_matches('/'));
    let rest = rest.and_then(|rest| rest.strip_prefix(AWAY));
    let original = rest.and_then(|rest| rest.split_once('?'));
    original.map_or(url, |(_, original)| original)
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn an_address_of_the_server_holds_the_original() {
        fn at(url: &str) -> &str {
            original(url, "http://127.0.0.1:7070")
        }
        let cdn = "https://cdn.example/a.jpg?b=1&c=?";
        assert_eq!(
            at(&format!("http://127.0.0.1:7070/media/away/px?{cdn}")),
            cdn
        );
        for other in [
            cdn,
            "http://127.0.0.1:7070/media/demo/a.svg",
            "https://other.example/media/away/px?https://cdn.example/",
        ] {
            assert_eq!(at(other), other);
        }
    }
}
