package io.perfbudgets.docs;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A Java block as a compilation unit. A block without imports gets those that the pages take as understood; one that
 * declares no type holds members of a test class, which may use what {@link #GIVEN} declares.
 *
 * @param name the file's name
 * @param source its text
 */
record JavaSample(String name, String source) {
    private static final Pattern PACKAGE_INFO = Pattern.compile("(?s)@.*^package [\\w.]+;.*", Pattern.MULTILINE);
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:(?:public|final|abstract) )*(?:class|interface|@interface|record|enum) (\\w+)");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import ");

    private static final String UNDERSTOOD = """
            import static org.assertj.core.api.Assertions.assertThat;
            import io.perfbudgets.junit.*;
            import io.perfbudgets.junit.http.*;
            import jakarta.servlet.*;
            import java.lang.annotation.*;
            import java.sql.*;
            import java.util.*;
            import java.util.concurrent.*;
            import javax.sql.DataSource;
            import org.junit.jupiter.api.*;
            """;

    private static final String GIVEN = """
                org.springframework.web.client.RestClient client;
                DataSource dataSource;
            """;

    static JavaSample of(String block) {
        Matcher type = TYPE.matcher(block);
        String imports = IMPORT.matcher(block).find() ? "" : UNDERSTOOD;
        if (PACKAGE_INFO.matcher(block).matches()) {
            return new JavaSample("package-info", block);
        }
        return type.find()
                ? new JavaSample(type.group(1), imports + block)
                : new JavaSample("Fragment", imports + "class Fragment {\n" + GIVEN + block + "}\n");
    }

    /** What the compiler has against it; empty if nothing. */
    String errors(Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options = List.of(
                "-proc:none",
                "-Xlint:none",
                "-classpath",
                System.getProperty("java.class.path", ""),
                "-d",
                classes.toString());
        boolean compiled = compiler.getTask(errors, null, null, options, null, List.of(file()))
                .call();
        return compiled ? "" : "does not compile:\n" + errors;
    }

    private JavaFileObject file() {
        return new SimpleJavaFileObject(URI.create("sample:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
