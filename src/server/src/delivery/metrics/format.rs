//! The two formats of the page: OpenMetrics for whoever asks for it, else the text that every monitoring system reads.

/// How the page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Prometheus' own text format, 0.0.4.
    Text,
    /// OpenMetrics 1.0.0.
    Open,
}

impl Format {
    /// The one that whoever sends these values of `Accept` wants. Source: RFC 9110, 12.5.1.
    pub(crate) fn wanted<'a>(accepts: impl Iterator<Item = &'a str>) -> Self {
        let (mut open, mut text) = (0.0, 0.0);
        for range in accepts.flat_map(|value| value.split(',')) {
            let mut parts = range
                .split(';')
                .map(|part| part.trim().to_ascii_lowercase());
            let kind = parts.next().unwrap_or_default();
            let (mut weight, mut version) = (1.0, None);
            for part in parts {
                match part.split_once('=') {
                    Some(("q", value)) => weight = value.parse().unwrap_or(0.0),
                    Some(("version", value)) => version = Some(value.trim_matches('"').to_owned()),
                    _ => {}
                }
            }
            match kind.as_str() {
                "application/openmetrics-text" if version.is_none_or(|it| it == "1.0.0") => {
                    open = f64::max(open, weight);
                }
                "text/plain" => text = f64::max(text, weight),
                _ => {}
            }
        }
        if open > 0.0 && open >= text {
            Self::Open
        } else {
            Self::Text
        }
    }

    /// What the page is said to be.
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; version=0.0.4; charset=utf-8",
            Self::Open => "application/openmetrics-text; version=1.0.0; charset=utf-8",
        }
    }

    /// A page of OpenMetrics in this format. In the other one a counter is named as its sample is, and there is neither a unit nor an end.
    pub(super) fn of(self, page: String) -> String {
        if self == Self::Open {
            return page;
        }
        let is_counter = |name: &str| page.contains(&format!("# TYPE {name} counter\n"));
        let mut text = String::with_capacity(page.len());
        for line in page.lines() {
            let words: Vec<&str> = line.splitn(4, ' ').collect();
            match words[..] {
                ["#", "UNIT" | "EOF", ..] => continue,
                ["#", word, name, rest] if is_counter(name) => {
                    text.extend(["# ", word, " ", name, "_total ", rest]);
                }
                _ => text.push_str(line),
            }
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn whoever_prefers_openmetrics_gets_it_and_all_others_the_text() {
        let prometheus = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,\
            application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
        for (accept, format) in [
            (prometheus, Format::Open),
            ("application/openmetrics-text", Format::Open),
            (
                "Application/OpenMetrics-Text; version=\"1.0.0\", text/plain",
                Format::Open,
            ),
            ("", Format::Text),
            ("*/*", Format::Text),
            ("text/plain;version=0.0.4", Format::Text),
            ("text/html,application/xml;q=0.9,*/*;q=0.8", Format::Text),
            ("application/openmetrics-text;version=0.0.1", Format::Text),
            ("application/openmetrics-text;q=0", Format::Text),
            (
                "application/openmetrics-text;q=0.5,text/plain",
                Format::Text,
            ),
        ] {
            assert_eq!(Format::wanted([accept].into_iter()), format, "{accept}");
        }
        let lines = ["text/plain;q=0.5", "application/openmetrics-text"];
        assert_eq!(Format::wanted(lines.into_iter()), Format::Open);
    }

    #[test]
    fn in_the_text_a_counter_is_named_as_its_sample_is() {
        let open = "# HELP a A count of b.\n# TYPE a counter\na_total{of=\"# TYPE a b\"} 1\n\
            # HELP b_seconds Times.\n# TYPE b_seconds gauge\n# UNIT b_seconds seconds\nb_seconds 2\n# EOF\n";
        let text = "# HELP a_total A count of b.\n# TYPE a_total counter\na_total{of=\"# TYPE a b\"} 1\n\
            # HELP b_seconds Times.\n# TYPE b_seconds gauge\nb_seconds 2\n";
        assert_eq!(Format::Text.of(open.to_owned()), text);
        assert_eq!(Format::Open.of(open.to_owned()), open);
    }
}
