//! The window drawn by OpenGL, through eframe.

use egui::ViewportBuilder;

use super::{Opened, WindowApp, drive};

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
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        event_loop_builder: x11.then(x11_hook),
        ..eframe::NativeOptions::default()
    };
    let creator: eframe::AppCreator<'_> = Box::new(move |context| {
        opened.set();
        let mut app = app;
        app.setup(&context.egui_ctx);
        Ok(Box::new(GlApp { app }))
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

struct GlApp {
    app: Box<dyn WindowApp>,
}

impl eframe::App for GlApp {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        drive(&mut *self.app, ui);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.app.on_exit();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
