package dev.hourglass.cli.bench;

/**
 * @param firstLoadKB scripts, styles and page that the list of runs needs, as they came over the line
 * @param runsPageMs from navigation to rows on screen
 * @param worstFrameMs while zooming and moving
 * @param comparePageMs from navigation to lines on screen
 * @param pointToPixelMs from a point's sending to its being drawn
 */
public record WebFigures(
        double firstLoadKB, double runsPageMs, double worstFrameMs, double comparePageMs, double pointToPixelMs) {}
