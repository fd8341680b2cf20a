//! Why somebody who is watched decided as he did: what he compared, and the smallest change of one thing
//! that would have turned the decision.
//!
//! Nothing is approximated: the day is decided again with the change in place, offers that follow own pay and
//! counter-offers included, and the change is found by bisection.

use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::quantity::ResearcherId;
use crate::scenario::Researcher;

use super::Model;
use super::choice::Alternative;
use super::choice::Present;
use super::deciding::Case;
use super::deciding::Weighed;
use super::offer::Application;
use super::people::Job;
use super::people::Line;
use super::source::Channel;
use super::week::Choice;
use super::week::Response;

/// The greatest raise, and the greatest rise of an offer, that is tried, as a share.
const MOST_RISE: f64 = 100.0;
/// The greatest cut of either, as a share.
const MOST_CUT: f64 = 0.9;
/// By how much turmoil is raised at most.
const MOST_TURMOIL: f64 = 10.0;
/// Sizes of a change that are tried before the bisection, ever further apart.
const TRIED: u32 = 400;
/// How often the interval is halved.
const HALVINGS: u32 = 50;
/// What is told is a multiple of this, and no less than what is needed.
const DIGITS: f64 = 1e4;

/// One thing that is other than it was on the day of a decision.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Twist {
    /// By how much pay in the present job is higher, as a share of it.
    pub(super) pay: f64,
    /// By how much the pay that a firm offers is higher, as a share of it.
    pub(super) offer: Option<(FirmId, f64)>,
    /// By how much turmoil in the present job is higher.
    pub(super) turmoil: f64,
}

/// What happened in a step to those who are watched.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Watched {
    /// The calls that were due to become offers.
    pub calls: Vec<HeardCall>,
    /// Why they decided as they did.
    pub decisions: Vec<Explanation>,
}

/// A serious call, or an application of one's own, on the day on which it becomes an offer if there is a post.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeardCall {
    /// The position of the person in the columns of the run.
    pub person: u32,
    /// Who called.
    pub firm: FirmId,
    /// When.
    pub called: Moment,
    /// When the offer is due.
    pub due: Moment,
    /// How it came about.
    pub channel: Channel,
}

/// Why somebody decided as he did about the offers of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The job that was held.
    pub job: Job,
    /// Staying and the offers, term by term.
    pub choice: Choice,
    /// How each of the offers came about, and what is paid once, on joining, in dollars.
    pub terms: Vec<(Channel, f64)>,
    /// The best of the offers: its position among the options of the choice.
    pub best: usize,
    /// What became of it.
    pub response: Response,
    /// What the employer and the firm with the best offer could have made the job worth at most, against
    /// staying, in log points; nothing where the employer answered no offer.
    pub auction: Option<[f64; 2]>,
    /// Cash a year after the decision, in dollars: in the new job, or what he was kept with.
    pub pay: f64,
    /// Cash a year that would be worth a log point in the present job, for small sums: what a log point of
    /// lifetime wealth comes to a year, less what a good match with the employer damps.
    pub per_log_point: f64,
    /// Turmoil in the present job, in its own units: the firm's, and one's own.
    pub turmoil: f64,
    /// What would have turned the decision: whoever left would have stayed, and whoever stayed would have left.
    pub flips: Flips,
}

/// The smallest change of one thing that turns a decision; nothing where none does that is not absurd.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Flips {
    /// Of pay in the present job from the day on, as a share of it, from -0.9 to 100; exact to 0.0001 away
    /// from 0. Nobody's pay is changed on the day of his hire.
    pub pay: Option<f64>,
    /// Of the pay of the best offer, in the same way.
    pub offer: Option<f64>,
    /// Of turmoil in the present job, in its own units, up to 10 more.
    pub turmoil: Option<f64>,
}

impl Model<'_> {
    /// Explains from now on the decisions of some people in [`super::Week::watched`], which changes nothing
    /// else.
    pub fn watch(&mut self, researchers: &[Researcher]) {
        self.watched = researchers.to_vec();
    }

    /// Whether the decisions of somebody are explained.
    pub(super) fn is_watched(&self, researcher: ResearcherId) -> bool {
        self.watched.iter().any(|&who| self.is_called(who, researcher))
    }

    /// Those of some applications that are for people who are watched.
    pub(super) fn heard(&self, applications: &[Application]) -> Vec<HeardCall> {
        if self.watched.is_empty() {
            return Vec::new();
        }
        let is_theirs = |application: &&Application| {
            self.is_watched(self.people.id[application.person as usize])
        };
        let call = |application: &Application| {
            let Application { person, firm, called, due, source, .. } = *application;
            HeardCall { person, firm, called, due, channel: source.channel() }
        };
        applications.iter().filter(is_theirs).map(call).collect()
    }

    /// Why somebody decides as he does about the offers of a day.
    pub(super) fn explain(
        &self,
        case: Case<'_>,
        weighed: &Weighed,
        options: &[Alternative],
    ) -> Explanation {
        let Case { line, job, .. } = case;
        let Weighed { present, best, response, .. } = weighed;
        let position = options.iter().position(|option| option.is(best));
        let per_pay = self.years_of_pay() + present.refreshers_per_pay;
        Explanation {
            job,
            choice: self.recorded(weighed, options),
            terms: options.iter().map(|option| (option.source.channel(), option.bonus)).collect(),
            best: position.map_or(0, |position| position + 1),
            response: *response,
            auction: self.auction_of(line, present, *best),
            pay: weighed.pay_after(),
            per_log_point: present.lifetime_wealth / (present.openness * per_pay),
            turmoil: self.turmoil_of(line, present, best),
            flips: self.flips(case, weighed),
        }
    }

    fn auction_of(&self, line: &Line, present: &Present, best: Alternative) -> Option<[f64; 2]> {
        (best.gain() > 0.0).then(|| self.contest(line, present, &best))?.map(|sides| sides.worth)
    }

    fn turmoil_of(&self, line: &Line, present: &Present, best: &Alternative) -> f64 {
        let (job, moment) = (present.job, best.moment);
        let own = self.own_work(job.researcher, line, job.firm, moment).turmoil;
        self.turmoil_at(job.firm, moment).total() + own
    }

    fn flips(&self, case: Case<'_>, weighed: &Weighed) -> Flips {
        let line = case.line;
        let (leaves, firm) = (weighed.response == Response::Taken, weighed.best.firm);
        let turns = |twist: Twist| {
            let other = self.weigh(case, twist, &mut Vec::new());
            other.is_some_and(|other| (other.response == Response::Taken) != leaves)
        };
        let pay = |share: f64| turns(Twist { pay: share, ..Twist::default() });
        let offer = |share: f64| turns(Twist { offer: Some((firm, share)), ..Twist::default() });
        let shaken = |by: f64| turns(Twist { turmoil: by, ..Twist::default() });
        let felt = self.turmoil_of(line, &weighed.present, &weighed.best);
        let minds = self.scenario.mechanisms.turmoil.is_some() && line.stability_weight > 0.0;
        let shaken_to = if leaves { -felt } else { MOST_TURMOIL };
        // A raise is for those who were hired before its day.
        let is_new = line.hired >= weighed.best.moment.date();
        Flips {
            pay: if is_new { None } else { smallest(ratios(leaves), pay) },
            offer: smallest(ratios(!leaves), offer),
            turmoil: if minds { smallest(|part| shaken_to * part, shaken) } else { None },
        }
    }
}

/// Changes of a sum, as a share of it, from none to the greatest: the logarithm is even in the part of the way.
fn ratios(up: bool) -> impl Fn(f64) -> f64 {
    let end = if up { MOST_RISE.ln_1p() } else { (-MOST_CUT).ln_1p() };
    move |part| (part * end).exp_m1()
}

/// The smallest change on the way from none to the greatest that turns a decision, rounded away from 0;
/// nothing where none does.
fn smallest(change: impl Fn(f64) -> f64, turns: impl Fn(f64) -> bool) -> Option<f64> {
    let part = |tried: u32| (f64::from(tried) / f64::from(TRIED)).powi(2);
    let first = (1..=TRIED).find(|&tried| turns(change(part(tried))))?;
    let (mut low, mut high) = (part(first - 1), part(first));
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if turns(change(middle)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    let exact = change(high);
    let rounded = ((exact.abs() * DIGITS).ceil() / DIGITS).copysign(exact);
    Some(if turns(rounded) { rounded } else { exact })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_change_turns_and_a_little_less_does_not() {
        for threshold in [0.000_23, 0.0412, 0.7, 12.0, 99.0] {
            let found = smallest(ratios(true), |share| share > threshold).unwrap();
            assert!((0.0..=1.000_01e-4).contains(&(found - threshold)), "{found} for {threshold}");
        }
        let cut = smallest(ratios(false), |share| share < -0.333).unwrap();
        assert!((-0.333_11..-0.333).contains(&cut), "{cut}");
        assert_eq!(smallest(ratios(true), |share| share > 101.0), None);
        assert_eq!(smallest(ratios(false), |share| share < -0.91), None);
    }

    #[test]
    fn of_several_intervals_the_nearest_one_counts() {
        let turns = |share: f64| (0.2..0.4).contains(&share) || share > 3.0;
        let found = smallest(ratios(true), turns).unwrap();
        assert!((0.2..0.2002).contains(&found), "{found}");
    }
}
