//! The pages of a report before it is saved: the list that the PDF is written
//! from, painted with the same fonts.

use std::sync::Arc;

use egui::{
    Align2, ColorImage, FontId, Id, Pos2, Rect, Sense, Stroke, TextureHandle, TextureOptions, Ui,
    Vec2, WidgetInfo, pos2,
};

use super::text_files::Answers;
use super::theme::tokens::size;
use super::theme::{PAPER, palette, report_color, report_family};
use crate::app::{Command, ExportCommand, ReportRequest};
use crate::export::pdf::draw::{Item, PageDraw, TextRun};
use crate::export::pdf::{Laid, layout};
use crate::report::{Logo, Report};

/// The pages of a report, or why there are none.
#[derive(Clone)]
struct Pages {
    report: Arc<Report>,
    laid: Arc<Result<Laid, String>>,
}

/// Where the window keeps the pages it shows.
fn place() -> Id {
    Id::unique("preview of the report")
}

/// Where the window keeps the report that was asked for last.
fn wanted() -> Id {
    Id::unique("report of the preview")
}

/// Makes a report and lays it out on a thread of its own; the window shows its
/// pages when they are ready.
pub fn lay_out(request: Arc<ReportRequest>, answers: Answers) {
    let ctx = answers.ctx.clone();
    ctx.data_mut(|data| data.insert_temp(wanted(), request.clone()));
    std::thread::spawn(move || {
        // Meanwhile another report may have been asked for.
        let is_wanted = || {
            let latest: Option<Arc<ReportRequest>> = ctx.data(|data| data.get_temp(wanted()));
            latest.is_some_and(|latest| Arc::ptr_eq(&latest, &request))
        };
        let report = Arc::new(request.make());
        if !is_wanted() {
            return;
        }
        let laid = layout(&report).map_err(|error| error.to_string());
        if is_wanted() {
            let pages = Pages {
                report: report.clone(),
                laid: Arc::new(laid),
            };
            ctx.data_mut(|data| data.insert_temp(place(), pages));
        }
        let made = ExportCommand::Made { request, report };
        let _ = answers.sender.send(Command::Export(made));
        ctx.request_repaint();
    });
}

/// The pages, one below the other.
pub fn preview_ui(ui: &mut Ui, report: Option<&Arc<Report>>, height: f32) {
    let pages: Option<Pages> = ui.data(|data| data.get_temp(place()));
    // Pages of another report are not shown for this one.
    let is_of = |pages: &Pages| report.is_some_and(|report| Arc::ptr_eq(&pages.report, report));
    let Some(pages) = pages.filter(is_of) else {
        ui.label("Making the pages...");
        return;
    };
    let laid = match pages.laid.as_ref() {
        Ok(laid) => laid,
        Err(why) => {
            ui.label(why);
            return;
        }
    };
    let count = laid.pages.len();
    ui.label(match count {
        1 => "1 page".to_owned(),
        count => format!("{count} pages"),
    });
    egui::ScrollArea::vertical()
        .id_salt("pages")
        .max_height(height - 24.0)
        .auto_shrink(false)
        .show(ui, |ui| {
            for (index, page) in laid.pages.iter().enumerate() {
                page_ui(ui, page, (index + 1, count));
                ui.add_space(size::GAP);
            }
        });
}

fn page_ui(ui: &mut Ui, page: &PageDraw, (number, count): (usize, usize)) {
    let scale = (ui.available_width() / page.width).min(size::PREVIEW_SCALE);
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(page.width, page.height) * scale, Sense::hover());
    response.widget_info(|| {
        let words = format!("Page {number} of {count}");
        WidgetInfo::labeled(egui::Role::Image, true, words)
    });
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0.0, PAPER);
    let at = |x: f32, y: f32| rect.min + Vec2::new(x, y) * scale;
    for item in &page.items {
        match item {
            Item::Fill(fill) => {
                let area =
                    Rect::from_min_size(at(fill.x, fill.y), Vec2::new(fill.w, fill.h) * scale);
                painter.rect_filled(area, fill.radius * scale, report_color(fill.color));
            }
            Item::Stroke(line) => {
                let (from, to) = (at(line.from.0, line.from.1), at(line.to.0, line.to.1));
                // Thinner than this a line would vanish.
                let stroke = Stroke::new((line.width * scale).max(0.6), report_color(line.color));
                painter.line_segment([from, to], stroke);
            }
            Item::Text(run) => text(&painter, run, at(run.x, run.y), scale),
            Item::Picture(picture) => {
                let size = Vec2::new(picture.w, picture.h) * scale;
                let area = Rect::from_min_size(at(picture.x, picture.y), size);
                let texture = logo_texture(ui, &picture.logo);
                let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
                painter.image(texture.id(), area, whole, PAPER);
            }
            Item::Field(field) => {
                let size = Vec2::new(field.w, field.h) * scale;
                let area = Rect::from_min_size(at(field.x, field.y), size);
                let stroke = Stroke::new(0.8, palette(ui).border);
                painter.rect_stroke(area, 0.0, stroke, egui::StrokeKind::Inside);
            }
            Item::Link(_) | Item::Anchor(_) => {}
        }
    }
    let border = Stroke::new(1.0, palette(ui).border);
    painter.rect_stroke(rect, 0.0, border, egui::StrokeKind::Inside);
}

/// The picture of a logo, made once as long as it is the same.
fn logo_texture(ui: &Ui, logo: &Logo) -> TextureHandle {
    let place = Id::unique("logo in the preview");
    let kept: Option<(Logo, TextureHandle)> = ui.data(|data| data.get_temp(place));
    if let Some((_, texture)) = kept.filter(|(of, _)| of == logo) {
        return texture;
    }
    let size = [logo.width as usize, logo.height as usize];
    let image = ColorImage::from_rgb(size, &logo.rgb);
    let texture = ui.ctx().load_texture("logo", image, TextureOptions::LINEAR);
    ui.data_mut(|data| data.insert_temp(place, (logo.clone(), texture.clone())));
    texture
}

/// A run of text with its baseline at a place, word by word, so that each
/// stands where the PDF has it.
fn text(painter: &egui::Painter, run: &TextRun, baseline: Pos2, scale: f32) {
    let font = FontId::new(run.size * scale, report_family(run.face));
    let mut x = baseline.x;
    for word in &run.words {
        let words = word.text.trim_end();
        if !words.is_empty() {
            let galley =
                painter.layout_no_wrap(words.to_owned(), font.clone(), report_color(run.color));
            let ascent = galley.rows.first().map_or(0.0, |row| {
                row.glyphs.first().map_or(0.0, |glyph| glyph.pos.y)
            });
            let top = pos2(x, baseline.y - ascent);
            let anchored = Align2::LEFT_TOP.anchor_size(top, galley.size());
            painter.galley(anchored.min, galley, report_color(run.color));
        }
        x += word.width * run.size * scale;
    }
}
