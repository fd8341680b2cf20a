//! Statistics: slices in, numbers out.
//!
//! This room knows neither the model nor files, and makes no draws. A number that the values do not
//! determine (the mean of nothing, the variance of one value) is `NAN`, or `None` where a caller has
//! to show something else in its place.

mod band;
mod crossing;
mod likelihood;
mod moments;
mod paired;
mod poisson;
mod shapley;
mod share;
mod smooth;
mod survival;

pub use band::PathBands;
pub use band::Peak;
pub use band::path_bands;
pub use band::peak;
pub use crossing::CurvePoint;
pub use crossing::crossing;
pub use crossing::inverted_band;
pub use likelihood::log_binomial;
pub use likelihood::log_mean_of_exponentials;
pub use likelihood::log_normal;
pub use likelihood::log_poisson;
pub use moments::Estimate;
pub use moments::mean;
pub use moments::median;
pub use moments::quantile;
pub use moments::sum;
pub use moments::variance;
pub use paired::PairedDifference;
pub use paired::mean_with_interval;
pub use paired::paired_difference;
pub use paired::replicates_for_half_width;
pub use paired::student_t;
pub use poisson::poisson_quantile;
pub use shapley::added_in_order;
pub use shapley::shapley_interactions;
pub use shapley::shapley_values;
pub use share::share_interval;
pub use smooth::smooth;
pub use survival::RiskSet;
pub use survival::Spell;
pub use survival::SurvivalPoint;
pub use survival::product_limit;
pub use survival::risk_sets;
pub use survival::survival_at;

/// The quantile of the standard normal distribution at 0.975, for intervals of 95%.
pub const NORMAL_975: f64 = 1.959_963_984_540_054;
