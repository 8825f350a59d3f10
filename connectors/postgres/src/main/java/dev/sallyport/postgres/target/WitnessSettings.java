package dev.sallyport.postgres.target;

import java.time.Duration;

/// Whether the server is asked what a statement does before it runs for the first time.
///
/// @param patience for the whole of one question, a log-in included; what is not answered by then is denied
public record WitnessSettings(boolean on, Duration patience) {

    public static final WitnessSettings OFF = new WitnessSettings(false, Duration.ofSeconds(1));
    public static final WitnessSettings DEFAULT = new WitnessSettings(true, Duration.ofSeconds(5));
}
