package dev.sallyport.grammar.sql;

import dev.sallyport.grammar.sql.query.Part;
import dev.sallyport.grammar.sql.query.Reading;
import dev.sallyport.grammar.sql.query.Reading.Stretch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts a string where the parser found its statements to begin and to end.
final class Pieces {

    private final byte[] bytes;
    private int at;

    private Pieces(String sql) {
        this.bytes = sql.getBytes(StandardCharsets.UTF_8);
    }

    static Optional<List<Piece>> of(String sql, Reading reading) {
        List<Part> parts = reading.parts();
        if (parts.isEmpty()) return Optional.of(List.of());
        if (parts.size() == 1) return Optional.of(List.of(piece(sql, parts.getFirst())));
        return reading.stretches().size() == parts.size() ? new Pieces(sql).cut(reading) : Optional.empty();
    }

    private static Piece piece(String sql, Part part) {
        return new Piece(sql, part.effect(), part.prepared());
    }

    private Optional<List<Piece>> cut(Reading reading) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < reading.parts().size(); i++) {
            Stretch stretch = reading.stretches().get(i);
            int end = stretch.length() == 0 ? bytes.length : stretch.at() + stretch.length();
            if (stretch.at() < at || end > bytes.length || !onlySeparators(stretch.at())) return Optional.empty();
            pieces.add(piece(text(stretch.at(), end), reading.parts().get(i)));
            at = end;
        }
        return onlySeparators(bytes.length) ? Optional.of(pieces) : Optional.empty();
    }

    private boolean onlySeparators(int to) {
        return text(at, to).chars().allMatch(c -> c == ';' || Character.isWhitespace(c));
    }

    private String text(int from, int to) {
        return new String(bytes, from, Math.max(0, to - from), StandardCharsets.UTF_8);
    }
}
