//! `OUTCOME <= NUMBER`: what is to hold, as it is typed.

use crate::experiment::Measure;
use crate::experiment::Relation;
use crate::experiment::measure_of;
use crate::quantity::Money;

use super::amount;
use super::failure::Failure;

/// What is to hold of an outcome.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Until {
    /// The outcome, such as `departures:openai`.
    pub(super) outcome: String,
    /// How its mean is to lie to the level.
    pub(super) relation: Relation,
    /// The relation as it is written.
    pub(super) sign: &'static str,
    /// The level, in the unit of the outcome.
    pub(super) level: f64,
}

impl Until {
    /// Understands `OUTCOME <= NUMBER`, or another of the relations. Shares may be written in percent, dollars
    /// with their unit.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        let cut = |&(sign, relation): &(&'static str, Relation)| {
            text.split_once(sign)
                .map(|(before, after)| (before.trim(), sign, relation, after.trim()))
        };
        let Some((outcome, sign, relation, number)) = Relation::ALL.iter().find_map(cut) else {
            return Err(wrong(text, "there is none of `<=`, `>=`, `<`, `>` and `=` in it"));
        };
        if outcome.is_empty() {
            return Err(wrong(text, "there is no outcome before the sign"));
        }
        let level = level(number, measure_of(outcome));
        let level = level.ok_or_else(|| wrong(text, &format!("`{number}` is no number")))?;
        Ok(Self { outcome: outcome.to_owned(), relation, sign, level })
    }
}

fn level(number: &str, measure: Option<Measure>) -> Option<f64> {
    let plain = number.replace('_', "").parse::<f64>().ok();
    let level = match measure {
        Some(Measure::Share) => {
            let percent =
                number.strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok());
            plain.or(percent.map(|percent| percent / 100.0))
        }
        Some(Measure::Dollars) => {
            plain.or_else(|| number.parse::<Money>().ok().map(|money| money.0))
        }
        _ => plain,
    };
    level.filter(|level| level.is_finite())
}

/// Two numbers, `LOW:HIGH`: shares may be written in percent, dollars with their unit.
pub(super) fn between(text: &str) -> Result<[f64; 2], Failure> {
    let wrong = |reason: String| {
        Failure::arguments(format!(
            "cannot look between `{text}`: {reason}; write two numbers, the smaller one first, such as `0.8:2`, \
             `300k:2m` or `10%:90%`"
        ))
    };
    let (low, high) =
        text.split_once(':').ok_or_else(|| wrong("it is no `LOW:HIGH`".to_owned()))?;
    let end = |end: &str| amount::number(end).ok_or_else(|| wrong(format!("`{end}` is no number")));
    let ends = [end(low)?, end(high)?];
    if ends[0] < ends[1] { Ok(ends) } else { Err(wrong(format!("`{low}` is not below `{high}`"))) }
}

fn wrong(text: &str, reason: &str) -> Failure {
    Failure::arguments(format!(
        "cannot understand `--until '{text}'`: {reason}; write, say, `--until 'departures:openai <= 40'`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_an_outcome_a_relation_and_a_number_in_its_unit() {
        let table = [
            ("departures:openai <= 40", "departures:openai", Relation::AtMost, 40.0),
            ("departures:openai>=1_000", "departures:openai", Relation::AtLeast, 1000.0),
            ("retention:openai > 80%", "retention:openai", Relation::Above, 0.8),
            ("retention:openai < 0.8", "retention:openai", Relation::Below, 0.8),
            ("pay:star:p50 = 1.5m", "pay:star:p50", Relation::Equal, 1.5e6),
            ("net-flow:a:b >= -3", "net-flow:a:b", Relation::AtLeast, -3.0),
        ];
        for (text, outcome, relation, level) in table {
            let until = Until::parse(text).unwrap();
            assert_eq!((until.outcome.as_str(), until.relation), (outcome, relation), "{text}");
            assert!((until.level - level).abs() < 1e-9, "{text}: {}", until.level);
        }
    }

    #[test]
    fn what_is_no_goal_is_refused_with_the_reason() {
        let table = [
            ("departures:openai", "none of"),
            ("<= 40", "no outcome"),
            ("departures:openai <= many", "`many` is no number"),
            ("departures:openai <= 40%", "`40%` is no number"),
            ("departures:openai <= inf", "no number"),
        ];
        for (text, reason) in table {
            let Failure::Arguments(error) = Until::parse(text).unwrap_err() else { panic!() };
            assert!(error.to_string().contains(reason), "{text}: {error}");
        }
    }

    #[test]
    fn two_bounds_ascend() {
        let [low, high] = between("0.5: 2").unwrap();
        assert!((low - 0.5).abs() < 1e-12 && (high - 2.0).abs() < 1e-12);
        let [low, high] = between("300k:2m").unwrap();
        assert!((low - 3e5).abs() < 1e-6 && (high - 2e6).abs() < 1e-6);
        let [low, high] = between("10%:90%").unwrap();
        assert!((low - 0.1).abs() < 1e-12 && (high - 0.9).abs() < 1e-12);
        for text in ["2:1", "1", "1:1", "a:b", "0:inf"] {
            assert!(between(text).is_err(), "{text}");
        }
        for (text, reason) in [("2:1", "`2` is not below `1`"), ("1:b", "`b` is no number")] {
            let Failure::Arguments(error) = between(text).unwrap_err() else { panic!() };
            assert!(error.to_string().contains(reason), "{text}: {error}");
        }
    }
}
