//! **response**: what follows an event, week by week.

use crate::present::EventStudy;
use crate::present::Palette;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::chart::Rule;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::response::capital;
use crate::present::response::meaning;
use crate::present::run::footnote;
use crate::present::theme;
use crate::record::PeakRow;
use crate::record::ResponseRow;

use super::heights;

/// A panel for each series: the mean difference with both of its bands.
pub(super) fn response(study: &EventStudy<'_>) -> Option<Chart> {
    let panels: Vec<Panel> = study.series().map(|row| panel(study, row)).collect();
    let event = study.event()?;
    let (first, label) = (study.series().next()?, study.label());
    let rule = Rule { at: 0.0, label: label.to_owned(), detail: format::day(event.date) };
    Some(Chart {
        title: format!("What follows at {}: {label}", study.firm()),
        subtitle: format!(
            "With the event less without it, same people and same luck — {}{}",
            spread(first.replicates),
            bands_in_words(study)
        ),
        footnote: footnote(study.scenario),
        rules: vec![rule],
        panels,
    })
}

/// What lines mean.
fn spread(pairs: u32) -> String {
    match pairs {
        1 => "one pair, hence no bands".to_owned(),
        many => format!("mean of {many} pairs"),
    }
}

fn band_of_all(row: &ResponseRow) -> [f64; 2] {
    [row.band_low, row.band_high]
}

fn band_of_each(row: &ResponseRow) -> [f64; 2] {
    [row.low, row.high]
}

/// Which bands there are: with few replicates there is none of all weeks at once, and with one there is none.
fn bands_in_words(study: &EventStudy<'_>) -> &'static str {
    let is_known = |ends: fn(&ResponseRow) -> [f64; 2]| {
        study.tables.responses.iter().any(|row| !ends(row)[0].is_nan())
    };
    match (is_known(band_of_each), is_known(band_of_all)) {
        (true, true) => {
            "; bands: 95% of each week for itself (dark) and of all weeks at once (light)"
        }
        (true, false) => {
            "; band: 95% of each week for itself; for one of all weeks at once there are too few pairs"
        }
        _ => "",
    }
}

fn panel(study: &EventStudy<'_>, row: &PeakRow) -> Panel {
    let weeks = study.weeks(&row.series);
    let place = |week: i32| f64::from(week);
    let colour = Palette::of([study.scenario]).colour(&row.firm);
    let mut marks = vec![Mark::new(theme::STRONG, Form::Level(0.0))];
    // One replicate has no band, and a few have none of all weeks at once.
    for ends in [band_of_all, band_of_each] {
        let edges = weeks.iter().map(|row| [place(row.week), ends(row)[0], ends(row)[1]]);
        let edges: Vec<[f64; 3]> = edges.collect();
        if edges.iter().flatten().all(|edge| edge.is_finite()) {
            marks.push(Mark::new(colour, Form::Band(edges)));
        }
    }
    let line = weeks.iter().map(|row| [place(row.week), row.response]).collect();
    marks.push(Mark::new(colour, Form::Line(line)));
    let ends = [weeks.first(), weeks.last()].map(|row| row.map_or(0.0, |row| place(row.week)));
    let title = format!("{} — {}", capital(meaning(&row.series)), study.half_life(row));
    Panel {
        height: if study.series().count() > 1 { 0.6 } else { 1.0 },
        x: Axis::numbers(ends[0], ends[1].max(ends[0] + 1.0), Unit::Plain)
            .titled("Weeks from that of the event"),
        y: Axis::covering(heights(&marks), Unit::Difference).titled(title),
        marks,
        counts: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::response::tests::tables;
    use crate::present::sample;

    #[test]
    fn both_bands_hold_the_line_and_the_wider_one_holds_the_other() {
        let (scenario, tables) = (sample::scenario(), tables());
        let study = EventStudy { scenario: &scenario, without: &scenario, tables: &tables };
        let chart = response(&study).unwrap();
        let [_, all, each, line] = &chart.panels[0].marks[..] else { panic!("four marks") };
        let (Form::Band(all), Form::Band(each), Form::Line(line)) =
            (&all.form, &each.form, &line.form)
        else {
            panic!("two bands and a line")
        };
        for ((outer, inner), point) in all.iter().zip(each).zip(line) {
            assert!(outer[1] <= inner[1] && inner[1] <= point[1]);
            assert!(point[1] <= inner[2] && inner[2] <= outer[2]);
        }
        assert_eq!(line.len(), tables.responses.len());
        assert_eq!(chart.rules.len(), 1);
        assert!(
            chart.panels[0].y.title.contains("half-life 4.0 weeks"),
            "{}",
            chart.panels[0].y.title
        );
    }

    #[test]
    fn what_is_not_known_is_not_drawn() {
        let (scenario, mut tables) = (sample::scenario(), tables());
        let mut drawn = |forget: fn(&mut ResponseRow)| {
            tables.responses.iter_mut().for_each(forget);
            let study = EventStudy { scenario: &scenario, without: &scenario, tables: &tables };
            let chart = response(&study).unwrap();
            let of_bands = |mark: &&Mark| matches!(mark.form, Form::Band(_));
            (chart.panels[0].marks.iter().filter(of_bands).count(), chart.subtitle)
        };
        let (bands, words) = drawn(|_| ());
        assert!(bands == 2 && words.ends_with("all weeks at once (light)"), "{words}");
        let (bands, words) = drawn(|row| (row.band_low, row.band_high) = (f64::NAN, f64::NAN));
        assert!(bands == 1 && words.ends_with("there are too few pairs"), "{words}");
        let (bands, words) = drawn(|row| (row.low, row.high) = (f64::NAN, f64::NAN));
        assert!(bands == 0 && words.ends_with(" pairs"), "{words}");
    }

    #[test]
    fn one_pair_has_no_bands() {
        assert_eq!(spread(1), "one pair, hence no bands");
        assert_eq!(spread(7), "mean of 7 pairs");
    }

    #[test]
    fn without_rows_there_is_no_chart() {
        let (scenario, tables) = (sample::scenario(), crate::record::Tables::default());
        let study = EventStudy { scenario: &scenario, without: &scenario, tables: &tables };
        assert_eq!(response(&study), None);
    }
}
