package dev.sallyport.app.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.cli.work.Check.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever copies YAML out of a page gets what `sallyport check` accepts, with the real grammars of the rooms.
class DocumentedConfigurationTest {

    private final ConfigurationCheck check = new ConfigurationCheck(Example.loader());

    @TempDir
    private Path folder;

    static List<YamlBlock> blocks() throws IOException {
        return YamlBlock.ofAllPages().stream().filter(YamlBlock::ours).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void whatAPageShowsCanBeLoaded(YamlBlock block) throws IOException {
        assertThat(findings(block)).filteredOn(Finding::error).isEmpty();
    }

    /// A page's complete example is an example of how to do it, so there is nothing to say about it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void aWholeConfigurationLoadsWithoutAWord(YamlBlock block) throws IOException {
        if (block.whole()) assertThat(findings(block)).isEmpty();
    }

    @Test
    void thereAreWholeConfigurationsAndParts() throws IOException {
        assertThat(blocks()).filteredOn(YamlBlock::whole).hasSizeGreaterThanOrEqualTo(4);
        assertThat(blocks()).filteredOn(block -> !block.whole()).hasSizeGreaterThanOrEqualTo(15);
    }

    private List<Finding> findings(YamlBlock block) throws IOException {
        Path file = Example.in(folder).configuration(new Completed(folder).text(block));
        return check.check(file).findings();
    }
}
