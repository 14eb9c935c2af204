//! JSON has the shape that its schema says.

use super::*;

/// Checks a value against the schema file, as far as the schema goes: types,
/// required keys, constants, lists of values, and one of several shapes.
fn fits(
    schema: &serde_json::Value,
    root: &serde_json::Value,
    value: &serde_json::Value,
) -> Result<(), String> {
    if let Some(path) = schema["$ref"].as_str() {
        let target = root.pointer(path.trim_start_matches('#')).unwrap();
        return fits(target, root, value);
    }
    let fail = |why: &str| Err(format!("{why}: {value:.80}"));
    if !schema["const"].is_null() && schema["const"] != *value {
        return fail("another constant");
    }
    if let Some(list) = schema["enum"].as_array()
        && !list.contains(value)
    {
        return fail("no value of the list");
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    };
    let kinds = match &schema["type"] {
        serde_json::Value::String(kind) => vec![kind.as_str()],
        serde_json::Value::Array(kinds) => kinds.iter().filter_map(|kind| kind.as_str()).collect(),
        _ => Vec::new(),
    };
    if !kinds.is_empty() && !kinds.into_iter().any(is) {
        return fail("another type");
    }
    for key in schema["required"].as_array().into_iter().flatten() {
        if value.get(key.as_str().unwrap()).is_none() {
            return fail(&format!("{key} is missing"));
        }
    }
    for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = value.get(key) {
            fits(inner, root, value)?;
        }
    }
    if schema["additionalProperties"] == false {
        for key in value.as_object().unwrap().keys() {
            if schema["properties"].get(key).is_none() {
                return fail(&format!("{key} is not in the schema"));
            }
        }
    }
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        list.iter().try_for_each(|one| fits(items, root, one))?;
    }
    if let Some(shapes) = schema["oneOf"].as_array() {
        let fitting = shapes
            .iter()
            .filter(|shape| fits(shape, root, value).is_ok())
            .count();
        if fitting != 1 {
            return fail(&format!("{fitting} shapes fit"));
        }
    }
    Ok(())
}

#[test]
fn json_has_the_shape_that_its_schema_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/report.schema.json");
    let schema: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for kind in Kind::ALL {
        let value = serde_json::from_str(&text(&real(kind, THREE), Format::Json)).unwrap();
        assert_eq!(fits(&schema, &schema, &value), Ok(()), "{kind:?}");
    }
    let value = serde_json::from_str(&text(&hostile(), Format::Json)).unwrap();
    assert_eq!(fits(&schema, &schema, &value), Ok(()));
    // A check that finds nothing in anything would be none.
    let mut damaged: serde_json::Value = value;
    damaged["sections"][0]["blocks"][0]["type"] = "headline".into();
    assert!(fits(&schema, &schema, &damaged).is_err());
}
