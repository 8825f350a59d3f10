package dev.sallyport.app.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.config.Given;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is no YAML that we read, and what would be too much of it.
class YamlLimitsTest {

    @TempDir
    Path folder;

    private Given given;

    @BeforeEach
    void given() {
        given = Given.in(folder);
    }

    @Test
    void badYamlIsToldWithItsPlace() {
        assertThat(given.problems("listen: { postgres: 127.0.0.1:6432\naccess: []\n"))
                .containsExactly("not valid YAML: expected ',' or '}', but got : (line 2, column 7)");
    }

    @Test
    void anEmptyFileIsToldHowToStart() {
        assertThat(given.problems("# nothing\n")).containsExactly("is empty, start with `listen:`");
    }

    @Test
    void theRootMustBeAMapping() {
        assertThat(given.problems("- a\n")).containsExactly("must be a mapping, not a list (line 1, column 1)");
    }

    @Test
    void onlyOneDocumentIsRead() {
        assertThat(given.problems("a: 1\n---\nb: 2\n"))
                .containsExactly(
                        "not valid YAML: expected a single document in the stream but found another document (line 2, column 1)");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] latin = "listen: é".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(given.load(latin).problems()).hasToString("[not UTF-8, save it as UTF-8]");
    }

    @Test
    void aLargeFileIsRefusedUnread() {
        assertThat(given.problems("#".repeat(YamlText.LARGEST + 1)))
                .containsExactly("larger than 1048576 bytes, split it or take something out");
    }

    @Test
    void deepNestingIsRefusedBeforeAnythingRecursiveSeesIt() {
        assertThat(given.problems("[".repeat(500_000)))
                .containsExactly("nested deeper than 24 levels, no key needs that (line 1, column 25)");
    }

    @Test
    void tagsAreRefused() {
        assertThat(given.problems("listen: !!map { postgres: 127.0.0.1:6432 }"))
                .containsExactly("tags such as `!!map` are not read, take it out (line 1, column 9)");
    }

    @Test
    void anAliasMeansWhatItsAnchorSays() {
        String yaml = Given.PLAIN.replace("[look]", "&p [look]") + "  other: { description: *d }\n";
        assertThat(given.problems(yaml.replace("description: look at customers", "description: &d look at customers")))
                .containsExactly("purposes.other: no access rule and no target uses it (line 15, column 3)");
    }

    @Test
    void manyAliasesAreRefused() {
        String many = IntStream.range(0, 65).mapToObj(_ -> "*a").collect(Collectors.joining(", "));
        assertThat(given.problems("a: &a x\nb: [" + many + "]"))
                .containsExactly("more than 64 aliases, write them out (line 2, column 261)");
    }

    @Test
    void aliasesOfAliasesMakeNoBillions() {
        String yaml = "policies:\n- &a [x, x, x, x, x, x, x, x]\n"
                + IntStream.range(0, 7)
                        .mapToObj(i -> "- &" + (char) ('b' + i) + " ["
                                + String.join(
                                        ", ", List.of("*" + (char) ('a' + i)).toArray(String[]::new)) + ", *a]\n")
                        .collect(Collectors.joining());
        assertThat(given.problems(yaml))
                .contains("policies[0]: must be a file that ends in `.cedar`, or the text of a"
                        + " Cedar policy, not a list (line 2, column 3)");
    }

    @Test
    void aliasesOfLongListsAreCounted() {
        String anchor = "policies: [" + "permit, ".repeat(40_000) + "]\n";
        String long_ = "access:\n- purposes: &a [" + "x, ".repeat(100_000) + "]\n" + "- purposes: *a\n".repeat(60);
        assertThat(given.problems(long_ + anchor))
                .contains("makes more than 200000 values, take aliases out (line 1, column 1)");
    }

    @Test
    void anAliasOfItselfEnds() {
        assertThat(given.problems("access: &a [ *a ]"))
                .contains("access[0]: must be a mapping, not a list (line 1, column 9)");
    }
}
