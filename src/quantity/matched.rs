//! Thirds of the match between a person's mission and that of his employer.

/// How well the mission of somebody's employer matches his own: the thirds of the scale by which offers
/// are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Below 0.6.
    Low,
    /// From 0.6 up to 0.85.
    Middle,
    /// From 0.85 up to 1.
    High,
}

/// All thirds, from the worst match up.
pub const MATCHES: [Match; 3] = [Match::Low, Match::Middle, Match::High];

impl Match {
    /// The third in which a match lies: `exp(-d^2 / 2)` with the distance d of the missions.
    pub fn of(matched: f64) -> Self {
        match matched {
            ..0.6 => Self::Low,
            ..0.85 => Self::Middle,
            _ => Self::High,
        }
    }

    /// The third of this word, if there is one.
    pub fn named(word: &str) -> Option<Self> {
        MATCHES.into_iter().find(|matched| matched.name() == word)
    }

    /// The word in tables and outcomes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Middle => "middle",
            Self::High => "high",
        }
    }
}
