package dev.sallyport.llm.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.api.action.Action.Argument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeavesTest {

    private static List<Argument> leaves(String json) throws Exception {
        JsonNode tree = JsonMapper.builder().build().readTree(json.replace('\'', '"'));
        return Leaves.of(tree, "");
    }

    @Test
    void everyScalarHasItsWay() throws Exception {
        assertThat(leaves("{'to':[{'a':1},{'a':null,'b':'x'}],'c':true}"))
                .containsExactly(new Argument("to[0].a", "1"), new Argument("to[1].b", "x"), new Argument("c", "true"));
    }

    @Test
    void moreThanAreLookedAtIsSaidToBeMore() throws Exception {
        List<Argument> found = leaves("[" + "1,".repeat(2 * Leaves.MOST) + "1]");
        assertThat(found).hasSize(Leaves.MOST + 1);
        assertThat(found.getLast().name()).isEqualTo("…");
    }

    /// With long names around many small values a short document has ways of gigabytes.
    @ParameterizedTest
    @ValueSource(strings = {"7", "[]", "{}", "null"})
    void waysAreBoundedByWhatTheyTakeTogether(String value) throws Exception {
        String values = "[" + (value + ",").repeat(20_000) + value + "]";
        List<Argument> found = leaves(("{'" + "n".repeat(4000) + "':").repeat(20) + values + "}".repeat(20));
        assertThat(found.getLast().name()).isEqualTo("…");
        assertThat(found.stream().mapToLong(each -> each.name().length()).sum()).isLessThan(2 << 20);
    }
}
