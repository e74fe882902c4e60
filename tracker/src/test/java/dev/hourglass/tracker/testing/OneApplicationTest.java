package dev.hourglass.tracker.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Test classes run beside each other, but a JVM has one application: those that need it come one after the other. */
@AnalyzeClasses(packages = "dev.hourglass.tracker")
class OneApplicationTest {

    @ArchTest
    static final ArchRule tests_in_the_application_stay_on_one_thread = classes()
            .that()
            .areAnnotatedWith(QuarkusTest.class)
            .should(new ArchCondition<>("be @Execution(SAME_THREAD)") {
                @Override
                public void check(JavaClass test, ConditionEvents events) {
                    boolean stays = test.tryGetAnnotationOfType(Execution.class)
                            .map(Execution::value)
                            .filter(ExecutionMode.SAME_THREAD::equals)
                            .isPresent();
                    events.add(new SimpleConditionEvent(test, stays, test.getName() + " would run beside others"));
                }
            });
}
