package dev.hourglass.tracker.series;

import dev.hourglass.tracker.readmodel.LiveReadModel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Answers from one moment of the live read model. Many questions are shared out to the machine's cores, each with a connection of its
 * own on the same snapshot: half of the time goes by in PostgreSQL, the other half in unpacking.
 */
public final class Snapshots {

    /** Helpers at a time, so that those who wait for a helper's connection can never hold all there are. */
    private static final int MOST_HELPERS = 8;

    /** Fewer are not worth a connection. */
    private static final int WORTH_IT = 4;

    /**
     * One round trip. What is asked here names its rows by their keys, so that no plan does better than the general one; making one
     * for each run's arrays takes PostgreSQL several times as long as the answer.
     */
    private static final String ONE_MOMENT = """
            set transaction isolation level repeatable read, read only; set local plan_cache_mode = force_generic_plan
            """;

    private static final String EXPORT = """
            select pg_export_snapshot()
            """;

    private final LiveReadModel live;
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final Semaphore helpers = new Semaphore(MOST_HELPERS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Snapshots(LiveReadModel live) {
        this.live = live;
    }

    /** What is asked in one snapshot. */
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** Answers questions, in their order. */
    interface Answering<Q, T> {
        List<T> answers(Connection connection, List<Q> questions) throws SQLException;
    }

    public <T> T ask(Question<T> question) throws SQLException {
        try (Connection connection = live.open()) {
            return ask(connection, question);
        }
    }

    private static <T> T ask(Connection connection, Question<T> question) throws SQLException {
        begin(connection);
        try {
            return question.ask(connection);
        } finally {
            connection.rollback(); // nothing was written
        }
    }

    /** @return the answers in the order of the questions */
    <Q, T> List<T> askAll(List<Q> questions, Answering<Q, T> answering) throws SQLException {
        return ask(connection -> {
            int wanted = Math.min(cores, questions.size() / WORTH_IT) - 1;
            int helping = 0;
            while (helping < wanted && helpers.tryAcquire()) {
                helping++;
            }
            try {
                return helping == 0
                        ? answering.answers(connection, questions)
                        : shared(connection, questions, answering, helping + 1);
            } finally {
                helpers.release(helping);
            }
        });
    }

    private <Q, T> List<T> shared(Connection connection, List<Q> questions, Answering<Q, T> answering, int ways)
            throws SQLException {
        String schema = connection.getSchema();
        String snapshot = export(connection);
        List<Future<List<T>>> others = new ArrayList<>();
        for (int way = 1; way < ways; way++) {
            List<Q> share = share(questions, way, ways);
            others.add(threads.submit(() -> help(schema, snapshot, own -> answering.answers(own, share))));
        }
        List<List<T>> answers = new ArrayList<>();
        try {
            answers.add(answering.answers(connection, share(questions, 0, ways)));
            for (Future<List<T>> other : others) {
                answers.add(answer(other));
            }
        } finally {
            others.forEach(other -> other.cancel(true));
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            all.add(answers.get(i % ways).get(i / ways));
        }
        return all;
    }

    private <T> T help(String schema, String snapshot, Question<T> question) throws SQLException {
        try (Connection connection = live.open()) {
            connection.setSchema(schema);
            return ask(connection, own -> {
                adopt(own, snapshot);
                return question.ask(own);
            });
        }
    }

    /** Every so many'th: what is large often stands together. */
    private static <Q> List<Q> share(List<Q> questions, int way, int ways) {
        List<Q> share = new ArrayList<>();
        for (int i = way; i < questions.size(); i += ways) {
            share.add(questions.get(i));
        }
        return share;
    }

    private static <T> T answer(Future<T> future) throws SQLException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while others read", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException told -> throw told;
                case RuntimeException told -> throw told;
                case null, default -> throw new IllegalStateException("a series could not be read", e);
            }
        }
    }

    private static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(ONE_MOMENT);
        }
    }

    private static String export(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXPORT);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /** @param snapshot PostgreSQL's own name; what it names ends with the transaction that exported it */
    private static void adopt(Connection connection, String snapshot) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction snapshot " + statement.enquoteLiteral(snapshot));
        }
    }
}
