package dev.sallyport.trail.line;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Writes instants; the text of the second is kept, because the next record mostly falls into the same one.
final class Times {

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final byte[] text = Ascii.bytes("0000-00-00T00:00:00.000000Z");
    private long second = Long.MIN_VALUE;

    void write(Instant at, Json json) {
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            json.copy(Ascii.bytes(at.toString()), 0);
            return;
        }
        if (at.getEpochSecond() != second) turn(at.getEpochSecond());
        Ascii.padded(at.getNano() / 1000, text, 20, 26);
        json.copy(text, 0);
    }

    private void turn(long epochSecond) {
        LocalDateTime date = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        Ascii.padded(date.getYear(), text, 0, 4);
        Ascii.padded(date.getMonthValue(), text, 5, 7);
        Ascii.padded(date.getDayOfMonth(), text, 8, 10);
        Ascii.padded(date.getHour(), text, 11, 13);
        Ascii.padded(date.getMinute(), text, 14, 16);
        Ascii.padded(date.getSecond(), text, 17, 19);
        second = epochSecond;
    }
}
