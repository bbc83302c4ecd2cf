//! Passwords: Argon2id with the library's defaults (19 MiB, two passes, one lane).

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// A password as it is stored.
///
/// # Errors
/// When the operating system has no randomness for the salt.
pub fn hash(password: &str) -> anyhow::Result<String> {
    let hashed = Argon2::default().hash_password(password.as_bytes()).map_err(|e| anyhow::anyhow!("password hash: {e}"))?;
    Ok(hashed.to_string())
}

/// True when the password is the stored one.
pub fn verify(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let stored = super::hash("hemligt").unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(super::verify("hemligt", &stored) && !super::verify("hemlig", &stored));
        assert!(!super::verify("hemligt", "not a hash"));
    }
}
