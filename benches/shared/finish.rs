//! A whole horizon.

use braindrain::model::Model;

/// Runs a model to the end of its horizon.
pub(crate) fn finish(mut model: Model<'_>) {
    while !model.is_over() {
        divan::black_box(model.step());
    }
}
