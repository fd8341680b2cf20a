//! Moves: what was decided becomes the state.

use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::scenario::Event;

use super::Model;
use super::ahead::BATCH;
use super::ahead::read_ahead;
use super::contagion::Exit;
use super::deciding::Decided;
use super::deciding::Decisions;
use super::firm::Firms;
use super::people::Job;
use super::people::Line;
use super::people::Post;
use super::people::Terms;
use super::week::Cause;
use super::week::Move;
use super::week::Separation;
use super::week::Week;

impl<'a> Model<'a> {
    /// Begins a step: those enter who hold roles at firms that have been founded, and firms in stealth come out
    /// of it or close.
    pub(super) fn open_week(&mut self) -> Week {
        self.people.settle();
        let mut week = Week::new(self.clock.start(), self.clock.end(), self.headcounts());
        self.note_tenders();
        self.fill_roles(Some(&mut week));
        self.settle_fortunes(&mut week);
        week
    }

    /// The events of this step, in order.
    pub(super) fn due_events(&self) -> impl Iterator<Item = &'a Event> + use<'a> {
        let (start, end) = (self.clock.start(), self.clock.end());
        let due = move |event: &&Event| {
            let moment = event.date.midnight();
            start <= moment && moment < end
        };
        self.scenario.events.iter().filter(due)
    }

    /// Executes what was decided, and tells of it in the order of time.
    pub(super) fn move_people(&mut self, decisions: Decisions, week: &mut Week) {
        (week.answers, week.choices) = (decisions.answers, decisions.choices);
        week.watched.decisions = decisions.explanations;
        for decided in decisions.decided.chunks(BATCH) {
            self.read_moves_ahead(decided);
            for &decided in decided {
                self.carry_out(decided, week);
            }
        }
        week.sort();
    }

    fn carry_out(&mut self, decided: Decided, week: &mut Week) {
        match decided {
            Decided::Move(step) => {
                self.execute(step);
                week.moves.push(step);
            }
            Decided::Retention(kept) => {
                let person = kept.job.person as usize;
                let mut line = self.people.line[person];
                self.keep(&mut line, &kept);
                self.people.line[person] = line;
                week.retentions.push(kept);
            }
            Decided::Separation(separation) => {
                self.separate(separation);
                week.separations.push(separation);
            }
        }
    }

    /// Reads what moves change and ask for.
    fn read_moves_ahead(&self, decided: &[Decided]) {
        let firms = &self.firms;
        let of = |firm: FirmId| firms.row[firm].lead.to_bits() ^ firms.staff[firm].0[0];
        read_ahead(decided, |decided| {
            let Decided::Move(Move { job, to, .. }) = *decided else { return 0 };
            let there = firms.drift[to].hires() ^ u32::from(firms.worth[to].value > 0.0);
            of(job.firm) ^ of(to) ^ there ^ self.people.line[job.person as usize].talent.to_bits()
        });
    }

    fn execute(&mut self, step: Move) {
        let Move { job: Job { person, class, firm, .. }, to, .. } = step;
        let person = person as usize;
        let terms = self.terms(&self.people.line[person], &step);
        self.note_exit(step.job, Some(to), step.moment);
        let line = &mut self.people.line[person];
        line.begin(terms);
        self.firms.leave(firm, class, line);
        self.firms.join(to, class, line);
        if self.fills_post(&step) {
            self.firms.drift[to].note_hire(class);
        }
        self.people.post[person] = Post::new(to, class);
        self.count_resident(person, firm, false);
        self.count_resident(person, to, true);
        self.give_team(step.job.person, to);
    }

    /// What the new job of somebody begins with.
    pub(super) fn terms(&self, line: &Line, step: &Move) -> Terms {
        let Move { job, to, moment, pay, bonus, perks, .. } = *step;
        let class = job.class;
        Terms {
            hired: moment.date(),
            pay,
            band: f64::from(self.firms.row[to].band[class]),
            tracked: self.tracked(to),
            wealth: self.means(line, job.holder(), moment).wealth + bonus,
            research: f64::from(self.firms.row[to].research_share),
            grant: self.grant(to, pay),
            worth: self.firms.worth[to].value,
            perks,
        }
    }

    /// Takes somebody out of his team, and notes that he is gone. Nobody wonders that graduates go, that
    /// somebody is let go, or that people leave a firm that closes.
    fn note_exit(&mut self, job: Job, to: Option<FirmId>, moment: Moment) {
        let Job { person, class, firm, .. } = job;
        let team = self.teams.leave(firm, person);
        if !self.is_where_he_graduated(job) && !self.firms.is_closed(firm) {
            self.echoes.exits.push(Exit { person, firm, team, to, class, moment });
        }
    }

    /// Gives somebody a place in a team of his firm.
    pub(super) fn give_team(&mut self, person: u32, firm: FirmId) {
        let heads = self.firms.staff[firm].0.iter().sum();
        let (key, id) = (self.firms.key[firm], self.people.id[person as usize]);
        self.teams.join((firm, key), (person, id), heads);
    }

    fn separate(&mut self, separation: Separation) {
        let Job { person, class, firm, .. } = separation.job;
        if separation.cause == Cause::Dismissal {
            self.teams.leave(firm, person);
        } else {
            self.note_exit(separation.job, None, separation.moment);
        }
        let person = person as usize;
        self.firms.leave(firm, class, &self.people.line[person]);
        self.people.post[person] = Post::OUTSIDE;
        self.count_resident(person, firm, false);
    }
}

impl Firms {
    /// Books somebody who joins a firm.
    pub(super) fn join(&mut self, firm: FirmId, class: Class, line: &Line) {
        self.staff[firm][class] += 1;
        self.note_stand(firm, line, 1.0);
        self.note_talent(firm, line, 1.0);
    }

    fn leave(&mut self, firm: FirmId, class: Class, line: &Line) {
        self.staff[firm][class] -= 1;
        self.note_stand(firm, line, -1.0);
        self.note_talent(firm, line, -1.0);
    }
}
