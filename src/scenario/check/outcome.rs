//! The outcomes that a scenario asks for.

use std::ops::Range;

use crate::scenario::Outcome;
use crate::scenario::reading::Reading;
use crate::scenario::refusal;
use crate::scenario::spec::Spec;
use crate::scenario::tree;

use super::Metrics;

/// The outcomes that are written; else how many leave the focal firm.
pub(super) fn outcomes(
    reading: &mut Reading<'_>,
    spec: &Spec,
    metrics: Metrics<'_>,
) -> Vec<Outcome> {
    let Some(written) = &spec.outcomes else {
        let focal = spec.focal.as_ref().filter(|_| !reading.is_doubtful(&["outcomes"]));
        // A focal firm that does not exist is complained of once, where it is named.
        let known = focal.filter(|name| reading.is_firm(name));
        let text = known.map(|name| format!("departures:{name}"));
        let span = reading.span(&["focal"]);
        return text.and_then(|text| outcome(reading, &text, &span, metrics)).into_iter().collect();
    };
    let mut outcomes = Vec::new();
    for (item, text) in written.iter().enumerate() {
        let span = tree::item_span(&reading.tree, &["outcomes"], item);
        outcomes.extend(outcome(reading, text, &span, metrics));
    }
    outcomes
}

/// The outcome that `METRIC:FIRM` means.
fn outcome(
    reading: &mut Reading<'_>,
    text: &str,
    span: &Range<usize>,
    metrics: Metrics<'_>,
) -> Option<Outcome> {
    let mut parts = text.split(':');
    let metric = parts.next().unwrap_or_default();
    let names: Vec<&str> = parts.collect();
    let Some((_, wanted)) = metrics.iter().find(|(name, _)| *name == metric) else {
        let known: Vec<&str> = metrics.iter().map(|(name, _)| *name).collect();
        let hint = refusal::did_you_mean(metric, known.iter().copied())
            .unwrap_or_else(|| format!("known are {}", refusal::list(&known)));
        let complaint = reading.at_span(span, format!("there is no metric `{metric}`"));
        reading.complain(complaint.hint(hint));
        return None;
    };
    if names.len() != *wanted {
        let example = [metric].into_iter().chain(std::iter::repeat_n("FIRM", *wanted));
        let complaint = reading
            .at_span(span, format!("the outcome `{text}` names the wrong number of firms"))
            .label(format!("names {}, and takes {wanted}", names.len()))
            .hint(format!("write `{}`", example.collect::<Vec<_>>().join(":")));
        reading.complain(complaint);
        return None;
    }
    let units: Option<_> = names.iter().map(|name| reading.unit(name, span)).collect();
    Some(Outcome { text: text.to_owned(), metric: metric.to_owned(), units: units? })
}
