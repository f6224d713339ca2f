//! `set_height`: the frame is as high as it asks for, within bounds, and the panel scrolls.

use encaixe_protocol::command::set_height::{Params, Reply};
use encaixe_protocol::error::WireError;
use encaixe_protocol::limits::Limits;

use super::CommandContext;
use crate::state::Action;

pub(super) fn run(context: &CommandContext, params: Params) -> Result<Reply, WireError> {
    let height = in_force(params.height)?;
    context
        .store
        .dispatch(Action::Height(context.plugin.id.clone(), height));
    Ok(Reply { height })
}

fn in_force(height: Option<f64>) -> Result<Option<f64>, WireError> {
    let Limits {
        height_min,
        height_max,
        ..
    } = Limits::STANDARD;
    match height {
        Some(height) if height.is_nan() => Err(WireError::invalid(
            "height: NaN; a number of CSS pixels or null is expected",
        )),
        height => Ok(height.map(|height| height.clamp(height_min.into(), height_max.into()))),
    }
}

#[cfg(test)]
mod tests {
    use super::in_force;

    #[test]
    fn a_height_is_held_within_its_bounds() {
        for (context, expected) in [
            (None, None),
            (Some(0.0), Some(80.0)),
            (Some(-1.0), Some(80.0)),
            (Some(640.5), Some(640.5)),
            (Some(4_001.0), Some(4_000.0)),
            (Some(f64::INFINITY), Some(4_000.0)),
        ] {
            assert_eq!(in_force(context), Ok(expected), "{context:?}");
        }
        assert!(in_force(Some(f64::NAN)).is_err());
    }
}
