package dev.hourglass.tracker.people;

import dev.hourglass.tracker.door.Role;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How people come in whom an OpenID provider knows. The provider itself is told by {@code quarkus.oidc.*}. */
@ConfigMapping(prefix = "hourglass.oidc")
interface OidcConfig {

    /** What people call the provider; with it, the sign-in page leads there. */
    Optional<String> name();

    /** The role of somebody who comes for the first time. */
    @WithDefault("viewer")
    Role newRole();
}
