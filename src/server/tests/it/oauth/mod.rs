//! Integrations, and how programs are let in by OAuth 2.0.

mod integrations;
