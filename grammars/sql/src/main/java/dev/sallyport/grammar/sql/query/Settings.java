package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.Ceilings;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The settings a session may change: SET, RESET, `set_config` and start-up options share one list (R4).
///
/// @param allowed names in lower case, any value
public record Settings(Set<String> allowed) {

    public static final Set<String> HARMLESS = Set.of(
            "application_name",
            "bytea_output",
            "client_min_messages",
            "datestyle",
            "default_transaction_deferrable",
            "default_transaction_isolation",
            "default_transaction_read_only",
            "extra_float_digits",
            "idle_in_transaction_session_timeout",
            "intervalstyle",
            "jit",
            "lock_timeout",
            "quote_all_identifiers",
            "restrict_nonsystem_relation_kind",
            "row_security", // off makes an error of what it would hide, and shows nothing
            "statement_timeout",
            "synchronize_seqscans",
            "timezone",
            "transaction_timeout",
            "transaction_deferrable",
            "transaction_isolation",
            "transaction_read_only");

    /// What `current_setting` may tell besides: facts of the server and the session's own surroundings.
    private static final Set<String> TELLING = Set.of(
            "block_size",
            "client_encoding",
            "default_table_access_method",
            "default_tablespace",
            "default_text_search_config",
            "in_hot_standby",
            "integer_datetimes",
            "is_superuser",
            "lc_collate",
            "lc_ctype",
            "lc_messages",
            "lc_monetary",
            "lc_numeric",
            "lc_time",
            "max_identifier_length",
            "max_index_keys",
            "role",
            "search_path",
            "server_encoding",
            "server_version",
            "server_version_num",
            "session_authorization",
            "standard_conforming_strings",
            "work_mem");

    /// Those that bound the target's time: each has a ceiling.
    private static final Set<String> TIME_OUTS =
            Set.of("idle_in_transaction_session_timeout", "lock_timeout", "statement_timeout", "transaction_timeout");

    /// Any value will do: asyncpg puts back what `current_setting` told it.
    private static final Set<String> OPEN = Set.of("jit");

    public static final Settings DEFAULT = new Settings(HARMLESS);

    private static final Set<String> READ_ONLY = Set.of("transaction_read_only", "default_transaction_read_only");
    private static final Set<String> UTF8 = Set.of("utf8", "unicode");
    private static final Set<String> ON = Set.of("on", "true", "yes", "1", "tru", "tr", "t", "ye", "y");

    public Settings {
        allowed = Set.copyOf(allowed);
    }

    /// `set_config(name, value, local)` with literals only, but for a setting whose value does not matter; empty when
    /// an argument is none.
    Optional<Draft> function(View view, List<Node> arguments) {
        if (arguments.size() != 3) {
            return Optional.empty();
        }
        Optional<String> name = Constants.text(arguments.get(0));
        Optional<String> value =
                name.filter(OPEN::contains).isPresent() && arguments.get(1).is("ParamRef")
                        ? Optional.of("")
                        : Constants.text(arguments.get(1));
        return name.isPresent() && value.isPresent() ? Optional.of(draft(view, name.get(), value)) : Optional.empty();
    }

    /// `current_setting(name)` or `current_setting(name, missing_ok)` of a setting that may be told, by a literal or
    /// a parameter, also cast to text.
    Optional<Extent.Told> told(List<Node> arguments) {
        boolean form = arguments.size() == 1
                || (arguments.size() == 2 && arguments.getLast().is("A_Const"));
        return form
                ? Values.one(arguments.getFirst(), KeyType.TEXT)
                        .flatMap(names -> told(names.values().getFirst()))
                : Optional.empty();
    }

    private Optional<Extent.Told> told(Value name) {
        Extent.Told told = new Extent.Told(name, tellable());
        return switch (name) {
            case Value.Literal _ -> Optional.of(told).filter(Extent.Told::isDecided);
            case Value.Parameter _ -> Optional.of(told);
            case Value.Null _, Value.ParameterArray _ -> Optional.empty();
        };
    }

    private Set<String> tellable() {
        Set<String> all = new HashSet<>(TELLING);
        all.addAll(allowed);
        return all;
    }

    /// @param value empty for DEFAULT and RESET
    Draft draft(View view, String name, Optional<String> value) {
        String setting = name.toLowerCase(Locale.ROOT);
        Optional<String> objection = objection(view.ceilings(), setting, value);
        if (objection.isPresent()) {
            return refused(view, setting, objection.get());
        }
        if (permits(setting, value)) {
            boolean writable = READ_ONLY.contains(setting)
                    && value.filter(text -> !ON.contains(text.toLowerCase(Locale.ROOT)))
                            .isPresent();
            return Draft.session(view, "setting", 0, writable ? "makes the transaction read write" : "");
        }
        if (setting.equals("role") || setting.equals("session_authorization")) {
            return Draft.of(Verb.GRANT, new Resource(view.target(), "role", value.orElse(""), List.of()), "");
        }
        return refused(view, setting, "setting `" + setting + "` may not be changed");
    }

    private static Draft refused(View view, String setting, String why) {
        return Draft.of(Verb.UNKNOWN, new Resource(view.target(), "setting", setting, List.of()), why);
    }

    static boolean isTimeOut(String setting) {
        return TIME_OUTS.contains(setting);
    }

    /// What stands against a time-out of this value, whoever sets it and how.
    ///
    /// @return empty for every other setting
    public static Optional<String> objection(Ceilings ceilings, String name, Optional<String> value) {
        String setting = name.toLowerCase(Locale.ROOT);
        return TIME_OUTS.contains(setting) ? ceilings.objection(setting, value) : Optional.empty();
    }

    /// Whether the name may be set at all; how far a time-out may is [#objection]'s.
    ///
    /// @param value empty for DEFAULT and RESET
    public boolean permits(String name, Optional<String> value) {
        String setting = name.toLowerCase(Locale.ROOT);
        return switch (setting) {
            case "client_encoding" -> value.filter(Settings::isUtf8).isPresent();
            case "standard_conforming_strings" ->
                value.filter(text -> ON.contains(text.toLowerCase(Locale.ROOT))).isPresent();
            case "search_path" -> value.isEmpty(); // what the lease was given
            case "role", "session_authorization" -> value.isEmpty() || allowed.contains(setting); // who logged in
            default -> allowed.contains(setting);
        };
    }

    private static boolean isUtf8(String encoding) {
        return UTF8.contains(encoding.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }
}
