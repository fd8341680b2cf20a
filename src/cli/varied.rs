//! What is varied: `PATH=LOW:HIGH:COUNT`, `PATH=LOW:HIGH` or `PATH=a,b,c`, and the cells that it makes.

use std::fmt;

use clap::ValueEnum;

use crate::experiment::MOST_SOBOL_COORDINATES;
use crate::experiment::latin_hypercube;
use crate::experiment::sobol;

use super::amount;
use super::digits;
use super::failure::Failure;

/// More cells than this are taken for a slip.
const MOST_CELLS: usize = 10_000;

/// How the cells of a sweep are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Design {
    /// Every value of every path with every other.
    Grid,
    /// So many points of a Sobol sequence: even in all paths together.
    Sobol,
    /// A Latin hypercube of so many points: each path has one in each of so many equal parts.
    Lhs,
}

impl fmt::Display for Design {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Grid => "grid",
            Self::Sobol => "sobol",
            Self::Lhs => "lhs",
        };
        f.write_str(name)
    }
}

/// A path with the values that it takes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Varied {
    /// The path, as in `--set`.
    pub(super) path: String,
    values: Values,
}

#[derive(Debug, Clone, PartialEq)]
enum Values {
    /// From one number to another, in so many places if that is said; with a unit if they need one.
    Range { ends: [f64; 2], count: Option<u32>, unit: String },
    /// From one whole number to another.
    Whole([f64; 2]),
    /// These, as they are written.
    List(Vec<String>),
}

impl Varied {
    /// Understands what follows `--vary`.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        let Some((path, written)) =
            text.split_once('=').filter(|(path, _)| !path.trim().is_empty())
        else {
            return Err(wrong(text, "it names no path"));
        };
        let list = split(written);
        let values = if list.len() > 1 {
            Values::List(list)
        } else if written.contains(':') {
            range(written).map_err(|reason| {
                wrong(text, &format!("it is neither a range nor a list: {reason}"))
            })?
        } else {
            let message = "it has one value: `--set` gives a path one value";
            return Err(wrong(text, message));
        };
        let varied = Self { path: path.trim().to_owned(), values };
        match &varied.values {
            Values::List(values) if values.iter().any(|value| value.contains(';')) => {
                Err(wrong(text, "a value cannot have a `;` in it"))
            }
            Values::List(values) if values.iter().any(String::is_empty) => {
                Err(wrong(text, "a value is missing"))
            }
            _ => Ok(varied),
        }
    }

    /// The same in whole numbers, if the path takes no others: `can_be` says whether it can have a value.
    pub(super) fn whole_if_it_must(mut self, can_be: &dyn Fn(&str) -> bool) -> Self {
        if let Values::Range { ends, count: None, unit } = &self.values
            && unit.is_empty()
            && ends.iter().all(|end| end.fract() == 0.0)
        {
            let between = |part: f64| can_be(&format!("{}={}", self.path, ends[0] + part));
            if !between(0.5) && between(1.0) {
                self.values = Values::Whole(*ends);
            }
        }
        self
    }

    /// The values on a grid.
    fn on_grid(&self) -> Result<Vec<String>, Failure> {
        match &self.values {
            Values::List(values) => Ok(values.clone()),
            Values::Range { count: None, .. } | Values::Whole(_) => {
                let hint = "a grid needs the number of places: LOW:HIGH:COUNT";
                Err(wrong(&self.path, hint))
            }
            Values::Range { count: Some(count), .. } => {
                let last = f64::from(count - 1);
                Ok((0..*count).map(|place| self.at(f64::from(place) / last)).collect())
            }
        }
    }

    /// The value at a part of the way from the first to the last.
    fn at(&self, part: f64) -> String {
        match &self.values {
            Values::Range { ends, unit, .. } if unit.is_empty() => value_at(*ends, part),
            Values::Range { ends, unit, .. } => format!("{} {unit}s", value_at(*ends, part)),
            // Each has its part of the way, the last one as much as the others.
            Values::Whole([low, high]) => {
                format!("{}", (low + (part * (high - low + 1.0)).floor()).min(*high))
            }
            Values::List(values) => {
                let place = part * values.len() as f64;
                let ahead = (1..values.len()).filter(|&number| number as f64 <= place).count();
                values[ahead].clone()
            }
        }
    }
}

/// The settings of all cells, such as `firm.a.reach=2`: on a grid the last path moves fastest.
///
/// Fails where a design cannot have these paths, or so many cells.
pub(super) fn cells(
    varied: &[Varied],
    design: Design,
    points: Option<usize>,
    seed: u64,
) -> Result<Vec<Vec<String>>, Failure> {
    for (number, one) in varied.iter().enumerate() {
        if varied[..number].iter().any(|other| other.path == one.path) {
            return Err(wrong(&one.path, "it is varied twice"));
        }
    }
    let many = |one: &Varied| matches!(one.values, Values::Range { count: Some(count), .. } if count as usize > MOST_CELLS);
    if points.is_some_and(|points| points > MOST_CELLS) || varied.iter().any(many) {
        return Err(too_many("so many"));
    }
    let values = match design {
        Design::Grid => on_grid(varied, points)?,
        Design::Sobol | Design::Lhs => spread(varied, design, points, seed)?,
    };
    if values.len() > MOST_CELLS {
        return Err(too_many(&values.len().to_string()));
    }
    let set = |values: Vec<String>| {
        let pairs = varied.iter().zip(values);
        pairs.map(|(varied, value)| format!("{}={value}", varied.path)).collect()
    };
    Ok(values.into_iter().map(set).collect())
}

fn too_many(cells: &str) -> Failure {
    Failure::arguments(format!(
        "{cells} cells are more than the {MOST_CELLS} that a sweep may have"
    ))
}

fn on_grid(varied: &[Varied], points: Option<usize>) -> Result<Vec<Vec<String>>, Failure> {
    if points.is_some() {
        return Err(Failure::arguments(
            "`--points` is for `--design sobol` and `--design lhs`: the values of `--vary` make the grid",
        ));
    }
    let mut all = vec![Vec::new()];
    for one in varied {
        let values = one.on_grid()?;
        let longer = |cell: &Vec<String>| {
            let cell = cell.clone();
            let with = |value: &String| [cell.as_slice(), std::slice::from_ref(value)].concat();
            values.iter().map(with).collect::<Vec<_>>()
        };
        // What is too much already is told by the caller.
        if all.len() <= MOST_CELLS {
            all = all.iter().flat_map(longer).collect();
        }
    }
    Ok(all)
}

fn spread(
    varied: &[Varied],
    design: Design,
    points: Option<usize>,
    seed: u64,
) -> Result<Vec<Vec<String>>, Failure> {
    let Some(points) = points else {
        return Err(Failure::arguments(format!(
            "`--design {design}` needs a number of `--points`"
        )));
    };
    if points == 0 {
        return Err(Failure::arguments(format!(
            "`--points 0` leaves nothing to run: `--design {design}` needs at least 1"
        )));
    }
    if let Some(counted) =
        varied.iter().find(|one| matches!(one.values, Values::Range { count: Some(_), .. }))
    {
        let hint = format!("`--points` says how many: write LOW:HIGH for `--design {design}`");
        return Err(wrong(&counted.path, &hint));
    }
    if design == Design::Sobol && varied.len() > MOST_SOBOL_COORDINATES {
        return Err(Failure::arguments(format!(
            "a Sobol sequence has at most {MOST_SOBOL_COORDINATES} paths here: `--design lhs` has no limit"
        )));
    }
    let draw = if design == Design::Sobol { sobol } else { latin_hypercube };
    let places = draw(points, varied.len(), seed).into_iter();
    let values =
        |place: Vec<f64>| varied.iter().zip(place).map(|(one, part)| one.at(part)).collect();
    Ok(places.map(values).collect())
}

/// The parts between commas that stand in no bracket and in no quotes.
fn split(written: &str) -> Vec<String> {
    let (mut depth, mut quote) = (0_i32, None);
    let mut parts = vec![String::new()];
    for letter in written.chars() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth -= 1,
            _ => {}
        }
        match parts.last_mut() {
            Some(part) if letter != ',' || depth > 0 || quote.is_some() => part.push(letter),
            _ => parts.push(String::new()),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

/// `LOW:HIGH` or `LOW:HIGH:COUNT`; else what is wrong with it.
fn range(written: &str) -> Result<Values, String> {
    let parts: Vec<&str> = written.split(':').map(str::trim).collect();
    let (low, high, count) = match parts[..] {
        [low, high] => (low, high, None),
        [low, high, count] => (low, high, Some(places(count)?)),
        _ => return Err("it has more than two colons".to_owned()),
    };
    let end = |text| amount::with_unit(text).ok_or_else(|| format!("`{text}` is no number"));
    let ([first, last], [unit, other]) = {
        let (low, high) = (end(low)?, end(high)?);
        ([low.0, high.0], [low.1, high.1])
    };
    if unit != other {
        return Err(format!("`{low}` and `{high}` have different units"));
    }
    if first >= last {
        return Err(format!("`{low}` is not below `{high}`, and the smaller one comes first"));
    }
    Ok(Values::Range { ends: [first, last], count, unit: unit.to_owned() })
}

fn places(written: &str) -> Result<u32, String> {
    let count = written.parse().ok().filter(|&count| count > 1);
    count.ok_or_else(|| format!("`{written}` is no number of places, of which two are the fewest"))
}

/// The number at a part of the way between two others, with no more digits than tell apart the ten-thousandth
/// parts of the way.
fn value_at([low, high]: [f64; 2], part: f64) -> String {
    digits::value_within(low + (high - low) * part, high - low, f64::INFINITY)
}

fn wrong(text: &str, reason: &str) -> Failure {
    Failure::arguments(format!(
        "cannot vary `{text}`: {reason}; write `PATH=LOW:HIGH:COUNT`, such as \
         `firm.openai.pay.level=0.8:2:7`, `PATH=LOW:HIGH` with `--design sobol` or `lhs`, or `PATH=a,b,c`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn varied(text: &str) -> Varied {
        Varied::parse(text).unwrap()
    }

    fn complaint(failure: Failure) -> String {
        match failure {
            Failure::Arguments(error) => error.to_string(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_range_is_divided_into_round_numbers() {
        let level = varied("firm.openai.pay.level=0:0.6:7");
        let expected = ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6"];
        assert_eq!(level.on_grid().unwrap(), expected);
        assert_eq!(varied("a=-1:1:3").on_grid().unwrap(), ["-1", "0", "1"]);
        assert_eq!(varied("a=100:500:5").on_grid().unwrap(), ["100", "200", "300", "400", "500"]);
        assert_eq!(varied("a=0:1:4").on_grid().unwrap(), ["0", "0.3333", "0.6667", "1"]);
        assert_eq!(varied("a=0:1e9:2").on_grid().unwrap(), ["0", "1000000000"]);
        let dollars = varied("a=100m:1bn:3").on_grid().unwrap();
        assert_eq!(dollars, ["100000000", "550000000", "1000000000"]);
        assert_eq!(varied("a=1%:5%:3").on_grid().unwrap(), ["0.01", "0.03", "0.05"]);
        let days = varied("a=10 days:30 days:3").on_grid().unwrap();
        assert_eq!(days, ["10 days", "20 days", "30 days"]);
    }

    #[test]
    fn a_list_keeps_what_is_written_and_its_brackets() {
        let list = varied("a=[[2023-01-01, 1]], [1, 2],\"x,y\"");
        assert_eq!(list.on_grid().unwrap(), ["[[2023-01-01, 1]]", "[1, 2]", "\"x,y\""]);
        let times = varied("a=12:30,13:30");
        assert_eq!(times.on_grid().unwrap(), ["12:30", "13:30"]);
    }

    #[test]
    fn a_grid_has_every_pair_and_the_last_path_moves_fastest() {
        let paths = [varied("a=1,2"), varied("b=0:1:2")];
        let cells = cells(&paths, Design::Grid, None, 1).unwrap();
        let texts: Vec<String> = cells.iter().map(|cell| cell.join(" ")).collect();
        assert_eq!(texts, ["a=1 b=0", "a=1 b=1", "a=2 b=0", "a=2 b=1"]);
    }

    #[test]
    fn a_design_of_points_stays_within_its_ranges_and_lists() {
        let paths = [varied("a=10:20"), varied("b=x,y")];
        for design in [Design::Sobol, Design::Lhs] {
            let cells = cells(&paths, design, Some(8), 1).unwrap();
            assert_eq!(cells.len(), 8);
            for cell in &cells {
                let number: f64 = cell[0].strip_prefix("a=").unwrap().parse().unwrap();
                assert!((10.0..=20.0).contains(&number));
            }
            assert_eq!(cells.iter().filter(|cell| cell[1] == "b=x").count(), 4);
        }
    }

    #[test]
    fn what_cannot_be_varied_is_refused_with_the_reason() {
        let table = [
            ("0:1:3", "names no path"),
            ("a=5", "one value"),
            ("a=1:0:3", "neither a range nor a list"),
            ("a=0:1:1", "neither a range nor a list"),
            ("a=0:x:3", "neither a range nor a list"),
            ("a=0:x:3", "`x` is no number"),
            ("a=2:1:3", "`2` is not below `1`"),
            ("a=1:2:many", "`many` is no number of places"),
            ("a=1 day:2 weeks:3", "different units"),
            ("a=1,,2", "a value is missing"),
            ("a=1;2,3", "cannot have a `;`"),
        ];
        for (text, reason) in table {
            let said = complaint(Varied::parse(text).unwrap_err());
            assert!(said.contains(reason), "{text}: {said}");
        }
        let refused = |texts: &[&str], design, points| {
            let paths: Vec<Varied> = texts.iter().map(|text| varied(text)).collect();
            complaint(cells(&paths, design, points, 1).unwrap_err())
        };
        assert!(refused(&["a=0:1:2", "a=0:1:3"], Design::Grid, None).contains("varied twice"));
        assert!(refused(&["a=0:1"], Design::Grid, None).contains("LOW:HIGH:COUNT"));
        assert!(refused(&["a=0:1:2"], Design::Grid, Some(4)).contains("`--points`"));
        assert!(refused(&["a=0:1"], Design::Lhs, None).contains("`--points`"));
        assert!(refused(&["a=0:1:2"], Design::Sobol, Some(4)).contains("LOW:HIGH"));
        assert!(refused(&["a=0:1"], Design::Sobol, Some(0)).contains("`--points 0`"));
        assert!(refused(&["a=0:1"], Design::Lhs, Some(0)).contains("at least 1"));
        assert!(refused(&["a=0:1:4000000000"], Design::Grid, None).contains("more than"));
        assert!(refused(&["a=0:1:200", "b=0:1:200"], Design::Grid, None).contains("40000 cells"));
    }
}
