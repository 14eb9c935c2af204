"""Answers the tasks of the bench with Polars and times itself.

Days are dates, columns of few values are enumerations in the order of their
texts, and all cores are used: what Polars is quickest with.
"""

import json
import statistics
import time

import polars as pl

asked = json.load(open("asked.json"))
columns = asked["columns"]
table = pl.read_csv("rows.csv", schema_overrides={name: pl.String for name in columns})
few = [name for name in columns if table[name].n_unique() <= 5000]
table = table.with_row_index("n").with_columns(
    pl.col(name).cast(pl.Enum(table[name].unique().sort())) for name in few if name != "release_date"
).with_columns(pl.col("release_date").str.to_date())

# The conditions of the tasks, by their SQL.
conditions = {
    "instr(says, 'qwen') > 0": pl.col("says").str.contains("qwen", literal=True),
    "license IN ('license-03', 'license-07')": pl.col("license").is_in(["license-03", "license-07"]),
    "family = 'qwen'": pl.col("family") == "qwen",
    "release_date >= '2025-06'": pl.col("release_date") >= pl.date(2025, 6, 1),
    "user_threshold_n < 1e8": pl.col("user_threshold_n") < 1e8,
    "(family = 'llama' OR family = 'gemma')": (pl.col("family") == "llama")
    | (pl.col("family") == "gemma"),
    "license_class <> 'class-2'": pl.col("license_class") != "class-2",
    "commercial_use = 'yes'": pl.col("commercial_use") == "yes",
}


def filtered(task, aside):
    frame = table.lazy()
    for column, sql in task["sql"]:
        if column != aside or aside == "":
            frame = frame.filter(conditions[sql])
    return frame


def ask(task):
    rows = filtered(task, None)
    if task["sort"]:
        by, down = zip(*task["sort"])
        rows = rows.sort(*by, descending=list(down), maintain_order=True)
    plans = [rows.select("n")]
    if task["facets"]:
        for name in columns:
            counts = filtered(task, name).group_by(name).len()
            plans.append(counts.sort("len", name, descending=[True, False]).head(asked["shown"]))
    return pl.collect_all(plans)


for task in asked["tasks"]:
    rows, *facets = ask(task)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        ask(task)
        times.append(time.perf_counter() - start)
    count = rows.height
    places = pl.int_range(1, count + 1, dtype=pl.UInt64, eager=True)
    order = int((places * (rows["n"].cast(pl.UInt64) + 1)).sum()) if count else 0
    print(
        json.dumps(
            {
                "rows": count,
                "order": order,
                "facets": [[[str(value), many] for value, many in one.rows()] for one in facets],
                "seconds": statistics.median(times),
            }
        )
    )
