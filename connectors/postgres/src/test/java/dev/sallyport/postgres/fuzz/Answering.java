package dev.sallyport.postgres.fuzz;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What PostgreSQL would answer, by the looks of the text: rows of the first literal, as many as
/// `generate_series` says.
final class Answering {

    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");
    private static final Pattern SERIES = Pattern.compile("generate_series\\(1, (\\d{1,4})\\)");
    private static final String POISON = "sallyport denied";

    private final Consumer<byte[]> say;
    private final Map<String, String> statements = new HashMap<>();
    private final Map<String, String> portals = new HashMap<>();
    private boolean skipping;
    private boolean copying;
    private boolean copiesInQuery;

    Answering(Consumer<byte[]> say) {
        this.say = say;
    }

    /// @return true when what was said so far must leave
    boolean answer(char type, byte[] body) {
        if (copying) return copied(type);
        if (type == 'S') return sync();
        if (skipping) return false;
        if (type == 'Q') return query(Frame.text(body, 0));
        if (type == 'H') return true;
        if (type == 'F') return called();
        part(type, body);
        return copying || skipping; // an error leaves at once
    }

    private boolean copied(char type) {
        if (type == 'd' || type == 'S' || type == 'H') return false;
        copying = false;
        if (type == 'c') say.accept(Frame.of('C', Frame.z("COPY 1")));
        else error("57014", "COPY from stdin failed");
        if (copiesInQuery) ready();
        return true;
    }

    private boolean sync() {
        skipping = false;
        ready();
        return true;
    }

    private boolean called() {
        say.accept(Frame.of('V', Frame.int4(-1)));
        ready();
        return true;
    }

    private void ready() {
        say.accept(Frame.of('Z', new byte[] {'I'}));
    }

    private void error(String state, String text) {
        say.accept(Frame.error(state, text));
    }

    private boolean query(String sql) {
        for (String statement : sql.split(";")) {
            if (statement.contains("from stdin")) {
                copyIn(true);
                return true;
            }
            if (!whole(statement)) break;
        }
        ready();
        return true;
    }

    private boolean whole(String sql) {
        if (sql.equals(POISON)) error("42601", "syntax error");
        else if (sql.contains("to stdout")) copyOut(sql);
        else if (sql.isBlank()) say.accept(Frame.of('I'));
        else rows(sql, 0, true);
        return !sql.equals(POISON);
    }

    private void copyIn(boolean inQuery) {
        copying = true;
        copiesInQuery = inQuery;
        say.accept(Frame.of('G', new byte[1], Frame.int2(1), Frame.int2(0)));
    }

    private void copyOut(String sql) {
        say.accept(Frame.of('H', new byte[1], Frame.int2(1), Frame.int2(0)));
        say.accept(Frame.of('d', Frame.z(literal(sql))));
        say.accept(Frame.of('c'));
        say.accept(Frame.of('C', Frame.z("COPY 1")));
    }

    private static String literal(String sql) {
        Matcher literal = LITERAL.matcher(sql);
        return literal.find() ? literal.group(1) : "";
    }

    private void rows(String sql, int most, boolean describes) {
        if (!sql.startsWith("select")) {
            say.accept(Frame.of('C', Frame.z("SET")));
            return;
        }
        Matcher series = SERIES.matcher(sql);
        int rows = series.find() ? Integer.parseInt(series.group(1)) : 1;
        boolean suspended = most > 0 && rows > most;
        if (describes) say.accept(Frame.columns());
        for (int i = 0; i < (suspended ? most : rows); i++) say.accept(Frame.row(literal(sql)));
        say.accept(suspended ? Frame.of('s') : Frame.of('C', Frame.z("SELECT " + rows)));
    }

    private void part(char type, byte[] body) {
        switch (type) {
            case 'P' -> parse(Frame.text(body, 0), body);
            case 'B' -> bind(Frame.text(body, 0), body);
            case 'D' -> describe(body);
            case 'E' -> execute(Frame.text(body, 0), body);
            case 'C' -> say.accept(Frame.of('3'));
            case 'd', 'c', 'f' -> {}
            default -> fail("08P01", "invalid frontend message");
        }
    }

    private void fail(String state, String text) {
        error(state, text);
        skipping = true;
    }

    private void parse(String name, byte[] body) {
        String sql = Frame.text(body, Frame.z(name).length);
        if (sql.equals(POISON)) {
            fail("42601", "syntax error");
        } else {
            statements.put(name, sql);
            say.accept(Frame.of('1'));
        }
    }

    private void bind(String portal, byte[] body) {
        String sql = statements.get(Frame.text(body, Frame.z(portal).length));
        if (sql == null) {
            fail("26000", "prepared statement does not exist");
        } else {
            portals.put(portal, sql);
            say.accept(Frame.of('2'));
        }
    }

    private void describe(byte[] body) {
        if (body.length > 0 && body[0] == 'S') say.accept(Frame.of('t', Frame.int2(0)));
        say.accept(Frame.of('n'));
    }

    private void execute(String portal, byte[] body) {
        String sql = portals.get(portal);
        int at = Frame.z(portal).length;
        int most = body.length >= at + 4 ? ByteBuffer.wrap(body).getInt(at) : 0;
        if (sql == null) fail("34000", "portal does not exist");
        else if (sql.contains("from stdin")) copyIn(false);
        else if (sql.isBlank()) say.accept(Frame.of('I'));
        else rows(sql, most, false);
    }
}
