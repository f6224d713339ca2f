//! The generator over a small file of types, and over the real one.

mod real;

use super::comment::{Block, Parts};
use super::highlight::highlight;
use super::library::Library;
use super::model::{ItemKind, MemberKind};
use super::parse::parse;
use super::print::Printed;

const SAMPLE: &str = r#"
/** The page's object. */
export interface Kinbox {
  /** Which it is. */
  readonly version: string;
  /** Hears. */
  on<E extends keyof Events>(event: E, listener: (data: Events[E]) => unknown): () => void;
  /**
   * Puts a tag on. It may end with `denied`.
   *
   * ```js
   * await Kinbox.addTag("5");
   * ```
   *
   * @throws KinboxError `not_found`,
   *   when there is no such tag.
   */
  addTag(tag: Id, options?: { signal?: AbortSignal }): Promise<Tag[]>;
  /** Asks. */
  ask(title: string, callback?: (yes: boolean) => void): Promise<boolean>;
  ask(title: string): Promise<boolean>;
  readonly storage: {
    /** Reads. */
    get(key: string): Promise<any>;
  };
}
export const Kinbox: Kinbox;
declare global {
  interface Window { Kinbox: Kinbox; }
}
export interface Events {
  /** Opened. */
  opened: { tag: Tag; "odd-name": (string | number)[] };
  closed: null;
}
export type BoundCommands = Pick<Kinbox, | "addTag" | "storage">;
export type ErrorCode =
  /** May not. */
  | "denied"
  /** Is not. */
  | "not_found";
/** Texts. */
export type Id = string | number;
export interface Tag extends Entry {
  /** `#rrggbb` */
  color: string | null;
  [more: string]: unknown;
}
interface Entry { id: string }
export {};
"#;

#[test]
fn declarations_are_read_with_their_comments() {
    let items = parse(SAMPLE).unwrap();
    let names: Vec<_> = items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Kinbox",
            "Kinbox",
            "Events",
            "BoundCommands",
            "ErrorCode",
            "Id",
            "Tag",
            "Entry"
        ]
    );
    assert_eq!(items[0].comment, "The page's object.");
    let ItemKind::Interface { members, parents } = &items[6].kind else {
        panic!("{:?}", items[6]);
    };
    assert_eq!(parents[0].plain(), Some("Entry"));
    assert_eq!(members[0].comment, "`#rrggbb`");
    assert!(matches!(members[1].kind, MemberKind::Index(_)));
}

#[track_caller]
fn refused(source: &str, line: &str, expected: &str) {
    let error = parse(source).unwrap_err().to_string();
    assert!(error.starts_with(&format!("line {line}")), "{error}");
    assert!(error.contains(expected), "{error}");
}

#[test]
fn what_cannot_be_read_is_an_error_that_names_the_line() {
    refused(
        "export interface A {\n  a: 1;\n}\nexport class B {}",
        "4 of index.d.ts, `export class B {}`",
        "`interface`, `type`",
    );
    refused(
        "export interface A {\n  a: ;\n}",
        "2 of index.d.ts, `a: ;`",
        "a type is expected, and here is `;`",
    );
    refused(
        "export interface A {\n  a: string\n  b: string\n}",
        "3",
        "`;` is expected",
    );
    refused("export type A = `x`;", "1", "a type is expected");
    refused(
        "export interface A {\n  a: string;\n",
        "3",
        "the end of the file",
    );
    refused("/** no end", "1", "no end");
    refused("export type A = \"x;\n", "1", "no end");
    refused("export type A<T = 1;", "1", "`>` is expected");
}

#[test]
fn a_library_without_what_it_is_made_of_says_so() {
    for name in ["Kinbox", "Events", "BoundCommands", "ErrorCode"] {
        let without = SAMPLE
            .replace(&format!("interface {name} "), "interface X ")
            .replace(&format!("type {name} "), "type X ");
        let error = format!("{:#}", Library::read(&without).err().unwrap());
        assert!(error.contains(name), "{error}");
    }
    let other = SAMPLE.replace("| \"addTag\"", "| \"addTags\"");
    let error = Library::read(&other).err().unwrap().to_string();
    assert!(error.contains("`addTags`"), "{error}");
}

#[test]
fn commands_are_told_from_what_listens_and_from_properties() {
    let library = Library::read(SAMPLE).unwrap();
    let names: Vec<_> = library
        .commands
        .iter()
        .map(|one| (one.name.as_str(), one.bound))
        .collect();
    assert_eq!(
        names,
        [("addTag", true), ("ask", false), ("storage.get", true)]
    );
    assert_eq!(library.listening.len(), 1);
    let properties: Vec<_> = library
        .properties
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(properties, ["version", "storage"]);
    assert_eq!(library.commands[1].overloads.len(), 2);
    assert_eq!(library.commands[1].signature().unwrap().parameters.len(), 1);
    assert_eq!(library.commands[2].wire_name(), "storage_get");
    assert_eq!(
        library.errors[1],
        ("not_found".to_owned(), "Is not.".to_owned())
    );
    let here = library.closure(&[&library.events[0].data]);
    let here: Vec<_> = here.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(here, ["Tag", "Entry"]);
}

#[test]
fn types_are_printed_as_they_are_written() {
    let library = Library::read(SAMPLE).unwrap();
    let link = |name: &str| (name == "Tag").then(|| "/t".to_owned());
    let of = |name: &str, at: usize| {
        let command = library
            .commands
            .iter()
            .chain(&library.listening)
            .find(|one| one.name == name)
            .unwrap();
        Printed::method(name, &command.overloads[at])
    };
    assert_eq!(
        of("addTag", 0).text(),
        "addTag(tag: Id, options?: { signal?: AbortSignal }): Promise<Tag[]>"
    );
    assert!(
        of("addTag", 0)
            .html(&link)
            .contains("&lt;<a href=\"/t\">Tag</a>[]&gt;")
    );
    assert_eq!(
        of("ask", 0).text(),
        "ask(title: string, callback?: (yes: boolean) => void): Promise<boolean>"
    );
    assert_eq!(
        of("on", 0).text(),
        "on<E extends keyof Events>(\n  event: E,\n  listener: (data: Events[E]) => unknown,\n): () => void"
    );
    assert_eq!(
        Printed::of(&library.events[0].data).text(),
        "{ tag: Tag; odd-name: (string | number)[] }"
    );
}

#[test]
fn a_comment_is_cut_into_its_parts() {
    let library = Library::read(SAMPLE).unwrap();
    let parts = Parts::of(&library.commands[0].comment);
    assert_eq!(parts.summary(), "Puts a tag on.");
    assert_eq!(parts.example(), Some("await Kinbox.addTag(\"5\");"));
    assert_eq!(
        parts.throws,
        ["KinboxError `not_found`, when there is no such tag."]
    );
    let address = |name: &str, _: &str| (name == "denied").then(|| "/e".to_owned());
    let html = parts.html(&address, false);
    assert_eq!(
        html,
        "<p>Puts a tag on. It may end with <a href=\"/e\"><code>denied</code></a>.</p>\n"
    );
    let rest = parts.without_summary();
    assert!(
        matches!(&rest.blocks[0], Block::Paragraph(text) if text == "It may end with `denied`.")
    );
    let list = Parts::of("Some:\n\n- one\n  more\n- **two** <b>\n\n@param x - the x");
    assert_eq!(
        list.html(&|_, _| None, true),
        "<p>Some:</p>\n<ul><li>one more</li><li><strong>two</strong> &lt;b&gt;</li></ul>\n"
    );
    assert_eq!(list.params, [("x".to_owned(), "the x".to_owned())]);
}

#[test]
fn code_gets_its_colours_and_stays_the_same_text() {
    let code = "const a = await f(\"</b>\"); // x";
    assert_eq!(
        highlight("js", code),
        "<b class=\"k\">const</b> a = <b class=\"k\">await</b> <b class=\"f\">f</b>(<b class=\"s\">&quot;&lt;/b&gt;&quot;</b>); <b class=\"c\">// x</b>"
    );
    assert_eq!(
        highlight("json", "{\"a\": 1}"),
        "{<b class=\"n\">&quot;a&quot;</b>: <b class=\"d\">1</b>}"
    );
    assert_eq!(highlight("sh", "a < b"), "a &lt; b");
    let html = highlight("html", "<p id=\"a\">x</p><script>f()</script>");
    assert!(
        html.contains(
            "<b class=\"k\">&lt;p</b> id=<b class=\"s\">&quot;a&quot;</b><b class=\"k\">&gt;</b>x"
        ),
        "{html}"
    );
    assert!(
        html.contains("<b class=\"f\">f</b>()<b class=\"k\">&lt;/script"),
        "{html}"
    );
}
