//! Decides whose the keyboard is, without a browser.
//!
//! The focus comes to a frame when the agent clicks, taps or tabs into it, when the page itself puts it there, and when
//! the frame's page takes it. The last is a theft. What tells the others apart is told to the [`Guard`] beforehand; the
//! browser's word that somebody pressed something counts for the frame, since the page spends what is pressed outside of it.

use std::collections::{HashMap, VecDeque};

use encaixe_api::id::PluginId;

#[cfg(test)]
mod tests;

/// How many thefts within how many milliseconds end a frame. A page that puts the focus into its first field when it
/// loads only has it taken back; one that fights for it ends, and so does one that takes its time.
const BOUNDS: [(usize, f64); 2] = [(3, 10_000.0), (10, LONGEST_MS)];
/// How long thefts are remembered, in milliseconds.
const LONGEST_MS: f64 = 600_000.0;
/// How long a Tab may take to move the focus, in milliseconds: the frame may be busy in another process.
const TAB_MS: f64 = 1_000.0;
/// How long it may take when the page itself puts it there.
const CALL_MS: f64 = 1_000.0;
/// Where the browser does not let the page spend what is pressed in it: for so long after a key the hands are at the
/// page's keys and press nothing in a frame.
const TYPING_MS: f64 = 1_000.0;

/// The focus came to a frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival<'a> {
    pub(super) plugin: &'a PluginId,
    pub(super) now: f64,
    /// The frame is before the agent's eyes, and nothing lies over it.
    pub(super) is_shown: bool,
    /// The browser says that somebody pressed something just now.
    pub(super) is_active: bool,
    /// The agent lets this plugin take the keyboard.
    pub(super) is_allowed: bool,
}

/// What is to be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It was there already.
    Stays,
    /// The agent pressed something in it.
    Pressed,
    /// The agent tabbed into it, or asked the page for it.
    Entered,
    /// It was taken, by a plugin that the agent allows to; readers are told.
    Allowed,
    /// It was taken: the focus goes back.
    Back,
    /// It was taken too often: the frame is taken out, and the focus goes back.
    Out,
}

/// What is known of the keyboard.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// The frame that the agent is in.
    inside: Option<PluginId>,
    /// Something is pressed in the page whose activation is not spent yet.
    is_pressing: bool,
    /// The browser did not let the page spend an activation.
    cannot_spend: bool,
    last_key: Option<f64>,
    tab: Option<f64>,
    called: Option<(PluginId, f64)>,
    thefts: HashMap<PluginId, VecDeque<f64>>,
}

impl Guard {
    /// The frame that the agent is in.
    pub(super) const fn inside(&self) -> Option<&PluginId> {
        self.inside.as_ref()
    }

    /// A key went down in the page.
    pub(super) fn key(&mut self, now: f64, is_tab: bool) {
        self.last_key = Some(now);
        self.tab = is_tab.then_some(now);
        self.is_pressing = true;
    }

    /// The pointer or a finger went down in the page.
    pub(super) const fn press(&mut self) {
        self.tab = None;
        self.is_pressing = true;
    }

    /// What was pressed in the page is over, and whether the browser spent its activation.
    pub(super) const fn settled(&mut self, is_spent: bool) {
        self.is_pressing = false;
        self.cannot_spend = !is_spent;
    }

    /// Whether something is pressed in the page.
    pub(super) const fn is_pressing(&self) -> bool {
        self.is_pressing
    }

    /// Whether the page can spend what is pressed in it.
    pub(super) const fn can_spend(&self) -> bool {
        !self.cannot_spend
    }

    /// The last Tab moves no focus: something in the page had another use for it.
    pub(super) const fn forget_tab(&mut self) {
        self.tab = None;
    }

    /// The page itself is about to put the focus there.
    pub(super) fn call(&mut self, plugin: &PluginId, now: f64) {
        self.called = Some((plugin.clone(), now));
    }

    /// The focus is on something of the page's own.
    pub(super) fn at_home(&mut self) {
        self.inside = None;
        self.tab = None;
    }

    /// The frame of that plugin is gone, or is a new one.
    pub(super) fn gone(&mut self, plugin: &PluginId) {
        self.thefts.remove(plugin);
        if self.inside.as_ref() == Some(plugin) {
            self.inside = None;
        }
    }

    /// Whether an activation that there is now was made in a frame.
    pub(super) fn is_of_a_frame(&self, now: f64) -> bool {
        let is_typing = self.cannot_spend && self.last_key.is_some_and(|at| now - at < TYPING_MS);
        !self.is_pressing && !is_typing
    }

    /// The focus came to a frame.
    pub(super) fn came(&mut self, arrival: Arrival<'_>) -> Verdict {
        let Arrival { plugin, now, .. } = arrival;
        if self.inside.as_ref() == Some(plugin) {
            return Verdict::Stays;
        }
        let within = |at: f64, time: f64| (0.0..time).contains(&(now - at));
        let is_called = self
            .called
            .as_ref()
            .is_some_and(|(called, at)| called == plugin && within(*at, CALL_MS));
        let is_tabbed = self.tab.is_some_and(|at| within(at, TAB_MS));
        let is_pressed = arrival.is_active && self.is_of_a_frame(now);
        if is_called || (arrival.is_shown && is_tabbed) {
            self.enter(plugin);
            return Verdict::Entered;
        }
        if arrival.is_shown && is_pressed {
            self.enter(plugin);
            return Verdict::Pressed;
        }
        if arrival.is_allowed && arrival.is_shown {
            self.enter(plugin);
            return Verdict::Allowed;
        }
        if self.is_past_with(plugin, now) {
            self.thefts.remove(plugin);
            Verdict::Out
        } else {
            Verdict::Back
        }
    }

    /// Counts a theft; says whether it was one too many.
    fn is_past_with(&mut self, plugin: &PluginId, now: f64) -> bool {
        let thefts = self.thefts.entry(plugin.clone()).or_default();
        thefts.push_back(now);
        while thefts.pop_front_if(|at| now - *at >= LONGEST_MS).is_some() {}
        BOUNDS.iter().any(|(count, time)| {
            let recent = thefts.iter().filter(|at| now - **at < *time);
            recent.count() >= *count
        })
    }

    fn enter(&mut self, plugin: &PluginId) {
        self.inside = Some(plugin.clone());
        self.called = None;
        self.tab = None;
        self.is_pressing = false;
    }
}
