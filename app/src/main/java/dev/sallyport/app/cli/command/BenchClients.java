package dev.sallyport.app.cli.command;

import picocli.CommandLine.Option;

/// How many ask at once.
final class BenchClients {

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "8",
            description = "Clients at once. Default: ${DEFAULT-VALUE}.")
    private int clients;

    int number() {
        return clients;
    }
}
