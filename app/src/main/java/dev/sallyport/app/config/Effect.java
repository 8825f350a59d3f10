package dev.sallyport.app.config;

import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.shape.OneOrMany;
import java.util.List;

/// What an `allow` line is about: written as one key, `read: crm/customers`.
public record Effect(Verb verb, @OneOrMany List<ResourceName> resources) {
    public Effect {
        resources = List.copyOf(resources);
    }
}
