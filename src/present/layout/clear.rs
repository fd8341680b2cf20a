//! What runs through a text, and what does not.

use crate::present::chart::Form;
use crate::present::chart::Panel;
use crate::present::scene::Place;
use crate::present::theme;

use super::plot::Frame;
use super::plot::steps;

/// The bounds of something: left, top, right, bottom.
pub(super) type Bounds = [f64; 4];

/// Something straight that no text should stand on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bar {
    /// Its two ends.
    pub(super) ends: [Place; 2],
    /// Half its breadth.
    pub(super) half: f64,
}

impl Bar {
    /// A line of the usual stroke.
    pub(super) fn line(from: Place, to: Place) -> Self {
        Self { ends: [from, to], half: theme::LINE / 2.0 }
    }

    /// Whether it runs through a box: what is left of it between the four sides, one pair after the other
    /// (Liang and Barsky 1984).
    pub(super) fn crosses(&self, [left, top, right, bottom]: Bounds) -> bool {
        let [from, to] = self.ends;
        let sides = [[left - self.half, right + self.half], [top - self.half, bottom + self.half]];
        let (mut begin, mut end) = (0.0_f64, 1.0_f64);
        for ((from, to), [low, high]) in from.into_iter().zip(to).zip(sides) {
            let length = to - from;
            if length.abs() < 1e-9 {
                if from <= low || from >= high {
                    return false;
                }
            } else {
                let [one, other] = [low, high].map(|side| (side - from) / length);
                begin = begin.max(one.min(other));
                end = end.min(one.max(other));
            }
        }
        begin < end
    }
}

/// The lines of a panel, piece by piece, without those that are no stronger than the grid.
pub(super) fn lines(panel: &Panel, frame: &Frame<'_>) -> Vec<Bar> {
    let mut bars = Vec::new();
    for mark in panel.marks.iter().filter(|mark| mark.colour != theme::GRID) {
        let corners = match &mark.form {
            Form::Line(points) | Form::Thin(points) => points.clone(),
            Form::Steps(points) => steps(points),
            &Form::Level(at) => vec![[panel.x.low, at], [panel.x.high, at]],
            _ => continue,
        };
        let places: Vec<Place> = corners.into_iter().map(|corner| frame.place(corner)).collect();
        bars.extend(places.windows(2).map(|pair| Bar::line(pair[0], pair[1])));
    }
    bars
}

/// Whether two boxes overlap.
pub(super) fn meet(one: Bounds, other: Bounds) -> bool {
    (0..2).all(|side| one[side] < other[side + 2] && other[side] < one[side + 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_crosses_a_box_only_if_some_of_it_lies_within() {
        let text = [10.0, 10.0, 40.0, 20.0];
        let crosses = |from, to| Bar { ends: [from, to], half: 0.5 }.crosses(text);
        assert!(crosses([0.0, 15.0], [50.0, 15.0]) && crosses([20.0, 0.0], [30.0, 50.0]));
        assert!(crosses([20.0, 15.0], [21.0, 15.0]), "it lies within");
        assert!(!crosses([0.0, 15.0], [9.0, 15.0]), "it ends before");
        assert!(!crosses([0.0, 8.0], [50.0, 8.0]) && !crosses([45.0, 0.0], [45.0, 50.0]));
        assert!(!crosses([0.0, 12.0], [12.0, 0.0]), "it passes the corner");
        assert!(crosses([0.0, 9.8], [50.0, 9.8]), "it is broad");
    }
}
