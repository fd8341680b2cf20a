//! Complaints about scenarios, drawn the way rustc draws its own.

use annotate_snippets::AnnotationKind;
use annotate_snippets::Group;
use annotate_snippets::Level;
use annotate_snippets::Renderer;
use annotate_snippets::Snippet;

use crate::scenario::Complaint;
use crate::scenario::Complaints;
use crate::scenario::Place;

/// All complaints with file, line, column, the text in question, reason and hint; then their number.
/// With colour, escape codes of terminals are in it.
pub fn render(complaints: &Complaints, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut page = String::new();
    for complaint in complaints.list() {
        page.push_str(renderer.render(&[drawing(complaint)]).trim_end());
        page.push_str("\n\n");
    }
    let number = complaints.list().len();
    let noun = if number == 1 { "complaint" } else { "complaints" };
    page + &format!("{number} {noun}; nothing was run\n")
}

fn drawing(complaint: &Complaint) -> Group<'_> {
    let mut drawing = Group::with_title(Level::ERROR.primary_title(&*complaint.message));
    if let Some(place) = &complaint.place {
        drawing = drawing.element(snippet(place, complaint.label.as_deref()));
    }
    if let Some(hint) = &complaint.hint {
        drawing = drawing.element(Level::HELP.message(&**hint));
    }
    drawing
}

fn snippet<'c>(
    place: &'c Place,
    label: Option<&'c str>,
) -> Snippet<'c, annotate_snippets::Annotation<'c>> {
    let underline = AnnotationKind::Primary.span(place.span.clone()).label(label);
    Snippet::source(&*place.text).path(&*place.file).annotation(underline)
}
