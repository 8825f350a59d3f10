package dev.sallyport.app.bench;

import dev.sallyport.app.bench.http.HttpBench;
import dev.sallyport.app.bench.intent.IntentBench;
import dev.sallyport.app.bench.llm.LlmBench;
import dev.sallyport.app.bench.mcp.McpBench;
import dev.sallyport.app.cli.work.Bench;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.config.load.ConfigurationException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;

/// Measures on the machine that it runs on.
public record MachineBench(InstantSource clock) implements Bench {

    @Override
    public Measured postgres(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException {
        try {
            return new PostgresBench(plan, progress, clock).measure();
        } catch (SQLException e) {
            throw new CommandFailure(ExitCode.BUG, "the bench's database failed: " + e.getMessage());
        }
    }

    @Override
    public Measured http(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException {
        return new HttpBench(plan, progress, clock).measure();
    }

    @Override
    public Measured llm(Plan plan, Progress progress) throws IOException, InterruptedException {
        return new LlmBench(plan, progress, clock).measure();
    }

    @Override
    public Measured mcp(Plan plan, Progress progress) throws IOException, InterruptedException {
        return new McpBench(plan, progress, clock).measure();
    }

    @Override
    public Measured intent(Plan plan, Progress progress) {
        return new IntentBench(plan, progress, clock).measure();
    }

    @Override
    public Measured identity(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException {
        try {
            return new IdentityBench(plan, progress, clock).measure();
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.BUG, "the bench's configuration is wrong: " + e.getMessage());
        }
    }

    @Override
    public Measured decide(Plan plan, Progress progress) throws CommandFailure, IOException {
        try {
            return new DecideBench(plan, progress, clock).measure();
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.BUG, "the bench's configuration is wrong: " + e.getMessage());
        }
    }
}
