//! Single lives of a replicate: jobs, calls, offers and decisions, from a run of its own in which they are
//! watched. Nothing need have been recorded before.

use serde::Serialize;
use serde::Serializer;

use crate::quantity::Date;

use super::biographer::TAKEN;

/// Somebody's life in a replicate, from the start of the horizon or his entry on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Life {
    /// The name, as in tables.
    pub researcher: String,
    /// The class.
    pub class: &'static str,
    /// The jobs, in the order of time.
    pub jobs: Vec<LifeJob>,
    /// What happened beside jobs and offers, in the order of time.
    pub events: Vec<LifeEvent>,
    /// The decisions about offers, in the order of time.
    pub decisions: Vec<LifeDecision>,
}

/// A job in a life.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LifeJob {
    /// The firm.
    pub firm: LifeFirm,
    /// The day of hire, which may lie before the horizon.
    #[serde(serialize_with = "as_text")]
    pub hired: Date,
    /// The day on which it ended; the end of the horizon if it did not.
    #[serde(serialize_with = "as_text")]
    pub until: Date,
    /// Cash a year at hire, and at the end, in dollars.
    pub pay: [f64; 2],
    /// How it ended: the channel of the move, `dismissal`, `leaving-the-field`, or `ongoing`.
    pub ending: &'static str,
}

/// A firm in a life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LifeFirm {
    /// Its name, as in tables; of a member of a group or of a firm that was founded one of its own.
    pub name: String,
    /// The named firm or group.
    pub unit: String,
}

/// Something that happened to somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LifeEvent {
    /// The day.
    #[serde(serialize_with = "as_text")]
    pub date: Date,
    /// What: `entry`, `call` (which came to no offer), `signature` or `raise`.
    pub kind: &'static str,
    /// The firm that it is about.
    pub firm: LifeFirm,
    /// How a call came about, which letter was signed, or by how much a raise was.
    pub detail: String,
}

/// What somebody decided about the offers of a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LifeDecision {
    /// The day.
    #[serde(serialize_with = "as_text")]
    pub date: Date,
    /// Staying, then the offers.
    pub options: Vec<LifeOption>,
    /// The position of the best offer among the options.
    pub best: usize,
    /// What became of it: `taken`, `countered` or `refused`.
    pub response: &'static str,
    /// Cash a year after the decision, in dollars.
    pub pay: f64,
    /// What the employer and the firm with the best offer could make the job worth at most, against staying, in
    /// log points; nothing where the employer answered no offer.
    pub auction: Option<[f64; 2]>,
    /// Turmoil in the present job.
    pub turmoil: f64,
    /// The smallest change of pay in the present job that turns the decision, as a share of it.
    pub pay_that_turns: Option<f64>,
    /// The smallest change of the pay of the best offer that turns it.
    pub offer_that_turns: Option<f64>,
    /// The level of turmoil in the present job that turns it.
    pub turmoil_that_turns: Option<f64>,
}

/// An option of a decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LifeOption {
    /// The firm.
    pub firm: LifeFirm,
    /// How the offer came about; nothing of staying.
    pub channel: Option<&'static str>,
    /// Cash a year, in dollars.
    pub pay: f64,
    /// What is paid once, on joining, in dollars.
    pub bonus: f64,
    /// What it is worth, term by term.
    pub terms: Vec<LifeTerm>,
    /// The sum of the terms, in log points.
    pub value: f64,
    /// Whether it was chosen.
    pub chosen: bool,
    /// The probability of the choice by a logit, for whoever does not know the noise.
    pub probability: f64,
}

/// A term of what an option is worth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LifeTerm {
    /// Its name, as in tables.
    pub name: &'static str,
    /// In log points of lifetime wealth.
    pub log_points: f64,
    /// The same in dollars of cash a year, at what a little more pay in the present job is worth.
    pub dollars_a_year: f64,
}

impl LifeDecision {
    /// Whether the best offer was taken.
    pub fn is_taken(&self) -> bool {
        self.response == TAKEN
    }

    /// What the best offer was worth more than staying, in log points.
    pub fn gain(&self) -> f64 {
        self.options[self.best].value - self.options[0].value
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn as_text<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}
