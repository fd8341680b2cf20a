//! What is recorded of single firms, where everything is.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::quantity::FirmId;
use crate::quantity::UnitId;

use super::History;
use super::UnitStep;

/// How much is recorded of a replicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// Named firms and groups, and the jobs that the scenario asks for.
    #[default]
    Units,
    /// Every single firm too, and all jobs of everybody.
    Full,
}

/// A firm that is not written out, in a step: a member of a group, or founded by somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberStep {
    /// The firm.
    pub firm: FirmId,
    /// The group that it belongs to, as of the step.
    pub unit: UnitId,
    /// The state after the step, and what happened in it; but contacts, which are drawn for the group as a
    /// whole.
    pub step: UnitStep,
}

/// What has happened in the present step to firms that are not written out.
#[derive(Debug, Default)]
pub(super) struct Members(BTreeMap<FirmId, UnitStep>);

impl Members {
    /// What has happened to a firm.
    pub(super) fn of(&mut self, firm: FirmId) -> &mut UnitStep {
        self.0.entry(firm).or_default()
    }
}

impl History {
    /// Notes the firms that are not written out after a step, and what has happened to them in it. A firm that has
    /// closed in the step has nobody left.
    pub(super) fn note_members(&mut self, model: &Model<'_>, members: &mut Members) {
        for (firm, state) in model.members() {
            members.of(firm).state = state;
        }
        let steps = std::mem::take(&mut members.0).into_iter();
        let steps = steps.map(|(firm, step)| {
            self.firm_names.entry(firm).or_insert_with(|| model.firm_name(firm).into());
            MemberStep { firm, unit: model.unit(firm), step }
        });
        self.members.push(steps.collect());
    }
}
