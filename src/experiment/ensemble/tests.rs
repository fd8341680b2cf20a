//! Replicates that are taken in their order while others are worked at.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::SeqCst;

use super::*;

fn on_threads<R: Send>(threads: usize, work: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

/// Some work whose length jumps from one replicate to the next.
fn sum(replicate: u32) -> u32 {
    (0..replicate % 7 * 10_000).fold(replicate, |sum, number| std::hint::black_box(sum ^ number))
}

#[test]
fn results_are_taken_in_the_order_of_the_replicates_whatever_the_threads() {
    for threads in [1, 2, 5] {
        for replicates in [0, 1, 2, 100] {
            let mut taken = Vec::new();
            let work = |replicate| (replicate, sum(replicate));
            let take = |(replicate, _)| -> Result<(), ()> {
                taken.push(replicate);
                Ok(())
            };
            on_threads(threads, || stream_replicates(replicates, &(), work, take)).unwrap();
            assert_eq!(taken, (1..=replicates).collect::<Vec<u32>>(), "{threads} threads");
        }
    }
}

#[test]
fn results_that_wait_for_an_earlier_one_are_few() {
    let (threads, replicates) = (4, 60);
    let most = 2 * u32::try_from(threads).unwrap();
    let (begun, taken, reached) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
    let work = |replicate: u32| {
        let under_way = begun.fetch_add(1, SeqCst) + 1 - taken.load(SeqCst);
        reached.fetch_max(under_way, SeqCst);
        // The first one holds up all others, until as many as may be are begun.
        while replicate == 1 && begun.load(SeqCst) < most {
            std::thread::yield_now();
        }
    };
    let take = |()| -> Result<(), ()> {
        taken.fetch_add(1, SeqCst);
        Ok(())
    };
    on_threads(threads, || stream_replicates(replicates, &(), work, take)).unwrap();
    assert_eq!((begun.into_inner(), taken.into_inner()), (replicates, replicates));
    assert_eq!(reached.into_inner(), most);
}

#[test]
fn after_a_failure_nothing_is_taken_and_nothing_begun() {
    let begun = AtomicU32::new(0);
    let mut taken = 0;
    let work = |replicate: u32| {
        begun.fetch_add(1, SeqCst);
        replicate
    };
    let take = |replicate| {
        taken += 1;
        if replicate == 3 { Err("the disk is full") } else { Ok(()) }
    };
    let result = on_threads(2, || stream_replicates(100, &(), work, take));
    assert_eq!((result, taken), (Err("the disk is full"), 3));
    assert!(begun.into_inner() <= 6);
}
