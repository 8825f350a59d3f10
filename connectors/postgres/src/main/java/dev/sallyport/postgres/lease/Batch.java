package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.AdminSql;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.admin.SqlStates;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.LeaseSettings;
import dev.sallyport.postgres.target.TargetSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The orders of one transaction and what is said to the server for them: each new role and its
/// settings, then the grants, once for all roles that get the same. Told only when it was committed,
/// since a transaction may run more than once.
final class Batch {

    private final TargetSettings target;
    private final Map<Order, Planned> planned = new LinkedHashMap<>();
    private final Map<Order, String> refused = new HashMap<>();

    private record Planned(GrantPlan plan, ServerFacts facts) {}

    Batch(TargetSettings target) {
        this.target = target;
    }

    /// What a role names and the database does not have is the mistake of this order alone.
    void plan(Order order, ServerFacts facts) {
        try {
            GrantPlan plan = new GrantPlanner(target, order.envelope(), facts).plan(order.grants());
            planned.put(order, new Planned(plan, facts));
        } catch (IllegalArgumentException e) {
            refused.put(order, String.valueOf(e.getMessage()));
        }
    }

    boolean isEmpty() {
        return planned.isEmpty();
    }

    void tell() {
        planned.forEach((order, what) -> order.made(what.plan()));
        refused.forEach((order, why) -> order.failed(new TargetException(why, SqlStates.INVALID_PARAMETER)));
    }

    /// One a line: role, verifier, and which template the functions hold it to.
    String verifiers() {
        return created()
                .map(order -> order.name() + " " + order.secret().verifier() + " " + target.name() + "/" + order.role())
                .collect(Collectors.joining("\n"));
    }

    private Stream<Order> created() {
        return planned.keySet().stream().filter(order -> !order.blank());
    }

    List<AdminSql> sentences() {
        List<AdminSql> sentences = new ArrayList<>();
        created().forEach(order -> sentences.addAll(role(order)));
        if (!sentences.isEmpty()) sentences.add(AdminStatement.SET_VERIFIERS.with());
        sentences.addFirst(AdminStatement.NO_SYNC.with());
        Map<Planned, List<String>> alike = new LinkedHashMap<>();
        planned.forEach((order, what) -> alike.computeIfAbsent(what, _ -> new ArrayList<>())
                .add(order.name().toString()));
        alike.forEach((what, roles) -> sentences.addAll(grants(what, roles)));
        return sentences;
    }

    private Collection<AdminSql> grants(Planned what, List<String> names) {
        Part roles = Part.identifiers(names);
        List<AdminSql> grants = new ArrayList<>(doors(roles, what.plan(), what.facts()));
        grants.addAll(what.plan().sentences(roles));
        return grants;
    }

    private List<AdminSql> role(Order order) {
        Part role = Part.identifier(order.name().toString());
        List<AdminSql> sentences = new ArrayList<>();
        sentences.add(AdminStatement.CREATE_ROLE.with(
                role,
                Part.number(target.leases().connections()),
                Part.literal(order.name().expiresAt().toString())));
        sentences.addAll(settings(role, order.envelope().readsOnly()));
        return sentences;
    }

    /// Only what PUBLIC has lost: a privilege that everybody has needs no grant.
    private List<AdminSql> doors(Part roles, GrantPlan plan, ServerFacts facts) {
        List<AdminSql> doors = new ArrayList<>();
        if (!facts.connects()) {
            doors.add(AdminStatement.GRANT_CONNECT.with(Part.identifier(target.database()), roles));
        }
        plan.schemas().stream()
                .filter(facts.closedSchemas()::contains)
                .forEach(schema -> doors.add(AdminStatement.GRANT_SCHEMA.with(Part.identifier(schema), roles)));
        return doors;
    }

    private List<AdminSql> settings(Part role, boolean readsOnly) {
        LeaseSettings leases = target.leases();
        List<AdminSql> settings = new ArrayList<>(List.of(
                AdminStatement.SET_SEARCH_PATH.with(role, Part.identifiers(target.searchPath())),
                AdminStatement.SET_STATEMENT_TIMEOUT.with(
                        role, Part.number(leases.statementTimeout().toMillis())),
                AdminStatement.SET_IDLE_TIMEOUT.with(
                        role, Part.number(leases.idleInTransactionTimeout().toMillis())),
                AdminStatement.SET_LOCK_TIMEOUT.with(
                        role, Part.number(target.limits().lock().toMillis())),
                AdminStatement.SET_ENCODING.with(role),
                AdminStatement.SET_STRINGS.with(role)));
        Duration transaction = target.limits().transaction();
        if (transaction != null) {
            settings.add(AdminStatement.SET_TRANSACTION_TIMEOUT.with(role, Part.number(transaction.toMillis())));
        }
        if (readsOnly) {
            settings.add(AdminStatement.SET_READ_ONLY.with(role)); // a convenience, R12
        }
        return settings;
    }
}
