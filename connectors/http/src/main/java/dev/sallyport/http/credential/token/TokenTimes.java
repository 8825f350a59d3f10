package dev.sallyport.http.credential.token;

import java.time.Duration;

/// @param ahead so long before its end a token is renewed, while it is still shown
/// @param timeout for fetching one, all of it; who waits gives up then
/// @param retryAfter after a failure nobody asks again for so long, while there is no usable token
/// @param lifetime of a token whose server does not say how long it lives
/// @param margin so long before its end a token is not shown any more: clocks differ, requests travel
public record TokenTimes(Duration ahead, Duration timeout, Duration retryAfter, Duration lifetime, Duration margin) {

    public static final TokenTimes DEFAULT = new TokenTimes(
            Duration.ofMinutes(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(5));
}
