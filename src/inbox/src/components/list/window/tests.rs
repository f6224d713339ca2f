//! The window holds what can be seen and little more.

use std::rc::Rc;

use encaixe_api::inbox::conversation::Summary;

use super::{ROW, Seen, pixels, reveal};
use crate::state::list::tests::row;

const HEIGHT: f64 = 750.0;

fn rows(ids: &[(&str, u32)]) -> Vec<Rc<Summary>> {
    ids.iter().map(|(id, minute)| row(id, *minute)).collect()
}

#[test]
fn every_row_that_can_be_seen_stands_in_the_page() {
    for count in [1, 12, 13, 40, 1_000, 50_000] {
        let bottom = (pixels(count) - HEIGHT).max(0.0);
        let mut top = 0.0;
        loop {
            let (start, end) = Seen::of(top, HEIGHT).window(count);
            assert!(pixels(start) <= top, "{count} at {top}: {start}");
            let needed = (top + HEIGHT).min(pixels(count));
            assert!(pixels(end) >= needed, "{count} at {top}: {end}");
            assert!(
                end <= count && end - start <= 40,
                "{count} at {top}: {start}..{end}"
            );
            if top >= bottom {
                break;
            }
            top = (top + 997.0).min(bottom);
        }
    }
}

#[test]
fn sixty_rows_are_enough_for_the_highest_screens() {
    let (start, end) = Seen::of(pixels(20_000), 2_160.0).window(50_000);
    assert!(end - start <= 60, "{start}..{end}");
}

#[test]
fn a_few_pixels_do_not_move_the_window() {
    let at = |top: f64| Seen::of(top, HEIGHT).window(1_000);
    assert_eq!(at(pixels(100)), at(pixels(100) + ROW - 1.0));
    assert_ne!(at(pixels(100)), at(pixels(110)));
}

#[test]
fn a_list_that_became_shorter_shows_its_end() {
    let (start, end) = Seen::of(pixels(900), HEIGHT).window(20);
    assert_eq!(end, 20);
    assert!(start <= 8, "{start}");
    assert_eq!(Seen::of(pixels(900), HEIGHT).window(0), (0, 0));
}

#[test]
fn what_is_seen_moves_with_its_first_row_that_stayed_as_it_was() {
    let old = rows(&[("a", 90), ("b", 80), ("c", 70), ("d", 60)]);
    let seen = Seen::of(ROW, ROW);
    let moved = |new: &[(&str, u32)]| seen.moved(&old, &rows(new));
    assert_eq!(moved(&[("a", 90), ("b", 80), ("c", 70), ("d", 60)]), 0);
    assert_eq!(moved(&[("n", 95), ("a", 90), ("b", 80), ("c", 70)]), 1);
    assert_eq!(moved(&[("b", 80), ("c", 70), ("d", 60)]), -1);
    // b itself went to the top: c, below it, says that nothing moved.
    assert_eq!(moved(&[("b", 99), ("a", 90), ("c", 70), ("d", 60)]), 0);
    assert_eq!(moved(&[("x", 99)]), 0);
    assert_eq!(seen.moved(&[], &old), 0);
}

#[test]
fn a_row_is_revealed_by_as_little_as_it_takes() {
    assert!((reveal(5, 0.0, HEIGHT)).abs() < f64::EPSILON);
    assert!((reveal(3, 500.0, HEIGHT) - pixels(3)).abs() < f64::EPSILON);
    assert!((reveal(30, 0.0, HEIGHT) - (pixels(31) - HEIGHT)).abs() < f64::EPSILON);
}
