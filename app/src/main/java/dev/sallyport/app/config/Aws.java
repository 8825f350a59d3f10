package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An STS `GetCallerIdentity` request that a workload signed with its own AWS credentials (Signature Version 4).
public record Aws(
        @Doc("This gateway's own name, which the signature must cover in the header `x-sallyport-audience`.")
        String audience,

        @Doc("The AWS accounts whose principals may come in, 12 digits each.") @OneOrMany
        List<String> accounts,

        @Doc(
                "The only roles that may come in: names, or ARNs without a path; `*` for any characters. Empty: every user and role of the accounts.")
        @Default("[]")
        @OneOrMany
        List<String> roles,

        @Doc("The regions whose STS requests may be signed for.") @OneOrMany
        List<String> regions,

        @Doc("Where requests are sent instead of the host that they were signed for, such as a VPC endpoint.") @Nullable
        URI endpoint,

        @Doc("Whether the root user of an account may come in.") @Default("false")
        boolean allowRoot,

        @Doc("How old a signature may be.") @Default("5m") @Bounds(min = "1s", max = "15m")
        Duration window,

        @Doc("How far the clocks of workload and gateway may differ.") @Default("30s") @Bounds(min = "0s", max = "5m")
        Duration skew,

        @Doc("How long the proof holds after it was signed; longer than `window` and `skew`.")
        @Default("15m")
        @Bounds(min = "2s", max = "1h")
        Duration validFor,

        @Doc("For one request to STS.") @Default("5s") @Bounds(min = "100ms", max = "1m")
        Duration timeout,

        @Doc("Requests to STS at the same time; others wait, within `timeout`.")
        @Default("32")
        @Bounds(min = "1", max = "1000")
        int maxCalls,

        @Doc("Longer attestations are refused unread.") @Default("16KiB") @Bounds(min = "1KiB", max = "64KiB")
        ByteSize maxRequestSize,

        @Doc("Longer answers of STS prove nothing.") @Default("64KiB") @Bounds(min = "1KiB", max = "1MiB")
        ByteSize maxAnswerSize,

        @Doc("Accepted requests that are remembered until their window ends; when it is full, all are refused.")
        @Default("100000")
        @Bounds(min = "1", max = "10000000")
        int rememberRequests)
        implements Proof {
    public Aws {
        accounts = List.copyOf(accounts);
        roles = List.copyOf(roles);
        regions = List.copyOf(regions);
    }

    @Override
    public int maxSize() {
        return Math.toIntExact(maxRequestSize.bytes());
    }
}
