package dev.sallyport.postgres.admin;

import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.Privilege;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// What may fill a gap of an [AdminStatement]; each kind knows how the server wants it quoted.
public sealed interface Part {

    /// Ready to stand in a statement.
    String sql();

    /// Ready to stand among the arguments of a function: names as texts, lists as arrays.
    default String argument() {
        return switch (this) {
            case Identifier(String name) -> Quote.literal(name);
            case Identifiers(List<String> names) -> array(names);
            case Name(QualifiedName name) -> Quote.literal(name.schema()) + ", " + Quote.literal(name.name());
            case OnColumns(Privilege privilege, List<String> columns) ->
                Quote.literal(privilege.name()) + ", " + array(columns);
            case Signature _ -> Quote.literal(sql());
            case Names _, Literal _, Literals _, WholeNumber _, WholeNumbers _ -> sql();
        };
    }

    private static String array(List<String> texts) {
        return "ARRAY[" + texts.stream().map(Quote::literal).collect(Collectors.joining(", ")) + "]::text[]";
    }

    static Part identifier(String name) {
        return new Identifier(name);
    }

    static Part identifiers(List<String> names) {
        return new Identifiers(names);
    }

    static Part name(QualifiedName name) {
        return new Name(name);
    }

    static Part names(Collection<QualifiedName> names) {
        return new Names(List.copyOf(names));
    }

    static Part literal(String text) {
        return new Literal(text);
    }

    static Part literals(Collection<String> texts) {
        return new Literals(List.copyOf(texts));
    }

    static Part number(long value) {
        return new WholeNumber(value);
    }

    static Part numbers(Collection<Long> values) {
        return new WholeNumbers(List.copyOf(values));
    }

    static Part privilege(Privilege privilege, List<String> columns) {
        return new OnColumns(privilege, columns);
    }

    static Part signature(Grant.Function function) {
        return new Signature(function);
    }

    /// The word that stands for this kind in a template.
    default String gap() {
        return switch (this) {
            case Identifier _ -> "{identifier}";
            case Identifiers _ -> "{identifiers}";
            case Name _ -> "{name}";
            case Names _ -> "{names}";
            case Literal _ -> "{literal}";
            case Literals _ -> "{literals}";
            case WholeNumber _ -> "{number}";
            case WholeNumbers _ -> "{numbers}";
            case OnColumns _ -> "{privilege}";
            case Signature _ -> "{signature}";
        };
    }

    record Identifier(String name) implements Part {
        @Override
        public String sql() {
            return Quote.identifier(name);
        }
    }

    record Identifiers(List<String> names) implements Part {
        @Override
        public String sql() {
            return names.stream().map(Quote::identifier).collect(Collectors.joining(", "));
        }
    }

    record Name(QualifiedName name) implements Part {
        @Override
        public String sql() {
            return Quote.identifier(name.schema()) + "." + Quote.identifier(name.name());
        }
    }

    /// Pairs of texts, for `(schema, name) IN (…)`; none at all matches nothing.
    record Names(List<QualifiedName> names) implements Part {
        @Override
        public String sql() {
            return names.isEmpty()
                    ? "(NULL, NULL)"
                    : names.stream().map(Names::pair).collect(Collectors.joining(", "));
        }

        private static String pair(QualifiedName name) {
            return "(" + Quote.literal(name.schema()) + ", " + Quote.literal(name.name()) + ")";
        }
    }

    record Literal(String text) implements Part {
        @Override
        public String sql() {
            return Quote.literal(text);
        }
    }

    /// For `IN (…)`; none at all matches nothing.
    record Literals(List<String> texts) implements Part {
        @Override
        public String sql() {
            return texts.isEmpty() ? "NULL" : texts.stream().map(Quote::literal).collect(Collectors.joining(", "));
        }
    }

    record WholeNumber(long value) implements Part {
        @Override
        public String sql() {
            return Long.toString(value);
        }
    }

    /// For `IN (…)` and `ARRAY[…]`; none at all matches nothing.
    record WholeNumbers(List<Long> values) implements Part {
        @Override
        public String sql() {
            return values.isEmpty()
                    ? "NULL"
                    : values.stream().map(value -> Long.toString(value)).collect(Collectors.joining(", "));
        }
    }

    /// @param columns empty for the whole table
    record OnColumns(Privilege privilege, List<String> columns) implements Part {
        @Override
        public String sql() {
            return columns.isEmpty() ? privilege.name() : privilege + " (" + new Identifiers(columns).sql() + ")";
        }
    }

    record Signature(Grant.Function function) implements Part {
        @Override
        public String sql() {
            return new Name(function.name()).sql() + "(" + String.join(", ", function.parameters()) + ")";
        }
    }
}
