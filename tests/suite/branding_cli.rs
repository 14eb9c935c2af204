//! The file of what a house puts on its reports, on the command line.

use std::process::Command;

#[test]
fn branding_is_read_from_a_file_and_its_mistakes_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (file, page) = (at("house.ron"), at("r.html"));
    let run = |content: &str| {
        std::fs::write(&file, content).unwrap();
        Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"))
            .args([
                "report",
                "--filter",
                "model:gpt-oss-20b",
                "--date",
                "2026-11-28",
            ])
            .args(["--branding", &file, "--output", &page])
            .output()
            .unwrap()
    };
    let good = "(organization: Some(\"Example & Sons\"), paper: Letter, dates: Long)";
    assert!(run(good).status.success());
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(html.contains("Example &amp; Sons") && html.contains("November 28, 2026"));
    for (bad, why) in [
        ("(organisation: Some(\"x\"))", "organisation"),
        ("(accent: Some(\"#ffff00\"))", "too light"),
        ("(accent: Some(\"red\"))", "cannot be read"),
        ("(paper: A5)", "A5"),
        ("(logo: Some(\"none.png\"))", "none.png"),
        ("(logo: Some(\"house.ron\"))", "no PNG, JPEG or SVG"),
        ("(", "house.ron:1"),
    ] {
        let output = run(bad);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{bad}: {error}");
        assert!(
            error.contains(why) && error.contains("house.ron"),
            "{bad}: {error}"
        );
    }
}
