//! The plugins' tabs and what their frames are doing.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use encaixe_api::id::{ChannelId, PluginId};
use encaixe_api::plugin::{Frame, FrameState};
use encaixe_ui::api_client::Failure;
use encaixe_ui::gathered;

mod view;

pub(crate) use view::View;

/// What a plugin's document set in the panel; reset when the document goes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct FrameUi {
    busy: bool,
    /// Its listeners still work on what was opened.
    working: bool,
    badge: u32,
    height: Option<f64>,
}

/// The plugin panel.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Panel {
    /// The agent's plugins; `None` until the server named them.
    pub(crate) frames: Option<Vec<Rc<Frame>>>,
    /// Those that are for the open conversation's channel.
    shown: Vec<Rc<Frame>>,
    /// The open conversation's channel, once it is known.
    channel: Option<ChannelId>,
    /// Why they were not named when they were last asked for.
    pub(crate) trouble: Option<Failure>,
    /// The order in which the agent put the tabs; those that are not in it come last.
    pub(crate) order: Vec<PluginId>,
    /// The tab that the agent took to the front. While it is hidden, another is there.
    chosen: Option<PluginId>,
    /// The tab in front.
    pub(crate) active: Option<PluginId>,
    /// The window is so narrow that one pane is shown at a time, and the panel is a drawer over it.
    pub(crate) narrow: bool,
    /// The drawer of a narrow window is open.
    pub(crate) drawer: bool,
    /// The agent put the panel of a wider window away.
    pub(crate) hidden: bool,
    /// The plugin in whose frame the agent's keyboard is.
    pub(crate) inside: Option<PluginId>,
    /// What is known of each frame.
    views: HashMap<PluginId, View>,
    ui: HashMap<PluginId, FrameUi>,
    generations: HashMap<PluginId, u32>,
    /// The frames that left and that the agent wants to see all the same.
    asked: HashSet<PluginId>,
}

impl Panel {
    /// A panel that will show `tab` when there is such a plugin.
    pub(crate) fn new(tab: Option<PluginId>) -> Self {
        Self {
            frames: None,
            shown: Vec::new(),
            channel: None,
            trouble: None,
            order: Vec::new(),
            chosen: tab.clone(),
            active: tab,
            narrow: false,
            drawer: false,
            hidden: false,
            inside: None,
            views: HashMap::new(),
            ui: HashMap::new(),
            generations: HashMap::new(),
            asked: HashSet::new(),
        }
    }

    /// The plugins that have a tab, none before the server named them.
    pub(crate) fn frames(&self) -> &[Rc<Frame>] {
        &self.shown
    }

    /// The plugin of that id, which may have no tab in this conversation.
    pub(crate) fn frame(&self, id: &PluginId) -> Option<&Rc<Frame>> {
        let mut frames = self.frames.iter().flatten();
        frames.find(|frame| frame.id == *id)
    }

    /// The plugin whose tab is in front.
    pub(crate) fn active_frame(&self) -> Option<&Rc<Frame>> {
        self.frame(self.active.as_ref()?)
    }

    /// What is known of the frame of that plugin.
    pub(crate) fn view(&self, id: &PluginId) -> View {
        self.views.get(id).cloned().unwrap_or_default()
    }

    /// What is known of the frame of that plugin, once it was made.
    pub(crate) fn known_view(&self, id: &PluginId) -> Option<&View> {
        self.views.get(id)
    }

    /// Whether the tab of that plugin is before the agent's eyes, as long as the inbox is.
    pub(crate) fn shows(&self, id: &PluginId) -> bool {
        self.active.as_ref() == Some(id) && self.is_open()
    }

    /// Whether the panel is before the agent's eyes, as long as the inbox is.
    pub(crate) const fn is_open(&self) -> bool {
        if self.narrow {
            self.drawer
        } else {
            !self.hidden
        }
    }

    pub(super) const fn open(&mut self, open: bool) {
        if self.narrow {
            self.drawer = open;
        } else {
            self.hidden = !open;
        }
    }

    /// Whether that plugin's frame is none that works.
    pub(crate) fn is_in_trouble(&self, id: &PluginId) -> bool {
        self.views.get(id).is_some_and(View::is_trouble)
    }

    /// Whether that plugin says that it is busy, or still works on what was opened.
    pub(crate) fn is_busy(&self, id: &PluginId) -> bool {
        self.ui.get(id).is_some_and(|ui| ui.busy || ui.working)
    }

    /// The number on that plugin's tab; 0 is none.
    pub(crate) fn badge_of(&self, id: &PluginId) -> u32 {
        self.ui.get(id).map_or(0, |ui| ui.badge)
    }

    /// Whether any plugin shows a number or does not work.
    pub(crate) fn has_news(&self) -> bool {
        let mut ids = self.shown.iter().map(|frame| &frame.id);
        ids.any(|id| self.badge_of(id) > 0 || self.is_in_trouble(id))
    }

    /// The height of that plugin's frame in CSS pixels; none is the panel's.
    pub(crate) fn height_of(&self, id: &PluginId) -> Option<f64> {
        self.ui.get(id)?.height
    }

    /// How many times the agent asked for a new element.
    pub(crate) fn generation(&self, id: &PluginId) -> u32 {
        self.generations.get(id).copied().unwrap_or_default()
    }

    /// Whether the agent wants to see what is in that plugin's frame although it left.
    pub(crate) fn shows_left(&self, id: &PluginId) -> bool {
        self.asked.contains(id)
    }

    pub(super) fn show_left(&mut self, id: PluginId) {
        if self.view(&id).state == FrameState::Left {
            self.asked.insert(id);
        }
    }

    pub(super) fn set(&mut self, frames: Vec<Rc<Frame>>) {
        let known = |id: &PluginId| frames.iter().any(|frame| frame.id == *id);
        self.views.retain(|id, _| known(id));
        self.ui.retain(|id, _| known(id));
        self.asked.retain(known);
        self.frames = Some(frames);
        self.sort();
        self.trouble = None;
    }

    /// Takes a tab to the front.
    pub(super) fn choose(&mut self, id: PluginId) {
        self.chosen = Some(id.clone());
        self.active = Some(id);
        self.settle();
    }

    /// The open conversation came by that channel; none while none is open.
    pub(super) fn at(&mut self, channel: Option<&ChannelId>) {
        self.channel = channel.cloned();
        self.settle();
    }

    /// Finds the tabs of the conversation's channel, and which is in front: the agent's choice, or the next one that there is.
    fn settle(&mut self) {
        let Some(frames) = &self.frames else {
            return;
        };
        let is_shown = |frame: &&Rc<Frame>| {
            let channel = self.channel.as_ref();
            channel.is_none_or(|channel| frame.is_for(channel))
        };
        let chosen = self.chosen.as_ref();
        let place = frames.iter().position(|frame| Some(&frame.id) == chosen);
        let mut from = frames.iter().skip(place.unwrap_or(0)).chain(frames);
        let front = from.find(is_shown);
        self.active = front.map(|frame| frame.id.clone());
        self.shown = frames.iter().filter(is_shown).cloned().collect();
        if place.is_none() {
            self.chosen.clone_from(&self.active);
        }
    }

    pub(super) fn put_in_order(&mut self, order: Vec<PluginId>) {
        self.order = order;
        self.sort();
    }

    fn sort(&mut self) {
        let order = &self.order;
        let place = |frame: &Rc<Frame>| {
            let place = order.iter().position(|id| *id == frame.id);
            place.unwrap_or(usize::MAX)
        };
        if let Some(frames) = self.frames.take() {
            let frames = gathered::sorted(frames, |one, other| place(one).cmp(&place(other)));
            self.frames = Some(frames);
        }
        self.settle();
    }

    pub(super) fn status(&mut self, id: PluginId, view: View) {
        if view.state != FrameState::Left {
            self.asked.remove(&id);
        }
        self.views.insert(id, view);
    }

    pub(super) fn busy(&mut self, id: &PluginId, on: bool) {
        self.ui.entry(id.clone()).or_default().busy = on;
    }

    pub(super) fn working(&mut self, id: &PluginId, on: bool) {
        self.ui.entry(id.clone()).or_default().working = on;
    }

    pub(super) fn badge(&mut self, id: &PluginId, count: u32) {
        self.ui.entry(id.clone()).or_default().badge = count;
    }

    pub(super) fn set_height(&mut self, id: &PluginId, height: Option<f64>) {
        self.ui.entry(id.clone()).or_default().height = height;
    }

    pub(super) fn document_gone(&mut self, id: &PluginId) {
        self.ui.remove(id);
    }

    pub(super) fn reload(&mut self, id: &PluginId) {
        self.views.remove(id);
        self.ui.remove(id);
        self.asked.remove(id);
        *self.generations.entry(id.clone()).or_default() += 1;
    }
}
