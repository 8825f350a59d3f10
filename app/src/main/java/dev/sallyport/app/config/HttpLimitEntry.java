package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import java.time.Duration;

/// What one agent may cost at `listen.http` and `listen.plain`, whatever it asks for.
public record HttpLimitEntry(
        @Doc("The first line of a request, path and query included; longer ones are answered 414.")
        @Default("8KiB")
        @Bounds(min = "1KiB", max = "64KiB")
        ByteSize maxLine,

        @Doc("All fields of a head, or of the trailers, together; more are answered 431.")
        @Default("32KiB")
        @Bounds(min = "4KiB", max = "256KiB")
        ByteSize maxFields,

        @Doc("A body that passes to the target unread, piece by piece; a longer one is broken off.")
        @Default("1024GiB")
        @Bounds(min = "1MiB", max = "1048576GiB")
        ByteSize maxUpload,

        @Doc("From the first byte of a head to its end.") @Default("10s") @Bounds(min = "1s", max = "5m")
        Duration headTimeout,

        @Doc("Between two pieces of a body; a body that is judged whole may take ten times as long in all.")
        @Default("30s")
        @Bounds(min = "1s", max = "10m")
        Duration bodyTimeout,

        @Doc("A connection without a request is closed after this.") @Default("75s") @Bounds(min = "1s", max = "1h")
        Duration idleTimeout,

        @Doc("An agent that takes nothing of its answer for so long is hung up on.")
        @Default("2m")
        @Bounds(min = "1s", max = "1h")
        Duration unreadTimeout,

        @Doc("Bytes that may come out of each byte of a target's compressed answer; more is taken for a bomb.")
        @Default("100")
        @Bounds(min = "2", max = "10000")
        int inflation,

        @Doc("Requests at once on one connection of HTTP/2; more are refused.")
        @Default("100")
        @Bounds(min = "1", max = "10000")
        int streams,

        @Doc("Requests on one connection of HTTP/2 that are reset within 30 seconds; at more, it is closed.")
        @Default("200")
        @Bounds(min = "10", max = "100000")
        int resets,

        @Doc("SETTINGS and PING frames on one connection of HTTP/2 within 30 seconds; at more, it is closed.")
        @Default("2000")
        @Bounds(min = "100", max = "1000000")
        int controlFrames) {}
