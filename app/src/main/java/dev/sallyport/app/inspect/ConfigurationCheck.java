package dev.sallyport.app.inspect;

import dev.sallyport.app.cli.work.Check;
import dev.sallyport.app.cli.work.Sheet;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult;
import dev.sallyport.app.config.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/// Loads a configuration as the gateway would, and tells what it found.
///
/// @param loader with the real grammars
public record ConfigurationCheck(ConfigurationFile loader) implements Check {

    @Override
    public Checked check(Path file) {
        LoadResult result = loader.load(file);
        List<Finding> findings =
                result.problems().stream().map(ConfigurationCheck::finding).toList();
        return new Checked(
                findings,
                switch (result) {
                    case LoadResult.Loaded loaded -> List.of(rules(loaded), generation(loaded));
                    case LoadResult.Rejected _ -> List.of();
                });
    }

    private static Finding finding(Problem problem) {
        return new Finding(problem.isError(), problem.path(), problem.line(), problem.column(), problem.message());
    }

    /// What belongs to a rule stands two spaces deeper.
    private static Sheet rules(LoadResult.Loaded loaded) {
        return new Sheet(
                "resolved rules",
                List.of("rule"),
                loaded.resolved().stream().map(List::of).toList());
    }

    /// The name of what was checked, as decisions in the trail carry it (R24).
    private static Sheet generation(LoadResult.Loaded loaded) {
        return new Sheet("configuration", List.of("generation"), List.of(List.of(loaded.generation())));
    }
}
