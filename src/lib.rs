//! nullcline: a live phase-plane explorer for neuron models.
//!
//! This page is the map of the house. A **model** declares names, units, ranges and formulas, once. A
//! **problem** is a model at parameter values, seen in a window of the plane. An **analysis** is a pure
//! function of a problem: equilibria, nullclines, separatrices, cycles, basins. A **scene** says what
//! to draw by meaning (nullcline, saddle, stable cycle), never by colour. Small **backends** put a
//! scene on the screen, into SVG or PNG, into CSV, or into the Braille dots of a terminal. **Lanes** run
//! analyses in the background, where the newest request wins. The **session** is everything that
//! one might want to save, and only **commands** change it. An **export** is a view of a session as scenes,
//! computed at once. The **app** asks for results every frame
//! and never waits.
//!
//! ```text
//!                  model ──► problem ──► analysis ──► scene ──┬─► screen (egui_plot)
//!                               ▲           │                 ├─► figure (SVG, PNG)
//!  panels ──► command ──► session         in a lane           └─► table and text (CSV, Braille)
//!     ▲                                     │
//!     └──────────── fresh / stale / nothing ┘
//! ```
//!
//! # Layers
//!
//! A module uses only modules on lower layers, and of those only the ones named here. `tests/layers.rs`
//! reads the sources and fails with the file and line that breaks the rule; building without the
//! window (`--no-default-features`) proves that egui has not leaked downwards.
//!
//! | module | what it knows | may use |
//! |---|---|---|
//! | [`num`] | mathematics: integration, roots, zero sets | nothing of ours |
//! | [`job`] | background work: cancelling, lanes | nothing of ours |
//! | [`text`] | what is said, in every language; the sentences are assets | nothing of ours |
//! | [`model`] | what a neuron model is; one file per model in [`model::zoo`] | `num`, `text` |
//! | [`analysis`] | questions about a problem | `model`, `num`, `text`, `job` (only `Cancel`) |
//! | [`learn`] | artificial neurons, networks of them, and the twin that learns a neuron | `analysis`, `model`, `num`, `text`, `job` (only `Cancel`) |
//! | [`scene`] | pictures by meaning, words and numbers for people | `analysis`, `learn`, `model`, `num`, `text` |
//! | [`session`] | what is saved, the commands that change it, and its files | `analysis`, `learn`, `model`, `num`, `text`, `scene` (only words and numbers) |
//! | [`draw`] | a scene on the screen, as figure, as table, as text | `scene`, `text` |
//! | [`export`] | a session as figures: which views there are, and computing one | everything above |
//! | [`lesson`] | lessons as data: acts, questions, claims that are computed | `session`, `scene`, `analysis`, `model`, `num`, `text`, `job` |
//! | [`cli`] | the command line, one file per sub-command | everything above |
//! | `app` | the window (feature `gui`) | everything above but `cli` |
//!
//! # What is absent, and stays absent
//!
//! - `num` has never heard of voltage.
//! - `model` has no colours.
//! - `analysis` does no drawing, no printing, no threads, no files.
//! - `scene` has no pixels and no egui.
//! - `draw` has no mathematics.
//! - `app` has no formulas, and no panel calls an analysis.
//! - Nothing derived is ever stored in the session.
//!
//! # Where to begin
//!
//! ```
//! use nullcline::analysis::{PortraitOptions, Problem, portrait::portrait};
//! use nullcline::job::Cancel;
//!
//! let mut problem = Problem::from_source("persistent-sodium-potassium/high-threshold")?;
//! problem.set("I", 4.4)?;
//! let found = portrait(&Cancel::never(), &problem, &PortraitOptions::default())?
//!     .expect("nobody cancelled it");
//! let kinds: Vec<&str> = found.equilibria.iter().map(|e| e.kind.name()).collect();
//! assert_eq!(kinds, ["stable node", "saddle", "unstable focus"]);
//! # Ok::<(), nullcline::analysis::ProblemError>(())
//! ```
//!
//! A new model is a file in `src/model/zoo` and a line in its registry; sliders, `--set`, tables and
//! the tests that hold for every model read the one declaration in it.
pub mod analysis;
#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod draw;
pub mod export;
pub mod job;
pub mod learn;
pub mod lesson;
pub mod model;
pub mod num;
pub mod scene;
pub mod session;
pub mod text;
