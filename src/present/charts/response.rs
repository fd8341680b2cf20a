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
            "With the event less without it, same people and same luck — mean of {} pairs; bands: 95% of each week for \
             itself (dark) and of all weeks at once (light)",
            first.replicates
        ),
        footnote: footnote(study.scenario),
        rules: vec![rule],
        panels,
    })
}

fn panel(study: &EventStudy<'_>, row: &PeakRow) -> Panel {
    let weeks = study.weeks(&row.series);
    let place = |week: i32| f64::from(week);
    let colour = Palette::of([study.scenario]).colour(&row.firm);
    let mut marks = vec![Mark::new(theme::STRONG, Form::Level(0.0))];
    // One replicate has no band.
    if weeks.iter().all(|row| row.low.is_finite()) {
        let band = |week: i32, ends: [f64; 2]| [place(week), ends[0], ends[1]];
        let all = weeks.iter().map(|row| band(row.week, [row.band_low, row.band_high])).collect();
        let each = weeks.iter().map(|row| band(row.week, [row.low, row.high])).collect();
        marks.extend([all, each].map(|edges| Mark::new(colour, Form::Band(edges))));
    }
    let line = weeks.iter().map(|row| [place(row.week), row.response]).collect();
    marks.push(Mark::new(colour, Form::Line(line)));
    let ends = [weeks.first(), weeks.last()].map(|row| row.map_or(0.0, |row| place(row.week)));
    let title = format!("{} — {}", capital(meaning(&row.series)), EventStudy::half_life(row));
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
    fn without_rows_there_is_no_chart() {
        let (scenario, tables) = (sample::scenario(), crate::record::Tables::default());
        let study = EventStudy { scenario: &scenario, without: &scenario, tables: &tables };
        assert_eq!(response(&study), None);
    }
}
