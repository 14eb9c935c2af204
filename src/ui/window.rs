//! The window program: draws the state, applies commands, carries out effects.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::branding_files;
use super::clipboard::Clipboard;
use super::file_dialog::{
    Chosen, FileDialog, WorkspaceDialog, open_scenario_dialog, system_dialog, workspace_dialog,
};
use super::keeper::{Keeper, Task};
use super::panels::{Outbox, window_ui};
use super::preview;
use super::settings::{self, SettingsKeeper};
use super::shell::WindowApp;
use super::text_files::{self, Answers};
use super::written::{export, read_scenario, save_scenario};
use crate::app::{
    Asked, Command, Effect, ExportCommand, FileCommand, FileOf, Insight, ReportRequest, Sheet,
    State, TextCommand, WorkspaceCommand, Zoom, apply,
};
use crate::catalog::IndexedDocument;
use crate::report::Format;

/// The window's program.
pub struct MatrixWindow {
    state: State,
    sender: Sender<Command>,
    receiver: Receiver<Command>,
    cancel: Arc<AtomicBool>,
    clipboard: Clipboard,
    save_dialog: FileDialog,
    open_dialog: FileDialog,
    workspace_dialog: WorkspaceDialog,
    /// Where unsaved edits are kept safe; none: nowhere.
    journals: Option<PathBuf>,
    keeper: Option<Keeper>,
    title: String,
    /// What is remembered between runs; none: nothing.
    settings: Option<SettingsKeeper>,
    /// Whether the window may close without a question.
    closing: bool,
}

impl MatrixWindow {
    /// A window over a state.
    pub fn new(state: State) -> Self {
        Self {
            open_dialog: open_scenario_dialog,
            workspace_dialog,
            clipboard: Clipboard::default(),
            ..Self::with_dialog(state, system_dialog)
        }
    }

    /// A window that asks in another way which file is meant, and leaves the
    /// system's clipboard alone.
    pub fn with_dialog(state: State, save_dialog: FileDialog) -> Self {
        let (sender, receiver) = channel();
        Self {
            state,
            sender,
            receiver,
            cancel: Arc::default(),
            clipboard: Clipboard::text_only(),
            save_dialog,
            open_dialog: save_dialog,
            workspace_dialog: |_, _| Chosen::NoDialog,
            journals: None,
            keeper: None,
            title: String::new(),
            settings: None,
            closing: false,
        }
    }

    /// The same window, which keeps unsaved edits safe in a folder, and offers
    /// what is found there.
    #[must_use]
    pub fn with_journals(self, folder: PathBuf) -> Self {
        Self {
            journals: Some(folder),
            ..self
        }
    }

    /// The same window, which begins by telling this.
    #[must_use]
    pub fn with_notice(mut self, notice: Option<String>) -> Self {
        self.state.workspace_desk.message = notice.unwrap_or_default();
        self
    }

    /// The same window, which begins without the start page.
    #[must_use]
    pub fn without_start_page(mut self) -> Self {
        self.state.start_open = false;
        self
    }

    /// The same window, which remembers its settings in a file.
    #[must_use]
    pub fn with_settings(mut self, keeper: SettingsKeeper) -> Self {
        self.state.take_settings(keeper.settings());
        self.settings = Some(keeper);
        self
    }

    /// The same window, which begins by opening this file.
    #[must_use]
    pub fn with_file(self, path: Option<PathBuf>) -> Self {
        if let Some(path) = path {
            let open = WorkspaceCommand::OpenFile(path);
            let _ = self.sender.send(Command::Workspace(open));
        }
        self
    }

    /// The same window, which begins by reading these license texts.
    #[must_use]
    pub fn with_texts(self, paths: Vec<PathBuf>) -> Self {
        if !paths.is_empty() {
            // Their view says what was read and what could not be.
            let _ = self.sender.send(Command::ShowSheet(Sheet::Yours));
            let _ = self.sender.send(Command::Texts(TextCommand::Read(paths)));
        }
        self
    }

    /// A command for the next frame.
    pub fn give(&mut self, command: Command) {
        let _ = self.sender.send(command);
    }

    /// The state, for looking at.
    pub fn state(&self) -> &State {
        &self.state
    }

    fn carry_out(&mut self, effect: Effect, ctx: &egui::Context) {
        match effect {
            Effect::AskWhere(name) => self.ask_where(name, ctx),
            Effect::WriteReport {
                id,
                path,
                format,
                request,
            } => self.write(id, path, format, request, ctx),
            Effect::MakeReport(request) => preview::lay_out(request, self.answers(ctx)),
            Effect::AskScenarioFile { save, name } => self.ask_scenario(save, name, ctx),
            Effect::SaveScenario(path, scenario) => self.later(save_scenario(&path, &scenario)),
            Effect::OpenScenario(path) => {
                self.later(read_scenario(&path, &self.state.catalog, &self.state.book));
            }
            Effect::AskTexts { folder } => text_files::ask(folder, self.answers(ctx)),
            Effect::ReadTexts(paths) => text_files::read(paths, self.index(), self.answers(ctx)),
            Effect::CompareTexts { ids, texts } => {
                text_files::compare(ids, *texts, self.answers(ctx));
            }
            Effect::RecognizeText(text) => {
                text_files::recognize(text, self.index(), self.answers(ctx));
            }
            Effect::AskBranding { logo } => branding_files::ask(logo, self.answers(ctx)),
            Effect::ReadLogo(path) => branding_files::logo(path, self.answers(ctx)),
            Effect::OpenBranding(path) => branding_files::open(path, self.answers(ctx)),
            Effect::SaveBranding(path, branding) => {
                branding_files::save(path, branding, self.answers(ctx));
            }
            Effect::Copy(copied) => self.clipboard.copy(&copied, ctx),
            Effect::SetTheme(theme) => ctx.set_theme(settings::preference(theme)),
            Effect::SetMotion { reduced } => settings::set_motion(ctx, reduced),
            Effect::Zoom(Zoom::Larger) => egui::gui_zoom::zoom_in(ctx),
            Effect::Zoom(Zoom::Smaller) => egui::gui_zoom::zoom_out(ctx),
            Effect::Zoom(Zoom::Usual) => ctx.set_zoom_factor(1.0),
            Effect::CancelReport => self.cancel.store(true, Ordering::Relaxed),
            Effect::LookInto(asked) => self.look_into(*asked, ctx),
            Effect::AskWorkspaceFile { what, save, name } => {
                self.ask_workspace(what, save, name, ctx);
            }
            Effect::SetZoom(percent) => ctx.set_zoom_factor(f32::from(percent) / 100.0),
            Effect::CloseWindow => {
                self.closing = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            of_workspace => {
                if let Some(task) = task(of_workspace) {
                    self.keeper(ctx).give(task);
                }
            }
        }
    }

    /// The thread that keeps the workspace, from its first use on.
    fn keeper(&mut self, ctx: &egui::Context) -> &Keeper {
        let answers = self.answers(ctx);
        let data = (self.state.catalog.clone(), self.state.book.clone());
        let folder = self.journals.clone();
        self.keeper
            .get_or_insert_with(|| Keeper::start(folder, data, answers))
    }

    fn ask_workspace(&self, what: FileOf, save: bool, name: String, ctx: &egui::Context) {
        let (answers, ask) = (self.answers(ctx), self.workspace_dialog);
        std::thread::spawn(move || {
            let command = match ask(save, &name) {
                Chosen::Path(path) => what.chosen(save, path),
                Chosen::NoDialog => {
                    let folder = std::env::current_dir().unwrap_or_default();
                    let path = folder.join(name).display().to_string();
                    Command::Workspace(WorkspaceCommand::Type { what, save, path })
                }
                Chosen::Nothing => return,
            };
            answers.give(command);
        });
    }

    fn look_into(&self, asked: Asked, ctx: &egui::Context) {
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        let (catalog, book) = (self.state.catalog.clone(), self.state.book.clone());
        std::thread::spawn(move || {
            if let Some(insight) = Insight::of(&catalog, &book, &asked) {
                let _ = sender.send(Command::Insight(Box::new((asked, insight))));
                ctx.request_repaint();
            }
        });
    }

    /// The title follows the workspace; the state follows the size of everything.
    fn follow_window(&mut self, ctx: &egui::Context, out: &mut Outbox) {
        let percent = (ctx.zoom_factor() * 100.0).round() as u16;
        if percent != self.state.zoom {
            out.push(Command::Zoomed(percent));
        }
        let title = self.state.window_title();
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn answers(&self, ctx: &egui::Context) -> Answers {
        Answers {
            sender: self.sender.clone(),
            ctx: ctx.clone(),
        }
    }

    /// The clause index, for another thread.
    fn index(&self) -> Vec<IndexedDocument> {
        self.state.catalog.clause_index().cloned().collect()
    }

    /// A command for the next frame.
    fn later(&self, command: FileCommand) {
        let _ = self.sender.send(Command::File(command));
    }

    fn ask_scenario(&self, save: bool, name: String, ctx: &egui::Context) {
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        let ask = if save {
            self.save_dialog
        } else {
            self.open_dialog
        };
        std::thread::spawn(move || {
            let command = match ask(&name) {
                Chosen::Path(path) => FileCommand::Chosen { save, path },
                Chosen::NoDialog => {
                    let folder = std::env::current_dir().unwrap_or_default();
                    let path = folder.join(name).display().to_string();
                    FileCommand::Type { save, path }
                }
                Chosen::Nothing => FileCommand::Close,
            };
            let _ = sender.send(Command::File(command));
            ctx.request_repaint();
        });
    }

    /// The dialog runs on a thread of its own, so that the window goes on.
    fn ask_where(&self, name: String, ctx: &egui::Context) {
        let (sender, ctx, ask) = (self.sender.clone(), ctx.clone(), self.save_dialog);
        std::thread::spawn(move || {
            let command = match ask(&name) {
                Chosen::Path(path) => ExportCommand::To(path),
                Chosen::NoDialog => {
                    let folder = std::env::current_dir().unwrap_or_default();
                    ExportCommand::AskPath(folder.join(name).display().to_string())
                }
                Chosen::Nothing => ExportCommand::DialogClosed,
            };
            let _ = sender.send(Command::Export(command));
            ctx.request_repaint();
        });
    }

    fn write(
        &mut self,
        id: u64,
        path: PathBuf,
        format: Format,
        request: Arc<ReportRequest>,
        ctx: &egui::Context,
    ) {
        self.cancel = Arc::default();
        let (sender, ctx, cancel) = (self.sender.clone(), ctx.clone(), self.cancel.clone());
        std::thread::spawn(move || {
            let tell = |command| {
                let _ = sender.send(Command::Export(command));
                ctx.request_repaint();
            };
            let progress = |done| tell(ExportCommand::Progress { id, done });
            // Who stopped it needs no answer.
            if let Some(result) = export((&path, format), &request.make(), &cancel, &progress) {
                tell(ExportCommand::Written { id, result });
            }
        });
    }
}

/// What the thread that keeps the workspace is to do.
fn task(effect: Effect) -> Option<Task> {
    Some(match effect {
        Effect::NoteWorkspace { path, workspace } => Task::Note { path, workspace },
        Effect::BeginWorkspace => Task::Begin,
        Effect::LookAtFile(path) => Task::LookAt(path),
        Effect::OpenWorkspace(path) => Task::Open(path),
        Effect::SaveWorkspace {
            path,
            workspace,
            how,
        } => Task::Save {
            path,
            workspace,
            how,
        },
        Effect::RestoreLost(number) => Task::Restore(number),
        Effect::DiscardLost(number) => Task::Discard(number),
        Effect::ReadViews(path) => Task::ReadViews(path),
        Effect::SaveViews(path, views) => Task::SaveViews(path, views),
        _ => return None,
    })
}

impl WindowApp for MatrixWindow {
    fn setup(&mut self, ctx: &egui::Context) {
        super::theme::install(ctx);
        if let Some(keeper) = &self.settings {
            settings::apply(ctx, keeper.settings());
        }
        if self.journals.is_some() {
            self.keeper(ctx).give(Task::Look);
        }
    }

    fn may_close(&mut self) -> bool {
        if self.closing || !self.state.would_lose() {
            return true;
        }
        let close = Command::Workspace(WorkspaceCommand::Close);
        let _ = self.sender.send(close);
        false
    }

    fn on_exit(&mut self) {
        if let Some(keeper) = &mut self.keeper {
            keeper.end();
        }
        if let Some(settings) = &mut self.settings {
            settings.write();
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let mut out: Outbox = self.receiver.try_iter().collect();
        window_ui(ui, &self.state, &mut out);
        self.follow_window(ui.ctx(), &mut out);
        if let Some(settings) = &mut self.settings {
            settings.follow(ui.ctx(), &self.state);
        }
        if out.is_empty() {
            return;
        }
        let ctx = ui.ctx().clone();
        for command in out {
            for effect in apply(&mut self.state, command) {
                self.carry_out(effect, &ctx);
            }
        }
        // What was drawn is a frame behind the state now.
        ctx.request_repaint();
    }
}
