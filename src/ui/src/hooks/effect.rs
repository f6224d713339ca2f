//! Effects, in little code: Yew's own hook is compiled anew for every effect there is; this one hands all of them to one.

use std::any::Any;
use std::rc::Rc;

use yew::functional::TearDown;
use yew::prelude::hook;

/// An effect, which gives what ends it.
type Run = Box<dyn FnOnce() -> Box<dyn FnOnce()>>;

/// What an effect depends on, of whatever type.
struct Needs {
    value: Rc<dyn Any>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Needs {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&*self.value, &*other.value)
    }
}

/// Runs an effect after the first render, and again whenever what it needs has changed. What it gives is run before the
/// next time and at the end.
#[hook]
pub fn use_effect_with<T, F, D>(needs: T, effect: F)
where
    T: PartialEq + 'static,
    F: FnOnce(&T) -> D + 'static,
    D: TearDown,
{
    let needs = Rc::new(needs);
    let value = Rc::clone(&needs);
    let run: Run = Box::new(move || {
        let end = effect(&needs);
        Box::new(move || end.tear_down())
    });
    use_effect_of_any(
        Needs {
            value,
            is_same: is_same::<T>,
        },
        run,
    );
}

#[hook]
fn use_effect_of_any(needs: Needs, run: Run) {
    yew::use_effect_with(needs, move |_| run());
}

fn is_same<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    let one = one.downcast_ref::<T>();
    one.is_some() && one == other.downcast_ref::<T>()
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn only_what_is_equal_and_of_one_type_is_the_same() {
        assert!(is_same::<u8>(&1_u8, &1_u8));
        assert!(!is_same::<u8>(&1_u8, &2_u8));
        assert!(!is_same::<u8>(&1_u8, &1_u16));
        assert!(!is_same::<u8>(&1_u16, &1_u16));
    }
}
