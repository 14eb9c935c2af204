//! The same in Polars, through its Python package, in a process of its own.

use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;

use super::{Answer, SHOWN, Task, data};

/// The program that the other process runs.
const PROGRAM: &str = include_str!("polars.py");

/// The answer to each task with its median time, or why there is none.
pub fn measure(rows: usize, tasks: &[Task]) -> Result<Vec<(Answer, Duration)>, String> {
    let python = std::env::var("POLARS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_it = Command::new(&python).args(["-c", "import polars"]).output();
    match has_it {
        Ok(output) if output.status.success() => {}
        Ok(_) => return Err(format!("{python} has no package \"polars\"")),
        Err(error) => return Err(format!("{python} does not start: {error}")),
    }
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let names: Vec<&str> = data::COLUMNS.iter().map(|(id, _)| *id).collect();
    let mut table = format!("{},user_threshold_n,says\n", names.join(","));
    for number in 0..rows {
        let record = data::record(number);
        for text in &record.texts {
            let _ = write!(table, "{text},");
        }
        let limit = record.limit.map(|limit| limit.to_string());
        let _ = writeln!(
            table,
            "{},{}",
            limit.unwrap_or_default(),
            record.texts.join("|")
        );
    }
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).map_err(|error| error.to_string())
    };
    write("rows.csv", &table)?;
    drop(table);
    let listed: Vec<_> = tasks
        .iter()
        .map(|task| serde_json::json!({"sort": task.sort, "facets": task.facets, "sql": task.sql}))
        .collect();
    let asked = serde_json::json!({"columns": names, "shown": SHOWN, "tasks": listed});
    write("asked.json", &asked.to_string())?;
    write("program.py", PROGRAM)?;
    let output = Command::new(&python)
        .arg("program.py")
        .current_dir(folder.path())
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("its program failed:\n{said}"));
    }
    let lines = String::from_utf8_lossy(&output.stdout);
    let answers: Vec<_> = lines.lines().map(answer).collect();
    match answers.len() == tasks.len() {
        true => Ok(answers),
        false => Err("its program gave another number of answers".to_owned()),
    }
}

fn answer(line: &str) -> (Answer, Duration) {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    let facets = value["facets"].as_array().unwrap().iter();
    let facets = facets.map(|column| {
        let pairs = column.as_array().unwrap().iter();
        let pair = |pair: &serde_json::Value| {
            let text = pair[0].as_str().unwrap().to_owned();
            (text, pair[1].as_u64().unwrap() as usize)
        };
        pairs.map(pair).collect()
    });
    let answer = Answer {
        rows: value["rows"].as_u64().unwrap() as usize,
        order: value["order"].as_u64().unwrap(),
        facets: facets.collect(),
    };
    (
        answer,
        Duration::from_secs_f64(value["seconds"].as_f64().unwrap()),
    )
}
