package dev.sallyport.grammar.sql;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.engine.SyntaxEngine;
import dev.sallyport.grammar.sql.query.Reading;
import dev.sallyport.grammar.sql.query.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Understands PostgreSQL statements. Safe on every thread.
///
/// It owns the engine: closing closes both.
public final class SqlGrammar implements AutoCloseable {

    private static final int WEIGHT_OF_MEANING = 1000;

    private final GrammarLimits limits;
    private final Settings settings;
    private final SyntaxEngine engine;
    private final SyntaxTrees trees;
    private final Trivial trivial = new Trivial();
    private final Readers readers;
    private final Cache<String, SyntaxTrees.Answer> syntax;
    private final AsyncCache<Question, Lesson> meanings;
    private final Shapes shapes;
    private final Map<String, Long> newest = new ConcurrentHashMap<>();

    /// A text, and what else its meaning depends on.
    record Question(String sql, View view) {}

    /// @param passing true when it must not be remembered
    private record Lesson(Meaning meaning, boolean passing) {}

    public SqlGrammar(SyntaxEngine engine, GrammarLimits limits) {
        this(engine, limits, Settings.DEFAULT);
    }

    /// @param settings what SET, RESET and `set_config` may change (R4)
    public SqlGrammar(SyntaxEngine engine, GrammarLimits limits, Settings settings) {
        this.limits = limits;
        this.settings = settings;
        this.engine = engine;
        this.trees = new SyntaxTrees(engine, limits);
        this.readers = new Readers(limits);
        this.syntax = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(limits.syntaxCharacters())
                .weigher(SqlGrammar::weight)
                .build();
        this.meanings = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(limits.meaningCharacters())
                .weigher((Question question, Lesson _) -> question.sql().length() + WEIGHT_OF_MEANING)
                .buildAsync();
        this.shapes = new Shapes(limits);
    }

    private static int weight(String sql, SyntaxTrees.Answer answer) {
        return sql.length()
                + switch (answer) {
                    case SyntaxTrees.Answer.Understood understood -> understood.size();
                    case SyntaxTrees.Answer.Wrong wrong -> wrong.note().length();
                    case SyntaxTrees.Answer.Refused refused -> refused.note().length();
                };
    }

    /// For the event loop: what was learnt before or needs no reading. Never blocks.
    public Optional<Meaning> known(String sql, View view) {
        Question question = new Question(sql, view);
        CompletableFuture<Lesson> lesson = meanings.getIfPresent(question);
        if (lesson != null && lesson.isDone()) return Optional.of(lesson.join().meaning());
        return trivial.tree(sql)
                .map(tree -> Meaning.of(Reading.of(tree, view, settings), view))
                .or(() -> shapes.find(question));
    }

    /// Reads it, unless somebody does already. The future completes normally in any case, on a reader's thread or at
    /// once: what cannot be understood is a meaning with one UNKNOWN operation.
    public CompletableFuture<Meaning> learn(String sql, View view) {
        if (sql.length() > limits.statementCharacters()) {
            String note = "the statement is longer than " + limits.statementCharacters() + " characters";
            return CompletableFuture.completedFuture(refused(view, note));
        }
        Question question = new Question(sql, view);
        CompletableFuture<Lesson> lesson = meanings.get(question, (_, _) -> lesson(question));
        return lesson.thenApply(learnt -> {
            if (learnt.passing()) {
                meanings.asMap().remove(question, lesson);
            }
            return learnt.meaning();
        });
    }

    /// Starts the engine, so that no session pays for it. Completes normally in any case; nobody has to wait for it.
    public CompletableFuture<Void> warmUp() {
        return readers.read(() -> trees.read("SELECT 1"), SqlGrammar::late, SqlGrammar::late)
                .handle((_, _) -> null);
    }

    private static SyntaxTrees.Answer late() {
        return new SyntaxTrees.Answer.Refused("", true);
    }

    private CompletableFuture<Lesson> lesson(Question question) {
        return readers.read(
                        () -> study(question),
                        () -> passing(question.view(), "reading the statement took longer than " + limits.patience()),
                        () -> passing(question.view(), "too many statements wait to be read"))
                .exceptionally(e -> passing(question.view(), "the statement cannot be read: " + reason(e)));
    }

    private static String reason(Throwable e) {
        return e instanceof StackOverflowError ? "nested too deeply" : "the grammar failed";
    }

    /// Nobody asks by an older catalog again, and each is large: a session that changes tables makes one after the
    /// other, and so do tables that grow.
    private void forgetOlder(View view) {
        long edition = view.catalog().edition();
        Long before = newest.put(view.target(), edition);
        if (before == null || before >= edition) return;
        Predicate<Question> older = question -> question.view().target().equals(view.target())
                && question.view().catalog().edition() < edition;
        meanings.asMap().keySet().removeIf(older);
        shapes.forget(older);
    }

    private Lesson study(Question question) {
        forgetOlder(question.view());
        Lesson lesson = read(question);
        boolean shared = !lesson.passing()
                && shapes.learn(question, lesson.meaning(), shape -> read(shape).meaning());
        return shared ? new Lesson(lesson.meaning(), true) : lesson;
    }

    private Lesson read(Question question) {
        SyntaxTrees.Answer answer = syntax.getIfPresent(question.sql());
        if (answer == null) {
            answer = trees.read(question.sql());
        }
        return switch (answer) {
            case SyntaxTrees.Answer.Understood understood -> {
                syntax.put(question.sql(), understood);
                Reading reading = Reading.of(understood.tree(), question.view(), settings);
                yield new Lesson(Meaning.of(reading, question.view()), false);
            }
            case SyntaxTrees.Answer.Wrong wrong -> {
                syntax.put(question.sql(), wrong);
                yield new Lesson(Meaning.of(Reading.wrong(question.view(), wrong.note()), question.view()), false);
            }
            case SyntaxTrees.Answer.Refused refused -> {
                if (!refused.passing()) {
                    syntax.put(question.sql(), refused);
                }
                yield new Lesson(refused(question.view(), refused.note()), refused.passing());
            }
        };
    }

    private static Lesson passing(View view, String note) {
        return new Lesson(refused(view, note), true);
    }

    private static Meaning refused(View view, String note) {
        return Meaning.of(Reading.failed(view, note), view);
    }

    @Override
    public void close() {
        readers.close();
        engine.close();
    }
}
