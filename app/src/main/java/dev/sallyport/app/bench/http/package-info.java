/// `sallyport bench http`: what the gateway costs an HTTP API, next to nginx as a plain reverse proxy.
///
/// One nginx plays the API (a kilobyte of JSON for every path), another one stands before it as people would
/// place it, and the gateway as a process of its own with decisions, limits and trail on. wrk loads them in
/// turns; another one begins in each round, and ratios are taken within a round. At last many agents, each
/// with a token and a connection of its own, ask once and stay, and the gateway's memory is looked at.
///
/// Every process has an end in time and no input, and is stopped by its own handle; files lie in a temporary
/// folder that is gone at the end. One thread runs everything.
@NullMarked
package dev.sallyport.app.bench.http;

import org.jspecify.annotations.NullMarked;
