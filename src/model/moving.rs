//! Moves: what was decided becomes the state.

use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::scenario::Event;

use super::Model;
use super::choice::Decided;
use super::firm::Firms;
use super::people::Job;
use super::people::Line;
use super::people::Post;
use super::people::Terms;
use super::week::Move;
use super::week::Separation;
use super::week::Week;

impl<'a> Model<'a> {
    /// Begins a step: those enter who hold roles at firms that have been founded.
    pub(super) fn open_week(&mut self) -> Week {
        self.people.settle();
        let mut week = Week::new(self.clock.start(), self.clock.end(), self.headcounts());
        self.fill_roles(Some(&mut week));
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
    pub(super) fn move_people(&mut self, decisions: Vec<Decided>, week: &mut Week) {
        for decided in decisions {
            match decided {
                Decided::Move(step) => {
                    self.execute(step);
                    week.moves.push(step);
                }
                Decided::Separation(separation) => {
                    self.separate(separation);
                    week.separations.push(separation);
                }
            }
        }
        week.sort();
    }

    fn execute(&mut self, step: Move) {
        let Move { job: Job { person, class, firm, .. }, to, .. } = step;
        let person = person as usize;
        let terms = self.terms(&self.people.line[person], &step);
        let line = &mut self.people.line[person];
        line.begin(terms);
        self.firms.leave(firm, class, line);
        self.firms.join(to, class, line);
        self.people.post[person] = Post::new(to, class);
    }

    /// What the new job of somebody begins with.
    pub(super) fn terms(&self, line: &Line, step: &Move) -> Terms {
        let Move { job: Job { class, firm, .. }, to, moment, pay, bonus, .. } = *step;
        Terms {
            hired: moment.date(),
            pay,
            band: f64::from(self.firms.row[to].band[class]),
            tracked: self.tracked(to),
            wealth: self.means(line, firm, class, moment).wealth + bonus,
            research: f64::from(self.firms.row[to].research_share),
        }
    }

    fn separate(&mut self, separation: Separation) {
        let Job { person, class, firm, .. } = separation.job;
        let person = person as usize;
        self.firms.leave(firm, class, &self.people.line[person]);
        self.people.post[person] = Post::OUTSIDE;
    }
}

impl Firms {
    /// Books somebody who joins a firm.
    pub(super) fn join(&mut self, firm: FirmId, class: Class, line: &Line) {
        self.staff[firm][class] += 1;
        self.drift[firm].note_hire(class);
        self.note_stand(firm, line, 1.0);
    }

    fn leave(&mut self, firm: FirmId, class: Class, line: &Line) {
        self.staff[firm][class] -= 1;
        self.note_stand(firm, line, -1.0);
    }
}
