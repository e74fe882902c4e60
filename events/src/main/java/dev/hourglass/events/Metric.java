package dev.hourglass.events;

/**
 * @param fromReference measured from the branch point (displacement, overlap, Delta): begins there and is never inherited
 */
public record Metric(String name, boolean fromReference) {
    public Metric {
        Checks.text("metric", name, 200);
    }
}
