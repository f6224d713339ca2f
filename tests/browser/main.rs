//! The real binary in a real browser: the main job, what each command does, the attacks, the settings, and the reference.

mod addresses;
mod app_consent;
mod app_files;
mod app_forms;
mod app_trial;
mod apps;
mod attacks;
mod attendance;
mod closing;
mod companies;
mod connector;
mod docs;
mod effects;
mod first_run;
mod focus;
mod https;
mod languages;
mod list;
mod main_job;
mod pictures;
mod settings;
mod team;
mod wcag;
mod words;
mod yew_example;
