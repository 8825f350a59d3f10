package dev.sallyport.app.http;

import java.time.Duration;

/// How much a connection may ask for.
///
/// @param requestLineBytes of the first line
/// @param headerBytes of all headers
/// @param bodyBytes of a body
/// @param request time from connecting, or from the answer before, to the whole request; and from an
/// answer to its
///     having been read
/// @param answer time from the request to the answer
/// @param requests on one connection
public record Limits(
        int requestLineBytes, int headerBytes, int bodyBytes, Duration request, Duration answer, int requests) {}
