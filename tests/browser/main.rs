//! The real binary in a real browser: the main job, the attacks on it, and the settings.

mod attacks;
mod main_job;
mod settings;
