//! Moves: what was decided becomes the state.

use crate::scenario::Event;

use super::Model;
use super::choice::Decided;
use super::people::Job;
use super::people::Post;
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

    #[expect(clippy::cast_possible_truncation, reason = "a pay level needs few digits")]
    fn execute(&mut self, step: Move) {
        let Move { job: Job { person, class, firm, .. }, to, moment, .. } = step;
        self.firms.staff[firm][class] -= 1;
        self.firms.staff[to][class] += 1;
        let person = person as usize;
        self.people.post[person] = Post::new(to, class);
        let line = &mut self.people.line[person];
        line.hired = moment.date();
        line.pay_at_hire = self.firms.row[to].log_pay.exp() as f32;
    }

    fn separate(&mut self, separation: Separation) {
        let Job { person, class, firm, .. } = separation.job;
        self.firms.staff[firm][class] -= 1;
        self.people.post[person as usize] = Post::OUTSIDE;
    }
}
