//! The library numbers paragraphs and links by counters of the whole program
//! and lists links in no order. The same report has to give the same bytes, so
//! the numbers are given anew.

use std::collections::BTreeMap;

/// How the number of a link begins, in the document and in the list of links.
/// With its quotation mark, which words cannot have: there it is `&quot;`.
const LINK: &str = " r:id=\"rIdHyperlink";
const LISTED: &str = " Id=\"rIdHyperlink";

/// How the number of a paragraph begins.
const PARAGRAPH: &str = " w14:paraId=\"";

/// The document and its list of links with numbers that depend on them alone.
pub(super) fn stable(document: &str, links: &str) -> (String, String) {
    let document = without_paragraph_numbers(document);
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for (at, _) in document.match_indices(LINK) {
        let next = numbers.len() + 1;
        numbers
            .entry(digits(&document[at + LINK.len()..]))
            .or_insert(next);
    }
    let document = renumbered(&document, LINK, &numbers);
    (document, sorted(&renumbered(links, LISTED, &numbers)))
}

/// A part or a name with the number of the picture given anew. There is at most
/// one. The marks stand where words cannot: behind a quotation mark of an
/// attribute, or in a name.
pub(super) fn with_one_picture(text: &str) -> String {
    let one = |text: &str, mark: &str| {
        let mut parts = text.split(mark);
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            out.push_str(mark);
            out.push('1');
            out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
        }
        out
    };
    let text = one(text, "=\"rIdImage");
    let text = one(&text, "=\"media/rIdImage");
    one(&text, "word/media/rIdImage")
}

fn digits(text: &str) -> String {
    text.chars().take_while(char::is_ascii_digit).collect()
}

/// A part without the numbers of its paragraphs, which nothing needs.
pub(super) fn without_paragraph_numbers(text: &str) -> String {
    let mut parts = text.split(PARAGRAPH);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find('"').map_or(0, |at| at + 1);
        out.push_str(&part[end..]);
    }
    out
}

fn renumbered(text: &str, mark: &str, numbers: &BTreeMap<String, usize>) -> String {
    let mut parts = text.split(mark);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let old = digits(part);
        out.push_str(mark);
        match numbers.get(&old) {
            Some(number) => out.push_str(&number.to_string()),
            None => out.push_str(&old),
        }
        out.push_str(&part[old.len()..]);
    }
    out
}

/// The entries of the list in the order of their text.
fn sorted(links: &str) -> String {
    const ENTRY: &str = "<Relationship ";
    let mut parts = links.split(ENTRY);
    let mut out = parts.next().unwrap_or_default().to_owned();
    // What closes the list stands behind the last entry.
    let mut entries: Vec<&str> = parts.collect();
    let tail = entries.last().and_then(|last| {
        let end = last.find("/>")? + 2;
        Some(&last[end..])
    });
    let tail = tail.unwrap_or_default().to_owned();
    if let Some(last) = entries.last_mut() {
        *last = &last[..last.len() - tail.len()];
    }
    entries.sort_unstable();
    for entry in entries {
        out.push_str(ENTRY);
        out.push_str(entry);
    }
    out + &tail
}

#[cfg(test)]
mod tests {
    use super::stable;

    #[test]
    fn numbers_depend_on_the_document_alone() {
        let document = |a: u32, b: u32, id: u32| {
            format!(
                "<w:p w14:paraId=\"{id:08}\"><w:hyperlink r:id=\"rIdHyperlink{a}\"/><w:hyperlink r:id=\"rIdHyperlink{b}\"/></w:p>"
            )
        };
        let entry = |number: u32, to: &str| {
            format!("<Relationship Id=\"rIdHyperlink{number}\" Target=\"{to}\" />")
        };
        let list = |entries: &[String]| format!("<R>{}</R>", entries.concat());
        let one = stable(&document(7, 12, 3), &list(&[entry(12, "y"), entry(7, "x")]));
        let two = stable(&document(1, 2, 99), &list(&[entry(1, "x"), entry(2, "y")]));
        assert_eq!(one, two);
        assert!(one.1.ends_with("/></R>") && !one.0.contains("paraId"));
    }
}
