//! The same in SQLite: one table in memory, an index on each column, the words
//! of each row ready in one text.

use rusqlite::{Connection, params_from_iter, types::Value};

use super::{Facets, SHOWN, Task, data};

pub struct Database {
    connection: Connection,
}

impl Database {
    pub fn new(rows: usize) -> Self {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
                 PRAGMA cache_size = -2000000;",
            )
            .unwrap();
        let names: Vec<&str> = data::COLUMNS.iter().map(|(id, _)| *id).collect();
        let columns = names.iter().map(|name| format!("{name} TEXT"));
        let columns: Vec<String> = columns.collect();
        connection
            .execute_batch(&format!(
                "CREATE TABLE matrix (n INTEGER PRIMARY KEY, {}, user_threshold_n REAL, says TEXT);",
                columns.join(", ")
            ))
            .unwrap();
        let marks = vec!["?"; names.len() + 3].join(", ");
        connection.execute_batch("BEGIN").unwrap();
        {
            let mut insert = connection
                .prepare(&format!("INSERT INTO matrix VALUES ({marks})"))
                .unwrap();
            for number in 0..rows {
                let record = data::record(number);
                let says = record.texts.join("\n");
                let mut values = vec![Value::Integer(number as i64)];
                values.extend(record.texts.into_iter().map(Value::Text));
                values.push(record.limit.map_or(Value::Null, Value::Real));
                values.push(Value::Text(says));
                insert.execute(params_from_iter(values)).unwrap();
            }
        }
        connection.execute_batch("COMMIT").unwrap();
        for name in names.iter().copied().chain(["user_threshold_n"]) {
            connection
                .execute_batch(&format!("CREATE INDEX by_{name} ON matrix ({name});"))
                .unwrap();
        }
        connection.execute_batch("ANALYZE").unwrap();
        Self { connection }
    }

    pub fn answer(&self, task: &Task) -> (Vec<u32>, Facets) {
        let order: Vec<String> = task
            .sort
            .iter()
            .map(|(id, descending)| format!("{id} {}", if *descending { "DESC" } else { "ASC" }))
            .chain(["n".to_owned()])
            .collect();
        let statement = format!(
            "SELECT n FROM matrix {} ORDER BY {}",
            condition(task, None),
            order.join(", ")
        );
        let mut statement = self.connection.prepare(&statement).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, u32>(0)).unwrap();
        let rows: Vec<u32> = rows.map(Result::unwrap).collect();
        let facets = match task.facets {
            true => self.facets(task),
            false => Vec::new(),
        };
        (rows, facets)
    }

    fn facets(&self, task: &Task) -> Facets {
        let columns = data::COLUMNS.iter();
        columns
            .map(|(id, _)| {
                let statement = format!(
                    "SELECT {id}, COUNT(*) AS many FROM matrix {} GROUP BY {id}
                     ORDER BY many DESC, {id} LIMIT {SHOWN}",
                    condition(task, Some(id))
                );
                let mut statement = self.connection.prepare(&statement).unwrap();
                let counts = statement
                    .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize)))
                    .unwrap();
                counts.map(Result::unwrap).collect()
            })
            .collect()
    }
}

/// What the rows have to be, but for the conditions on one column.
fn condition(task: &Task, aside: Option<&str>) -> String {
    let wanted = task.sql.iter().filter(|(column, _)| Some(*column) != aside);
    let wanted: Vec<&str> = wanted.map(|(_, sql)| *sql).collect();
    match wanted.is_empty() {
        true => String::new(),
        false => format!("WHERE {}", wanted.join(" AND ")),
    }
}
