//! Helpers for the tests of finished artefacts.
