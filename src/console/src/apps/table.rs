//! A table that a narrow page shows as a list: each row a block, each cell a line with the name of its column.

use yew::prelude::*;

/// Such a table, scrolled by the keyboard where it is too wide. A browser takes what is drawn as blocks for no table unless the roles
/// say so.
pub(super) fn table<const N: usize>(
    label: String,
    names: &[String; N],
    rows: impl Iterator<Item = [Html; N]>,
) -> Html {
    let cell = |(name, content): (&String, Html)| html! { <td role="cell" data-name={name.clone()}><div>{ content }</div></td> };
    html! {
        <div class="app-table" role="region" aria-label={label} tabindex="0">
            <table role="table">
                <thead role="rowgroup">
                    <tr role="row">{ for names.iter().map(|name| html! { <th role="columnheader" scope="col">{ name.clone() }</th> }) }</tr>
                </thead>
                <tbody role="rowgroup">
                    { for rows.map(|row| html! { <tr role="row">{ for names.iter().zip(row).map(cell) }</tr> }) }
                </tbody>
            </table>
        </div>
    }
}
