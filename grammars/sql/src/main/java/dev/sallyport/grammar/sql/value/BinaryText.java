package dev.sallyport.grammar.sql.value;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// Binary format → text, for the types of [KeyType]. Empty for whatever the type's `recv` function would refuse or this
/// cannot read with certainty.
public final class BinaryText {

    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final int NUMERIC_HEADER = 8;
    private static final int MAX_DIGIT_GROUPS = 50;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private BinaryText() {}

    public static Optional<String> of(KeyType type, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return switch (type.family()) {
            case BOOL -> bytes.length == 1 ? Optional.of(bytes[0] != 0 ? "true" : "false") : Optional.empty();
            case INTEGER -> integer(type, in);
            case TEXT, BLANK_PADDED -> utf8(in);
            case UUID ->
                bytes.length == 16 ? Optional.of(new UUID(in.getLong(), in.getLong()).toString()) : Optional.empty();
            case NUMERIC -> numeric(in);
            case DATE -> bytes.length == 4 ? date(in.getInt()) : Optional.empty();
            case TIMESTAMP -> bytes.length == 8 ? timestamp(in.getLong()) : Optional.empty();
        };
    }

    /// By length, since a client may send an int8 where the column is an int4 and the server inferred accordingly.
    private static Optional<String> integer(KeyType type, ByteBuffer in) {
        return switch (in.remaining()) {
            case 2 -> Optional.of(Short.toString(in.getShort()));
            case 4 ->
                Optional.of(
                        type == KeyType.OID ? Integer.toUnsignedString(in.getInt()) : Integer.toString(in.getInt()));
            case 8 -> Optional.of(Long.toString(in.getLong()));
            default -> Optional.empty();
        };
    }

    private static Optional<String> utf8(ByteBuffer in) {
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(in);
            return Optional.of(text.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// `numeric_send`: digit groups, weight of the first, sign, display scale, then groups of base 10000.
    private static Optional<String> numeric(ByteBuffer in) {
        if (in.remaining() < NUMERIC_HEADER) {
            return Optional.empty();
        }
        int groups = in.getShort();
        int weight = in.getShort();
        int sign = in.getShort() & 0xFFFF;
        in.getShort();
        boolean sane = groups >= 0 && groups <= MAX_DIGIT_GROUPS && Math.abs(weight) <= MAX_DIGIT_GROUPS;
        if (!sane || in.remaining() != 2 * groups || (sign != 0 && sign != 0x4000)) {
            return Optional.empty();
        }
        return NumericGroups.read(in, groups, weight).map(value -> sign == 0 ? value : "-" + value);
    }

    private static Optional<String> date(int days) {
        boolean plain = Math.abs((long) days) < 2_000_000;
        return plain ? Optional.of(EPOCH.plusDays(days).toString()) : Optional.empty();
    }

    private static Optional<String> timestamp(long micros) {
        if (Math.abs(micros / 1000) > 200_000_000_000_000L) {
            return Optional.empty();
        }
        LocalDateTime time = EPOCH.atStartOfDay().plus(micros, ChronoUnit.MICROS);
        return Optional.of(TIME.format(time));
    }
}
