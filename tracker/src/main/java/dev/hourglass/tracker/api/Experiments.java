package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Experiment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts runs by the experiment they name. */
@ApplicationScoped
public class Experiments {

    private final EntityManager database;
    private final ExperimentTitles titles;

    Experiments(EntityManager database, ExperimentTitles titles) {
        this.database = database;
        this.titles = titles;
    }

    /** The one that changed last comes first; two of one title are one. Runs in the trash do not count. */
    @Transactional
    @ActivateRequestContext
    public List<Experiment> all() {
        Map<String, String> shown = titles.byName();
        Map<String, Experiment> byTitle = new TreeMap<>();
        database.createQuery("""
                        select r.experiment, count(*),
                               sum(case when r.state in ('running', 'pausing', 'cancelling') then 1 else 0 end),
                               max(r.updatedAt)
                          from RunRow r
                         where r.trashedAt is null and r.purgedAt is null
                         group by r.experiment
                        """, Object[].class).getResultStream().forEach(c -> {
            String title = shown.getOrDefault((String) c[0], (String) c[0]);
            byTitle.merge(title, new Experiment(title, (Long) c[1], (Long) c[2], (Instant) c[3]), Experiments::sum);
        });
        return byTitle.values().stream()
                .sorted(Comparator.comparing(Experiment::lastActivityAt).reversed())
                .toList();
    }

    private static Experiment sum(Experiment a, Experiment b) {
        return new Experiment(
                a.name(),
                a.runs() + b.runs(),
                a.running() + b.running(),
                a.lastActivityAt().isAfter(b.lastActivityAt()) ? a.lastActivityAt() : b.lastActivityAt());
    }
}
