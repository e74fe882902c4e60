package dev.hourglass.tracker.projection;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database whose answer to a batch's commit can be lost on its way: the commit is done, who asked for it cannot know. */
final class LostAnswers implements DataSource {

    private final DataSource database;
    private final AtomicBoolean losing = new AtomicBoolean();

    LostAnswers(DataSource database) {
        this.database = database;
    }

    /** Of the next transaction that moves a partition's position. */
    void loseNext() {
        losing.set(true);
    }

    boolean isLost() {
        return !losing.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = database.getConnection();
        var moves = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    try {
                        Object answer = method.invoke(connection, arguments);
                        if (method.getName().equals("prepareStatement")
                                && ((String) arguments[0]).startsWith("update projection_offset")) {
                            moves.set(true);
                        }
                        if (method.getName().equals("commit") && moves.get() && losing.getAndSet(false)) {
                            throw new SQLException("the connection broke while the commit was answered", "08006");
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the database knows its user");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return database.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return database.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return database.isWrapperFor(type);
    }
}
