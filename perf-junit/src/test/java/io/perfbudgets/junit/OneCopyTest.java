package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests in a class loader that has perf-junit once more, as those of Quarkus do. */
class OneCopyTest {
    @Test
    void aTestWhoseAnnotationsAreAnotherCopysIsRefusedRatherThanPassedOver() throws Exception {
        try (Twice loader = new Twice()) {
            List<String> failures = EngineTestKit.engine("junit-jupiter")
                    .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                    .selectors(selectClass(loader.loadClass(Held.class.getName())))
                    .execute()
                    .testEvents()
                    .failed()
                    .stream()
                    .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                            .getThrowable()
                            .orElseThrow()
                            .getMessage())
                    .toList();

            assertThat(failures)
                    .singleElement()
                    .asString()
                    .contains(
                            "perf-junit is loaded twice",
                            Held.class.getName(),
                            "quarkus.class-loading.parent-first-artifacts=io.perfbudgets:perf-junit");
        }
    }

    static class Held {
        @Test
        @MaxQueries(1)
        void runsNothing() {}
    }

    /** Loads what is ours itself, and leaves the rest to its parent. */
    private static final class Twice extends URLClassLoader {
        Twice() {
            super(urls(), OneCopyTest.class.getClassLoader());
        }

        private static URL[] urls() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Twice::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (IOException wrong) {
                throw new AssertionError(wrong);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.perfbudgets.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
