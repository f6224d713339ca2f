//! What an agent does with a form that a plugin sent.

use anyhow::Result;
use serde_json::Value;

use crate::agent::{Agent, hook};

impl Agent {
    /// Answers a question of the open form by its name: writes into its field, chooses among its options (several with
    /// commas between them), or ticks its boxes.
    ///
    /// # Errors
    /// The field never came, or did not take the answer.
    pub async fn fill_in(&self, name: &str, answer: &str) -> Result<()> {
        let css = format!("{} [name=\"{name}\"]", hook("form"));
        let field = self.see(&css).await?;
        if field.tag_name().await? == "select"
            || field.attr("type").await?.as_deref() == Some("checkbox")
        {
            for value in answer.split(',') {
                let choice = format!("{css} option[value=\"{value}\"], {css}[value=\"{value}\"]");
                self.click(&choice).await?;
            }
            return Ok(());
        }
        if field.attr("type").await?.as_deref() == Some("date") {
            // What a person types into a date depends on the browser's language; the value does not.
            let set = "const [field, value] = arguments; field.value = value;
                for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, {bubbles: true})); return null";
            self.js::<Value>(set, &[field.to_json()?, answer.into()])
                .await?;
            return Ok(());
        }
        self.fill(&css, answer).await
    }
}
