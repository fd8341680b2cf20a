//! Closed forms: what mathematics says of markets that are simple enough.
//!
//! These are the results that the simulator must reproduce when all but a few mechanisms are switched
//! off. The room knows nothing of the model, else verification would be circular. Times, rates and
//! values are plain numbers here; any unit will do as long as it is the same throughout.

mod auction;
mod cascade;
mod choice;
mod concentration;
mod contagion;
mod equity;
mod gibrat;
mod matching;
mod normal;
mod posting;
mod records;
mod tenure;

pub use auction::auction_pay;
pub use auction::auction_value;
pub use cascade::cascade_of;
pub use cascade::cascade_share;
pub use cascade::signed_by;
pub use choice::MEAN_OF_STANDARD_GUMBEL;
pub use choice::acceptance;
pub use choice::choice_shares;
pub use choice::mean_of_maximum;
pub use choice::stationary_shares;
pub use concentration::chance_concentration;
pub use concentration::mean_of_decaying_jumps;
pub use contagion::cluster_mean;
pub use contagion::cluster_probability;
pub use contagion::cluster_variance;
pub use contagion::long_window_dispersion;
pub use contagion::stationary_rate;
pub use equity::call;
pub use equity::expected_call;
pub use gibrat::tail_exponent;
pub use matching::filled_vacancies;
pub use matching::lost_calls;
pub use normal::normal_below;
pub use posting::Posting;
pub use records::expected_moves;
pub use records::record_probability;
pub use tenure::mean_elapsed_tenure;
pub use tenure::share_still_there;
pub use tenure::survival_under_frailty;
pub use tenure::survival_under_offers;
pub use tenure::survival_with_cliff;
