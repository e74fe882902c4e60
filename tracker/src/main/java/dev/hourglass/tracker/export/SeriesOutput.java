package dev.hourglass.tracker.export;

import dev.hourglass.tracker.api.shape.Series;
import java.io.IOException;

/** A file of points in the making. What it holds back has a bound that does not depend on the file's length. */
public interface SeriesOutput {

    /** @param piece the pieces of a series come one after the other */
    void write(Series piece) throws IOException;

    /** What belongs behind the last piece; without it the file is not whole. Leaves the stream open. */
    void finish() throws IOException;
}
