package dev.sallyport.postgres.target;

import java.util.List;

/// One line of a role: what it may do, on what. Names are as the server stores them; a name without a schema is in
/// `public`, whatever the search path.
public sealed interface Grant {

    /// Reads one line, such as `SELECT ON customers, tickets`, `UPDATE (status, note) ON tickets`,
    /// `EXECUTE ON FUNCTION hr.raise(int, numeric)` or `USAGE ON SEQUENCE tickets_id_seq`.
    ///
    /// @param path where the line stands in the configuration
    /// @throws IllegalArgumentException with a text that starts with the path and says what is wrong
    static Grant parse(String path, String line) {
        return new GrantParser(path, line).parse();
    }

    /// @param columns empty for the whole table, less its sensitive columns
    record OnTables(Privilege privilege, List<String> columns, List<QualifiedName> tables) implements Grant {
        public OnTables {
            columns = List.copyOf(columns);
            tables = List.copyOf(tables);
        }
    }

    /// `EXECUTE`
    record OnFunctions(List<Function> functions) implements Grant {
        public OnFunctions {
            functions = List.copyOf(functions);
        }
    }

    /// `USAGE`
    record OnSequences(List<QualifiedName> sequences) implements Grant {
        public OnSequences {
            sequences = List.copyOf(sequences);
        }
    }

    /// @param parameters the types of its parameters, each made of checked words only, ready for a statement;
    ///     user-defined types name their schema
    record Function(QualifiedName name, List<String> parameters) {
        public Function {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String toString() {
            return name + "(" + String.join(", ", parameters) + ")";
        }
    }
}
