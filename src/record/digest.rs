//! SHA-256 digests, by which a changed table is told from the one that was stored.

use std::fmt;
use std::fmt::Write as _;
use std::io;

use serde::Deserialize;
use serde::Serialize;
use sha2::Digest as _;
use sha2::Sha256;

/// A SHA-256 digest, in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// The digest of a text.
    pub fn of_text(text: &str) -> Self {
        let mut digester = Digester::new();
        digester.0.update(text);
        digester.finish()
    }

    /// The digest of what is read, to its end. Fails where the reading does.
    pub fn of_bytes(bytes: &mut dyn io::Read) -> io::Result<Self> {
        let mut digester = Digester::new();
        io::copy(bytes, &mut digester)?;
        Ok(digester.finish())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Takes bytes as a file would, and keeps their digest alone.
#[derive(Clone)]
pub(super) struct Digester(Sha256);

impl Digester {
    pub(super) fn new() -> Self {
        Self(Sha256::new())
    }

    pub(super) fn finish(self) -> Digest {
        let mut digits = String::new();
        for byte in self.0.finalize() {
            write!(digits, "{byte:02x}").expect("a string takes any text");
        }
        Digest(digits)
    }
}

impl io::Write for Digester {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.0.update(buf);
        Ok(buf.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standard() {
        // FIPS 180-4, the one-block example.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of_text("abc").to_string(), abc);
        assert_eq!(Digest::of_bytes(&mut "abc".as_bytes()).unwrap().to_string(), abc);
        assert_ne!(Digest::of_text("abd"), Digest::of_text("abc"));
    }
}
