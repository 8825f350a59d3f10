package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;

/// Where the intent engine is in doubt: from .5 on it would stop an action, from .6 on it is sure.
public record BandEntry(
        @Doc("The least score, included.") @Default("0.4") Score from,

        @Doc("The greatest, included. What the engine denies, from .6 on, is never put to the judge.") @Default("0.6")
        Score to) {
    public BandEntry {
        if (from.thousandths() > to.thousandths())
            throw new IllegalArgumentException("`from` must not be greater than `to`: `" + from + "`");
    }
}
