package dev.sallyport.postgres.setup;

import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.Privilege;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.List;

/// One line of a [Template], in the two forms that the script needs.
sealed interface TemplateLine {

    /// What follows instance, target and template in a row of the functions' table.
    String row();

    /// What the owner of the functions must hold to hand it out, without `GRANT` and `TO`.
    String grant();

    QualifiedName on();

    /// The word for the kind of thing, in a GRANT.
    String kind();

    /// @param columns empty for all but the sensitive ones
    /// @param keys whether only those that stand in a unique index are meant
    record OnTable(Privilege privilege, QualifiedName on, List<String> columns, List<String> sensitive, boolean keys)
            implements TemplateLine {

        @Override
        public String row() {
            return "'table', '" + privilege + "', " + Part.name(on).argument() + ", "
                    + (columns.isEmpty() ? "NULL" : array(columns)) + ", "
                    + (columns.isEmpty() ? array(sensitive) : "'{}'") + ", " + keys;
        }

        @Override
        public String grant() {
            return Part.privilege(privilege, columns).sql() + " ON TABLE "
                    + Part.name(on).sql();
        }

        @Override
        public String kind() {
            return "TABLE";
        }

        private static String array(List<String> columns) {
            return Part.identifiers(columns).argument();
        }
    }

    record OnFunction(Grant.Function function) implements TemplateLine {

        @Override
        public QualifiedName on() {
            return function.name();
        }

        @Override
        public String row() {
            return "'function', 'EXECUTE', " + Part.literal(on().schema()).sql() + ", "
                    + Part.signature(function).argument() + ", NULL, '{}', false";
        }

        @Override
        public String grant() {
            return "EXECUTE ON FUNCTION " + Part.signature(function).sql();
        }

        @Override
        public String kind() {
            return "FUNCTION";
        }
    }

    record OnSequence(QualifiedName on) implements TemplateLine {

        @Override
        public String row() {
            return "'sequence', 'USAGE', " + Part.name(on).argument() + ", NULL, '{}', false";
        }

        /// Without SELECT the server does not let its owner take USAGE back with DROP OWNED.
        @Override
        public String grant() {
            return "USAGE, SELECT ON SEQUENCE " + Part.name(on).sql();
        }

        @Override
        public String kind() {
            return "SEQUENCE";
        }
    }
}
