package dev.sallyport.authority.intent.tool;

import java.util.function.DoubleSupplier;
import org.agrona.collections.Long2LongHashMap;

/// How near instructions come to a tool's name, by the number under which each was read. Each call of a tool looks at
/// all that was answered before; without this, they would be compared word by word at each decision. Bounded: what
/// does not fit is worked out again. Safe on every thread.
final class Explained {

    private static final long UNKNOWN = -1; // no double from 0 to 1 has these bits

    private final int most;
    private final Long2LongHashMap strengths = new Long2LongHashMap(UNKNOWN);

    /// @param most so many texts
    Explained(int most) {
        this.most = most;
    }

    /// @param text its number
    /// @param fresh asked where it is not known; always says the same of the same text
    synchronized double by(long text, DoubleSupplier fresh) {
        long known = strengths.get(text);
        if (known != UNKNOWN) return Double.longBitsToDouble(known);
        double strength = fresh.getAsDouble();
        if (strengths.size() >= most) strengths.clear();
        strengths.put(text, Double.doubleToLongBits(strength));
        return strength;
    }
}
