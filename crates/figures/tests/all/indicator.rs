//! The registry.

use figures::indicator::{actions, source, store};
use platform::Refusal;
use platform::access::{Caller, Role};
use platform::testkit::{on_both, person};

#[test]
fn the_registry_is_written_once_and_a_new_definition_is_a_new_version() {
    on_both(|db| async move {
        let mut tx = db.write(&Caller::system()).await.unwrap();
        assert_eq!(actions::load(&mut tx).await.unwrap().len(), 10);
        tx.save().await.unwrap();
        let mut tx = db.write(&Caller::system()).await.unwrap();
        assert!(actions::load(&mut tx).await.unwrap().is_empty());
        let mut changed = source::indicators().to_vec();
        changed[0].ages = "20–65".into();
        assert_eq!(actions::load_these(&mut tx, &changed).await.unwrap(), ["forvarvsarbetande"]);
        tx.save().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let versions = store::versions(&mut conn, "forvarvsarbetande").await.unwrap();
        let said: Vec<_> = versions.iter().map(|(i, _)| (i.version, i.ages.as_str())).collect();
        assert_eq!(said, [(2, "20–65"), (1, "20–64")]);
        assert_eq!(store::one(&mut conn, "forvarvsarbetande").await.unwrap().unwrap().version, 2);
        assert_eq!(store::all(&mut conn).await.unwrap().len(), 10);
        assert!(store::one(&mut conn, "lycka").await.unwrap().is_none());
    });
}

#[test]
fn only_the_state_keeps_the_registry() {
    on_both(|db| async move {
        let mut tx = db.write(&person(Role::Coordinator, Some("0127"))).await.unwrap();
        assert!(matches!(actions::load(&mut tx).await, Err(Refusal::Forbidden(_))));
    });
}
