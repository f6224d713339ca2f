//! What is wrong with an app's files, as a table; what is only unwise stands apart.

use encaixe_api::app::{Problem, Severity};
use encaixe_ui::i18n::Words;
use encaixe_ui::icon::small_icon;
use yew::prelude::*;

use super::said::{found, said};
use super::table;

/// The problems of files: errors first, then warnings.
pub(super) fn problems(words: &Words, all: &[Problem]) -> Html {
    let of = |severity| all.iter().filter(move |one| one.severity == severity);
    html! {
        <>
            { part(words, &of(Severity::Error).collect::<Vec<_>>(), "app-errors", "circle-alert") }
            { part(words, &of(Severity::Warning).collect::<Vec<_>>(), "app-warnings", "triangle-alert") }
        </>
    }
}

fn part(words: &Words, problems: &[&Problem], key: &'static str, icon: &str) -> Html {
    if problems.is_empty() {
        return Html::default();
    }
    let count = [("count", problems.len().into())];
    let title = words.with(key, count);
    html! {
        <section class="section" data-testid={key}>
            <h2 class="app-problems-head">{ small_icon(icon) }{ title.clone() }</h2>
            { table::table(title, &names(words), problems.iter().map(|one| row(words, one))) }
        </section>
    }
}

fn names(words: &Words) -> [String; 3] {
    ["path", "found", "expected"].map(|one| words.t(&format!("app-problem-{one}")))
}

fn row(words: &Words, problem: &Problem) -> [Html; 3] {
    let file = problem.file.strip_prefix("lib/").unwrap_or(&problem.file);
    let place = format!("{file}:{}:{}", problem.line, problem.column);
    [
        html! { <><code class="app-place">{ place }</code>{ path(&problem.path) }</> },
        found(words, &problem.found),
        html! {
            <>
                { said(words, &problem.expected) }
                if let Some(hint) = &problem.hint { <span class="app-hint">{ said(words, hint) }</span> }
            </>
        },
    ]
}

/// A path, which a narrow column breaks behind a dot.
fn path(path: &str) -> Html {
    let parts = path
        .split_inclusive('.')
        .map(|part| html! { <>{ part.to_owned() }<wbr /></> });
    html! { <code>{ for parts }</code> }
}
