package io.perfbudgets.agent;

import static io.perfbudgets.agent.Where.CONNECTION;
import static io.perfbudgets.agent.Where.ENTRY;
import static io.perfbudgets.agent.Where.EXIT;
import static io.perfbudgets.agent.Where.FIRST_ARGUMENT;
import static io.perfbudgets.agent.Where.FUNCTIONS;
import static io.perfbudgets.agent.Where.RUN_CALL;
import static io.perfbudgets.agent.Where.SERVING;
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

    private static final List<Rule> CONNECTIONS = rules(CONNECTION, Point.CONNECTION, "connect", "getConnection");

    private static final List<Rule> STARTS = rules(ENTRY, Point.THREAD, "start");

    private static final String CONCURRENT = "java/util/concurrent/";

    private static final Set<String> INHERITED = ConcurrentHashMap.newKeySet();

    private static final Map<String, List<Rule>> BY_NAME = byName();

    private Rules() {}

    private static Map<String, List<Rule>> byName() {
        Map<String, List<Rule>> rules = new HashMap<>();
        threads(rules);
        clients(rules);
        servers(rules);
        return Map.copyOf(rules);
    }

    private static void threads(Map<String, List<Rule>> rules) {
        rules.put(
                "java/lang/Thread",
                List.of(new Rule("start", ENTRY, Point.THREAD), new Rule("exit", ENTRY, Point.THREAD_END)));
        rules.put("java/lang/VirtualThread", STARTS);
        rules.put("java/lang/ThreadBuilders$BoundVirtualThread", STARTS);
        rules.put(CONCURRENT + "FutureTask", rules(FIRST_ARGUMENT, Point.FUNCTION, "<init>"));
        rules.put(
                CONCURRENT + "ThreadPoolExecutor",
                List.of(new Rule("execute", FIRST_ARGUMENT, Point.TASK), new Rule("runWorker", RUN_CALL, Point.BEGIN)));
        rules.put(
                CONCURRENT + "ScheduledThreadPoolExecutor",
                rules(FIRST_ARGUMENT, Point.PERIODIC, "scheduleAtFixedRate", "scheduleWithFixedDelay"));
        rules.put(
                CONCURRENT + "ForkJoinPool",
                rules(
                        FIRST_ARGUMENT,
                        Point.FORKED,
                        "execute",
                        "submit",
                        "externalSubmit",
                        "lazySubmit",
                        "invoke",
                        "invokeAll",
                        "schedule"));
        rules.put(
                CONCURRENT + "ForkJoinTask",
                List.of(
                        new Rule("fork", ENTRY, Point.FORKED),
                        new Rule("doExec", ENTRY, Point.BEGIN),
                        new Rule("doExec", EXIT, Point.END)));
        rules.put(
                CONCURRENT + "CompletableFuture",
                rules(
                        FUNCTIONS,
                        Point.FUNCTION,
                        "runAsync",
                        "supplyAsync",
                        "completeAsync",
                        "then*",
                        "handle*",
                        "whenComplete*",
                        "exceptionally*",
                        "acceptEither*",
                        "applyToEither*",
                        "runAfter*"));
        rules.put(
                "org/springframework/core/task/SimpleAsyncTaskExecutor",
                rules(FIRST_ARGUMENT, Point.FUNCTION, "doExecute"));
        rules.put("org/jboss/threads/EnhancedQueueExecutor", rules(FIRST_ARGUMENT, Point.FUNCTION, "execute"));
    }

    private static void clients(Map<String, List<Rule>> rules) {
        rules.put(
                "jdk/internal/net/http/HttpClientImpl", rules(FIRST_ARGUMENT, Point.HTTP_REQUEST, "send", "sendAsync"));
        rules.put(
                "sun/net/www/protocol/http/HttpURLConnection",
                rules(ENTRY, Point.URL_CONNECTION, "connect", "getInputStream", "getOutputStream"));
        rules.put(
                "org/springframework/http/client/AbstractClientHttpRequest",
                rules(ENTRY, Point.SPRING_REQUEST, "execute"));
        rules.put(
                "org/springframework/web/reactive/function/client/ExchangeFunctions$DefaultExchangeFunction",
                rules(FIRST_ARGUMENT, Point.SPRING_EXCHANGE, "exchange"));
        List<Rule> apache = rules(TWO_ARGUMENTS, Point.APACHE_REQUEST, "doExecute");
        rules.put("org/apache/http/impl/client/AbstractHttpClient", apache);
        rules.put("org/apache/http/impl/client/InternalHttpClient", apache);
        rules.put("org/apache/http/impl/client/MinimalHttpClient", apache);
        rules.put("org/apache/hc/client5/http/impl/classic/InternalHttpClient", apache);
        rules.put("org/apache/hc/client5/http/impl/classic/MinimalHttpClient", apache);
        rules.put("okhttp3/OkHttpClient", rules(FIRST_ARGUMENT, Point.OK_HTTP_REQUEST, "newCall"));
    }

    private static void servers(Map<String, List<Rule>> rules) {
        rules.put("jakarta/servlet/http/HttpServlet", rules(SERVING, Point.SERVLET, "service"));
        rules.put("sun/net/httpserver/HttpContextImpl", rules(EXIT, Point.HTTP_CONTEXT, "<init>"));
        rules.put("io/netty/handler/codec/ByteToMessageDecoder", rules(SERVING, Point.NETTY_READ, "fireChannelRead"));
        rules.put("io/netty/handler/codec/http/HttpObjectEncoder", rules(TWO_ARGUMENTS, Point.NETTY_WRITE, "encode"));
    }

    /** The same at the same place of several methods. No stream: this is paid for at the start of each test JVM. */
    private static List<Rule> rules(Where where, Point point, String... methods) {
        Rule[] rules = new Rule[methods.length];
        for (int i = 0; i < methods.length; i++) {
            rules[i] = new Rule(methods[i], where, point);
        }
        return List.of(rules);
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
