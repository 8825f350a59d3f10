package dev.sallyport.transport.http;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.session.PromptContext;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the floor lends a clerk for one request. On the loop only; calls after its end do nothing.
public interface Exchange {

    /// As many bytes are read, judged or written on the loop; what is longer goes [#aside]. To read and
    /// digest JSON of this length takes about a millisecond, of 4 MiB about thirty.
    int AT_ONCE = 64 << 10;

    /// The loop of the agent's connection: where everything of this exchange happens.
    ScheduledExecutorService loop();

    /// Proposes; on a permit, and when the trail has it, sends the request and lets the answer through the
    /// filter. On anything else nothing is sent and [Clerk#refused] is asked. Once.
    ///
    /// @param catalog the generation of the target's structure that the action was understood with; 0 for
    ///     none
    void forward(Action action, long catalog, UpstreamRequest request, Answering answering);

    /// Proposes; on a permit the connector itself performs it and answers. Once.
    void perform(Action action, long catalog, Performance performance);

    /// Answers without any action: nothing of the target is touched or shown. Once.
    void answer(Answer answer);

    /// Asks about one more action that has no effect of its own here, such as a tool call that a model
    /// proposes. As often as needed, also before `forward`. Until the verdict is there no more of the
    /// answer is read; what the filter has written goes on to the agent.
    ///
    /// @param then called on the loop, never from within this call, and not at all when the exchange is
    ///     over by then. An `Ended` also ends the exchange afterwards; a permit is accounted for by the
    ///     floor
    void propose(Action action, long catalog, Consumer<Verdict.Settled> then);

    /// Has something worked out that takes longer than the loop can wait, such as what a body of some
    /// megabytes means. Few are worked on at a time; whoever does not get its turn within the time between
    /// two pieces of a body is answered with 503, and nothing is sent. Until it is done no more is read,
    /// neither of the agent nor of the answer.
    ///
    /// @param work on another thread: touches nothing that belongs to the loop. What it throws is a bug, as
    ///     of [Clerk#asked]
    /// @param then called on the loop, never from within this call, and not at all when the exchange is
    ///     over by then
    <T> void aside(Supplier<T> work, Consumer<T> then);

    /// As [dev.sallyport.api.connector.Mediator#conversation], before the next proposal of this exchange.
    void conversation(String name, List<PromptContext.Turn> turns);

    /// Under which its action stands in the trail, once it is permitted; empty before.
    String requestId();

    /// As [dev.sallyport.api.connector.Mediator#hears], once the action of this exchange is permitted; false before.
    boolean hears();

    /// As [dev.sallyport.api.connector.Mediator#observed]: in the request that this exchange's action is, unless the
    /// turn says another.
    void observed(PromptContext.Turn turn);
}
