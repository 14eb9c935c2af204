//! The window drawn by OpenGL, through eframe.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use egui::ViewportBuilder;

use super::system_fonts::SystemFonts;
use super::{Opened, WindowApp, drive};
use crate::ui::theme::background;

/// Why eframe gave up.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// There may be a window, but OpenGL cannot draw in it.
    NoDrawing(String),
    /// There is no window system to talk to.
    NoWindow(String),
}

impl From<String> for Failure {
    // A panic on the way. If it came from OpenGL, drawing without it helps;
    // if not, the second start fails too and says why.
    fn from(reason: String) -> Self {
        Self::NoDrawing(reason)
    }
}

/// Opens the window and runs it to its end.
///
/// # Errors
///
/// See `Failure`.
pub fn run(
    app: Box<dyn WindowApp>,
    title: &str,
    viewport: ViewportBuilder,
    x11: bool,
    opened: Opened,
) -> Result<(), Failure> {
    let app = Rc::new(RefCell::new(app));
    let options = eframe::NativeOptions {
        viewport,
        window_builder: Some(Box::new({
            let app = Rc::clone(&app);
            move |viewport| {
                app.borrow_mut().connected();
                viewport
            }
        })),
        renderer: eframe::Renderer::Glow,
        event_loop_builder: x11.then(x11_hook),
        // Noise against bands in slopes of color; only shadows have some here.
        dithering: false,
        // We begin it later.
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    let creator: eframe::AppCreator<'_> = Box::new(move |context| {
        opened.set();
        let fonts = Arc::new(SystemFonts::default());
        context.egui_ctx.add_font_provider(fonts.clone());
        app.borrow_mut().setup(&context.egui_ctx);
        let fonts = Some(fonts);
        Ok(Box::new(GlApp { app, fonts }))
    });
    eframe::run_native(title, options, creator).map_err(|error| match error {
        eframe::Error::WinitEventLoop(_) | eframe::Error::AppCreation(_) => {
            Failure::NoWindow(error.to_string())
        }
        other => Failure::NoDrawing(other.to_string()),
    })
}

fn x11_hook() -> eframe::EventLoopBuilderHook {
    Box::new(|builder| {
        #[cfg(target_os = "linux")]
        winit::platform::x11::EventLoopBuilderExtX11::with_x11(builder);
        #[cfg(not(target_os = "linux"))]
        let _ = builder;
    })
}

/// Pixels on a side of a picture that the graphics card holds. The letters on
/// screen are kept in one that is as wide as it may be, sixteen thousand pixels
/// on most cards: room that few screens of text need, and that costs memory and
/// time in the first frame.
const LARGEST_TEXTURE: usize = 4096;

struct GlApp {
    app: Rc<RefCell<Box<dyn WindowApp>>>,
    /// The system's fonts, until they are listed.
    fonts: Option<Arc<SystemFonts>>,
}

impl eframe::App for GlApp {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let shown = ui.ctx().cumulative_frame_nr() > 0;
        if let Some(fonts) = self.fonts.take_if(|_| shown) {
            fonts.begin();
        }
        drive(&mut **self.app.borrow_mut(), ui);
    }

    fn raw_input_hook(&mut self, _: &egui::Context, input: &mut egui::RawInput) {
        let side = input.max_texture_side.unwrap_or(LARGEST_TEXTURE);
        input.max_texture_side = Some(side.min(LARGEST_TEXTURE));
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.app.borrow_mut().on_exit();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        background(visuals).to_normalized_gamma_f32()
    }
}
