//! What is an address, and where it ends.

use super::Piece::{Mail, Text, Web};
use super::{Piece, pieces};

/// The addresses in a text; its parts are the text.
fn found(text: &str) -> Vec<Piece<'_>> {
    let all = pieces(text);
    let joined: String = all
        .iter()
        .map(|piece| match piece {
            Text(part) | Web(part) | Mail(part) => *part,
        })
        .collect();
    assert_eq!(joined, text);
    all.into_iter()
        .filter(|piece| !matches!(piece, Text(_)))
        .collect()
}

#[test]
fn an_address_ends_where_a_reader_would_end_it() {
    for (text, url) in [
        ("https://a.br/x", "https://a.br/x"),
        ("veja https://a.br/x. ok?", "https://a.br/x"),
        ("(http://a.br)", "http://a.br"),
        (
            "https://pt.wikipedia.org/wiki/Curva_(desambiguação)",
            "https://pt.wikipedia.org/wiki/Curva_(desambiguação)",
        ),
        (
            "(veja https://pt.wikipedia.org/wiki/Curva_(desambiguação))",
            "https://pt.wikipedia.org/wiki/Curva_(desambiguação)",
        ),
        ("https://a.br/x_[1]", "https://a.br/x_[1]"),
        ("[https://a.br/x]", "https://a.br/x"),
        ("*https://loja.example/p/1*", "https://loja.example/p/1"),
        ("_https://loja.example/p/1_", "https://loja.example/p/1"),
        ("~https://loja.example/p/1~", "https://loja.example/p/1"),
        ("https://loja.example/p_", "https://loja.example/p_"),
        ("\"https://a.br/x\"", "https://a.br/x"),
        ("'https://a.br/x'", "https://a.br/x"),
        ("“https://a.br/x”", "https://a.br/x"),
        ("‘https://a.br/x’", "https://a.br/x"),
        ("«https://a.br/x»", "https://a.br/x"),
        ("„https://a.br/x“.", "https://a.br/x"),
        ("https://a.br/x…", "https://a.br/x"),
        ("https://a.br/x...", "https://a.br/x"),
        ("https://a.br/x!!", "https://a.br/x"),
        ("<https://a.br/x>", "https://a.br/x"),
        ("请看https://a.br/x。谢谢", "https://a.br/x"),
        ("（https://a.br/x）", "https://a.br/x"),
        ("「https://a.br/x」", "https://a.br/x"),
        ("https://a.br/x，谢谢", "https://a.br/x"),
        ("https://a.br/x👍", "https://a.br/x"),
        ("https://a.br/x\u{a0}e", "https://a.br/x"),
        ("https://a.br/x\u{200b}e", "https://a.br/x"),
        ("https://a.br/x\u{202e}gpj", "https://a.br/x"),
        ("HTTPS://LOJA.EXAMPLE/P/1)", "HTTPS://LOJA.EXAMPLE/P/1"),
        ("Http://a.br/x,", "Http://a.br/x"),
        ("www.loja.com.br", "www.loja.com.br"),
        ("WWW.Loja.com.br/p?q=1.", "WWW.Loja.com.br/p?q=1"),
        ("https://пример.рф/путь", "https://пример.рф/путь"),
        ("https://例え.テスト/頁", "https://例え.テスト/頁"),
        (
            "http://münchen.example:8080/ß?ä=ö#ü",
            "http://münchen.example:8080/ß?ä=ö#ü",
        ),
        ("https://a.br#parte", "https://a.br#parte"),
        ("https://a.br/#/rota?x=1&y=2", "https://a.br/#/rota?x=1&y=2"),
        ("http://localhost:3000/x", "http://localhost:3000/x"),
        ("http://127.0.0.1:7070", "http://127.0.0.1:7070"),
        ("https://a.br/x|b", "https://a.br/x"),
        (
            "https://good.example@bad.example/",
            "https://good.example@bad.example/",
        ),
        (
            "https://maps.example/@-3.7,-38.5,15z",
            "https://maps.example/@-3.7,-38.5,15z",
        ),
        ("javascript:https://a.br/x", "https://a.br/x"),
    ] {
        assert_eq!(found(text), [Web(url)], "{text}");
    }
}

#[test]
fn nothing_else_becomes_an_address() {
    for text in [
        "",
        "oi",
        "javascript:alert(1)",
        "javascript://a.br/%0aalert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,<b>",
        "ftp://a.br/x",
        "file:///etc/passwd",
        "https:// nada",
        "https://",
        "http://...",
        "arquivo.pdf",
        "loja.com.br",
        "www",
        "www.",
        "ana@",
        "@ana",
        "12:30",
        "1.500,00",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn mail_is_found_and_two_addresses_are_two() {
    assert_eq!(
        found("escreva para ana.lima+loja@aurora.example."),
        [Mail("ana.lima+loja@aurora.example")]
    );
    assert_eq!(
        found("<ana@aurora.example>, (bia@aurora.example)"),
        [Mail("ana@aurora.example"), Mail("bia@aurora.example"),]
    );
    assert_eq!(
        found("(http://a.br) https://b.br e www.c.br"),
        [Web("http://a.br"), Web("https://b.br"), Web("www.c.br"),]
    );
}
