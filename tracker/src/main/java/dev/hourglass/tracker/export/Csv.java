package dev.hourglass.tracker.export;

import dev.hourglass.tracker.api.shape.Series;
import java.io.IOException;
import java.util.List;

/** Series as comma-separated lines, one a point or bucket. Numbers have as many digits as tell them apart. */
public final class Csv {

    public static final String MEDIA_TYPE = "text/csv";

    private static final String HEAD = "run,metric,step,tau,wall_ms,x,value,min,max,count\r\n";

    private Csv() {}

    public static void head(Appendable text) throws IOException {
        text.append(HEAD);
    }

    public static void write(Appendable text, List<Series> series) throws IOException {
        StringBuilder line = new StringBuilder();
        for (Series one : series) {
            for (int i = 0; i < one.steps().length; i++) {
                line.setLength(0);
                line(line, one, i);
                text.append(line);
            }
        }
    }

    private static void line(StringBuilder text, Series one, int at) {
        text.append(one.run()).append(',').append(quoted(one.metric()));
        text.append(',').append(one.steps()[at]).append(',').append(one.tauAt(at));
        text.append(',').append(one.wallMsAt(at)).append(',').append(one.xs()[at]);
        text.append(',').append(one.values()[at]);
        text.append(',').append(one.leastAt(at));
        text.append(',').append(one.greatestAt(at));
        text.append(',').append(one.countAt(at));
        text.append("\r\n");
    }

    /** RFC 4180; a metric's name is somebody else's text. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_.:/-]+") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
