//! `kind = "campaign"`: a firm goes after the people of another one.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Days;
use crate::quantity::Money;
use crate::quantity::MonthlyRate;
use crate::quantity::PerClass;
use crate::quantity::Positive;
use crate::quantity::UnitId;
use crate::scenario::EventKind;
use crate::scenario::reading::Reading;
use crate::scenario::refusal;
use crate::scenario::tree;

/// Serious offers of a campaign to one person in a month; more of them are no serious ones.
const MOST_OFFERS: f64 = 100.0;

/// A campaign: for a while a firm makes serious offers to the people of another one, on top of all
/// others, whatever the tightness of the market and whoever the person is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Campaign {
    /// Who campaigns: a firm that is written out.
    pub firm: UnitId,
    /// Whose people are called: another one.
    pub target: UnitId,
    /// Which classes are called.
    pub classes: PerClass<bool>,
    /// Serious offers to one person in a month.
    pub offers: MonthlyRate,
    /// How long it lasts, from the day of the event on.
    pub duration: Days,
    /// What a candidate's own pay is multiplied by; the firm's ordinary offer if `None`.
    pub pay_multiple: Option<Positive>,
    /// What is paid once, on joining.
    pub signing_bonus: Money,
}

/// A firm goes after the people of another one for a while: serious offers on top of all others.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CampaignSpec {
    /// Who campaigns: a firm that is written out.
    firm: String,
    /// Whose people are called: another one that is written out.
    target: String,
    /// The classes that are called. Default: all.
    classes: Option<Vec<String>>,
    /// Serious offers to one person, per month, whatever the tightness of the market. They need a vacancy
    /// on the day they are due, as all offers do. Default 1. Status F.
    offers: Option<MonthlyRate>,
    /// How long the campaign lasts. Default 8 weeks. Status F.
    #[serde(rename = "for")]
    duration: Option<Days>,
    /// What a candidate's own pay is multiplied by, where the firm's ordinary offer is not more than that.
    /// Default: the ordinary offer. Status F (A46).
    pay_multiple: Option<Positive>,
    /// What is paid once, on joining. Default: nothing. Status F (A46).
    signing_bonus: Option<Money>,
    /// By what offers are multiplied since the head of the firm writes in person. Default 1. Status F
    /// (A60).
    outreach: Option<Positive>,
}

/// Reads a campaign.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: CampaignSpec = reading.read(at, table)?;
    let firm = reading.named_firm(&spec.firm, &reading.span(&[at, &["firm"]].concat()));
    let target = reading.named_firm(&spec.target, &reading.span(&[at, &["target"]].concat()));
    let classes = classes(reading, at, spec.classes.as_deref());
    let offers = offers(reading, at, &spec);
    let (firm, target) = (firm?, target?);
    if firm == target {
        let complaint = reading
            .at(&[at, &["target"]].concat(), format!("`{}` campaigns against itself", spec.firm))
            .hint("name the firm whose people are called");
        reading.complain(complaint);
        return None;
    }
    Some(EventKind::Campaign(Campaign {
        firm,
        target,
        classes: classes?,
        offers: offers?,
        duration: spec.duration.unwrap_or(Days(56.0)),
        pay_multiple: spec.pay_multiple,
        signing_bonus: spec.signing_bonus.unwrap_or_default(),
    }))
}

/// The rate that is meant, which has to be one that a market can have.
fn offers(reading: &mut Reading<'_>, at: &[&str], spec: &CampaignSpec) -> Option<MonthlyRate> {
    let outreach = spec.outreach.map_or(1.0, Positive::get);
    let offers = spec.offers.map_or(1.0, MonthlyRate::per_month) * outreach;
    if offers > MOST_OFFERS {
        let complaint = reading
            .at(&[at, &["offers"]].concat(), "a campaign of too many offers")
            .label(format!("expected at most {MOST_OFFERS} a month, `outreach` included"));
        reading.complain(complaint);
        return None;
    }
    MonthlyRate::new(offers)
}

/// The classes that are named; all, if none are.
fn classes(
    reading: &mut Reading<'_>,
    at: &[&str],
    written: Option<&[String]>,
) -> Option<PerClass<bool>> {
    let Some(names) = written else { return Some(PerClass([true; 4])) };
    let path = [at, &["classes"]].concat();
    let mut called = PerClass::default();
    let mut known = true;
    for (item, name) in names.iter().enumerate() {
        if let Some(class) = Class::named(name) {
            called[class] = true;
            continue;
        }
        known = false;
        let span = tree::item_span(&reading.tree, &path, item);
        let complaint = reading.at_span(&span, format!("there is no class `{name}`"));
        reading.complain(complaint.hint(refusal::hint(name, &CLASSES.map(Class::name))));
    }
    known.then_some(called)
}
