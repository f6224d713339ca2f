//! Pieces of HTML.

/// Text that may stand between tags and in an attribute.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(one),
        }
    }
    html
}

/// A heading with a link to itself.
pub(super) fn heading(level: u8, id: &str, inside: &str) -> String {
    let id = escape(id);
    format!(
        "<h{level} id=\"{id}\">{inside} <a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section\">#</a></h{level}>\n"
    )
}

/// A block of code with a button that copies it, which a script brings to life.
pub(super) fn code_block(language: &str, highlighted: &str) -> String {
    let name = match language {
        "js" | "ts" => "JavaScript",
        "html" => "HTML",
        "json" => "JSON",
        "types" => "TypeScript",
        _ => "Shell",
    };
    format!(
        "<div class=\"code\" data-language=\"{}\"><pre tabindex=\"0\" aria-label=\"{name}\"><code>{highlighted}</code></pre>\
         <button type=\"button\" class=\"copy\" hidden>Copy</button></div>\n",
        escape(language)
    )
}

/// A name for an anchor: lower case, with a dash for each run of what is neither letter nor digit.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for one in text.chars() {
        if one.is_alphanumeric() {
            slug.extend(one.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Puts values into the places of a template, each written `{{name}}`; an unknown place is an error.
pub(super) fn fill(file: &str, template: &str, places: &[(&str, &str)]) -> anyhow::Result<String> {
    let mut html = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else {
            anyhow::bail!("{file}: `{{{{` without `}}}}`");
        };
        let Some((_, value)) = places.iter().find(|(known, _)| *known == name) else {
            let known: Vec<_> = places.iter().map(|(known, _)| *known).collect();
            anyhow::bail!(
                "{file} names `{name}`, which is none of: {}",
                known.join(", ")
            );
        };
        html.push_str(before);
        html.push_str(value);
        rest = after;
    }
    html.push_str(rest);
    Ok(html)
}
