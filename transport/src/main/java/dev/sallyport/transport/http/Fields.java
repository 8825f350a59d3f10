package dev.sallyport.transport.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Header or trailer fields (RFC 9110 section 5), in the order in which they came. Immutable. Names are
/// lower case; a field that came several times stands here several times.
///
/// @param all in order
public record Fields(List<Field> all) {

    public static final Fields NONE = new Fields(List.of());

    public Fields {
        all = List.copyOf(all);
    }

    /// @param name lower case
    /// @param value without white space around it; never with CR, LF or NUL
    public record Field(String name, String value) {

        public Field {
            String usual = UsualNames.lower(name);
            if (usual == null && !FieldSyntax.isName(name)) throw new IllegalArgumentException("not a field name");
            if (!FieldSyntax.isValue(value)) throw new IllegalArgumentException("not a value of `" + name + "`");
            name = usual == null ? name.toLowerCase(Locale.ROOT) : usual;
        }

        /// The name as servers take it that hand fields on as variables (RFC 3875 section 4.1.18), where all that
        /// is no letter and no digit is one.
        public String spelled() {
            for (int i = 0; i < name.length(); i++) if (isOdd(name.charAt(i))) return plain();
            return name;
        }

        private static boolean isOdd(char c) {
            return (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-';
        }

        private String plain() {
            StringBuilder plain = new StringBuilder(name);
            for (int i = 0; i < name.length(); i++) if (isOdd(name.charAt(i))) plain.setCharAt(i, '-');
            return plain.toString();
        }

        /// Values are not for every log.
        @Override
        public String toString() {
            return name;
        }
    }

    /// @param namesAndValues name, value, name, value, …
    /// @throws IllegalArgumentException when one cannot be a field
    public static Fields of(String... namesAndValues) {
        List<Field> fields = new ArrayList<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Fields(fields);
    }

    /// The only value; empty when there is none, or more than one: nobody then knows which one holds.
    ///
    /// @param name lower case, here and below
    public Optional<String> only(String name) {
        String found = null;
        for (int i = 0; i < all.size(); i++) {
            Field field = all.get(i);
            if (!field.name().equals(name)) continue;
            if (found != null) return Optional.empty();
            found = field.value();
        }
        return Optional.ofNullable(found);
    }

    /// Every value, in order.
    public List<String> values(String name) {
        return has(name) ? found(name) : List.of();
    }

    private List<String> found(String name) {
        List<String> values = new ArrayList<>(1);
        for (Field field : all) {
            if (field.name().equals(name)) values.add(field.value());
        }
        return values;
    }

    /// By number: it is asked many times for each request, and an iterator each time would be half of its cost.
    public boolean has(String name) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(name)) return true;
        }
        return false;
    }

    /// With this value in the place of every other of that name.
    public Fields with(String name, String value) {
        return without(name).and(name, value);
    }

    /// With one more.
    public Fields and(String name, String value) {
        List<Field> more = new ArrayList<>(all.size() + 1);
        more.addAll(all);
        more.add(new Field(name, value));
        return new Fields(more);
    }

    public Fields without(String name) {
        return has(name) ? keeping(field -> !field.name().equals(name)) : this;
    }

    public Fields without(Set<String> names) {
        return keeping(field -> !names.contains(field.name()));
    }

    /// Without these names, also where `_` or another sign stands for a `-` of them.
    ///
    /// @param names as [Field#spelled] writes them
    public Fields withoutSpelled(Set<String> names) {
        return keeping(field -> !names.contains(field.spelled()));
    }

    /// Every value of a name, also where `_` or another sign stands for a `-` of it, in order.
    public List<String> spelled(String name) {
        List<String> values = List.of();
        for (int i = 0; i < all.size(); i++) {
            Field field = all.get(i);
            if (field.name().length() != name.length() || !field.spelled().equals(name)) continue;
            if (values.isEmpty()) values = new ArrayList<>(1);
            values.add(field.value());
        }
        return values;
    }

    public Fields keeping(Predicate<Field> which) {
        int first = 0;
        while (first < all.size() && which.test(all.get(first))) first++;
        if (first == all.size()) return this;
        List<Field> kept = new ArrayList<>(all.subList(0, first));
        for (int i = first + 1; i < all.size(); i++) if (which.test(all.get(i))) kept.add(all.get(i));
        return new Fields(kept);
    }
}
