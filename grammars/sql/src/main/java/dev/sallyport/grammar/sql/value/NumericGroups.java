package dev.sallyport.grammar.sql.value;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The digits of PostgreSQL's binary `numeric`: groups of base 10000, the first worth 10000 to the power of its weight.
final class NumericGroups {

    private static final int BASE_DIGITS = 4;
    private static final int BASE = 10_000;

    private NumericGroups() {}

    static Optional<String> read(ByteBuffer in, int groups, int weight) {
        BigDecimal value = BigDecimal.ZERO;
        for (int i = 0; i < groups; i++) {
            int group = in.getShort();
            if (group < 0 || group >= BASE) {
                return Optional.empty();
            }
            value = value.add(BigDecimal.valueOf(group).scaleByPowerOfTen(BASE_DIGITS * (weight - i)));
        }
        return Optional.of(value.toPlainString());
    }
}
