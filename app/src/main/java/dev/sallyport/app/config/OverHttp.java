package dev.sallyport.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A target that agents reach at `listen.http`, whatever is spoken inside HTTP.
public sealed interface OverHttp permits Http, Llm, Mcp {

    /// Where it is; null for one that the gateway itself runs.
    @Nullable
    URI upstream();

    List<HostName> hosts();

    boolean forward();

    @Nullable
    Path ca();

    List<String> networks();

    int connections();

    Duration connectTimeout();

    Duration firstByteTimeout();

    Duration idleTimeout();

    ByteSize maxBody();

    ClearText clearText();
}
