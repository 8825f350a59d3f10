package dev.sallyport.app.admin.view;

import java.io.IOException;
import java.util.List;

/// Loads the configuration anew, whole or not at all.
@FunctionalInterface
public interface Reload {

    /// @param by the administrator, as the kernel knows them; stands in the trail with the hash (R22)
    /// @param mayObserve whether a rule may change to `mode: observe` (R20)
    Result reload(String by, boolean mayObserve) throws IOException, InterruptedException;

    sealed interface Result {}

    /// @param configuration the generation that is now in force, 16 hex digits
    /// @param changed false when the file says what was in force already
    record Loaded(String configuration, boolean changed) implements Result {}

    /// The old configuration stays in force.
    record Rejected(List<Fault> faults) implements Result {
        public Rejected {
            faults = List.copyOf(faults);
        }
    }

    /// The old configuration stays in force: these rules would begin to observe, and the caller may not say so.
    record ObserveNotAllowed(List<String> rules) implements Result {
        public ObserveNotAllowed {
            rules = List.copyOf(rules);
        }
    }

    /// @param path such as `access[0].to`; empty for the file as a whole
    /// @param line from 1; 0 for the file as a whole
    record Fault(String path, int line, String message) {}
}
