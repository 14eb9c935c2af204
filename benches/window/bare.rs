//! A window with one line and nothing behind it.

struct Bare;

impl eframe::App for Bare {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        ui.label("A window with one line of text");
    }
}

/// Opens the window and shows it until the process is ended.
pub fn run() {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    let app: eframe::AppCreator<'_> = Box::new(|context| {
        // A font is a part of any window.
        let mut fonts = egui::FontDefinitions::empty();
        let text = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");
        fonts.font_data.insert(
            "text".to_owned(),
            std::sync::Arc::new(egui::FontData::from_static(text)),
        );
        for family in [egui::FontFamily::Proportional, egui::FontFamily::Monospace] {
            fonts.families.insert(family, vec!["text".to_owned()]);
        }
        context.egui_ctx.set_fonts(fonts);
        Ok(Box::new(Bare))
    });
    eframe::run_native("Bare window", options, app).unwrap();
}
