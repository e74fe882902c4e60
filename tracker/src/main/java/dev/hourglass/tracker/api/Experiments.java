package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Experiment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Counts runs by the experiment they name. */
@ApplicationScoped
public class Experiments {

    private final EntityManager database;

    Experiments(EntityManager database) {
        this.database = database;
    }

    /** The one that changed last comes first. */
    @Transactional
    @ActivateRequestContext
    public List<Experiment> all() {
        return database.createQuery("""
                        select r.experiment, count(*),
                               sum(case when r.state in ('running', 'pausing', 'cancelling') then 1 else 0 end),
                               max(r.updatedAt)
                          from RunRow r
                         group by r.experiment
                         order by max(r.updatedAt) desc, r.experiment
                        """, Object[].class)
                .getResultStream()
                .map(c -> new Experiment((String) c[0], (Long) c[1], (Long) c[2], (Instant) c[3]))
                .toList();
    }
}
