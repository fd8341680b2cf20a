//! What is wrong with a scenario, and where it is written.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A stretch of a text: of a file, or of one `--set`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path of the file as it was asked for, or `--set`.
    pub file: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// The bytes of the text that are meant.
    pub span: Range<usize>,
    /// The position of the text among all: what lies below comes first.
    pub layer: usize,
}

impl Place {
    /// Line and column of the first character, both from 1.
    pub fn line_and_column(&self) -> (usize, usize) {
        let before = self.text.get(..self.span.start).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before.get(line_start..).map_or(0, |line| line.chars().count());
        (before.matches('\n').count() + 1, column + 1)
    }
}

/// One mistake. Its texts are fragments without a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// What is wrong.
    pub message: String,
    /// Where; `None` only if there is no text to point at.
    pub place: Option<Place>,
    /// The reason, to be written under the place.
    pub label: Option<String>,
    /// What might help.
    pub hint: Option<String>,
}

impl Complaint {
    /// A complaint about a place.
    pub fn at(place: Place, message: impl Into<String>) -> Self {
        Self { message: message.into(), place: Some(place), label: None, hint: None }
    }

    /// A complaint about a text that could not be had at all.
    pub fn without_place(message: impl Into<String>) -> Self {
        Self { message: message.into(), place: None, label: None, hint: None }
    }

    /// The same complaint with a reason under its place.
    #[must_use]
    pub fn label(self, label: impl Into<String>) -> Self {
        Self { label: Some(label.into()), ..self }
    }

    /// The same complaint with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The order in which complaints are read: base files first, then from top to bottom.
    fn order(&self) -> (usize, usize) {
        self.place.as_ref().map_or((0, 0), |place| (place.layer, place.span.start))
    }
}

/// At least one complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaints(Vec<Complaint>);

impl Complaints {
    /// The complaints, sorted by place and each said once; `None` if there are none.
    pub fn new(mut all: Vec<Complaint>) -> Option<Self> {
        all.sort_by_key(Complaint::order);
        all.dedup();
        (!all.is_empty()).then_some(Self(all))
    }

    /// The complaints: by file from the lowest base up to the last `--set`, then by place.
    pub fn list(&self) -> &[Complaint] {
        &self.0
    }
}

impl fmt::Display for Complaints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, complaint) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str("; ")?;
            }
            if let Some(place) = &complaint.place {
                let (line, column) = place.line_and_column();
                write!(f, "{}:{line}:{column}: ", place.file)?;
            }
            f.write_str(&complaint.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Complaints {}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(span: Range<usize>) -> Place {
        Place { file: "a.toml".into(), text: "é = 1\nb = 2\n".into(), span, layer: 0 }
    }

    #[test]
    fn columns_count_characters_and_lines_start_at_one() {
        assert_eq!(place(0..2).line_and_column(), (1, 1));
        assert_eq!(place(5..6).line_and_column(), (1, 5));
        assert_eq!(place(11..12).line_and_column(), (2, 5));
    }

    #[test]
    fn no_complaints_cannot_be_held() {
        assert_eq!(Complaints::new(Vec::new()), None);
        let twice = Complaint::at(place(0..1), "wrong");
        assert_eq!(Complaints::new(vec![twice.clone(), twice]).unwrap().list().len(), 1);
    }
}
