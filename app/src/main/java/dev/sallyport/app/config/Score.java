package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Scalar;
import java.math.BigDecimal;

/// A score of the intent engine.
///
/// @param thousandths from 0 to 1000
@Scalar(
        value = "a score such as `0.4`, from 0 to 1",
        json = {"number"})
public record Score(int thousandths) {

    public static Score parse(String text) {
        if (!text.matches("0|1|0\\.\\d{1,3}|1\\.0{1,3}"))
            throw new IllegalArgumentException("must be a score such as `0.4`, from 0 to 1");
        return new Score(new BigDecimal(text).movePointRight(3).intValueExact());
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(thousandths, 3).stripTrailingZeros().toPlainString();
    }
}
