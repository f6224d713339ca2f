//! What is wrong with an app's files, as a table; what is only unwise stands apart.

use encaixe_api::app::{Problem, Severity};
use encaixe_ui::i18n::Words;
use encaixe_ui::icon::small_icon;
use yew::prelude::*;

use super::said::{found, said};

/// The problems of files: errors first, then warnings.
pub(super) fn problems(words: &Words, all: &[Problem]) -> Html {
    let of = |severity| all.iter().filter(move |one| one.severity == severity);
    html! {
        <>
            { table(words, &of(Severity::Error).collect::<Vec<_>>(), "app-errors", "circle-alert") }
            { table(words, &of(Severity::Warning).collect::<Vec<_>>(), "app-warnings", "triangle-alert") }
        </>
    }
}

fn table(words: &Words, problems: &[&Problem], key: &'static str, icon: &str) -> Html {
    if problems.is_empty() {
        return Html::default();
    }
    let count = [("count", problems.len().into())];
    let title = words.with(key, count);
    let head = ["line", "column", "path", "found", "expected"];
    html! {
        <section class="section" data-testid={key}>
            <h2 class="app-problems-head">{ small_icon(icon) }{ title.clone() }</h2>
            <div class="app-problems" role="region" aria-label={title} tabindex="0">
                <table>
                    <thead><tr>{ for head.iter().map(|one| html! { <th scope="col">{ words.t(&format!("app-problem-{one}")) }</th> }) }</tr></thead>
                    <tbody>{ for problems.iter().map(|one| row(words, one)) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(words: &Words, problem: &Problem) -> Html {
    let file = problem.file.strip_prefix("lib/").unwrap_or(&problem.file);
    html! {
        <tr>
            <td class="app-place"><code>{ format!("{file}:{}", problem.line) }</code></td>
            <td>{ problem.column }</td>
            <td><code>{ problem.path.clone() }</code></td>
            <td>{ found(words, &problem.found) }</td>
            <td>
                { said(words, &problem.expected) }
                if let Some(hint) = &problem.hint { <span class="app-hint">{ said(words, hint) }</span> }
            </td>
        </tr>
    }
}
