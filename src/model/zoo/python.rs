//! The built-in models as Python, for scripts that recompute a figure.
//!
//! The lines use `np` of NumPy, the names of the declaration, and three functions that the script brings:
//! `logistic`, `linexp` and `rise`, as in the formulas here. A test compares them with the formulas.

/// A model's equations as the bodies of Python functions of the state variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Python {
    /// Lines that end by returning the rates as a list; they work for numbers and for arrays.
    pub rhs: &'static str,
    /// For models with reset: an expression for the value of the first variable at which spikes end.
    pub peak: &'static str,
    /// For models with reset: an expression for the list of values after a spike.
    pub reset: &'static str,
    /// An expression for the time for which the state is held after a reset.
    pub hold: &'static str,
}

const fn smooth(rhs: &'static str) -> Python {
    spiking(rhs, "", "")
}

const fn spiking(rhs: &'static str, peak: &'static str, reset: &'static str) -> Python {
    Python {
        rhs,
        peak,
        reset,
        hold: "0.0",
    }
}

/// The equations of the built-in model called `id`.
pub fn python(id: &str) -> Option<Python> {
    Some(match id {
        "persistent-sodium-potassium" => smooth(
            "m = logistic((V - m_half) / m_k)
n_inf = logistic((V - n_half) / n_k)
return [(I - gL * (V - EL) - gNa * m * (V - ENa) - gK * n * (V - EK)) / C, (n_inf - n) / tau]",
        ),
        "fitzhugh-nagumo" => smooth("return [v - v**3 / 3 - w + I, eps * (v + a - b * w)]"),
        "fitzhugh-nagumo-cubic" => smooth("return [v * (a - v) * (v - 1) - w + I, b * v - c * w]"),
        "morris-lecar" => smooth(
            "m_inf = 0.5 * (1 + np.tanh((V - V1) / V2))
w_inf = 0.5 * (1 + np.tanh((V - V3) / V4))
current = I - gCa * m_inf * (V - ECa) - gK * w * (V - EK) - gL * (V - EL)
return [current / C, phi * (w_inf - w) * np.cosh((V - V3) / (2 * V4))]",
        ),
        "izhikevich" => spiking(
            "return [0.04 * v**2 + k1 * v + k0 - u + I, a * (b * (v - v_u) - u_leak * u)]",
            "v_peak",
            "[c, u + d]",
        ),
        "izhikevich-2007" => spiking(
            "x = v - vr
if rule in (\"rs\", \"lts\"):
    goal = b * x
elif rule == \"fs\":
    goal = np.where(x > 0, b * x**3, 0.0)
elif rule == \"tc\":
    goal = np.where(v > -65, 0.0, b * x)
else:
    goal = np.where(v > -65, 2 * x, b * x)
return [(k * x * (v - vt) - u + I) / C, a * (goal - u)]",
            "v_peak + {\"lts\": -0.1, \"tc\": 0.1}.get(rule, 0.0) * u",
            "[c + {\"lts\": 0.04, \"tc\": -0.1}.get(rule, 0.0) * u, min(u + d, 670.0) if rule == \"lts\" else u + d]",
        ),
        "adaptive-exponential" => spiking(
            "spike = gL * Delta * rise((V - VT) / Delta)
return [(I - gL * (V - EL) + spike - w) / C, (a * (V - EL) - w) / tau_w]",
            "V_cut",
            "[V_reset, w + b]",
        ),
        "persistent-sodium" => spiking(
            "m = logistic((V - m_half) / m_k)
return [(I - gL * (V - EL) - gNa * m * (V - ENa)) / C]",
            "V_peak",
            "[V_reset]",
        ),
        "leaky-integrate-and-fire" => Python {
            hold: "t_ref",
            ..spiking("return [(V_rest - V + R * I) / tau]", "V_th", "[V_reset]")
        },
        "quadratic-integrate-and-fire" => spiking("return [b + v**2]", "v_peak", "[v_reset]"),
        "exponential-integrate-and-fire" => Python {
            hold: "t_ref",
            ..spiking(
                "return [(I - gL * (V - EL) + gL * Delta * rise((V - VT) / Delta)) / C]",
                "V_cut",
                "[V_reset]",
            )
        },
        "hodgkin-huxley" => smooth(
            "u = V - V_rest
phi = 3 ** ((T - 6.3) / 10)
alpha_m, beta_m = linexp((u - 25) / 10), 4 * np.exp(-u / 18)
alpha_h, beta_h = 0.07 * np.exp(-u / 20), logistic((u - 30) / 10)
alpha_n, beta_n = 0.1 * linexp((u - 10) / 10), 0.125 * np.exp(-u / 80)
current = I - gNa * m**3 * h * (V - ENa) - gK * n**4 * (V - EK) - gL * (V - EL)
return [
    current / C,
    phi * (alpha_m * (1 - m) - beta_m * m),
    phi * (alpha_h * (1 - h) - beta_h * h),
    phi * (alpha_n * (1 - n) - beta_n * n),
]",
        ),
        "hodgkin-huxley-reduced" => smooth(
            "alpha_m, beta_m = linexp((V - 25) / 10), 4 * np.exp(-V / 18)
alpha_n, beta_n = 0.1 * linexp((V - 10) / 10), 0.125 * np.exp(-V / 80)
m = alpha_m / (alpha_m + beta_m)
current = I - gNa * m**3 * (c0 - c1 * n) * (V - ENa) - gK * n**4 * (V - EK) - gL * (V - EL)
return [current / C, alpha_n * (1 - n) - beta_n * n]",
        ),
        "wilson-cowan" => smooth(
            "rest_E, rest_I = logistic(-a_E * theta_E), logistic(-a_I * theta_I)
S_E = logistic(a_E * (c1 * E - c2 * N + P - theta_E)) - rest_E
S_I = logistic(a_I * (c3 * E - c4 * N + Q - theta_I)) - rest_I
return [((1 - rest_E - E) * S_E - E) / tau, ((1 - rest_I - N) * S_I - N) / tau]",
        ),
        "van-der-pol" => smooth("return [mu * (x - x**3 / 3 - y), x / mu]"),
        _ => return None,
    })
}
