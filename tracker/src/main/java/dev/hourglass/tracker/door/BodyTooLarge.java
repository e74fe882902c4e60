package dev.hourglass.tracker.door;

/** More was sent than this path takes. */
final class BodyTooLarge extends Refusal {

    private static final long serialVersionUID = 1;

    BodyTooLarge(String setting, long most) {
        super(
                413,
                "Body too large",
                "the body is larger than " + most + " bytes, the limit " + setting + " of the tracker");
    }
}
