package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.work.Work;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// What every command has around it.
///
/// @param folder that the user stands in
/// @param version of this build
public record Shell(
        Console console,
        Work work,
        InputStream in,
        Map<String, String> environment,
        Path folder,
        InstantSource clock,
        String version) {}
