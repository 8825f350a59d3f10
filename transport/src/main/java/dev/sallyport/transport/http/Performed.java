package dev.sallyport.transport.http;

/// What a connector does by itself, as a source of an answer.
record Performed(Performance performance) implements Flow.Source {

    @Override
    public void stop() {
        performance.abandoned();
    }

    @Override
    public void reading() {}
}
