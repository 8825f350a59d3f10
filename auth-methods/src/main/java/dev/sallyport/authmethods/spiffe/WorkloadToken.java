package dev.sallyport.authmethods.spiffe;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.spiffe.workloadapi.grpc.Workload.JWTSVIDRequest;
import io.spiffe.workloadapi.grpc.Workload.JWTSVIDResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The workload's side of JWT-SVIDs: asks a Workload API once for the one of this very process (SPIFFE
/// Workload API §6.2.1). Linux only.
public final class WorkloadToken {

    private WorkloadToken() {}

    /// Blocks.
    ///
    /// @param audience whom it is for
    /// @param wait at most
    /// @return the JWT-SVID of the first identity, the default one (§5.1)
    /// @throws IOException when there is none: nobody answers, or this process is not known there
    public static String fetch(Path socket, String audience, Duration wait) throws IOException, InterruptedException {
        CompletableFuture<JWTSVIDResponse> answer = new CompletableFuture<>();
        try (WorkloadChannel channel = new WorkloadChannel(socket)) {
            JWTSVIDRequest request =
                    JWTSVIDRequest.newBuilder().addAudience(audience).build();
            channel.stub()
                    .withDeadlineAfter(wait.toMillis(), TimeUnit.MILLISECONDS)
                    .fetchJWTSVID(request, into(answer));
            return token(answer.get(2 * wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw new IOException("the Workload API does not answer: "
                    + Status.fromThrowable(e).getCode());
        } catch (TimeoutException _) {
            throw new IOException("the Workload API does not answer");
        }
    }

    private static String token(JWTSVIDResponse answer) throws IOException {
        if (answer.getSvidsCount() == 0) throw new IOException("the Workload API gives no JWT-SVID");
        return answer.getSvids(0).getSvid();
    }

    private static StreamObserver<JWTSVIDResponse> into(CompletableFuture<JWTSVIDResponse> answer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(JWTSVIDResponse value) {
                answer.complete(value);
            }

            @Override
            public void onError(Throwable broken) {
                answer.completeExceptionally(broken);
            }

            @Override
            public void onCompleted() {
                answer.completeExceptionally(Status.UNAVAILABLE.asRuntimeException());
            }
        };
    }
}
