package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.Feature;
import java.util.ArrayList;
import java.util.List;

/// Collects features; what is 0 needs no mention.
final class Sightings {

    private final List<Feature> features = new ArrayList<>();

    void add(String name, double value, String words) {
        if (value != 0) features.add(new Feature(name, value, words));
    }

    void add(String name, double value) {
        add(name, value, "");
    }

    /// What was added under a name; 0 when nothing was.
    double value(String name) {
        for (Feature feature : features) if (feature.name().equals(name)) return feature.value();
        return 0;
    }

    List<Feature> all() {
        return List.copyOf(features);
    }
}
