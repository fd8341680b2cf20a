//! Where people enter the market.

use crate::quantity::Days;
use crate::scenario::Firm;
use crate::scenario::Mechanisms;
use crate::scenario::Program;
use crate::scenario::Time;
use crate::scenario::reading::Reading;

/// Complains of people who enter a firm that is not there from the start.
pub(super) fn check(
    reading: &mut Reading<'_>,
    time: Option<Time>,
    firms: &[Firm],
    mechanisms: &Mechanisms,
) {
    let (Some(time), Some(supply)) = (time, &mechanisms.supply) else { return };
    let begins = time.start.midnight().plus(Days(-time.burn_in.0));
    for Program { name, into, .. } in &supply.programs {
        let firm = firms.get(usize::from(into.0));
        let Some((firm, founded)) = firm.and_then(|firm| Some((firm, firm.founded?))) else {
            continue;
        };
        if begins < founded.midnight() {
            let at = ["mechanism", "supply"];
            let below = name.as_ref().map_or(vec![], |name| vec!["program", name]);
            let message = format!("the firm `{}` is not there from the start", firm.name);
            let complaint = reading.at(&[&at[..], &below, &["into"]].concat(), message);
            let hint = "let people enter a firm or a group that is there from the start";
            reading.complain(complaint.label(format!("founded on {founded}")).hint(hint));
        }
    }
}
