package dev.sallyport.testkit.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Random values of one seed: the same calls in the same order give the same values. Small sizes and values at
/// the edges come more often than chance would have them. One thread.
public final class Generators {

    private static final int[] EDGES = {0, 1, -1, 127, 128, 255, 256, 32767, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    /// Pieces that have broken parsers: terminators, quotes, comments, paths, format and look-alike characters.
    private static final List<String> HOSTILE = List.of(
            "\0",
            "\n",
            "\r\n",
            "\t",
            "\u001b[2J",
            "\u007f",
            "'",
            "''",
            "\"",
            "`",
            "\\",
            "\\'",
            "$$",
            "$a$",
            "--",
            "/*",
            "*/",
            "#",
            ";",
            "%",
            "%00",
            "%2e%2e",
            "../",
            "/",
            "{",
            "}",
            "[",
            "]",
            "<",
            ">",
            "&",
            "|",
            ",",
            ":",
            "=",
            "E'",
            "U&'",
            "null",
            "NaN",
            "\u00df",
            "\u0130",
            "\u017f",
            "\u0301",
            "\u200b",
            "\u202e",
            "\u2028",
            "\ufeff",
            "\uff07",
            "\ufffd",
            "\ud800",
            "\udc00",
            "\ud83d\ude00");

    private final Random random;

    public Generators(long seed) {
        // one draw away from the seed, for the first values of neighbouring seeds are alike
        random = new Random(new Random(seed).nextLong());
    }

    /// Any int, often an edge.
    public int anyInt() {
        return oneIn(3) ? EDGES[random.nextInt(EDGES.length)] : random.nextInt();
    }

    public long anyLong() {
        return oneIn(3) ? anyInt() : random.nextLong();
    }

    /// Both ends included.
    public int between(int lowest, int highest) {
        return (int) random.nextLong(lowest, highest + 1L);
    }

    /// A size from 0 to `most`, small ones more often.
    public int size(int most) {
        return oneIn(4) ? between(0, most) : between(0, Math.min(most, 8));
    }

    public boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    public byte[] bytes(int maxLength) {
        byte[] bytes = new byte[size(maxLength)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// A copy of something well-formed with a few bytes changed, or cut, or with something inserted: it gets
    /// further into a parser than noise does.
    public byte[] damaged(byte[] wellFormed) {
        byte[] damaged = wellFormed.clone();
        for (int i = between(0, 4); i > 0 && damaged.length > 0; i--) {
            damaged[between(0, damaged.length - 1)] = (byte) anyInt();
        }
        int from = between(0, damaged.length);
        return switch (between(0, 2)) {
            case 0 -> damaged;
            case 1 -> Arrays.copyOf(damaged, from);
            default -> joined(damaged, from, bytes(16));
        };
    }

    private static byte[] joined(byte[] around, int at, byte[] inserted) {
        byte[] all = new byte[around.length + inserted.length];
        System.arraycopy(around, 0, all, 0, at);
        System.arraycopy(inserted, 0, all, at, inserted.length);
        System.arraycopy(around, at, all, at + inserted.length, around.length - at);
        return all;
    }

    /// Lower-case letters, at least one.
    public String word(int maxLength) {
        return characters(Math.max(1, size(maxLength)), () -> (char) between('a', 'z'));
    }

    /// Printable ASCII.
    public String ascii(int maxLength) {
        return characters(size(maxLength), () -> (char) between(' ', '~'));
    }

    /// Anything, with hostile pieces (quotes, comments, controls, lone surrogates) among ordinary words.
    /// May be a few characters longer than `maxLength`.
    public String text(int maxLength) {
        int length = size(maxLength);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            switch (between(0, 3)) {
                case 0 -> text.append(word(8));
                case 1 -> text.append((char) between(0, Character.MAX_VALUE));
                default -> text.append(pick(HOSTILE));
            }
        }
        return text.toString();
    }

    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    public final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// One of several ways to make a value; the others are not run.
    public <T> T oneOf(List<? extends Supplier<? extends T>> ways) {
        return pick(ways).get();
    }

    public <T> List<T> list(int maxSize, Supplier<? extends T> element) {
        List<T> list = new ArrayList<>();
        for (int i = size(maxSize); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }

    public <T> List<T> shuffled(List<? extends T> list) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static String characters(int length, Supplier<Character> next) {
        StringBuilder characters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            characters.append(next.get().charValue());
        }
        return characters.toString();
    }
}
