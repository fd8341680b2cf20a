//! The market as a whole, for whoever watches.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::PerClass;

use super::Model;
use super::week::Market;

impl Model<'_> {
    /// The state of the market as a whole, at the start of the step to come.
    pub fn market(&self) -> Market {
        let open = self.firms.open.values().iter();
        Market {
            pay: PerClass::default(),
            vacancies: open.map(|posts| posts.0.iter().sum::<u32>()).sum(),
            tightness: self.tightness(),
            open_to_work: self.open_to_work().values().iter().sum(),
            concentration_of_stars: self.concentration_of_stars(),
        }
    }

    fn tightness(&self) -> f64 {
        let boards = &self.boards.0;
        let weight: f64 = CLASSES.iter().map(|&class| boards[class].weight()).sum();
        let reference: f64 = CLASSES.iter().map(|&class| boards[class].reference()).sum();
        weight / reference
    }

    fn concentration_of_stars(&self) -> Option<f64> {
        let stars = self.firms.staff.values().iter().map(|staff| f64::from(staff[Class::Star]));
        let (total, squares) = stars
            .fold((0.0, 0.0), |(total, squares), stars| (total + stars, squares + stars * stars));
        (total > 0.0).then(|| squares / (total * total))
    }
}
