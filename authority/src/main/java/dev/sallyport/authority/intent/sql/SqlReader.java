package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.words.Meanings;

/// Reads whether a statement does what a request asks. Pure, deterministic and thread-safe; knows no
/// dialect's grammar, so that it reads any. Reads the first 32,768 characters of a statement and the
/// first 8,000 of a request; it never throws, whatever it is given.
public final class SqlReader {

    private final Meanings meanings;

    /// @param meanings how near words are, beside their spelling
    public SqlReader(Meanings meanings) {
        this.meanings = meanings;
    }

    /// @param request   what the user wants
    /// @param system    what tells of the schema, or empty
    /// @param statement what is to be run
    public SqlReading read(String request, String system, String statement) {
        Schema schema = SchemaReader.read(system);
        Question question = QuestionReader.read(request);
        Outline outline = OutlineReader.read(statement, schema);
        Values values = new Values(question, outline, Vocabulary.of(schema, outline));
        Links links = new Links(question, schema, outline, meanings);
        Features features = new Features();
        ShapeSignals.add(features, question, outline);
        ValueSignals.add(features, question, outline, values, links, schema);
        new SchemaSignals(features, question, outline, schema, links).add();
        new WordSignals(features, question, outline, schema, links, new Coverage(outline, values, links)).add();
        Stops stops = new Stops();
        EffectStops.add(stops, question, outline, values);
        InjectionStops.add(stops, question, schema, outline);
        SystemStops.add(stops, question, outline);
        UnionStops.add(stops, outline, links);
        return new SqlReading(features.list(), stops.list());
    }
}
