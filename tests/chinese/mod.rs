//! What is English among Chinese.
use nullcline::model::{Stimulus, zoo};
use std::collections::BTreeSet;
use std::path::Path;

/// Words that are the same in every language: units, keys, kinds of files and of functions, and proper names.
const SAME: &str = "API Alt Backspace CSV Ctrl Delete English Escape GIF Hz Home JSON LaTeX Matplotlib NumPy PDF PNG \
    Page Up Down Python ReLU SVG SciPy Shift Sigmoid Tab TikZ mS mV ms nullcline tau Apng APNG cm pA pF nS kHz exp nA \
    mM py svg dt pgfplots nullcline FitzHugh Nagumo Morris Lecar Hodgkin Huxley Izhikevich Wilson Cowan Van der Pol \
    Bogdanov Takens Ornstein Uhlenbeck Poisson Fano RMS rms max min log det AUC ROC RMSE Beniaguev Segev London";

/// Names of models, presets and their symbols, which are the same in every language; and where models come from.
pub(crate) fn names() -> BTreeSet<String> {
    let mut names: BTreeSet<String> = SAME.split_whitespace().map(str::to_owned).collect();
    for model in zoo::registry() {
        let info = model.info();
        names.insert(info.source.to_owned());
        names.insert(info.id.to_owned());
        names.extend(info.formula.iter().map(|line| (*line).to_owned()));
        for preset in &info.presets {
            names.insert(preset.id.to_owned());
            names.insert(format!("{}/{}", info.id, preset.id));
        }
        names.extend(info.parameters.iter().map(|p| p.name.to_owned()));
        names.extend(info.variables.iter().map(|v| v.name.to_owned()));
    }
    names
}

/// Whether a label is English: where it has Chinese characters, two words one after the other, else a single one.
pub(crate) fn is_english(label: &str, names: &BTreeSet<String>) -> bool {
    // What egui's own frames of windows are called, which no program can change; names of files; what is typed.
    let egui = label == "Close window" || label.starts_with("Resize window");
    let file = Path::new(label).is_absolute() || label.ends_with(".svg");
    if names.contains(label) || egui || file || Stimulus::parse(label).is_ok() {
        return false;
    }
    let chinese = label
        .chars()
        .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let english = |w: &str| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        w.len() > 2 && w.chars().all(|c| c.is_ascii_alphabetic() || c == '\'') && !names.contains(w)
    };
    if chinese {
        let words: Vec<&str> = label.split(' ').collect();
        return words.windows(2).any(|pair| pair.iter().all(|w| english(w)));
    }
    label
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .any(english)
}
