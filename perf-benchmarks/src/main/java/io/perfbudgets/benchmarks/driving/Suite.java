package io.perfbudgets.benchmarks.driving;

import io.perfbudgets.junit.PerfDataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A suite of trivial tests, with a budget on each of them or without. */
enum Suite {
    /** JUnit alone. */
    PLAIN("", "") {},

    /** With a budget of this project; a captured connection is there, so that no statement is a finding. */
    MAX_QUERIES("", "@io.perfbudgets.junit.MaxQueries(0)") {
        @Override
        void prepare() throws SQLException {
            PerfDataSource.wrap(source()).getConnection().close();
        }
    },

    /** With QuickPerf's. */
    QUICK_PERF("@org.quickperf.junit5.QuickPerfTest", "@org.quickperf.sql.annotation.ExpectMaxSelect(0)") {};

    private static final int METHODS = 100;

    private final String onClass;
    private final String onMethod;

    Suite(String onClass, String onMethod) {
        this.onClass = onClass;
        this.onMethod = onMethod;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    void prepare() throws SQLException {}

    /**
     * Writes and compiles test classes of {@value #METHODS} tests each.
     *
     * @param folder for the sources and the classes
     * @param classes how many classes
     * @throws IOException if they cannot be written or compiled
     */
    void compile(Path folder, int classes) throws IOException {
        Files.createDirectories(folder);
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-classpath", System.getProperty("java.class.path"), "-d", folder.toString()));
        for (int i = 0; i < classes; i++) {
            StringBuilder source = new StringBuilder(onClass + " public class " + className(i) + " {\n");
            for (int method = 0; method < METHODS; method++) {
                source.append("  @org.junit.jupiter.api.Test ")
                        .append(onMethod)
                        .append(" void test")
                        .append(method)
                        .append("() {}\n");
            }
            Path file = folder.resolve(className(i) + ".java");
            Files.writeString(file, source.append("}\n"));
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IOException("The suite in " + folder + " does not compile; what javac says is above");
        }
    }

    private static String className(int number) {
        return "Trivial" + number + "Test";
    }

    /**
     * Runs a compiled suite that is on the class path and prints how many tests passed.
     *
     * @param arguments the suite, the number of its classes
     * @throws SQLException never
     */
    public static void main(String[] arguments) throws SQLException {
        Suite.valueOf(arguments[0]).prepare();
        List<DiscoverySelector> classes = IntStream.range(0, Integer.parseInt(arguments[1]))
                .<DiscoverySelector>mapToObj(number -> DiscoverySelectors.selectClass(className(number)))
                .toList();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(classes)
                                .build(),
                        listener);
        if (listener.getSummary().getTotalFailureCount() > 0) {
            listener.getSummary().printFailuresTo(new PrintWriter(System.out, true, Charset.defaultCharset()), 3);
        }
        System.out.println(Jvm.FIGURE + listener.getSummary().getTestsSucceededCount());
    }

    /** A DataSource without a database. */
    private static DataSource source() {
        ClassLoader loader = Suite.class.getClassLoader();
        Object connection = Proxy.newProxyInstance(
                loader,
                new Class<?>[] {Connection.class},
                (proxy, method, nothing) -> method.getReturnType() == boolean.class ? false : null);
        return (DataSource) Proxy.newProxyInstance(
                loader, new Class<?>[] {DataSource.class}, (proxy, method, nothing) -> connection);
    }
}
