//! What a score looks like.

use super::{LESSONS, Lesson, Score};
use crate::cli::webhook::rules::{Rule, Weight};

impl Score {
    /// What waits to be shown, for whoever watches.
    pub(in crate::cli::webhook) fn missing(&self) -> Option<String> {
        let waiting = (self.events.values()).filter(|event| {
            !event.taken && !matches!(event.lesson, Lesson::Nothing | Lesson::Gone)
        });
        let (open, waiting) = (LESSONS.len().saturating_sub(self.set), waiting.count());
        match (open, waiting, self.gone) {
            (_, _, true) => None,
            (0, 0, false) => Some("1 further delivery, which will be answered with 410".to_owned()),
            (0, waiting, _) => Some(format!("{waiting} that will come again")),
            (open, 0, _) => Some(format!("{open} further deliveries")),
            (open, waiting, _) => Some(format!(
                "{open} further deliveries, and {waiting} that will come again"
            )),
        }
    }

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
