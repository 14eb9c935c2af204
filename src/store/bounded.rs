//! Reading a file that is small by its kind.

use std::io::Read;
use std::path::Path;

/// The bytes of a file; none if there are more than `most`. A file without an
/// end, such as a device, is not read to its end.
///
/// # Errors
/// As for reading any file.
pub(super) fn read_at_most(path: &Path, most: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path)?;
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// The same as text, where that is all there is to know of it.
///
/// # Errors
/// In words: it cannot be read, it is larger than `words` says, it is no text.
pub(super) fn text_at_most(path: &Path, most: u64, words: &str) -> Result<String, String> {
    let bytes = read_at_most(path, most).map_err(|error| error.to_string())?;
    let bytes = bytes.ok_or_else(|| format!("it is larger than {words}"))?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::read_at_most;

    #[test]
    fn a_file_of_just_the_size_is_read_and_one_byte_more_is_too_much() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("four");
        std::fs::write(&file, b"1234").unwrap();
        assert_eq!(read_at_most(&file, 4).unwrap().unwrap(), b"1234");
        assert_eq!(read_at_most(&file, 3).unwrap(), None);
        assert!(read_at_most(&folder.path().join("none"), 4).is_err());
    }
}
