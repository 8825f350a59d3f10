package dev.sallyport.authority.intent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.authority.intent.proposal.Call.Argument;
import org.junit.jupiter.api.Test;

/// How the values of a call's JSON are found.
class LeavesTest {

    @Test
    void blanksMayStandWhereJsonAllowsThem() {
        assertThat(Leaves.of(" { \"a\" : [ 1 , \"x\" ] ,\n \"b\" : { } } "))
                .containsExactly(new Argument("a[0]", "1"), new Argument("a[1]", "x"));
    }

    @Test
    void escapesAreWhatTheyStandFor() {
        assertThat(Leaves.of("{\"a\":\"\\u0041\\u00fC\\t\\b\\f\\r\\n\\\"\\/\\\\z\"}"))
                .containsExactly(new Argument("a", "A\u00fc\t\b\f\r\n\"/\\z"));
        assertThat(Leaves.of("\"\\u0041\"")).containsExactly(new Argument("", "A"));
        assertThat(Leaves.of("[]")).isEmpty();
        assertThat(Leaves.of("\"\"")).containsExactly(new Argument("", ""));
    }

    /// Half a value would be compared with half a truth.
    @Test
    void whatIsBrokenIsOneValue() {
        for (String text : new String[] {
            "{\"a\":1} {\"b\":2}",
            "{\"a\":1",
            "{\"a\" 1}",
            "{\"a\":1,}",
            "{a:1}",
            "[1 2]",
            "[1",
            "[[1,]]",
            "\"open",
            "\"\\",
            "\"\\u00g1\"",
            "\"\\u004",
            "\"\\u12\"",
            "[1,",
            "[1] x"
        }) assertThat(Leaves.of(text)).as(text).containsExactly(new Argument("", text));
    }

    @Test
    void depthAndNumberAreBounded() {
        String deep = "[".repeat(20) + "1" + "]".repeat(20);
        assertThat(Leaves.of(deep)).containsExactly(new Argument("[0]".repeat(20), "1"));
        for (int depth : new int[] {64, 65}) {
            String lists = "[".repeat(depth) + "1" + "]".repeat(depth);
            String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
            assertThat(Leaves.of(lists))
                    .containsExactly(depth > 64 ? new Argument("", lists) : new Argument("[0]".repeat(64), "1"));
            assertThat(Leaves.of(objects))
                    .containsExactly(depth > 64 ? new Argument("", objects) : new Argument("a" + ".a".repeat(63), "1"));
        }
        String deeper = "[".repeat(200) + "1" + "]".repeat(200);
        assertThat(Leaves.of(deeper)).containsExactly(new Argument("", deeper));
        assertThat(Leaves.of("[" + "1,".repeat(256) + "1]")).hasSize(257);
        assertThat(Leaves.of("[" + "1,".repeat(257) + "1]")).hasSize(1);
        String many = "[" + "1,".repeat(20_000) + "1]";
        assertThat(Leaves.of(many)).containsExactly(new Argument("", many));
    }
}
