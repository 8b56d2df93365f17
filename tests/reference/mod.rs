//! Published and independently computed numbers that more than one test file is checked against.

/// Currents of [`RATES`].
pub(crate) const CURRENTS: [f64; 6] = [5.0, 7.0, 10.0, 15.0, 20.0, 30.0];

/// Steady firing rates in Hz of cells of Izhikevich's simple model at [`CURRENTS`]: 1000 × spikes / period
/// of the attracting orbit of the reset map, integrated elsewhere at a relative tolerance of 1e-10.
pub(crate) const RATES: [(&str, [f64; 6]); 5] = [
    (
        "rs",
        [
            10.654583, 15.651230, 22.315245, 33.003280, 43.632264, 65.061655,
        ],
    ),
    (
        "fs",
        [
            45.495880, 79.214263, 136.190613, 229.719833, 315.452766, 469.222658,
        ],
    ),
    (
        "ch",
        [
            38.903816, 55.958186, 84.300921, 125.128026, 165.615235, 270.910748,
        ],
    ),
    (
        "lts",
        [
            39.501082, 53.210659, 74.793621, 112.062879, 149.553158, 223.404974,
        ],
    ),
    (
        "rz",
        [
            105.531610, 141.371575, 195.178622, 280.463824, 359.946933, 505.713973,
        ],
    ),
];
