//! The tables of a run: plain rows, one type for each table.
//!
//! Pages and charts are made from these values alone, so that they can be made again from disk.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::quantity::Date;

use super::AttributionRow;
use super::CascadeRow;
use super::ComparisonRow;
use super::FoundingRow;
use super::InteractionRow;
use super::MigrationRow;
use super::OutcomeRow;
use super::PeakRow;
use super::PersonRow;
use super::PositionRow;
use super::RegionRow;
use super::ResponseRow;
use super::SolutionRow;
use super::SweepRow;

/// All tables of a run, or some rows of them: those of one replicate, or what is read at a time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tables {
    /// Named firms and firm groups, step by step.
    pub firms: Vec<FirmRow>,
    /// The market as a whole, step by step.
    pub market: Vec<MarketRow>,
    /// Moves between firms and groups, month by month.
    pub flows: Vec<FlowRow>,
    /// What happened to firms, by script or by itself.
    pub events: Vec<EventRow>,
    /// Jobs at the firms whose spells are recorded.
    pub spells: Vec<SpellRow>,
    /// Who has left the focal firm, and whom he has followed.
    pub cascades: Vec<CascadeRow>,
    /// What every history says about the outcomes of its scenario.
    pub outcomes: Vec<OutcomeRow>,
    /// Paired differences; empty in a run of one scenario.
    pub comparison: Vec<ComparisonRow>,
    /// Person by person, what becomes of departures in the other world; as `comparison`.
    pub persons: Vec<PersonRow>,
    /// Letters to the board, hour by hour.
    pub letter: Vec<LetterRow>,
    /// Offers and what became of them, by the size of the package.
    pub offers: Vec<OfferRow>,
    /// Choices, option by option, of the people of the firms of which they are recorded.
    pub decisions: Vec<DecisionRow>,
    /// Firms that people have founded.
    pub foundings: Vec<FoundingRow>,
    /// Facts that were reported, against what was simulated.
    pub facts: Vec<FactRow>,
    /// Regions, step by step.
    pub regions: Vec<RegionRow>,
    /// Who has come to live in another region, month by month.
    pub migration: Vec<MigrationRow>,
    /// Where firms and some people stand on the plane of missions, in the first replicate.
    pub positions: Vec<PositionRow>,
    /// Which part each cause has in an outcome.
    pub attribution: Vec<AttributionRow>,
    /// How causes go together in an outcome.
    pub interactions: Vec<InteractionRow>,
    /// What follows an event, week by week.
    pub responses: Vec<ResponseRow>,
    /// The peaks of what follows an event.
    pub peaks: Vec<PeakRow>,
    /// What was read off worlds around one scenario, cell by cell.
    pub sweep: Vec<SweepRow>,
    /// What was sought with a lever, and what was found.
    pub solution: Vec<SolutionRow>,
}

/// One named firm, or one firm group, in one step; where everything is recorded, every single firm too.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FirmRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The first day after the step: stocks are as of this day, flows are those of the step before it.
    /// One row dated at the start of the horizon has the initial stocks and no flows.
    #[serde(with = "super::day")]
    pub date: Date,
    /// The name of the firm or group.
    pub firm: Arc<str>,
    /// People employed.
    pub headcount: u32,
    /// People who came, from other firms or from outside.
    pub hires: u32,
    /// People who left for another firm.
    pub quits: u32,
    /// People dismissed.
    pub dismissals: u32,
    /// People who retired or left the field.
    pub other_separations: u32,
    /// Open posts; 0 for a firm that cannot run out of posts.
    pub vacancies: u32,
    /// Pay against the class's pay; the mean over a group.
    pub pay_index: f64,
    /// Turmoil, fast and slow together; the mean over a group.
    pub turmoil: f64,
    /// Trust, from 0 to 1: exp(-slow turmoil); the mean over a group.
    pub trust: f64,
    /// The share of work that is research; the mean over a group.
    pub research_share: f64,
    /// What the firm is worth, in dollars, if that is known; groups are not valued.
    pub valuation: Option<f64>,
    /// Stars employed.
    pub stars: u32,
    /// People who show that they are open to work.
    pub open_to_work: u32,
    /// Mere contacts: recruiters who wrote to the people of the firm; empty of a single firm that is not written
    /// out, since they are counted for its group.
    pub contacts: Option<u64>,
    /// Of those who left for another firm, those who came to because somebody had left before them.
    pub followers: u32,
    /// People whom the firm keeps by what it offered against an offer that was worth more than staying.
    pub retained: u32,
    /// Applications that people of other firms sent by themselves.
    pub own_applications: u32,
    /// The lead over the frontier that people expect, in months; the mean over a group; empty if it is not in
    /// the race.
    pub frontier_lead: Option<f64>,
    /// Open posts that were filled; not known of runs that were stored without it.
    pub posts_filled: Option<u32>,
}

/// The market as a whole in one step.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MarketRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The first day after the step, as in [`FirmRow::date`].
    #[serde(with = "super::day")]
    pub date: Date,
    /// The 10th percentile of cash a year of stars, in dollars.
    pub pay_star_p10: Option<f64>,
    /// The 50th percentile of cash a year of stars, in dollars.
    pub pay_star_p50: Option<f64>,
    /// The 90th percentile of cash a year of stars, in dollars.
    pub pay_star_p90: Option<f64>,
    /// The 99th percentile of cash a year of stars, in dollars.
    pub pay_star_p99: Option<f64>,
    /// The 10th percentile of cash a year of researchers, in dollars.
    pub pay_researcher_p10: Option<f64>,
    /// The 50th percentile of cash a year of researchers, in dollars.
    pub pay_researcher_p50: Option<f64>,
    /// The 90th percentile of cash a year of researchers, in dollars.
    pub pay_researcher_p90: Option<f64>,
    /// The 99th percentile of cash a year of researchers, in dollars.
    pub pay_researcher_p99: Option<f64>,
    /// The 10th percentile of cash a year of engineers, in dollars.
    pub pay_engineer_p10: Option<f64>,
    /// The 50th percentile of cash a year of engineers, in dollars.
    pub pay_engineer_p50: Option<f64>,
    /// The 90th percentile of cash a year of engineers, in dollars.
    pub pay_engineer_p90: Option<f64>,
    /// The 99th percentile of cash a year of engineers, in dollars.
    pub pay_engineer_p99: Option<f64>,
    /// The 10th percentile of cash a year of applied people, in dollars.
    pub pay_applied_p10: Option<f64>,
    /// The 50th percentile of cash a year of applied people, in dollars.
    pub pay_applied_p50: Option<f64>,
    /// The 90th percentile of cash a year of applied people, in dollars.
    pub pay_applied_p90: Option<f64>,
    /// The 99th percentile of cash a year of applied people, in dollars.
    pub pay_applied_p99: Option<f64>,
    /// Mere contacts by recruiters.
    pub contacts: u64,
    /// Offers made.
    pub offers: u64,
    /// Moves from firm to firm, within groups too.
    pub moves: u64,
    /// People who show that they are open to work.
    pub open_to_work: u32,
    /// Open posts.
    pub vacancies: u32,
    /// Open posts weighted by reach, against the reference.
    pub tightness: f64,
    /// Concentration of stars: the sum over firms of squared shares; empty without stars.
    pub hhi_stars: Option<f64>,
}

/// Something that happened to a firm.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EventRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1; empty for what is scripted and happened alike in all of them.
    pub replicate: Option<u32>,
    /// The day.
    #[serde(with = "super::day")]
    pub date: Date,
    /// What: a kind of event as in scenarios, `crisis`, `letter-ended`, `acquihire-cleared` or
    /// `acquihire-blocked`.
    pub kind: Arc<str>,
    /// The firm or group; empty if it is the whole market.
    pub firm: Arc<str>,
    /// `script` or `model`.
    pub origin: Arc<str>,
    /// Who or how much, in a few words.
    pub detail: Arc<str>,
}

/// Moves from one firm or group to another in a month. `outside` stands for graduates who enter, as
/// origin, and for dismissals and leaving the field, as destination.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FlowRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The first day of the month.
    #[serde(with = "super::day")]
    pub month: Date,
    /// The firm or group that is left.
    pub from: Arc<str>,
    /// The firm or group that is joined.
    pub to: Arc<str>,
    /// The class of the people.
    pub class: Arc<str>,
    /// 1 if the scenario says so and nobody chose, else 0.
    pub scripted: u8,
    /// How many moved; rows without moves are left out.
    pub moves: u32,
}

/// One job of one person at a firm whose spells are recorded.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SpellRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// Who: origin, month of entry and ordinal, such as `openai/2023-01/17`.
    pub researcher: Arc<str>,
    /// The class.
    pub class: Arc<str>,
    /// The firm.
    pub firm: Arc<str>,
    /// The day of hire, which may lie before the horizon.
    #[serde(with = "super::day")]
    pub start: Date,
    /// The day from which the job is observed: the hire, or the start of the horizon (delayed entry).
    #[serde(with = "super::day")]
    pub observed_from: Date,
    /// The day the job ended, or the end of the horizon.
    #[serde(with = "super::day")]
    pub end: Date,
    /// `quit`, `dismissal`, `other-separation`, or `ongoing` at the end of the horizon (censored).
    pub ending: Arc<str>,
    /// The firm or group joined by a quit; empty otherwise.
    pub destination: Arc<str>,
    /// Cash a year at hire, in dollars.
    pub pay_at_hire: f64,
    /// Cash a year at the end, in dollars.
    pub pay_at_end: f64,
    /// What the equity that is not the person's yet is worth to him at hire, in dollars.
    pub equity_at_hire: f64,
    /// The same at the end.
    pub equity_at_end: f64,
}

/// A letter after a whole number of hours.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LetterRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The name of the event.
    pub event: Arc<str>,
    /// The firm whose staff can sign.
    pub firm: Arc<str>,
    /// Hours since the letter began, from 0.
    pub hours: u32,
    /// How many have signed by then.
    pub signed: u32,
    /// How many of those who could sign, from 0 to 1.
    pub share: f64,
}

/// Offers of about the same size to people who are alike, over the whole horizon.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OfferRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The class of those who got them.
    pub class: Arc<str>,
    /// How well the mission of their employer matches theirs: `low`, `middle` or `high`.
    #[serde(rename = "match")]
    pub matched: Arc<str>,
    /// The least package that counts here, in dollars: those up to 10^(1/4) times as large do.
    pub package_from: f64,
    /// How many were made.
    pub made: u32,
    /// How many were taken.
    pub taken: u32,
    /// How many would have been taken but for an offer of the employer against it.
    pub countered: u32,
}

/// One option of one choice.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DecisionRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The day.
    #[serde(with = "super::day")]
    pub date: Date,
    /// Who, as in [`SpellRow::researcher`].
    pub researcher: Arc<str>,
    /// The class.
    pub class: Arc<str>,
    /// The firm or group of the option.
    pub option: Arc<str>,
    /// 1 if the option is to stay, else 0.
    pub stay: u8,
    /// Cash a year, in dollars.
    pub pay: f64,
    /// Pay and equity against what staying comes to, in log points of lifetime wealth like all terms.
    pub money: f64,
    /// The distance of the missions of firm and person, as a loss.
    pub mission: f64,
    /// The share of work that is research.
    pub research: f64,
    /// Turmoil, as a loss.
    pub stability: f64,
    /// The lead over the frontier that people expect of the firm.
    pub frontier: f64,
    /// Colleagues, impact, independence, meaningful problems and compute.
    pub amenities: f64,
    /// What is there for this person alone.
    pub perks: f64,
    /// What moving costs, as a loss.
    pub cost: f64,
    /// What leaving the place where one lives costs, as a loss, less the subsidy of a return.
    pub relocation: f64,
    /// What a visa costs, as a loss.
    pub visa: f64,
    /// What nobody but the person knows.
    pub noise: f64,
    /// 1 if it was chosen, else 0.
    pub chosen: u8,
    /// The probability of the choice by a logit over the terms without noise.
    pub probability: f64,
}

/// One reported fact, and what the simulation makes of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FactRow {
    /// The name of the scenario that says so.
    pub scenario: Arc<str>,
    /// The name of the fact.
    pub fact: Arc<str>,
    /// The claim that it is a part of.
    pub claim: Arc<str>,
    /// What was reported, in a sentence.
    pub says: Arc<str>,
    /// The outcome that it is a number of; empty for what is not scored.
    pub outcome: Arc<str>,
    /// The name of the other scenario; empty for a fact about one world.
    pub against: Arc<str>,
    /// What is made of the two: `difference`, `ratio` or `halving-elasticity`; empty for one world.
    pub contrast: Arc<str>,
    /// The reported value; empty for a bound.
    pub reported: Option<f64>,
    /// The least that the value may be, or the bound of an "at least".
    pub low: Option<f64>,
    /// The most that the value may be, or the bound of an "at most".
    pub high: Option<f64>,
    /// The people or trials behind it, if that was reported.
    pub n: Option<u32>,
    /// The median of the simulated values.
    pub simulated: Option<f64>,
    /// The quantile of them at 5%.
    pub band_low: Option<f64>,
    /// The quantile of them at 95%.
    pub band_high: Option<f64>,
    /// The share of replicates whose value lies within what was reported.
    pub share_met: Option<f64>,
    /// The logarithm of the mean likelihood of the report.
    pub log_score: Option<f64>,
    /// `hit`, `miss` or `not-scored`.
    pub verdict: Arc<str>,
    /// Why it is no hit, in a few words.
    pub reason: Arc<str>,
}
