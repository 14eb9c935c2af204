//! A window drawn by the processor: winit for events, softbuffer for pixels.

use std::num::NonZeroU32;
use std::rc::Rc;
use std::time::{Duration, Instant};

use egui::{Context, ViewportBuilder, ViewportCommand, ViewportEvent, ViewportId, ViewportInfo};
use egui_winit::accesskit_winit;
use winit::application::ApplicationHandler;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use winit::window::{Window, WindowId};

use super::painter::Painter;
use super::picture::background;
use crate::ui::shell::{Opened, WindowApp, drive};

/// Least time between two frames: animations ask for "as soon as possible".
const FRAME: Duration = Duration::from_millis(16);

type Surface = softbuffer::Surface<Rc<Window>, Rc<Window>>;

/// What reaches the event loop from other threads.
#[derive(Debug)]
enum Wake {
    /// egui wants a frame at that time; `pass` counts its frames so far.
    Repaint { when: Instant, pass: u64 },
    /// A screen reader asks for something.
    Accessibility(accesskit_winit::Event),
}

impl From<accesskit_winit::Event> for Wake {
    fn from(event: accesskit_winit::Event) -> Self {
        Self::Accessibility(event)
    }
}

/// Opens the window and runs it to its end.
///
/// # Errors
///
/// Says in words why the window could not be opened or drawn.
pub(crate) fn run(
    app: Box<dyn WindowApp>,
    viewport: ViewportBuilder,
    x11: bool,
    opened: Opened,
) -> Result<(), String> {
    let mut builder = EventLoop::<Wake>::with_user_event();
    if x11 {
        prefer_x11(&mut builder);
    }
    let event_loop = builder.build().map_err(|error| error.to_string())?;
    let ctx = Context::default();
    let proxy = event_loop.create_proxy();
    let waker = event_loop.create_proxy();
    ctx.set_request_repaint_callback(move |info| {
        // A failed send means that the loop has ended: nothing to wake.
        let _ = waker.send_event(Wake::Repaint {
            when: Instant::now() + info.delay,
            pass: info.current_cumulative_pass_nr,
        });
    });
    let mut handler = SoftApp {
        app,
        viewport,
        ctx,
        proxy,
        opened,
        open: None,
        repaint_at: None,
        last_frame: Instant::now(),
        failure: None,
    };
    let ended = event_loop.run_app(&mut handler);
    if let Some(failure) = handler.failure {
        return Err(failure);
    }
    ended.map_err(|error| error.to_string())
}

#[cfg(target_os = "linux")]
fn prefer_x11(builder: &mut winit::event_loop::EventLoopBuilder<Wake>) {
    winit::platform::x11::EventLoopBuilderExtX11::with_x11(builder);
}

#[cfg(not(target_os = "linux"))]
fn prefer_x11(_: &mut winit::event_loop::EventLoopBuilder<Wake>) {}

struct SoftApp {
    app: Box<dyn WindowApp>,
    viewport: ViewportBuilder,
    ctx: Context,
    proxy: EventLoopProxy<Wake>,
    opened: Opened,
    open: Option<OpenWindow>,
    repaint_at: Option<Instant>,
    last_frame: Instant,
    failure: Option<String>,
}

struct OpenWindow {
    window: Rc<Window>,
    surface: Surface,
    input: egui_winit::State,
    info: ViewportInfo,
    painter: Painter,
}

impl SoftApp {
    fn open(&mut self, event_loop: &ActiveEventLoop) -> Result<OpenWindow, String> {
        self.app.connected();
        // Screen readers want to know of a window before it is shown.
        let hidden = self.viewport.clone().with_visible(false);
        let window = egui_winit::create_window(&self.ctx, event_loop, &hidden)
            .map_err(|error| error.to_string())?;
        let window = Rc::new(window);
        let surface = softbuffer::Context::new(Rc::clone(&window))
            .and_then(|context| Surface::new(&context, Rc::clone(&window)))
            .map_err(|error| error.to_string())?;
        let mut input = egui_winit::State::new(
            self.ctx.clone(),
            ViewportId::ROOT,
            &window,
            Some(window.scale_factor() as f32),
            window.theme(),
            None,
        );
        input.init_accesskit(event_loop, &window, self.proxy.clone());
        window.set_visible(true);
        let mut info = ViewportInfo::default();
        egui_winit::update_viewport_info(&mut info, &self.ctx, &window, true);
        self.opened.set();
        self.app.setup(&self.ctx);
        window.request_redraw();
        Ok(OpenWindow {
            window,
            surface,
            input,
            info,
            painter: Painter::default(),
        })
    }

    /// Runs and draws one frame. `Ok(true)` if the window is to be closed.
    fn frame(&mut self, event_loop: &ActiveEventLoop) -> Result<bool, String> {
        let Some(open) = &mut self.open else {
            return Ok(false);
        };
        self.repaint_at = None;
        self.last_frame = Instant::now();
        egui_winit::update_viewport_info(&mut open.info, &self.ctx, &open.window, false);
        let mut raw = open.input.take_egui_input(&open.window);
        let closing = open.info.close_requested();
        raw.viewports.insert(ViewportId::ROOT, open.info.clone());
        open.info.events.clear();
        let app = &mut *self.app;
        let mut output = self.ctx.run_ui(raw, |ui| drive(app, ui));
        open.input.handle_platform_output_with_event_loop(
            &open.window,
            event_loop,
            std::mem::take(&mut output.platform_output),
        );
        let change = open.painter.take_textures(&mut output.textures_delta);
        let commands = output
            .viewport_output
            .remove(&ViewportId::ROOT)
            .map(|viewport| viewport.commands)
            .unwrap_or_default();
        let kept = commands.contains(&ViewportCommand::CancelClose);
        egui_winit::process_viewport_commands(
            &self.ctx,
            &mut open.info,
            commands,
            &open.window,
            &mut Vec::new(),
        );
        let scale = output.pixels_per_point;
        let primitives = self.ctx.tessellate(output.shapes, scale);
        let size = open.window.inner_size();
        if let (Some(width), Some(height)) =
            (NonZeroU32::new(size.width), NonZeroU32::new(size.height))
        {
            let painter = &mut open.painter;
            let size = [size.width as usize, size.height as usize];
            painter.update(size, change, background(&self.ctx), scale, &primitives);
            present(&mut open.surface, [width, height], painter.pixels())
                .map_err(|error| error.to_string())?;
        }
        if open.info.close_requested() {
            // The app asked to close: the next frame tells it so.
            open.window.request_redraw();
        }
        Ok(closing && !kept)
    }

    fn step(&mut self, event_loop: &ActiveEventLoop) {
        match self.frame(event_loop) {
            Ok(false) => {}
            Ok(true) => event_loop.exit(),
            Err(failure) => self.fail(event_loop, failure),
        }
    }

    fn fail(&mut self, event_loop: &ActiveEventLoop, failure: String) {
        self.failure = Some(failure);
        event_loop.exit();
    }

    /// Plans a frame for that time, or a little later if the last one was
    /// drawn just now.
    fn schedule(&mut self, when: Instant) {
        let when = when.max(self.last_frame + FRAME);
        self.repaint_at = Some(self.repaint_at.map_or(when, |at| at.min(when)));
    }

    fn redraw(&self) {
        if let Some(open) = &self.open {
            open.window.request_redraw();
        }
    }
}

impl ApplicationHandler<Wake> for SoftApp {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if self.open.is_none() {
            match self.open(event_loop) {
                Ok(open) => self.open = Some(open),
                Err(failure) => self.fail(event_loop, failure),
            }
        }
    }

    fn user_event(&mut self, _: &ActiveEventLoop, event: Wake) {
        match event {
            Wake::Repaint { when, pass } => {
                // Requests from before the last frame have been served.
                let current = self.ctx.cumulative_pass_nr();
                if current == pass || current == pass + 1 {
                    self.schedule(when);
                }
            }
            Wake::Accessibility(event) => {
                let Some(open) = &mut self.open else { return };
                match event.window_event {
                    accesskit_winit::WindowEvent::InitialTreeRequested => {
                        self.ctx.enable_accesskit();
                    }
                    accesskit_winit::WindowEvent::ActionRequested(request) => {
                        open.input.on_accesskit_action_request(request);
                    }
                    accesskit_winit::WindowEvent::AccessibilityDeactivated => {
                        self.ctx.disable_accesskit();
                    }
                }
                open.window.request_redraw();
            }
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let Some(open) = &mut self.open else { return };
        let response = open.input.on_window_event(&open.window, &event);
        match event {
            WindowEvent::RedrawRequested => self.step(event_loop),
            WindowEvent::CloseRequested => {
                open.info.events.push(ViewportEvent::Close);
                self.redraw();
            }
            WindowEvent::Destroyed => event_loop.exit(),
            WindowEvent::Resized(_) | WindowEvent::ScaleFactorChanged { .. } => self.redraw(),
            _ if response.repaint => self.schedule(Instant::now()),
            _ => {}
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        match self.repaint_at {
            Some(at) if at <= Instant::now() => {
                self.repaint_at = None;
                self.redraw();
                event_loop.set_control_flow(ControlFlow::Wait);
            }
            Some(at) => event_loop.set_control_flow(ControlFlow::WaitUntil(at)),
            None => event_loop.set_control_flow(ControlFlow::Wait),
        }
    }

    fn exiting(&mut self, _: &ActiveEventLoop) {
        if self.open.take().is_some() {
            self.app.on_exit();
        }
    }
}

/// Brings pixels to the screen.
fn present(
    surface: &mut Surface,
    [width, height]: [NonZeroU32; 2],
    pixels: &[u32],
) -> Result<(), softbuffer::SoftBufferError> {
    surface.resize(width, height)?;
    let mut buffer = surface.buffer_mut()?;
    if buffer.len() == pixels.len() {
        buffer.copy_from_slice(pixels);
    }
    buffer.present()
}
