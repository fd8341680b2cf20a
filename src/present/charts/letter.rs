//! **letter**: how many of those who can sign a letter have, hour by hour.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fan::BAND;
use crate::present::fan::Fan;
use crate::present::fan::HALF;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::theme;
use crate::present::theme::Colour;

/// A letter: its event, its firm, and by hour the shares of the replicates.
struct Letter<'a> {
    event: &'a str,
    firm: &'a str,
    shares: BTreeMap<u32, Vec<f64>>,
}

/// The share that has signed: median, the middle half and the middle nine tenths of the histories.
pub(super) fn letter(run: &Run<'_>) -> Option<Chart> {
    let letters = letters(run);
    let last = letters.iter().filter_map(|letter| letter.shares.keys().last()).max()?;
    let coloured = letters.iter().zip(colours(run, &letters));
    let marks = coloured.flat_map(|(letter, colour)| marks(run, letter, colour)).collect();
    let x = Axis::hours(f64::from((*last).max(1))).titled("Hours since the letter began");
    let y = Axis::numbers(0.0, 1.0, Unit::Share).titled("Share that has signed, of those who can");
    let darker = if run.replicates() > 1 { ", darker: 25–75%" } else { "" };
    Some(Chart {
        title: title(run, &letters),
        subtitle: format!("Signatures by hour — {}{darker}", run.spread()),
        footnote: run.footnote(),
        rules: Vec::new(),
        panels: vec![Panel { height: 1.0, x, y, marks, counts: None }],
    })
}

fn title(run: &Run<'_>, letters: &[Letter<'_>]) -> String {
    match letters {
        [only] => format!("How fast a letter spreads at {}", run.label(only.firm)),
        _ => "How fast letters spread".to_owned(),
    }
}

/// The letters in the order of their rows.
fn letters<'a>(run: &'a Run<'_>) -> Vec<Letter<'a>> {
    let signed = &run.fold.signed;
    let letter = |(number, [event, firm]): (usize, &'a [Arc<str>; 2])| {
        let mut shares: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
        for (_, row) in signed.rows(&number) {
            for (&hours, share) in
                signed.places().iter().zip(row).filter(|(_, share)| !share.is_nan())
            {
                shares.entry(hours).or_default().push(share);
            }
        }
        Letter { event, firm, shares }
    };
    run.fold.letters.iter().enumerate().map(letter).collect()
}

/// The colour of the firm for its first letter, that of no firm for those that follow.
fn colours(run: &Run<'_>, letters: &[Letter<'_>]) -> Vec<Colour> {
    let is_first =
        |place: usize| letters[..place].iter().all(|earlier| earlier.firm != letters[place].firm);
    let colour = |(place, letter): (usize, &Letter<'_>)| {
        if is_first(place) { run.colour(letter.firm) } else { theme::STRONG }
    };
    letters.iter().enumerate().map(colour).collect()
}

fn marks(run: &Run<'_>, letter: &Letter<'_>, colour: Colour) -> [Mark; 3] {
    let shares = letter.shares.iter();
    let fan = Fan::of(shares.map(|(&hours, shares)| (f64::from(hours), shares.clone())));
    let line = fan.median();
    let event = run.scenario.events.iter().find(|event| event.name == letter.event);
    let name = event.map_or(letter.event, |event| &event.label);
    let words = line.last().map(|&[_, share]| format!("{name} {}", format::percent(share)));
    let [outer, inner] = [BAND, HALF].map(|ends| Mark::new(colour, Form::Band(fan.band(ends))));
    [outer, inner, Mark { label: words, ..Mark::new(colour, Form::Line(line)) }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::axis::Scale;
    use crate::present::sample;
    use crate::record::Tables;

    #[test]
    fn the_middle_half_lies_within_the_band_and_the_median_within_both() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = letter(&Run::new(&scenario, &tables)).unwrap();
        let panel = &chart.panels[0];
        assert_eq!((&panel.x.scale, panel.x.high, panel.y.high), (&Scale::Hours, 48.0, 1.0));
        let [Form::Band(outer), Form::Band(inner), Form::Line(line)] =
            [0, 1, 2].map(|place: usize| &panel.marks[place].form)
        else {
            panic!("two bands, then a line");
        };
        assert_eq!((outer.len(), line.len()), (49, 49));
        for ((outer, inner), line) in outer.iter().zip(inner).zip(line) {
            assert!(outer[1] <= inner[1] && inner[1] <= line[1]);
            assert!(line[1] <= inner[2] && inner[2] <= outer[2]);
        }
        let label = panel.marks[2].label.as_ref().unwrap();
        assert!(label.starts_with("the letter 8") && label.ends_with('%'), "{label}");
        assert_eq!(chart.title, "How fast a letter spreads at OpenAI");
    }

    #[test]
    fn a_second_letter_at_the_firm_has_a_colour_of_its_own() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        let second = tables.letter.clone().into_iter().filter(|row| row.hours <= 12);
        let second = second.map(|row| crate::record::LetterRow { event: "second".into(), ..row });
        tables.letter.extend(second.collect::<Vec<_>>());
        let run = Run::new(&scenario, &tables);
        let chart = letter(&run).unwrap();
        let colours: Vec<Colour> = chart.panels[0].marks.iter().map(|mark| mark.colour).collect();
        let (first, second) = (run.colour("openai"), theme::STRONG);
        assert_eq!(colours, [first, first, first, second, second, second]);
        assert_eq!(chart.title, "How fast letters spread");
    }

    #[test]
    fn without_a_letter_there_is_no_chart() {
        let scenario = sample::scenario();
        assert_eq!(letter(&Run::new(&scenario, &Tables::default())), None);
    }
}
