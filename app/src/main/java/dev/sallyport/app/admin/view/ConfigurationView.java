package dev.sallyport.app.admin.view;

import java.util.Map;

/// The configuration in force.
@FunctionalInterface
public interface ConfigurationView {

    /// Defaults filled in, secrets left as the references they are; JSON values (String, Number, Boolean, List, Map).
    Map<String, Object> resolved();
}
