package dev.sallyport.postgres.catalog;

import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.AdminSession;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.admin.TargetException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The texts of views, kept from look to look. To write a text out the server locks the tables behind the view (ACCESS
/// SHARE), which keeps others waiting and waits for others: so only what could have changed is asked for, after
/// the look and in transactions that wait for a tenth of a second. A view that cannot be had so is missing until a
/// later look; whoever reads it meanwhile is told that it is not known. Used by the loading thread alone.
final class ViewTexts {

    /// A tenth of a second each; those that come after are not asked for in this look.
    private static final int MOST_REFUSALS = 20;

    private Map<Long, Kept> kept = Map.of();
    private @Nullable Names names;
    private boolean incomplete;

    /// What a text is written with: its rule, and the names and columns of what it is made of.
    private record Basis(String version, Set<Relation> madeOf) {}

    private record Kept(Basis basis, String text) {}

    /// Other names that stand in texts.
    private record Names(Map<?, ?> functions, Map<?, ?> operators, Set<String> types) {
        static Names of(CatalogContent content) {
            return new Names(content.functions(), content.operators(), content.types());
        }
    }

    /// @return by oid of the view
    /// @throws TargetException when the target cannot be asked at all
    Map<Long, String> of(CatalogLoader.Look look, AdminLine line) throws TargetException {
        Map<Long, Basis> wanted = bases(look);
        Map<Long, Kept> next = stillHolding(wanted, Names.of(look.content()));
        List<Long> open =
                wanted.keySet().stream().filter(oid -> !next.containsKey(oid)).toList();
        fetch(open, line).forEach((oid, text) -> next.put(oid, new Kept(known(wanted, oid), text)));
        kept = next;
        names = Names.of(look.content());
        incomplete = next.size() < wanted.size();
        return next.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().text()));
    }

    /// Whether the last look missed some.
    boolean incomplete() {
        return incomplete;
    }

    private static Basis known(Map<Long, Basis> wanted, long oid) {
        return Objects.requireNonNull(wanted.get(oid), "only views that were asked for are answered");
    }

    private Map<Long, Kept> stillHolding(Map<Long, Basis> wanted, Names now) {
        Map<Long, Kept> holding = new HashMap<>();
        if (now.equals(names)) {
            kept.forEach((oid, text) -> {
                if (text.basis().equals(wanted.get(oid))) holding.put(oid, text);
            });
        }
        return holding;
    }

    private static Map<Long, Basis> bases(CatalogLoader.Look look) {
        Map<Long, Relation> byOid = look.content().relations().values().stream()
                .collect(Collectors.toMap(Relation::oid, r -> CatalogContent.withEstimate(r, 0)));
        Map<Long, Basis> bases = new HashMap<>();
        look.views().forEach((oid, version) -> {
            Stream<Long> parts = Stream.concat(Stream.of(oid), look.reaches().getOrDefault(oid, Set.of()).stream());
            Set<Relation> madeOf =
                    parts.map(byOid::get).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
            bases.put(oid, new Basis(version, madeOf));
        });
        return bases;
    }

    /// All at once; when one of them keeps the others waiting, each by itself.
    private static Map<Long, String> fetch(Collection<Long> views, AdminLine line) throws TargetException {
        if (views.isEmpty()) return Map.of();
        try {
            return ask(views, line);
        } catch (TargetException e) {
            if (e.isAway()) throw e;
            return views.size() == 1 ? Map.of() : oneByOne(views, line);
        }
    }

    private static Map<Long, String> oneByOne(Collection<Long> views, AdminLine line) throws TargetException {
        Map<Long, String> texts = new HashMap<>();
        int refusals = 0;
        for (Long view : views) {
            if (refusals == MOST_REFUSALS) break;
            try {
                texts.putAll(ask(List.of(view), line));
            } catch (TargetException e) {
                if (e.isAway()) throw e;
                refusals++;
            }
        }
        return texts;
    }

    private static Map<Long, String> ask(Collection<Long> views, AdminLine line) throws TargetException {
        return line.read("read the texts of views", session -> texts(session, views));
    }

    /// A view that is gone by now has none.
    private static Map<Long, String> texts(AdminSession session, Collection<Long> views) throws SQLException {
        Part oids = Part.literals(views.stream().map(String::valueOf).toList());
        Map<Long, String> texts = new HashMap<>();
        session.run(AdminStatement.CATALOG_BRIEFLY.with());
        session.scan(List.of(new AdminSession.Scan(AdminStatement.CATALOG_DEFINITIONS.with(oids), row -> {
            String text = row.getString(2);
            if (text != null) texts.put(row.getLong(1), text);
        })));
        return texts;
    }
}
