//! The real binary in a real browser: the main job, what each command does, the attacks, and the settings.

mod attacks;
mod effects;
mod main_job;
mod settings;
