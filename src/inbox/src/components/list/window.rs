//! Which rows of a long list stand in the page: those that can be seen, with some above and below. Pure.

use std::rc::Rc;

use encaixe_api::inbox::conversation::Summary;

/// The height of a row in CSS pixels; `--row` in the style sheet.
pub(super) const ROW: f64 = 80.0;
/// How many rows stand ready above and below what can be seen.
const SPARE: usize = 8;
/// The edges move by so many rows at once, so that not each row that passes draws the list anew.
const STEP: usize = 4;

/// What can be seen of the list, in whole rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen {
    first: usize,
    rows: usize,
}

impl Seen {
    /// What a view of `height` shows that is scrolled down to `top`, both in CSS pixels.
    pub(super) fn of(top: f64, height: f64) -> Self {
        Self {
            first: whole((top / ROW).floor()),
            rows: whole((height / ROW).ceil()) + 1,
        }
    }

    /// The rows of a list of `count` that stand in the page: the first, and the one after the last.
    pub(super) fn window(self, count: usize) -> (usize, usize) {
        let end = (self.first + self.rows + SPARE)
            .next_multiple_of(STEP)
            .min(count);
        // A list that became shorter shows its end until the view has followed.
        let first = self.first.min(count.saturating_sub(self.rows));
        let start = first.saturating_sub(SPARE) / STEP * STEP;
        (start, end)
    }

    /// By how many rows what can be seen has moved from one state of the list to the next: by as many as its first
    /// row that is still there and of the same time.
    pub(super) fn moved(self, old: &[Rc<Summary>], new: &[Rc<Summary>]) -> isize {
        let seen = old.iter().enumerate().skip(self.first).take(self.rows);
        for (was, row) in seen {
            let same =
                |known: &Rc<Summary>| known.id == row.id && known.updated_at == row.updated_at;
            if new.get(was).is_some_and(same) {
                return 0;
            }
            if let Some(is) = new.iter().position(same) {
                return is.cast_signed() - was.cast_signed();
            }
        }
        0
    }
}

/// The place to scroll to so that the row can be seen whole.
pub(super) fn reveal(row: usize, top: f64, height: f64) -> f64 {
    let above = pixels(row);
    top.min(above).max(above + ROW - height)
}

/// The height of so many rows.
#[expect(
    clippy::cast_precision_loss,
    reason = "nobody loads as many rows as a float cannot count"
)]
pub(super) fn pixels(rows: usize) -> f64 {
    rows as f64 * ROW
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded, not below 0 and bounded by what a browser scrolls"
)]
fn whole(rows: f64) -> usize {
    rows.clamp(0.0, 1e9) as usize
}

#[cfg(test)]
mod tests;
