package dev.sallyport.authmethods.spiffe;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.spiffe.workloadapi.grpc.SpiffeWorkloadAPIGrpc.SpiffeWorkloadAPIStub;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// One stream of updates of a Workload API, reopened with growing pauses whenever it breaks or ends,
/// for as long as its channel is not closed. The listener is called by one thread at a time.
///
/// @param <R> an update
final class WorkloadStream<R> {

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    /// How the stream is opened: a method of the stub, with its question.
    @FunctionalInterface
    interface Opening<R> {
        void open(SpiffeWorkloadAPIStub stub, StreamObserver<R> observer);
    }

    /// Who hears of it.
    interface Listener<R> {

        /// @throws IOException when the update cannot be used
        void updated(R update) throws IOException;

        /// The stream is gone, or what came cannot be used: what it said last is getting old. Called
        /// for each failed attempt.
        ///
        /// @param why can be shown
        void lost(String why);
    }

    private final WorkloadChannel channel;
    private final Opening<R> opening;
    private final Listener<R> listener;
    private volatile long pause = FIRST_PAUSE_MILLIS;

    WorkloadStream(WorkloadChannel channel, Opening<R> opening, Listener<R> listener) {
        this.channel = channel;
        this.opening = opening;
        this.listener = listener;
    }

    void open() {
        opening.open(channel.stub(), new Updates());
    }

    private void reopen(String why) {
        listener.lost(why);
        long wait = pause;
        pause = Math.min(2 * wait, LONGEST_PAUSE_MILLIS);
        try {
            channel.timer().schedule(this::open, wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // the channel is closing
        }
    }

    private final class Updates implements StreamObserver<R> {

        @Override
        public void onNext(R update) {
            try {
                listener.updated(update);
                pause = FIRST_PAUSE_MILLIS;
            } catch (IOException e) {
                // the next update may be better; until then there is nothing that can be believed
                listener.lost("the Workload API's answer cannot be used: " + e.getMessage());
            }
        }

        @Override
        public void onError(Throwable broken) {
            Status status = Status.fromThrowable(broken);
            String detail = status.getDescription();
            reopen("the Workload API does not answer: " + status.getCode()
                    + (detail == null ? "" : ", " + printable(detail)));
        }

        @Override
        public void onCompleted() {
            reopen("the Workload API ended its stream");
        }

        private static String printable(String detail) {
            String start = detail.length() <= 200 ? detail : detail.substring(0, 200);
            return start.replaceAll("[^ -_a-~]", "?");
        }
    }
}
