package io.perfbudgets.junit;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The sources of one module.
 *
 * @param module the module's folder
 */
record SourceTree(Path module) {
    static final String PROPERTY = "perf.recorded.module";
    private static final List<String> EXTENSIONS = List.of(".java", ".kt", ".groovy");

    /**
     * That of the module that {@code type} was compiled in: the nearest folder above its class file that has an
     * {@code src} in it, whichever build tool or IDE has put the class file there.
     */
    static SourceTree of(Class<?> type) {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .or(() -> classes(type).flatMap(SourceTree::above))
                .map(SourceTree::new)
                .orElseThrow(() -> new ExtensionConfigurationException("@RecordedQueries on " + type.getName()
                        + " finds no folder with an src above its class file: name the module's folder, -D" + PROPERTY
                        + "=…"));
    }

    private static Optional<Path> classes(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null || !"file".equals(location.getProtocol())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(location.toURI()));
        } catch (URISyntaxException odd) {
            return Optional.empty();
        }
    }

    private static Optional<Path> above(Path classes) {
        for (Path folder = classes.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("src"))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /**
     * Where the file {@code Class.queries.yaml} belongs: beside the source of {@code type}, in whichever folder
     * {@code src/…/…} that is; where it cannot be found, in {@code src/test/resources} under its package.
     */
    Path queriesOf(Class<?> type) {
        String file = type.getSimpleName() + ".queries.yaml";
        Path inPackage = Path.of(type.getPackageName().replace('.', '/'));
        return roots().map(root -> root.resolve(inPackage))
                .filter(folder -> EXTENSIONS.stream()
                        .anyMatch(extension -> Files.exists(folder.resolve(type.getSimpleName() + extension))))
                .findFirst()
                .orElseGet(() -> module.resolve("src/test/resources").resolve(inPackage))
                .resolve(file);
    }

    /** {@code src/test/java}, {@code src/integrationTest/kotlin} and their like. */
    private Stream<Path> roots() {
        return folders(module.resolve("src")).stream().flatMap(set -> folders(set).stream());
    }

    private static List<Path> folders(Path in) {
        try (Stream<Path> all = Files.list(in)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** For files that are nobody's business: the build's folder, or else the system's for such files. */
    Path scratch() {
        return Stream.of("target", "build")
                .map(module::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .map(build -> build.resolve("perf"))
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** {@code file} as people write it: from the module's folder on. */
    String nameOf(Path file) {
        Path base = module.toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(base) ? base.relativize(absolute) : absolute)
                .toString()
                .replace('\\', '/');
    }
}
