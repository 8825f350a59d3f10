package dev.sallyport.postgres.wire;

import dev.sallyport.transport.EventLoops;
import java.time.Duration;
import java.util.concurrent.Executor;

/// What it takes to reach a target.
///
/// @param blocking runs what may block: virtual threads
/// @param connect time for the connection and its TLS handshake
record Dialling(EventLoops loops, Executor blocking, Duration connect) {}
