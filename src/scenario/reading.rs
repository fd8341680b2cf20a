//! One reading of a scenario: its texts, the tree they mean together, and all complaints so far.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::DeTable;
use toml::de::Deserializer;

use super::Complaint;
use super::Scope;
use super::event::Turn;
use super::overlay::Broken;
use super::refusal;
use super::text::Texts;
use super::tree;
use super::unit::Units;

/// What a reading knows, and what it has complained of.
#[derive(Debug)]
pub(super) struct Reading<'t> {
    texts: &'t Texts,
    /// What all texts mean together, without what is switched off.
    pub(super) tree: DeTable<'t>,
    /// The firms and groups that may be named.
    pub(super) units: Units,
    /// The names of the roles, in order.
    pub(super) roles: Vec<String>,
    /// The sectors, once they have been read.
    pub(super) sectors: Vec<Scope>,
    /// The names of the regions, in order.
    pub(super) regions: Vec<String>,
    /// The changes of the world, in order.
    pub(super) turns: Vec<Turn>,
    /// Tables that were switched off.
    pub(super) switched_off: Vec<Vec<String>>,
    complaints: Vec<Complaint>,
    refused: Vec<Vec<String>>,
}

impl<'t> Reading<'t> {
    /// A reading at its beginning, without the values that are broken.
    pub(super) fn new(texts: &'t Texts, tree: DeTable<'t>, broken: &Broken) -> Self {
        Self {
            texts,
            tree,
            units: Units::default(),
            roles: Vec::new(),
            sectors: Vec::new(),
            regions: Vec::new(),
            turns: Vec::new(),
            switched_off: Vec::new(),
            complaints: broken.complaints.clone(),
            refused: broken.paths.clone(),
        }
    }

    /// All complaints of the reading.
    pub(super) fn into_complaints(self) -> Vec<Complaint> {
        self.complaints
    }

    /// Whether nothing was complained of so far.
    pub(super) fn is_clean(&self) -> bool {
        self.complaints.is_empty()
    }

    /// Adds a complaint.
    pub(super) fn complain(&mut self, complaint: Complaint) {
        self.complaints.push(complaint);
    }

    /// Where the value at a path stands; if it is not written, where the table does that lacks it.
    pub(super) fn span(&self, path: &[&str]) -> Range<usize> {
        tree::span(&self.tree, path)
    }

    /// Begins a complaint about the value at a path.
    pub(super) fn at(&self, path: &[&str], message: impl Into<String>) -> Complaint {
        self.at_span(&self.span(path), message)
    }

    /// Begins a complaint about a span; about the top of the scenario's own file, if it is empty.
    pub(super) fn at_span(&self, span: &Range<usize>, message: impl Into<String>) -> Complaint {
        let place = if *span == (0..0) { self.texts.top() } else { self.texts.place(span) };
        Complaint::at(place, message)
    }

    /// The number of the text in which the value at a path is written.
    pub(super) fn layer(&self, path: &[&str]) -> usize {
        self.texts.layer_of(self.span(path).start)
    }

    /// Whether the table at a path was switched off.
    pub(super) fn is_switched_off(&self, path: &[&str]) -> bool {
        self.switched_off.iter().any(|off| off == path)
    }

    /// Whether something at, above or below the path was refused: what is missing or does not add up
    /// there is a consequence, and not worth a complaint.
    pub(super) fn is_doubtful(&self, path: &[&str]) -> bool {
        self.refused.iter().any(|refused| refused.iter().zip(path).all(|(a, b)| a == b))
    }

    /// Marks what is written at a path as refused.
    pub(super) fn refuse(&mut self, path: &[&str]) {
        self.refused.push(path.iter().map(|&key| key.to_owned()).collect());
    }

    /// Reads a table that stands at a path. Serde stops at its first mistake: it is noted, the entry
    /// cut out, and the rest read again. `None` if nothing readable is left.
    pub(super) fn read<T: DeserializeOwned>(
        &mut self,
        at: &[&str],
        mut table: DeTable<'t>,
    ) -> Option<T> {
        let span = self.span(at);
        loop {
            let whole = Spanned::new(span.clone(), table.clone());
            let error = match T::deserialize(Deserializer::from(whole)) {
                Ok(read) => return Some(read),
                Err(error) => error,
            };
            let found = error.span().and_then(|span| tree::find(&table, &span));
            let inside: Vec<&str> = found.iter().flatten().map(String::as_str).collect();
            self.note(&error, &[at, &inside].concat());
            if inside.is_empty() {
                return None;
            }
            tree::cut(&mut table, &inside);
        }
    }

    /// Complains of what serde refuses at a path, unless it only follows from what was refused before.
    fn note(&mut self, error: &toml::de::Error, path: &[&str]) {
        let missing = refusal::missing_key(error.message());
        let subject: Vec<&str> = path.iter().copied().chain(missing).collect();
        if !self.is_doubtful(&subject) {
            let said = refusal::refusal(error.message(), path);
            let other_name = || self.other_name(path, missing?);
            let hint = said.hint.or_else(other_name);
            let span = error.span().unwrap_or_else(|| self.span(path));
            let complaint = self.at_span(&span, said.message).label(said.label);
            self.complain(Complaint { hint, ..complaint });
        }
        self.refuse(path);
    }

    /// A hint for a table that lacks a key because its own name is misspelt.
    fn other_name(&self, path: &[&str], key: &str) -> Option<String> {
        let &[kind, name] = path else { return None };
        let names = tree::names(&self.tree, &[kind]);
        let others = names.iter().map(String::as_str).filter(|other| *other != name);
        let other = refusal::nearest(name, others)?;
        Some(format!("add `{key}`; or did you mean `{kind}.{other}`?"))
    }
}
