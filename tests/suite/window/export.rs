//! Export: where to, what is written, and what is told when it fails.

use super::*;

/// Opens the export, looks at the pages, and goes on to where to save.
fn export(window: &mut Harness<'static, MatrixWindow>) {
    start(window, "Export...");
    wait(window, "the pages", |window| sees(window, "Page 1 of "));
    start(window, "Save as...");
}

#[test]
fn without_a_dialog_the_path_is_typed_and_the_report_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.pdf");
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-3b,qwen2.5-7b");
    choose(&mut window, "Scenario", "Consumer app at scale");
    export(&mut window);
    wait(&mut window, "the path field", |window| {
        sees(window, "no file dialog")
    });
    let proposed = window
        .get_by_role_and_label(Role::TextInput, "File:")
        .value()
        .unwrap();
    assert!(
        proposed.ends_with("license-memo-consumer-app.pdf"),
        "{proposed}"
    );
    assert!(Path::new(&proposed).is_absolute());
    field(&mut window, "File:", file.to_str().unwrap());
    start(&mut window, "Save");
    wait(&mut window, "the report", |window| sees(window, "Saved "));
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    click(&mut window, "Close");
    assert_eq!(state(&window).export, Export::Idle);
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    let mut window = window_with(|_| Chosen::Path("no/such/folder/report.pdf".into()));
    field(&mut window, "Filter:", "model:qwen2.5-3b");
    choose(&mut window, "Scenario", "Consumer app at scale");
    export(&mut window);
    wait(&mut window, "the message", |window| {
        sees(window, "was not written")
    });
    assert!(sees(&window, "the folder does not exist"));
    click(&mut window, "Close");
    assert_eq!(state(&window).export, Export::Idle);
}

#[test]
fn a_canceled_dialog_changes_nothing() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let mut window = window_with(|_| {
        ASKED.fetch_add(1, Ordering::SeqCst);
        Chosen::Nothing
    });
    field(&mut window, "Filter:", "model:qwen2.5-3b");
    choose(&mut window, "Scenario", "Consumer app at scale");
    export(&mut window);
    wait(&mut window, "the end", |window| {
        ASKED.load(Ordering::SeqCst) == 1 && state(window).export == Export::Idle
    });
    assert!(!sees(&window, "no file dialog"));
}

#[test]
fn every_view_of_the_matrix_can_be_exported() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window();
    open_two_scenarios(&mut window);
    for sheet in Sheet::ALL
        .into_iter()
        .filter(|sheet| *sheet != Sheet::Yours)
    {
        let file = folder.path().join(format!("{sheet:?}.pdf"));
        click(&mut window, sheet.label());
        export(&mut window);
        wait(&mut window, "the path field", |window| {
            sees(window, "no file dialog")
        });
        field(&mut window, "File:", file.to_str().unwrap());
        start(&mut window, "Save");
        wait(&mut window, "the report", |window| sees(window, "Saved "));
        assert!(
            std::fs::read(&file).unwrap().starts_with(b"%PDF-"),
            "{sheet:?}"
        );
        click(&mut window, "Close");
    }
}

#[test]
fn where_there_is_nothing_to_export_it_is_told() {
    let mut window = window();
    click(&mut window, Sheet::Yours.label());
    click(&mut window, "Export...");
    assert!(sees(&window, "Show one of the other views first."));
    click(&mut window, "Close");
    assert!(!sees(&window, "Show one of the other views first."));
}

#[test]
fn kind_and_format_are_chosen_and_the_pages_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window();
    field(&mut window, "Filter:", "model:qwen2.5-3b,qwen2.5-7b");
    choose(&mut window, "Scenario", "Consumer app at scale");
    start(&mut window, "Export...");
    wait(&mut window, "the pages", |window| {
        sees(window, "Page 1 of ")
    });
    assert!(sees(&window, "Page 1 of "));
    let Export::Choosing {
        report: Some(memo), ..
    } = state(&window).export.clone()
    else {
        panic!("{:?}", state(&window).export);
    };
    click(&mut window, "Comparison");
    wait(&mut window, "the pages", |window| {
        sees(window, "Page 1 of ")
    });
    let Export::Choosing {
        report: Some(other),
        ..
    } = state(&window).export.clone()
    else {
        panic!("{:?}", state(&window).export);
    };
    assert!(other.sections.len() < memo.sections.len());
    assert!(
        other
            .sections
            .iter()
            .any(|section| section.heading == "What differs")
    );
    wait(&mut window, "the pages", |window| {
        sees(window, "Page 1 of ")
    });
    field(&mut window, "Note of the reviewer", "looked at on Friday");
    click(&mut window, "Web page");
    start(&mut window, "Save as...");
    wait(&mut window, "the path field", |window| {
        sees(window, "no file dialog")
    });
    let path = window.get_by_role_and_label(Role::TextInput, "File:");
    let proposed = path.value().unwrap();
    assert!(
        proposed.ends_with("license-comparison-consumer-app.html"),
        "{proposed}"
    );
    // The ending that is typed says the format.
    let file = folder.path().join("report.md");
    field(&mut window, "File:", file.to_str().unwrap());
    start(&mut window, "Save");
    wait(&mut window, "the report", |window| sees(window, "Saved "));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.starts_with("# AI model license comparison"),
        "{text:.80}"
    );
    assert!(text.contains("## What differs"));
    click(&mut window, "Close");
    // The note is in the record of the next report as well.
    start(&mut window, "Export...");
    wait(&mut window, "the pages", |window| {
        sees(window, "Page 1 of ")
    });
    let Export::Choosing {
        report: Some(report),
        ..
    } = state(&window).export.clone()
    else {
        panic!("{:?}", state(&window).export);
    };
    let record = report.attachment.as_ref().unwrap();
    assert!(record.text.contains("looked at on Friday"));
}

#[test]
fn a_kind_that_does_not_fit_says_why() {
    let mut window = window();
    choose(&mut window, "Scenario", "Consumer app at scale");
    field(&mut window, "Filter:", "model:qwen2.5-3b");
    start(&mut window, "Export...");
    wait(&mut window, "the pages", |window| {
        sees(window, "Page 1 of ")
    });
    click(&mut window, "Comparison");
    assert!(sees(&window, "A comparison is of 2 to 6 models"));
    click(&mut window, "Cancel");
    assert_eq!(state(&window).export, Export::Idle);
}

#[test]
fn an_ending_that_is_no_format_is_told() {
    let mut window = window_with(|_| Chosen::Path("report.doc".into()));
    field(&mut window, "Filter:", "model:qwen2.5-3b");
    export(&mut window);
    wait(&mut window, "the message", |window| {
        sees(window, "the ending says no format")
    });
    assert!(!Path::new("report.doc").exists());
}
