package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.Stop;
import java.util.ArrayList;
import java.util.List;

/// Collects the findings that decide alone, one of each rule.
final class Stops {

    private final List<Stop> list = new ArrayList<>();

    void when(boolean holds, String rule, String words) {
        if (holds && list.stream().noneMatch(stop -> stop.rule().equals(rule))) {
            list.add(new Stop(rule, words));
        }
    }

    List<Stop> list() {
        return List.copyOf(list);
    }
}
