package io.perfbudgets.agent;

/** What perf-junit is shown. Its functions take the two values that each names and may answer with another second one. */
enum Point {
    /** Whoever is asked for a connection, as both values. */
    CONNECTING,
    /** Whoever gives a connection, and the connection; null and null if it failed. Follows each CONNECTING. */
    CONNECTION,
    /** The type that is expected, and work that another thread may run. */
    FUNCTION,
    /** The type that is expected, and work for a pool whose threads help each other. */
    FORKED,
    /** As FUNCTION, where a pool's hooks may look at the object itself. */
    TASK,
    /** As FUNCTION, where it will run again and again. */
    PERIODIC,
    /** Work that begins on this thread, as both values. */
    BEGIN,
    /** Work that ended on this thread, as both values. */
    END,
    /** A thread that is about to start, as both values. */
    THREAD,
    /** The thread that is about to end, as both values. */
    THREAD_END,
    /** The type that is expected, and a request of the JDK's HttpClient. */
    HTTP_REQUEST,
    /** A connection of the JDK's for a URL, before it is used, as both values. */
    URL_CONNECTION,
    /** A request of Spring's blocking clients, before it is sent, as both values. */
    SPRING_REQUEST,
    /** The type that is expected, and a request of Spring's WebClient. */
    SPRING_EXCHANGE,
    /** The target host, if known, and a request of Apache HttpClient. */
    APACHE_REQUEST,
    /** The type that is expected, and a request of OkHttp. */
    OK_HTTP_REQUEST,
    /** A request and its answer that a servlet begins to serve. SERVED follows each. */
    SERVLET,
    /** A pipeline's context and the messages that Netty has decoded and now hands on. SERVED follows each. */
    NETTY_READ,
    /** A pipeline's context and a message of HTTP that Netty is about to encode. */
    NETTY_WRITE,
    /** What was thrown while it was served, as both values; null and null for nothing. */
    SERVED,
    /** A new context of the JDK's HttpServer, as both values. */
    HTTP_CONTEXT
}
