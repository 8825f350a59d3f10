package dev.sallyport.app.wiring;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.HttpLimitEntry;
import dev.sallyport.app.config.LimitEntry;
import dev.sallyport.app.config.OverHttp;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.authority.budget.Capacity;
import dev.sallyport.gateway.GatewayLimits;
import dev.sallyport.gateway.GatewayLimits.Actions;
import dev.sallyport.gateway.GatewayLimits.OpenSessions;
import dev.sallyport.gateway.GatewayLimits.Quarantined;
import dev.sallyport.grammar.sql.GrammarLimits;
import dev.sallyport.grammar.sql.engine.EngineLimits;
import dev.sallyport.postgres.wire.WireLimits;
import dev.sallyport.sessions.token.TokenMint;
import dev.sallyport.transport.http.HttpLimits;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/// What one gateway takes on, for each room that has limits. Those of the wire follow a reload; the
/// others are taken at start-up.
public final class LimitsFrom {

    /// The longest that `access.maxSession` can say: the rule bounds the session, not the corridor.
    private static final Duration LONGEST_SESSION = Duration.ofDays(7);

    /// The most that `maxStatement` can say.
    private static final int LONGEST_STATEMENT = 1 << 20;

    /// Characters of a statement and its tree, on average, for a cache that is configured by number.
    private static final long CHARACTERS_PER_STATEMENT = 1600;

    private LimitsFrom() {}

    /// A workload's own sessions are bounded by `access.maxSessions`, so the corridor's bound per
    /// workload is that of all sessions. Tear-down and refusal records are [GatewayLimits#DEFAULT]'s.
    public static GatewayLimits gateway(Configuration configuration) {
        LimitEntry limits = configuration.limits();
        GatewayLimits usual = GatewayLimits.DEFAULT;
        return new GatewayLimits(
                new OpenSessions(
                        limits.maxSessions(),
                        limits.maxSessions(),
                        LONGEST_SESSION,
                        usual.sessions().grace()),
                new Actions(
                        limits.pipeline(),
                        longer(limits.parserTimeout(), usual.actions().thinking()),
                        limits.maxHolds(),
                        configuration.trail().syncReads()),
                usual.teardown(),
                usual.refusals(),
                new Quarantined(limits.quarantine(), usual.quarantine().workloads()));
    }

    /// One grammar serves all targets, also those of a later configuration: it reads what the most
    /// generous one could let through, and each target's own limit is held before.
    public static GrammarLimits grammar(Configuration configuration) {
        LimitEntry limits = configuration.limits();
        GrammarLimits usual = GrammarLimits.DEFAULT;
        long kept = limits.statementCache() * CHARACTERS_PER_STATEMENT;
        return new GrammarLimits(
                LONGEST_STATEMENT,
                usual.nesting(),
                limits.parserTimeout(),
                limits.parsers(),
                usual.waiting(),
                usual.stackMegabytes(),
                kept,
                kept);
    }

    public static EngineLimits engine(Configuration configuration) {
        EngineLimits usual = EngineLimits.DEFAULT;
        return new EngineLimits(configuration.limits().parsers(), usual.initialMegabytes(), usual.maxMegabytes());
    }

    /// One listener serves all targets and methods: it waits for the slowest target and takes the longest
    /// token.
    public static WireLimits wire(Configuration configuration) {
        LimitEntry limits = configuration.limits();
        return new WireLimits(
                limits.handshake(),
                connectTimeout(configuration),
                Math.toIntExact(limits.maxMessage().bytes()),
                longestToken(configuration),
                limits.maxConnections());
    }

    /// One listener serves all targets over HTTP: a request's body is held as long as the most generous of them may ask
    /// for, and a session is forgotten when the most impatient of them would.
    static HttpLimits http(Configuration configuration) {
        LimitEntry limits = configuration.limits();
        HttpLimitEntry each = limits.http();
        HttpLimits usual = HttpLimits.DEFAULT;
        return new HttpLimits(
                limits.maxConnections(),
                limits.maxSessions(),
                new HttpLimits.Http2(each.streams(), each.resets(), each.controlFrames()),
                Math.toIntExact(each.maxLine().bytes()),
                Math.toIntExact(each.maxFields().bytes()),
                wholeBody(configuration),
                each.maxUpload().bytes(),
                usual.localBodyBytes(),
                each.inflation(),
                new HttpLimits.Times(
                        limits.handshake(),
                        each.headTimeout(),
                        each.bodyTimeout(),
                        each.idleTimeout(),
                        idleSession(configuration),
                        usual.times().localAnswer(),
                        each.unreadTimeout()));
    }

    private static int wholeBody(Configuration configuration) {
        return overHttp(configuration)
                .mapToInt(target ->
                        Math.toIntExact(((OverHttp) target.protocol()).maxBody().bytes()))
                .max()
                .orElse(HttpLimits.DEFAULT.wholeBodyBytes());
    }

    private static Duration idleSession(Configuration configuration) {
        return overHttp(configuration)
                .map(target -> target.lease().idle())
                .min(Comparator.naturalOrder())
                .orElse(HttpLimits.DEFAULT.times().idleSession());
    }

    private static Stream<TargetEntry> overHttp(Configuration configuration) {
        return configuration.targets().values().stream().filter(target -> target.protocol() instanceof OverHttp);
    }

    public static Capacity counters(Configuration configuration) {
        var counters = configuration.limits().counters();
        return new Capacity(counters.counters(), counters.keys());
    }

    private static Duration connectTimeout(Configuration configuration) {
        return configuration.targets().values().stream()
                .map(TargetEntry::protocol)
                .filter(Postgres.class::isInstance)
                .map(protocol -> ((Postgres) protocol).connectTimeout())
                .max(Comparator.naturalOrder())
                .orElse(WireLimits.DEFAULT.connect());
    }

    /// A loop per core would fight for the cores with whatever waits beside the loops, and with the
    /// others for the trail; fewer loops do more in each turn.
    static int loops(Configuration configuration) {
        int given = configuration.limits().loops();
        return given > 0 ? given : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /// A request over HTTP costs three times what a statement does, so that one loop is the end of it long before the
    /// machine is (docs/decisions/011): here every core has one.
    static int httpLoops(Configuration configuration) {
        int given = configuration.limits().loops();
        return given > 0 ? given : Runtime.getRuntime().availableProcessors();
    }

    /// One byte more, for the zero that ends a password message. A session token has room in any case.
    private static int longestToken(Configuration configuration) {
        int longest = configuration.authMethods().values().stream()
                .mapToInt(method -> method.proof().maxSize())
                .max()
                .orElse(WireLimits.DEFAULT.maxToken());
        return 1 + Math.max(longest, TokenMint.LONGEST);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
