package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.model.Forest;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Weighs what `SqlReader` read with the forest `sql.forest`, which `SqlTraining` grew (docs/intent-
/// sql.md). Immutable, safe on every thread; the same words give the same judgement everywhere.
public final class SqlJudge {

    private static final int REASONS = 3;
    /// Sizes, which the forest asks for and no person cares for.
    private static final Pattern NEUTRAL = Pattern.compile(
            "(?:table|query|tail|wanted|value|condition|projected|compared|grouped|ordered)-count|result-plain|request-.*");

    private final SqlReader reader;
    private final Forest forest;

    public SqlJudge(Meanings meanings) {
        this.reader = new SqlReader(meanings);
        this.forest = Forest.resource(SqlJudge.class, "sql.forest");
    }

    /// @param request   what the user wants
    /// @param system    what tells of the schema, or empty
    /// @param statement what is to be run
    public SqlJudgement judge(String request, String system, String statement) {
        SqlReading reading = reader.read(request, system, statement);
        Map<String, Double> values = new HashMap<>();
        for (Feature feature : reading.features()) {
            if (feature.value() != 0) {
                values.put(feature.name(), feature.value());
            }
        }
        double score = forest.score(values);
        SqlJudgement bare = new SqlJudgement(score, reading.stops(), List.of());
        return bare.against() ? new SqlJudgement(score, reading.stops(), because(values, reading)) : bare;
    }

    private List<Feature> because(Map<String, Double> values, SqlReading reading) {
        Map<String, Feature> named = new HashMap<>();
        reading.features().forEach(feature -> named.put(feature.name(), feature));
        return forest.weights(values).stream()
                .map(weight -> named.get(weight.feature()))
                .filter(feature ->
                        feature != null && !NEUTRAL.matcher(feature.name()).matches())
                .limit(REASONS)
                .toList();
    }
}
