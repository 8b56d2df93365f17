//! What presenter mode shows besides pictures: the line in words, the clock, the spot and the black screen.
use egui::{Align2, Area, Color32, Context, FontId, Id, Order, Stroke, Ui, text::LayoutJob};
use std::time::Duration;

/// Size of the words, and of those that do not fit, in points.
const WORDS: [f32; 2] = [16.0, 13.0];
const CLOCK: f32 = 20.0;
/// Radius of the spot, and the thickness of its edge.
const SPOT: f32 = 28.0;
const EDGE: f32 = 3.0;

/// What the portrait shows, as large as fits into two lines.
pub(in crate::app) fn words_ui(ui: &mut Ui, words: &str) {
    let ink = ui.visuals().text_color();
    let room = ui.available_width();
    ui.spacing_mut().extra_text_line_spacing = 0.0;
    let laid = |size: f32, width: f32| {
        let mut job = LayoutJob::simple(words.to_owned(), FontId::proportional(size), ink, width);
        job.wrap.max_rows = 2;
        ui.painter().layout_job(job)
    };
    let mut galley = laid(WORDS[0], f32::INFINITY);
    if galley.size().x > room {
        galley = laid(WORDS[1], room);
    }
    ui.centered_and_justified(|ui| ui.label(galley));
}

/// Minutes and seconds since the clock was set, in the corner.
pub(in crate::app) fn clock_ui(ctx: &Context, seconds: f64) {
    let whole = seconds.max(0.0).floor();
    let text = format!("{:.0}:{:02.0}", (whole / 60.0).floor(), whole % 60.0);
    Area::new(Id::unique("clock"))
        .order(Order::Foreground)
        .interactable(false)
        .anchor(Align2::RIGHT_TOP, [-12.0, 8.0])
        .show(ctx, |ui| {
            ui.label(egui::RichText::new(text).size(CLOCK).monospace());
        });
    ctx.request_repaint_after(Duration::from_secs_f64(1.0 - seconds.rem_euclid(1.0)));
}

/// A ring around the pointer that the last row sees.
pub(in crate::app) fn spot_ui(ctx: &Context, colour: Color32) {
    let Some(at) = ctx.pointer_latest_pos() else {
        return;
    };
    let layer = egui::LayerId::new(Order::Tooltip, Id::unique("spot"));
    let painter = ctx.layer_painter(layer);
    painter.circle(
        at,
        SPOT,
        colour.gamma_multiply(0.25),
        Stroke::new(EDGE, colour),
    );
}

/// Nothing but black, until a key is pressed.
pub(in crate::app) fn black_ui(ctx: &Context) {
    Area::new(Id::unique("black"))
        .order(Order::Debug)
        .fixed_pos(egui::Pos2::ZERO)
        .show(ctx, |ui| {
            let whole = ctx.content_rect();
            ui.allocate_rect(whole, egui::Sense::click_and_drag());
            ui.painter().rect_filled(whole, 0.0, Color32::BLACK);
        });
}
