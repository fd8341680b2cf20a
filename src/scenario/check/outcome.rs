//! The outcomes that a scenario asks for.

use std::ops::Range;

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::MATCHES;
use crate::quantity::Match;
use crate::quantity::Money;
use crate::quantity::bin_beginning_with;
use crate::quantity::least_package;
use crate::quantity::package_bin;
use crate::scenario::ANY_MATCH;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;
use crate::scenario::PERCENTILES;
use crate::scenario::Time;
use crate::scenario::UNSCRIPTED;
use crate::scenario::reading::Reading;
use crate::scenario::refusal;
use crate::scenario::spec::Spec;
use crate::scenario::tree;

/// The outcomes that are written; else how many leave the focal firm.
pub(super) fn outcomes(
    reading: &mut Reading<'_>,
    spec: &Spec,
    time: Option<Time>,
    metrics: &[MetricForm],
) -> Vec<Outcome> {
    let Some(written) = &spec.outcomes else {
        let focal = spec.focal.as_ref().filter(|_| !reading.is_doubtful(&["outcomes"]));
        // A focal firm that does not exist is complained of once, where it is named.
        let known = focal.filter(|name| reading.is_firm(name));
        let text = known.map(|name| format!("departures:{name}"));
        let span = reading.span(&["focal"]);
        let outcome = |text: String| Question::new(reading, time, span).outcome(&text, metrics);
        return text.and_then(outcome).into_iter().collect();
    };
    let mut outcomes = Vec::new();
    for (item, text) in written.iter().enumerate() {
        let span = tree::item_span(&reading.tree, &["outcomes"], item);
        let mut question = Question::new(&mut *reading, time, span);
        outcomes.extend(question.outcome(text, metrics));
    }
    outcomes
}

/// An outcome that is being understood, and where it is written.
pub(super) struct Question<'r, 't> {
    reading: &'r mut Reading<'t>,
    time: Option<Time>,
    span: Range<usize>,
    may_lie_beyond: bool,
}

impl<'r, 't> Question<'r, 't> {
    /// What is asked at a span.
    pub(super) fn new(
        reading: &'r mut Reading<'t>,
        time: Option<Time>,
        span: Range<usize>,
    ) -> Self {
        Self { reading, time, span, may_lie_beyond: false }
    }

    /// The same, of days that may lie outside the horizon.
    pub(super) fn of_any_day(self) -> Self {
        Self { may_lie_beyond: true, ..self }
    }

    /// The outcome that `METRIC:FIRM` and the like mean.
    pub(super) fn outcome(&mut self, text: &str, metrics: &[MetricForm]) -> Option<Outcome> {
        let mut parts = text.split(':');
        let metric = self.metric(parts.next().unwrap_or_default(), metrics)?;
        let mut parts: Vec<&str> = parts.collect();
        let unscripted = parts.len() > metric.asked.len() && parts.last() == Some(&UNSCRIPTED);
        if unscripted {
            parts.pop();
        }
        if unscripted && !metric.counts_exits {
            let message = format!("`{}` counts no exits", metric.name);
            let hint = format!("leave out `:{UNSCRIPTED}`");
            return self.refuse(message, "has none that could be scripted", hint);
        }
        if parts.len() != metric.asked.len() {
            let message = format!("the outcome `{text}` does not fit its metric");
            let asked = metric.asked.len();
            let label = format!("names {}, and takes {asked}", parts.len());
            return self.refuse(message, &label, format!("write `{}`", metric.written()));
        }
        let pairs = metric.asked.iter().zip(parts);
        let arguments = pairs.map(|(&asked, part)| self.argument(asked, part));
        // All of them are read before the first that is missing ends it: each has its complaint.
        let arguments: Vec<Option<Argument>> = arguments.collect();
        let arguments = arguments.into_iter().collect::<Option<Vec<Argument>>>()?;
        self.check_window(&arguments)?;
        Some(Outcome {
            text: text.to_owned(),
            metric: metric.name.to_owned(),
            arguments,
            unscripted,
        })
    }

    fn metric<'m>(&mut self, name: &str, metrics: &'m [MetricForm]) -> Option<&'m MetricForm> {
        let found = metrics.iter().find(|metric| metric.name == name);
        if found.is_none() {
            let known: Vec<&str> = metrics.iter().map(|metric| metric.name).collect();
            self.unknown("metric", name, &known);
        }
        found
    }

    fn argument(&mut self, asked: Asked, part: &str) -> Option<Argument> {
        match asked {
            Asked::Unit => self.reading.scope(part, &self.span).map(Argument::Units),
            Asked::Team => self.reading.team(part, &self.span).map(Argument::Team),
            Asked::Region => self.reading.region(part, &self.span).map(Argument::Region),
            Asked::Class => {
                let class = Class::named(part);
                if class.is_none() {
                    self.unknown("class", part, &CLASSES.map(Class::name));
                }
                class.map(Argument::Class)
            }
            Asked::Percentile => {
                let known = PERCENTILES.map(|percentile| format!("p{percentile}"));
                let found = known.iter().position(|name| name == part);
                if found.is_none() {
                    self.unknown("percentile", part, &known.each_ref().map(String::as_str));
                }
                found.map(Argument::Percentile)
            }
            Asked::Date => self.date(part).map(Argument::Date),
            Asked::Day => self.day(part).map(Argument::Date),
            Asked::Money => self.money(part).map(Argument::Money),
            Asked::Match => self.matched(part),
        }
    }

    fn day(&mut self, part: &str) -> Option<Date> {
        let Ok(date) = part.parse::<Date>() else {
            let message = format!("`{part}` is no date");
            return self.refuse(message, "expected a date", "write, say, 2023-11-17".to_owned());
        };
        Some(date)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not below 0")]
    fn money(&mut self, part: &str) -> Option<u64> {
        let Ok(Money(dollars)) = part.parse() else {
            let message = format!("`{part}` is no sum of money");
            return self.refuse(message, "expected a sum", "write, say, 100m or 300k".to_owned());
        };
        if bin_beginning_with(dollars).is_none() {
            let bin = package_bin(dollars);
            let [below, above] = [bin, bin + 1].map(|bin| sum(least_package(bin)));
            let message = format!("no bin of packages begins with `{part}`");
            let hint = format!(
                "write {below} or {above}: offers are counted in four bins in a factor of ten"
            );
            return self.refuse(message, "expected a sum with which one begins", hint);
        }
        Some(dollars.round() as u64)
    }

    fn matched(&mut self, part: &str) -> Option<Argument> {
        let named = Match::named(part).map(|matched| Argument::Match(Some(matched)));
        let found = named.or((part == ANY_MATCH).then_some(Argument::Match(None)));
        if found.is_none() {
            let known: Vec<&str> =
                MATCHES.map(Match::name).into_iter().chain([ANY_MATCH]).collect();
            self.unknown("match", part, &known);
        }
        found
    }

    /// Whether the days of a window come in their order.
    fn check_window(&mut self, arguments: &[Argument]) -> Option<()> {
        let days = arguments.iter().filter_map(|argument| match argument {
            Argument::Date(date) => Some(*date),
            _ => None,
        });
        let days: Vec<Date> = days.collect();
        let empty = days.windows(2).find(|pair| pair[0] >= pair[1]);
        let Some(&[first, second]) = empty else { return Some(()) };
        let message = format!("the window from {first} to {second} is empty");
        self.refuse(message, "its end comes first", "name the earlier day first".to_owned())
    }

    fn date(&mut self, part: &str) -> Option<Date> {
        let date = self.day(part)?;
        // A horizon that was refused tells nothing of dates.
        let time = self.time?;
        if self.may_lie_beyond || (time.start < date && date < time.end) {
            return Some(date);
        }
        let message = format!("the outcome asks about {date}, which is not within the horizon");
        let label = format!("expected a day between {} and {}", time.start, time.end);
        self.refuse(message, &label, "name another day, or move the horizon".to_owned())
    }

    fn unknown(&mut self, what: &str, written: &str, known: &[&str]) {
        let complaint = self.reading.at_span(&self.span, format!("there is no {what} `{written}`"));
        self.reading.complain(complaint.hint(refusal::hint(written, known)));
    }

    fn refuse<T>(&mut self, message: String, label: &str, hint: String) -> Option<T> {
        let complaint = self.reading.at_span(&self.span, message).label(label).hint(hint);
        self.reading.complain(complaint);
        None
    }
}

/// A sum of dollars from 1 up as it is written, with three digits.
fn sum(dollars: f64) -> String {
    const UNITS: [(f64, &str); 5] = [(1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"), (1.0, "")];
    let rounded: f64 = format!("{dollars:.2e}").parse().expect("it was written as a number");
    let fits = |(scale, _): &&(f64, &str)| rounded >= *scale;
    let (scale, unit) = UNITS.iter().find(fits).unwrap_or(&UNITS[4]);
    let number = format!("{:.2}", rounded / scale);
    format!("{}{unit}", number.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bin_begins_with_a_sum_that_can_be_written() {
        for bin in 0..60 {
            let written = sum(least_package(bin));
            let Money(dollars) = written.parse().unwrap();
            assert_eq!(bin_beginning_with(dollars), Some(bin), "{written}");
        }
        let some = [0, 1, 22, 33, 34, 36].map(|bin| sum(least_package(bin)));
        assert_eq!(some, ["1", "1.78", "316k", "178m", "316m", "1bn"]);
    }
}
