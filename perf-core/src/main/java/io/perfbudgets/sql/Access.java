package io.perfbudgets.sql;

/** The technology through which the application ran a statement, as far as the stack tells. */
public enum Access {
    /** JDBC with nothing in between. */
    JDBC,
    /** Spring's {@code JdbcTemplate}, {@code NamedParameterJdbcTemplate} or {@code JdbcClient}. */
    SPRING_JDBC,
    /** Spring Data JDBC. */
    SPRING_DATA_JDBC,
    /** A query, a look-up by key or an eager association of a JPA provider. */
    JPA,
    /** A lazy association that a JPA provider loads when it is touched. */
    JPA_LAZY,
    JOOQ,
    MYBATIS,
    JDBI,
    /** The stack was not looked at. */
    UNKNOWN
}
