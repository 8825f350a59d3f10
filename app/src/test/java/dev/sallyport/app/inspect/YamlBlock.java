package dev.sallyport.app.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A piece of YAML in a page of the documentation.
///
/// @param before the page's last whole configuration before it, or an empty text
record YamlBlock(Path page, int line, String text, String before) {

    private static final Path ROOT = Path.of("..");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```yaml\\n(.*?)^ *```");
    private static final Set<String> WHOLE = Set.of("listen", "authMethods", "targets", "access", "purposes");

    /// How the files of others begin: a pod's, a CI job's.
    private static final Set<String> OF_OTHERS = Set.of("volumes:", "agent:");

    static List<YamlBlock> ofAllPages() throws IOException {
        List<YamlBlock> all = new ArrayList<>(of(ROOT.resolve("README.md")));
        try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            for (Path page : pages.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                all.addAll(of(page));
            }
        }
        return all;
    }

    private static List<YamlBlock> of(Path page) throws IOException {
        String content = Files.readString(page);
        List<YamlBlock> blocks = new ArrayList<>();
        String before = "";
        for (MatchResult found : FENCED.matcher(content).results().toList()) {
            int line = 2 + (int) content.substring(0, found.start()).lines().count();
            YamlBlock block = new YamlBlock(page, line, found.group(1).stripIndent(), before);
            blocks.add(block);
            if (block.whole()) before = block.text();
        }
        return blocks;
    }

    boolean ours() {
        return OF_OTHERS.stream().noneMatch(text::startsWith);
    }

    boolean whole() {
        return ours() && read(text) instanceof Map<?, ?> keys && keys.keySet().containsAll(WHOLE);
    }

    static Object read(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    @Override
    public String toString() {
        return ROOT.relativize(page) + ":" + line;
    }
}
