package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.Stop;
import java.util.List;

/// What was read of one statement.
///
/// @param features always the same names in the same order
/// @param stops    findings that decide alone; empty when there are none
public record SqlReading(List<Feature> features, List<Stop> stops) {}
