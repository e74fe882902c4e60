package dev.hourglass.tracker.views;

import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Revisions;

/** What can be wrong with a request that concerns saved views. */
final class ViewRefusals {

    private ViewRefusals() {}

    /** No such view can be saved. */
    static final class BadView extends Refusal {
        private static final long serialVersionUID = 1;

        BadView(String message) {
            super(400, "Bad view", message);
        }
    }

    /** None of this id: removed, or never there. */
    static final class NoSuchView extends Refusal {
        private static final long serialVersionUID = 1;

        NoSuchView(String id) {
            super(
                    404,
                    "No such view",
                    "no saved view has the id '" + id + "'; the saved views have those there are",
                    "GET /views");
        }
    }

    /** A name leads to one view. */
    static final class NameTaken extends Refusal {
        private static final long serialVersionUID = 1;

        NameTaken(Wanted.Checked view) {
            super(
                    409,
                    "Name taken",
                    "a view of the page '" + view.page() + "' is called '" + view.name()
                            + "' already: change that one, or take another name");
        }
    }

    /** They are for people to find their way; a program that saves one an hour is mistaken. */
    static final class TooMany extends Refusal {
        private static final long serialVersionUID = 1;

        TooMany(int most) {
            super(409, "Too many views", "there are " + most + " saved views, as many as may be; remove one first");
        }
    }

    /** What the caller has seen of the view is no longer so. */
    static final class Changed extends Refusal {
        private static final long serialVersionUID = 1;

        Changed(SavedView now) {
            super(
                    412,
                    "View changed",
                    "the view '" + now.name() + "' has ETag " + Revisions.etag(now.revision())
                            + " now: somebody changed it; read it again and decide");
        }
    }

    /** A change must say of what it is one. */
    static final class IfMatchMissing extends Refusal {
        private static final long serialVersionUID = 1;

        IfMatchMissing(SavedView now) {
            super(
                    428,
                    "If-Match missing",
                    "send If-Match with the view's revision, now " + Revisions.etag(now.revision())
                            + ", or * for whatever it is");
        }
    }
}
