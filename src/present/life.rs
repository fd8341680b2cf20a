//! Lives in words: jobs, calls and offers in the order of time, and what each decision hung on.

use crate::experiment::Life;
use crate::experiment::LifeDecision;
use crate::experiment::LifeEvent;
use crate::experiment::LifeFirm;
use crate::experiment::LifeJob;
use crate::experiment::LifeOption;
use crate::quantity::Date;
use crate::scenario::Scenario;

use super::format;

/// Offers of a day that have a column of their own, beside staying.
const MOST_OFFERS: usize = 3;
/// Dollars to which pay is told.
const DOLLARS: f64 = 1e3;

/// The lives of some people of a replicate, told from a scenario and lives alone.
#[derive(Debug, Clone, Copy)]
pub struct Lives<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The replicate.
    pub replicate: u32,
    /// The lives.
    pub lives: &'a [Life],
}

/// Something that happened on a day: what comes first on one day, and the lines that tell it.
type Told = (Date, u8, Vec<String>);

impl Lives<'_> {
    /// All lives in words, with a line for everything that happened and a table for every decision.
    pub fn text(&self) -> String {
        let lives: Vec<String> = self.lives.iter().map(|life| self.life(life)).collect();
        lives.join("\n\n")
    }

    /// The name of a firm in texts: its label if it is written out, and its founder if it was founded in the run.
    fn label(&self, firm: &LifeFirm) -> String {
        let unit = self.scenario.unit_named(&firm.unit).filter(|_| firm.name == firm.unit);
        match (unit, firm.name.rsplit_once('/')) {
            (Some(unit), _) => self.scenario.label(unit).to_owned(),
            (None, Some((founder, _))) => format!("the firm of {founder}"),
            (None, None) => firm.name.clone(),
        }
    }

    fn life(&self, life: &Life) -> String {
        let (title, replicate) = (&self.scenario.title, self.replicate);
        let heading =
            format!("{}, {}, in replicate {replicate} of ‘{title}’", life.researcher, life.class);
        let mut told: Vec<Told> = Vec::new();
        for (number, job) in life.jobs.iter().enumerate() {
            if number == 0 {
                let start = job.hired.max(self.scenario.time.start);
                told.push((start, 1, vec![self.first_job(job)]));
            }
            // What an offer led to is told where it was taken.
            let is_told = |one: &LifeDecision| one.is_taken() && one.date == job.until;
            if !life.decisions.iter().any(is_told) {
                told.push((job.until, 4, vec![self.end_of(job, life.jobs.get(number + 1))]));
            }
        }
        told.extend(life.events.iter().map(|event| (event.date, 0, vec![self.event(event)])));
        told.extend(life.decisions.iter().map(|one| (one.date, 2, self.decision(one))));
        told.sort_by_key(|&(date, rank, _)| (date, rank));
        let lines = told.into_iter().flat_map(|(date, _, lines)| {
            let day = format!("{:>11}", format::day(date));
            let first = lines.into_iter().enumerate();
            first.map(move |(number, line)| {
                let before = if number == 0 { day.clone() } else { " ".repeat(11) };
                format!("{before}  {line}").trim_end().to_owned()
            })
        });
        std::iter::once(heading).chain(lines).collect::<Vec<_>>().join("\n")
    }

    fn first_job(&self, job: &LifeJob) -> String {
        let (firm, hired) = (self.label(&job.firm), format::day(job.hired));
        format!("at {firm}, hired on {hired} for {} a year", dollars(job.pay[0]))
    }

    fn end_of(&self, job: &LifeJob, next: Option<&LifeJob>) -> String {
        let (firm, pay) = (self.label(&job.firm), dollars(job.pay[1]));
        let last = format!("{pay} a year at the end");
        match (job.ending, next) {
            ("ongoing", _) => format!("still at {firm} for {pay} a year"),
            ("dismissal", _) => format!("let go by {firm} ({last})"),
            ("leaving-the-field", _) => format!("leaves {firm} and the field ({last})"),
            (channel, Some(next)) => {
                let to = self.label(&next.firm);
                let pay = dollars(next.pay[0]);
                format!("moves from {firm} ({last}) to {to} for {pay} a year ({})", way(channel))
            }
            (channel, None) => format!("leaves {firm} ({last}; {})", way(channel)),
        }
    }

    fn event(&self, event: &LifeEvent) -> String {
        let (firm, detail) = (self.label(&event.firm), &event.detail);
        match event.kind {
            "entry" => format!("enters the market at {firm}"),
            "signature" => format!("signs `{detail}` at {firm}"),
            "raise" => format!("pay at {firm} changes by {detail}, by script"),
            _ => format!("{firm} ({}): no offer came of it", way(detail)),
        }
    }

    fn decision(&self, decision: &LifeDecision) -> Vec<String> {
        let offers = decision.options[1..].iter().map(|offer| self.offer(offer));
        let mut lines: Vec<String> = offers.collect();
        lines.extend(self.table(decision).into_iter().map(|line| format!("  {line}")));
        lines.push(self.outcome(decision));
        lines.extend(self.auction(decision));
        lines.push(self.flips(decision));
        lines
    }

    fn offer(&self, offer: &LifeOption) -> String {
        let way = way(offer.channel.unwrap_or_default());
        let bonus = if offer.bonus >= DOLLARS {
            format!(" and {} on joining", dollars(offer.bonus))
        } else {
            String::new()
        };
        let firm = self.label(&offer.firm);
        format!("{firm} offers {} a year{bonus} ({way})", dollars(offer.pay))
    }

    /// The terms of staying and of the best offers: log points, and dollars of cash a year.
    fn table(&self, decision: &LifeDecision) -> Vec<String> {
        let mut offers: Vec<&LifeOption> = decision.options[1..].iter().collect();
        offers.sort_by(|one, other| other.value.total_cmp(&one.value));
        let shown: Vec<&LifeOption> =
            decision.options[..1].iter().chain(offers.into_iter().take(MOST_OFFERS)).collect();
        let mut columns = vec![vec!["log points ($ a year)".to_owned()]];
        columns.extend(shown.iter().enumerate().map(|(number, option)| {
            let firm = self.label(&option.firm);
            vec![if number == 0 { format!("stay at {firm}") } else { firm }]
        }));
        for (number, term) in decision.options[0].terms.iter().enumerate() {
            let says = |option: &&LifeOption| option.terms[number].log_points.abs() > 0.0;
            if shown.iter().any(says) {
                columns[0].push(term.name.to_owned());
                for (column, option) in columns[1..].iter_mut().zip(&shown) {
                    let term = option.terms[number];
                    column.push(worth(term.log_points, term.dollars_a_year));
                }
            }
        }
        columns[0].extend(["sum", "probability"].map(str::to_owned));
        for (column, option) in columns[1..].iter_mut().zip(&shown) {
            let dollars = option.terms.iter().map(|term| term.dollars_a_year).sum();
            column.push(worth(option.value, dollars));
            column.push(format::percent(option.probability));
        }
        aligned(&columns)
    }

    fn outcome(&self, decision: &LifeDecision) -> String {
        let best = &decision.options[decision.best];
        let firm = self.label(&best.firm);
        let gain = worth_plain(decision.gain().abs(), dollars_of(decision, best));
        let second = decision.options[1..].iter().enumerate();
        let second = second.filter(|(number, _)| number + 1 != decision.best);
        let second = second.map(|(_, option)| option);
        let second = second.max_by(|one, other| one.value.total_cmp(&other.value));
        let runner_up = second.map_or(String::new(), |second| {
            let behind = format::decimal(best.value - second.value, 2);
            format!("; the next offer, {}, is {behind} behind", self.label(&second.firm))
        });
        let pay = dollars(decision.pay);
        match decision.response {
            "taken" => {
                format!(
                    "Leaves for {firm} for {pay} a year: worth {gain} more than staying{runner_up}."
                )
            }
            "countered" => format!(
                "Stays, kept with {pay} a year: {firm} was worth {gain} more than staying{runner_up}."
            ),
            _ => format!("Stays: {firm} is worth {gain} less than staying{runner_up}."),
        }
    }

    /// What the employer and the other firm could have offered at most.
    fn auction(&self, decision: &LifeDecision) -> Option<String> {
        let [employer, poacher] = decision.auction?.map(|value| format::signed(value, 2));
        let own = self.label(&decision.options[0].firm);
        let firm = self.label(&decision.options[decision.best].firm);
        Some(format!(
            "{own} answers the offer: it could make staying worth {employer} at most, {firm} its job {poacher}."
        ))
    }

    /// The smallest changes that turn the decision.
    fn flips(&self, decision: &LifeDecision) -> String {
        let (own, best) = (&decision.options[0], &decision.options[decision.best]);
        let changed = |what: &str, pay: f64, share: f64| {
            let way = if share > 0.0 { "higher" } else { "lower" };
            let by = match share {
                double if double >= 1.0 => {
                    format!("{} times as high", format::decimal(1.0 + double, 2))
                }
                part => format!("{}% {way}", format::decimal(part.abs() * 100.0, 2)),
            };
            format!("if {what} were {by} ({} a year)", dollars(pay * (1.0 + share)))
        };
        let pay = decision.pay_that_turns.map(|share| changed("pay", own.pay, share));
        let offer = decision.offer_that_turns.map(|share| {
            changed(&format!("the offer of {}", self.label(&best.firm)), best.pay, share)
        });
        let turmoil = decision.turmoil_that_turns.map(|level| {
            let way = if level < decision.turmoil { "below" } else { "above" };
            let [level, now] = [level, decision.turmoil].map(|level| format::decimal(level, 2));
            format!("if turmoil were {way} {level} (it is {now})")
        });
        let turned = if decision.is_taken() { "Would stay" } else { "Would leave" };
        let no_pay = match (decision.is_taken(), &pay) {
            (_, Some(_)) => "",
            (true, None) => " No raise alone would turn it.",
            (false, None) => " No cut of pay alone would turn it.",
        };
        let ways: Vec<String> = [pay, offer, turmoil].into_iter().flatten().collect();
        if ways.is_empty() {
            return "No change of pay, offer or turmoil alone would turn it.".to_owned();
        }
        format!("{turned} {}.{no_pay}", ways.join(", or "))
    }
}

fn dollars_of(decision: &LifeDecision, best: &LifeOption) -> f64 {
    let sum =
        |option: &LifeOption| option.terms.iter().map(|term| term.dollars_a_year).sum::<f64>();
    (sum(best) - sum(&decision.options[0])).abs()
}

fn dollars(sum: f64) -> String {
    format::money(sum, if sum.abs() < 1e6 { DOLLARS } else { 1e4 })
}

/// Log points and the dollars that they are worth, with their signs.
fn worth(log_points: f64, dollars_a_year: f64) -> String {
    let sign = if dollars_a_year > 0.0 { "+" } else { "" };
    format!("{} ({sign}{})", format::signed(log_points, 2), dollars(dollars_a_year))
}

fn worth_plain(log_points: f64, dollars_a_year: f64) -> String {
    format!("{} log points ({} a year)", format::decimal(log_points, 2), dollars(dollars_a_year))
}

/// How something came about, in words.
fn way(channel: &str) -> &str {
    match channel {
        "call" => "a call",
        "alumni" => "a former colleague called",
        "campaign" => "a campaign",
        "following" => "following others",
        "own-application" => "an application",
        "letter" => "with those who signed",
        "founding" => "a firm that was founded",
        "re-entry" => "the firm closed",
        "acquihire" => "the firm was bought",
        "script" => "by script",
        other => other,
    }
}

/// Columns beside each other: the first one from the left, the others to the right.
fn aligned(columns: &[Vec<String>]) -> Vec<String> {
    let width = |column: &Vec<String>| {
        column.iter().map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = columns.iter().map(width).collect();
    let rows = columns.first().map_or(0, Vec::len);
    let row = |row: usize| {
        let cells = columns.iter().zip(&widths).enumerate();
        let cells = cells.map(|(number, (column, &width))| match number {
            0 => format!("{:<width$}", column[row]),
            _ => format!("  {:>width$}", column[row]),
        });
        cells.collect()
    };
    (0..rows).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    fn told() -> String {
        let (scenario, lives) = (sample::scenario(), sample::lives::lives());
        Lives { scenario: &scenario, replicate: 3, lives: &lives }.text()
    }

    #[test]
    fn a_decision_is_told_with_its_terms_and_with_what_would_turn_it() {
        let told = told();
        for words in [
            "openai.star/2023-01/17, star, in replicate 3 of ‘Exodus 2024’",
            "at OpenAI, hired on 4 Mar 2021 for $350k a year",
            " 3 Mar 2024  the firm of openai.star/2023-01/17 (a former colleague called): no offer came of it",
            "Meta offers $400k a year and $50k on joining (a call)",
            "Stays: Meta is worth 0.80 log points ($400k a year) less than staying.",
            "Would leave if the offer of Meta were 12.00% lower ($352k a year). No cut of pay alone would turn it.",
            "Stays, kept with $410k a year: xAI was worth 0.30 log points ($150k a year) more than staying.",
            "OpenAI answers the offer: it could make staying worth +0.10 at most, xAI its job +0.20.",
            "No change of pay, offer or turmoil alone would turn it.",
            "Leaves for Anthropic for $410k a year: worth 0.70 log points ($350k a year) more than staying; the next \
             offer, Meta, is 0.30 behind.",
            "Would stay if pay were 9.23% higher ($437k a year), or if the offer of Anthropic were 12.00% lower \
             ($352k a year), or if turmoil were below 0.40 (it is 0.80).",
            "30 Dec 2024  still at Anthropic for $451k a year",
            " 8 Aug 2024  let go by OpenAI ($330k a year at the end)",
        ] {
            assert!(told.contains(words), "no `{words}` in\n{told}");
        }
    }

    #[test]
    fn the_table_shows_the_terms_that_say_something_in_columns() {
        let told = told();
        let row = |name: &str| {
            let mut lines = told.lines().filter(|line| line.trim_start().starts_with(name));
            lines.next().map(str::to_owned)
        };
        let words = |line: String| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let noise = words(row("noise").unwrap());
        assert_eq!(noise, ["noise", "+0.10", "(+$50k)", "\u{2212}0.90", "(\u{2212}$450k)"]);
        assert_eq!(words(row("probability").unwrap()), ["probability", "50%", "50%"]);
        assert_eq!(row("visa"), None, "it is nothing anywhere");
    }
}
