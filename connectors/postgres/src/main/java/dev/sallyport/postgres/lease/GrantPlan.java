package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.AdminSql;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.Privilege;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Exactly what one lease is given.
record GrantPlan(List<OnTable> tables, List<Grant.Function> functions, List<QualifiedName> sequences) {

    GrantPlan {
        tables = List.copyOf(tables);
        functions = List.copyOf(functions);
        sequences = List.copyOf(sequences);
    }

    record OnTable(QualifiedName table, Privilege privilege, Extent extent) {

        @Override
        public String toString() {
            String columns = extent.whole() ? "" : " (" + String.join(", ", extent.columns()) + ")";
            return privilege + columns + " ON " + table;
        }
    }

    /// The schemas that the role must be able to use.
    List<String> schemas() {
        Stream<QualifiedName> names = Stream.of(
                        tables.stream().map(OnTable::table),
                        functions.stream().map(Grant.Function::name),
                        sequences.stream())
                .flatMap(s -> s);
        return names.map(QualifiedName::schema).distinct().sorted().toList();
    }

    List<AdminSql> sentences(Part to) {
        return Stream.of(
                        tables.stream()
                                .map(t -> AdminStatement.GRANT_TABLE.with(
                                        Part.privilege(t.privilege(), t.extent().columns()), Part.name(t.table()), to)),
                        functions.stream().map(f -> AdminStatement.GRANT_FUNCTION.with(Part.signature(f), to)),
                        sequences.stream().map(s -> AdminStatement.GRANT_SEQUENCE.with(Part.name(s), to)))
                .flatMap(s -> s)
                .toList();
    }

    /// For the trail.
    String describe() {
        String words = Stream.of(
                        tables.stream().map(OnTable::toString),
                        functions.stream().map(f -> "EXECUTE ON FUNCTION " + f),
                        sequences.stream().map(s -> "USAGE ON SEQUENCE " + s))
                .flatMap(s -> s)
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? "nothing" : words;
    }
}
