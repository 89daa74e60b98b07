package io.perfbudgets.junit.jdbc;

import io.perfbudgets.sql.Access;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Proxy;

/** What stands between the application's line and the driver: recognised by its frames, the driver's side first. */
final class Technology {
    private boolean jpa;
    private boolean lazy;
    private boolean jooq;
    private boolean mybatis;
    private boolean jdbi;
    private boolean springJdbc;
    private boolean springDataJdbc;
    private String through = "";

    /** Takes in a frame that is not the application's and has none of the application's inside of it. */
    void add(StackFrame frame) {
        String name = frame.getClassName();
        if (name.startsWith("org.hibernate.")) {
            jpa = true;
            lazy |= name.startsWith("org.hibernate.proxy.")
                    || name.startsWith("org.hibernate.bytecode.enhance.")
                    || name.equals("org.hibernate.collection.spi.AbstractPersistentCollection");
        } else if (name.startsWith("org.eclipse.persistence.") || name.startsWith("org.apache.openjpa.")) {
            jpa = true;
        } else if (name.startsWith("org.jooq.")) {
            jooq = true;
        } else if (name.startsWith("org.apache.ibatis.") || name.startsWith("org.mybatis.")) {
            mybatis = true;
        } else if (name.startsWith("org.jdbi.")) {
            jdbi = true;
        } else if (name.startsWith("org.springframework.jdbc.")) {
            springJdbc = true;
        } else if (name.startsWith("org.springframework.data.jdbc.")
                || name.startsWith("org.springframework.data.relational.")) {
            springDataJdbc = true;
        } else if (name.contains("$Proxy") && Proxy.isProxyClass(frame.getDeclaringClass())) {
            proxy(frame);
        } else if (name.contains("$HibernateProxy$")) {
            through = simpleName(frame.getDeclaringClass().getSuperclass());
        }
    }

    /** A repository or mapper is an interface of the application's behind a proxy. */
    private void proxy(StackFrame frame) {
        for (Class<?> face : frame.getDeclaringClass().getInterfaces()) {
            if (!NotApplication.is(face.getName())) {
                through = simpleName(face) + "." + frame.getMethodName();
                return;
            }
        }
    }

    private static String simpleName(Class<?> type) {
        return type.getSimpleName();
    }

    Access access() {
        if (jpa) {
            return lazy ? Access.JPA_LAZY : Access.JPA;
        }
        if (jooq) {
            return Access.JOOQ;
        }
        if (mybatis) {
            return Access.MYBATIS;
        }
        if (jdbi) {
            return Access.JDBI;
        }
        if (springDataJdbc) {
            return Access.SPRING_DATA_JDBC;
        }
        return springJdbc ? Access.SPRING_JDBC : Access.JDBC;
    }

    String through() {
        return through;
    }
}
