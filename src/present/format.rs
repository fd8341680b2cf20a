//! How numbers and dates are written for people.

use crate::quantity::Date;

/// A minus sign as wide as a plus.
pub(super) const MINUS: char = '\u{2212}';

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What the numbers of an axis count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// People, moves: whole things.
    Count,
    /// A difference of counts, written with its sign.
    Difference,
    /// A share from 0 to 1, written in percent.
    Share,
    /// A relative change, written in percent with its sign.
    Change,
    /// Years, or any other plain number.
    Plain,
    /// Dollars, written in thousands, millions and billions.
    Dollars,
}

impl Unit {
    /// The number at a tick, when ticks are `step` apart.
    pub fn tick(self, number: f64, step: f64) -> String {
        match self {
            Self::Count | Self::Plain => decimal(number, places_of_step(step)),
            Self::Difference => signed(number, places_of_step(step)),
            Self::Dollars => money(number, step),
            Self::Share => decimal(number * 100.0, places_of_step(step * 100.0)) + "%",
            Self::Change => signed(number * 100.0, places_of_step(step * 100.0)) + "%",
        }
    }

    /// Whether ticks may be so far apart: whole things are not ticked between whole numbers.
    pub fn allows(self, step: f64) -> bool {
        self != Self::Count || (step - step.round()).abs() < 1e-9
    }

    /// The length of an axis all of whose values are 0.
    pub fn least(self) -> f64 {
        match self {
            Self::Count | Self::Difference | Self::Plain | Self::Dollars => 1.0,
            Self::Share | Self::Change => 0.01,
        }
    }
}

/// A number with `places` decimals and thin groups of three: `12,345.6`. No minus before a zero. Without decimals,
/// halves are rounded away from zero, as people do; the standard library rounds them to even numbers.
pub fn decimal(number: f64, places: usize) -> String {
    let number = if places == 0 { number.round() } else { number };
    let plain = format!("{:.places$}", number.abs());
    let (whole, rest) =
        plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::new();
    if number < 0.0 && plain.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        text.push(MINUS);
    }
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(rest) = rest {
        text.push('.');
        text.push_str(rest);
    }
    text
}

/// A number with its sign, plus or minus; a zero has none.
pub fn signed(number: f64, places: usize) -> String {
    let text = decimal(number, places);
    let nothing = !text.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    if number < 0.0 || nothing { text } else { format!("+{text}") }
}

/// A count, rounded to whole things.
pub fn count(number: f64) -> String {
    decimal(number, 0)
}

/// A median of counts: of an even number of them it may lie half-way between two, which is worth saying of a
/// few.
pub(super) fn middle(number: f64) -> String {
    let is_whole = (number - number.round()).abs() < 0.05;
    if number < 9.95 && !is_whole { decimal(number, 1) } else { count(number) }
}

/// Dollars in thousands, millions or billions, so exact that sums can be told apart that differ by
/// `step`: `$350k`, `$1.2m`.
pub fn money(dollars: f64, step: f64) -> String {
    let units = [(1e9, "bn"), (1e6, "m"), (1e3, "k"), (1.0, "")];
    // A sum that would be rounded up to the next unit is written in it.
    let fits = |&(unit, _): &(f64, &str)| dollars.abs() >= unit * 0.9995;
    let (unit, name) = units.into_iter().find(fits).unwrap_or((1.0, ""));
    let words = decimal(dollars / unit, places(step / unit));
    match words.strip_prefix(MINUS) {
        Some(words) => format!("{MINUS}${words}{name}"),
        None => format!("${words}{name}"),
    }
}

/// A share in whole percent; shares that are small but not nothing are `<1%`.
pub fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.005 { "<1%".to_owned() } else { decimal(share * 100.0, 0) + "%" }
}

/// How many decimals tell numbers apart that differ by `step`: three significant figures of a number
/// of that size are never exceeded.
pub(super) fn places(step: f64) -> usize {
    let size = step.abs();
    if size >= 1.0 || size <= 0.0 || !size.is_finite() {
        return 0;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 9")]
    let places = (-size.log10() - 1e-9).ceil().clamp(1.0, 9.0) as usize;
    places
}

/// How many decimals a step between ticks has: 0.25 has two, though one would tell its multiples apart.
fn places_of_step(step: f64) -> usize {
    let is_exact = |places: &usize| {
        let scaled = (0..*places).fold(step.abs(), |scaled, _| scaled * 10.0);
        (scaled - scaled.round()).abs() < 1e-6
    };
    let fewest = places(step);
    (fewest..fewest + 3).find(is_exact).unwrap_or(fewest)
}

/// How many decimals a value deserves whose uncertainty, or else whose size, is `scale`: a unit of the
/// last place is at most a fifth of it.
pub(super) fn places_for(scale: f64) -> usize {
    places(scale.abs() / 5.0)
}

/// How many decimals the end of an interval that leaves out zero is written with, if the others have so many: more of
/// them where it would look like zero.
pub(super) fn places_of_end(end: f64, places: usize) -> usize {
    let is_told = |places: &usize| signed(end, *places).starts_with(['+', MINUS]);
    (places..places + 6).find(is_told).unwrap_or(places)
}

/// A day, as in `17 Nov 2023`.
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date), date.year())
}

/// The text of a tick at the first of a month: the year, or month names of which the first and every
/// January bear the year.
pub(super) fn month_tick(date: Date, first: bool, months: bool) -> String {
    match (months, first || date.month() == 1) {
        (false, _) => date.year().to_string(),
        (true, true) => format!("{} {}", month_name(date), date.year()),
        (true, false) => month_name(date).to_owned(),
    }
}

/// The text of a tick at a day: the first one bears the year.
pub(super) fn day_tick(date: Date, first: bool) -> String {
    if first { day(date) } else { format!("{} {}", date.day(), month_name(date)) }
}

fn month_name(date: Date) -> &'static str {
    let number = usize::try_from(date.month()).expect("a month is 1 to 12");
    MONTHS[number - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_zero_has_no_sign() {
        assert_eq!(decimal(1_234_567.4, 0), "1,234,567");
        assert_eq!(decimal(-1234.56, 1), "\u{2212}1,234.6");
        assert_eq!(decimal(-0.2, 0), "0");
        assert_eq!(signed(3.0, 0), "+3");
        assert_eq!(signed(0.01, 1), "0.0");
        assert_eq!(count(999.6), "1,000");
        assert_eq!([count(0.5), count(2.5)], ["1", "3"]);
        assert_eq!([0.5, 2.0, 12.5].map(middle), ["0.5", "2", "13"]);
    }

    #[test]
    fn the_end_of_an_interval_has_the_decimals_that_tell_it_from_zero() {
        assert_eq!([12.0, 0.4, 0.019, -0.019].map(|end| places_of_end(end, 0)), [0, 1, 2, 2]);
        assert_eq!([places_of_end(0.0, 1), places_of_end(1e-9, 1)], [1, 1]);
    }

    #[test]
    fn a_half_is_written_alike_wherever_it_stands() {
        for number in [0.5, 41.5, 42.5, -2.5] {
            assert_eq!(decimal(number, 0), count(number), "{number}");
        }
        assert_eq!([decimal(42.5, 0), signed(-42.5, 0)], ["43", "\u{2212}43"]);
        assert_eq!([percent(0.125), money(2500.0, 1e3)], ["13%", "$3k"]);
    }

    #[test]
    fn a_small_share_is_not_written_as_nothing() {
        assert_eq!(percent(0.312), "31%");
        assert_eq!(percent(0.004), "<1%");
        assert_eq!(percent(0.0), "0%");
    }

    #[test]
    fn dollars_are_written_in_the_unit_that_fits_them() {
        assert_eq!(money(350_400.0, 1000.0), "$350k");
        assert_eq!(money(1_250_000.0, 50_000.0), "$1.25m");
        assert_eq!(money(999_900.0, 10_000.0), "$1.00m");
        assert_eq!(money(-86e9, 1e9), "\u{2212}$86bn");
        assert_eq!(money(0.0, 1000.0), "$0");
    }

    #[test]
    fn decimals_follow_the_step() {
        assert_eq!(Unit::Share.tick(0.5, 0.25), "50%");
        assert_eq!(Unit::Share.tick(0.025, 0.005), "2.5%");
        assert_eq!(Unit::Change.tick(-0.25, 0.25), "\u{2212}25%");
        assert_eq!(Unit::Plain.tick(0.2, 0.1), "0.2");
        assert_eq!(Unit::Plain.tick(0.75, 0.25), "0.75");
        assert_eq!(Unit::Share.tick(0.075, 0.025), "7.5%");
        assert_eq!(Unit::Count.tick(3.0, 1.0), "3");
        assert_eq!(places_for(9.0), 0);
        assert_eq!(places_for(3.3), 1);
        assert_eq!(places_for(0.033), 3);
    }

    #[test]
    fn dates_are_written_with_the_month_as_a_word() {
        assert_eq!(day(Date::new(2023, 11, 7).unwrap()), "7 Nov 2023");
    }
}
