package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;
import jakarta.enterprise.context.RequestScoped;

/** Gives Hibernate the live read model's schema, a session at a time. Hibernate asks only where a request context is active. */
@PersistenceUnitExtension
@RequestScoped
class LiveReadModelResolver implements TenantResolver {

    private final LiveReadModel live;

    LiveReadModelResolver(LiveReadModel live) {
        this.live = live;
    }

    /** Asked before a read model can exist, and only for its dialect. */
    @Override
    public String getDefaultTenantId() {
        return "settings";
    }

    @Override
    public String resolveTenantId() {
        return live.name();
    }
}
