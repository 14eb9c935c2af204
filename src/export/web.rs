//! What may become a link in a report: addresses that open a browser or a mail
//! program, and nothing that runs.

/// The address, if it may be opened.
pub fn address(link: &str) -> Option<&str> {
    let opens = ["https://", "http://", "mailto:"]
        .iter()
        .any(|start| link.starts_with(start));
    let plain = !link.chars().any(|c| c.is_whitespace() || c.is_control());
    (opens && plain).then_some(link)
}

/// The name of a place as every format can write it: letters, digits, hyphens
/// and low lines.
pub fn place(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    name.chars()
        .map(|c| if plain(c) { c } else { '-' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn a_script_is_no_address() {
        assert!(address("https://example.org/a?b=c").is_some());
        for no in [
            "javascript:alert(1)",
            "data:text/html,x",
            "https://a b",
            "//x",
            "",
        ] {
            assert_eq!(address(no), None, "{no}");
        }
    }
}
