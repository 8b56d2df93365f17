//! Random questions.
