//! The worst file there may be.

use std::fmt::Write as _;

/// So many fields in so many bytes, all of them wrong in every way, in one line.
pub(crate) fn worst_file(bytes: usize, fields: usize) -> String {
    let field = |at: usize| {
        format!(
            r##"{{"name":"Á{at}","labl":"","mapping":"Host","prefix":" ","type":"txt","description":1,"x":2,"x":3,"validations":[{{"name":"pattern","value":"(((({at}"}},{{"name":"min","value":-1}},{{}}],}},"##
        )
    };
    let fields: String = (0..fields).map(field).collect();
    let mut text = format!(
        r#"{{"app_id":"A","api_base_uri":{{"production":{{"uri":"https://{{{{nobody}}}}.example"}}}},"authentication":{{"type":"pass_through_header","fields":[{fields}]}},"#
    );
    let mut at = 0;
    while text.len() + 30 < bytes {
        let _ = write!(text, "\"nobody_knows_{at}\":0,");
        at += 1;
    }
    text.push('}');
    text
}
