package dev.sallyport.llm.wire;

import dev.sallyport.transport.http.Clerk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.Visit;

/// One session at a provider. Safe on every thread.
public final class LlmVisit implements Visit {

    private final Provider provider;
    private final String tree;

    /// @param tree names the task tree, or the workload, to which earlier answers belong
    public LlmVisit(Provider provider, String tree) {
        this.provider = provider;
        this.tree = tree;
    }

    @Override
    public Clerk request(RequestHead head, Exchange exchange) {
        return new LlmClerk(provider, tree, Called.of(head, provider.basePath()), head, exchange);
    }

    @Override
    public void ended() {}
}
