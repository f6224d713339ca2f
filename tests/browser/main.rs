//! The real binary in a real browser: the agent's main job, the attacks on it.

mod attacks;
mod main_job;
