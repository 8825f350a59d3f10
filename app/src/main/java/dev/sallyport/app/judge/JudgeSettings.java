package dev.sallyport.app.judge;

import dev.sallyport.authmethods.web.Credential;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Whom to ask, and how much.
///
/// @param endpoint of chat completions: `https`, or `http` on this machine
/// @param key shown as a bearer token; none when it is `null`
/// @param timeout for one exchange, and as long for the wait before it
/// @param perHour questions in any sixty minutes
/// @param maxCalls questions at the same time
/// @param maxQuestion characters of what is shown
/// @param maxAnswer bytes
public record JudgeSettings(
        URI endpoint,
        String model,
        @Nullable Credential key,
        SSLContext tls,
        Duration timeout,
        int perHour,
        int maxCalls,
        int maxQuestion,
        int maxAnswer) {}
