package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asking the API server about a token (TokenReview).
public record Review(
        @Doc("Address of the API server.") @Default("https://kubernetes.default.svc")
        URI server,

        @Doc("PEM file with the authorities of the API server's certificate; the platform's when it is left out.")
        @Nullable
        Path ca,

        @Doc("The gateway's own service-account token; it may create `tokenreviews`. Read again for each question.")
        SecretReference token,

        @Doc("For one question.") @Default("5s") @Bounds(min = "100ms", max = "1m")
        Duration timeout,

        @Doc("How long a token that is good is believed to be: for so long the end of its pod is not seen.")
        @Default("10s")
        @Bounds(min = "0s", max = "5m")
        Duration cache) {}
