package dev.hourglass.observe;

import dev.hourglass.checkpoint.ObserverStates;
import dev.hourglass.checkpoint.SystemState;
import dev.hourglass.dynamics.Dynamics;
import dev.hourglass.model.LearningSystem;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Spec.Recording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.ejml.data.DMatrixRMaj;

/**
 * All that is measured of one run, on the run's schedule. The loop of a run:
 *
 * <pre>
 *   begin(step) or resume(states)
 *   at every step: if it is due, visit it; then take the checkpoints of this step; then move the system
 * </pre>
 *
 * so that a checkpoint holds what the visit of its own step left behind, and whoever resumes there does not visit that step again.
 */
public final class Observers {

    private final LearningSystem system;
    private final Dynamics dynamics;
    private final Schedule schedule;
    private final List<Observer> observers;
    private final List<Quantity> quantities;
    private final List<String> spectra;
    private final List<String> distributions;
    private long since;
    private Optional<Weights> reference = Optional.empty();

    /** Nothing is measured before {@link #begin} or {@link #resume}. */
    public Observers(Recording recording, LearningSystem system, Dynamics dynamics) {
        this.system = system;
        this.dynamics = dynamics;
        this.schedule = Schedule.of(recording);
        this.observers = recording.metrics().stream()
                .map(name -> observer(Quantity.named(name), recording.gammaEvery()))
                .toList();
        this.quantities = observers.stream().map(Observer::quantity).toList();
        this.spectra = recording.spectra();
        this.distributions = recording.distributions();
        // An unknown name must not wait for the first record.
        spectra.forEach(name -> system.weights().layout(name));
        distributions.forEach(name -> system.weights().layout(name));
    }

    private static Observer observer(Quantity quantity, long gammaEvery) {
        return switch (quantity) {
            case NLL -> new Reading(quantity, moment -> moment.evaluation().nll());
            case ACCURACY -> new Reading(quantity, moment -> moment.evaluation().accuracy());
            case GRADIENT_NORM ->
                new Reading(quantity, moment -> moment.gradientStatistics().norm());
            case GRADIENT_NOISE ->
                new Reading(quantity, moment -> moment.gradientStatistics().noise());
            case MSD -> new Reading(quantity, Moment::displacement);
            case AGING -> new Aging(gammaEvery);
            case OVERLAP -> new Reading(quantity, Moment::overlap);
        };
    }

    /** What each {@link Observation} holds, in the order of its values. */
    public List<Quantity> quantities() {
        return quantities;
    }

    /** A run starts, or a branch leaves its parent, with the system as it is now: schedules and references count from here. */
    public void begin(long step) {
        since = step;
        if (quantities.stream().anyMatch(Quantity::fromReference)) {
            reference = Optional.of(system.weights().copy());
        }
    }

    /**
     * The same run goes on.
     *
     * @param states of the run's own checkpoint; the next due step is the first after it
     * @param file what errors call it
     */
    public void resume(ObserverStates states, String file) {
        since = states.since();
        if (quantities.stream().anyMatch(Quantity::fromReference)) {
            Weights weights = system.weights().like();
            SystemState.fill(weights, states.reference(), file);
            reference = Optional.of(weights);
        }
        for (Observer observer : observers) {
            if (observer.state().isPresent()) {
                DMatrixRMaj state = states.states().get(observer.quantity().wireName());
                if (state == null) {
                    throw new IllegalArgumentException(file + " has no state of the observer "
                            + observer.quantity().wireName() + "; it is another run's checkpoint");
                }
                observer.restore(state);
            }
        }
    }

    /** For a checkpoint; copies. */
    public ObserverStates states() {
        SequencedMap<String, DMatrixRMaj> states = new LinkedHashMap<>();
        observers.forEach(observer -> observer.state()
                .ifPresent(state -> states.put(observer.quantity().wireName(), state)));
        return new ObserverStates(since, reference.map(SystemState::named).orElseGet(LinkedHashMap::new), states);
    }

    /** The first step after this one that must be visited, the run's last step apart. */
    public long dueAfter(long step) {
        long due = schedule.after(step - since);
        for (Observer observer : observers) {
            Optional<Schedule> attendance = observer.attendance();
            if (attendance.isPresent()) {
                due = Math.min(due, attendance.get().after(step - since));
            }
        }
        return since + due;
    }

    /**
     * Sees the system at this step, which is due or the run's last.
     *
     * @return what is to be recorded; empty if an observer alone had to see the step
     */
    public Optional<Observation> visit(long step, boolean last) {
        Moment moment = new Moment(system, dynamics, reference);
        for (Observer observer : observers) {
            if (observer.attendance().filter(due -> due.contains(step - since)).isPresent()) {
                observer.attend(moment);
            }
        }
        if (!last && !schedule.contains(step - since)) {
            return Optional.empty();
        }
        double[] values = observers.stream().mapToDouble(o -> o.measure(moment)).toArray();
        return Optional.of(new Observation(
                quantities,
                values,
                spectra.stream()
                        .map(name -> Spectrum.of(system.weights(), name))
                        .toList(),
                distributions.stream()
                        .map(name -> Distribution.of(system.weights(), name))
                        .toList()));
    }
}
