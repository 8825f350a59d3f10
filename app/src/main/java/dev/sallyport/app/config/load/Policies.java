package dev.sallyport.app.config.load;

import dev.sallyport.app.config.PolicySource;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads policy files. They are configuration: nobody else may write them (R22).
record Policies(FileGuard guard, Problems problems) {

    Map<String, String> read(List<PolicySource> sources) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            String path = "policies[" + i + "]";
            switch (sources.get(i)) {
                case PolicySource.Inline inline -> texts.put(path, inline.text());
                case PolicySource.InFile file ->
                    read(file, path).ifPresent(text -> keep(texts, file.name(), text, path));
            }
        }
        return texts;
    }

    private void keep(Map<String, String> texts, String name, String text, String path) {
        if (texts.putIfAbsent(name, text) != null) {
            problems.error(path, "the same file again, keep one: " + Shown.of(name));
        }
    }

    private Optional<String> read(PolicySource.InFile file, String path) {
        Optional<String> complaint = guard.distrust(file.path());
        if (complaint.isPresent()) {
            problems.error(path, "the policy file " + complaint.get() + ": " + Shown.of(file.name()));
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file.path()));
        } catch (IOException _) {
            problems.error(path, "the policy file cannot be read, it must be UTF-8 text: " + Shown.of(file.name()));
            return Optional.empty();
        }
    }
}
