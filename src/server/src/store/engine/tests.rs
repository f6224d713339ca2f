//! Values there and back, on each engine.

use std::cell::Cell;
use std::time::Duration;

use super::*;

async fn engine() -> (tempfile::TempDir, Engine) {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::open(folder.path(), Tables::Company, 2)
        .await
        .unwrap();
    (folder, engine)
}

#[tokio::test]
async fn every_value_comes_back_as_it_went() {
    let (_folder, engine) = engine().await;
    let row = sql("SELECT $1 AS text, $2 AS whole, $3 AS truth, $4 AS bytes, $5 AS missing")
        .bind("ção \u{0} '?' $1")
        .bind(i64::MIN)
        .bind(true)
        .bind(vec![0_u8, 255])
        .bind(None::<&str>)
        .fetch_one(&engine)
        .await
        .unwrap();
    assert_eq!(row.get::<String>("text").unwrap(), "ção \u{0} '?' $1");
    assert_eq!(row.get::<i64>(1).unwrap(), i64::MIN);
    assert!(row.get::<bool>("truth").unwrap());
    assert_eq!(row.get::<Vec<u8>>("bytes").unwrap(), [0, 255]);
    assert_eq!(row.get::<Option<String>>("missing").unwrap(), None);
    // What a column does not hold is an error, never a value.
    row.get::<String>("missing").unwrap_err();
    row.get::<String>("other").unwrap_err();
    assert!(matches!(row.get::<u32>(1), Err(Error::Range(i64::MIN))));
}

#[tokio::test]
async fn a_statement_that_is_put_together_has_its_values_in_their_places() {
    let (_folder, engine) = engine().await;
    let mut query = Builder::new("SELECT w.column1, j.value FROM (");
    query.push_values([("a", 1_i64), ("b", 2)], |(text, number)| {
        [text.into(), number.into()]
    });
    query
        .push(") w ")
        .push(engine.dialect().ordered_join())
        .push(" ");
    query.push_list_rows(engine.dialect(), "[\"x\", \"y\"]".to_owned());
    query
        .push("WHERE w.column2 IN (")
        .push_list([2_i64, 3])
        .push(")");
    let rows: Vec<(String, String)> = query.build().read_all(&engine).await.unwrap();
    let two = |value: &str| ("b".to_owned(), value.to_owned());
    assert_eq!(rows, [two("x"), two("y")]);
}

#[tokio::test]
async fn only_what_is_committed_is_kept_and_readers_write_nothing() {
    let (_folder, engine) = engine().await;
    let put = || sql("INSERT INTO setting (name, value) VALUES ($1, $1)").bind("a");
    let count = async || -> i64 {
        let count = sql("SELECT COUNT(*) FROM setting");
        count.read_one(&engine).await.unwrap()
    };
    let mut write = engine.begin(For::Workspace).await.unwrap();
    assert_eq!(put().execute(&mut write).await.unwrap(), 1);
    drop(write);
    assert_eq!(count().await, 0);
    let mut write = engine.begin(For::Workspace).await.unwrap();
    put().execute(&mut write).await.unwrap();
    let mut before = engine.snapshot().await.unwrap();
    let seen: i64 = sql("SELECT COUNT(*) FROM setting")
        .read_one(&mut before)
        .await
        .unwrap();
    write.commit().await.unwrap().kept().await.unwrap();
    let still: i64 = sql("SELECT COUNT(*) FROM setting")
        .read_one(&mut before)
        .await
        .unwrap();
    assert_eq!((seen, still, count().await), (0, 0, 1));
    put().execute(&engine).await.unwrap_err();
}

/// A read that takes a good part of a second.
const LONG: &str = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000000) SELECT COUNT(*) FROM n";

#[tokio::test]
async fn no_task_waits_while_a_long_read_is_done() {
    let (_folder, engine) = engine().await;
    let mut snapshot = engine.snapshot().await.unwrap();
    let mut write = engine.begin(For::Workspace).await.unwrap();
    let ticks = Cell::new(0);
    let ticking = async {
        loop {
            tokio::time::sleep(Duration::from_millis(1)).await;
            ticks.set(ticks.get() + 1);
        }
    };
    let reading = async {
        let count: i64 = sql(LONG).read_one(&engine).await.unwrap();
        let within: i64 = sql(LONG).read_one(&mut snapshot).await.unwrap();
        let beside: i64 = sql(LONG).read_one(&mut write).await.unwrap();
        assert_eq!((count, within, beside), (2_000_000, 2_000_000, 2_000_000));
    };
    tokio::select! {
        () = ticking => {}
        () = reading => {}
    }
    assert!(ticks.get() > 5, "{}", ticks.get());
    // The transaction is what it was.
    let put = sql("INSERT INTO setting (name, value) VALUES ($1, $1)").bind("a");
    put.execute(&mut write).await.unwrap();
    write.commit().await.unwrap().kept().await.unwrap();
}

#[tokio::test]
async fn a_connection_comes_back_when_nobody_waits_for_what_it_reads() {
    let (_folder, engine) = engine().await;
    for _ in 0..4 {
        let mut snapshot = engine.snapshot().await.unwrap();
        let long = sql(LONG).fetch_all(&mut snapshot);
        let given_up = tokio::time::timeout(Duration::from_millis(5), long).await;
        given_up.unwrap_err();
        // It is elsewhere until the read is over, and this transaction does not get it again.
        let refused = sql("SELECT 1").fetch_all(&mut snapshot).await;
        assert!(matches!(refused, Err(Error::Ending)));
    }
    let one: i64 = sql("SELECT 1").read_one(&engine).await.unwrap();
    assert_eq!(one, 1);
    engine.close().await;
    let closed = sql("SELECT 1").fetch_all(&engine).await;
    assert!(matches!(closed, Err(Error::Ending)));
}

#[tokio::test]
async fn a_write_waits_for_that_of_another_process_and_no_task_for_it() {
    let (folder, engine) = engine().await;
    let other = Engine::open(folder.path(), Tables::Company, 2)
        .await
        .unwrap();
    let put = |name: &str| sql("INSERT INTO setting (name, value) VALUES ($1, $1)").bind(name);
    let mut first = engine.begin(For::Workspace).await.unwrap();
    put("a").execute(&mut first).await.unwrap();
    let second = async {
        let mut second = other.begin(For::Workspace).await.unwrap();
        put("b").execute(&mut second).await.unwrap();
        second.commit().await.unwrap().kept().await.unwrap();
    };
    let end = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        first.commit().await.unwrap().kept().await.unwrap();
    };
    tokio::join!(second, end);
    let count: i64 = sql("SELECT COUNT(*) FROM setting WHERE name IN ('a', 'b')")
        .read_one(&engine)
        .await
        .unwrap();
    assert_eq!(count, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_writes_is_begun_anew_while_others_read_and_write() {
    let (folder, engine) = engine().await;
    // Each takes some 26 pages: more than three times as many as the log may have.
    for number in 0..480_i64 {
        let mut write = engine.begin_lazily(For::Workspace).await.unwrap();
        sql("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
            .bind(format!("a{}", number % 7))
            .bind(format!("{number:04}").repeat(25_000))
            .execute(&mut write)
            .await
            .unwrap();
        write.commit().await.unwrap().kept().await.unwrap();
        let read: i64 = sql("SELECT COUNT(*) FROM setting")
            .read_one(&engine)
            .await
            .unwrap();
        assert!(read > 0);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let log = folder.path().join("encaixe.db-wal");
    let pages = std::fs::metadata(log).unwrap().len() / 4_096;
    assert!((4_000..9_000).contains(&pages), "{pages}");
}
