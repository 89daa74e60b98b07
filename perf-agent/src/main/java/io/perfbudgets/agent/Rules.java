package io.perfbudgets.agent;

import static io.perfbudgets.agent.Where.CONNECTION;
import static io.perfbudgets.agent.Where.ENTRY;
import static io.perfbudgets.agent.Where.EXIT;
import static io.perfbudgets.agent.Where.FIRST_ARGUMENT;
import static io.perfbudgets.agent.Where.FUNCTIONS;
import static io.perfbudgets.agent.Where.RUN_CALL;
import static io.perfbudgets.agent.Where.TWO_ARGUMENTS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Which classes are woven, and where. Most are known by name; drivers and DataSources by the interfaces they name. */
final class Rules {
    private static final Set<String> GIVE_CONNECTIONS = Set.of(
            "java/sql/Driver",
            "javax/sql/CommonDataSource",
            "javax/sql/DataSource",
            "javax/sql/PooledConnection",
            "javax/sql/XAConnection");

    /** They answer with what is captured already, or are the JDK's, which only ask others. */
    private static final List<String> GIVE_NONE_OF_THEIR_OWN =
            List.of("io/perfbudgets/junit/", "com/p6spy/", "java/", "javax/", "jdk/", "sun/", "com/sun/");

    private static final List<Rule> CONNECTIONS = List.of(
            new Rule("connect", CONNECTION, Point.CONNECTION), new Rule("getConnection", CONNECTION, Point.CONNECTION));

    private static final List<Rule> STARTS = List.of(new Rule("start", ENTRY, Point.THREAD));

    private static final Set<String> INHERITED = ConcurrentHashMap.newKeySet();

    private static final Map<String, List<Rule>> BY_NAME = byName();

    private Rules() {}

    private static Map<String, List<Rule>> byName() {
        Map<String, List<Rule>> rules = new HashMap<>();
        threads(rules);
        clients(rules);
        return Map.copyOf(rules);
    }

    private static void threads(Map<String, List<Rule>> rules) {
        rules.put(
                "java/lang/Thread",
                List.of(new Rule("start", ENTRY, Point.THREAD), new Rule("exit", ENTRY, Point.THREAD_END)));
        rules.put("java/lang/VirtualThread", STARTS);
        rules.put("java/lang/ThreadBuilders$BoundVirtualThread", STARTS);
        rules.put("java/util/concurrent/FutureTask", List.of(new Rule("<init>", FIRST_ARGUMENT, Point.FUNCTION)));
        rules.put(
                "java/util/concurrent/ThreadPoolExecutor",
                List.of(new Rule("execute", FIRST_ARGUMENT, Point.TASK), new Rule("runWorker", RUN_CALL, Point.BEGIN)));
        rules.put(
                "java/util/concurrent/ScheduledThreadPoolExecutor",
                List.of(
                        new Rule("scheduleAtFixedRate", FIRST_ARGUMENT, Point.PERIODIC),
                        new Rule("scheduleWithFixedDelay", FIRST_ARGUMENT, Point.PERIODIC)));
        rules.put(
                "java/util/concurrent/ForkJoinPool",
                List.of(
                        new Rule("execute", FIRST_ARGUMENT, Point.FORKED),
                        new Rule("submit", FIRST_ARGUMENT, Point.FORKED),
                        new Rule("externalSubmit", FIRST_ARGUMENT, Point.FORKED),
                        new Rule("lazySubmit", FIRST_ARGUMENT, Point.FORKED),
                        new Rule("invoke", FIRST_ARGUMENT, Point.FORKED),
                        new Rule("invokeAll", FIRST_ARGUMENT, Point.FORKED),
                        new Rule("schedule", FIRST_ARGUMENT, Point.FORKED)));
        rules.put(
                "java/util/concurrent/ForkJoinTask",
                List.of(
                        new Rule("fork", ENTRY, Point.FORKED),
                        new Rule("doExec", ENTRY, Point.BEGIN),
                        new Rule("doExec", EXIT, Point.END)));
        rules.put(
                "java/util/concurrent/CompletableFuture",
                List.of(
                        new Rule("runAsync", FUNCTIONS, Point.FUNCTION),
                        new Rule("supplyAsync", FUNCTIONS, Point.FUNCTION),
                        new Rule("completeAsync", FUNCTIONS, Point.FUNCTION),
                        new Rule("then*", FUNCTIONS, Point.FUNCTION),
                        new Rule("handle*", FUNCTIONS, Point.FUNCTION),
                        new Rule("whenComplete*", FUNCTIONS, Point.FUNCTION),
                        new Rule("exceptionally*", FUNCTIONS, Point.FUNCTION),
                        new Rule("acceptEither*", FUNCTIONS, Point.FUNCTION),
                        new Rule("applyToEither*", FUNCTIONS, Point.FUNCTION),
                        new Rule("runAfter*", FUNCTIONS, Point.FUNCTION)));
        rules.put(
                "org/springframework/core/task/SimpleAsyncTaskExecutor",
                List.of(new Rule("doExecute", FIRST_ARGUMENT, Point.FUNCTION)));
    }

    private static void clients(Map<String, List<Rule>> rules) {
        rules.put(
                "jdk/internal/net/http/HttpClientImpl",
                List.of(
                        new Rule("send", FIRST_ARGUMENT, Point.HTTP_REQUEST),
                        new Rule("sendAsync", FIRST_ARGUMENT, Point.HTTP_REQUEST)));
        rules.put(
                "sun/net/www/protocol/http/HttpURLConnection",
                List.of(
                        new Rule("connect", ENTRY, Point.URL_CONNECTION),
                        new Rule("getInputStream", ENTRY, Point.URL_CONNECTION),
                        new Rule("getOutputStream", ENTRY, Point.URL_CONNECTION)));
        rules.put(
                "org/springframework/http/client/AbstractClientHttpRequest",
                List.of(new Rule("execute", ENTRY, Point.SPRING_REQUEST)));
        rules.put(
                "org/springframework/web/reactive/function/client/ExchangeFunctions$DefaultExchangeFunction",
                List.of(new Rule("exchange", FIRST_ARGUMENT, Point.SPRING_EXCHANGE)));
        List<Rule> apache = List.of(new Rule("doExecute", TWO_ARGUMENTS, Point.APACHE_REQUEST));
        rules.put("org/apache/http/impl/client/AbstractHttpClient", apache);
        rules.put("org/apache/http/impl/client/InternalHttpClient", apache);
        rules.put("org/apache/http/impl/client/MinimalHttpClient", apache);
        rules.put("org/apache/hc/client5/http/impl/classic/InternalHttpClient", apache);
        rules.put("org/apache/hc/client5/http/impl/classic/MinimalHttpClient", apache);
        rules.put("okhttp3/OkHttpClient", List.of(new Rule("newCall", FIRST_ARGUMENT, Point.OK_HTTP_REQUEST)));
    }

    /** Has this class loaded, with all that it needs, before the first class is woven by it. */
    static void load() {
        of("", null, new byte[0]);
    }

    /** The rules for a class that is being loaded; mostly none. */
    static List<Rule> of(String name, @Nullable ClassLoader loader, byte[] bytes) {
        List<Rule> known = BY_NAME.get(name);
        if (known != null) {
            return known;
        }
        if (loader == null || !mayGiveConnections(name)) {
            return List.of();
        }
        ClassReader reader = new ClassReader(bytes);
        if (!namesOne(reader.getInterfaces()) && !INHERITED.contains(name)) {
            return List.of();
        }
        // It may leave the method to its superclass, which names no such interface and is loaded after it.
        INHERITED.add(reader.getSuperName());
        return CONNECTIONS;
    }

    /** Whether a class that is loaded already may have rules. */
    static boolean mayConcern(Class<?> type) {
        String name = type.getName().replace('.', '/');
        if (BY_NAME.containsKey(name)) {
            return true;
        }
        if (type.isInterface() || type.getClassLoader() == null || !mayGiveConnections(name)) {
            return false;
        }
        for (Class<?> face : type.getInterfaces()) {
            if (GIVE_CONNECTIONS.contains(face.getName().replace('.', '/'))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayGiveConnections(String name) {
        for (String prefix : GIVE_NONE_OF_THEIR_OWN) {
            if (name.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }

    private static boolean namesOne(String[] interfaces) {
        for (String face : interfaces) {
            if (GIVE_CONNECTIONS.contains(face)) {
                return true;
            }
        }
        return false;
    }
}
