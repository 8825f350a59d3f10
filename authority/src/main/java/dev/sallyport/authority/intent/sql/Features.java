package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.Feature;
import java.util.ArrayList;
import java.util.List;

/// Collects the observations of one reading.
final class Features {

    private final List<Feature> list = new ArrayList<>();

    void add(String name, double value, String words) {
        list.add(new Feature(name, Math.clamp(value, 0, 1), words));
    }

    void add(String name, boolean holds, String words) {
        add(name, holds ? 1 : 0, words);
    }

    /// A count as a part of `most`.
    void count(String name, int count, int most, String words) {
        add(name, (double) count / most, words);
    }

    /// @param asked whether the request asks for it
    /// @param done  whether the statement does it
    void pair(String name, boolean asked, boolean done, String what) {
        add(name + "-missing", asked && !done, "the request asks for " + what + ", the statement has none");
        add(name + "-unasked", !asked && done, "the statement has " + what + " that the request does not ask for");
        add(name + "-agreed", asked && done, "request and statement both have " + what);
    }

    List<Feature> list() {
        return List.copyOf(list);
    }
}
