//! What may be asked, and what may not.

use super::*;

fn check(url: &str, exceptions: &str) -> Result<(), Refused> {
    let guard = Guard::new(exceptions.parse().unwrap(), false);
    guard.url(&Url::parse(url).unwrap())
}

fn at(texts: &[&str]) -> Vec<SocketAddr> {
    let address = |text: &&str| SocketAddr::new(text.parse().unwrap(), 443);
    texts.iter().map(address).collect()
}

#[test]
fn public_addresses_may_be_asked_by_https() {
    for url in [
        "https://example.com/hook?a=1",
        "https://example.com:8443/",
        "https://93.184.215.14/",
        "https://[2606:4700::1111]/",
        "https://[64:ff9b::5db8:d70e]/",
    ] {
        assert_eq!(check(url, ""), Ok(()), "{url}");
    }
    assert!(matches!(
        check("http://example.com/", ""),
        Err(Refused::Plain(_))
    ));
    assert!(matches!(
        check("ftp://example.com/", "example.com"),
        Err(Refused::Plain(_))
    ));
    for url in ["https://lia@example.com/", "https://:key@example.com/"] {
        assert_eq!(check(url, "example.com"), Err(Refused::Credentials));
    }
}

#[test]
fn no_spelling_of_a_private_address_may_be_asked() {
    for host in [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "2130706433",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[fc00::1]",
        "[fd12::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::10.0.0.1]",
        "[64:ff9b:1::1]",
        "[2002:7f00:1::]",
        "[2001::1]",
        "[2001:db8::1]",
        "[3fff::1]",
        "[2606:4700::5efe:10.0.0.1]",
        "[2606:4700::200:5efe:7f00:1]",
        "[::ffff:0:10.0.0.1]",
        "[fd00:ec2::254]",
        "168.63.129.16",
        "100.100.100.200",
    ] {
        let url = format!("https://{host}/");
        assert!(
            matches!(check(&url, ""), Err(Refused::Private { .. })),
            "{host}"
        );
    }
}

#[test]
fn a_name_gives_its_public_addresses_alone() {
    let guard = Guard::new(Exceptions::default(), false);
    let found = at(&["10.0.0.1", "93.184.215.14", "::1"]);
    assert_eq!(
        guard.addresses("a.example", found, false),
        Ok(at(&["93.184.215.14"]))
    );
    let refused = guard.addresses("a.example", at(&["10.0.0.1", "::1"]), false);
    let address = "10.0.0.1".parse().unwrap();
    let host = "a.example".to_owned();
    assert_eq!(refused, Err(Refused::Private { host, address }));
}

#[test]
fn what_the_owner_named_may_be_asked_wherever_it_leads() {
    let named = "erp.local, 10.0.0.5,::1";
    for url in [
        "http://erp.local:8080/",
        "https://ERP.local./",
        "http://10.0.0.5/",
        "http://[::1]:9/",
    ] {
        assert_eq!(check(url, named), Ok(()), "{url}");
    }
    assert!(check("http://10.0.0.6/", named).is_err());
    assert!(check("http://a.erp.local/", named).is_err());
    for wrong in ["*.local", "a b", "http://a", "10.0.0.0/33", "a/8", "::/129"] {
        assert!(wrong.parse::<Exceptions>().is_err(), "{wrong}");
    }
}

#[test]
fn a_network_that_the_owner_named_may_be_asked_by_address_and_by_name() {
    let named = "10.0.0.0/8, fd12:3400::/32, 0.0.0.0/0";
    let guard = Guard::new("10.1.0.0/16,fd12::/16".parse().unwrap(), false);
    assert!(named.parse::<Exceptions>().is_ok());
    for url in [
        "http://10.1.2.3/",
        "https://10.1.255.255/",
        "http://[fd12::9]/",
        "http://[::ffff:10.1.0.1]/",
        // Decided once it is known where it leads.
        "http://erp.local/",
    ] {
        assert_eq!(guard.url(&Url::parse(url).unwrap()), Ok(()), "{url}");
    }
    for url in [
        "http://10.2.0.1/",
        "https://127.0.0.1/",
        "http://93.184.215.14/",
    ] {
        assert!(guard.url(&Url::parse(url).unwrap()).is_err(), "{url}");
    }
    let found = at(&["10.1.0.9", "10.2.0.9", "93.184.215.14"]);
    let of = |plain| guard.addresses("erp.local", found.clone(), plain);
    assert_eq!(of(false), Ok(at(&["10.1.0.9", "93.184.215.14"])));
    assert_eq!(of(true), Ok(at(&["10.1.0.9"])));
    let public = guard.addresses("erp.local", at(&["93.184.215.14"]), true);
    assert_eq!(public, Err(Refused::Plain("http://erp.local".into())));
}

#[test]
fn loopback_is_this_machine_and_no_other() {
    let guard = Guard::new(Exceptions::default(), true);
    let check = |url: &str| guard.url(&Url::parse(url).unwrap());
    for url in [
        "http://127.0.0.1:9009/",
        "https://127.9.9.9/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost:9009/",
    ] {
        assert_eq!(check(url), Ok(()), "{url}");
    }
    for url in [
        "https://10.0.0.1/",
        "http://0.0.0.0/",
        "http://93.184.215.14/",
    ] {
        assert!(check(url).is_err(), "{url}");
    }
    let name = |to: &str, plain| guard.addresses("a.example", at(&[to]), plain).is_ok();
    assert!(name("127.0.0.1", true) && name("::1", false));
    assert!(!name("10.0.0.1", true) && !name("93.184.215.14", true));
}
