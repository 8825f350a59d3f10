package dev.sallyport.app.admin.view;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The gateway's figures.
public interface Metrics {

    List<Family> families();

    /// How much of what was asked was understood (R11).
    Understanding understanding();

    /// @param judged actions decided since the start
    /// @param unknown those of them that held something that was not understood
    record Understanding(long judged, long unknown) {}

    /// Samples of one name.
    ///
    /// @param name without the prefix `sallyport_`; a counter's ends in `_total`
    record Family(String name, String help, Kind kind, List<Sample> samples) {
        public Family {
            samples = List.copyOf(samples);
        }
    }

    record Sample(SortedMap<String, String> labels, double value) {
        public Sample {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }

        public static Sample of(double value) {
            return of(Map.of(), value);
        }

        public static Sample of(Map<String, String> labels, double value) {
            return new Sample(new TreeMap<>(labels), value);
        }
    }

    enum Kind {
        COUNTER,
        GAUGE
    }
}
