package dev.sallyport.app.cli.work;

/// Everything that the commands call.
public record Work(
        Whereabouts whereabouts,
        Serve serve,
        Check check,
        Demo demo,
        Explain explain,
        Bench bench,
        Schema schema,
        TargetSetup targetSetup,
        TrailBook trail,
        History history,
        Exec exec,
        Evaluation evaluation) {}
