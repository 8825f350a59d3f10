package dev.sallyport.mcp.schema;

import static dev.sallyport.mcp.Speech.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentSchemaTest {

    private static final String SCHEMA = "{'$schema':'http://json-schema.org/draft-07/schema#','type':'object',"
            + "'properties':{'id':{'type':'integer','minimum':1},'tags':{'type':'array','items':{'enum':['a','b']}},"
            + "'mail':{'type':'string','pattern':'^[^@]+@[^@]+$'}},'required':['id'],'additionalProperties':false}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':1} |",
                "{'id':1,'tags':['a'],'mail':'a@b'} |",
                "{} | required",
                "{'id':0} | minimum",
                "{'id':'1'} | type",
                "{'id':1,'tags':['c']} | enum",
                "{'id':1,'mail':'no'} | pattern",
                "{'id':1,'x':2} | additionalProperties"
            })
    void argumentsFitOrTheWordSaysWhy(String arguments, String word) throws Exception {
        String mismatch = ArgumentSchema.of(tree(SCHEMA)).mismatch(tree(arguments));
        if (word == null) assertThat(mismatch).isEmpty();
        else assertThat(mismatch).contains("`" + word + "`");
    }

    @Test
    void valuesAreNotTold() throws Exception {
        assertThat(ArgumentSchema.of(tree(SCHEMA)).mismatch(tree("{'id':1,'mail':'geheim'}")))
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref':'https://evil.example/schema.json'}",
                "{'properties':{'a':{'$ref':'file:///etc/passwd'}}}",
                "{'properties':{'a':{'$ref':'other.json#/x'}}}",
                "{'properties':{'a':{'$id':'https://evil.example/','$ref':'#/x'}}}",
                "{'$schema':'https://evil.example/dialect'}",
                "{'$dynamicRef':'#a'}",
                "{'pattern':'(a+)+\\\\1'}",
                "{'properties':{'a':{'pattern':'(?=x)y'}}}",
                "{'pattern':'('}"
            })
    void whatIsFetchedOrTakesForEverIsUnfit(String schema) {
        assertThatThrownBy(() -> ArgumentSchema.of(tree(schema))).isInstanceOf(UnfitSchema.class);
    }

    @Test
    void sizeAndDepthAreBounded() {
        String deep = "{'not':".repeat(60) + "{}" + "}".repeat(60);
        assertThatThrownBy(() -> ArgumentSchema.of(tree(deep))).isInstanceOf(UnfitSchema.class);
        StringBuilder wide = new StringBuilder("{'enum':[0");
        for (int i = 1; i < 5_000; i++) wide.append(',').append(i);
        assertThatThrownBy(() -> ArgumentSchema.of(tree(wide + "]}"))).isInstanceOf(UnfitSchema.class);
    }

    /// Twenty-five lines that ask for 2^25 checks, and one that asks for itself.
    @Test
    void aSchemaCannotTakeForEver() {
        StringBuilder bomb = new StringBuilder("{'$ref':'#/$defs/d0','$defs':{");
        for (int i = 0; i < 25; i++)
            bomb.append("'d%d':{'allOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]},".formatted(i, i + 1, i + 1));
        bomb.append("'d25':{}}}");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(ArgumentSchema.of(tree(bomb.toString())).mismatch(tree("{}")))
                    .contains("too long");
            assertThat(mismatch("{'$ref':'#'}")).isNotEmpty();
            assertThat(mismatch("{'allOf':[{'$ref':'#'}]}")).isNotEmpty();
            String regex = "{'properties':{'a':{'pattern':'^(a+)+$'}}}";
            assertThat(ArgumentSchema.of(tree(regex)).mismatch(tree("{'a':'" + "a".repeat(5_000) + "!'}")))
                    .isNotEmpty();
        });
    }

    private static String mismatch(String schema) {
        try {
            return ArgumentSchema.of(tree(schema)).mismatch(tree("{}"));
        } catch (UnfitSchema e) {
            return e.reason();
        }
    }

    /// Trees are asked for by real tools.
    @Test
    void aSchemaThatRefersToItselfByGoingDeeperWorks() throws Exception {
        ArgumentSchema schema = ArgumentSchema.of(tree("{'type':'object','properties':{'children':{'type':'array',"
                + "'items':{'$ref':'#'}},'name':{'type':'string'}}}"));
        assertThat(schema.mismatch(tree("{'name':'a','children':[{'name':'b','children':[]}]}")))
                .isEmpty();
        assertThat(schema.mismatch(tree("{'name':'a','children':[{'name':5}]}")))
                .contains("type");
    }
}
