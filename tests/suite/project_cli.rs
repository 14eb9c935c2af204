//! The command `project`: what it prints, and what it refuses.

use std::process::Command;

use serde_json::Value;

use super::golden::assert_golden;

const DAY: [&str; 2] = ["--as-of", "2026-11-24"];

/// Exit code, stdout, stderr.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"))
        .arg("project")
        .args(arguments)
        .args(DAY)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert!(!err.contains("panicked"), "{err}");
    (output.status.code().unwrap(), out, err)
}

fn good(arguments: &[&str]) -> String {
    let (code, out, err) = run(arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    out
}

fn invalid(arguments: &[&str]) -> String {
    let (code, out, err) = run(arguments);
    assert_eq!((code, out.as_str()), (3, ""), "{arguments:?}: {err}");
    err
}

const FILTER: &str = "model:qwen2.5-72b,kimi-k2-instruct,llama-3.1-8b,qwen2.5-7b";

fn json(arguments: &[&str]) -> Value {
    let more = ["--format", "json"];
    serde_json::from_str(&good(&[arguments, &more].concat())).unwrap()
}

#[test]
fn limits_in_words() {
    let out = good(&["--scenario", "consumer-app", "--filter", FILTER]);
    assert_golden("cli/project.txt", &out);
}

#[test]
fn limits_in_json_are_plain_values() {
    let found = json(&["--scenario", "consumer-app", "--filter", FILTER]);
    assert_eq!(found["month_0"], "2026-11");
    assert_eq!(found["without_limits"], serde_json::json!(["qwen2.5-7b"]));
    assert_eq!(found["limits_not_known"], serde_json::json!([]));
    let groups = found["results"].as_array().unwrap();
    let license = |id: &str| groups.iter().find(|group| group["license"] == id).unwrap();
    let qwen = &license("qwen-2024")["limits"][0];
    assert_eq!(
        qwen["figure"],
        serde_json::json!({ "from": 60e6, "to": 60e6 })
    );
    let first = &qwen["outcome"]["earliest"];
    assert_eq!(
        (&first["month"], &first["calendar"]),
        (&7.into(), &"2027-06".into())
    );
    assert!(first["value"].as_f64().unwrap() > 100e6);
    assert_eq!(qwen["change"]["verdict_then"], "separate_license");
    assert_eq!(qwen["citations"][0]["document"], "qwen-2024");
    let llama = &license("llama-3.1")["limits"][0]["outcome"];
    assert_eq!(
        (&llama["kind"], &llama["month"]),
        (&"fixed_date".into(), &"2024-06".into())
    );
}

#[test]
fn growth_can_be_given_on_the_command_line() {
    let scenario = ["--scenario", "consumer-app", "--filter", "qwen2.5-72b"];
    let with = |growth: &str| {
        let more = ["--growth", growth];
        let found = json(&[&scenario[..], &more].concat());
        found["results"][0]["limits"][0].clone()
    };
    let found = with("product_mau_growth=5-10");
    assert_eq!(found["outcome"]["earliest"]["month"], 6);
    assert_eq!(found["outcome"]["latest"]["month"], 11);
    assert_eq!(
        with("product_mau_growth=0")["outcome"]["kind"],
        "never_at_this_rate"
    );
    for (growth, words) in [
        ("product_mau_growth=-150", "-150 % a month"),
        ("product_mau_growth=fast", "cannot be read"),
        ("product_mau_growth", "no \"=\""),
        ("product_mau=5", "use one of product_mau_growth"),
        ("product_mau_growth=10-5", "wrong way round"),
    ] {
        let message = invalid(&[&scenario[..], &["--growth", growth]].concat());
        assert!(
            message.contains(growth) && message.contains(words),
            "{message}"
        );
    }
}

#[test]
fn what_cannot_be_projected_is_refused_or_said() {
    let message = invalid(&["--scenario", "consumer-app", "--filter", "no-such-model"]);
    assert!(message.contains("No model fits"), "{message}");
    // A license that nobody has read may hold a limit.
    let found = json(&[
        "--scenario",
        "consumer-app",
        "--filter",
        "license:other-unread",
    ]);
    assert!(!found["limits_not_known"].as_array().unwrap().is_empty());
    assert_eq!(found["without_limits"], serde_json::json!([]));
    let day = Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"))
        .args([
            "project",
            "--scenario",
            "consumer-app",
            "--as-of",
            "2026-13-01",
        ])
        .output()
        .unwrap();
    assert_eq!(day.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&day.stderr).contains("--as-of"));
}
