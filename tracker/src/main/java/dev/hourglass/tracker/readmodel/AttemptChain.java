package dev.hourglass.tracker.readmodel;

/**
 * Which attempts of a run and of its ancestors count, and up to which step: the run's own by its current chain, each ancestor's up to
 * and including the branch step by the chain of the attempt that made the branch's checkpoint. What an attempt recorded counts up
 * to where the next of its chain went on. One query for any depth; everything that is stitched along a lineage begins with it.
 */
public final class AttemptChain {

    /** Generations. A bound against a circle, which no log can make. */
    public static final int ANY_DEPTH = 10_000;

    /**
     * The beginning of a query that goes on from {@code chain (run, depth, number, attempt, until_step)}: depth 0 is the run itself;
     * without a step all counts. Parameters: the run, and how many generations above it.
     */
    public static final String SQL = """
            with recursive lineage (run, depth, until_step, last_number, parent, parent_attempt, parent_step, created_at) as (
                -- start: the run itself, all of its attempts; of a purged one nothing
                select r.id, 0, cast(null as bigint), (select max(a.number) from attempt a where a.run = r.id),
                       r.parent, r.parent_attempt, r.parent_step, r.created_at
                  from run r
                 where r.id = ? and r.purged_at is null
                union all
                -- step: the parent, up to the branch step, up to the attempt that made the checkpoint
                select p.id, l.depth + 1, least(l.until_step, l.parent_step),
                       (select a.number from attempt a where a.run = p.id and a.id = l.parent_attempt),
                       p.parent, p.parent_attempt, p.parent_step, p.created_at
                  from lineage l
                  join run p on p.id = l.parent
                            -- of a purged parent only what was created in time inherits
                            and (p.purged_at is null or l.created_at <= p.inherit_until)
                 -- stop: at the root, or at the bound
                 where l.depth < ?
            ),
            chain as (
                -- up to where the next of the chain went on
                select l.run, l.depth, a.number, a.id as attempt,
                       least(l.until_step, min(a.resume_step) over (
                           partition by l.depth order by a.number desc
                           rows between unbounded preceding and 1 preceding)) as until_step
                  from lineage l
                 -- the offset keeps it a look into the index for each run: a lineage is guessed to be long, and joined with all attempts
                 cross join lateral (
                     select b.number, b.id, b.resume_step
                       from attempt b
                      where b.run = l.run and b.number <= l.last_number
                     offset 0) a
            )
            """;

    private AttemptChain() {}
}
