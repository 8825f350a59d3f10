package dev.sallyport.authority.intent.sql;

import java.nio.file.Path;
import java.util.List;

/// Grows the forest of the SQL reader and says what it is worth. See docs/intent-sql.md for the command.
public final class SqlTraining {

    private SqlTraining() {}

    public static void main(String[] args) throws Exception {
        List<SqlExample> examples = SqlExample.read(Path.of(args[0]));
        for (long seed = 1; seed <= Integer.getInteger("seeds", 2); seed++) {
            double[] scores = SqlFolds.scores(examples, SqlFolds.assign(examples, seed), name -> true);
            for (double passing : new double[] {0.98, 0.985, 0.99, 0.993}) {
                System.out.println(new SqlReport(examples, scores, SqlReport.threshold(examples, scores, passing)).line());
            }
        }
    }
}
