//! **offers**: how large packages are, and who can be had for them.

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fan::BAND;
use crate::present::fan::Fan;
use crate::present::fold::Offers;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::quantity::MATCHES;
use crate::quantity::Match;
use crate::stats::share_interval;

use super::heights;
use super::mean_spread;

/// A share is drawn where so many offers were made, in all histories together.
const LEAST_OFFERS: f64 = 20.0;
/// From the least package of a row to the middle of what it counts, as a ratio.
const TO_THE_MIDDLE: f64 = 1.333_521_432_163_324;

/// How many offers have packages of at least so many dollars above, the share that stars take below.
pub(super) fn offers(run: &Run<'_>) -> Option<Chart> {
    if run.fold.offers.sum(&Offers::Made) <= 0.0 {
        return None;
    }
    let x = horizontal(run);
    let panels = [tail(run, x.clone())].into_iter().chain(acceptance(run, x));
    Some(Chart {
        title: "How large offers are, and who takes them".to_owned(),
        subtitle: format!(
            "A package is four years of cash, the bonus for joining, and the face value of the grant of equity — {}. \
             Match: of the missions of person and present employer",
            mean_spread(run)
        ),
        footnote: run.footnote(),
        rules: Vec::new(),
        panels: panels.collect(),
    })
}

/// The packages, up to the middle of the largest: labels beside the ends of lines stand right of the plot.
fn horizontal(run: &Run<'_>) -> Axis {
    let offers = &run.fold.offers;
    let mut made = vec![0.0; offers.places().len()];
    for (_, numbers) in offers.rows(&Offers::Made) {
        made.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
    }
    let packages = offers.places().iter().zip(made).filter(|(_, made)| *made > 0.0);
    let packages: Vec<f64> = packages.map(|(&bits, _)| f64::from_bits(bits)).collect();
    let largest = packages.iter().copied().fold(0.0, f64::max) * TO_THE_MIDDLE;
    let axis = Axis::covering_ratios(packages, Unit::Dollars);
    Axis { high: largest, ..axis }.titled("Package, in dollars (logarithmic axis)")
}

/// A band, a line, and a label at the height where the line ends, whether or not it reaches the end of the
/// axis. What has one point only is a dot, with an upright bar for its band.
fn named(
    colour: Colour,
    band: Vec<[f64; 3]>,
    line: Vec<[f64; 2]>,
    (end, label): (f64, String),
) -> [Mark; 3] {
    let height = line.last().map_or(0.0, |point| point[1]);
    let [band, line] = match (&band[..], &line[..]) {
        (&[[_, low, high]], &[at]) => [Form::Interval { at, low, high }, Form::Points(line)],
        (_, [_]) => [Form::Band(band), Form::Points(line)],
        _ => [Form::Band(band), Form::Line(line)],
    };
    [
        Mark::new(colour, band),
        Mark::new(colour, line),
        Mark::new(colour, Form::Words([end, height])).labelled(label),
    ]
}

/// Offers of at least so many dollars in a history: all, and those that were taken.
fn tail(run: &Run<'_>, x: Axis) -> Panel {
    let kinds = [("Made", theme::OTHERS, Offers::Made), ("Taken", theme::INK, Offers::Taken)];
    let marks: Vec<Mark> = kinds
        .into_iter()
        .flat_map(|(name, colour, offers)| {
            let fan = at_least(run, offers);
            let line: Vec<[f64; 2]> =
                fan.mean().into_iter().filter(|&[_, number]| number > 0.0).collect();
            let band = fan.band(BAND).into_iter().take(line.len()).collect();
            let all = line.first().map_or(0.0, |&[_, number]| number);
            let words = format!("{name}, {} in all", format::decimal(all, format::places_for(all)));
            named(colour, band, line, (x.high, words))
        })
        .collect();
    let is_line = |mark: &&Mark| matches!(mark.form, Form::Line(_) | Form::Points(_));
    let lines = marks.iter().filter(is_line).cloned();
    let y = Axis::covering_ratios(heights(&lines.collect::<Vec<_>>()), Unit::Plain)
        .titled("Offers in a history with a package of at least so much (logarithmic axis)");
    Panel { height: 0.75, x, y, marks, counts: None }
}

/// By package, how many offers of at least that size every replicate has.
fn at_least(run: &Run<'_>, offers: Offers) -> Fan {
    let packages = run.fold.offers.places();
    let mut places: Vec<(f64, Vec<f64>)> =
        packages.iter().map(|&bits| (f64::from_bits(bits), Vec::new())).collect();
    for (_, numbers) in run.fold.offers.rows(&offers) {
        let mut sum = 0.0;
        for ((_, values), number) in places.iter_mut().zip(numbers).rev() {
            sum += number;
            values.push(sum);
        }
    }
    for (_, values) in &mut places {
        // Histories without any offer have no rows.
        values.resize(run.replicates().max(values.len()), 0.0);
    }
    Fan::of(places)
}

/// The share of offers that stars of each match take; none if there are too few everywhere.
fn acceptance(run: &Run<'_>, x: Axis) -> Option<Panel> {
    let colours = [theme::LOSS, theme::OTHERS, theme::GAIN];
    let matches = MATCHES.into_iter().zip(colours);
    let marks = matches.filter_map(|(matched, colour)| shares(run, matched, colour, x.high));
    let marks: Vec<Mark> = marks.flatten().collect();
    let y = Axis::covering(heights(&marks).chain([0.0]), Unit::Share).titled(format!(
        "Share of offers that stars take, with 95% interval, where {LEAST_OFFERS} or more were made"
    ));
    (!marks.is_empty()).then_some(Panel { height: 0.6, x, y, marks, counts: None })
}

fn shares(run: &Run<'_>, matched: Match, colour: Colour, end: f64) -> Option<[Mark; 3]> {
    let to_stars = run.fold.offers_to_stars.iter();
    let bins: Vec<(f64, [f64; 2])> = to_stars
        .filter(|((name, _), [_, made])| **name == *matched.name() && *made >= LEAST_OFFERS)
        .map(|((_, bits), &sums)| (f64::from_bits(*bits) * TO_THE_MIDDLE, sums))
        .collect();
    let line: Vec<[f64; 2]> = bins.iter().map(|&(at, [taken, made])| [at, taken / made]).collect();
    let band = bins.iter().map(|&(at, [taken, made])| {
        let [low, high] = share_interval(taken, made);
        [at, low, high]
    });
    let &[_, last] = line.last()?;
    let name = match matched {
        Match::Low => "Low",
        Match::Middle => "Middle",
        Match::High => "High",
    };
    let label = format!("{name} match {}", format::percent(last));
    Some(named(colour, band.collect(), line, (end, label)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::present::sample::line;
    use crate::record::OfferRow;
    use crate::record::Tables;

    #[test]
    fn the_tail_begins_with_all_offers_and_never_rises() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let run = Run::new(&scenario, &tables);
        let chart = offers(&run).unwrap();
        let (made, taken) = (line(&chart.panels[0].marks[1]), line(&chart.panels[0].marks[4]));
        let all: u32 = tables.offers.iter().map(|row| row.made).sum();
        assert!((made[0][1] - f64::from(all) / 20.0).abs() < 1e-9);
        for line in [made, taken] {
            assert!(line.is_sorted_by(|one, next| one[0] < next[0] && one[1] >= next[1]));
        }
        assert!(made.iter().zip(taken).all(|(made, taken)| taken[1] < made[1]));
    }

    #[test]
    fn stars_who_match_their_employer_are_harder_to_have_and_few_offers_have_no_share() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        let chart = offers(&Run::new(&scenario, &tables)).unwrap();
        assert_eq!(chart.panels[1].marks.len(), 9);
        assert!(chart.panels[0].x == chart.panels[1].x);
        let (low, high) = (line(&chart.panels[1].marks[1]), line(&chart.panels[1].marks[7]));
        assert!(low.iter().zip(high).all(|(low, high)| high[1] < low[1]));
        tables.offers.retain(|row| *row.matched == *"high" && row.replicate == 1);
        let run = Run::new(&scenario, &tables);
        let drawn = shares(&run, Match::High, theme::GAIN, 1e8).unwrap();
        let rows = tables.offers.iter();
        let enough = rows.filter(|row| &*row.class == "star" && row.made >= 20).count();
        assert_eq!(
            (line(&drawn[1]).len(), shares(&run, Match::Low, theme::LOSS, 1e8)),
            (enough, None)
        );
        assert!(0 < enough && enough < high.len());
    }

    #[test]
    fn histories_without_an_offer_of_a_size_count_as_none() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        let row = |replicate: u32, package_from: f64, made: u32| OfferRow {
            scenario: scenario.name.as_str().into(),
            replicate,
            package_from,
            made,
            ..OfferRow::default()
        };
        tables.offers = vec![row(1, 1e6, 4), row(2, 1e6, 2), row(2, 1e7, 2)];
        tables.firms.retain(|row| row.replicate <= 4);
        let fan = at_least(&Run::new(&scenario, &tables), Offers::Made);
        assert_eq!(fan.mean(), [[1e6, 2.0], [1e7, 0.5]]);
    }

    #[test]
    fn what_has_one_size_of_package_only_is_a_dot_with_its_interval() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        let largest = tables.offers.iter().map(|row| row.package_from).fold(0.0, f64::max);
        tables.offers.retain(|row| row.package_from >= largest);
        for row in &mut tables.offers {
            (row.made, row.taken) = (40 + row.replicate, 10);
        }
        let chart = offers(&Run::new(&scenario, &tables)).unwrap();
        for marks in chart.panels.iter().flat_map(|panel| panel.marks.chunks(3)) {
            let [band, line, words] = marks else { panic!("three marks") };
            let Form::Interval { at, low, high } = band.form else { panic!("{:?}", band.form) };
            assert!(low <= at[1] && at[1] <= high);
            assert_eq!(line.form, Form::Points(vec![at]));
            assert!(words.label.is_some());
        }
        tables.firms.retain(|row| row.replicate == 1);
        tables.offers.retain(|row| row.replicate == 1);
        let chart = offers(&Run::new(&scenario, &tables)).unwrap();
        assert!(matches!(chart.panels[0].marks[1].form, Form::Points(_)), "without an interval");
    }

    #[test]
    fn without_offers_there_is_no_chart() {
        let scenario = sample::scenario();
        assert_eq!(offers(&Run::new(&scenario, &Tables::default())), None);
    }
}
