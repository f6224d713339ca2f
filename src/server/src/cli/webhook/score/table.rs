//! What a score looks like.

use super::Score;
use crate::cli::webhook::rules::{Rule, Weight};

impl Score {
    /// The table, and whether everything that a receiver relies on holds.
    pub(in crate::cli::webhook) fn table(&self) -> (String, bool) {
        let width = Rule::ALL.iter().map(|rule| rule.text().len()).max();
        let (mut lines, mut counts, mut sound) = (String::new(), [0; 3], true);
        for rule in Rule::ALL {
            let weight = match rule.weight() {
                Weight::Must => "must",
                Weight::Should => "should",
            };
            let (place, verdict, said) = match (rule, self.found.get(rule)) {
                (Rule::Done, None) if self.events.values().any(|event| event.taken) => {
                    (0, "holds", "")
                }
                (_, Some(Ok(said))) => (0, "holds", &**said),
                (_, Some(Err(said))) => (1, "BROKEN", &**said),
                (Rule::Signature, None) => (2, "not seen", "no --secret"),
                (_, None) => (2, "not seen", ""),
            };
            counts[place] += 1;
            sound &= place != 1 || rule.weight() == Weight::Should;
            let text = rule.text();
            let line = format!(
                "{text:width$}  {weight:6}  {verdict:8}  {said}",
                width = width.unwrap_or_default()
            );
            lines += line.trim_end();
            lines += "\n";
        }
        let [hold, broken, unseen] = counts;
        lines += &format!("\n{hold} hold, {broken} are broken, {unseen} were not seen\n");
        (lines, sound)
    }
}
