//! Parts of a page that have hooks, in little code: Yew's own component is compiled anew for every one there is; all parts
//! are one component.
//!
//! A part is a hook that gives what is drawn, of properties: `#[hook] fn use_sheet(props: &Props) -> Html`. It is drawn by
//! [`crate::part!`], and lives as a component does: as long as the same part stands in its place, and drawn anew when its
//! properties change, or what its hooks follow.

use std::any::Any;
use std::rc::Rc;

use yew::functional::{Hook, HookContext};
use yew::prelude::*;
use yew::virtual_dom::Key;

/// What runs the hook of a part.
type Run = Rc<dyn Fn(&mut HookContext) -> Html>;

/// A part with its properties, of whatever type.
#[derive(Properties)]
struct Props {
    /// Which part it is.
    id: usize,
    value: Rc<dyn Any>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
    run: Run,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && (self.is_same)(&*self.value, &*other.value)
    }
}

struct Running(Run);

impl Hook for Running {
    type Output = Html;

    fn run(self, context: &mut HookContext) -> Html {
        (self.0)(context)
    }
}

fn use_run(run: &Run) -> impl Hook<Output = Html> + use<> {
    Running(Rc::clone(run))
}

#[component]
fn Part(props: &Props) -> Html {
    use_run(&props.run)
}

/// Draws a part. `key` tells it from others of its kind beside it.
pub fn drawn<P: PartialEq + 'static>(
    key: &str,
    props: P,
    run: fn(&P, &mut HookContext) -> Html,
) -> Html {
    let props = Rc::new(props);
    let value: Rc<dyn Any> = Rc::<P>::clone(&props);
    let run_any: Run = Rc::new(move |context| run(&props, context));
    placed(key, run as usize, value, is_same::<P>, run_any)
}

fn placed(
    key: &str,
    id: usize,
    value: Rc<dyn Any>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
    run: Run,
) -> Html {
    // Another part in its place is another component, with hooks of its own.
    let key = Key::from(format!("{id} {key}"));
    html! { <Part {key} {id} {value} {is_same} {run} /> }
}

fn is_same<P: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    let one = one.downcast_ref::<P>();
    one.is_some() && one == other.downcast_ref::<P>()
}

/// Draws a part by its hook and its properties, as a component is drawn in `html!`.
#[macro_export]
macro_rules! part {
    ($hook:path) => {
        $crate::part::drawn("", (), |(), context| {
            ::yew::functional::Hook::run($hook(), context)
        })
    };
    ($hook:path, $props:expr) => {
        $crate::part!($hook, "", $props)
    };
    ($hook:path, $key:expr, $props:expr) => {
        $crate::part::drawn($key, $props, |props, context| {
            ::yew::functional::Hook::run($hook(props), context)
        })
    };
}
