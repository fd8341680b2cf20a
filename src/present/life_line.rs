//! **life line**: the jobs of some people as bars in the colours of the firms, and what the best offer of each
//! day was worth against staying.

use std::collections::BTreeSet;

use crate::experiment::Life;
use crate::experiment::LifeDecision;
use crate::experiment::LifeFirm;
use crate::experiment::LifeJob;
use crate::quantity::Date;
use crate::scenario::Event;

use super::Lives;
use super::Run;
use super::axis::Axis;
use super::chart::Chart;
use super::chart::Form;
use super::chart::Mark;
use super::chart::Panel;
use super::format;
use super::format::Unit;
use super::run;
use super::theme;

/// Areas of the discs of offers that were taken, countered and refused.
const AREAS: [f64; 3] = [0.14, 0.08, 0.035];

impl Lives<'_> {
    /// Two panels for each person: jobs, and offers where there were any.
    pub fn chart(&self) -> Chart {
        let run = Run::empty(self.scenario);
        let gains = self.lives.iter().flat_map(|life| &life.decisions).flat_map(span);
        let y = Axis::covering(gains.chain([0.0]), Unit::Difference);
        let y = y.titled("Best offer of a day against staying, log points");
        let panels = self.lives.iter().flat_map(|life| {
            let offers = (!life.decisions.is_empty()).then(|| self.offers(&run, life, &y));
            std::iter::once(self.jobs(&run, life)).chain(offers)
        });
        let mut panels: Vec<Panel> = panels.collect();
        // The heights of all are the same, and said once.
        let offers = panels.iter_mut().filter(|panel| !panel.y.title.is_empty());
        offers.skip(1).for_each(|panel| panel.y.title.clear());
        let title = match self.lives {
            [one] => format!("The life line of {}", one.researcher),
            many => format!("The life lines of {} people", many.len()),
        };
        Chart {
            title,
            subtitle: format!(
                "Bars: jobs, with cash a year at their beginning. Discs: the best offer of a day, in the colour of the \
                 firm that made it; large where it was taken, middling where the employer outbid it. Line: from the \
                 offer to the runner-up, which is to stay or another offer. Replicate {} of ‘{}’",
                self.replicate, self.scenario.title
            ),
            footnote: run.footnote(),
            rules: self.rules(),
            panels,
        }
    }

    fn horizon(&self) -> Axis {
        Axis::dates(self.scenario.time.start, self.scenario.time.end)
    }

    fn rules(&self) -> Vec<super::Rule> {
        let jobs = self.lives.iter().flat_map(|life| &life.jobs);
        let units: BTreeSet<_> =
            jobs.filter_map(|job| self.scenario.unit_named(&job.firm.unit)).collect();
        let concerns =
            |event: &&Event| units.iter().any(|&unit| event.concerns(unit, &self.scenario.roles));
        let events = self.scenario.events.iter().filter(concerns);
        run::one_a_day(events.map(|event| run::rule(event, "")))
    }

    fn jobs(&self, run: &Run<'_>, life: &Life) -> Panel {
        let bar = |job: &LifeJob| {
            let from = job.hired.max(self.scenario.time.start);
            let strip = Form::Strip {
                across: [from, job.until].map(place),
                y: -0.5,
                words: format!("{}, {}", self.short(&job.firm), format::money(job.pay[0], 1e3)),
            };
            Mark::new(run.colour(&job.firm.unit), strip)
        };
        let mut marks: Vec<Mark> = life.jobs.iter().map(bar).collect();
        let end = life.jobs.last().map_or("", |job| match job.ending {
            "dismissal" => "let go",
            "leaving-the-field" => "left the field",
            _ => "still there",
        });
        marks.push(self.beside(-0.5, end));
        Panel {
            height: 1.0,
            x: self.horizon(),
            y: Axis::rows(vec![[life.researcher.clone(), life.class.to_owned()]]),
            marks,
            counts: None,
        }
    }

    fn offers(&self, run: &Run<'_>, life: &Life, y: &Axis) -> Panel {
        let stay = Mark::new(theme::SOFT, Form::Level(0.0));
        let lines = life.decisions.iter().map(|decision| {
            let x = place(decision.date);
            let ends = span(decision).map(|gain| [x, gain]);
            Mark::new(theme::SOFT, Form::Thin(ends.to_vec()))
        });
        let discs = life.decisions.iter().map(|decision| {
            let firm = &decision.options[decision.best].firm;
            let at = [place(decision.date), decision.gain()];
            let disc = Form::Disc { at, area: area(decision), from: None };
            let words = match decision.response {
                "countered" => format!("{}, outbid", self.short(firm)),
                _ => self.short(firm),
            };
            Mark::new(run.colour(&firm.unit), disc).labelled(words)
        });
        let marks = [stay, self.beside(0.0, "staying")];
        let marks = marks.into_iter().chain(lines).chain(discs).collect();
        Panel { height: 0.38, x: self.horizon(), y: y.clone(), marks, counts: None }
    }

    /// Words right of a panel, at a height.
    fn beside(&self, y: f64, words: &str) -> Mark {
        let end = place(self.scenario.time.end);
        Mark::new(theme::SOFT, Form::Words([end, y])).labelled(words.to_owned())
    }

    /// The label of a firm that is written out, or of the group that it belongs to.
    fn short(&self, firm: &LifeFirm) -> String {
        let unit = self.scenario.unit_named(&firm.unit);
        unit.map_or(&*firm.name, |unit| self.scenario.label(unit)).to_owned()
    }
}

/// From the best offer to the runner-up: staying, or the next offer where that is better.
fn span(decision: &LifeDecision) -> [f64; 2] {
    let stay = decision.options[0].value;
    let others = decision.options.iter().enumerate();
    let others = others.filter(|&(number, _)| number > 0 && number != decision.best);
    let next = others.map(|(_, option)| option.value - stay).fold(0.0, f64::max);
    [decision.gain(), if decision.gain() > 0.0 { next } else { 0.0 }]
}

fn area(decision: &LifeDecision) -> f64 {
    match decision.response {
        "taken" => AREAS[0],
        "countered" => AREAS[1],
        _ => AREAS[2],
    }
}

fn place(date: Date) -> f64 {
    date.midnight().0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn whoever_had_offers_has_two_panels_and_whoever_had_none_has_one() {
        let (scenario, lives) = (sample::scenario(), sample::lives::lives());
        let chart = Lives { scenario: &scenario, replicate: 3, lives: &lives }.chart();
        assert_eq!(chart.panels.len(), 3);
        let strips = |panel: &Panel| {
            let is_strip = |mark: &&Mark| matches!(mark.form, Form::Strip { .. });
            panel.marks.iter().filter(is_strip).count()
        };
        assert_eq!([0, 1, 2].map(|panel: usize| strips(&chart.panels[panel])), [2, 0, 1]);
        let labels = chart.panels[1].marks.iter().filter_map(|mark| mark.label.as_deref());
        assert_eq!(labels.collect::<Vec<_>>(), ["staying", "Meta", "xAI, outbid", "Anthropic"]);
    }

    #[test]
    fn the_line_runs_to_the_runner_up() {
        let lives = sample::lives::lives();
        let spans = lives[0].decisions.iter().map(span);
        let expected = [[-0.8, 0.0], [0.3, 0.0], [0.7, 0.4]];
        for (found, expected) in spans.zip(expected) {
            let far = found.iter().zip(expected).map(|(one, other)| (one - other).abs());
            assert!(far.fold(0.0, f64::max) < 1e-12, "{found:?} is not {expected:?}");
        }
    }
}
