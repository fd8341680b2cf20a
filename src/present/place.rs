//! Where texts go so that none covers another: pure functions on lengths.

/// A label that wants to be centred somewhere along a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wanted {
    /// Where its centre would best be.
    pub centre: f64,
    /// Its length along the line.
    pub length: f64,
}

/// A label with a rule: the text begins at the rule, unless it would leave the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Flag {
    /// Where the rule stands.
    pub at: f64,
    /// The length of the text.
    pub width: f64,
}

/// Where a flag's text begins, and on which row, from 0 at the bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Planted {
    /// The left end of the text.
    pub left: f64,
    /// The row.
    pub row: usize,
}

/// Centres as near as possible to the wanted ones (least squares), such that no two labels overlap,
/// each stays between `low` and `high`, and their order is kept. `wanted` is ascending by centre.
/// Labels that do not fit all together stand at equal distances and overlap.
///
/// Moving every centre down by the lengths before it turns "no overlap" into "not descending", which
/// pooling of adjacent violators solves exactly (Ayer and others 1955).
pub(super) fn spread(wanted: &[Wanted], low: f64, high: f64) -> Vec<f64> {
    let total: f64 = wanted.iter().map(|label| label.length).sum();
    let squeeze = if total > high - low { (high - low) / total } else { 1.0 };
    let mut before = 0.0;
    let mut pools: Vec<(f64, f64)> = Vec::new();
    let mut offsets = Vec::new();
    for label in wanted {
        let length = label.length * squeeze;
        offsets.push(before + length / 2.0);
        let (mut sum, mut size) = (label.centre - before - length / 2.0, 1.0);
        before += length;
        while let Some(&(earlier, members)) = pools.last()
            && earlier / members >= sum / size
        {
            pools.pop();
            (sum, size) = (sum + earlier, size + members);
        }
        pools.push((sum, size));
    }
    let latest = (high - before).max(low);
    let levels = pools.iter().flat_map(|&(sum, size)| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        std::iter::repeat_n((sum / size).clamp(low, latest), size as usize)
    });
    levels.zip(offsets).map(|(level, offset)| level + offset).collect()
}

/// Rows for flags such that no text covers another and, wherever possible, no rule runs through a text.
/// `flags` is ascending by place; texts end before `right`, with `gap` between neighbours.
pub(super) fn stagger(flags: &[Flag], right: f64, gap: f64) -> Vec<Planted> {
    let mut planted: Vec<(Flag, Planted)> = Vec::new();
    for &flag in flags.iter().rev() {
        let left = beside(flag, right);
        let covers = |other: &Planted, width: f64| {
            left < other.left + width + gap && other.left < left + flag.width + gap
        };
        let free = |row: usize| {
            planted.iter().all(|(other, at)| at.row != row || !covers(at, other.width))
        };
        let crossed = |row: usize| {
            planted.iter().any(|(other, at)| {
                let mine = at.row < row && inside(flag.at, at.left, other.width);
                mine || (at.row > row && inside(other.at, left, flag.width))
            })
        };
        let rows = 0..=planted.len();
        let clear = rows.clone().find(|&row| free(row) && !crossed(row));
        let row = clear.or_else(|| rows.clone().find(|&row| free(row)));
        planted.push((flag, Planted { left, row: row.unwrap_or(planted.len()) }));
    }
    planted.into_iter().rev().map(|(_, at)| at).collect()
}

/// Whether no rule runs through a text.
pub(super) fn is_clear(planted: &[(Flag, Planted)]) -> bool {
    let crosses = |(rule, above): &(Flag, Planted), (flag, at): &(Flag, Planted)| {
        above.row > at.row && inside(rule.at, at.left, flag.width)
    };
    planted.iter().all(|text| planted.iter().all(|rule| !crosses(rule, text)))
}

/// Where a text begins: at its rule; if it would leave the sheet there, before its rule; and where it
/// would leave the sheet on both sides, as far right as it can.
fn beside(flag: Flag, right: f64) -> f64 {
    let room = [flag.at, flag.at - flag.width, right - flag.width];
    let fits = |left: &f64| *left >= 0.0 && left + flag.width <= right;
    room.into_iter().find(fits).unwrap_or(0.0)
}

fn inside(at: f64, left: f64, width: f64) -> bool {
    at > left + 0.5 && at < left + width
}

/// The text in lines no wider than `most`, broken at spaces that may break; a word that is too wide has a
/// line of its own.
pub(super) fn wrap(text: &str, most: f64, width_of: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) if width_of(&longer) <= most => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels() -> impl Strategy<Value = Vec<Wanted>> {
        let one = (0.0..300.0, 5.0..20.0).prop_map(|(centre, length)| Wanted { centre, length });
        proptest::collection::vec(one, 0..15).prop_map(|mut all: Vec<Wanted>| {
            all.sort_by(|a, b| a.centre.total_cmp(&b.centre));
            all
        })
    }

    fn flags() -> impl Strategy<Value = Vec<Flag>> {
        let one = (0.0..600.0, 20.0..150.0).prop_map(|(at, width)| Flag { at, width });
        proptest::collection::vec(one, 0..9).prop_map(|mut all: Vec<Flag>| {
            all.sort_by(|a, b| a.at.total_cmp(&b.at));
            all
        })
    }

    proptest! {
        #[test]
        fn spread_labels_keep_their_order_their_bounds_and_their_distance(wanted in labels()) {
            let centres = spread(&wanted, 0.0, 300.0);
            prop_assert_eq!(centres.len(), wanted.len());
            let ends: Vec<(f64, f64)> = centres.iter().zip(&wanted)
                .map(|(centre, label)| (centre - label.length / 2.0, centre + label.length / 2.0))
                .collect();
            prop_assert!(ends.iter().all(|&(from, to)| from >= -1e-9 && to <= 300.0 + 1e-9));
            prop_assert!(ends.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 1e-9));
        }

        #[test]
        fn staggered_texts_never_cover_each_other(flags in flags()) {
            let planted = stagger(&flags, 700.0, 6.0);
            for (one, (flag, at)) in flags.iter().zip(&planted).enumerate() {
                prop_assert!(at.left + flag.width <= 700.0 + 1e-9);
                for (other, next) in flags.iter().zip(&planted).skip(one + 1) {
                    let apart = at.left + flag.width <= next.left || next.left + other.width <= at.left;
                    prop_assert!(at.row != next.row || apart);
                }
            }
        }
    }

    #[test]
    fn labels_that_are_far_apart_stay_where_they_want_to_be() {
        let wanted = [10.0, 50.0, 90.0].map(|centre| Wanted { centre, length: 12.0 });
        assert_eq!(spread(&wanted, 0.0, 100.0), [10.0, 50.0, 90.0]);
    }

    #[test]
    fn two_labels_at_one_place_part_evenly() {
        let wanted = [50.0, 50.0].map(|centre| Wanted { centre, length: 12.0 });
        assert_eq!(spread(&wanted, 0.0, 100.0), [44.0, 56.0]);
    }

    #[test]
    fn the_earlier_of_two_close_flags_goes_up_so_that_no_rule_crosses_a_text() {
        let flags = [10.0, 40.0].map(|at| Flag { at, width: 80.0 });
        let rows: Vec<usize> =
            stagger(&flags, 400.0, 6.0).iter().map(|planted| planted.row).collect();
        assert_eq!(rows, [1, 0]);
    }

    #[test]
    fn a_rule_that_has_to_run_through_a_text_is_told() {
        let crowded = [10.0, 300.0, 390.0].map(|at| Flag { at, width: 95.0 });
        let planted = |flags: &[Flag]| -> Vec<(Flag, Planted)> {
            flags.iter().copied().zip(stagger(flags, 400.0, 6.0)).collect()
        };
        assert!(is_clear(&planted(&crowded[..2])));
        let long = [crowded[0], crowded[1], Flag { at: 390.0, width: 380.0 }];
        let texts = planted(&long);
        let crossed = [(long[1], Planted { left: 300.0, row: 2 }), texts[2]];
        assert!(!is_clear(&crossed), "{texts:?}");
    }

    #[test]
    fn a_text_without_room_right_of_its_rule_stands_left_of_it() {
        let flag = Flag { at: 350.0, width: 80.0 };
        assert_eq!(stagger(&[flag], 400.0, 6.0), [Planted { left: 270.0, row: 0 }]);
    }

    #[test]
    fn lines_break_between_words() {
        let width = |text: &str| text.chars().map(|_| 1.0).sum();
        assert_eq!(wrap("how many leave a lab", 9.0, width), ["how many", "leave a", "lab"]);
        assert_eq!(wrap("", 9.0, width), Vec::<String>::new());
    }
}
