/// The tamper-evident trail: durable before it returns, and provable afterwards.
///
/// [dev.sallyport.trail.FileTrail] is what a gateway writes to. A record's way:
///
/// 1. A [dev.sallyport.trail.LoopPen] belongs to one event loop. It encodes the record straight onto its page
///    and hashes it there; nothing is shared yet.
/// 2. At the end of the loop's turn the page goes to the [dev.sallyport.trail.Chain], which under one short lock links
///    each line to the one before and puts the page into the [dev.sallyport.trail.Tail], memory of a file that outlives
///    the process: no call of the system. Here, and nowhere else, the order is fixed. A page counts whole or not
///    at all. Whoever waits for WRITTEN is told now, in the same turn.
/// 3. From the tail it goes into its segment: at once in large blocks, past the system's memory, when there is a
///    mebibyte of it, and all of it before each fsync. Where there is no tail to be had (not Linux, no room for it when
///    the trail is opened), and for a page too long for it, pages are written to the segment's file at once.
/// 4. The [dev.sallyport.trail.SyncThread] fsyncs for all who wait for SYNCED since its last round, on all loops, and
///    for blocking writers; then each is told on its own loop. What is on the disk is let go of in memory, a mebibyte
///    at least at once: a trail is seldom read, and each page that stays is one more to be found for the next record.
/// 5. Only what is on the disk gets a signed head ([dev.sallyport.trail.Heads]), in `heads.jsonl` and at the anchors.
///
/// What happens when:
///
/// - the process is killed: what was told WRITTEN is in the file or in the tail, and the next opening puts it into the
///   file ([dev.sallyport.trail.Recovery]). Without a tail at most one line has no end; the next opening moves it
///   into a `.torn` file and records that ([dev.sallyport.trail.Opening]).
/// - the power fails: what was told SYNCED is on the disk; of the rest at most `syncInterval` is lost. Of a tail that
///   fits its segment no more whole lines that hang on the others count; it is kept as `tail.bin.torn`, and recorded.
/// - the disk is full or fails: waiters for SYNCED are told no, and nothing more is recorded until it works again; what
///   is in the tail stays there until then, also across a restart. Without a tail the file is cut back to its last good
///   record before anything else is written. When the disk works again a record says how many were refused since when
///   ([dev.sallyport.trail.Refusals]).
/// - an fsync fails: the kernel may have dropped pages and taken them for clean, so nothing is recorded until all that
///   was not safe has been written and fsynced anew, and read back.
/// - somebody changes the directory: opening refuses, and says where. What the tail has handed on counts only where it
///   was put: nothing is mended from it.
///
/// The directory holds `00000001.jsonl` and so on (the format: [dev.sallyport.trail.line]), `heads.jsonl`,
/// `removed.jsonl` when old segments were removed, `trail.lock`, `tail.bin` while a gateway runs or after it was
/// killed, perhaps `*.torn`. Keys lie beside it, never in it
/// ([dev.sallyport.trail.seal]). Reading and verifying: [dev.sallyport.trail.read].
@NullMarked
package dev.sallyport.trail;

import org.jspecify.annotations.NullMarked;
