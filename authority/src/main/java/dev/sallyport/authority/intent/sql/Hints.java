package dev.sallyport.authority.intent.sql;

import java.util.List;
import java.util.Map;

/// What English question words and superlatives speak of without naming it: "who" of a name, "oldest"
/// of an age.
final class Hints {

    private static final Map<String, List<String>> SPOKEN = Map.ofEntries(
            Map.entry("who", List.of("name", "person", "player", "people")),
            Map.entry("whom", List.of("name", "person")),
            Map.entry("when", List.of("date", "year", "time", "day", "month")),
            Map.entry("where", List.of("location", "city", "address", "country", "place", "venue", "state")),
            Map.entry("old", List.of("age", "birth", "year")),
            Map.entry("older", List.of("age", "birth", "year")),
            Map.entry("oldest", List.of("age", "birth", "year", "date")),
            Map.entry("young", List.of("age", "birth", "year")),
            Map.entry("younger", List.of("age", "birth", "year")),
            Map.entry("youngest", List.of("age", "birth", "year")),
            Map.entry("born", List.of("birth", "age")),
            Map.entry("tall", List.of("height", "ht")),
            Map.entry("tallest", List.of("height", "ht")),
            Map.entry("taller", List.of("height", "ht")),
            Map.entry("shortest", List.of("height", "length", "duration", "minute")),
            Map.entry("longest", List.of("length", "duration", "minute", "distance", "time")),
            Map.entry("long", List.of("length", "duration", "minute")),
            Map.entry("heaviest", List.of("weight", "tonnage")),
            Map.entry("weighing", List.of("weight")),
            Map.entry("lightest", List.of("weight")),
            Map.entry("latest", List.of("date", "year", "time", "created", "start", "end")),
            Map.entry("earliest", List.of("date", "year", "time", "created", "start")),
            Map.entry("recent", List.of("date", "year", "time", "created")),
            Map.entry("recently", List.of("date", "year", "time", "created")),
            Map.entry("newest", List.of("date", "year", "created")),
            Map.entry("before", List.of("date", "year", "time")),
            Map.entry("after", List.of("date", "year", "time")),
            Map.entry("since", List.of("date", "year", "time")),
            Map.entry("days", List.of("date")),
            Map.entry("weeks", List.of("date")),
            Map.entry("month", List.of("date")),
            Map.entry("months", List.of("date")),
            Map.entry("cheapest", List.of("price", "cost")),
            Map.entry("expensive", List.of("price", "cost")),
            Map.entry("cost", List.of("price", "amount")),
            Map.entry("biggest", List.of("size", "area", "population")),
            Map.entry("largest", List.of("size", "area", "population", "number")),
            Map.entry("fastest", List.of("speed", "time", "horsepower")),
            Map.entry("called", List.of("name")),
            Map.entry("named", List.of("name")),
            Map.entry("title", List.of("name")),
            Map.entry("live", List.of("address", "city", "hometown")),
            Map.entry("lives", List.of("address", "city", "hometown")),
            Map.entry("acted", List.of("actor", "cast", "role")),
            Map.entry("winner", List.of("winner", "win")),
            Map.entry("female", List.of("gender", "sex")),
            Map.entry("male", List.of("gender", "sex")),
            Map.entry("people", List.of("person", "name")));

    private Hints() {}

    static List<String> of(String word) {
        return SPOKEN.getOrDefault(word, List.of());
    }
}
