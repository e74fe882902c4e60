package dev.hourglass.bench;

import dev.hourglass.data.DataFolders;
import dev.hourglass.data.DataSource;
import dev.hourglass.spec.Spec.DataSpec;
import java.nio.file.Path;
import java.util.Optional;

/** The engine's bench by itself: {@code EngineBenchMain [data folder]}. Prints one line a kernel. */
final class EngineBenchMain {

    private static final int CHORALES = 80;

    private EngineBenchMain() {}

    public static void main(String[] arguments) {
        Optional<Path> folder = arguments.length == 0 ? Optional.empty() : Optional.of(Path.of(arguments[0]));
        DataFolders folders = DataFolders.of(
                folder, System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
        var bench = new EngineBench(
                new DataSource(folders).load(new DataSpec.JsbChorales(CHORALES)).sequences());
        bench.measureAll().forEach(System.out::println);
    }
}
