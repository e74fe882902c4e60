package dev.hourglass.tracker.api;

import dev.hourglass.tracker.readmodel.ExperimentRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By what titles experiments are shown: those that were never renamed by the name that runs give them. */
@ApplicationScoped
class ExperimentTitles {

    private final EntityManager database;

    ExperimentTitles(EntityManager database) {
        this.database = database;
    }

    /** Of those that were renamed. */
    @Transactional
    Map<String, String> byName() {
        return database.createQuery("from ExperimentRow", ExperimentRow.class)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.name, row -> row.title));
    }

    /** By what runs name the experiment that is shown as {@code title} or was once called so. */
    List<String> names(String title) {
        return Stream.concat(
                        Stream.of(title),
                        byName().entrySet().stream()
                                .filter(e -> e.getValue().equals(title))
                                .map(Map.Entry::getKey))
                .distinct()
                .toList();
    }
}
