package dev.sallyport.postgres.fuzz;

import dev.sallyport.testkit.generate.Generators;
import java.util.ArrayList;
import java.util.List;

/// What an honest agent says after it has logged in: simple and extended protocol, pipelines, names,
/// COPY, some of it denied. Texts carry the seed, so that nothing is known from another round.
final class Speech {

    /// No statement with it is permitted, and no byte of it may reach the target.
    static final String DENIED = "deny!";

    private final Generators some;
    private final String tag;
    private final List<byte[]> frames = new ArrayList<>();
    private int names;

    Speech(long seed, Generators some) {
        this.some = some;
        this.tag = "r" + seed;
    }

    /// The row that the last answer of an intact conversation has.
    String last() {
        return tag + " end";
    }

    List<byte[]> frames() {
        for (int i = some.between(2, 10); i > 0; i--) step();
        frames.add(Frame.of('S'));
        frames.add(query("select '" + last() + "'"));
        return frames;
    }

    private static byte[] query(String sql) {
        return Frame.of('Q', Frame.z(sql));
    }

    private void step() {
        switch (some.between(0, 7)) {
            case 0, 1 -> simple();
            case 2, 3 -> unnamed();
            case 4 -> named();
            case 5 -> copy();
            case 6 -> frames.add(some.oneIn(2) ? Frame.of('S') : Frame.of('H'));
            default ->
                frames.add(Frame.of('F', Frame.int4(some.between(1, 9)), Frame.int2(0), Frame.int2(0), Frame.int2(0)));
        }
    }

    /// A query ends a batch that was not ended.
    private void simple() {
        frames.add(Frame.of('S'));
        frames.add(query(sql()));
    }

    private void unnamed() {
        String sql = sql();
        frames.add(Frame.parse("", sql));
        frames.add(Frame.bind("", "", values(sql)));
        if (some.oneIn(2)) frames.add(Frame.of('D', Frame.z("P")));
        frames.add(Frame.execute("", some.oneIn(3) ? 2 : 0));
        if (some.oneIn(2)) frames.add(Frame.of('S'));
    }

    private void named() {
        String name = "s" + names++;
        String sql = sql();
        frames.add(Frame.parse(name, sql));
        if (some.oneIn(2)) frames.add(Frame.of('D', Frame.z("S" + name)));
        if (some.oneIn(2)) frames.add(Frame.of('S'));
        for (int i = some.between(1, 3); i > 0; i--) {
            frames.add(Frame.bind("p" + names, name, values(sql)));
            frames.add(Frame.execute("p" + names, 0));
            frames.add(Frame.of('C', Frame.z("Pp" + names)));
        }
        if (some.oneIn(2)) frames.add(Frame.of('C', Frame.z("S" + name)));
        frames.add(Frame.of('S'));
    }

    private void copy() {
        frames.add(Frame.of('S'));
        frames.add(query("copy (select '" + literal() + "') to stdout"));
        String into = "copy t from stdin with (null '" + literal() + "')";
        frames.add(query(into));
        String data = into.contains(DENIED) ? DENIED : "data";
        for (int i = some.between(0, 3); i > 0; i--) frames.add(Frame.of('d', Frame.z(data)));
        frames.add(some.oneIn(3) ? Frame.of('f', Frame.z("no")) : Frame.of('c'));
    }

    private List<String> values(String sql) {
        return sql.contains("$1") ? List.of("value") : List.of();
    }

    private String sql() {
        return switch (some.between(0, 7)) {
            case 0 -> "select '" + literal() + "', $1::text";
            case 1 -> "select '" + literal() + " limit!3' from generate_series(1, " + some.between(0, 9) + ")";
            case 2 -> "select '" + literal() + "' from generate_series(1, " + some.between(0, 300) + ")";
            case 3 -> "set statement_timeout = " + some.pick("0", "1", "'2min'", "'" + literal() + "'");
            case 4 -> some.pick("begin", "commit", "", "select '" + literal() + " slow!'");
            case 5 -> "select '" + literal() + "'; select '" + literal() + "'";
            default -> "select '" + literal() + "'";
        };
    }

    private String literal() {
        return some.oneIn(4) ? tag + " " + DENIED : tag + " " + some.word(6);
    }
}
