package dev.hourglass.tracker.views;

import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a view shall be, as it was sent. */
@Schema(
        name = "NewView",
        examples = "{\"name\": \"Failed this week\", \"page\": \"runs\", \"address\": \"#/?state=failed&sort=age\"}")
record Wanted(
        @Schema(
                required = true,
                description = "1 to 200 characters on one line; no other view of the page has it, in either case",
                examples = "Failed this week",
                maxLength = LONGEST_NAME)
        @Nullable
        String name,

        @Schema(
                required = true,
                description = "Which page it is of: a word",
                examples = "runs",
                maxLength = LONGEST_PAGE)
        @Nullable
        String page,

        @Schema(
                required = true,
                description = "Of the page, from its # on",
                examples = "#/?state=failed&sort=age",
                maxLength = LONGEST_ADDRESS)
        @Nullable
        String address) {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_PAGE = 40;
    static final int LONGEST_ADDRESS = 8_000;

    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");

    /** A view whose every part may be stored. */
    record Checked(String name, String page, String address) {}

    /** @throws ViewRefusals.BadView naming what is wrong */
    static Checked check(@Nullable Wanted body) {
        if (body == null) {
            throw new ViewRefusals.BadView("the body is empty; send JSON with name, page and address");
        }
        String name = within("name", body.name(), LONGEST_NAME).strip();
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            throw new ViewRefusals.BadView("name must be 1 to " + LONGEST_NAME + " characters on one line");
        }
        String page = within("page", body.page(), LONGEST_PAGE);
        if (!WORD.matcher(page).matches()) {
            throw new ViewRefusals.BadView("page is '" + page + "', must be a word such as runs or compare");
        }
        String address = within("address", body.address(), LONGEST_ADDRESS);
        if (!address.startsWith("#/") || address.chars().anyMatch(Character::isISOControl)) {
            throw new ViewRefusals.BadView(
                    "address must begin with #/ and stand on one line: what stands behind the tracker's own address");
        }
        return new Checked(name, page, address);
    }

    private static String within(String key, @Nullable String text, int longest) {
        if (text == null) {
            throw new ViewRefusals.BadView("'" + key + "' is missing");
        }
        if (text.length() > longest) {
            throw new ViewRefusals.BadView(key + " has " + text.length() + " characters, may have " + longest);
        }
        return text;
    }
}
