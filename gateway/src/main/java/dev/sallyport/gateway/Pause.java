package dev.sallyport.gateway;

import java.time.Duration;

/// How a blocking task waits between two attempts.
interface Pause {
    void sleep(Duration time) throws InterruptedException;
}
