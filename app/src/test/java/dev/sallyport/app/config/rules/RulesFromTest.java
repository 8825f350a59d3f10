package dev.sallyport.app.config.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose.Declarer;
import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.Given;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Line;
import dev.sallyport.authority.rules.TargetRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same words, as the authority knows them.
class RulesFromTest {

    private static final String YAML = """
            listen: { postgres: 127.0.0.1:6432 }
            authMethods:
              pods:
                oidc: { issuer: "https://issuer.example", audience: sallyport }
                where: 'claims.namespace == "support"'
            targets:
              crm:
                postgres: { address: 127.0.0.1:5432, database: crm, admin: "file:crm-admin", clearText: allow }
                roles: { support: [ "SELECT ON customers, hr.payroll", UPDATE ON tickets ] }
                sensitive: { public.customers: [ssn], customers: [card_number] }
                default: look
                ceiling: { perHour: 1000 }
            access:
              - { from: pods, to: crm, as: support, purposes: [resolve, look], declaredBy: [claim, agent], claim: task }
              - { name: nightly, from: pods, to: crm, as: support, purposes: look, mode: observe,
                  until: 2026-02-01T00:00:00Z, maxSession: 90m, maxSessions: 2 }
            purposes:
              resolve:
                description: answer one customer
                allow:
                  - read: [ crm/public.customers, crm/hr.payroll ]
                    keyedBy: [id, email]
                    fields: [id, ssn]
                    sensitive: ssn
                    functions: lower
                    atMost: { perAction: 5, perSession: 10, perHour: 40 }
                  - { update: crm/tickets, hold: true }
                otherwise: hold
                holdFor: 5m
                containAfter: 20
              look: { description: see what is there, allow: [ { discover: crm/* } ] }
            policies: [ 'forbid (principal, action, resource) when { false };', deny.cedar ]
            """;

    @TempDir
    Path folder;

    private Loaded loaded;

    @BeforeEach
    void given() {
        Given given = Given.in(folder);
        given.file("deny.cedar", "forbid (principal, action, resource);", "rw-r--r--");
        loaded = given.loaded(YAML);
    }

    @Test
    void accessRulesKeepTheirOrderAndPath() {
        assertThat(loaded.rules().access())
                .containsExactly(
                        new AccessRule(
                                "access[0]",
                                "pods",
                                "crm",
                                "support",
                                List.of("resolve", "look"),
                                Set.of(Declarer.CLAIM, Declarer.AGENT),
                                "task",
                                Mode.ENFORCE,
                                Instant.MIN,
                                Duration.ofHours(1),
                                64),
                        new AccessRule(
                                "access[nightly]",
                                "pods",
                                "crm",
                                "support",
                                List.of("look"),
                                Set.of(),
                                "",
                                Mode.OBSERVE,
                                Instant.parse("2026-02-01T00:00:00Z"),
                                Duration.ofMinutes(90),
                                2));
    }

    @Test
    void aLineForTwoResourcesIsTwoAndPublicIsLeftOut() {
        AtMost atMost = new AtMost(5, 10, 40);
        List<String> keys = List.of("id", "email");
        List<String> fields = List.of("id", "ssn");
        String path = "purposes.resolve.allow[0]";
        assertThat(loaded.rules().contracts().get("resolve"))
                .isEqualTo(new Contract(
                        "resolve",
                        "answer one customer",
                        List.of(
                                new Line(
                                        path,
                                        Verb.READ,
                                        "crm",
                                        "customers",
                                        fields,
                                        List.of("ssn"),
                                        List.of(),
                                        keys,
                                        atMost,
                                        false,
                                        List.of("lower")),
                                new Line(
                                        path,
                                        Verb.READ,
                                        "crm",
                                        "hr.payroll",
                                        fields,
                                        List.of("ssn"),
                                        List.of(),
                                        keys,
                                        atMost,
                                        false,
                                        List.of("lower")),
                                new Line(
                                        "purposes.resolve.allow[1]",
                                        Verb.UPDATE,
                                        "crm",
                                        "tickets",
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        AtMost.UNLIMITED,
                                        true,
                                        List.of())),
                        Otherwise.HOLD,
                        Duration.ofMinutes(5),
                        Contract.Intent.WATCH,
                        Contract.Unusual.WATCH,
                        Contract.Unproposed.WATCH,
                        20));
        assertThat(loaded.rules().contracts().get("look").allow())
                .extracting(Line::verb, Line::resource)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Verb.DISCOVER, "*"));
    }

    @Test
    void twoSpellingsOfATableAreOne() {
        assertThat(loaded.rules().targets())
                .containsExactly(Map.entry(
                        "crm",
                        new TargetRules(
                                "crm",
                                Map.of("customers", List.of("ssn", "card_number")),
                                Map.of("support", List.of("SELECT ON customers, hr.payroll", "UPDATE ON tickets")),
                                "look",
                                1000)));
    }

    @Test
    void withoutACeilingThereIsNone() {
        assertThat(Given.in(folder)
                        .loaded(Given.PLAIN)
                        .rules()
                        .targets()
                        .get("crm")
                        .ceilingPerHour())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void policiesComeByFileOrPath() {
        assertThat(loaded.rules().policies())
                .containsOnly(
                        Map.entry("policies[0]", "forbid (principal, action, resource) when { false };"),
                        Map.entry("deny.cedar", "forbid (principal, action, resource);"));
    }

    @Test
    void namesInTheSchemaPublicLoseItAndOthersDoNot() {
        assertThat(List.of("public.customers", "customers", "hr.payroll", "public.", "publicity.x"))
                .extracting(Canonical::name)
                .containsExactly("customers", "customers", "hr.payroll", "public.", "publicity.x");
    }

    @Test
    void theRulesAreReadOut() {
        assertThat(String.join("\n", loaded.resolved())).isEqualTo("""
                pods may reach crm as support for resolve, look
                  where claims.namespace == "support"
                  purpose declared by claim task or agent
                  at most 64 sessions of one workload, each at most 1h
                pods may reach crm as support for look
                  where claims.namespace == "support"
                  purpose set by this rule
                  at most 2 sessions of one workload, each at most 1h30m
                  purposes are only observed until 2026-02-01T00:00:00Z
                resolve: answer one customer
                  may read crm/public.customers, crm/hr.payroll, only id, ssn, with sensitive ssn, keyed by id, email, \
                calling lower, at most 5 per action, 10 per session, 40 per hour
                  may update crm/tickets, each time after a human's approval
                  anything else waits 5m for a human
                  denial 20 of a session ends it and all of its workload
                look: see what is there
                  may discover crm/*
                  anything else is denied
                crm: at 127.0.0.1:5432
                  support holds SELECT ON customers, hr.payroll; UPDATE ON tickets
                  roles are made by the power of the gateway's own account
                  sensitive in public.customers: ssn
                  sensitive in customers: card_number
                  without a purpose: look
                  all workloads together: 1000 per hour and resource""");
    }
}
