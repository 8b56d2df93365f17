//! Published and independently computed numbers.
//!
//! The values were obtained by others with AUTO-07p at tight tolerances and, separately, by shooting in
//! extended precision; the two agree to the digits printed here.
mod reference;

use nullcline::analysis::{Cycle, Portrait, PortraitOptions, Problem, portrait::portrait};
use nullcline::job::Cancel;
use reference::{CURRENTS, RATES};

/// The parameter that a model's diagrams are about.
fn first(source: &str) -> &'static str {
    let problem = Problem::from_source(source).expect(source);
    problem.model().info().parameters[0].name
}

fn at(source: &str, set: &[(&str, f64)]) -> Portrait {
    let mut problem = Problem::from_source(source).expect("a built-in source");
    for &(name, value) in set {
        problem.set(name, value).expect("an allowed value");
    }
    portrait(&Cancel::never(), &problem, &PortraitOptions::default())
        .expect("finite")
        .expect("not cancelled")
}

struct Row {
    source: &'static str,
    current: f64,
    period: f64,
    min: f64,
    max: f64,
    log: f64,
}

const fn row(source: &'static str, current: f64, period: f64, min: f64, max: f64, log: f64) -> Row {
    Row {
        source,
        current,
        period,
        min,
        max,
        log,
    }
}

const FHN: &str = "fitzhugh-nagumo/standard";
const HIGH: &str = "persistent-sodium-potassium/high-threshold";
const LOW: &str = "persistent-sodium-potassium/low-threshold";
const FAST: &str = "persistent-sodium-potassium/fast-potassium";
const HOPF: &str = "morris-lecar/hopf";
const SNLC: &str = "morris-lecar/snlc";
const HC: &str = "morris-lecar/homoclinic";
const WC: &str = "wilson-cowan/cycle";

/// Period, extrema of the first variable, and ln of the multiplier of planar cycles.
const CYCLES: &[Row] = &[
    row(WC, 1.1, 75.8752685891, 0.07760693, 0.2471731, -2.8854799),
    row(WC, 1.25, 39.967154433, 0.1025593, 0.2696595, -1.038336),
    row(WC, 1.4, 30.2967745589, 0.1289639, 0.2795636, -0.62397123),
    row(WC, 1.5, 26.5591393199, 0.1476055, 0.2823099, -0.45105536),
    row(WC, 1.7, 21.7075465276, 0.1881279, 0.2800973, -0.18993522),
    row(WC, 1.85, 19.2686850143, 0.228597, 0.2653188, -0.029269149),
    row(FHN, 0.33, 48.8102101725, -1.988878, 1.759999, -36.233926),
    row(FHN, 0.35, 45.610500981, -1.986783, 1.790228, -37.94187),
    row(FHN, 0.5, 39.4744149802, -1.970407, 1.852117, -38.311264),
    row(FHN, 0.875, 36.4183026175, -1.92248, 1.92248, -37.319006),
    row(FHN, 1.2, 38.5758431671, -1.864391, 1.96466, -38.093874),
    row(FHN, 1.4, 45.610500981, -1.790228, 1.986783, -37.94187),
    row(FHN, 0.3285, 24.696779157, -1.154536, -0.7654667, 0.14294123),
    row(FHN, 0.33, 23.581057179, -1.089297, -0.8394892, 0.054534569),
    row(HIGH, 5.0, 15.1020539518, -77.05645, 9.396598, -37.603052),
    row(HIGH, 10.0, 7.07351409187, -76.47441, 9.647301, -27.664281),
    row(HIGH, 50.0, 3.55492490488, -71.61165, 9.517166, -18.812364),
    row(HIGH, 100.0, 2.74053562427, -64.27444, 8.114814, -14.807512),
    row(HIGH, 150.0, 2.12438978456, -46.16832, 3.167044, -7.8802446),
    row(
        HIGH,
        190.0,
        1.30554421082,
        -25.80918,
        -13.18051,
        -0.60559556,
    ),
    row(LOW, 15.0, 2.93318161736, -58.31969, -54.55804, -0.061219819),
    row(LOW, 20.0, 2.86736564354, -63.37078, -48.13358, -0.89657498),
    row(LOW, 40.0, 3.65953794874, -73.59177, -8.166894, -9.8534661),
    row(LOW, 100.0, 2.68184574654, -67.97777, -2.359406, -10.856218),
    row(LOW, 200.0, 2.27911838769, -58.40046, -4.550792, -8.9741085),
    row(LOW, 300.0, 2.66321151818, -47.71064, -8.859859, -8.3285864),
    row(FAST, 0.0, 2.26772316897, -55.26739, -12.39587, -6.2569029),
    row(FAST, 4.0, 1.16336955595, -51.16448, -12.07666, -1.924795),
    row(FAST, 4.5, 1.12415911827, -50.76598, -12.06196, -1.7970999),
    row(FAST, 5.0, 1.08931649347, -50.37738, -12.05302, -1.6861087),
    row(FAST, 10.0, 0.868302875566, -46.85361, -12.25931, -1.0394748),
    row(
        FAST,
        20.0,
        0.670329556731,
        -40.96311,
        -13.91426,
        -0.52680678,
    ),
    row(
        FAST,
        40.0,
        0.50407884904,
        -30.37092,
        -20.85535,
        -0.062712796,
    ),
    row(HOPF, 90.0, 102.727165327, -51.93645, 30.80747, -8.7660187),
    row(HOPF, 100.0, 85.2906410429, -50.33607, 33.3258, -9.832796),
    row(HOPF, 150.0, 66.1617527345, -42.54407, 35.2593, -9.4888978),
    row(HOPF, 200.0, 65.6191959807, -33.79397, 34.64549, -8.5866999),
    row(HOPF, 215.0, 72.7807329299, -28.10938, 33.75446, -6.1985432),
    row(HOPF, 89.0, 126.939849862, -42.21876, -7.626831, 11.308309),
    row(HOPF, 90.0, 103.843172209, -37.36097, -13.05677, 4.6843109),
    row(HOPF, 92.0, 86.5931550206, -32.04998, -18.53214, 1.1090742),
    row(SNLC, 40.0, 943.738574003, -47.56586, 30.13341, -95.982584),
    row(SNLC, 45.0, 99.2965752092, -46.3528, 30.92384, -11.872717),
    row(SNLC, 60.0, 58.6089125131, -42.76524, 32.81887, -7.1346594),
    row(SNLC, 80.0, 46.8887433636, -37.79783, 34.29911, -5.287419),
    row(SNLC, 95.0, 42.9831724498, -33.45345, 34.7148, -4.1977605),
    row(SNLC, 100.0, 42.0605043293, -31.70083, 34.68969, -3.7698285),
    row(SNLC, 110.0, 40.4125338353, -26.86218, 34.1089, -2.5157716),
    row(SNLC, 100.0, 25.5496135264, 3.733736, 12.94792, 0.13627871),
    row(SNLC, 105.0, 27.3266742521, -0.7873902, 17.43762, 0.47828145),
    row(SNLC, 110.0, 29.8758945026, -5.21904, 21.68896, 0.83032321),
    row(HC, 35.1, 66.4033569731, -21.9763, 16.03413, -8.7182533),
    row(HC, 36.0, 40.8269194341, -20.29865, 16.15703, -3.3427171),
    row(HC, 37.0, 33.9410673112, -18.82071, 16.25655, -2.0315323),
    row(HC, 38.0, 29.9178288941, -17.34287, 16.28796, -1.3109629),
    row(HC, 39.0, 26.874181915, -15.67759, 16.20411, -0.79618358),
    row(HC, 40.0, 24.0377590281, -13.43614, 15.86092, -0.35764119),
    row(HC, 37.0, 16.8649282318, 0.8510757, 7.736279, 0.034452624),
    row(HC, 38.0, 17.3569577079, -1.564445, 9.731486, 0.08086589),
    row(HC, 39.0, 18.0115010534, -3.758929, 11.3516, 0.11726289),
    // From the frequencies and periods published with the models.
    row(
        "persistent-sodium-potassium/subcritical",
        42.5,
        6.127,
        f64::NAN,
        f64::NAN,
        f64::NAN,
    ),
    row(
        "persistent-sodium-potassium/subcritical",
        45.0,
        5.934,
        f64::NAN,
        f64::NAN,
        f64::NAN,
    ),
    row(
        "persistent-sodium-potassium/subcritical",
        50.0,
        5.816,
        f64::NAN,
        f64::NAN,
        f64::NAN,
    ),
    row(
        "fitzhugh-nagumo-cubic/excitable",
        0.05,
        105.95,
        f64::NAN,
        f64::NAN,
        f64::NAN,
    ),
    row(
        "fitzhugh-nagumo-cubic/excitable",
        0.1,
        93.03,
        f64::NAN,
        f64::NAN,
        f64::NAN,
    ),
    row(
        "hodgkin-huxley-reduced/book",
        10.0,
        11.239,
        f64::NAN,
        f64::NAN,
        f64::NAN,
    ),
    row(
        "morris-lecar/hopf",
        120.0,
        73.49,
        f64::NAN,
        f64::NAN,
        f64::NAN,
    ),
];

#[test]
fn planar_cycles_have_their_reference_periods_extrema_and_multipliers() {
    let mut wrong = vec![];
    for r in CYCLES {
        let p = at(r.source, &[(first(r.source), r.current)]);
        // Values known to few digits: a little more than half a unit in the last one printed.
        let tolerance = if r.log.is_nan() {
            0.6 * 10f64.powf(-digits(r.period))
        } else {
            1e-7 * r.period
        };
        let hit = p.cycles.iter().find(|c| {
            (c.period - r.period).abs() <= tolerance
                && (r.log.is_nan() || (c.log_multiplier.unwrap_or(f64::NAN) > 0.0) == (r.log > 0.0))
        });
        let Some(c) = hit else {
            let have: Vec<_> = p
                .cycles
                .iter()
                .map(|c| (c.period, c.log_multiplier))
                .collect();
            wrong.push(format!(
                "{} at {}: no cycle of period {}, only {have:?}",
                r.source, r.current, r.period
            ));
            continue;
        };
        if !r.log.is_nan() {
            let close = |a: f64, b: f64, unit: f64| (a - b).abs() <= unit;
            let log = c.log_multiplier.expect("smooth models have one");
            if !close(c.min[0], r.min, 1e-5 * r.min.abs().max(0.1))
                || !close(c.max[0], r.max, 1e-5 * r.max.abs().max(0.1))
                || !close(log, r.log, 1e-6 * r.log.abs().max(1.0))
            {
                wrong.push(format!(
                    "{} at {}: {:?} {:?} {log}",
                    r.source, r.current, c.min, c.max
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Decimals printed in the table.
fn digits(x: f64) -> f64 {
    (0..6)
        .map(f64::from)
        .find(|&d| ((x * 10f64.powf(d)).round() / 10f64.powf(d) - x).abs() < 1e-9)
        .unwrap_or(6.0)
}

fn signs(cycles: &[Cycle]) -> Vec<bool> {
    cycles.iter().map(|c| c.stable).collect()
}

/// How many cycles there are: one on each branch of the published diagrams, no more.
#[test]
fn there_are_as_many_cycles_as_the_diagrams_show() {
    let cases: [(&str, f64, &[bool]); 24] = [
        (FHN, 0.3, &[]),
        (FHN, 0.324, &[]),
        (FHN, 0.33, &[false, true]),
        (FHN, 0.34, &[true]),
        (FHN, 1.42, &[false, true]),
        (FHN, 1.43, &[]),
        (HIGH, 3.0, &[]),
        (HIGH, 4.6, &[true]),
        (HIGH, 205.0, &[]),
        (LOW, 14.0, &[]),
        (FAST, -0.4, &[]),
        (FAST, 3.0, &[true]),
        ("persistent-sodium-potassium/subcritical", 42.0, &[]),
        (
            "persistent-sodium-potassium/subcritical",
            45.0,
            &[false, true],
        ),
        ("persistent-sodium-potassium/subcritical", 77.0, &[]),
        (HOPF, 88.0, &[]),
        (HOPF, 90.0, &[true, false]),
        (HOPF, 214.0, &[true, false]),
        (HOPF, 217.0, &[]),
        (SNLC, 39.0, &[]),
        (SNLC, 105.0, &[false, true]),
        (HC, 34.9, &[]),
        (HC, 38.0, &[false, true]),
        (HC, 40.7, &[]),
    ];
    for (source, current, expected) in cases {
        let p = at(source, &[("I", current)]);
        let mut got = signs(&p.cycles);
        let mut want = expected.to_vec();
        got.sort_unstable();
        want.sort_unstable();
        assert_eq!(
            got,
            want,
            "{source} at {current}: {:?}",
            p.cycles.iter().map(|c| c.period).collect::<Vec<_>>()
        );
    }
}

/// FitzHugh-Nagumo with a = 0.7, b = 0.8 is symmetric about I = 0.875 under (v, w) → (−v, 1.75 − w).
#[test]
fn fitzhugh_nagumo_is_symmetric() {
    for delta in [0.05, 0.2, 0.525] {
        let [low, high] = [-1.0, 1.0].map(|s| at(FHN, &[("I", 0.875 + s * delta)]).cycles);
        assert_eq!((low.len(), high.len()), (1, 1));
        assert!((low[0].period - high[0].period).abs() < 1e-9);
        assert!((low[0].min[0] + high[0].max[0]).abs() < 1e-8);
        let (a, b) = (
            low[0].log_multiplier.expect("smooth"),
            high[0].log_multiplier.expect("smooth"),
        );
        assert!((a - b).abs() < 1e-7, "{a} {b}");
    }
}

/// The van der Pol equation has exactly one cycle for every mu; its period is 2π (1 + mu²/16 + O(mu⁴))
/// for small mu (Poincaré-Lindstedt), and 7.6298744479 at mu = 2, 19.078370 at mu = 10.
#[test]
fn van_der_pol_has_its_one_cycle() {
    for mu in [0.05, 0.1, 1.0, 2.0, 5.0, 10.0] {
        let cycles = at("van-der-pol", &[("mu", mu)]).cycles;
        assert_eq!(signs(&cycles), [true], "mu = {mu}");
        let period = cycles[0].period;
        if mu <= 0.1 {
            assert!(
                (period / std::f64::consts::TAU - 1.0 - mu * mu / 16.0).abs() < mu.powi(4),
                "{mu}: {period}"
            );
        }
        if mu == 2.0 {
            assert!((period - 7.629_874_447_9).abs() < 1e-7, "{period}");
        }
        if mu == 10.0 {
            assert!((period - 19.078_37).abs() < 1e-4, "{period}");
        }
    }
}

/// Steady firing rates of the simple model's cells, 1000 × spikes / period of the attracting orbit of
/// the reset map, at I = 5, 7, 10, 15, 20, 30; integrated elsewhere at a relative tolerance of 1e-10.
#[test]
fn reset_models_fire_at_their_reference_rates() {
    let mut wrong = vec![];
    for (cell, rates) in RATES {
        for (current, rate) in CURRENTS.into_iter().zip(rates) {
            let cycles = at(&format!("izhikevich/{cell}"), &[("I", current)]).cycles;
            let have: Vec<f64> = cycles
                .iter()
                .filter(|c| c.stable)
                .map(|c| 1000.0 * c.spikes.map_or(f64::NAN, |k| k as f64) / c.period)
                .collect();
            if !have.iter().any(|h| (h - rate).abs() < 2e-6 * rate.max(1.0)) {
                wrong.push(format!(
                    "{cell} at {current}: {rate} expected, {have:?} found"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Below their onset the cells are silent; LTS and RZ fire already at I = 3.
#[test]
fn reset_models_are_silent_below_their_onset() {
    for (cell, rate) in [
        ("rs", None),
        ("fs", None),
        ("ch", None),
        ("lts", Some(26.241498)),
        ("rz", Some(72.167999)),
    ] {
        let cycles = at(&format!("izhikevich/{cell}"), &[("I", 3.0)]).cycles;
        let stable: Vec<&Cycle> = cycles.iter().filter(|c| c.stable).collect();
        match rate {
            None => assert!(stable.is_empty(), "{cell}: {stable:?}"),
            Some(rate) => {
                assert_eq!(stable.len(), 1, "{cell}");
                let have =
                    1000.0 * stable[0].spikes.map_or(f64::NAN, |k| k as f64) / stable[0].period;
                assert!((have - rate).abs() < 1e-5, "{cell}: {have}");
            }
        }
    }
}

/// The minimum of u over a spike lies where u' = a (b v − u) = 0, on its nullcline.
#[test]
fn extrema_of_spiking_orbits_are_exact() {
    let cycles = at("izhikevich/rs", &[("I", 10.0)]).cycles;
    let c = cycles.iter().find(|c| c.stable).expect("it fires");
    let lowest = c
        .points
        .iter()
        .min_by(|p, q| p[1].total_cmp(&q[1]))
        .expect("not empty");
    assert_eq!(lowest[1], c.min[1]);
    assert!((0.2 * lowest[0] - lowest[1]).abs() < 1e-9, "{lowest:?}");
    assert!(c.times.windows(2).all(|t| t[0] <= t[1]));
}
