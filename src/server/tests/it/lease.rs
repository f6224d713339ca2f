//! A job is done by one process at a time.

use encaixe_server::store::Store;

#[tokio::test]
async fn of_sixteen_that_want_a_job_one_has_it_until_it_ends_or_its_time_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut wanted = tokio::task::JoinSet::new();
    for holder in 0..16 {
        let store = store.clone();
        wanted.spawn(async move {
            let holder = holder.to_string();
            let is_taken = store.take_lease("sessions", &holder, 60_000).await;
            is_taken.unwrap().then_some(holder)
        });
    }
    let taken: Vec<String> = wanted.join_all().await.into_iter().flatten().collect();
    let [holder] = taken.as_slice() else {
        panic!("{taken:?}");
    };

    let take = async |job, holder, lasts| store.take_lease(job, holder, lasts).await.unwrap();
    assert!(take("sessions", holder, 60_000).await);
    assert!(!take("sessions", "another", 60_000).await);
    assert!(take("events", "another", 0).await);
    assert!(take("events", holder, 60_000).await);
    // Nobody gives back what is another's.
    store.end_lease("sessions", "another").await.unwrap();
    assert!(!take("sessions", "another", 60_000).await);
    store.end_lease("sessions", holder).await.unwrap();
    assert!(take("sessions", "another", 60_000).await);
}
