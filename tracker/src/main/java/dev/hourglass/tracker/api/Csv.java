package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Series;
import java.util.List;

/** Series as comma-separated lines, one a point or bucket. Numbers have as many digits as tell them apart. */
final class Csv {

    static final String MEDIA_TYPE = "text/csv";

    private static final String HEAD = "run,metric,step,tau,wall_ms,x,value,min,max,count\r\n";

    private Csv() {}

    static String of(List<Series> series) {
        StringBuilder text = new StringBuilder(HEAD);
        for (Series one : series) {
            for (int i = 0; i < one.steps().length; i++) {
                int at = i;
                double value = one.values()[i];
                text.append(one.run()).append(',').append(quoted(one.metric()));
                text.append(',').append(one.steps()[i]).append(',').append(one.taus()[i]);
                text.append(',').append(one.wallMs()[i]).append(',').append(one.xs()[i]);
                text.append(',').append(value);
                text.append(',').append(one.min().map(min -> min[at]).orElse(value));
                text.append(',').append(one.max().map(max -> max[at]).orElse(value));
                text.append(',').append(one.counts().map(counts -> counts[at]).orElse(1));
                text.append("\r\n");
            }
        }
        return text.toString();
    }

    /** RFC 4180; a metric's name is somebody else's text. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_.:/-]+") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
