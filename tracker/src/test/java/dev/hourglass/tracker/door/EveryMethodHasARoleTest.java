package dev.hourglass.tracker.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class EveryMethodHasARoleTest {

    /** One that was forgotten would be closed to all but admins, not open; but somebody should have decided. */
    @Test
    void every_method_of_the_api_says_which_role_it_needs() {
        List<JavaMethod> methods = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.hourglass.tracker")
                        .stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                        .toList();
        assertThat(methods).hasSizeGreaterThan(30);
        assertThat(methods)
                .allMatch(
                        method -> method.isAnnotatedWith(Needs.class)
                                || method.getOwner().isAnnotatedWith(Needs.class),
                        "has @Needs, or its class has");
    }

    @Test
    void a_role_includes_those_before_it() {
        assertThat(Role.ADMIN.includes(Role.EDITOR)).isTrue();
        assertThat(Role.EDITOR.includes(Role.EDITOR)).isTrue();
        assertThat(Role.VIEWER.includes(Role.EDITOR)).isFalse();
        assertThat(Role.NONE.includes(Role.VIEWER)).isFalse();
    }
}
