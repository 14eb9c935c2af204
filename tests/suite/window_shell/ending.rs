//! How the program ends where no window can be opened.

use std::process::{Command, Output};

fn start(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_license-matrix"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

fn assert_one_sentence(output: &Output) {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(
        text.starts_with("License Matrix cannot open a window"),
        "{text}"
    );
    assert!(text.contains("license-matrix-cli"), "{text}");
    assert!(
        !text.contains("panicked") && !text.contains(".rs"),
        "{text}"
    );
    assert!(output.stdout.is_empty());
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_there_is_one_sentence() {
    assert_one_sentence(&start(&[], &[]));
    assert_one_sentence(&start(&["--software"], &[]));
}

#[test]
#[cfg(target_os = "linux")]
fn with_a_dead_display_there_is_one_sentence() {
    let dead = [("DISPLAY", ":4711")];
    assert_one_sentence(&start(&[], &dead));
    assert_one_sentence(&start(&["--software"], &dead));
    assert_one_sentence(&start(&[], &[("WAYLAND_DISPLAY", "no-such-socket")]));
}
