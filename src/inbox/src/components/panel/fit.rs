//! Which tabs have room in the strip. Pure.

/// What a tab takes besides its width: the gap to the next one, and what rounding hides.
const GAP: i32 = 3;

/// Which of the tabs have room: the one in front, and as many of the first ones as there is room for beside it. Widths are in
/// CSS pixels; a strip that is not laid out has room for all.
pub(super) fn fitting(widths: &[i32], front: Option<usize>, room: i32) -> Vec<bool> {
    let of_front = front.and_then(|front| widths.get(front));
    let mut left = room - of_front.map_or(0, |width| width + GAP);
    let mut is_full = false;
    let fits = widths.iter().enumerate().map(|(at, width)| {
        if front == Some(at) || room == 0 {
            return true;
        }
        left -= width + GAP;
        is_full |= left < 0;
        !is_full
    });
    fits.collect()
}

#[cfg(test)]
mod tests {
    use super::fitting;

    fn check(widths: &[i32], front: usize, room: i32, expected: &str) {
        let fits = fitting(widths, Some(front), room);
        let drawn: String = fits
            .iter()
            .map(|fits| if *fits { 'x' } else { '-' })
            .collect();
        assert_eq!(drawn, expected, "{widths:?}, {front} in front, {room} px");
    }

    #[test]
    fn as_many_of_the_first_as_there_is_room_for_and_the_one_in_front() {
        check(&[100, 100, 100], 0, 309, "xxx");
        check(&[100, 100, 100], 0, 308, "xx-");
        check(&[100, 100, 100], 2, 308, "x-x");
        check(&[100, 180, 50, 50], 3, 210, "x--x");
        check(&[180, 100], 0, 90, "x-");
        check(&[180, 100], 1, 0, "xx");
        assert_eq!(fitting(&[50, 50], None, 60), [true, false]);
    }
}
