package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.authority.rules.Judging;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A language model that is asked where the intent engine doubts. It is shown what was asked for, what happened since,
/// and the action with its values.
public record JudgeEntry(
        @Doc("Base address of a service with OpenAI's chat completions, such as `https://judge.internal/v1`.")
        URI url,

        @Doc("The model, as the service calls it.") String model,

        @Doc("The key that the service wants as a bearer token; without it, none is shown.") @Nullable
        SecretReference key,

        @Doc("PEM file with the authorities of its certificate; the platform's when it is left out.") @Nullable
        Path ca,

        @Doc("For one question; as long again a question waits for its turn.")
        @Default("3s")
        @Bounds(min = "100ms", max = "30s")
        Duration timeout,

        @Doc("The scores of the engine that count as doubt.") @Default("{}")
        BandEntry band,

        @Doc(
                "What becomes of a doubtful action when there is no usable answer: as if the engine were sure that nobody"
                        + " asked for it (`deny`), as if it doubted it (`hold`), or the engine's word stands (`decide-without`).")
        @Default("hold")
        Judging.Unavailable unavailable,

        @Doc("Questions in an hour, of all sessions together; then it is unavailable.")
        @Default("1000")
        @Bounds(min = "1", max = "1000000")
        int perHour,

        @Doc("Questions at the same time; others wait, within `timeout`.")
        @Default("16")
        @Bounds(min = "1", max = "1000")
        int maxCalls,

        @Doc("The most that it is shown. An action that does not fit is not put to it, and where it could not be shown"
                + " the whole history, it finds nothing consistent.")
        @Default("64KiB")
        @Bounds(min = "4KiB", max = "1MiB")
        ByteSize maxQuestion,

        @Doc("Longer answers are no answers.") @Default("16KiB") @Bounds(min = "1KiB", max = "1MiB")
        ByteSize maxAnswer) {}
