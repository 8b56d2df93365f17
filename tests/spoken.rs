//! The portrait as those are told who do not see it, in both languages.
use nullcline::analysis::{PortraitOptions, Problem, portrait::portrait};
use nullcline::job::Cancel;
use nullcline::scene::portrait_spoken;
use nullcline::text::{Language, speaking};

fn spoken(problem: &Problem) -> [String; 2] {
    let found = portrait(&Cancel::never(), problem, &PortraitOptions::default())
        .expect("finite")
        .expect("nobody cancelled it");
    let start = &problem.preset().initial;
    Language::ALL.map(|l| speaking(l, || portrait_spoken(problem, &found, start)))
}

/// The van der Pol oscillator has its only equilibrium at the origin, where the Jacobian at mu = 1 is
/// ((1, −1), (1, 0)): trace 1 and determinant 1, an unstable focus. Its cycle has the period 6.663.
#[test]
fn the_oscillator_is_told_with_its_only_attractor() {
    let problem = Problem::from_source("van-der-pol/standard").expect("it exists");
    let [english, chinese] = spoken(&problem);
    assert_eq!(
        english,
        "Van der Pol, preset standard. One equilibrium: unstable focus at x = 0, y = 0. One limit cycle: a stable \
         cycle of period 6.663. The only attractor found: oscillation. The live state is at x = 0.5, y = 0."
    );
    assert_eq!(
        chinese,
        "Van der Pol 振子，预设 standard。1 个平衡点：不稳定焦点，位于 x = 0，y = 0。1 个极限环：一个稳定极限环，周期 6.663。\
         只找到一个吸引子：振荡。实时状态位于 x = 0.5，y = 0。"
    );
}

/// The bistable regime of the persistent sodium plus potassium model: rest, threshold and firing.
#[test]
fn what_differs_from_the_preset_is_named() {
    let mut problem =
        Problem::from_source("persistent-sodium-potassium/high-threshold").expect("it exists");
    let [as_it_is, _] = spoken(&problem);
    assert!(as_it_is.contains(", preset high-threshold. "), "{as_it_is}");
    problem.set("I", 4.4).expect("finite");
    let [english, chinese] = spoken(&problem);
    for part in [
        ", preset high-threshold, with I = 4.4\u{2009}µA/cm². ",
        " 3 equilibria: stable node at V = −",
        "; saddle at V = −",
        "; unstable focus at V = −",
        " No limit cycle was found. The only attractor found: rest. The live state is at V = ",
    ] {
        assert!(english.contains(part), "{part:?} in {english}");
    }
    for part in [
        "I = 4.4\u{2009}µA/cm²。3 个平衡点：稳定结点，位于 V = −",
        "鞍点",
        "静息",
    ] {
        assert!(chinese.contains(part), "{part:?} in {chinese}");
    }
}
