package dev.hourglass.tracker.api;

import dev.hourglass.events.RunKind;
import dev.hourglass.events.Word;
import dev.hourglass.tracker.api.shape.RunPage;
import dev.hourglass.tracker.readmodel.State;
import dev.hourglass.tracker.search.BadTextException;
import dev.hourglass.tracker.search.Field.Attribute;
import dev.hourglass.tracker.search.Filter;
import dev.hourglass.tracker.search.Filter.Operator;
import dev.hourglass.tracker.search.RunQuery;
import dev.hourglass.tracker.search.SearchText;
import dev.hourglass.tracker.search.Value;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Finds runs, a page at a time. */
@ApplicationScoped
class RunSearch {

    private static final int MOST = 1000;

    private final Session database;
    private final RunReader runs;
    private final RunIds ids;
    private final ExperimentTitles titles;
    private final Clock clock = Clock.systemUTC();

    RunSearch(Session database, RunReader runs, RunIds ids, ExperimentTitles titles) {
        this.database = database;
        this.runs = runs;
        this.ids = ids;
        this.titles = titles;
    }

    @Transactional
    RunPage find(RunFilter asked) {
        if (asked.limit() < 1 || asked.limit() > MOST) {
            throw new BadParameter("limit", String.valueOf(asked.limit()), "1 to " + MOST);
        }
        var query = new RunQuery(filters(asked), parsed("order", asked.order(), SearchText::order), clock.instant());
        RunQuery.Page page = database.doReturningWork(connection -> {
            try {
                return query.page(connection, asked.after(), asked.limit());
            } catch (IllegalArgumentException notOurs) {
                throw new BadParameter(
                        "after",
                        asked.after().orElse(""),
                        "the 'next' of an answer to the same query with the same order");
            }
        });
        return new RunPage(
                runs.brief(page.ids(), Selection.parse(asked.metrics()), Selection.parse(asked.params())), page.next());
    }

    private List<Filter> filters(RunFilter asked) {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Filter.PutAway(Filter.Where.PURGED, false));
        putAway("archived", asked.archived(), Filter.Where.ARCHIVED).ifPresent(filters::add);
        putAway("trashed", asked.trashed(), Filter.Where.TRASHED).ifPresent(filters::add);
        asked.filter().ifPresent(text -> filters.add(parsed("filter", text, SearchText::filter)));
        asked.experiment()
                .ifPresent(name -> filters.add(new Filter.In(
                        Attribute.EXPERIMENT,
                        false,
                        titles.names(name).stream().<Value>map(Value.Text::new).toList())));
        asked.state().ifPresent(states -> filters.add(words(Attribute.STATE, State.class, states)));
        asked.kind().ifPresent(kinds -> filters.add(words(Attribute.KIND, RunKind.class, kinds)));
        asked.parent().ifPresent(parent -> {
            UUID id = ids.resolve(parent);
            filters.add(new Filter.Compare(Attribute.PARENT, Operator.EQUAL, new Value.Id(id, id)));
        });
        asked.root().ifPresent(root -> filters.add(new Filter.Under(ids.resolve(root))));
        return filters;
    }

    /** Empty where all are wanted. */
    private static Optional<Filter> putAway(String parameter, String word, Filter.Where where) {
        return switch (word) {
            case "no" -> Optional.of(new Filter.PutAway(where, false));
            case "yes" -> Optional.empty();
            case "only" -> Optional.of(new Filter.PutAway(where, true));
            default -> throw new BadParameter(parameter, word, "no, yes or only");
        };
    }

    /** One or more of the words, with commas. */
    private static <E extends Enum<E> & Word> Filter words(Attribute field, Class<E> known, String text) {
        try {
            return new Filter.In(
                    field,
                    false,
                    Arrays.stream(text.split(",", -1))
                            .<Value>map(word ->
                                    new Value.Text(Word.parse(known, word).word()))
                            .toList());
        } catch (IllegalArgumentException e) {
            String words =
                    Arrays.stream(known.getEnumConstants()).map(Word::word).collect(Collectors.joining(", "));
            throw new BadParameter(field.word(), text, "one or more, with commas, of " + words);
        }
    }

    private static <T> T parsed(String parameter, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (BadTextException e) {
            throw new BadSearchText(parameter, e);
        }
    }
}
