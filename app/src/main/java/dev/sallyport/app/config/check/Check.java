package dev.sallyport.app.config.check;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.problem.Problems;

/// What another room has to say about a configuration, such as an auth method about its settings. Called by one
/// thread; must not block on a network.
@FunctionalInterface
public interface Check {
    void check(Configuration configuration, Problems problems);
}
