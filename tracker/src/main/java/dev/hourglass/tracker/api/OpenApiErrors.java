package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Door;
import dev.hourglass.tracker.door.Problem;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Has the OpenAPI text say how one signs in, and what every error looks like: those that any request may meet stand in one place. */
final class OpenApiErrors {

    private static final String REFS = "#/components/schemas/";
    private static final String TOKEN = "token";
    private static final String SESSION = "session";

    /** An error that a request may meet wherever it goes. */
    private record Common(String status, String name, String description) {}

    private static final Common BAD_REQUEST =
            new Common("400", "BadRequest", "A parameter or the body is not as it must be; the answer names the place");
    private static final Common TOO_LARGE =
            new Common("413", "TooLarge", "The body, or an event of it, is too large; the answer names the limit");
    private static final List<Common> ALWAYS = List.of(
            new Common("401", "NotSignedIn", "People sign in to this tracker, and nobody is signed in"),
            new Common(
                    "403", "NotAllowed", "The role does not include this, or Host or Origin is not one that may ask"),
            new Common(
                    "503",
                    "Unavailable",
                    "PostgreSQL or Kafka does not answer, or too much is asked at once; Retry-After says when to try again"));

    private OpenApiErrors() {}

    static void declare(OpenAPI api) {
        Components parts = api.getComponents();
        parts.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("A personal token; hourglass token create makes one"));
        parts.addSecurityScheme(
                SESSION,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name(Door.SESSION_COOKIE)
                        .description("Of a browser that has signed in; changes need the header Origin too"));
        api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN));
        api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(SESSION));
        // on a loopback address nobody has to sign in
        api.addSecurityRequirement(OASFactory.createSecurityRequirement());
        ALWAYS.forEach(error -> declare(parts, error));
        declare(parts, BAD_REQUEST);
        declare(parts, TOO_LARGE);
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(OpenApiErrors::declare);
    }

    private static void declare(Components parts, Common error) {
        parts.addResponse(
                error.name,
                OASFactory.createAPIResponse().description(error.description).content(problem()));
    }

    private static void declare(Operation operation) {
        APIResponses answers = operation.getResponses();
        answers.getAPIResponses().forEach((status, answer) -> {
            if (status.compareTo("400") >= 0) {
                answer.setContent(problem());
            }
        });
        ALWAYS.forEach(error -> add(answers, error));
        boolean body = operation.getRequestBody() != null;
        if (body) {
            add(answers, TOO_LARGE);
        }
        if (body
                || !Optional.ofNullable(operation.getParameters())
                        .orElse(List.of())
                        .isEmpty()) {
            add(answers, BAD_REQUEST);
        }
    }

    /** Unless the method itself says what the status means there. */
    private static void add(APIResponses answers, Common error) {
        if (!answers.hasAPIResponse(error.status)) {
            answers.addAPIResponse(error.status, OASFactory.createAPIResponse().ref(error.name));
        }
    }

    private static Content problem() {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(REFS + "Problem")));
    }
}
