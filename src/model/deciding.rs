//! Decisions: what is due to somebody in a step, in the order of time, against the job then held.

use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Moment;

use super::Model;
use super::ahead::BATCH;
use super::ahead::read_ahead;
use super::bidding::Auction;
use super::choice::Alternative;
use super::choice::Present;
use super::explaining::Explanation;
use super::explaining::Twist;
use super::offer::Due;
use super::offer::What;
use super::parallel::over_chunks;
use super::people::Job;
use super::people::Line;
use super::script::until_departure;
use super::source::Channel;
use super::source::Proposal;
use super::week::Answer;
use super::week::Cause;
use super::week::Choice;
use super::week::Move;
use super::week::OptionValue;
use super::week::Response;
use super::week::Retention;
use super::week::Separation;

/// People with something due, per chunk.
const CHUNK: usize = 512;

/// What somebody's step came to, in the order of time.
#[derive(Debug, Clone, Copy)]
pub(super) enum Decided {
    /// An offer was taken.
    Move(Move),
    /// The employer has answered an offer, and keeps him.
    Retention(Retention),
    /// The job ended without another one.
    Separation(Separation),
}

impl Decided {
    /// The job that ends, if one does, and when.
    pub(super) fn end(&self) -> Option<(Job, Moment)> {
        match self {
            Self::Move(step) => Some((step.job, step.moment)),
            Self::Separation(end) => Some((end.job, end.moment)),
            Self::Retention(_) => None,
        }
    }
}

/// What a step's decisions came to.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    /// Person by person.
    pub(super) decided: Vec<Decided>,
    /// What became of every offer.
    pub(super) answers: Vec<Answer>,
    /// The choices of those of whom they are recorded, option by option.
    pub(super) choices: Vec<Choice>,
    /// Why those who are watched decided as they did.
    pub(super) explanations: Vec<Explanation>,
    /// The options of the case that is decided, in the order of the firms' keys: their place in memory.
    options: Vec<Alternative>,
}

/// Somebody in his job on a day, and what is due on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) line: &'a Line,
    pub(super) job: Job,
    pub(super) day: &'a [Due],
}

/// What comes of the offers of a day.
#[derive(Debug)]
pub(super) struct Weighed {
    pub(super) present: Present,
    /// The best of the options.
    pub(super) best: Alternative,
    pub(super) decided: Option<Decided>,
    /// What becomes of the best.
    pub(super) response: Response,
}

impl Weighed {
    /// Cash a year from then on, in dollars.
    pub(super) fn pay_after(&self) -> f64 {
        match self.decided {
            Some(Decided::Move(Move { pay, .. }) | Decided::Retention(Retention { pay, .. })) => {
                pay
            }
            Some(Decided::Separation(_)) | None => self.present.means.pay,
        }
    }
}

impl Decisions {
    /// For so many lives, most of which have one offer.
    fn with_capacity(lives: usize) -> Self {
        Self { answers: Vec::with_capacity(lives + (lives >> 3)), ..Self::default() }
    }

    fn append(&mut self, mut other: Self) {
        self.decided.append(&mut other.decided);
        self.answers.append(&mut other.answers);
        self.choices.append(&mut other.choices);
        self.explanations.append(&mut other.explanations);
    }
}

impl Model<'_> {
    /// Lets everybody who has something due decide, on the state of firms at the start of the step.
    pub(super) fn choose(&self, due: &[Due]) -> Decisions {
        let lives: Vec<&[Due]> = due.chunk_by(|one, other| one.person == other.person).collect();
        let chunks = over_chunks(lives.len(), CHUNK, self.people.len(), |range| {
            let mut decisions = Decisions::with_capacity(range.len());
            for lives in lives[range].chunks(BATCH) {
                self.read_lives_ahead(lives);
                for life in lives {
                    self.live(life, &mut decisions);
                }
            }
            decisions
        });
        let mut decisions = Decisions::with_capacity(lives.len());
        for chunk in chunks {
            decisions.append(chunk);
        }
        decisions
    }

    /// Reads what some people will ask for first.
    fn read_lives_ahead(&self, lives: &[&[Due]]) {
        let of_firm =
            |firm: FirmId| self.firms.row[firm].lead.to_bits() ^ self.firms.key_bits(firm);
        read_ahead(lives.iter().copied().flatten(), |due| {
            let person = due.person as usize;
            let offer = match due.what {
                What::Offer(Proposal { firm, .. }) => of_firm(firm),
                What::Exit(_) | What::Script(_) => 0,
            };
            let employer = self.people.post[person].firm().map_or(0, of_firm);
            offer ^ employer ^ self.people.line[person].talent.to_bits()
        });
    }

    /// One person's step: offers are taken in the order of time, against the job then held.
    fn live(&self, life: &[Due], decisions: &mut Decisions) {
        let person = life[0].person as usize;
        let Some(mut job) = self.unpaid(person) else { return };
        let mut line = self.people.line[person];
        for day in until_departure(life).chunk_by(|one, other| one.day == other.day) {
            match self.scripted(&line, job, day) {
                Some(Decided::Move(step)) => {
                    decisions.decided.push(Decided::Move(step));
                    line.begin(self.terms(&line, &step));
                    job = step.new_job();
                    if step.channel == Channel::Founding {
                        // Who has founded a firm on that day looks at no other.
                        continue;
                    }
                }
                Some(end) => return decisions.decided.push(end),
                None => {}
            }
            if let Some(decided) = self.answer(Case { line: &line, job, day }, decisions) {
                decisions.decided.push(decided);
                match decided {
                    Decided::Move(step) if life.len() > 1 => {
                        line.begin(self.terms(&line, &step));
                        job = step.new_job();
                    }
                    Decided::Retention(kept) => self.keep(&mut line, &kept),
                    // What he begins with matters if something follows.
                    Decided::Move(_) | Decided::Separation(_) => {}
                }
            }
            if let Some((cause, moment)) = day.iter().find_map(exit) {
                let job = self.ending(&line, job, moment);
                let end = Separation { job, cause, moment, scripted: false };
                return decisions.decided.push(Decided::Separation(end));
            }
        }
    }

    /// What somebody does about the offers of a day, and his employer about the best of them.
    fn answer(&self, case: Case<'_>, decisions: &mut Decisions) -> Option<Decided> {
        let mut options = std::mem::take(&mut decisions.options);
        let weighed = self.weigh(case, Twist::default(), &mut options);
        if let Some(weighed) = &weighed {
            for option in &options {
                let is_best = option.is(&weighed.best);
                let response = if is_best { weighed.response } else { Response::Refused };
                decisions.answers.push(self.told_of(&weighed.present, option, response));
            }
            if self.is_recorded(case.job) {
                decisions.choices.push(self.recorded(weighed, &options));
            }
            if self.is_watched(case.job.researcher) {
                decisions.explanations.push(self.explain(case, weighed, &options));
            }
        }
        decisions.options = options;
        weighed?.decided
    }

    /// What comes of the offers of a day, if something were other than it is; nothing without any. The options
    /// are laid down in the order of the firms' keys.
    pub(super) fn weigh(
        &self,
        case: Case<'_>,
        twist: Twist,
        options: &mut Vec<Alternative>,
    ) -> Option<Weighed> {
        let Case { job, day, .. } = case;
        let line = case.line;
        let offers = || day.iter().filter_map(|due| offer(due, job));
        let moment = offers().next()?.1.moment;
        let mut earnings = self.earnings(line, job.holder(), moment);
        earnings.pay *= 1.0 + twist.pay;
        let mut present = self.present_at(line, job, moment, earnings);
        present.value.stability -= f64::from(line.stability_weight) * twist.turmoil;
        options.clear();
        options.extend(offers().map(|(proposal, due)| {
            let option = self.option(line, &present, proposal, due.moment);
            match twist.offer {
                Some((firm, more)) if firm == option.firm => {
                    self.with_pay(&present, option, option.pay * (1.0 + more))
                }
                _ => option,
            }
        }));
        let best = *options.iter().max_by(|one, other| self.rank(one, other))?;
        let (decided, response) = if best.gain() > 0.0 {
            self.tempted(line, &present, best)
        } else {
            (None, Response::Refused)
        };
        Some(Weighed { present, best, decided, response })
    }

    /// What comes of an offer that is worth more than staying.
    fn tempted(
        &self,
        line: &Line,
        present: &Present,
        best: Alternative,
    ) -> (Option<Decided>, Response) {
        let moment = best.moment;
        let job = self.ending(line, present.job, moment);
        match self.auction(line, present, best) {
            Auction::Lost(Alternative { firm: to, pay, bonus, source, .. }) => {
                let channel = source.channel();
                let step =
                    Move { job, to, moment, pay, bonus, perks: 0.0, channel, scripted: false };
                (Some(Decided::Move(step)), Response::Taken)
            }
            Auction::Kept { pay, perks } => {
                let kept = Retention { job, moment, rival: best.firm, pay, perks };
                (Some(Decided::Retention(kept)), Response::Countered)
            }
        }
    }

    fn told_of(&self, present: &Present, option: &Alternative, response: Response) -> Answer {
        let Job { person, class, firm: employer, .. } = present.job;
        let Alternative { firm, moment, pay, bonus, .. } = *option;
        let package = self.package(firm, pay, bonus);
        let is_star = class == Class::Star;
        let budget = is_star.then(|| self.training_budget(firm, moment)).flatten();
        let matched = present.matched;
        Answer { person, class, employer, firm, moment, pay, package, matched, budget, response }
    }

    /// Whether the choices of somebody are recorded.
    fn is_recorded(&self, job: Job) -> bool {
        let recorded = &self.first.record.decisions;
        !recorded.is_empty() && recorded.contains(&self.firms.unit[job.firm])
    }

    /// The options of a choice, term by term.
    pub(super) fn recorded(&self, weighed: &Weighed, options: &[Alternative]) -> Choice {
        let Weighed { present, best, response, .. } = weighed;
        let taken = (*response == Response::Taken).then_some(best);
        let scale = self.scenario.mechanisms.choice.noise_scale.get();
        let stay = OptionValue {
            firm: present.job.firm,
            pay: present.means.pay,
            value: present.value,
            chosen: taken.is_none(),
            probability: 0.0,
        };
        let offer = |option: &Alternative| OptionValue {
            firm: option.firm,
            pay: option.pay,
            value: option.value,
            chosen: taken.is_some_and(|taken| taken.is(option)),
            probability: 0.0,
        };
        let mut values: Vec<OptionValue> =
            std::iter::once(stay).chain(options.iter().map(offer)).collect();
        let known = |option: &OptionValue| (option.value.total() - option.value.noise) / scale;
        let highest = values.iter().map(known).fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = values.iter().map(|one| (known(one) - highest).exp()).collect();
        let sum: f64 = weights.iter().sum();
        for (option, weight) in values.iter_mut().zip(weights) {
            option.probability = weight / sum;
        }
        let Job { person, class, .. } = present.job;
        let moment = options[0].moment;
        Choice { person, class, moment, options: values }
    }
}

/// An offer of a firm where somebody does not work already.
fn offer(due: &Due, job: Job) -> Option<(Proposal, &Due)> {
    match due.what {
        What::Offer(proposal) if proposal.firm != job.firm => Some((proposal, due)),
        _ => None,
    }
}

fn exit(due: &Due) -> Option<(Cause, Moment)> {
    match due.what {
        What::Exit(cause) => Some((cause, due.moment)),
        What::Offer(_) | What::Script(_) => None,
    }
}
