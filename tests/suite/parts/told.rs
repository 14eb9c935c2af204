//! What the report and the command line say of parts.

use std::process::Command;

use license_matrix::matrix::{Matrix, View};
use license_matrix::report::{Block, Input, Kind, Report, build};
use license_matrix::verdicts::verdict_cells;

use super::*;

fn words(report: &Report, heading: &str) -> String {
    let section = report.sections.iter().find(|s| s.heading == heading);
    let section = section.unwrap_or_else(|| panic!("there is no {heading}"));
    let mut all = String::new();
    let mut say = |text: &str| {
        all.push_str(text);
        all.push('\n');
    };
    for block in &section.blocks {
        match block {
            Block::Heading { text, .. } => say(text),
            Block::Paragraph(spans) => spans.iter().for_each(|span| say(&span.text)),
            Block::KeyValues(pairs) => {
                for (key, spans) in pairs {
                    let value: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
                    say(&format!("{key}: {}", value.concat()));
                }
            }
            Block::List(items) => {
                for spans in items {
                    let item: Vec<&str> = spans.iter().map(|span| span.text.as_str()).collect();
                    say(&item.concat());
                }
            }
            Block::Table(table) => {
                for row in &table.rows {
                    let spans = row.iter().flat_map(|cell| &cell.spans);
                    let cells: Vec<&str> = spans.map(|span| span.text.as_str()).collect();
                    say(&cells.join(" | "));
                }
            }
            _ => {}
        }
    }
    all
}

#[test]
fn reports_tell_parts_actors_and_lineage() {
    let (catalog, book) = built_in();
    let world = (catalog, book);
    let mut scenario = scenario(&world, "e7");
    scenario
        .host
        .insert("domicile".to_owned(), Answer::Text("FR".to_owned()));
    let mut adapter = from(
        part("lora", Role::Adapter, "llama-3.3"),
        &["model", "guard"],
    );
    adapter.declared = Some("mit".to_owned());
    adapter.acts = Some(BTreeSet::from(["FineTune".to_owned()]));
    scenario.add_part(adapter);
    let (catalog, book) = &world;
    let texts = AttachedTexts::default();
    let evaluations = judge_all(catalog, book, &scenario, &texts);
    let matrix = Matrix::of_texts(catalog, &verdict_cells(&evaluations));
    let filter = "model:qwen2.5-7b OR model:deepseek-r1-distill-llama-70b";
    let view = View::new(&matrix, filter, "", None, &|_| true).unwrap();
    let report = build(&Input {
        catalog,
        book,
        scenario: &scenario,
        view: &view,
        evaluations: &evaluations,
        texts: &texts,
        filter: "",
        kind: Kind::Memo,
        date: "2026-11-23",
        version: "0",
        without: &[],
        beside: &[],
        reviewed: &[],
    });
    let question = words(&report, "Question put");
    for line in [
        "The host, where it differs",
        "Parts beside the model",
        "Safety filter guard: Llama Guard 4 12B (Llama 4 Community)",
        "Adapter lora: Llama 3.3 Community, declared by its publisher as MIT, made from the model and safety filter guard; what concerns it: Fine-tune",
        "It is judged for what runs the weights.",
    ] {
        assert!(question.contains(line), "{line}: {question}");
    }
    let lineage = words(&report, "Components and lineage");
    assert!(
        lineage.contains("Safety filter guard: Llama Guard 4 12B"),
        "{lineage}"
    );
    assert!(
        lineage.contains("DeepSeek-R1-Distill-Llama-70B (MIT) derives from Llama 3.3 70B"),
        "{lineage}"
    );
    let answer = words(&report, "Short answer");
    assert!(answer.contains("(part: safety filter guard)"), "{answer}");
    let reasons: String = report.sections.iter().map(|s| s.heading.clone()).collect();
    let own = report
        .sections
        .iter()
        .find(|section| section.heading.ends_with(": Qwen2.5-7B"));
    let own = &own.unwrap_or_else(|| panic!("{reasons}")).heading;
    let table = words(&report, own);
    assert!(
        table.contains("(for the host; part: safety filter guard)"),
        "{table}"
    );
}

#[test]
fn the_command_line_tells_parts_and_refuses_wrong_ones() {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_license-matrix-cli"))
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let path = file("e7");
    let path = path.to_str().unwrap();
    let call = [
        "evaluate",
        "--scenario",
        path,
        "--filter",
        "model:qwen2.5-7b",
    ];
    let (code, out, err) = run(&call);
    assert_eq!((code, err.as_str()), (Some(2), ""), "{out}");
    assert!(out.contains("part: safety filter guard: Llama Guard 4 12B (Llama 4 Community)\n"));
    assert!(out.contains("(part: safety filter guard) ["), "{out}");
    let (_, out, _) = run(&[&call[..], &["--format", "json"]].concat());
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["parts"][0]["role"], "safety_filter");
    let findings = value["results"][0]["findings"].as_array().unwrap();
    let seat = findings.iter().find(|finding| finding["rule"] == "R01");
    assert_eq!(seat.unwrap()["part"], "safety filter guard");

    // The whole trace looks at the parts as well.
    let (_, out, _) = run(&[&call[..], &["--format", "json", "--explain"]].concat());
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let considered = value["results"][0]["considered"].as_array().unwrap();
    let of_part = |one: &&serde_json::Value| one["part"] == "safety filter guard";
    assert!(considered.iter().any(|one| of_part(&one)), "{considered:?}");
    let (_, out, _) = run(&[&call[..], &["--explain"]].concat());
    assert!(out.contains("part: safety filter guard\n"), "{out}");

    let folder = tempfile::tempdir().unwrap();
    let cyclic = folder.path().join("cyclic.ron");
    let text = std::fs::read_to_string(file("e7")).unwrap();
    let text = text.replace(
        "role: SafetyFilter,",
        "role: SafetyFilter, made_from: [\"guard\"],",
    );
    std::fs::write(&cyclic, text).unwrap();
    let (code, out, err) = run(&["evaluate", "--scenario", cyclic.to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (Some(3), ""));
    assert!(err.contains("guard -> guard"), "{err}");
}
